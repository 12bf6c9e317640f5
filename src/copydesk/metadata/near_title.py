"""Signs and dates near the title that no label speaks for, as pages turned to text leave them.

A page sets the name on one line and "By" on the one above, the date between a reading time and a menu; the
labels of the lines say nothing of it, or something else. What is read here is evidence only: the label of a
line and with it the body stay as they are.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from copydesk.metadata import bylines, stamps
from copydesk.metadata.evidence import DATE_METHODS, LIKELY, WEAK, author, published
from copydesk.model import Block, Draft, Evidence

ABOVE: Final = 6
"""Blocks above the title that are looked at: a date often stands there, a menu further up."""

BELOW: Final = 14
"""Blocks below it. A page has its signature, date, reading time, share buttons and picture within them."""

LONGEST: Final = 160
"""Characters. A longer block is prose."""

MOST_PROSE: Final = 2
"""Blocks of prose that may stand above the signature: a standfirst, a note on advertising."""

PROSE: Final = 120
"""Characters from which on a block is prose."""

NEAREST: Final = 2
"""Blocks between a bare name and the date that makes it a signature."""

_READ: Final = frozenset({"byline", "date", "dateline"})
_NEVER: Final = frozenset({"comment", "related", "caption", "copyright", "author_bio", "contact", "legal"})


def read(draft: Draft) -> Iterator[Evidence]:
    """Read the evidence of the lines around the title; none where no block is a title."""
    title = next((n for n, block in enumerate(draft.blocks) if block.label == "title"), None)
    if title is None:
        return
    window = list(_window(draft.blocks, title))
    stamped = {number: stamps.read(draft.blocks[number].plain, draft.language) for number in window}
    yield from _dates(draft, stamped, title)
    yield from _signatures(draft, window, stamped, title)


def _window(blocks: Sequence[Block], title: int) -> Iterator[int]:
    prose = 0
    for number in range(max(0, title - ABOVE), min(len(blocks), title + 1 + BELOW)):
        block = blocks[number]
        if number > title and len(block.plain) >= PROSE:
            prose += 1
            if prose > MOST_PROSE:
                return
        if number != title and len(block.plain) <= LONGEST and block.label not in _NEVER:
            yield number


def _dates(draft: Draft, stamped: dict[int, tuple[stamps.Stamp, ...]], title: int) -> Iterator[Evidence]:
    """Give the dates, those nearest the title first; what stands below it comes before what stands above."""
    nearest = sorted(stamped, key=lambda number: (number < title, abs(number - title)))
    lead = {number + 1: stamps.announced(draft.blocks[number].plain) for number in stamped}
    for number in nearest:
        block = draft.blocks[number]
        if block.label in _READ:
            continue
        for kind, moment in stamped[number]:
            said = kind or (lead.get(number) or "")
            method = DATE_METHODS[said] if said else "date_near_title"
            yield published(draft, block, (moment, block.plain), method)


def _signatures(
    draft: Draft, window: Sequence[int], stamped: dict[int, tuple[stamps.Stamp, ...]], title: int
) -> Iterator[Evidence]:
    dated = [number for number, found in stamped.items() if found]
    other = False
    for number in window:
        block, above = draft.blocks[number], draft.blocks[number - 1] if number else None
        is_announced = above is not None and bylines.is_lead(above.plain)
        was_other, other = other, bylines.is_other_credit(block.plain)
        if block.label in _READ or was_other or other or stamped[number]:
            continue
        line = bylines.read(block.plain)
        if not line.authors or not line.is_whole:
            continue
        if is_announced or bylines.has_lead(block.plain):
            grade = ("byline_near_title", LIKELY)
        elif number > title and _is_signature(line, number, dated):
            grade = ("name_near_title", WEAK)
        else:
            continue
        for name in line.authors:
            yield author(draft, block, name, grade)
        if line.moment:
            yield published(draft, block, (line.moment, block.plain), "byline_date")


def _is_signature(line: bylines.Byline, number: int, dated: Sequence[int]) -> bool:
    """Tell whether bare names sign: a date stands beside them."""
    if not all(any(map(str.isupper, name)) for name in line.authors):
        return False
    return line.moment is not None or any(abs(number - near) <= NEAREST for near in dated)
