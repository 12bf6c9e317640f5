"""Was a sentence cut in two here? The evidence on both sides of a break, and when it is enough."""

import re
from functools import cache
from typing import Final

from copydesk.clean.shapes import LONGEST_HEADING, SURE_PROSE, ends_sentence, is_prose
from copydesk.rules.words import words
from copydesk.text import is_unspaced, last_word, starts_lower

LEAST_CUT: Final = 20
"""Characters of the upper half, below which a line without a full stop is no cut sentence."""

LONGEST_HEADING_UNSPACED: Final = 40
"""Characters of a heading where words are not spaced; a character says there what half a word does here."""

_OPEN_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff，、]$")
_OPEN_END: Final = re.compile(r"[^\W_][,’'\"”»)%]?$|,$|\w[ -][–—-]?$| [–—]$")
_ELLIPSIS: Final = re.compile(r"(?:\.\.\.|…|\. \. \.)$")
_ASIDE: Final = re.compile(r"[?!][”’\"»']$")
_ACRONYM: Final = re.compile(r"(?:^|\s)(?:\w\.){2,}$")
_POSSESSIVE: Final = re.compile(r"\w[’']s$")
_NO_WAITING: Final = frozenset(",;:")
_LAST_SPACED: Final = "\u0dff"
"""Scripts that set no space between words come behind it."""

_OPENERS: Final = '"“„«‘([¿¡'


def is_cut(upper: str, lower: str) -> bool:
    """Tell whether the sentence that ``upper`` leaves open goes on in ``lower``.

    A half that starts small goes on with one that is open. One that starts with a capital, a figure
    or a quote does only if ``upper`` is too long for a heading and stops at a word that ends no
    sentence: an article, a preposition, a verb that waits, a title before a name.

    >>> is_cut("while indicating that it has no", "intention of withdrawing them.")
    True
    >>> is_cut("He made an official announcement:", "in Syria, all is well.")
    False
    """
    if len(upper) < LEAST_CUT:
        return False
    if lower[:1].isupper() and lower[0] <= _LAST_SPACED:  # most paragraphs, and most end in a closed sentence
        return upper[-1] in _waiting_ends() and len(upper) > LONGEST_HEADING and _waits(upper)
    if starts_lower(lower):
        if _ELLIPSIS.search(upper) or _ASIDE.search(upper) or _ACRONYM.search(upper):
            return True
        return not ends_sentence(upper) and _OPEN_END.search(upper) is not None
    if is_unspaced(upper[-1]) and is_unspaced(lower[:1]):
        return len(upper) > LONGEST_HEADING_UNSPACED and _OPEN_UNSPACED.search(upper) is not None
    return _is_start(lower) and len(upper) > LONGEST_HEADING and _waits(upper)


def is_cut_by_page(upper: str, lower: str) -> bool:
    """Tell whether a sentence was cut where page furniture stands in between: an open end is enough then.

    >>> upper = "The committee, which had been asked three times in two years to look at the northern docks"
    >>> upper += " and at what they cost the city, asked"
    >>> lower = "Spanish firms to bid for the work on them before May."
    >>> is_cut_by_page(upper, lower), is_cut_by_page(upper + ".", lower)
    (True, False)
    """
    if is_cut(upper, lower):
        return True
    is_open = len(upper) >= SURE_PROSE and _OPEN_END.search(upper) and not ends_sentence(upper)
    return bool(is_open) and _is_start(lower) and is_prose(lower)


def _is_start(lower: str) -> bool:
    return lower[:1].isalnum() or lower[:1] in _OPENERS


def _waits(upper: str) -> bool:
    """Tell whether the last word of a text asks for another."""
    if upper[-1] in _NO_WAITING:
        return False
    word = last_word(upper)
    return word in _waiting() or (word.endswith("s") and _POSSESSIVE.search(word) is not None)


@cache
def _waiting() -> frozenset[str]:
    """Give the words that wait for another: written small, or titles before a name as they are written."""
    small = words("function_words") | words("waiting_words")
    return frozenset(word for word in small if word == word.lower()) | words("titles_of_persons")


@cache
def _waiting_ends() -> frozenset[str]:
    """Give the characters that a text which waits can end in; before a capital any other closes it."""
    return frozenset(word[-1] for word in _waiting()) | frozenset("s(),; ")
