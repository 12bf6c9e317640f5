"""Stop marks that no blank follows: those of Chinese, Japanese and Khmer."""

import re
from typing import Final

from copydesk.sentences.characters import GOES_ON_UNSPACED, KHMER_MARKS, UNSPACED_CLOSERS, UNSPACED_MARKS

MARKS: Final = frozenset(UNSPACED_MARKS + KHMER_MARKS)
"""The marks that this module is asked about."""

_CLOSING: Final = re.compile(r"(?:\s?[」』”\u2019\uff09】》])*\s*")


def unspaced_end(text: str, stop: int, end: int) -> tuple[int, int, bool]:
    """Where the sentence ends, where the next begins, and whether they are two.

    Args:
        text: the text.
        stop: position of a full-width mark.
        end: end of the paragraph.
    """
    at = stop + 1
    while at < end and text[at] in MARKS:
        at += 1
    closing = _CLOSING.match(text, at, end)
    following = closing.end() if closing else at
    if following >= end:
        return end, end, False
    closed = stop + len(text[stop:following].rstrip())
    is_closed = following > stop + 1 and text[following - 1] in UNSPACED_CLOSERS
    goes_on = is_closed and text[following] in GOES_ON_UNSPACED
    return closed, following, not goes_on
