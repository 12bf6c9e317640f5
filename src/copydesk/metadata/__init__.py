"""Metadata with evidence: what every labelled block says, and which word is taken.

Unknown is an answer (law 2): a field without evidence stays empty. Two sources that disagree are
both evidence; ``METHODS`` in ``choice`` is the order in which they are believed.
"""

from collections.abc import Iterator
from typing import Final

from copydesk.metadata import elsewhere, front_matter, near_title
from copydesk.metadata.choice import choose
from copydesk.metadata.evidence import lead_evidence, of_block, of_front_matter
from copydesk.model import Draft, Evidence
from copydesk.rules import load_rules

_FALLBACKS: Final = frozenset({"path_date", "updated_line"})
"""Dates that one found away from the title is better than, or may be."""


def read_metadata(draft: Draft) -> Draft:
    """Gather the evidence of a labelled draft and choose the metadata from it (stage)."""
    gathered = [*draft.document.hints, *draft.evidence, *_gather(draft)]
    gathered += elsewhere.read(draft, {row.field for row in gathered if row.method not in _FALLBACKS})
    evidence, metadata = choose(gathered)
    return draft._replace(evidence=evidence, metadata=metadata)


def _gather(draft: Draft) -> Iterator[Evidence]:
    rules = load_rules()
    for block in draft.blocks:
        if block.markup == front_matter.MARKUP:
            yield from of_front_matter(draft, block)
        elif block.rule_id != "shape.paragraph":  # which says nothing about the article
            yield from of_block(draft, block, rules.by_id(block.rule_id))
    yield from lead_evidence(draft)
    yield from near_title.read(draft)
