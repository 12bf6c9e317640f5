"""The tail of an article: everything below the last prose, read from the end upwards."""

from collections.abc import Sequence
from typing import Final

from copydesk.clean.decisions import Decision, by_rule, dated
from copydesk.clean.shapes import ends_sentence, is_link, is_prose
from copydesk.model import Block
from copydesk.rules import RuleSet
from copydesk.rules.words import words

PLACES: Final = ("anywhere", "tail", "edge")
LONGEST_FOLLOWER: Final = 160
"""Characters. A longer block below a contact or newsletter line is not its continuation."""

_FOLLOWED: Final = frozenset({"contact", "newsletter", "related", "share", "promo"})


def read_tail(
    blocks: Sequence[Block], first: int, authors: Sequence[str], rules: RuleSet
) -> dict[int, Decision]:
    """Decide the blocks of the tail.

    Arguments: all blocks of a document; the number of the first block below the head; who signed
        the article; the rules.
    Returns: decisions by the number of the block. The walk ends at the first block from below that
        nothing speaks for and that is not left to its neighbours.
    """
    decisions: dict[int, Decision] = {}
    waiting: list[int] = []
    for number in range(len(blocks) - 1, first - 1, -1):
        decision = _decide(blocks[number], authors, rules)
        if decision:
            decisions[number] = decision
            decisions |= _followers(waiting, decision)
            waiting = []
        elif _can_follow(blocks[number]):
            waiting.append(number)
        else:
            break
    return decisions


def _decide(block: Block, authors: Sequence[str], rules: RuleSet) -> Decision | None:
    decision = dated(block) or by_rule(block, rules, PLACES)
    if decision is None and block.markup == "break":
        return Decision("page_furniture", "markup.break")
    if decision is None and _is_biography(block.plain, authors):
        return Decision("author_bio", "tail.author_bio.byline_name")
    return decision


def _is_biography(plain: str, authors: Sequence[str]) -> bool:
    """Tell whether a block at the end speaks of somebody who signed at the top."""
    for name in authors:
        if plain.startswith(name + " ") and plain[len(name) + 1 :].split(maxsplit=1)[0] in words(
            "biography_verbs"
        ):
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
