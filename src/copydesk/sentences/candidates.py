"""Where a sentence may end: the blank lines of a text and its stop marks.

A regular expression that looks for one of a dozen characters costs more than all decisions that follow, so
marks are found with ``str.find``, one mark at a time, and the marks that are not ASCII only in text that
is not ASCII.
"""

import re
from typing import Final

from copydesk.sentences.characters import ASCII_MARKS, OTHER_MARKS, UNSPACED_MARKS

_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n")


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Spans between blank lines, blanks at their edges left off, empty ones left out."""
    spans: list[tuple[int, int]] = []
    start = 0
    for part in text.split("\n\n"):
        end = start + len(part)
        if "\n" in part or len(part.strip()) < len(part):
            _add_parts(spans, text, start, end)
        elif part:
            spans.append((start, end))
        start = end + 2
    return spans


def _add_parts(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Add what stands between ``start`` and ``end``, parted by lines of blanks, edges stripped."""
    for gap in (*_BLANK_LINE.finditer(text, start, end), None):
        stop = gap.start() if gap else end
        part = text[start:stop].strip()
        if part:
            left = text.index(part[0], start)
            spans.append((left, left + len(part)))
        if gap:
            start = gap.end()


def stop_marks(text: str, extra_marks: str = "") -> list[int]:
    """Positions of every stop mark, ascending; ``extra_marks`` are further characters to look for."""
    found = _positions(text, ".")
    full_stops = len(found)
    marks = ASCII_MARKS if text.isascii() else ASCII_MARKS + OTHER_MARKS + UNSPACED_MARKS
    for mark in marks + extra_marks:
        found += _positions(text, mark)
    if len(found) > full_stops:
        found.sort()
    return found


def _positions(text: str, mark: str) -> list[int]:
    found = []
    at = text.find(mark)
    while at >= 0:
        found.append(at)
        at = text.find(mark, at + 1)
    return found
