"""Names of people in a byline: a list of names, or nothing where there is doubt."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from copydesk.patterns import linear
from copydesk.rules.words import folded, words
from copydesk.text import squeeze

FEWEST_WORDS: Final = 2
MOST_WORDS: Final = 5
LONGEST_BYLINE: Final = 160
LONGEST_APPOSITION: Final = 60
"""Characters behind a name's comma: a role, a place, a paper. What is longer is a sentence."""

SURE_LIST: Final = 3
"""Names between commas alone that are a list. Of two, the second may be a place or a paper."""

LONGEST_AGENCY: Final = 3
"""Words of an agency that stands behind a name without a comma: "ANN COLE Associated Press"."""

_NAME_WORD: Final = r"(?:\p{Lu}|\p{Lo})[\p{L}\p{M}'’.-]*"
_GLUED_WORD: Final = r".*\p{Ll}\p{Ll}\p{Ll}\p{Ll}\p{Lu}.*"
"""Two words without a blank ("LoginSubscribe"); "MacFarlane" and "DeSiato" are short of it."""

_CONTACT: Final = r"\S+@\S+|(?:^|\s)@\w+|https?://\S+"
_BRACKETS: Final = r"\s*\(([^()]*)\)"
_TAIL: Final = (
    r"(?i)\s+(?:[|•·–—]|special to|for the|for|in|aus|in der|à|en|em|a|desde|reporting from|reports|on|at)"
    r"\s+.*$"
)
_JOINTS: Final = frozenset(["and", "und", "et", "y", "e", "ed", "en", "i", "и", "ve", "και", "with"])
_TAIL_WORDS: Final = frozenset(
    [
        *["|", "•", "·", "–", "—", "special", "for", "in", "aus", "à", "en", "em", "a", "desde"],
        *["reporting", "reports", "on", "at"],
    ]
)
"""The words without which ``_AND`` and ``_TAIL`` find nothing: most names are read without them."""

_OUR: Final = frozenset(["the", "our", "die", "unsere", "la", "notre", "nuestra"])
_AND: Final = r"\s+(?:(?i:and|und|et)|&)\s+|\s+(?:y|e|i|и|en|ed|ve|και|with)\s+(\p{Lu}|\p{Lo})|\s*[;&]\s*"
_SUFFIX_COMMA: Final = re.compile(r",(?= (?:Jr|Sr|Esq|I{2,3}|IV)\b)", re.IGNORECASE)
_LOOSE_END: Final = re.compile(r"\s+(?:in|on|at|for|from|in:)$", re.IGNORECASE)
_SHORT: Final = frozenset({"jr", "sr", "esq"})
"""Suffixes whose full stop belongs to them."""

_POSSESSIVE: Final = re.compile(r"[’']s?$")


@dataclass(frozen=True, slots=True)
class Credits:
    """Who signed: people in the order of the byline, and the agency if one is named."""

    authors: tuple[str, ...] = ()
    agency: str | None = None


def read(text: str) -> Credits:
    """Read the credits out of what follows "By" in a byline.

    Arguments: a text of up to 160 characters; roles, places, e-mail addresses, handles and brackets
        are left out of the names.
    Returns: no author where any part is neither name nor role: a doubtful byline gives nothing.
    """
    if len(text) > LONGEST_BYLINE:
        return Credits()
    bare = linear(_CONTACT).sub(" ", text) if "@" in text or "//" in text else text
    bracketed = []
    if "(" in text:
        bracketed = [found.group(1) for found in linear(_BRACKETS).finditer(text)]
        bare = linear(_BRACKETS).sub("", bare)
    first, _, rest = bare.partition(",")
    if rest and not _is_listed(rest) and is_name(_bare(first)):
        return Credits((_bare(first),), _agency_in([*bracketed, *rest.split(",")]))
    parts = [_bare(part) for part in _listed(bare) if part and not is_desk(part)]
    agency = _agency_in([*bracketed, *(piece for part in _listed(bare) for piece in part.split(","))])
    people = _names([part for part in parts if part and not agency_of(part)])
    whole = _bare(bare)
    return Credits(people or ((whole,) if is_name(whole) else ()), agency)


def _is_listed(rest: str) -> bool:
    """Tell whether what follows the first comma may hold names: else it is a role, however it goes on."""
    return any(is_name(_bare(piece)) for part in _listed(rest) for piece in part.split(","))


def _agency_in(pieces: Sequence[str]) -> str | None:
    for piece in pieces:
        tokens = piece.split()
        for count in range(min(len(tokens), LONGEST_AGENCY), 0, -1):
            is_behind = count == len(tokens) or len(tokens) - count >= FEWEST_WORDS
            if is_behind and (name := agency_of(" ".join(tokens[-count:]))):
                return name
    return None


def _listed(text: str) -> list[str]:
    """Split a list of names at its "and"."""
    if "&" in text or ";" in text or not _JOINTS.isdisjoint(text.casefold().split()):
        return [part.strip() for part in _split(text)]
    return [text]


def _split(text: str) -> list[str]:
    parts, start = [], 0
    for found in linear(_AND).finditer(text):
        parts.append(text[start : found.start()])
        start = found.start(1) if found.group(1) else found.end()
    return [*parts, text[start:]]


def has_tail(text: str) -> bool:
    """Tell whether a text says more of a person than a name: where, for whom.

    >>> has_tail("Ann Cole in Berlin"), has_tail("Ann Cole")
    (True, False)
    """
    return not _TAIL_WORDS.isdisjoint(text.casefold().split())


def _bare(part: str) -> str:
    """Take off a name what is said of the person: place, desk, paper, role, agency."""
    if has_tail(part):
        part = linear(_TAIL).sub("", part)
    is_short = part.rstrip().endswith(".") and part.rstrip(" .").rpartition(" ")[2].casefold() in _SHORT
    part = _LOOSE_END.sub("", squeeze(part).strip(" ,;|.–—-*_:●⋅∙")) + "." * is_short
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
    if part.casefold().split()[0] not in _first_words() and part.casefold().split()[-1] not in _last_words():
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
    is_board = first in _OUR and rest.rpartition(" ")[2] in folded("organisations")
    return text in folded("desks") or is_board


def _names(parts: list[str]) -> tuple[str, ...]:
    if not parts:
        return ()
    listed = [name for part in parts for name in _between_commas(part)]
    people = [name for name in listed if not _is_role(name)]
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


def _is_role(text: str) -> bool:
    plain = text.casefold()
    if plain in folded("roles") or plain in folded("degrees") or agency_of(text) is not None:
        return True
    return is_desk(text) or plain.split()[-1] in _role_words()


@cache
def _role_words() -> frozenset[str]:
    """Give the last words of roles: what ends in one is a role ("Deputy Foreign Editor")."""
    return frozenset(name.split()[-1] for name in folded("roles"))


def is_name(text: str) -> bool:
    """Tell whether a text has the form of one person's name: 2–5 words, all names or particles.

    >>> is_name("Bill Van Auken"), is_name("Karl von Thun"), is_name("J. K. Lee")
    (True, True, True)
    >>> is_name("the numbers"), is_name("Harbour Staff"), is_name("Plato"), is_name("May 2020")
    (False, False, False, False)
    """
    tokens = _SUFFIX_COMMA.sub(" ", text).split()
    if not FEWEST_WORDS <= len(tokens) <= MOST_WORDS or agency_of(text):
        return False
    folds = [token.casefold() for token in tokens]
    if any(fold.strip(".") in folded("organisations") or fold in folded("no_names") for fold in folds):
        return False
    named = [token for token in tokens if _is_name_word(token)]
    return len(named) >= FEWEST_WORDS and all(
        token in named or fold in folded("particles") for token, fold in zip(tokens, folds, strict=True)
    )


def _is_name_word(token: str) -> bool:
    if not ((token[0].isupper() and token.isalpha()) or linear(_NAME_WORD).fullmatch(token)):
        return False
    return not _POSSESSIVE.search(token) and linear(_GLUED_WORD).fullmatch(token) is None


def recased(name: str) -> str:
    """Give a name that is written in capitals its usual case; any other as it is.

    >>> recased("JOHN McCOLE"), recased("ANN O'BRIEN-LEE"), recased("JAN VAN DYK"), recased("J.R. REED III")
    ('JOHN McCOLE', "Ann O'Brien-Lee", 'Jan van Dyk', 'J.R. Reed III')
    """
    if not name.isupper():
        return name
    cased = [_recased(token, number) for number, token in enumerate(name.split())]
    return " ".join(cased)


def _recased(token: str, number: int) -> str:
    plain = token.casefold()
    if number and plain in words("particles"):
        return plain
    is_roman = number > 1 and plain in folded("name_suffixes") and not plain.startswith(("jr", "sr", "esq"))
    if is_roman or "." in token[:-1]:
        return token
    cased = re.sub(r"[^\W\d_]+", lambda found: found[0].capitalize(), token)
    return f"Mc{cased[2:].capitalize()}" if cased.startswith("Mc") and len(cased) > len("Mc") else cased


def agency_of(text: str) -> str | None:
    """Give the news agency that a text names, as written; None when it is not just an agency.

    >>> agency_of("dpa"), agency_of("Reuters/AP"), agency_of("Reuters said")
    ('dpa', 'Reuters/AP', None)
    """
    name = text.strip(" /()[].")
    parts = [part.strip().casefold() for part in name.split("/")]
    return name if name and all(part in folded("agencies") for part in parts) else None
