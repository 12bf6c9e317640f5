"""Dates in a line of text: found by their shape, read with dateparser's month names, never guessed.

A day, a month and a year must all stand in the text. A date that could be two days (3/4/2024 in
English) is ambiguous; an impossible one (31 February) is none.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from functools import cache, lru_cache
from typing import Any, Final

from copydesk.metadata import clocks
from copydesk.metadata.calendar import is_weekday, month_of
from copydesk.metadata.scripts import reach, western
from copydesk.patterns import linear
from copydesk.rules.words import words

EARLIEST_YEAR: Final = 1600
"""No newspaper is older (Relation, Strasbourg, 1605)."""

REMEMBERED: Final = 1024
"""Lines whose dates are remembered: the stages ask several times for the same one."""

LONGEST_LINE: Final = 300
MOST_WORDS: Final = 20
"""Words of a line that is a date and nothing else, with weekday, time, zone and "last updated on"."""

LONGEST_NAMED: Final = 100
MOST_WORDS_BESIDE: Final = 8
_EDGE: Final = " ,;:|•·–—-()[]"
MONTHS_A_YEAR: Final = 12
_EITHER_ORDER: Final = frozenset({"en", "und"})
"""Languages in which the day comes first or second, and what is not known to be in a language."""


_SLASHES: Final = frozenset("-/")
_ORDINAL: Final = r"(?:st|nd|rd|th|er|re|º|ª|°|\.)?"
_SHAPES: Final = (
    (
        frozenset("-/."),
        r"\b(?P<year>\d{4})(?:-(?P<month>\d{1,2})-|/(?P<month_s>\d{1,2})/|\.(?P<month_d>\d{1,2})\.)(?P<day>\d{1,2})(?:\b|T)",
    ),
    (
        None,
        rf"\b(?P<day>\d{{1,2}}){_ORDINAL}\s*(?:of |de |d['’])?(?P<word>\p{{L}}[\p{{L}}\p{{M}}]+)\.?,?\s+"
        r"(?:de |del |of )?(?P<year>\d{4})\b",
    ),
    (frozenset("-/"), r"\b(?P<day>\d{1,2})[-/](?P<word>\p{L}[\p{L}\p{M}]+)\.?[-/](?P<year>\d{4})\b"),
    (
        None,
        r"\b(?P<word>\p{L}[\p{L}\p{M}]+)(?:\.\s*|\s+)(?P<day>\d{1,2})(?:st|nd|rd|th)?"
        r"(?:\s*[,.]\s*|\s+)(?:de |del )?(?P<year>\d{4})\b",
    ),
    (frozenset("."), r"\b(?P<day>\d{1,2})\.\s?(?P<month_p>\d{1,2})\.\s?(?P<year>\d{4})\b"),
    (_SLASHES, r"\b(?P<first>\d{1,2})[/-](?P<other>\d{1,2})[/-](?P<year>\d{4})\b"),
)
"""The shapes of a date, each with the characters of which a text must hold one to have it (None: a blank)."""

_CTIME: Final = (
    r"\b(?P<word>\p{L}+)\s+(?P<day>\d{1,2})\s+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r"\s+(?:(?P<zone>[A-Z]+)\s+)?(?P<year>\d{4})\b"
)
"""The form of C's ``ctime``, which mail and logs use: the time stands between day and year."""
_ALL_ZEROS: Final = bytes.maketrans(b"123456789", b"000000000")
_YEAR: Final = re.compile("[0-9]{4}")
"""What every shape of a date holds: a text without it is settled at once."""
_WORD: Final = r"[\p{L}\p{N}]+"
_MONTH_YEAR: Final = r"(?P<word>\p{L}+)\.?,?\s+(?:de |del )?(?P<year>\d{4})"


@dataclass(frozen=True, slots=True)
class Moment:
    """A date found in a text at ``[start, end)``.

    ``precision`` is ``month``, ``day``, ``minute`` or ``second``. ``time`` is the clock time as ISO
    text where the source gives one; ``offset`` the zone's distance from UTC where it names a zone.
    ``is_ambiguous`` means that day and month could be the other way round.
    """

    on: date
    precision: str
    start: int
    end: int
    time: str = ""
    offset: timedelta | None = None
    is_ambiguous: bool = False

    @property
    def at(self) -> datetime | None:
        """The point in time, aware; None where clock time or zone is unknown."""
        if not self.time or self.offset is None:
            return None
        return datetime.fromisoformat(f"{self.on}T{self.time}").replace(tzinfo=timezone(self.offset))

    @property
    def month_first(self) -> "Moment":
        """The other reading of an ambiguous date: day and month exchanged."""
        return replace(self, on=self.on.replace(month=self.on.day, day=self.on.month), is_ambiguous=False)

    @property
    def day_first(self) -> "Moment":
        """The reading of an ambiguous date that is taken where day comes first."""
        return replace(self, is_ambiguous=False)

    @property
    def iso(self) -> str:
        """The date as ISO 8601 text, no more precise than the source."""
        if self.precision == "month":
            return f"{self.on:%Y-%m}"
        if not self.time:
            return str(self.on)
        zone = f"{self.at:%z}" if self.at else ""
        return f"{self.on}T{self.time}" + (f"{zone[:3]}:{zone[3:5]}" if zone else "")


def has_year(text: str) -> bool:
    """Tell whether a text holds what every date does, four digits: the quick way to a no."""
    if _YEAR.search(text, 0, LONGEST_LINE):
        return True
    # of a document the rest is looked at as bytes: five times as fast as a pattern steps through it
    return len(text) > LONGEST_LINE and b"0000" in text.encode("utf-8", "surrogatepass").translate(_ALL_ZEROS)


def find(text: str, language: str = "und") -> Moment | None:
    """Find the first full date in a short text.

    Arguments: a line of up to 300 characters; the language of the article, which settles the order
        of day and month in ``3/4/2024`` (day first except in English, where it stays ambiguous).
    Returns: the date, or None when there is no full, possible date.
    """
    moment = _first(text)
    return in_order(moment, language) if moment else None


def in_order(moment: Moment, language: str) -> Moment:
    """Give an ambiguous date the order of day and month that its language has; English leaves it open."""
    is_open = not moment.is_ambiguous or language in _EITHER_ORDER
    return moment if is_open else moment.day_first


@lru_cache(maxsize=REMEMBERED)
def _first(text: str) -> Moment | None:
    """Find the first full date, an ambiguous one as such."""
    if len(text) > LONGEST_LINE or not _YEAR.search(plain := western(text)):
        return None
    text, written = plain, text
    is_spaced = len(text.split(maxsplit=1)) > 1
    patterns = [
        pattern
        for needed, pattern in _patterns()
        if (is_spaced if needed is None else not needed.isdisjoint(text))
    ]
    moments = (_moment(found) for shape in patterns for found in linear(shape).finditer(text))
    first = min((moment for moment in moments if moment), key=lambda moment: moment.start, default=None)
    if first is None:
        return None
    timed = first if first.time else _with_time_before(first, text)
    return replace(timed, end=reach(written, text, timed.end))


@cache
def _patterns() -> tuple[tuple[frozenset[str] | None, str], ...]:
    """Give the shapes, each with the time that may follow it."""
    return (*((needed, shape + clocks.behind()) for needed, shape in _SHAPES), (frozenset(":"), _CTIME))


def _with_time_before(moment: Moment, text: str) -> Moment:
    """Give a date the time that stands before it: "9:05 a.m. ET, March 3, 2024"."""
    found = clocks.before(text[: moment.start])
    if not found:
        return moment
    clock, chars = found
    offset = clocks.offset(clock.zone, moment.on)
    start = moment.start - chars
    return replace(moment, precision=clock.precision, start=start, time=clock.time, offset=offset)


def whole(text: str, language: str = "und") -> Moment | None:
    """Read a text that is a date and nothing else, apart from brackets and punctuation.

    Here a month with a year is enough; the precision says so.
    """
    moment = _whole(text)
    return in_order(moment, language) if moment else None


@lru_cache(maxsize=REMEMBERED)
def _whole(text: str) -> Moment | None:
    if len(text) > LONGEST_LINE or len(text.split()) > MOST_WORDS or not _YEAR.search(text := western(text)):
        return None
    moment = _first(text)
    if moment:
        rest = linear(_WORD).findall(f"{text[: moment.start]} {text[moment.end :]}")
        return (
            moment
            if all(word.lower() in words("date_fillers") or is_weekday(word) for word in rest)
            else None
        )
    found = linear(_MONTH_YEAR).fullmatch(text.strip("()[] ,.–-"))
    if not found or not (month := month_of(found.group("word"))):
        return None
    year = int(found.group("year"))
    return Moment(date(year, month, 1), "month", 0, len(text)) if year >= EARLIEST_YEAR else None


def is_named_date(text: str) -> bool:
    """Tell whether a line is a date with a name at one end of it: a paper, a place.

    >>> is_named_date("Harbour Post, March 3, 2017"), is_named_date("On March 3, 2017 it fell")
    (True, False)
    """
    moment = find(text) if len(text) <= LONGEST_NAMED else None
    if moment is None:
        return False
    before, after = text[: moment.start].strip(_EDGE), text[moment.end :].strip(_EDGE)
    words_beside = (before or after).split()
    return (
        not (before and after)
        and 0 < len(words_beside) <= MOST_WORDS_BESIDE
        and words_beside[0][:1].isupper()
        and all(word[:1].isupper() or word in words("place_joints") for word in words_beside)
    )


def _moment(found: Any) -> Moment | None:
    parts = found.groupdict()
    year, is_ambiguous = int(parts["year"]), False
    if "first" in parts:
        day, month, is_ambiguous = _day_and_month(int(parts["first"]), int(parts["other"]))
    else:
        day = int(parts["day"])
        written = parts.get("month") or parts.get("month_s") or parts.get("month_d")
        written = written or parts.get("month_p")
        month = int(written) if written else month_of(parts["word"]) or 0
        if "month_p" in parts and month > MONTHS_A_YEAR >= day:  # 06.18.2025, as some American pages write
            day, month = month, day
    try:
        on = date(year, month, day)
    except ValueError:
        return None
    if year < EARLIEST_YEAR:
        return None
    clock = clocks.read(parts)
    offset = clocks.offset(clock.zone, on) if clock.time else None
    start, end = found.span()
    return Moment(on, clock.precision, start, end, clock.time, offset, is_ambiguous)


def _day_and_month(first: int, other: int) -> tuple[int, int, bool]:
    if other > MONTHS_A_YEAR >= first:
        return other, first, False
    both = first <= MONTHS_A_YEAR and other <= MONTHS_A_YEAR and first != other
    return first, other, both
