"""Kept blocks to paragraphs: sentences that a page break cut in two are joined, and recorded."""

from collections.abc import Iterator, Sequence
from typing import Final

from copydesk.accounting import replay
from copydesk.blocks.joints import joint
from copydesk.clean.cuts import is_cut, is_cut_by_page
from copydesk.clean.running_heads import PAGE_RULES
from copydesk.model import VERDICTS, Block, Draft, Paragraph, Repair

RULE_ID: Final = "repair.page_break_join"


def build_paragraphs(draft: Draft) -> Draft:
    """Join what page breaks cut, number the paragraphs, and write the article text (stage).

    Repairs of blocks that are not kept are dropped: they change nothing that is read.
    """
    source = draft.document.text
    joins = tuple(_joins(source, draft.blocks))
    repairs = draft.repairs
    if repairs:
        kept_spans = [(block.start, block.end) for block in draft.blocks if block.verdict != "removed"]
        repairs = tuple(_inside(repairs, kept_spans))
    if joins:
        repairs = tuple(sorted([*repairs, *joins], key=lambda repair: repair.start))
    blocks = _numbered(draft.blocks, {repair.end for repair in joins})
    kept = [block for block in blocks if block.paragraph_no is not None]
    if not joins:  # then each kept block is a paragraph, and its plain text is the paragraph's
        paragraphs = tuple([Paragraph(block.label, block.plain) for block in kept])
    else:
        kinds = {block.paragraph_no: block.label for block in reversed(kept)}
        texts = replay(source, blocks, repairs).split("\n\n")
        paragraphs = tuple(Paragraph(kinds[number], text) for number, text in enumerate(texts))
    return draft._replace(blocks=blocks, repairs=repairs, paragraphs=paragraphs)


def _inside(repairs: Sequence[Repair], spans: Sequence[tuple[int, int]]) -> Iterator[Repair]:
    remaining = iter(spans)
    span = next(remaining, None)
    for repair in repairs:
        while span and span[1] < repair.end:
            span = next(remaining, None)
        if span and span[0] <= repair.start:
            yield repair


def _numbered(blocks: Sequence[Block], joined: set[int]) -> tuple[Block, ...]:
    number = -1
    numbered: list[Block] = []
    for block in blocks:
        if VERDICTS[block.label] == "kept":
            number += block.start not in joined
            numbered.append(Block._make((*block[:-1], number)))
        else:
            numbered.append(block)
    return tuple(numbered)


def _joins(source: str, blocks: Sequence[Block]) -> Iterator[Repair]:
    """Find the places where one paragraph was cut in two; what is removed may stand between.

    Blocks that touch were one line: where a repair has ended a paragraph there, none joins them again.
    """
    upper: Block | None = None
    is_page_break = False
    for block in blocks:
        if block.label == "paragraph":
            if (
                upper
                and upper.end < block.start
                and (is_cut_by_page if is_page_break else is_cut)(upper.plain, block.plain)
            ):
                yield _join(source, upper, block)
            upper, is_page_break = block, False
        elif block.verdict != "removed":
            upper = None
        elif block.rule_id in PAGE_RULES:
            is_page_break = True


def _join(source: str, upper: Block, lower: Block) -> Repair:
    """Join two blocks: with a space, or without the hyphen where a word was cut."""
    dropped, after = joint(source, upper[:2], lower[:2])
    kind = "hyphen_join" if dropped else "page_break_join"
    return Repair(kind, upper.end - dropped, lower.start, after, RULE_ID)
