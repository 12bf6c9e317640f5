"""What a block looks like, without regard to what it says: prose, title, heading, link."""

import re
from typing import Final

from copydesk.model import Block
from copydesk.rules.words import words
from copydesk.text import is_wider, last_word, starts_lower, without_site

SENTENCE_END: Final = frozenset(".!?…。！？؟।｡．‼⁇۔")
_CLOSERS: Final = "\"'”’»›)]」』）】》〉］*_"
_NO_TITLE_END: Final = frozenset(".,:;。、，：；،؛-–—")

LEAST_PROSE: Final = 50
"""Characters of a block that ends like a sentence, from which on it is prose."""

SURE_PROSE: Final = 120
"""Characters from which on a block is prose however it ends; titles and furniture are shorter."""

LEAST_PROSE_CJK: Final = 20
SURE_PROSE_CJK: Final = 40
"""Characters from which on Chinese or Japanese with a comma or stop in it is prose; menus have none."""

LONGEST_TITLE: Final = 200
LEAST_TITLE_CHARS: Final = 8
LEAST_TITLE_WORDS: Final = 3
LONGEST_HEADING: Final = 80
MOST_HEADING_WORDS: Final = 12

_CJK: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK_STOP: Final = re.compile("[，。、；！？]")
_GREEK_QUESTION: Final = re.compile("[\u0370-\u03ff\u1f00-\u1fff][;\u037e]$")
"""A question in Greek ends in what is a semicolon elsewhere."""

_INNER_STOP: Final = re.compile(r"[^\W\d_A-Z]{3}[.。] ?\S")
_LINK: Final = re.compile(r"\S+@\S+\.\S+|https?://\S+|www\.\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}(?:/\S*)?")


def ends_sentence(plain: str) -> bool:
    """Tell whether a text ends as a sentence does, closing quotes and brackets aside.

    >>> ends_sentence("He left.”"), ends_sentence("In summary:"), ends_sentence("It has no")
    (True, False, False)
    >>> ends_sentence("他走了。」"), ends_sentence("Ποιος έφυγε;"), ends_sentence("He left;")
    (True, True, False)
    """
    if plain[-1:] in SENTENCE_END:
        return True
    bare = plain.rstrip(_CLOSERS)
    return bare[-1:] in SENTENCE_END or (bare[-1:] in ";\u037e" and _GREEK_QUESTION.search(bare) is not None)


def is_prose(plain: str) -> bool:
    """Tell whether a block's text is running text rather than a line of a title or of furniture."""
    if len(plain) >= SURE_PROSE:
        return True
    if len(plain) < LEAST_PROSE_CJK:
        return False
    if not plain.isascii() and _CJK.search(plain):
        is_long = len(plain) >= SURE_PROSE_CJK and _CJK_STOP.search(plain) is not None
        return is_long or ends_sentence(plain)
    return len(plain) >= LEAST_PROSE and ends_sentence(plain)


def is_sentence(plain: str) -> bool:
    """Tell whether a block is a whole sentence, long enough to be prose and ended as one."""
    return is_wider(plain, LEAST_PROSE - 1) and ends_sentence(plain)


def is_link(plain: str) -> bool:
    """Tell whether a block is nothing but a link or an address."""
    return _LINK.fullmatch(plain) is not None


def is_title(plain: str) -> bool:
    """Tell whether a text has the form of a title: short, one clause, no full stop at its end.

    >>> is_title("Putin’s withdrawal sends message to Assad!"), is_title("The deal is done.")
    (True, False)
    """
    return _INNER_STOP.search(plain) is None and may_be_title(plain)


def may_be_title(plain: str) -> bool:
    """Tell whether a text has a title's form, full stops inside it aside: a headline can be two sentences.

    >>> may_be_title("Cop shows stay. How can we reinvent them?"), is_title("Cop shows stay. How?")
    (True, False)
    """
    plain = without_site(plain)[0]
    if not LEAST_TITLE_CHARS <= len(plain) <= LONGEST_TITLE or starts_lower(plain) or is_link(plain):
        return False
    if plain.rstrip(_CLOSERS)[-1:] in _NO_TITLE_END:
        return False
    is_long_enough = len(plain.split()) >= LEAST_TITLE_WORDS or _CJK.search(plain) is not None
    return is_long_enough and not any(char in plain for char in "|{}<>")


def is_heading(block: Block, following: Block | None) -> bool:
    """Tell whether an unmarked block is a sub-heading: a short unpunctuated line before prose."""
    plain = block.plain
    if is_wider(plain, LONGEST_HEADING) or len(plain.split()) > MOST_HEADING_WORDS:
        return False
    if following is None or starts_lower(following.plain) or not is_prose(following.plain):
        return False
    if not plain[:1].isalnum() and plain[:1] not in '"“„«‘¿¡「『《【':
        return False
    has_end = plain[-1] in ".,:;!…。，：；！、،؛" or (plain[-1] in _CLOSERS and ends_sentence(plain))
    return not has_end and not starts_lower(plain) and last_word(plain).lower() not in words("function_words")
