"""Datelines: where, when and by which agency a story was filed, alone on a line or before the text."""

from dataclasses import dataclass
from typing import Final

from copydesk.metadata import dates, script_datelines
from copydesk.metadata.dates import Moment
from copydesk.metadata.names import agency_of
from copydesk.patterns import linear
from copydesk.rules.words import words
from copydesk.text import squeeze

LONGEST: Final = 100
"""Characters. A longer line is prose."""

LEAST_PLACE_LETTERS: Final = 3
LONGEST_BRACKET: Final = 22
"""Characters. What a longer bracket behind a place in capitals holds is no agency."""

_DASHES: Final = "-–—"
_LEAD: Final = (
    r"(?P<place>\p{Lu}[\p{L}.'’ -]+?(?:(?:, ?| ?/ ?)\p{Lu}[\p{L}. ]+?){0,3}?)"
    r"(?P<date>,? \(?(?:\p{L}+\.?)? ?\d{1,2}\.? ?(?:de )?(?:\p{L}+\.?)?(?:,? (?:de )?\d{4})?\)?)?"
    r"\s*(?:--)?(?P<agency>\([^()]+\)|/[^/]+/)?\.?\s*(?:--\s?|[–—-]\s)(?P<text>[\p{Lu}\p{Lo}\p{N}\"“„«‘'¿¡(\[]|\z)"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: its text, and the place, agency and date it gives, None where it gives none."""

    text: str
    place: str | None
    agency: str | None
    moment: Moment | None
    authors: tuple[str, ...] = ()


def alone(plain: str) -> Dateline | None:
    """Read a line that is a dateline and nothing else: it ends in a dash and names a date or agency.

    >>> alone("December 12, 2017 – FRN –").moment.iso
    '2017-12-12'
    """
    if (line := _in_script(plain)) and len(line.text) == len(plain):
        return line
    if len(plain) > LONGEST or not plain or plain[-1] not in _DASHES:
        return None
    moment = dates.find(plain)
    lead = _leading(plain + " ")
    if lead:
        return Dateline(plain, lead.place, lead.agency, moment)
    if moment is None:
        return None
    rest = (plain[: moment.start] + plain[moment.end :]).strip(f" ,{_DASHES}")
    return Dateline(plain, None, agency_of(rest), moment)


def leading(plain: str) -> Dateline | None:
    """Read the dateline that a paragraph begins with; None when it begins with none.

    It must name a place in capitals, or an agency that is known: "Hamburg – the city …" is prose.
    """
    if line := _in_script(plain):
        return line
    start = plain[: LONGEST + 20]
    return _leading(start) if "-" in start or "–" in start or "—" in start else None


def _in_script(plain: str) -> Dateline | None:
    """Read a dateline of a script whose datelines have other shapes than Western ones."""
    line = script_datelines.read(plain)
    if line is None:
        return None
    text = squeeze(plain[: line.end])
    return Dateline(text, line.place, line.agency, dates.find(text), line.authors)


def _leading(plain: str) -> Dateline | None:
    found = linear(_LEAD).match(plain)
    if not found:
        return None
    place, written = found.group("place").strip(), found.group("agency") or ""
    agency = agency_of(written)
    letters = sum(char.isalpha() for char in place)
    is_shouted = place.split(",")[0].isupper() and letters >= LEAST_PLACE_LETTERS
    if not all(word[0].isupper() or word in words("place_joints") for word in place.split()):
        return None
    if not agency and not (is_shouted and (found.group("date") or len(written) <= LONGEST_BRACKET)):
        return None
    text = squeeze(plain[: found.start(found.re.groupindex["text"])])
    return Dateline(text, place, agency, dates.find(text))
