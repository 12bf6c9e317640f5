"""Every block gets one label: rules that hold anywhere, then the head, the tail, then plain shape."""

from collections.abc import Sequence
from typing import Final

from copydesk.clean.decisions import BODY, Decision, by_rule
from copydesk.clean.head import read_head
from copydesk.clean.page import Page, evidence, read_page
from copydesk.clean.running_heads import find_furniture
from copydesk.clean.shapes import LONGEST_HEADING, ends_sentence, is_heading
from copydesk.clean.tail import read_tail
from copydesk.metadata import bylines, front_matter
from copydesk.model import Block, Draft
from copydesk.rules import RuleSet, load_rules
from copydesk.text import is_wider

_SEEN: Final = Block._fields.index("label")
"""What comes first in a block: what is seen of it, before anything is decided."""

PARAGRAPH: Final = Decision("paragraph", "shape.paragraph")


def label_blocks(draft: Draft) -> Draft:
    """Label the blocks of a draft (stage ``labels``); no block is left without a label."""
    rules = load_rules().of(draft.outlet_rules)
    page = read_page(draft.blocks, rules)
    if page is None:
        return draft._replace(blocks=decide(draft.blocks, rules))
    blocks = decide_page(draft.blocks, rules, page)
    found = evidence(draft.document.text, blocks, page)
    return draft._replace(blocks=blocks, evidence=(*draft.evidence, *found))


def decide_page(blocks: Sequence[Block], rules: RuleSet, page: Page) -> tuple[Block, ...]:
    """Give every block of a page its label: head and body as those of an article, the others as found.

    A line between title and body that nothing speaks for, the model least of all, is no body.
    """
    decided = list(blocks)
    article = decide([blocks[number] for number in page.article], rules, page.title)
    for number, block in zip(page.article, article, strict=True):
        decided[number] = block
    for number, other in page.others.items():
        if number not in page.unsure or decided[number].verdict == "kept":
            decided[number] = blocks[number]._replace(label=other.label, rule_id=other.rule_id)
    return tuple(decided)


def decide(blocks: Sequence[Block], rules: RuleSet, title: int | None = None) -> tuple[Block, ...]:
    """Give every block its label and the id of the rule that decided.

    Arguments: the blocks of one article, not labelled; the rules to apply; the number of the title's
        block, where it is known beforehand.
    """
    furniture = find_furniture(blocks, rules)
    if not furniture:
        return tuple(_decide(blocks, rules, title))
    left = [number for number in range(len(blocks)) if number not in furniture]
    rest = iter(_decide([blocks[n] for n in left], rules, left.index(title) if title in left else None))
    return tuple(
        block._replace(label=furniture[n].label, rule_id=furniture[n].rule_id)
        if n in furniture
        else next(rest)
        for n, block in enumerate(blocks)
    )


def _decide(blocks: Sequence[Block], rules: RuleSet, title: int | None) -> list[Block]:
    head = read_head(blocks, rules, title)
    first = max(head, default=-1) + 1
    signed = [bylines.read(blocks[n].plain) for n, decision in head.items() if decision.label == "byline"]
    tail = read_tail(blocks, first, [name for line in signed for name in line.authors], rules)
    known = {**tail, **head}
    decided: list[Block] = []
    for number, block in enumerate(blocks):
        decision = known.get(number)
        if decision is None:
            is_plain = _is_plain_paragraph(block)
            decision = PARAGRAPH if is_plain else by_rule(block, rules, BODY) or _by_shape(blocks, number)
        decided.append(Block._make((*block[:_SEEN], *decision, None)))
    return decided


def _is_plain_paragraph(block: Block) -> bool:
    """Tell at once what most blocks of a body are: unmarked, too long for a heading, a whole sentence."""
    return block.markup == "" and is_wider(block.plain, LONGEST_HEADING) and ends_sentence(block.plain)


def _by_shape(blocks: Sequence[Block], number: int) -> Decision:
    """Decide a block of the body by its markup, its neighbours and its form."""
    block = blocks[number]
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    if block.markup == front_matter.MARKUP:
        return Decision("page_furniture", "markup.front_matter")
    if not block.plain or block.markup == "break":
        return Decision("page_furniture", "markup.break" if block.markup else "markup.image")
    if block.markup.startswith("h"):
        return Decision("heading", "markup.heading")
    if block.markup == "quote":
        return Decision("quote", "markup.quote")
    if block.markup == "bullet" or (block.markup == "number" and _is_tight(blocks, number)):
        return Decision("list_item", f"markup.{block.markup}")
    if is_heading(block, following):
        return Decision("heading", "shape.heading")
    return PARAGRAPH


def _is_tight(blocks: Sequence[Block], number: int) -> bool:
    """Tell whether a numbered line stands right above or below another: a list, not paragraphs."""
    block = blocks[number]
    if not block.is_spaced and number and blocks[number - 1].markup == "number":
        return True
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    return following is not None and following.markup == "number" and not following.is_spaced
