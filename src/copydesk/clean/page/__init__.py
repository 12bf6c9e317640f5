"""Flattened pages: which of their blocks are the article, and what the others are.

A page is text with the menus, teasers and footers of a site around an article. Rules know their words and
not their place; a model that looks at form, neighbours and place finds the body (``score``), and what lies
around it is navigation above and among, related matter below. Articles that are no pages never come here.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from copydesk.clean.decisions import Decision
from copydesk.clean.page.gate import is_page
from copydesk.clean.page.look import look_at, size_of
from copydesk.clean.page.place import measure
from copydesk.clean.page.score import Model, Scores, explain, load_model, score
from copydesk.clean.page.titles import find_title
from copydesk.clean.shapes import is_prose
from copydesk.model import VERDICTS, Block, Evidence
from copydesk.rules import PLACES, RuleSet

__all__ = ["Page", "evidence", "read_page", "rule_labels"]

BODY: Final = 0.5
"""Score from which on a block is body."""

ABOVE_TITLE: Final = 3
"""Blocks above the title in which a kicker, a date or a byline may stand."""

ABOVE_BODY: Final = 8
"""Blocks above the body that are its head where no title was found."""

LEAST_TEASER: Final = 40.0
"""Size from which on a line below the body is a teaser of something else rather than a menu's."""

NAVIGATION: Final = Decision("navigation", "page.navigation")
RELATED: Final = Decision("related", "page.related")


class Page(NamedTuple):
    """What was read of a page: which blocks are the article's, and what the others are.

    ``article`` holds the numbers of the blocks of head and body in order, ``title`` the place in it of the
    title; ``unsure`` those of the head that are removed unless something speaks for them; ``others`` the
    decisions on all blocks that the model did not keep.
    """

    article: tuple[int, ...]
    title: int | None
    unsure: frozenset[int]
    others: dict[int, Decision]
    scores: Scores
    model: Model


def rule_labels(blocks: Sequence[Block], rules: RuleSet) -> list[str]:
    """Give for each block the label of the rule that fits its words, or nothing."""
    found = [rules.match(block.plain, PLACES) for block in blocks]
    return [rule.label if rule else "" for rule in found]


def read_page(blocks: Sequence[Block], rules: RuleSet) -> Page | None:
    """Read a flattened page.

    Arguments: the blocks of a document, not labelled; the rules.
    Returns: None for a document that is no page, and for one in which nothing looks like a body.
    """
    if not is_page(blocks):
        return None
    looks = look_at(blocks, rule_labels(blocks, rules))
    model = load_model()
    scores = score(measure(looks), model)
    kept = [number for number, is_body in enumerate((scores.body >= BODY).tolist()) if is_body]
    if not kept:
        return None
    start = next((number for number in kept if is_prose(blocks[number].plain)), kept[0])
    title = find_title(blocks, looks, scores.body, start)
    top = max(0, start - ABOVE_BODY if title is None else title - ABOVE_TITLE)
    head = range(min(top, start), start)
    inside = frozenset(kept)
    article = sorted({*head, *inside})
    unsure = frozenset(head) - inside
    others = {n: _other(blocks[n], n, start, rules) for n in range(len(blocks)) if n not in inside}
    return Page(
        tuple(article), article.index(title) if title is not None else None, unsure, others, scores, model
    )


def _other(block: Block, number: int, start: int, rules: RuleSet) -> Decision:
    """Decide a block outside the body: by its words if they tell, else by its place and length."""
    rule = rules.match(block.plain, PLACES)
    if rule and VERDICTS[rule.label] == "removed":
        return Decision(rule.label, rule.rule_id)
    is_menu = number < start or size_of(block.plain) < LEAST_TEASER
    return NAVIGATION if is_menu else RELATED


def evidence(source: str, blocks: Sequence[Block], page: Page) -> Iterator[Evidence]:
    """Give one row for each run of blocks that the model removed under one label.

    Arguments: the source; its labelled blocks; what was read of the page.
    Returns: rows of the field ``label``: the value is the label and the features that weighed most, the
        confidence the probability that the least sure block of the run is no body.
    """
    first = 0
    for number in range(len(blocks) + 1):
        ends = number == len(blocks) or blocks[number].rule_id != blocks[first].rule_id
        if not ends:
            continue
        if blocks[first].rule_id in {NAVIGATION.rule_id, RELATED.rule_id}:
            start, end = blocks[first].start, blocks[number - 1].end
            sure = round(1.0 - float(page.scores.body[first:number].max()), 4)
            value = f"{blocks[first].label}: {explain(page.scores, slice(first, number))}"
            yield Evidence(
                "label", value, source[start:end], start, end, page.model.version, sure, is_chosen=True
            )
        first = number
