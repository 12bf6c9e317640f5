"""What one name looks like: the form of a person's, the case it is given, the agencies that are known."""

import re
from functools import cache, lru_cache
from typing import Final

from copydesk.patterns import linear
from copydesk.rules.words import folded, words

FEWEST_WORDS: Final = 2
MOST_WORDS: Final = 5

REMEMBERED: Final = 1024
"""Texts of which is remembered whether they are names: a list of names asks several times for each."""

ARABIC: Final = r"\p{Arabic}"
_NAME_WORD: Final = r"(?:\p{Lu}|\p{Lo})[\p{L}\p{M}'’.-]*"
_GLUED_WORD: Final = r".*\p{Ll}\p{Ll}\p{Ll}\p{Ll}\p{Lu}.*"
"""Two words without a blank ("LoginSubscribe"); "MacFarlane" and "DeSiato" are short of it."""

_SUFFIX_COMMA: Final = re.compile(r",(?= (?:Jr|Sr|Esq|I{2,3}|IV)\b)", re.IGNORECASE)
_AGENCY_EDGE: Final = " /()[]."
_POSSESSIVE: Final = re.compile(r"[’']s?$")


@lru_cache(maxsize=REMEMBERED)
def is_name(text: str) -> bool:
    """Tell whether a text has the form of one person's name: 2–5 words, all names or particles.

    >>> is_name("Bill Van Auken"), is_name("Karl von Thun"), is_name("J. K. Lee")
    (True, True, True)
    >>> is_name("the numbers"), is_name("Harbour Staff"), is_name("Plato"), is_name("May 2020")
    (False, False, False, False)
    """
    tokens = (_SUFFIX_COMMA.sub(" ", text) if "," in text else text).split()
    if not FEWEST_WORDS <= len(tokens) <= MOST_WORDS or agency_of(text):
        return False
    folds = [token.casefold() for token in tokens]
    if any(fold.strip(".") in folded("organisations") or fold in folded("no_names") for fold in folds):
        return False
    if folds[-1] in role_words():
        return False
    if not text.isascii() and _is_arabic_phrase(text):
        return False
    named = [token for token in tokens if _is_name_word(token)]
    return len(named) >= FEWEST_WORDS and all(
        token in named or fold in folded("particles") for token, fold in zip(tokens, folds, strict=True)
    )


@cache
def role_words() -> frozenset[str]:
    """Give the last words of roles: what ends in one is a role ("Deputy Foreign Editor")."""
    return frozenset(name.split()[-1] for name in folded("roles"))


def _is_arabic_phrase(text: str) -> bool:
    """Tell whether a text is Arabic and no name: it begins with the article, or holds a joint."""
    is_phrase = text.startswith("ال") or not folded("function_words").isdisjoint(text.split())
    return is_phrase and linear(ARABIC).match(text) is not None


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
    name = text.strip(_AGENCY_EDGE)
    parts = name.split("/") if "/" in name else (name,)
    return name if name and all(part.strip().casefold() in folded("agencies") for part in parts) else None


def may_end_agency(word: str) -> bool:
    """Tell at little cost whether what a word ends can be an agency for ``agency_of``: few words can."""
    last = word.rstrip(_AGENCY_EDGE)
    return not last or last.rpartition("/")[2].lstrip(_AGENCY_EDGE).casefold() in _agency_ends()


@cache
def _agency_ends() -> frozenset[str]:
    return frozenset(name.split()[-1] for name in folded("agencies"))
