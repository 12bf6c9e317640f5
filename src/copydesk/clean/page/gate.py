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

LEAST_ABOVE: Final = 4
"""Such lines above the first sentence of some length. Menus stand there on 91 of 100 flattened pages; of
press releases, whose contacts and links stand below, none has as many, of news and essays 3 in 100."""

LEAST_SENTENCE: Final = 80
"""Characters of a block that ends a sentence, from which on it is no line of a menu."""


def is_page(blocks: Sequence[Block]) -> bool:
    """Tell whether menus stand among the blocks, and above the others: short lines that end no sentence."""
    least = max(LEAST_LINES, LEAST_SHARE * len(blocks))
    if len(blocks) < least:
        return False
    short = [plain for _, _, plain, *_ in blocks if len(plain) < LONGEST_MENU_LINE]
    if len(short) < least or sum([not ends_sentence(plain) for plain in short]) < least:
        return False
    return _menu_lines_above(blocks) >= LEAST_ABOVE


def _menu_lines_above(blocks: Sequence[Block]) -> int:
    found = 0
    for _, _, plain, *_ in blocks:
        is_sentence = ends_sentence(plain)
        if is_sentence and len(plain) >= LEAST_SENTENCE:
            break
        found += not is_sentence and len(plain) < LONGEST_MENU_LINE
    return found
