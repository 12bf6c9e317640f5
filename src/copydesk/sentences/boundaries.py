"""Whether a junction parts two sentences: the rules for every stop mark that blanks follow."""

from typing import Final

from copydesk.sentences.characters import (
    ASCII_MARKS,
    CLOSING_QUOTES,
    DASHES,
    GOES_ON,
    OPENERS,
    OPENING_QUOTES,
    SPACED_MARKS,
)
from copydesk.sentences.full_stops import ends_sentence, is_abbreviation
from copydesk.sentences.junctions import LONGEST_WORD, Junction, word_at
from copydesk.sentences.tables import LanguageTable

_COMPANY_WORDS: Final = frozenset(("inc", "corp", "co", "ltd", "news"))
"""What follows a name that ends with an exclamation mark: "Yahoo! Inc."."""

_SPEECH_REACH: Final = 4
"""Words between a closed quotation and the end of its attribution: “Why?” Mr. Van Auken asked."""

_ELLIPSES: Final = ("…", "...")
_LONGEST_ELLIPSIS: Final = 10
_ELLIPSIS_PARTS: Final = "".join(OPENERS) + ". "

_MOST_CLOSERS: Final = 1
"""Closers of a sentence with no blank after it: more are no slip of the finger."""

_SHORTEST_GLUED: Final = 3
"""Letters of a word that may begin a sentence with no blank before it: "Node.Js" is none."""


def is_boundary(text: str, junction: Junction, sentence_start: int, table: LanguageTable) -> bool:
    """Whether a sentence that began at ``sentence_start`` ends at ``junction.closers_end``."""
    following = text[junction.word_start]
    if following.islower() and not _may_begin_lower(text, junction, table):
        return False
    if following in GOES_ON or _is_wordless(text, sentence_start, junction.stop):
        return False
    is_lone = junction.marks_end == junction.stop + 1
    if text[junction.next_start] in (SPACED_MARKS if is_lone else ASCII_MARKS):
        # of ". ." or "... !" the last mark decides, but an ellipsis belongs to what it leads to
        return text.startswith(_ELLIPSES, junction.next_start)
    if junction.closers_end == junction.next_start:
        return _is_glued_boundary(text, junction, sentence_start, table)
    mark = text[junction.stop]
    if mark == "." and is_lone:
        return ends_sentence(text, junction, sentence_start, table)
    return mark not in "!?" or not _goes_on_after_cry(text, junction, table)


def _is_wordless(text: str, start: int, stop: int) -> bool:
    """Whether no word stands before the stop yet, as in “... We need more”."""
    return stop - start < _LONGEST_ELLIPSIS and not text[start:stop].strip(_ELLIPSIS_PARTS)


def _may_begin_lower(text: str, junction: Junction, table: LanguageTable) -> bool:
    """Whether lower case is no objection: in a bracket or a list, or in text that has no capitals."""
    mark, opener = text[junction.stop], text[junction.next_start]
    if mark not in ".?!" or junction.marks_end > junction.stop + 1:
        return False
    if junction.closers_end == junction.next_start or text[junction.closers_end - 1] in CLOSING_QUOTES:
        return False
    if junction.word_start == junction.next_start:
        return not table.heeds_case
    return opener == "(" or (mark == "." and opener in DASHES)


def _goes_on_after_cry(text: str, junction: Junction, table: LanguageTable) -> bool:
    """Whether "!" or "?" stands inside a sentence: in a company's name, or before who said it."""
    if junction.closers_end == junction.stop + 1:
        word = word_at(text, junction.word_start).lower()
        return text[junction.stop] == "!" and word in _COMPANY_WORDS
    if junction.word_start > junction.next_start or text[junction.closers_end - 1] not in CLOSING_QUOTES:
        return False
    at = junction.word_start
    for word in text[at : at + LONGEST_WORD].split()[:_SPEECH_REACH]:
        bare = word.rstrip(",.;:")
        if bare in table.speech:
            return True
        if bare != word and word[-1] != ".":
            return False
    return False


def _is_glued_boundary(text: str, junction: Junction, sentence_start: int, table: LanguageTable) -> bool:
    """Whether a blank was forgotten: "the end.The next", but not "example.Com" or "node.Js"."""
    stop, at = junction.stop, junction.word_start
    if junction.closers_end > stop + 1 + _MOST_CLOSERS or text[stop] == "…" or not text[at].isupper():
        return False
    if at > junction.next_start and text[junction.next_start] not in OPENING_QUOTES:
        return False
    before = text[max(sentence_start, stop - LONGEST_WORD) : stop].rpartition(" ")[2]
    if not (before[-2:].isalpha() and before[-2:].islower()) or any(char in "/@." for char in before):
        return False
    word = word_at(text, at)
    if len(word) < _SHORTEST_GLUED or not word[1:].islower() or is_abbreviation(before, table):
        return False
    return text[at + len(word) : at + len(word) + 1] in (" ", ",")
