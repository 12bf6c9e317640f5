"""What each label took away or kept, in blocks and characters, and how much of it the gold body holds."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable

from bench.quality.bodies import LINE_WORDS, TOKEN, Gold
from bench.quality.cases import Outcome
from bench.quality.report import Error, Figures, Report, Table
from copydesk.model import VERDICTS, Block

PLACE_PARTS = 10
"""Head and tail are the first and the last tenth of a document's blocks, at least three each."""


def account(outcomes: Iterable[Outcome]) -> Report:
    """Weigh the blocks of documents against their gold bodies.

    Characters are those of words: what has none (rules, bullets) is neither right nor wrong.

    Returns: figures ``removal_precision`` (of the characters taken out of the body, the share that the gold
        does not hold) and ``removal_recall`` (of those that it does not hold, the share taken out); a row
        per label; the lines in error, longest first.
    """
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    errors: list[Error] = []
    for outcome in outcomes:
        gold = Gold(outcome.case.gold["body"])
        blocks = list(outcome.blocks)
        for number, block in enumerate(blocks):
            size = len("".join(TOKEN.findall(block.plain)))
            if not size:
                continue
            is_gold = gold.holds(block.plain)
            row = rows[block.label]
            row["blocks"] += 1
            row["chars"] += size
            row["in_gold"] += is_gold
            row["chars_in_gold"] += size * is_gold
            if is_gold != (block.verdict == "kept"):
                known = (*known_of(block, number, len(blocks)), *_spoken(block, outcome.language))
                errors.append(Error(known, size, f"{outcome.case.name} · {block.plain[:120]}"))
    errors.sort(key=lambda one: (-one.size, one.text))
    return Report(_figures(rows), _table(rows), tuple(errors))


def known_of(block: Block, number: int, count: int) -> tuple[tuple[str, str], ...]:
    """Say of a block in error what was done, where, how long it is and which rule decided.

    Arguments: the block, its number among the blocks of its document, and their count.
    """
    edge = max(3, count // PLACE_PARTS)
    return (
        ("done", "kept" if block.verdict == "kept" else "removed"),
        ("place", "head" if number < edge else "tail" if number >= count - edge else "middle"),
        ("length", "long" if len(block.plain.split()) >= LINE_WORDS else "short"),
        ("label", block.label),
        ("rule", block.rule_id),
    )


def _spoken(block: Block, language: str) -> tuple[tuple[str, str], ...]:
    letter = next((char for char in block.plain if char.isalpha()), None)
    script = unicodedata.name(letter, "?").split()[0].lower() if letter else "none"
    return (("language", language.partition("-")[0]), ("script", script))


def _figures(rows: dict[str, Counter[str]]) -> Figures:
    out = [row for label, row in rows.items() if VERDICTS[label] != "kept"]
    taken = sum(row["chars"] for row in out)
    rightly = taken - sum(row["chars_in_gold"] for row in out)
    foreign = sum(row["chars"] - row["chars_in_gold"] for row in rows.values())
    return {"removal_precision": rightly / max(taken, 1), "removal_recall": rightly / max(foreign, 1)}


def _table(rows: dict[str, Counter[str]]) -> Table:
    whole = max(sum(row["chars"] for row in rows.values()), 1)
    table = {}
    for label in sorted(rows, key=lambda name: list(VERDICTS).index(name)):
        row = rows[label]
        share = row["chars_in_gold"] / max(row["chars"], 1)
        table[label] = {
            "blocks": float(row["blocks"]),
            "share": row["chars"] / whole,
            "right": share if VERDICTS[label] == "kept" else 1 - share,
            "wrong_blocks": float(
                row["blocks"] - row["in_gold"] if VERDICTS[label] == "kept" else row["in_gold"]
            ),
        }
    return table
