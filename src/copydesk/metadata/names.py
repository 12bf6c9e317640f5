"""Names of people in a byline: a list of names, or nothing where there is doubt."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from copydesk.metadata import han_names
from copydesk.metadata.name_forms import (
    ARABIC,
    FEWEST_WORDS,
    REMEMBERED,
    agency_of,
    is_name,
    may_end_agency,
    role_words,
)
from copydesk.patterns import linear
from copydesk.rules.words import any_of, folded, words
from copydesk.text import squeeze

LONGEST_BYLINE: Final = 300
LONGEST_APPOSITION: Final = 60
"""Characters behind a name's comma: a role, a place, a paper. What is longer is a sentence."""

SURE_LIST: Final = 3
"""Names between commas alone that are a list. Of two, the second may be a place or a paper."""

LONGEST_AGENCY: Final = 3
"""Words of an agency that stands behind a name without a comma: "ANN COLE Associated Press"."""

_CONTACT: Final = r"\S+@\S+|(?:^|\s)@\w+|https?://\S+"
_BRACKETS: Final = r"\s*\(([^()]*)\)"
_MARKS: Final = frozenset("|•·–—")
"""What ends a name and is no word."""

_LOOSE_END: Final = re.compile(r"\s+(?:in|on|at|for|from|in:)$", re.IGNORECASE)
LONGEST_LOOSE_END: Final = len(" from")
_SHORT: Final = frozenset({"jr", "sr", "esq"})
"""Suffixes whose full stop belongs to them."""

_GREEK_ARTICLE: Final = r"(?i)(^|\s|,)(?:του|της)\s+"
_GREEK: Final = r"\p{Greek}"
_WAW: Final = "و"
"""The letter that means "and" in Arabic; it stands before the second name without a blank."""


@dataclass(frozen=True, slots=True)
class Credits:
    """Who signed: people in the order of the byline, and the agency if one is named."""

    authors: tuple[str, ...] = ()
    agency: str | None = None


@lru_cache(maxsize=REMEMBERED)  # a byline is read twice: what a rule found of it, and the line with its lead
def read(text: str) -> Credits:
    """Read the credits out of what follows "By" in a byline.

    Arguments: a text of up to 300 characters; roles, places, e-mail addresses, handles and brackets
        are left out of the names.
    Returns: no author where any part is neither name nor role: a doubtful byline gives nothing.
    """
    if len(text) > LONGEST_BYLINE:
        return Credits()
    if han_names.is_han(text):
        han = han_names.read(text)
        return Credits(han.authors, han.agency)
    text = _plain_joints(text)
    bare = linear(_CONTACT).sub(" ", text) if "@" in text or "//" in text else text
    bracketed = []
    if "(" in text:
        bracketed = [found.group(1) for found in linear(_BRACKETS).finditer(text)]
        bare = linear(_BRACKETS).sub("", bare)
    first, _, rest = bare.partition(",")
    if rest and is_name(_bare(first)) and not _is_listed(rest):
        return Credits((_bare(first),), _agency_in([*bracketed, *rest.split(",")]))
    listed = _listed(bare)
    parts = [_bare(part) for part in listed if part and not is_desk(part)]
    agency = _agency_in([*bracketed, *(piece for part in listed for piece in part.split(","))])
    people = _names([part for part in parts if part and not agency_of(part)])
    whole = _bare(bare)
    return Credits(people or ((whole,) if is_name(whole) else ()), agency)


def _plain_joints(text: str) -> str:
    """Write the joints of Arabic and the articles of Greek as the rest of this module reads them.

    >>> _plain_joints("أحمد علي وليلى حسن") == "أحمد علي & ليلى حسن", _plain_joints("Της Μαρίας Δέδε")
    (True, 'Μαρίας Δέδε')
    """
    if text.isascii():
        return text
    if linear(_GREEK).match(text):
        return str(linear(_GREEK_ARTICLE).sub(r"\1", text))
    if not linear(ARABIC).match(text):
        return text
    tokens = text.replace("،", ",").split()
    for number in range(FEWEST_WORDS, len(tokens) - 1):
        token = tokens[number]
        if token.startswith(_WAW) and len(token) > FEWEST_WORDS and token not in words("names_with_waw"):
            tokens[number] = f"& {token[1:]}"
    return " ".join(tokens)


def _is_listed(rest: str) -> bool:
    """Tell whether what follows the first comma may hold names: else it is a role, however it goes on."""
    return any(is_name(_bare(piece)) for part in _listed(rest) for piece in part.split(","))


def _agency_in(pieces: Sequence[str]) -> str | None:
    for piece in pieces:
        tokens = piece.split()
        if not tokens or not may_end_agency(tokens[-1]):
            continue
        for count in range(min(len(tokens), LONGEST_AGENCY), 0, -1):
            is_behind = count == len(tokens) or len(tokens) - count >= FEWEST_WORDS
            if is_behind and (name := agency_of(" ".join(tokens[-count:]))):
                return name
    return None


def _listed(text: str) -> list[str]:
    """Split a list of names at its "and"."""
    if "&" in text or ";" in text or _holds(text, words("name_joints")):
        return [part.strip() for part in linear(_joints()).split(text)]
    return [text]


@cache
def _joints() -> str:
    return rf"\s+(?:{_alternatives('name_joints')}|&)\s+|\s*[;&]\s*"


@cache
def _tails() -> str:
    return rf"\s+(?:[{''.join(sorted(_MARKS))}]|{_alternatives('name_tails')})\s+.*$"


@cache
def _tail_words() -> frozenset[str]:
    """Give the words that tails begin with: most names hold none of them."""
    return _MARKS | {phrase.split()[0] for phrase in words("name_tails")}


def _alternatives(purpose: str) -> str:
    """Give words as alternatives: case counts only of a single letter, which may be an initial."""
    small = "|".join(sorted(word for word in words(purpose) if len(word) == 1))
    longer = "|".join(word for word in any_of(purpose).split("|") if len(word) > 1)
    return f"(?i:{longer})|{small}" if small else f"(?i:{longer})"


def _holds(text: str, wanted: frozenset[str]) -> bool:
    """Tell whether a text holds one of some words, all written small; its case counts for a single letter."""
    if wanted.isdisjoint(text.casefold().split()):
        return False
    return not wanted.isdisjoint(word if len(word) == 1 else word.casefold() for word in text.split())


def has_tail(text: str) -> bool:
    """Tell whether a text says more of a person than a name: where, for whom.

    >>> has_tail("Ann Cole in Berlin"), has_tail("Ann Cole")
    (True, False)
    """
    return _holds(text, _tail_words())


@lru_cache(maxsize=REMEMBERED)
def _bare(part: str) -> str:
    """Take off a name what is said of the person: place, desk, paper, role, agency."""
    if has_tail(part):
        part = linear(_tails()).sub("", part)
    is_short = part.rstrip().endswith(".") and part.rstrip(" .").rpartition(" ")[2].casefold() in _SHORT
    part = squeeze(part).strip(" ,;|.–—-*_:●⋅∙")
    loose = _LOOSE_END.search(part, len(part) - LONGEST_LOOSE_END)
    part = (part[: loose.start()] if loose else part) + "." * is_short
    tokens = part.split()
    half = len(tokens) // 2
    if half >= FEWEST_WORDS and tokens[:half] == tokens[half:]:  # a picture's text and the name below it
        part = " ".join(tokens[:half])
    return _without_role(part) if half else part


def _without_role(part: str) -> str:
    """Take the roles and agencies off both ends: "Staff Writer Ann Cole", "Ann Cole Associated Press".

    >>> _without_role("Associated Press writer Ann Cole"), _without_role("ANN COLE Staff Writer")
    ('Ann Cole', 'ANN COLE')
    """
    folds = part.casefold().split()
    if folds[0] not in _first_words() and folds[-1] not in _last_words():
        return part
    tokens = part.split()
    for count in range(len(tokens) - FEWEST_WORDS, 0, -1):
        if _is_said(tokens[:count]):
            return _without_role(" ".join(tokens[count:]))
        if _is_said(tokens[-count:]):
            return _without_role(" ".join(tokens[:-count]))
    return part


def _is_said(tokens: Sequence[str]) -> bool:
    text = " ".join(tokens).casefold().strip(" ,")
    return text in folded("roles") or text in folded("agencies") or text in folded("degrees")


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.split()[0] for name in folded("roles") | folded("agencies"))


@cache
def _last_words() -> frozenset[str]:
    return frozenset(name.split()[-1] for name in folded("roles") | folded("agencies") | folded("degrees"))


def is_desk(text: str) -> bool:
    """Tell whether a text names who signs beside a person and is nobody: "agencies", "the editorial board".

    >>> is_desk("agencies"), is_desk("our foreign desk"), is_desk("Ann Cole")
    (True, True, False)
    """
    text = text.strip(" ,.").casefold()
    first, _, rest = text.partition(" ")
    is_board = first in folded("our_words") and rest.rpartition(" ")[2] in folded("organisations")
    return text in folded("desks") or is_board


def _names(parts: list[str]) -> tuple[str, ...]:
    if not parts:
        return ()
    listed = [name for part in parts for name in _between_commas(part)]
    people = [name for name in listed if not is_role(name)]
    is_list = len(parts) > 1 or len(people) >= SURE_LIST
    if is_list and people and all(map(is_name, people)):
        return tuple(people)
    firsts = [part.partition(",") for part in parts]
    is_whole = all(len(rest) <= LONGEST_APPOSITION for _, _, rest in firsts)
    named = [_bare(name) for name, _, _ in firsts]
    return tuple(named) if is_whole and all(map(is_name, named)) else ()


def _between_commas(part: str) -> list[str]:
    """Split at commas; what belongs to the name before its comma stays with it ("Tom Reed, Jr.")."""
    pieces: list[str] = []
    for piece in map(str.strip, part.split(",")):
        if pieces and piece.casefold() in folded("name_suffixes"):
            pieces[-1] += f", {piece}"
        elif piece:
            pieces.append(_bare(piece))
    return pieces


def has_role(text: str) -> bool:
    """Tell whether a text that holds a name also says what the person does, at one of its ends.

    >>> has_role("Ann Cole, Staff Writer"), has_role("Staff Writer Ann Cole"), has_role("Ann Cole")
    (True, True, False)
    """
    tokens = text.casefold().replace(",", " ").split()
    is_long = len(tokens) > FEWEST_WORDS
    return is_long and (tokens[-1] in role_words() or " ".join(tokens[:FEWEST_WORDS]) in folded("roles"))


def is_role(text: str) -> bool:
    """Tell whether a text is a role, degree, agency or desk and no name.

    >>> is_role("Senior Harbour Editor"), is_role("Ann Cole")
    (True, False)
    """
    plain = text.casefold()
    if plain in folded("roles") or plain in folded("degrees") or agency_of(text) is not None:
        return True
    words = plain.split()
    return is_desk(text) or (bool(words) and words[-1] in role_words())
