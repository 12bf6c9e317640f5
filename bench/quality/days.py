"""Whether a text shows a day: an own reading of dates, so that the gate does not ask what it measures.

It knows months by their English names, a word between a day and a year in any language, numbers in any order,
and 年月日. What it misses counts as undated: a figure of this gate is then too strict, never too kind.
"""

import re
from datetime import date
from typing import Final

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The first letters of the months, which are what their English names and abbreviations share."""

LINE_WORDS: Final = 12
"""Words that a line with a date of its own has at most."""

_NAME: Final = rf"(?:{'|'.join(MONTHS)})[a-z]*\.?"
_DATE: Final = re.compile(
    rf"\b{_NAME} ?\d{{1,2}}(?:st|nd|rd|th)?,? ?(?:19|20)\d\d\b"
    r"|\b\d{1,2}(?:st|nd|rd|th|er|º|\.)? ?(?:de |of )?[^\W\d_]{3,12}\.?,? ?(?:de |del )?(?:19|20)\d\d\b"
    r"|\b(?:19|20)\d\d ?[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2}"
    r"|\b\d{1,2} ?[-/.] ?\d{1,2} ?[-/.] ?(?:(?:19|20)\d\d|\d\d)\b",
    re.IGNORECASE,
)
_PREPOSITIONS: Final = frozenset(
    {"on", "in", "by", "since", "from", "until", "as", "after", "before", "between"}
)
DATELINE_CHARS: Final = 60
"""Characters of places and agencies that a dateline has before its date at most."""


def shows(text: str, day: date) -> bool:
    """Tell whether a text gives this day, month and year, in any usual form.

    >>> shows("Posted Jan. 29th, 2025", date(2025, 1, 29)), shows("29/1/25", date(2025, 1, 29))
    (True, True)
    >>> shows("29 января 2025", date(2025, 1, 29)), shows("29 March 2025", date(2025, 1, 29))
    (True, False)
    """
    lowered = " ".join(text.lower().split())
    year = str(day.year)
    if year not in lowered and year[2:] not in lowered:
        return False
    return any(
        _is_month(found.group(1) or found.group(2), day.month) for found in _whole(day).finditer(lowered)
    )


def shows_without_year(text: str, day: date) -> bool:
    """Tell whether a text gives this day and month by an English name, with or without a year.

    >>> shows_without_year("On January 29 they met", date(2025, 1, 29))
    True
    """
    name = rf"{MONTHS[day.month - 1]}[a-z]*\.?"
    form = rf"\b{name} ?{day.day}(?:st|nd|rd|th)?\b|(?<!\d){day.day}(?:st|nd|rd|th)? (?:of )?{name}"
    return re.search(form, text.lower()) is not None


def has_date_of_its_own(text: str) -> bool:
    """Tell whether some line is short and holds a full date, or opens with one as a dateline does."""
    for line in text.split("\n"):
        found = _DATE.search(line)
        if found and (len(line.split()) <= LINE_WORDS or _is_dateline(line[: found.start()])):
            return True
    return False


def _is_dateline(opening: str) -> bool:
    """Tell whether what stands before a date is that of a dateline: places and agencies, no prose."""
    words = opening.split()
    if words and words[0].lower() in _PREPOSITIONS:
        return False
    return len(opening) <= DATELINE_CHARS and sum(word[0].islower() for word in words) <= 2


def _whole(day: date) -> re.Pattern[str]:
    year, month, number = day.year, f"0?{day.month}", f"0?{day.day}"
    either = rf"(?:{year}|{year % 100:02})"
    word = r"([^\W\d_]{3,12})\.?"
    return re.compile(
        rf"\b{word} ?{number}(?:st|nd|rd|th)?,? ?{year}\b"
        rf"|(?<!\d){number}(?:st|nd|rd|th|er|º|\.)? ?-?(?:de |of )?{word},? ?-?(?:de |del )?{year}\b"
        rf"|(?<!\d){year} ?[-/.年] ?{month} ?[-/.月] ?{number}(?!\d)"
        rf"|(?<!\d)(?:{month} ?[-/.] ?{number}|{number} ?[-/.] ?{month}) ?[-/.] ?{either}(?!\d)"
    )


def _is_month(word: str | None, month: int) -> bool:
    """Tell whether a word may name a month: an English name must name this one."""
    return word is None or word[:3] not in MONTHS or word[:3] == MONTHS[month - 1]
