"""What the corpus says of a block: a line that many articles of its outlet repeat, at an edge of this one.

Which lines those are is learned in the warehouse; the count is in its table ``furniture``.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from copydesk.model import CORRECTION, VERDICTS, Block, Draft

LABEL: Final = "page_furniture"
RULE: Final = "corpus.repeated_line"


def label_repeated_lines(draft: Draft) -> Draft:
    """Relabel the repeated lines above the first and below the last block of the body (stage).

    From either end it passes over what is not kept and stops at the first kept block that is not repeated: in
    the middle of a body nothing is touched, nor is a block that a correction keeps: it is body. A document
    that would lose all its body is left as it is.
    """
    if not draft.repeated_lines:
        return draft
    last = len(draft.blocks) - 1
    numbers = {*_edge(draft, range(last + 1)), *_edge(draft, range(last, -1, -1))}
    if not numbers:
        return draft
    kept = sum(VERDICTS[block.label] == "kept" for block in draft.blocks)
    if len(numbers) == kept:
        return draft
    blocks = tuple(
        block._replace(label=LABEL, rule_id=RULE) if number in numbers else block
        for number, block in enumerate(draft.blocks)
    )
    return draft._replace(blocks=blocks)


def _edge(draft: Draft, order: Iterable[int]) -> Iterator[int]:
    for number in order:
        block: Block = draft.blocks[number]
        if VERDICTS[block.label] != "kept":
            continue
        if block.rule_id.startswith(f"{CORRECTION}."):
            return
        if draft.document.text[block.start : block.end] not in draft.repeated_lines:
            return
        yield number
