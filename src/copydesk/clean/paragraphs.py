"""Kept blocks to paragraphs: sentences that a page break cut in two are joined, and recorded."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from copydesk.accounting import replay
from copydesk.clean.cuts import is_cut
from copydesk.model import Block, Draft, Paragraph, Repair
from copydesk.text import starts_lower

RULE_ID: Final = "repair.page_break_join"
_HYPHEN: Final = re.compile(r"[^\W\d_][-\u2010]$")


def build_paragraphs(draft: Draft) -> Draft:
    """Join what page breaks cut, number the paragraphs, and write the article text (stage).

    Repairs of blocks that are not kept are dropped: they change nothing that is read.
    """
    joins = tuple(_joins(draft.document.text, draft.blocks))
    kept_spans = [(block.start, block.end) for block in draft.blocks if block.verdict != "removed"]
    inner = _inside(draft.repairs, kept_spans)
    repairs = tuple(sorted([*inner, *joins], key=lambda repair: repair.start))
    joined = {repair.end for repair in joins}
    blocks, kinds = _numbered(draft.blocks, joined)
    text = replay(draft.document.text, blocks, repairs)
    texts = text.split("\n\n") if kinds else []
    paragraphs = tuple(Paragraph(kind, text) for kind, text in zip(kinds, texts, strict=True))
    return replace(draft, blocks=blocks, repairs=repairs, paragraphs=paragraphs)


def _inside(repairs: Sequence[Repair], spans: Sequence[tuple[int, int]]) -> Iterator[Repair]:
    remaining = iter(spans)
    span = next(remaining, None)
    for repair in repairs:
        while span and span[1] < repair.end:
            span = next(remaining, None)
        if span and span[0] <= repair.start:
            yield repair


def _numbered(blocks: Sequence[Block], joined: set[int]) -> tuple[tuple[Block, ...], list[str]]:
    kinds: list[str] = []
    numbered: list[Block] = []
    for block in blocks:
        if block.verdict == "kept":
            if block.start not in joined:
                kinds.append(block.label)
            numbered.append(replace(block, paragraph_no=len(kinds) - 1))
        else:
            numbered.append(block)
    return tuple(numbered), kinds


def _joins(source: str, blocks: Sequence[Block]) -> Iterator[Repair]:
    """Find the places where one paragraph was cut in two; what is removed may stand between."""
    upper: Block | None = None
    for block in blocks:
        if block.label == "paragraph":
            if upper and is_cut(upper.plain, block.plain):
                yield _join(source, upper, block)
            upper = block
        elif block.verdict != "removed":
            upper = None


def _join(source: str, upper: Block, lower: Block) -> Repair:
    """Join two blocks: with a space, or without the hyphen where a word was cut."""
    if _HYPHEN.search(source, upper.start, upper.end) and starts_lower(lower.plain):
        return Repair("hyphen_join", upper.end - 1, lower.start, "", RULE_ID)
    return Repair("page_break_join", upper.end, lower.start, " ", RULE_ID)
