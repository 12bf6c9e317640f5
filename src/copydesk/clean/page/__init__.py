"""Flattened pages: which of their blocks are the article, and what the others are.

A page is text with the menus, teasers and footers of a site around an article. Rules know their words and
not their place; a model that looks at form, neighbours and place finds the body (``score``), and what lies
around it is navigation above and among, related matter below. Articles that are no pages never come here.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from copydesk.clean.decisions import Decision
from copydesk.clean.page.gate import is_page, may_be_page
from copydesk.clean.page.look import Look, Matrix, look_at, size_of
from copydesk.clean.page.place import measure
from copydesk.clean.page.score import Model, Scores, explain, load_model, score
from copydesk.clean.page.titles import candidates_of, find_title, named_title
from copydesk.clean.shapes import is_prose
from copydesk.metadata import datelines, dates
from copydesk.model import VERDICTS, Block, Evidence
from copydesk.rules import PLACES, Rule, RuleSet

__all__ = ["Page", "body_start", "evidence", "is_body", "matching", "read_page", "word_labels"]

BODY: Final = 0.5
"""Score from which on a block is body."""

JOINING: Final = 0.25
"""Score from which on a sentence near a block of body is body too.

Nearly half of the paragraphs that the model alone would lose come back by it, on the sets it was fitted
on and for no loss of F1.
"""

LEAST_JOINING: Final = 60.0
"""Size of such a sentence; shorter ones are as often captions and calls."""

NEAR_BODY: Final = 4
"""Blocks that such a sentence may be away: an advertisement, a list, a caption may stand between."""

LEAD: Final = 0.1
"""Score from which on a long sentence between title and body is body."""

LEAST_LEAD: Final = 120.0
"""Size of such a sentence."""

LEAST_AROUND: Final = 8
"""Blocks around the article, below which a document is no page: a list, a recipe, a fact sheet."""

LONGEST_DATE: Final = 40
"""Characters of a line that is nothing but a date."""

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


def matching(blocks: Sequence[Block], rules: RuleSet) -> list[Rule | None]:
    """Find for each block the first rule that fits its words, wherever it may act."""
    return [rules.match(block.plain, PLACES) for block in blocks]


def word_labels(blocks: Sequence[Block], matched: Sequence[Rule | None]) -> list[str]:
    """Give for each block the label that its words alone ask for: by a rule, or as a date; or nothing."""
    return [
        rule.label if rule else "date" if len(plain) <= LONGEST_DATE and dates.whole(plain) else ""
        for (_, _, plain, *_), rule in zip(blocks, matched, strict=True)
    ]


def read_page(blocks: Sequence[Block], rules: RuleSet) -> Page | None:
    """Read a flattened page.

    Arguments: the blocks of a document, not labelled; the rules.
    Returns: None for a document that is no page, for one in which nothing looks like a body, and for one
        of which next to nothing would go.
    """
    if not may_be_page(blocks):
        return None
    matched = matching(blocks, rules)
    labels = word_labels(blocks, matched)
    if not is_page(blocks, labels):
        return None
    looks = look_at(blocks, labels)
    model = load_model()
    scores = score(measure(looks), model)
    start = body_start(blocks, scores.body)
    if start is None:
        return None
    kept = frozenset(np.flatnonzero(is_body(looks, scores.body)).tolist())
    title = next((number for number in range(start) if blocks[number].markup == "h1"), None)
    if title is None:
        title = named_title([block.plain for block in blocks[:start]], start)
    if title is None:
        title = find_title(candidates_of(blocks, looks, scores.body, start), model.titles)
    if title is not None:
        kept |= _leads(blocks, looks, scores.body, range(title + 1, start))
    article = sorted({*_head(start, title), *kept})
    if len(blocks) - len(article) < LEAST_AROUND:
        return None
    others = {
        n: _other(blocks[n], matched[n], is_above=n < start) for n in range(len(blocks)) if n not in kept
    }
    place = None if title is None else article.index(title)
    return Page(tuple(article), place, frozenset(article) - kept, others, scores, model)


def _leads(blocks: Sequence[Block], looks: Matrix, body: Matrix, between: range) -> set[int]:
    """Find the paragraphs between title and body that open the article though a list parts them from it.

    There a menu has no whole sentence of that length, and a dateline speaks for itself.
    """
    ends, size, removing, repeats = (
        looks[:, Look._fields.index(name)] for name in ("ends", "size", "removing", "repeats")
    )
    may = (size >= LEAST_LEAD) & (ends > 0) & (removing == 0) & (repeats == 0)
    return {
        number
        for number in between
        if may[number] and (body[number] >= LEAD or datelines.leading(blocks[number].plain))
    }


def _head(start: int, title: int | None) -> range:
    """Give the blocks of the head: from a little above the title down to the body."""
    return range(max(0, start - ABOVE_BODY if title is None else title - ABOVE_TITLE), start)


def is_body(looks: Matrix, body: Matrix) -> Matrix:
    """Tell which blocks are body: by their score, or as sentences near one of body that nearly have it.

    A paragraph lost at the edge of a body is worse than one too many.
    """
    look = dict(zip(Look._fields, looks.T, strict=True))
    may_join = (look["ends"] > 0) & (look["size"] >= LEAST_JOINING) & (look["removing"] == 0)
    may_join &= (look["is_item"] == 0) & (look["repeats"] == 0) & (body >= JOINING)
    kept = body >= BODY
    for order in (1, -1):
        last: int | None = None
        for number in np.flatnonzero(kept | may_join)[::order].tolist():
            if kept[number] or (last is not None and abs(number - last) <= NEAR_BODY):
                kept[number], last = True, number
    return kept


def body_start(blocks: Sequence[Block], body: Matrix) -> int | None:
    """Find the first prose of the body, or its first block where none is prose; None without a body."""
    kept = np.flatnonzero(body >= BODY).tolist()
    return next((number for number in kept if is_prose(blocks[number].plain)), kept[0] if kept else None)


def _other(block: Block, rule: Rule | None, *, is_above: bool) -> Decision:
    """Decide a block outside the body: by its words if they tell, else by its place and length."""
    if rule and VERDICTS[rule.label] == "removed":
        return Decision(rule.label, rule.rule_id)
    return NAVIGATION if is_above or size_of(block.plain) < LEAST_TEASER else RELATED


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
