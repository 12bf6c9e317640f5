"""The question whether a document is a flattened page, with menus around its article, or the article alone.

The question must cost next to nothing, since most documents are articles. Its answer errs towards the
article: what is not a page is left to rules, head and tail.
"""

from collections.abc import Sequence
from typing import Final

from copydesk.clean.shapes import ends_sentence
from copydesk.model import Block

LONGEST_MENU_LINE: Final = 60
"""Characters of a line of a menu; longer ones without a full stop are headlines."""

LEAST_LINES: Final = 12
"""Short lines that end no sentence, below which a document is an article.

Of flattened pages 1 in 100 has fewer than 16; of 131 clean documents of 16 kinds (news, speeches, interviews,
letters, recipes) 5 have as many, which the model then must keep.
"""

LEAST_SHARE: Final = 0.2
"""Their share of all blocks, below which they are headings and list items of a long article."""

OF_MENUS: Final = frozenset({"", "navigation", "related", "share", "comment"})
"""Labels by its words that a line of a menu may have; other furniture stands in articles too."""


def may_be_page(blocks: Sequence[Block]) -> bool:
    """Tell whether menus may stand among the blocks: many short lines that end no sentence.

    Where a marked title is the very first block, no menu stands above it: lists of links and contacts below
    an article are the business of rules and tail. So begin markdown articles and press releases.
    """
    least = _least(blocks)
    if len(blocks) < least or blocks[0].markup == "h1":
        return False
    short = [block.plain for block in blocks if len(block.plain) < LONGEST_MENU_LINE]
    return len(short) >= least and sum([not ends_sentence(plain) for plain in short]) >= least


def is_page(blocks: Sequence[Block], labels: Sequence[str]) -> bool:
    """Tell whether so many short lines are left when those are taken off that articles have by themselves.

    Arguments: the blocks of a document that may be a page; the label that its words give each.
    """
    lines = [
        plain
        for (_, _, plain, *_), label in zip(blocks, labels, strict=True)
        if len(plain) < LONGEST_MENU_LINE and label in OF_MENUS and not ends_sentence(plain)
    ]
    return len(lines) >= _least(blocks)


def _least(blocks: Sequence[Block]) -> float:
    return max(LEAST_LINES, LEAST_SHARE * len(blocks))
