"""The tail of an article: everything below the last prose, read from the end upwards."""

from collections.abc import Sequence
from typing import Final

from copydesk.clean.decisions import Decision, by_rule, dated
from copydesk.clean.shapes import ends_sentence, is_link, is_prose, is_sentence
from copydesk.model import Block
from copydesk.rules import RuleSet
from copydesk.rules.words import words

PLACES: Final = ("anywhere", "tail", "edge")
LONGEST_FOLLOWER: Final = 160
"""Characters. A longer block below a contact or newsletter line is not its continuation."""

LINK_RULE: Final = "link.alone"
"""The rule that knows a link and not whose: what stands above it may know better."""

_STRONG: Final = frozenset({"contact", "newsletter", "copyright", "author_bio", "promo"})
_FOLLOWED: Final = frozenset({"contact", "newsletter", "related", "share", "promo"})


def read_tail(
    blocks: Sequence[Block], first: int, authors: Sequence[str], rules: RuleSet
) -> dict[int, Decision]:
    """Decide the blocks of the tail.

    Arguments: all blocks of a document; the number of the first block below the head; who signed
        the article; the rules.
    Returns: decisions by the number of the block. The walk goes up from the end. It leaves short
        blocks to what stands above them, looks past one sentence that nothing speaks for if
        furniture stands right above it, and ends at the next.
    """
    decisions: dict[int, Decision] = {}
    waiting: list[int] = []
    may_pass = True
    for number in range(len(blocks) - 1, first - 1, -1):
        decision = _decide(blocks, number, authors, rules)
        if decision and decision.rule_id != LINK_RULE:
            decisions[number] = decision
            decisions |= _followers(waiting, decision)
            waiting = []
        elif decision or _can_follow(blocks[number]):
            waiting.append(number)
            decisions |= {number: decision} if decision else {}
        elif may_pass and number - 1 >= first and _is_strong(_decide(blocks, number - 1, authors, rules)):
            may_pass, waiting = False, []
        else:
            break
    return decisions


def _is_strong(decision: Decision | None) -> bool:
    return decision is not None and decision.label in _STRONG


def _decide(blocks: Sequence[Block], number: int, authors: Sequence[str], rules: RuleSet) -> Decision | None:
    block = blocks[number]
    if dated(block):
        return _date_at_end(blocks, number)
    decision = by_rule(block, rules, PLACES)
    if decision is None and block.markup == "break":
        return Decision("page_furniture", "markup.break")
    if decision is None and _is_biography(block.plain, authors):
        return Decision("author_bio", "tail.author_bio.byline_name")
    if decision is None and not authors and not is_sentence(block.plain):
        signed = by_rule(block, rules, ("head",))
        return signed if signed and signed.label == "byline" else None
    return decision


def _date_at_end(blocks: Sequence[Block], number: int) -> Decision | None:
    """Decide a bare date in the tail: below a sentence it dates the article, below a link another."""
    above = blocks[number - 1].plain if number else ""
    return Decision("date", "edge.date.line") if ends_sentence(above) else None


def _is_biography(plain: str, authors: Sequence[str]) -> bool:
    """Tell whether a block at the end speaks of somebody who signed at the top."""
    for name in authors:
        behind = plain[len(name) :] if plain.startswith(name) else ""
        verb = behind.split(maxsplit=1)[:1]
        if behind.startswith(", ") or (verb and verb[0] in words("biography_verbs")):
            return True
    return False


def _can_follow(block: Block) -> bool:
    """Tell whether a block may belong to the furniture above it: an address, a link, a short line."""
    if len(block.plain) > LONGEST_FOLLOWER:
        return False
    return is_link(block.plain) or not (is_prose(block.plain) or ends_sentence(block.plain))


def _followers(waiting: Sequence[int], above: Decision) -> dict[int, Decision]:
    """Give the blocks that waited below a decided one its label, if that label can go on."""
    if above.label not in _FOLLOWED:
        return {}
    return dict.fromkeys(waiting, Decision(above.label, f"tail.{above.label}.follows"))
