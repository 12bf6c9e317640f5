"""What was decided about a block, and the decisions that its own words are enough for."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from copydesk.clean.shapes import is_sentence
from copydesk.metadata import bylines, dates, stamps
from copydesk.metadata.names import is_desk
from copydesk.model import Block
from copydesk.rules import Groups, RuleSet


class Decision(NamedTuple):
    """A label and the id of the rule that gave it."""

    label: str
    rule_id: str


BODY: Final = ("anywhere",)
"""The places of a block in the middle of a body."""

NONE: Final = Decision("", "")
"""Stands for a block that nothing has decided yet."""


def by_rule(block: Block, rules: RuleSet, places: Sequence[str]) -> Decision | None:
    """Decide a block by the rules; a byline or date must also hold a name or a date.

    A rule that may act anywhere leaves whole sentences alone: in the middle of a body they are body.
    """
    is_whole = is_sentence(block.plain)
    if is_whole and places == BODY:
        return None
    rule = rules.match(block.plain, places)
    if rule is None or (rule.where == "anywhere" and is_whole):
        return None
    if rule.label == "byline" and (is_whole or not _is_signature(rule.groups(block.plain)["authors"][0])):
        return None
    if rule.label == "date" and not _is_stamp(rule.groups(block.plain)):
        return None
    return Decision(rule.label, rule.rule_id)


def _is_stamp(groups: Groups) -> bool:
    stamp = groups.get("published") or groups.get("updated")
    return stamp is not None and dates.find(stamp[0]) is not None


def _is_signature(text: str) -> bool:
    signed = bylines.read(text)
    return signed.is_signed or is_desk(text)


def dated(block: Block) -> Decision | None:
    """Decide a block that is dates and what announces them; it comes first, since dates look like numbers."""
    return Decision("date", "edge.date.line") if stamps.is_stamp(block.plain) else None
