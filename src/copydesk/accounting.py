"""Law 1: nothing vanishes. The account of one document, and the replay that proves it.

Kept blocks give the article text: the repairs inside them are applied, every run of blanks becomes
one space, and blocks are joined by a blank line, or as a joining repair says.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import zip_longest

from copydesk.errors import RejectError
from copydesk.model import VERDICTS, Block, Draft, Repair
from copydesk.text import is_blank, squeeze

PARAGRAPH_BREAK = "\n\n"
"""What stands between two paragraphs. A repair that ends in it joins nothing: there a paragraph ends."""

_ADVICE = "This is a fault of copydesk, not of the file: please report it with the file."


class AccountingError(RejectError):
    """The account of a document does not add up; it is rejected rather than loaded wrong."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__("accounting", reason, detail, _ADVICE)


def verify(draft: Draft) -> None:
    """Prove that a finished draft accounts for its whole source.

    Raises:
        AccountingError: a non-blank character lies in no block or in two, a block has no label or
            rule, or replaying the decisions does not give the article text.
    """
    document, text = draft.document, draft.text
    _verify_blocks(document.text, draft.blocks)
    replayed = replay(document.text, draft.blocks, draft.repairs, is_tidy=document.is_tidy)
    if replayed != text:
        at = next((i for i, (a, b) in enumerate(zip(replayed, text, strict=False)) if a != b), -1)
        raise AccountingError("replay_differs", f"the replay leaves the article text at character {at}")


def _verify_blocks(source: str, blocks: Sequence[Block]) -> None:
    position = 0
    for start, end, _, _, _, label, rule_id, _ in blocks:
        if start < position or end <= start:
            raise AccountingError("blocks_overlap", f"the block at {start} starts before {position}")
        if not is_blank(source[position:start]):
            raise AccountingError("characters_lost", f"no block holds characters {position}–{start}")
        if label not in VERDICTS or not rule_id:
            raise AccountingError("block_undecided", f"the block at {start} has no label or rule")
        position = end
    if not is_blank(source[position:]):
        raise AccountingError("characters_lost", f"no block holds characters after {position}")


def replay(source: str, blocks: Sequence[Block], repairs: Sequence[Repair], *, is_tidy: bool = False) -> str:
    """Make the article text from the source and the decisions alone.

    Arguments: the source text, its blocks and repairs, both in order of position; whether it is known that
        no line of the source has blanks to squeeze.
    Returns: the text that ``articles.text`` must equal, character for character.
    """
    kept = [block for block in blocks if VERDICTS[block.label] == "kept"]
    if not repairs:
        pieces = [source[block.start : block.end] for block in kept]
        return "\n\n".join(map(_squeezed_tidy if is_tidy else squeeze, pieces))
    starts = {block.start for block in kept}
    joins = {
        repair.end: repair
        for repair in repairs
        if repair.end in starts and repair.start < repair.end and not repair.after.endswith(PARAGRAPH_BREAK)
    }
    inner = [repair for repair in repairs if joins.get(repair.end) is not repair]
    paragraphs: list[str] = []
    for block, following in zip_longest(kept, kept[1:]):
        leaving = joins.get(following.start) if following else None
        end = min(block.end, leaving.start) if leaving else block.end
        piece = render(source, block.start, end, inner)
        entering = joins.get(block.start)
        if entering and paragraphs:
            paragraphs[-1] += entering.after + piece
        else:
            paragraphs.append(piece)
    return "\n\n".join(squeeze(text) for text in paragraphs)


def _squeezed_tidy(piece: str) -> str:
    """Squeeze a piece of a text whose lines have no blanks to squeeze."""
    return squeeze(piece) if "\n" in piece else piece.strip(" ")


def render(source: str, start: int, end: int, repairs: Sequence[Repair]) -> str:
    """Give ``source[start:end]`` with the repairs that lie inside it applied; blanks stay as they are.

    Arguments: repairs in order of position, free of overlap.
    """
    pieces: list[str] = []
    position = start
    first = bisect_left(repairs, start, key=lambda repair: repair.start)
    for number in range(first, len(repairs)):
        repair = repairs[number]
        if repair.end > end:
            break
        pieces += (source[position : repair.start], repair.after)
        position = repair.end
    pieces.append(source[position:end])
    return "".join(pieces)
