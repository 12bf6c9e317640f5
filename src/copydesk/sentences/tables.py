"""What a language knows about its sentences: the word lists of ``languages/<code>.toml``.

The keys are described in ``languages/en.toml``. The lists were collected from grammars and from newspaper
text, and checked against hand-segmented treebanks and news (see ``bench/sentences.py``).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any, Final, TypeAlias

UNDETERMINED: Final = "und"

_ROMAN_DIGITS: Final = frozenset("ivx")

Words: TypeAlias = frozenset[str]

_WORD_KEYS: Final = (
    "never_ends",
    "may_end",
    "after_name",
    "numbered",
    "ends",
    "starters",
    "proper",
    "speech",
    "ends_before",
    "ends_after",
    "goes_on",
)


@dataclass(frozen=True, slots=True)
class LanguageTable:
    """The tables of one language; the meaning of each field is that of the key in ``en.toml``.

    ``never_ends``, ``may_end``, ``numbered`` and ``ends`` hold words without their last full stop;
    ``abbreviations`` is all of them; ``titles`` are those, in lower case, after which no capital begins a
    sentence, whatever else there is. ``heeds_case`` is False for text that begins its sentences in lower
    case, where a lower-case letter is no objection to a boundary.
    """

    never_ends: Words
    may_end: Words
    after_name: Words
    numbered: Words
    ends: Words
    starters: Words
    proper: Words
    speech: Words
    ends_before: tuple[str, ...]
    ends_after: tuple[str, ...]
    goes_on: tuple[str, ...]
    extra_marks: str
    has_full_stops: bool
    has_ordinal_stops: bool
    has_caseless_initials: bool
    has_title_case: bool
    abbreviations: Words
    titles: Words
    heeds_case: bool = True


@cache
def language_table(language: str) -> LanguageTable:
    """The table of a language, that of ``und`` where the language has none.

    Args:
        language: an ISO 639-1 code or ``und``; what follows a hyphen ("pt-BR") is left off.
    """
    code = language.partition("-")[0].lower()
    data = _read(code) if code.isascii() and code.isalpha() else None
    if data is None:
        data = _read(UNDETERMINED) or {}
    like = data.get("like", {})
    words = {key: _words(data, key) for key in _WORD_KEYS}
    for key, other in like.items():
        words[key] |= _words(_read(other) or {}, key)
    return LanguageTable(
        never_ends=words["never_ends"],
        may_end=words["may_end"],
        after_name=words["after_name"],
        numbered=words["numbered"],
        ends=words["ends"],
        starters=words["starters"],
        proper=words["proper"],
        speech=words["speech"],
        ends_before=tuple(sorted(words["ends_before"])),
        ends_after=tuple(sorted(words["ends_after"])),
        goes_on=tuple(sorted(words["goes_on"])),
        extra_marks=data.get("extra_marks", ""),
        has_full_stops=data.get("has_full_stops", True),
        has_ordinal_stops=data.get("has_ordinal_stops", False),
        has_caseless_initials=data.get("has_caseless_initials", False),
        has_title_case=data.get("has_title_case", False),
        abbreviations=words["never_ends"] | words["may_end"] | words["numbered"] | words["ends"],
        titles=_titles(words),
    )


def _titles(words: Mapping[str, Words]) -> Words:
    """Give the words of ``never_ends`` that no other list speaks for, and that are no initial or number.

    None in scripts whose sentences end at blanks: there every blank is judged by where the one before lies.
    """
    if words["ends_before"]:
        return frozenset()
    others = {word.lower() for key in ("ends", "may_end", "after_name") for word in words[key]}
    return frozenset(
        word for word in words["never_ends"] - others if len(word) > 1 and not set(word) <= _ROMAN_DIGITS
    )


@cache
def caseless_table(language: str) -> LanguageTable:
    """The same for text that does not begin its sentences with a capital."""
    return replace(language_table(language), heeds_case=False)


def _words(data: dict[str, Any], key: str) -> Words:
    return frozenset(" ".join(data.get(key, [])).split())


def _read(code: str) -> dict[str, Any] | None:
    file = resources.files("copydesk.sentences").joinpath("languages", f"{code}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else None
