"""Names of people in a byline: a list of names, or nothing where there is doubt."""

from dataclasses import dataclass
from typing import Final

from copydesk.metadata import han_names
from copydesk.patterns import linear
from copydesk.rules.words import any_of, folded, words
from copydesk.text import squeeze

FEWEST_WORDS: Final = 2
MOST_WORDS: Final = 5
LONGEST_BYLINE: Final = 160
LONGEST_APPOSITION: Final = 60
"""Characters behind a name's comma: a role, a place, a paper. What is longer is a sentence."""


def _words(purpose: str) -> str:
    """Give words as alternatives: case counts only of a single letter, which may be an initial."""
    small = "|".join(sorted(word for word in words(purpose) if len(word) == 1 and word.isascii()))
    longer = "|".join(word for word in any_of(purpose).split("|") if word not in small)
    return f"(?i:{longer})|{small}" if small else f"(?i:{longer})"


_NAME_WORD: Final = r"(?:\p{Lu}|\p{Lo})[\p{L}\p{M}'’.-]*"
_CONTACT: Final = r"\S+@\S+|(?:^|\s)@\w+|https?://\S+"
_BRACKETS: Final = r"\s*\(([^()]*)\)"
_TAIL: Final = rf"\s+(?:[|•·–—]|{_words('name_tails')})\s+.*$"
_AND: Final = rf"\s+(?:{_words('name_joints')}|&)\s+|\s*[;&]\s*"
_JOINTS: Final = folded("name_joints")
_TAIL_WORDS: Final = frozenset("|•·–—") | {word.split()[0] for word in folded("name_tails")}
"""The words without which ``_AND`` and ``_TAIL`` find nothing: most names are read without them."""
_GREEK_ARTICLE: Final = r"(?i)(^|\s|,)(?:του|της)\s+"
_GREEK: Final = r"\p{Greek}"
_ARABIC: Final = r"\p{Arabic}"
_WAW: Final = "و"
"""The letter that means "and" in Arabic; it stands before the second name without a blank."""


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
    if han_names.is_han(text):
        han = han_names.read(text)
        return Credits(han.authors, han.agency)
    text = _plain_joints(text)
    bare = linear(_CONTACT).sub(" ", text) if "@" in text or "//" in text else text
    bracketed = []
    if "(" in text:
        bracketed = [found.group(1) for found in linear(_BRACKETS).finditer(text)]
        bare = linear(_BRACKETS).sub("", bare)
    parts = [_bare(part) for part in _listed(bare) if part and not is_desk(part)]
    agency = next((name for name in map(agency_of, [*bracketed, *parts]) if name), None)
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
    if not linear(_ARABIC).match(text):
        return text
    tokens = text.replace("،", ",").split()
    for number in range(FEWEST_WORDS, len(tokens) - 1):
        token = tokens[number]
        if token.startswith(_WAW) and len(token) > FEWEST_WORDS and token not in words("names_with_waw"):
            tokens[number] = f"& {token[1:]}"
    return " ".join(tokens)


def _listed(text: str) -> list[str]:
    """Split a list of names at its "and"."""
    if "&" in text or ";" in text or not _JOINTS.isdisjoint(text.casefold().split()):
        return list(linear(_AND).split(text))
    return [text]


def _bare(part: str) -> str:
    """Take off a name what is said of the person: place, desk, paper."""
    if not _TAIL_WORDS.isdisjoint(part.casefold().split()):
        part = linear(_TAIL).sub("", part)
    return squeeze(part).strip(" ,;|.–—-*_")


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
    if len(parts) > 1 and all(is_name(part) for part in parts[1:]):
        listed = [name.strip() for name in parts[0].split(",")]
        people = [name for name in [*listed, *parts[1:]] if not _is_role(name)]
    else:
        name, _, rest = parts[0].partition(",")
        is_whole = len(parts) == 1 and len(rest) <= LONGEST_APPOSITION
        people = [name.strip()] if is_whole else []
    return tuple(people) if people and all(map(is_name, people)) else ()


def _is_role(text: str) -> bool:
    return text.casefold() in folded("roles")


def is_name(text: str) -> bool:
    """Tell whether a text has the form of one person's name: 2–5 words, all names or particles.

    >>> is_name("Bill Van Auken"), is_name("Karl von Thun"), is_name("J. K. Lee")
    (True, True, True)
    >>> is_name("the numbers"), is_name("Harbour Staff"), is_name("Plato"), is_name("May 2020")
    (False, False, False, False)
    """
    tokens = text.split()
    if not FEWEST_WORDS <= len(tokens) <= MOST_WORDS or agency_of(text):
        return False
    if any(token.casefold().strip(".") in folded("organisations") for token in tokens):
        return False
    if linear(_ARABIC).match(text) and (
        text.startswith("ال") or not folded("function_words").isdisjoint(tokens)
    ):
        return False
    named = [token for token in tokens if _is_name_word(token)]
    return len(named) >= FEWEST_WORDS and all(
        t in named or t.casefold() in folded("particles") for t in tokens
    )


def _is_name_word(token: str) -> bool:
    return (token[0].isupper() and token.isalpha()) or linear(_NAME_WORD).fullmatch(token) is not None


def agency_of(text: str) -> str | None:
    """Give the news agency that a text names, as written; None when it is not just an agency.

    >>> agency_of("dpa"), agency_of("Reuters/AP"), agency_of("Reuters said")
    ('dpa', 'Reuters/AP', None)
    """
    name = text.strip(" /()[].")
    parts = [part.strip().casefold() for part in name.split("/")]
    return name if name and all(part in folded("agencies") for part in parts) else None
