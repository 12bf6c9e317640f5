"""The junction: what stands between the last word of one possible sentence and the first of the next.

    ... he said . . .” [4]   “The war
                     ^stop
                          ^closers_end
                             ^next_start
                              ^word_start

It is scanned once, by position; whether it parts two sentences is not decided here.
"""

import re
from typing import Final, NamedTuple

from copydesk.sentences.characters import (
    ABBREVIATION_OPENERS,
    APOSTROPHES,
    CLOSERS,
    CLOSING_BRACKETS,
    LATE_CLOSERS,
    OPENERS,
    SPACED_CLOSING_QUOTES,
    SPACED_MARKS,
    SPACED_OPENERS,
)

_FOOTNOTES: Final = re.compile(r"(?:\s?\[(?:\d{1,3}(?:\s?[-\u2013,]\s?\d{1,3}){0,9}|[a-z])\])+\.?")
_SMILE: Final = re.compile(r"\s[:;=]['-]?[()DPp](?=\s|$)")

_WORD_JOINERS: Final = frozenset(APOSTROPHES + "-")

LONGEST_WORD: Final = 64
"""Characters of a word that are looked at: keeps the time linear on text that is one long word."""

_QUOTE_REACH: Final = 2000
"""Characters before a stop in which straight quotation marks are counted: bounds the time likewise."""


class Junction(NamedTuple):
    """Positions in the text, in ascending order; a named tuple, since one is built per doubtful mark.

    ``stop`` is the first stop mark, ``marks_end`` the end of its run of marks, ``closers_end`` the end of
    the quotation marks, brackets and footnote numbers after it (where the sentence would end),
    ``next_start`` the next non-blank (where the next one would start), ``word_start`` the first
    character after quotation marks, brackets and dashes that open. All but ``stop`` may be the end of
    the paragraph.
    """

    stop: int
    marks_end: int
    closers_end: int
    next_start: int
    word_start: int


def junction_at(text: str, stop: int, sentence_start: int, end: int) -> Junction:
    """The junction that begins with the stop mark at ``stop``.

    Args:
        text: the text.
        stop: position of the first stop mark.
        sentence_start: where the sentence before the junction began.
        end: end of the paragraph, beyond ``stop + 1``, and no blank before it.
    """
    at = stop + 1
    if text[at] == " " and text[at + 1].isalnum():
        return Junction(stop, at, at, at + 1, at + 1)
    while at < end and text[at] in SPACED_MARKS:
        at += 1
    marks_end = at
    while at < end and text[at] in CLOSERS:
        at += 1
    if at + 1 < end and (text[at] == "[" or (text[at].isspace() and text[at + 1] in LATE_CLOSERS)):
        at = _late_closers_end(text, at, (sentence_start, stop), end)
    closers_end = at
    while at < end and text[at].isspace():
        at += 1
    return Junction(stop, marks_end, closers_end, at, _word_start(text, at, end))


def _late_closers_end(text: str, at: int, sentence: tuple[int, int], end: int) -> int:
    """The end of what closes the sentence after a blank, ``at`` where there is nothing such."""
    if text[at] != "[":
        closer = text[at + 1]
        is_apart = at + 2 >= end or not text[at + 2].isalnum()
        if closer in CLOSING_BRACKETS or (closer in SPACED_CLOSING_QUOTES and is_apart):
            at += 2
        elif text.startswith("''", at + 1) and not text[at + 3 : at + 4].isalnum():
            at += 3
        elif closer == '"' and is_apart and _is_quotation_open(text, *sentence):
            at += 2
    more = _FOOTNOTES.match(text, at, end) or _SMILE.match(text, at, end)
    return more.end() if more else at


def _is_quotation_open(text: str, start: int, stop: int) -> bool:
    return text.count('"', max(start, stop - _QUOTE_REACH), stop) % 2 == 1


def _word_start(text: str, at: int, end: int) -> int:
    """The first character of the next word, after what opens a sentence."""
    start = at
    at = _openers_end(text, at, end)
    if start < at < end and text[at].isspace() and text[at - 1] in SPACED_OPENERS:
        while at < end and text[at].isspace():
            at += 1
        at = _openers_end(text, at, end)
    return at


def _openers_end(text: str, at: int, end: int) -> int:
    while at < end and text[at] in OPENERS:
        at += 1
    if text.startswith(",,", at):
        at = min(at + 2, end)
    return at


def word_at(text: str, start: int) -> str:
    """The word that begins at ``start``, with apostrophes and hyphens in it."""
    at = start
    end = min(len(text), start + LONGEST_WORD)
    while at < end and (text[at].isalnum() or text[at] in _WORD_JOINERS):
        at += 1
    return text[start:at]


def token_before(text: str, stop: int, sentence_start: int) -> str:
    """What stands between the last blank and ``stop``, without what opens it."""
    words = text[max(sentence_start, stop - LONGEST_WORD) : stop].rsplit(None, 1)
    if not words or text[stop - 1].isspace():
        return ""
    return words[-1].lstrip(ABBREVIATION_OPENERS)
