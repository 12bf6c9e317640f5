"""Lines that sign an article: names, agencies and dates side by side, in any order."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from copydesk.metadata import dates, names
from copydesk.metadata.dates import Moment
from copydesk.metadata.han_names import is_han
from copydesk.rules.words import any_of, folded

_BARS: Final = re.compile(r"\s*[|•·]\s*|\s+(?:[–—-]|//?)\s+")
_LEADS: Final = re.compile(rf"(?i)(?P<lead>{any_of('byline_leads')})(?:\s*:\s*|\s+)(?=\S)")
_READING_TIME: Final = re.compile(
    r"(?i)\d{1,3}[ -]?(?:min(?:ut[aeoy]?|uten|utes|utos|uti|uut|uty)?s?|dk|dakika)\.?"
    rf"(?: (?:{any_of('reading_times')}))?"
)


@dataclass(frozen=True, slots=True)
class Byline:
    """What a line signs: people, agency and date; ``is_whole`` when nothing else is on it."""

    authors: tuple[str, ...] = ()
    agency: str | None = None
    moment: Moment | None = None
    is_whole: bool = False

    @property
    def is_signed(self) -> bool:
        """Somebody signed: a person or an agency."""
        return bool(self.authors or self.agency)

    @property
    def is_bare(self) -> bool:
        """The line is names and nothing else: with a date beside it, it signs."""
        return bool(self.authors) and self.is_whole and self.moment is None

    @property
    def is_stamped(self) -> bool:
        """The line is names with a date, and nothing else: a byline though no word says so."""
        return self.is_signed and self.moment is not None and self.is_whole


def _is_caseless(part: str) -> bool:
    """Tell whether a text is in a script without capitals, where any two words look like a name.

    Chinese and Japanese are read by the words beside the name, and are not in question.
    """
    return not part.isascii() and not part.islower() and part.lower() == part.upper() and not is_han(part)


def has_lead(text: str) -> bool:
    """Tell whether a text begins with a word that announces who signs ("by", "von", "par", "por")."""
    return _LEADS.match(text) is not None


def is_stamped(text: str) -> bool:
    """Tell whether a line is names with a date and nothing else."""
    return dates.find(text) is not None and read(text).is_stamped


@lru_cache(maxsize=1024)
def read(text: str) -> Byline:
    """Read a byline, its lead ("By", "Von") on or off.

    Arguments: a line of up to 300 characters.
    """
    if len(text) > dates.LONGEST_LINE:
        return Byline()
    moment = dates.find(text)
    bare = f"{text[: moment.start]} | {text[moment.end :]}" if moment else text
    authors: tuple[str, ...] = ()
    agency, is_whole = None, True
    for segment in [bare.strip(" |")] if is_han(bare) else _BARS.split(bare):
        part = segment.strip(" ,;:[]*_")
        part = part[1:-1] if part.startswith("(") and part.endswith(")") else part
        if not part or _READING_TIME.fullmatch(part):
            continue
        lead = _LEADS.match(part)
        signed = names.read(_behind(lead) if lead else part)
        authors = authors or signed.authors  # what stands behind a bar is an outlet more often than a person
        agency = agency or signed.agency
        is_certain = bool(signed.agency or (signed.authors and (lead or not _is_caseless(part))))
        is_whole = is_whole and is_certain
    return Byline(authors, agency, moment, is_whole)


def _behind(lead: re.Match[str]) -> str:
    """Give what a lead announces; the "en" behind a Dutch one joins names, else it begins a place."""
    signed = lead.string[lead.end() :]
    is_dutch = lead["lead"].casefold() in folded("name_joints_after")
    return signed.replace(" en ", " & ") if is_dutch else signed
