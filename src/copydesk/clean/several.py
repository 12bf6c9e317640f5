"""The question whether a line is the names of several people: they sign, though no word says so.

It is asked of the first line of most articles, which is a headline. Reading a line for names costs ten times
what it costs to see that a word stands in it which stands in no list of names.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from copydesk.clean.decisions import of_other_script
from copydesk.metadata import bylines
from copydesk.metadata.calendar import is_weekday
from copydesk.metadata.name_forms import role_words
from copydesk.rules.words import folded

LONGEST_SIGNATURE: Final = 160
"""Characters. A longer line is neither byline nor date."""

_BESIDE_NAMES: Final = (
    *("roles", "agencies", "degrees", "desks", "particles", "name_suffixes"),
    *("name_joints", "name_joints_after", "name_tails", "byline_leads"),
    *("date_fillers", "published_leads", "updated_leads", "counters"),
)
"""Tables of ``words.toml`` whose words ``bylines.read`` passes over beside names."""

_LOOSE: Final = frozenset({"in", "on", "at", "for", "from"})
"""What it takes off the end of a name."""

_PARTED: Final = re.compile(r"[|•·●⋅∙▪()@/–—]| - ")
"""What parts a line, or sets apart in it what is no name."""

_WORD: Final = re.compile("[a-z0-9]+")
_MOST_LEAD_WORDS: Final = 6
"""Words at the start of a line in which a lead must begin, the word of a date before it counted in."""


def is_of_several(plain: str) -> bool:
    """Tell whether a line is the names of several people: they sign, though nothing says so.

    >>> is_of_several("Ann Cole and Tom Reed"), is_of_several("Ann Cole and the docks")
    (True, False)
    """
    if (
        plain.isupper()
        or len(plain) > LONGEST_SIGNATURE
        or not bylines.may_list(plain)
        or _holds_other_word(plain)
    ):
        return False
    line = bylines.read(plain)
    return len(line.authors) > 1 and line.is_bare and not line.is_cut


def _holds_other_word(plain: str) -> bool:
    """Tell whether a line holds a small word that keeps ``bylines.read`` from finding names around it.

    It stands before the first comma, behind which anything may be said of a person, and in no list of what
    stands beside names. Nothing is said of a line in several parts, one that may begin with a lead, or one
    with a word that takes any others with it ("senior harbour editor"), nor of other scripts.

    >>> _holds_other_word("The docks are full, owners say"), _holds_other_word("Ann Cole, who writes")
    (True, False)
    """
    if not any(map(_is_other, plain.partition(",")[0].split())):
        return False
    if _PARTED.search(plain) or of_other_script(plain):
        return False
    said = _WORD.findall(plain.casefold())
    return _leads().isdisjoint(said[:_MOST_LEAD_WORDS]) and _takers().isdisjoint(said)


def _is_other(token: str) -> bool:
    if not (token.islower() and token.isalpha()):
        return False
    word = token.casefold()
    return word not in _beside_names() and not is_weekday(word)


@cache
def _beside_names() -> frozenset[str]:
    return _LOOSE | {
        word for purpose in _BESIDE_NAMES for phrase in folded(purpose) for word in phrase.split()
    }


@cache
def _leads() -> frozenset[str]:
    return _marks_of(folded("byline_leads"))


@cache
def _takers() -> frozenset[str]:
    return _marks_of(folded("other_credits") | folded("organisations") | role_words())


def _marks_of(phrases: Iterable[str]) -> frozenset[str]:
    """Give of each phrase its longest word in plain letters: a line without that does not hold the phrase."""
    return frozenset(max(found, key=len) for phrase in phrases if (found := _WORD.findall(phrase)))
