"""Running heads and page numbers: short lines that come back from page to page, figures aside."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

LONGEST_HEAD: Final = 100
"""Characters. Running heads and feet are one line of print."""

LEAST_PAGES: Final = 2
"""Times that a line must come back: with its figures, a document of two pages has two feet."""

LEAST_PAGE: Final = 500
"""Characters of a page, on average, at least."""

_ENDS: Final = frozenset(".!?…。！？:;,")
_FIGURES: Final = re.compile(r"\d+")
_NUMBER: Final = re.compile(r"[-–—|\[(·• ]*\d{1,4}[-–—|\])·• ]*")


def is_page_number(plain: str) -> bool:
    """Tell whether a line is a number as pages bear it.

    >>> is_page_number("3"), is_page_number("- 12 -"), is_page_number("2016 was"), is_page_number("12345")
    (True, True, False, False)
    """
    return len(plain) <= 12 and _NUMBER.fullmatch(plain) is not None


def is_short(plain: str) -> bool:
    """Tell whether a line may be a running head by its length."""
    return 0 < len(plain) <= LONGEST_HEAD


def key(plain: str) -> str:
    """Bring a line to what is the same on each page: figures count as one, case and blanks do not count.

    >>> key("Harbour  Post | Page 3 of 7") == key("HARBOUR POST | page 4 of 7")
    True
    """
    return _FIGURES.sub("#", " ".join(plain.split())).casefold()


def is_head(plain: str) -> bool:
    """Tell whether a line has the form of a running head: short, and neither start nor end of a sentence.

    >>> is_head("The Harbour Post"), is_head("of the"), is_head("He left."), is_head("12 March 2017")
    (True, False, False, True)
    """
    return is_short(plain) and not plain[0].islower() and plain[-1] not in _ENDS


def repeated(lines: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Count the lines that come back once a page: in a list of links they come back sooner.

    Arguments: trimmed texts and where each starts.
    Returns: how often each comes back, by key.
    """
    alike: defaultdict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for plain, start in lines:
        if is_head(plain):
            alike[_edges(plain)].append((plain, start))
    places: defaultdict[str, list[int]] = defaultdict(list)
    for group in alike.values():
        if len(group) >= LEAST_PAGES:  # few lines have edges that another has: of the others no key is made
            for plain, start in group:
                places[key(plain)].append(start)
    return {
        line: len(starts)
        for line, starts in places.items()
        if len(starts) >= LEAST_PAGES and starts[-1] - starts[0] >= LEAST_PAGE * (len(starts) - 1)
    }


def _edges(plain: str) -> tuple[str, str]:
    """Give the first and the last character of the key of a line that is trimmed."""
    first, last = plain[0], plain[-1]
    return (
        "#" if first.isdecimal() else first.casefold()[0],
        "#" if last.isdecimal() else last.casefold()[-1],
    )
