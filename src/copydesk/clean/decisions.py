"""What was decided about a block, and the decisions that its own words are enough for."""

import re
from functools import cache
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


_OTHER_SCRIPT: Final = re.compile("[\u0370-\u1fff\u2e80-\uffff]")
"""Letters and digits of scripts beside the Latin one: dates, names and datelines have other forms there."""


def of_other_script(plain: str) -> bool:
    """Tell whether a text holds letters or digits of a script beside the Latin one."""
    return not plain.isascii() and _OTHER_SCRIPT.search(plain) is not None


def may_hold_date(plain: str) -> bool:
    """Tell at little cost whether a line can hold a date: most hold no year and are in Latin script.

    >>> may_hold_date("Docks close in 2024"), may_hold_date("民國113年3月3日"), may_hold_date("“Docks close”")
    (True, True, False)
    """
    return len(plain) <= dates.LONGEST_LINE and (dates.has_year(plain) or of_other_script(plain))


def by_rule(block: Block, rules: RuleSet, places: tuple[str, ...]) -> Decision | None:
    """Decide a block by the rules; a byline or date must also hold a name or a date.

    A rule that may act anywhere leaves whole sentences alone: in the middle of a body they are body.
    """
    plain = block.plain
    is_whole = is_sentence(plain)
    if is_whole and rules.match(plain, _beside_body(places)) is None:
        return None
    rule = rules.match(plain, places)
    if rule is None or (rule.where == "anywhere" and is_whole):
        return None
    if rule.label == "byline" and (is_whole or not _is_signature(rule.groups(plain)["authors"][0])):
        return None
    if rule.label == "date" and not _is_stamp(rule.groups(plain)):
        return None
    return Decision(rule.label, rule.rule_id)


@cache
def _beside_body(places: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(place for place in places if place not in BODY)


def _is_stamp(groups: Groups) -> bool:
    stamp = groups.get("published") or groups.get("updated")
    return stamp is not None and dates.find(stamp[0]) is not None


def _is_signature(text: str) -> bool:
    signed = bylines.read(text)
    return signed.is_signed or is_desk(text)


def dated(block: Block) -> Decision | None:
    """Decide a block that is dates and what announces them; it comes first, since dates look like numbers."""
    plain = block.plain
    return Decision("date", "edge.date.line") if may_hold_date(plain) and stamps.is_stamp(plain) else None
