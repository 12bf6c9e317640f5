"""Word lists that stages consult: ``words.toml``, one table a purpose, one list a language."""

import re
import tomllib
from functools import cache
from typing import Any

from copydesk.rules import in_force
from copydesk.rules.files import WORDS, shipped_files


@cache
def _text() -> str:
    rules = in_force.get()
    return (rules.files if rules else shipped_files())[WORDS]


def has_read_other(text: str) -> bool:
    """Tell whether this process has read words, and from another ``words.toml`` than this text."""
    return _text.cache_info().currsize > 0 and _text() != text


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(_text())


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

    >>> any_of("name_joints_after").endswith("tekst|door")
    True
    """
    found = sorted(words(purpose), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in found)
