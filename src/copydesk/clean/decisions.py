"""What was decided about a block, and the decisions that its own words are enough for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from copydesk.clean.shapes import is_sentence
from copydesk.metadata import bylines, dates
from copydesk.metadata.names import is_desk
from copydesk.model import Block
from copydesk.rules import RuleSet


@dataclass(frozen=True, slots=True)
class Decision:
    """A label and the id of the rule that gave it."""

    label: str
    rule_id: str


NONE: Final = Decision("", "")
"""Stands for a block that nothing has decided yet."""


def by_rule(block: Block, rules: RuleSet, places: Sequence[str]) -> Decision | None:
    """Decide a block by the rules; a byline or date must also hold a name or a date.

    A rule that may act anywhere leaves whole sentences alone: in the middle of a body they are body.
    """
    rule = rules.match(block.plain, places)
    if rule is None or (rule.where == "anywhere" and is_sentence(block.plain)):
        return None
    groups = rule.groups(block.plain)
    if rule.label == "byline" and (is_sentence(block.plain) or not _is_signature(groups["authors"][0])):
        return None
    stamp = groups.get("published") or groups.get("updated")
    if rule.label == "date" and not (stamp and dates.find(stamp[0])):
        return None
    return Decision(rule.label, rule.rule_id)


def _is_signature(text: str) -> bool:
    signed = bylines.read(text)
    return signed.is_signed or is_desk(text)


def dated(block: Block) -> Decision | None:
    """Decide a block that is a date and nothing else; it comes first, since dates look like numbers."""
    return Decision("date", "edge.date.line") if dates.whole(block.plain) else None
