"""Running heads and page numbers: short lines that come back from page to page, figures aside."""

import re
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

    Arguments: texts and where each starts.
    Returns: how often each comes back, by key.
    """
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    counts: dict[str, int] = {}
    for plain, start in lines:
        if is_head(plain):
            line = key(plain)
            first.setdefault(line, start)
            last[line] = start
            counts[line] = counts.get(line, 0) + 1
    return {
        line: count
        for line, count in counts.items()
        if count >= LEAST_PAGES and last[line] - first[line] >= LEAST_PAGE * (count - 1)
    }
