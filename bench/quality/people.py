"""Names of authors in gold, which comes as one string per document."""

import re
from typing import Final

_BETWEEN: Final = re.compile(r"\s*(?:[,;/|]|\band\b|&)\s*", re.IGNORECASE)
_DEGREE: Final = re.compile(r"[A-Z.]{2,6}|Ph\.?D\.?|Jr\.?|Sr\.?|M\.?D\.?|\(.*")
_NO_PERSON: Final = frozenset(
    {
        "admin", "associated", "blog", "board", "bureau", "contributor", "contributors", "correspondent",
        "desk", "editor", "editorial", "editors", "guest", "inc", "journal", "magazine", "media", "network",
        "news", "newsroom", "others", "post", "press", "reporter", "reporters", "reuters", "service",
        "services", "special", "staff", "team", "times", "today", "university", "wire", "writer", "writers",
    }
)  # fmt: skip
"""Words of offices, outlets and roles: what has one is no person's name."""


def split_names(given: str) -> tuple[str, ...]:
    """Cut a string of authors into names as they stand, degrees left out.

    >>> split_names("Danielle DeSiato, Dylan Bailey, MS, RD, and Natalie Nguyen")
    ('Danielle DeSiato', 'Dylan Bailey', 'Natalie Nguyen')
    """
    parts = [
        part.strip(" \"'“”") for part in _BETWEEN.split(re.sub(r"^\s*by\s+", "", given, flags=re.IGNORECASE))
    ]
    return tuple(part for part in parts if part and not _DEGREE.fullmatch(part))


def is_person(name: str) -> bool:
    """Tell whether a name has the two words or more of a person's and none of an office's.

    >>> is_person("Korin Miller"), is_person("Editorial Board"), is_person("ibby")
    (True, False, False)
    """
    words = name.split()
    return 2 <= len(words) <= 5 and not any(
        word.casefold().strip(".") in _NO_PERSON or any(char.isdigit() for char in word) for word in words
    )


def same(name: str) -> str:
    """Bring a name to the form in which names are compared: case, blanks and full stops do not count."""
    return " ".join(name.casefold().replace(".", " ").split())
