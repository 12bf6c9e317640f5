"""What each label took away or kept, in blocks and characters, and how much of it the gold body holds."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from bench.quality.bodies import LINE_WORDS, TOKEN, Gold
from bench.quality.cases import Outcome, Report
from copydesk.model import VERDICTS, Block

PLACE_PARTS = 10
"""Head and tail are the first and the last tenth of a document's blocks, at least three each."""


def account(outcomes: Iterable[Outcome]) -> Report:
    """Weigh the blocks of documents against their gold bodies.

    Characters are those of words: what has none (rules, bullets) is neither right nor wrong.

    Returns: figures ``removal_precision`` (of the characters taken out of the body, the share that the gold
        does not hold) and ``removal_recall`` (of those that it does not hold, the share taken out); a row
        per label; classes of error by place, length and rule; the lines in error.
    """
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    classes: Counter[str] = Counter()
    shown: list[tuple[int, str]] = []
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
                name = error_class(block, number, len(blocks))
                classes[name] += 1
                shown.append((size, f"{name} · {outcome.case.name} · {block.plain[:120]}"))
    shown.sort(key=lambda one: (-one[0], one[1]))
    return Report(_figures(rows), _table(rows), dict(classes), tuple(text for _, text in shown))


def error_class(block: Block, number: int, count: int) -> str:
    """Name an error by what was done, where, how long the line is and which rule decided."""
    done = "kept" if block.verdict == "kept" else "removed"
    edge = max(3, count // PLACE_PARTS)
    place = "head" if number < edge else "tail" if number >= count - edge else "middle"
    length = "long" if len(block.plain.split()) >= LINE_WORDS else "short"
    return f"{done} · {place} · {length} · {block.label} · {block.rule_id}"


def _figures(rows: dict[str, Counter[str]]) -> dict[str, float]:
    out = [row for label, row in rows.items() if VERDICTS[label] != "kept"]
    taken = sum(row["chars"] for row in out)
    rightly = taken - sum(row["chars_in_gold"] for row in out)
    foreign = sum(row["chars"] - row["chars_in_gold"] for row in rows.values())
    return {"removal_precision": rightly / max(taken, 1), "removal_recall": rightly / max(foreign, 1)}


def _table(rows: dict[str, Counter[str]]) -> dict[str, dict[str, float]]:
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
