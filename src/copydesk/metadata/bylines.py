"""Lines that sign an article: names, agencies and dates side by side, in any order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from copydesk.metadata import dates, names, stamps
from copydesk.metadata.calendar import is_weekday
from copydesk.metadata.dates import Moment
from copydesk.metadata.han_names import is_han
from copydesk.patterns import linear
from copydesk.rules.words import any_of, folded

_BARS: Final = re.compile(r"\s*[|•·●⋅∙▪]\s*|\s+(?:[–—-]|//?)\s+")
_GLUED: Final = r"(\p{Ll}\p{Ll})(\p{Lu}\p{Ll}+:? (?:\p{Lu}\p{Ll}+\.? )?\d{1,2},? \d{4})"
"""A name and a date that a page set apart and its text does not: "By Ann ColePublished: Jan 29, 2025"."""

LONGEST_LEAD: Final = 40
MOST_WORDS_BEFORE: Final = 7
"""Words before the date of a line that signs: "Posted by", a name, "on Friday"."""

LONGEST_CONTACT: Final = 100
LINES_OF_CONTACT: Final = 4
"""Lines below a name in which its telephone number stands: role, office, department."""

_PHONE: Final = re.compile(r"\d{3}[-. )]{1,2}\d{3}[-. ]\d{4}|\+\d[\d ()/-]{7}|(?i:\btel|phone)\b.{0,9}\d{4}")
_EDGE: Final = " ,;:[]*_–—-"


@dataclass(frozen=True, slots=True)
class Byline:
    """What a line signs: people, agency and date.

    ``is_whole`` when nothing else is on it and all of it is certain, ``is_cut`` when the names were cut out
    of more words ("Ann Cole in Berlin"), ``has_role`` when a part of it says what the person does.
    """

    authors: tuple[str, ...] = ()
    agency: str | None = None
    moment: Moment | None = None
    is_whole: bool = False
    is_cut: bool = False
    has_role: bool = False

    @property
    def is_signed(self) -> bool:
        """Somebody signed: a person or an agency."""
        return bool(self.authors or self.agency)

    @property
    def is_bare(self) -> bool:
        """The line is names and nothing else: with a date beside it, it signs."""
        return self.is_whole and self.moment is None and bool(self.authors)

    @property
    def is_stamped(self) -> bool:
        """The line is names with a date, and nothing else: a byline though no word says so."""
        return self.is_signed and self.moment is not None and self.is_whole and not self.is_cut


def may_list(text: str) -> bool:
    """Tell at little cost whether a line can be the names of several people: they are parted by something.

    >>> may_list("Ann Cole and Tom Reed"), may_list("Docks to close for repair")
    (True, False)
    """
    if not text.isascii() or "," in text or "&" in text or ";" in text:
        return True
    return not folded("name_joints").isdisjoint(text.casefold().split())


def has_lead(text: str) -> bool:
    """Tell whether a text begins with words that announce who signs: ``byline_leads`` in ``words.toml``."""
    return _first_word(text) in _first_words("byline_leads") and _lead(text) > 0


def is_lead(text: str) -> bool:
    """Tell whether a line is such words and nothing else: the name stands on the next.

    >>> is_lead("Written by"), is_lead("By:"), is_lead("By Ann Cole")
    (True, True, False)
    """
    return len(text) <= LONGEST_LEAD and text.strip(" :*_-").casefold() in folded("byline_leads")


def is_other_credit(text: str) -> bool:
    """Tell whether a line begins to say who edited, checked, drew or took pictures.

    >>> is_other_credit("Edited by"), is_other_credit("Photos by Ann Cole"), is_other_credit("By Ann Cole")
    (True, True, False)
    """
    return _first_word(text) in _first_words("other_credits") and linear(_other()).match(text) is not None


def is_contact(lines: Sequence[str]) -> bool:
    """Tell whether the lines below a name give its telephone number: then it is whom to call, not who wrote.

    >>> is_contact(["Chief of Staff", "Office: 555-010-4477"]), is_contact(["ann@ledger.example"])
    (True, False)
    """
    return any(len(line) <= LONGEST_CONTACT and _PHONE.search(line) is not None for line in lines)


def is_of_title(authors: Sequence[str], titles: Sequence[str]) -> bool:
    """Tell whether what looks like a name is made of words of a title.

    >>> is_of_title(["Election Results"], ["Results of the Hull election: no surprise"])
    True
    """
    spoken = [{word.strip(".,:;!?") for word in title.casefold().split()} for title in titles]
    return any(set(name.casefold().split()) <= said for name in authors for said in spoken)


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
    if dates.has_year(text):
        text = linear(_GLUED).sub(r"\1 \2", text)
    moment = dates.find(text)
    if moment and len(text) == moment.end - moment.start:
        return Byline(moment=moment, is_whole=True)
    authors: tuple[str, ...] = ()
    agency, is_whole, is_cut, has_role = None, True, False, False
    for part in _parts(text):
        lead = _lead(part)
        signed = names.read(_behind(part, lead))
        if lead == 0 and not (signed.authors or signed.agency) and names.is_role(part):
            has_role = True
            continue
        authors = authors or signed.authors  # what stands behind a bar is an outlet more often than a person
        agency = agency or signed.agency
        is_certain = lead > 0 or is_han(part) or all(map(_has_case, signed.authors))
        is_whole = is_whole and is_certain and bool(signed.authors or signed.agency)
        is_cut = is_cut or (lead == 0 and names.has_tail(part))
        has_role = has_role or names.has_role(part)
    return Byline(authors, agency, moment, is_whole, is_cut, has_role)


def dated(text: str, language: str = "und") -> Moment | None:
    """Find the date of a line that also signs, whoever does: "Posted by shore on 3 March 2024 from Hull".

    It stands behind the announced name, or begins the line with the name behind it. A sentence dates nothing.

    >>> dated("By shorewatch March 3, 2024 No comments") is None, dated("By 3 March 2024 it was over.")
    (False, None)
    >>> dated("March 3, 2024 by the harbour team") is None, dated("March 3, 2024 the ship sailed")
    (False, None)
    """
    moment = dates.find(text, language) if len(text) <= dates.LONGEST_LINE else None
    if moment is None or text.rstrip()[-1:] in ".!?":
        return None
    before, after = text[: moment.start].strip(), text[moment.end :].strip(_EDGE)
    if before and has_lead(before) and len(before.split()) <= MOST_WORDS_BEFORE:
        return moment
    return moment if stamps.announced(before) == "" and has_lead(after) else None


def _has_case(name: str) -> bool:
    """Tell whether a name is written in letters that have case: without it any two words look like one.

    Chinese and Japanese names are not in question: they are read by the words beside them.
    """
    return any(map(str.isupper, name))


def _behind(part: str, lead: int) -> str:
    """Give what a lead announces; the "en" behind a Dutch one joins names, else it begins a place."""
    is_dutch = lead > 0 and part[:lead].strip(" :：").casefold() in folded("name_joints_after")
    return part[lead:].replace(" en ", " & ") if is_dutch else part[lead:]


def _parts(text: str) -> Iterator[str]:
    """Give the parts of a line between its bars and dates; counts, stamps and other credits left out."""
    while moment := dates.find(text):
        text = f"{text[: moment.start]} | {text[moment.end :]}"
    text = linear(_other()).sub(" | ", stamps.without_counts(text))
    for segment in _segments(text):
        part = segment.strip(_EDGE)
        part = part[1:-1] if part.startswith("(") and part.endswith(")") else part
        if part := _without_stamp(part):
            yield part


def _segments(text: str) -> list[str]:
    """Cut a line at its bars; the point joins Chinese names."""
    if text.isascii() and not ("|" in text or "/" in text or "-" in text):
        return [text]
    return [text.strip(" |")] if is_han(text) else _BARS.split(text)


def _without_stamp(part: str) -> str:
    """Take off a name the words that announce a date: "Ann Cole Last Updated"."""
    tokens = part.split()
    while tokens and _is_stamp_word(tokens[-1]):
        tokens.pop()
    if tokens and _is_stamp_word(tokens[0]) and not has_lead(part):
        tokens.pop(0)
    return " ".join(tokens).strip(_EDGE)


def _is_stamp_word(token: str) -> bool:
    plain = token.strip(",.:()").casefold()
    return not plain or plain in _stamp_words() or is_weekday(plain)


@cache
def _stamp_words() -> frozenset[str]:
    return folded("date_fillers") | folded("published_leads") | folded("updated_leads")


def _lead(text: str) -> int:
    """Count the characters that the announcing words at the start of a text take; 0 when there are none."""
    found = linear(_leads()).match(text[:LONGEST_LEAD])
    return found.end() if found and len(text) > found.end() else 0


def _first_word(text: str) -> str:
    return text[:LONGEST_LEAD].partition(" ")[0].rstrip(":：").casefold()


@cache
def _first_words(purpose: str) -> frozenset[str]:
    """Give the words that the phrases of a purpose begin with: most lines begin with none of them."""
    return frozenset(phrase.split()[0] for phrase in folded(purpose))


@cache
def _leads() -> str:
    return rf"(?i)(?:{any_of('byline_leads')})(?:\s*[:：]\s*|\s+)(?:(?:by|von|par|por|di)\s+)?"


@cache
def _other() -> str:
    return rf"(?i)\b(?:{any_of('other_credits')})\b.*"
