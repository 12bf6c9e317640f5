"""Datelines: where, when and by which agency a story was filed, alone on a line or before the text.

A dateline is read piece by piece between its dashes: places in capitals or with capitals, dates, and
wires, which stand in brackets or between slashes or are known. It ends before the first piece that is
none of them.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from copydesk.metadata import dates, script_datelines
from copydesk.metadata.calendar import is_weekday, month_of
from copydesk.metadata.dates import Moment
from copydesk.metadata.name_forms import agency_of
from copydesk.rules.words import folded, words
from copydesk.text import squeeze

LONGEST: Final = 100
"""Characters of a dateline that stands alone. A longer line is prose."""

LONGEST_LEAD: Final = 160
"""Characters of a paragraph in which its dateline must end: two places, a date and a wire fit."""

LEAST_PLACE_LETTERS: Final = 3
LONGEST_BRACKET: Final = 22
"""Characters. What a longer bracket behind a place in capitals holds is no agency."""

LONGEST_ABBREVIATION: Final = 6
"""Characters of a word whose full stop belongs to it: "Calif."."""

MOST_PLACE_WORDS: Final = 10
MOST_ALONE_PIECES: Final = 3

_DASHES: Final = "-–—"
_CUT: Final = re.compile(r" ?(?:-{2,}|[–—])[ –—-]*| - |(?<=\d)[;.] |(?<=\d\))[.:] |(?<=\x01) ")
_DAY_END: Final = re.compile(r"\d\)?[;.:] ")
_WIRE: Final = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|(?<!\S)/ ?([^/,]+?) ?/(?!\S)")
_DAY: Final = re.compile(r"(?:([^\W\d_]+)\.? )?(\d{1,2})(?:st|nd|rd|th|º|\.)?(?: (?:de )?([^\W\d_]+)\.?)?$")
_OPENERS: Final = frozenset("\"“„«‘'¿¡([")
_EDGE: Final = " ,.;:()[]/"
_PLACE_EDGE: Final = " ,;:()[]/"


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: its text, and the place, agency and date it gives, None where it gives none."""

    text: str
    place: str | None
    agency: str | None
    moment: Moment | None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the pieces read so far have given."""

    place: str | None = None
    wires: tuple[str, ...] = ()
    moment: Moment | None = None
    has_day: bool = False
    pieces: int = field(default=0, compare=False)

    @property
    def agency(self) -> str | None:
        return next((name for name in map(_agency, self.wires) if name), None)

    @property
    def is_enough(self) -> bool:
        """A full date, a wire that is known, or a place in capitals: else it may be prose."""
        place = (self.place or "").split(",")[0]
        is_shouted = place.isupper() and sum(map(str.isalpha, self.place or "")) >= LEAST_PLACE_LETTERS
        is_short = all(len(name) <= LONGEST_BRACKET for name in self.wires)
        return bool(
            self.moment or (self.place and self.agency) or (is_shouted and (is_short or self.has_day))
        )


def alone(plain: str) -> Dateline | None:
    """Read a line that is a dateline and nothing else: it ends in a dash or a date, and names both.

    >>> alone("December 12, 2017 – FRN –").moment.iso
    '2017-12-12'
    >>> alone("BURLINGTON, ON / PR Karma / June 16, 2025 9:00").place
    'BURLINGTON, ON'
    """
    if not plain or len(plain) > LONGEST:
        return None
    if (line := _in_script(plain)) and len(line.text) == len(plain):
        return line
    is_open = plain[-1] in _DASHES
    if not is_open and (plain[-1] not in "/)" and not plain[-1].isdigit()):
        return None
    reading, end = _read(plain.rstrip(f" {_DASHES}"), is_whole=True)
    if end == 0 or reading.pieces > MOST_ALONE_PIECES + 1:
        return None
    is_dateline = reading.is_enough if is_open else bool(reading.moment and reading.place and reading.wires)
    return _dateline(plain, reading) if is_dateline else None


def leading(plain: str) -> Dateline | None:
    """Read the dateline that a paragraph begins with; None when it begins with none.

    It must hold a full date, a place in capitals, or an agency that is known: "Hamburg – the city …"
    is prose.
    """
    if line := _in_script(plain):
        return line
    start = plain[:LONGEST_LEAD]
    if not _may_be_cut(start) or not (start[:1].isupper() or start[:1].isdigit() or start[:1] in "(["):
        return None
    if not dates.has_year(start) and not _may_lead(start):
        return None
    reading, end = _read(start, is_whole=False)
    return _dateline(squeeze(plain[:end]), reading) if end and reading.is_enough else None


def _in_script(plain: str) -> Dateline | None:
    """Read a dateline of a script whose datelines have other shapes than Western ones."""
    line = script_datelines.read(plain)
    if line is None:
        return None
    text = squeeze(plain[: line.end])
    return Dateline(text, line.place, line.agency, dates.find(text), line.authors)


def _may_be_cut(start: str) -> bool:
    """Tell at the least cost whether a text holds any of the marks of ``_CUT``: most paragraphs hold none."""
    if "–" in start or "—" in start or "--" in start or " - " in start or "/" in start or "\x01" in start:
        return True
    return (". " in start or ": " in start or "; " in start) and _DAY_END.search(start) is not None


def _may_lead(start: str) -> bool:
    """Tell at once whether a text without a year may begin with a dateline: most paragraphs cannot.

    A dash must follow a first word in capitals, or a bracket.
    """
    dash = min((at for at in map(start.find, ("–", "—", "--", " - ")) if at > 0), default=0)
    return dash > 0 and ("(" in start[:dash] or "/" in start[:dash] or start.split(maxsplit=1)[0].isupper())


def _dateline(text: str, reading: _Reading) -> Dateline:
    moment = reading.moment
    return Dateline(text, reading.place, reading.agency, dates.find(text, "en") if moment else None)


def _read(text: str, is_whole: bool) -> tuple[_Reading, int]:
    """Read the pieces from the start as far as they are place, date and wire.

    Returns: what they give, and where the text behind them begins; 0 when it begins nowhere.
    """
    masked = _WIRE.sub(_mask, text)
    reading, start, end = _Reading(), 0, 0
    for cut in [*_CUT.finditer(masked), None]:
        stop = cut.start() if cut else len(text)
        if cut is None and not is_whole:
            break
        following = _piece(reading, text[start:stop])
        if following is None:
            return (reading, 0 if is_whole else end)
        reading, start = following, cut.end() if cut else stop
        if cut is None or reading.moment or _opens(text[start:]):
            end = start
    return reading, end


def _mask(wire: re.Match[str]) -> str:
    """Hide what a wire's name holds; the slash that ends one is marked, since it may end the dateline."""
    return "(" + "w" * (len(wire[0]) - 2) + ("\x01" if wire[3] is not None else ")")


def _opens(text: str) -> bool:
    return text[:1].isupper() or text[:1].isalnum() != text[:1].islower() or text[:1] in _OPENERS


def _piece(reading: _Reading, text: str) -> _Reading | None:
    """Read one piece; None when it holds anything that is neither place nor date nor wire."""
    wires = [next(name for name in found.groups() if name is not None) for found in _WIRE.finditer(text)]
    bare = _WIRE.sub(" | ", text)
    found = dates.find(bare, "en")
    if any(":" in wire and not dates.has_year(wire) for wire in wires):  # a firm and its stock exchange
        return None
    moment = found or next(filter(None, (dates.find(wire, "en") for wire in wires)), None)
    before, behind = (bare[: found.start], bare[found.end :]) if found else (bare, "")
    place, day_free = reading.place, before
    if not found:
        day_free = "|".join(_without_day(part.rstrip(_PLACE_EDGE)) for part in before.split("|"))
    for part in map(_trimmed, day_free.split("|")):
        if not part or _are_weekdays(part):
            continue
        if _agency(part) or (reading.moment and "," not in part and _is_place(part)):
            wires.append(part)  # a single name behind the date is who files, not where
        elif place is None and _is_place(part):
            place = part
        else:
            return None
    if not all(_is_zone(part) for part in map(_trimmed, behind.split("|"))):
        return None
    return _Reading(
        place,
        (*reading.wires, *(wire for wire in wires if dates.find(wire, "en") is None)),
        reading.moment or moment,
        reading.has_day or moment is not None or len(day_free.strip(_EDGE)) < len(before.strip(_EDGE)),
        reading.pieces + 1,
    )


def _trimmed(part: str) -> str:
    """Take the punctuation off a place, but not the full stop of "Calif."."""
    part = part.strip(_PLACE_EDGE)
    return part if part.endswith(".") and len(part.split()[-1]) <= LONGEST_ABBREVIATION else part.strip(_EDGE)


def _are_weekdays(part: str) -> bool:
    return all(is_weekday(word.strip(",")) for word in part.split())


def _is_zone(part: str) -> bool:
    """Tell whether what stands behind a date is a zone's name or a weekday: "Central", "America"."""
    return not part or _are_weekdays(part) or (part.istitle() and len(part.split()) == 1)


def _without_day(part: str) -> str:
    """Take a day without a year off the end of a piece: "MADRID, 3 mar", "LONDON, Jan. 5"."""
    found = _DAY.search(part)
    if not found:
        return part
    if found[3] and month_of(found[3]):
        return part[: found.start(2)]
    return part[: found.start()] if found[1] and month_of(found[1]) else part


def _agency(name: str) -> str | None:
    """Give the agency or wire that a name is: a known one, or one whose name ends in "wire"."""
    name = name.strip(_EDGE)
    is_wire = name.casefold().endswith(("wire", "pressrelease")) and len(name.split()) <= len("wir ")
    return agency_of(name) or (name if is_wire else None)


def _is_place(part: str) -> bool:
    """Tell whether a piece is written as a place is: every word with a capital, or a small joint."""
    tokens = [token.strip(",.'’") for token in part.split()]
    if not 0 < len(tokens) <= MOST_PLACE_WORDS or any(char in part for char in ':!?"“”;'):
        return False
    if tokens[0].casefold() in folded("no_place_starts"):
        return False
    return tokens[0][:1].isupper() and all(
        token[:1].isupper() or token in words("place_joints") or not token for token in tokens
    )
