"""Page furniture: the running heads, feet and numbers that a page break left between two halves of a text.

A line that comes back may as well be a refrain or a heading. What proves it to be furniture is a place
where it stands between the halves of a sentence, or beside the number of a page: only printers write there.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from copydesk.blocks.running import is_page_number, is_short, key, repeated
from copydesk.clean.cuts import is_cut, is_cut_by_page
from copydesk.clean.decisions import BODY, Decision, by_rule
from copydesk.model import Block
from copydesk.rules import RuleSet

RUNNING_RULE: Final = "neighbours.running_head"
NUMBER_RULE: Final = "neighbours.page_number"
PAGE_RULES: Final = frozenset({RUNNING_RULE, NUMBER_RULE, "page.number"})
"""What stands between two pages."""

MOST_BETWEEN: Final = 6
"""Blocks between two pages: foot, number, head, of one or two lines each."""


def find_furniture(blocks: Sequence[Block], rules: RuleSet) -> dict[int, Decision]:
    """Decide the blocks that are page furniture.

    Arguments: the blocks of one document, not labelled; the rules, which may know a line as something else.
    Returns: decisions by the number of the block. A line counts as running head wherever it stands once
        it stood between the halves of a sentence; its first time at the top of the document may be the
        title, and is left undecided. A number alone counts if the numbers so far rise from page to page.
    """
    short = [number for number, block in enumerate(blocks) if is_short(block.plain)]
    heads = repeated((blocks[number].plain, blocks[number].start) for number in short)
    if not heads and not any(is_page_number(blocks[number].plain) for number in short):
        return {}
    proven = [
        gap for gap in _gaps(blocks, heads) if _is_page_break(blocks, gap) or _is_paged(blocks, gap, rules)
    ]
    if not proven:
        return {}
    between = {number for gap in proven for number in gap}
    keys = {key(blocks[number].plain) for number in between} & heads.keys()
    decided: dict[int, Decision] = {}
    last = -1
    for number in short:
        block = blocks[number]
        page = _page(block.plain)
        is_head = key(block.plain) in keys and (
            page > last if page >= 0 else number > 0 or _has_figure(block)
        )
        if (number in between or is_head) and not _is_known(block, rules):
            decided[number] = Decision("page_furniture", NUMBER_RULE if page >= 0 else RUNNING_RULE)
            last = max(last, page)
    return decided


def _gaps(blocks: Sequence[Block], heads: Mapping[str, int]) -> Iterator[range]:
    """Give the runs of blocks that may be furniture, with a block on both sides that is not."""
    start: int | None = None
    for number, block in enumerate(blocks):
        if is_short(block.plain) and (is_page_number(block.plain) or key(block.plain) in heads):
            start = number if start is None else start
            continue
        if start and number - start <= MOST_BETWEEN:
            yield range(start, number)
        start = None


def _is_page_break(blocks: Sequence[Block], gap: range) -> bool:
    upper, lower = blocks[gap.start - 1].plain, blocks[gap.stop].plain
    return is_cut(upper, lower) or (len(gap) > 1 and is_cut_by_page(upper, lower))


def _is_paged(blocks: Sequence[Block], gap: range, rules: RuleSet) -> bool:
    """Tell whether lines that come back stand beside a page number that can be nothing else ("Page 3")."""
    if len(gap) == 1:
        return False
    known = [rules.match(blocks[number].plain, BODY) for number in gap]
    return any(rule is not None and rule.rule_id == "page.number" for rule in known)


def _is_known(block: Block, rules: RuleSet) -> bool:
    decision = by_rule(block, rules, BODY)
    return decision is not None and decision.label != "page_furniture"


def _has_figure(block: Block) -> bool:
    return any(char.isdigit() for char in block.plain)


def _page(plain: str) -> int:
    """Give the number of a page that stands alone; -1 where none does."""
    digits = "".join(char for char in plain if char.isdecimal())
    return int(digits) if digits and is_page_number(plain) else -1
