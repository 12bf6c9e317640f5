"""The names of months and weekdays in the languages whose dates are read, from dateparser's tables."""

import unicodedata
from functools import cache
from importlib import import_module
from typing import Final

from copydesk.rules.words import words

LANGUAGES: Final = ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "ru", "tr", "ar", "el", "zh", "ja")
"""The languages whose names are known; of a name that two of them use, the first decides."""

_MONTHS: Final = (
    ("january", 1),
    ("february", 2),
    ("march", 3),
    ("april", 4),
    ("may", 5),
    ("june", 6),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("october", 10),
    ("november", 11),
    ("december", 12),
)
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def month_of(word: str) -> int | None:
    """Number the month that a word names in one of ``LANGUAGES``; None when it names none.

    >>> month_of("December"), month_of("März"), month_of("декабря"), month_of("Putin")
    (12, 3, 12, None)
    """
    return _months().get(_plain(word))


def is_weekday(word: str) -> bool:
    """Tell whether a word names a day of the week in one of ``LANGUAGES``.

    >>> is_weekday("Freitag"), is_weekday("Fri"), is_weekday("Published")
    (True, True, False)
    """
    return _plain(word) in _weekdays()


def _plain(word: str) -> str:
    """Fold case and take off accents, as dateparser does: "Fevrier" is written as often as "février"."""
    folded = word.strip(". ").casefold()
    if folded.isascii():
        return folded
    decomposed = unicodedata.normalize("NFKD", folded)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@cache
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for language in LANGUAGES:
        for key, number in _MONTHS:
            for name in _names(language, key):
                found.setdefault(name, number)
    for entry in sorted(words("more_months")):
        name, _, written = entry.partition("=")
        found.setdefault(_plain(name), int(written))
    return found


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(name for language in LANGUAGES for key in _WEEKDAYS for name in _names(language, key))


def _names(language: str, key: str) -> list[str]:
    table = import_module(f"dateparser.data.date_translation_data.{language}").info
    names = (_plain(name) for name in table[key])
    return [name for name in names if not name.isdigit() and (len(name) > 1 or not name.isascii())]
