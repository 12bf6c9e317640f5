"""Times of day beside a date, and the zones they are told in."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Final, NamedTuple

from copydesk.patterns import linear
from copydesk.rules.words import folded, words

Parts = Mapping[str, str | None]
"""The named groups of a pattern: hour, minute, second, half, zone, each None where it is not there."""

LONGEST_BEFORE: Final = 40
"""Characters before a date in which its time is looked for: "9:05 a.m. ET on Sunday, "."""

_HALF: Final = r"[aApP]\.?\s?[mM]\b\.?"
_ZONE: Final = r"(?P<zone>\(?[A-Z]+(?:[+-]\d{1,2}(?::?\d{2})?)?\b\)?|[+-]\d{2}:?\d{2})?"
_CLOCK: Final = (
    r"(?P<hour>\d{1,2})(?P<colon>[:.h]|\s?h\s?)(?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d{1,6})?)?"
    rf"\s*(?P<half>{_HALF})?\s*(?P<hours>Uhr\b|uhr\b|h\b|hrs\b|WIB\b)?\s*{_ZONE}"
)
_US_ZONES: Final = {"ET": -5, "CT": -6, "MT": -7, "PT": -8}
"""The zones of US news, named without saying whether the clocks are on summer time: hours from UTC."""

US_RULE_SINCE: Final = 2007
"""The year since which US summer time runs from the second Sunday of March to the first of November
(Energy Policy Act of 2005); before it, and on the two days, the distance is unknown."""

_MARCH, _NOVEMBER, _SUNDAY, _WEEK = 3, 11, 6, 7


class Clock(NamedTuple):
    """A time of day: ISO text without zone, and the zone as written, None where none is."""

    time: str
    zone: str | None

    @property
    def precision(self) -> str:
        """What the time adds to a day: ``minute`` or ``second``; ``day`` when there is none."""
        return ("day", "minute", "second")[self.time.count(":")]


NO_CLOCK: Final = Clock("", None)


@cache
def behind() -> str:
    """Give the pattern of a time behind a date; an hour without minutes is passed over, not read."""
    leads = "|".join(sorted(words("time_leads"), key=len, reverse=True))
    return (
        rf"(?:[,\s|·•/(–—-]*T?\s*(?:(?:{leads})\.?:?\s*)?"
        rf"(?:{_CLOCK}|\d{{1,2}}\s?(?:{_HALF}|Uhr\b|uhr\b|h\b)(?:\s?[A-Z]+T\b)?)\)?)?"
    )


@cache
def _before() -> str:
    leads = "|".join(sorted(words("date_fillers"), key=len, reverse=True))
    return rf"(?:\A|[^\d:.]){_CLOCK}[\s,|·•/–—-]*(?:(?i:{leads})\s+)?(?:\p{{L}}+\.?,?\s*)?\z"


def before(text: str) -> tuple[Clock, int] | None:
    """Read the time that a text ends with, a weekday aside: what stands before a date may.

    Returns: the time, and how many characters of the text it and what follows take.

    >>> before("Updated 3:15 p.m. ET, Tue ")
    (Clock(time='15:15', zone='ET'), 18)
    """
    end = text[-LONGEST_BEFORE:]
    found = linear(_before()).search(end) if any(map(str.isdigit, end)) else None
    if not found:
        return None
    parts = found.groupdict()
    if parts["colon"] == "." and not (parts["half"] or parts["hours"]):  # a decimal number
        return None
    clock = read(parts)
    return (clock, len(end) - found.start(found.re.groupindex["hour"])) if clock.time else None


def read(parts: Parts) -> Clock:
    """Read the groups of a pattern; an impossible time gives none."""
    if not parts["hour"] or not parts["minute"]:
        return NO_CLOCK
    hour = int(parts["hour"])
    half = (parts.get("half") or "")[:1].lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    second = parts["second"]
    clock = f"{hour:02}:{parts['minute']}" + (f":{second}" if second else "")
    try:
        datetime.fromisoformat(f"2001-01-01T{clock}")
    except ValueError:
        return NO_CLOCK
    return Clock(clock, parts["zone"])


def offset(zone: str | None, on: date) -> timedelta | None:
    """Give the distance from UTC that a zone's name stands for on a day; None where it is not settled.

    A name that several zones bear ("IST") settles nothing.
    """
    name = (zone or "").strip("()")
    if not name or name.casefold() in folded("ambiguous_zones"):
        return None
    return _us_offset(name, on) if name in _US_ZONES else _fixed(name)


def _us_offset(zone: str, on: date) -> timedelta | None:
    starts, ends = _sunday(on.year, _MARCH, 2), _sunday(on.year, _NOVEMBER, 1)
    if on.year < US_RULE_SINCE or on in {starts, ends}:
        return None
    return timedelta(hours=_US_ZONES[zone] + (starts < on < ends))


def _sunday(year: int, month: int, number: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(_SUNDAY - first.weekday()) % _WEEK + _WEEK * (number - 1))


@lru_cache(maxsize=256)
def _fixed(zone: str) -> timedelta | None:
    from dateparser.timezone_parser import pop_tz_offset_from_string  # its tables take long to load

    _, found = pop_tz_offset_from_string(f"12:00 {zone}")
    return found.utcoffset(None) if found else None
