"""A headline is told from a list of names at little cost, and never a list of names from its own."""

import pytest

from copydesk.clean.several import is_of_several
from copydesk.metadata import bylines

SEVERAL = [
    "Ann Cole and Tom Reed",
    "Ann Cole, Tom Reed, and Eve Hall",
    "Ann Cole und Karl von Thun",
    "Ann Cole, who writes for us and Tom Reed, harbour editor",
    "senior harbour editor Ann Cole and Tom Reed",
    "Published by Ann Cole & Tom Reed",
    "Ann Cole and Tom Reed photos by Eve Hall",
    "the good harbour desk, Ann Cole, Tom Reed, Eve Hall",
]
NOT_SEVERAL = ["Docks to close, mayor says", "Ann Cole and the docks", "Docks and Ferries Close, Part 2"]


@pytest.mark.parametrize("line", [*SEVERAL, *NOT_SEVERAL])
def test_the_quick_look_never_contradicts_the_reader_of_names(line: str) -> None:
    """What is said without reading the names is what reading them says."""
    read = bylines.read(line)
    assert is_of_several(line) == (len(read.authors) > 1 and read.is_bare and not read.is_cut)


@pytest.mark.parametrize("line", SEVERAL[:3])
def test_names_side_by_side_are_several(line: str) -> None:
    """The look does not say no to everything."""
    assert is_of_several(line)
