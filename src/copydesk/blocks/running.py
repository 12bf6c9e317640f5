"""Running heads and page numbers: short lines that come back from page to page, figures aside."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

LONGEST_HEAD: Final = 100
"""Characters. Running heads and feet are one line of print."""

LEAST_PAGES: Final = 2
"""Times that a line must come back: with its figures, a document of two pages has two feet."""

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


def repeated(plains: Iterable[str]) -> Mapping[str, int]:
    """Count the keys of the short lines that come back; numbers alone count too."""
    counts = Counter(key(plain) for plain in plains if is_short(plain))
    return {line: count for line, count in counts.items() if count >= LEAST_PAGES}
