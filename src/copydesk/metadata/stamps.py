"""Lines that say when a text was published or changed: dates, what announces them, and nothing else."""

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import Final, NamedTuple

from copydesk.metadata import dates
from copydesk.metadata.calendar import is_weekday
from copydesk.metadata.dates import Moment
from copydesk.patterns import linear
from copydesk.rules.words import any_of, folded

LONGEST: Final = 160
"""Characters. A longer line is prose."""

MOST: Final = 3
"""Dates in one line: published, updated, and one more. More of them are a calendar."""

MOST_LEAD_WORDS: Final = 4
"""Words right before a date that are asked what they announce: "Last updated on Sunday"."""

_BARS: Final = re.compile(r"\s*[|•·●⋅∙]\s*|\s+[/–—-]+\s+")
PUBLISHED: Final = "published"
UPDATED: Final = "updated"
_WORD: Final = r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*"
_ASCII_WORD: Final = re.compile("[A-Za-z0-9]+")
_DIGIT: Final = re.compile("[0-9]")


class Stamp(NamedTuple):
    """A date and what its line says of it: ``published``, ``updated``, or nothing (the empty text)."""

    kind: str
    moment: Moment


def read(text: str, language: str = "und") -> tuple[Stamp, ...]:
    """Read the dates of a line that holds nothing but dates and the words that announce them.

    Arguments: a line of up to 160 characters; the article's language, for the order of day and month.
    Returns: the dates in order, positions in ``text``; none when anything else is on the line, or when
        two dates stand on it and nothing says of which kind they are: they are a span of time.

    >>> [(one.kind, one.moment.iso) for one in read("Published: 3 March 2024 | Updated: 4 March 2024")]
    [('published', '2024-03-03'), ('updated', '2024-03-04')]
    >>> read("3 March 2024 – 5 March 2024"), read("Sale until 3 March 2024")
    ((), ())
    """
    return tuple(Stamp(kind, dates.in_order(moment, language)) for kind, moment in _read(text))


@lru_cache(maxsize=dates.REMEMBERED)
def _read(text: str) -> tuple[Stamp, ...]:
    if len(text) > LONGEST:
        return ()
    found: list[Stamp] = []
    position = 0
    while moment := dates.find(text[position:]):
        kind = announced(text[position : position + moment.start])
        if kind is None or len(found) == MOST:
            return ()
        start, end = position + moment.start, position + moment.end
        found.append(Stamp(kind, replace(moment, start=start, end=end)))
        position = end
    if found and announced(text[position:]) != "":
        return ()
    return tuple(found) if len(found) == 1 or any(one.kind for one in found) else ()


def inside(text: str, language: str = "und") -> tuple[Stamp, ...]:
    """Read the first date of a line that holds more, if the line sets it apart.

    It does with the words right before it ("… Updated on 8 January 2024"), or with bars around it
    ("Wellness | 8 January 2024"). Otherwise the date may be that of an event: it gives none.

    >>> [one.kind for one in inside("by Ann Cole, Hull. Updated on 8 January 2024 - 3 remarks")]
    ['updated']
    >>> inside("The fair on 8 January 2024"), len(inside("Wellness | 8 January 2024"))
    ((), 1)
    >>> inside("A film released on 8 January 2024 shows him")
    ()
    """
    moment = dates.find(text, language) if len(text) <= LONGEST else None
    if moment is None:
        return ()
    kind = _said_before(text[: moment.start])
    if not kind:
        part = next((part for part in _BARS.split(text) if _read(part)), "")
        return tuple(_moved(stamp, text.find(part)) for stamp in read(part, language))
    return (Stamp(kind, moment),)


def _said_before(text: str) -> str:
    """Tell what the words that end a text announce, if they begin it or are set apart; else it is prose."""
    tokens = text.split()
    run = 0
    while run < min(len(tokens), MOST_LEAD_WORDS) and announced(tokens[-run - 1]) is not None:
        run += 1
    if run == 0:
        return ""
    first, before = tokens[-run], tokens[-run - 1] if run < len(tokens) else ""
    is_apart = not before or not first[0].islower() or not before[-1].isalnum()
    return (announced(" ".join(tokens[-run:])) or "") if is_apart else ""


def _moved(stamp: Stamp, by: int) -> Stamp:
    moment = stamp.moment
    return Stamp(stamp.kind, replace(moment, start=moment.start + by, end=moment.end + by))


def is_stamp(text: str) -> bool:
    """Tell whether a line is a date (a month with a year is enough), or dates and what announces them."""
    if text.isascii() and not dates.has_year(text):  # other scripts have digits of their own
        return False
    return dates.whole(text) is not None or bool(_read(text))


def announced(text: str) -> str | None:
    """Tell what a text announces: ``published``, ``updated``, nothing; None when it says anything else.

    >>> announced("Last updated on "), announced("Sunday, "), announced("Born on ")
    ('updated', '', None)
    """
    kind = ""
    text = without_counts(text)
    found = _ASCII_WORD.finditer(text) if text.isascii() else linear(_WORD).finditer(text)
    for word in found:  # one by one: the first word of most texts is the last that is read
        plain = word[0].casefold()
        said = _said().get(plain)
        if said is None:
            if not is_weekday(plain):
                return None
        elif said == UPDATED or not kind:
            kind = said
    return kind


@cache
def _said() -> dict[str, str]:
    """Give what each word beside a date announces: fillers nothing."""
    fillers, published, updated = map(folded, ("date_fillers", "published_leads", "updated_leads"))
    kinds = (dict.fromkeys(fillers, ""), dict.fromkeys(published, PUBLISHED), dict.fromkeys(updated, UPDATED))
    return kinds[0] | kinds[1] | kinds[2]


def without_counts(text: str) -> str:
    """Take out of a line what a page counts: minutes of reading, comments, views; and bare times.

    >>> without_counts("Ann Cole 5 min read")
    'Ann Cole  '
    """
    return linear(_counter()).sub(" ", text) if _DIGIT.search(text) else text


@cache
def _counter() -> str:
    """Give the pattern of what is passed over: counts, and a time that stands behind a weekday."""
    counted = any_of("counters").replace(" ", r"\.? ")
    return rf"(?i)\b\d{{1,2}}:\d{{2}}(?::\d{{2}})?\b|\b\d[\d.,]*[ +-]*(?:{counted})\b"
