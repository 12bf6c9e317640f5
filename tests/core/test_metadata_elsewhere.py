"""Signs and dates away from the title: the only ones of a text, and never of several."""

import pytest

from copydesk.metadata import elsewhere
from copydesk.model import Block, Document, Draft

BODY = "The harbour master said that the ferries would run from the southern quay until the work was done."


def read(*lines: str, known: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """Read lines of which the first is the title, and give methods with values."""
    text = "\n\n".join(lines)
    blocks, start = [], 0
    for line in lines:
        label = "title" if start == 0 else "paragraph" if line == BODY else "navigation"
        blocks.append(Block(start, start + len(line), line, label=label, rule_id="page.navigation"))
        start += len(line) + 2
    draft = Draft(Document("0", "a.txt", 0, text, "text", "utf-8"), blocks=tuple(blocks))
    return [(row.method, row.value) for row in elsewhere.read(draft, known)]


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        (["Published", "3 March 2024"], [("published_elsewhere", "2024-03-03")]),
        (["Page last modified March 3, 2024"], [("updated_elsewhere", "2024-03-03")]),
        (["Posted by shorewatch on March 3, 2024"], [("date_elsewhere", "2024-03-03")]),
        (["Last updated: March 3, 2024"], [("updated_elsewhere", "2024-03-03")]),
        (["March 3, 2024", "Our services"], [("date_elsewhere", "2024-03-03")]),
        (["March 3, 2024", "Boats for sale", "March 9, 2024"], []),
        (
            ["By Ann Cole", "March 3, 2024"],
            [("date_elsewhere", "2024-03-03"), ("byline_elsewhere", "Ann Cole")],
        ),
        (["Written by", "Ann Cole", "Hull"], [("byline_elsewhere", "Ann Cole")]),
        (["By Ann Cole", "Cranes fail", "By Tom Reed"], []),
        (["Ann Cole", "Ann is a writer who has lived on the coast for years."], [("biography", "Ann Cole")]),
        (
            ["Ann Cole", "Content Editor", "Ann has lived on the coast for years."],
            [("biography", "Ann Cole")],
        ),
        (["Ann Cole", "Ann is a writer.", "Tom Reed", "Tom was a sailor."], []),
        (["Ann Cole", "The harbour is a place of work."], []),
    ],
)
def test_the_only_sign_of_a_text_counts(below: list[str], expected: list[tuple[str, str]]) -> None:
    """One day, one signature or one biography below the body speaks; two that differ are silent."""
    assert read("Port closes for six weeks", BODY, *below) == expected


def test_what_is_nearer_silences_it() -> None:
    """Fields that other evidence speaks for are not asked."""
    known = frozenset({"published", "authors"})
    assert read("Port closes", BODY, "By Ann Cole", "Published", "3 March 2024", known=known) == []


def test_a_bare_day_above_the_title_is_that_of_the_visit() -> None:
    """A page prints the day on which it was called up above its menu."""
    text = "3 March 2024\n\nPort closes for six weeks"
    blocks = (
        Block(0, 12, "3 March 2024", label="navigation", rule_id="page.navigation"),
        Block(14, 39, "Port closes for six weeks", label="title", rule_id="page.title"),
    )
    draft = Draft(Document("0", "a.txt", 0, text, "text", "utf-8"), blocks=blocks)
    assert list(elsewhere.read(draft, frozenset())) == []
