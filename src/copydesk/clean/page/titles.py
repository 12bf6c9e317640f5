"""Which line of a page is the title of its article: above the body, and not one of the menu."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from copydesk.clean.page.look import Look, Matrix
from copydesk.clean.shapes import is_title
from copydesk.model import Block

FARTHEST: Final = 30
"""Blocks above the body in which a title is looked for."""

LEAST: Final = 1.5
"""Points below which a line is no title; unknown is an answer."""

_FAMILIAR = Look._fields.index("familiar")
_SIZE = Look._fields.index("size")
_REMOVING, _DATING = Look._fields.index("removing"), Look._fields.index("dating")
_PLENTY: Final = 24.0
_NEAR: Final = 3


def find_title(blocks: Sequence[Block], looks: Matrix, body: Matrix, start: int) -> int | None:
    """Find the title of the article whose body starts at a block.

    Arguments: the blocks of a page; what ``look_at`` gave; the scores, one a block; the number of the
        first block of prose of the body.
    Returns: the number of the title's block; None where no line looks like one.
    """
    heads = Counter([block.plain for block in blocks])
    long_heads = [block.plain for block in blocks[:_NEAR]]
    best, found = LEAST, None
    for number in range(max(0, start - FARTHEST), start):
        block, row = blocks[number], looks[number]
        if row[_REMOVING] or row[_DATING] or not is_title(block.plain):
            continue
        is_named = any(head != block.plain and head.startswith(block.plain) for head in long_heads)
        is_dated = bool(looks[number + 1 : number + 1 + _NEAR, _DATING].any())
        points = (
            2.0 * float(body[number])
            + 2.0 * float(row[_FAMILIAR])
            + 1.0 * (heads[block.plain] > 1 and row[_SIZE] >= _PLENTY)
            + 1.5 * is_named
            + 0.7 * is_dated
            + 1.0 * (row[_SIZE] >= _PLENTY)
            + 1.0 * (block.markup[:1] == "h")
            - 1.0 * (block.markup == "bullet")
            - 0.08 * (start - number)
        )
        if points >= best:
            best, found = points, number
    return found
