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


def is_page(blocks: Sequence[Block]) -> bool:
    """Tell whether so many blocks are short lines that end no sentence that menus stand among them."""
    least = max(LEAST_LINES, LEAST_SHARE * len(blocks))
    if len(blocks) < least:
        return False
    short = [plain for _, _, plain, *_ in blocks if len(plain) < LONGEST_MENU_LINE]
    return len(short) >= least and sum([not ends_sentence(plain) for plain in short]) >= least
