"""Word lists that stages consult: ``words.toml``, one table a purpose, one list a language."""

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def _tables() -> dict[str, Any]:
    text = (resources.files("copydesk.rules") / "words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def folded(purpose: str) -> frozenset[str]:
    """Give the words of a purpose without regard to case; raises what ``words`` raises."""
    return frozenset(word.casefold() for word in words(purpose))


@cache
def words(purpose: str) -> frozenset[str]:
    """Give all words kept for a purpose, over all languages, as they are written there.

    Raises:
        KeyError: there is no table of that name in ``words.toml``.
    """
    return frozenset(word for entry in _tables()[purpose].values() for word in entry.split("|"))


@cache
def any_of(purpose: str) -> str:
    """Give the words of a purpose as the alternatives of a pattern, the longest first; raises as ``words``.

    >>> any_of("name_joints_after")
    'tekst|door'
    """
    found = sorted(words(purpose), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in found)
