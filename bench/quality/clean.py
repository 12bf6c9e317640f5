"""Clean articles, from which nothing of the body may be removed."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from bench.quality import metadata
from bench.quality.bodies import LINE_WORDS
from bench.quality.cases import Case, Outcome, records, run
from bench.quality.labels import known_of
from bench.quality.report import Error, Report

FILE: Final = "sentences_gold/gum_half.jsonl.gz"
GENRES: Final = frozenset({"news", "essay", "speech", "interview"})
MASKED: Final = "reddit"
"""The genre whose words are masked with underscores."""

QUOTES: Final = ('"', "“", "”", "„", "«", "»", "‘")


def _paragraphs(record: dict[str, Any]) -> list[str]:
    return [" ".join(" ".join(sentences).split()) for sentences in record["paras"]]


def _case(number: int, record: dict[str, Any]) -> Case:
    about = record["meta"]
    gold = {"title": about.get("title"), "author": about.get("author"), "date": about.get("dateCreated")}
    paragraphs = _paragraphs(record)
    return Case(f"{number}.txt", "\n\n".join(paragraphs), {**gold, "paragraphs": paragraphs})


def bodies(sample: int) -> Report:
    """Count the paragraphs of articles that were removed; what became metadata is counted apart."""
    chosen = [record for record in records(FILE) if record["genre"] in GENRES][::sample]
    outcomes = run(_case(number, record) for number, record in enumerate(chosen))
    counts: Counter[str] = Counter()
    lost: list[Error] = []
    for outcome in outcomes:
        for paragraph, verdicts, errors in _fates(outcome):
            kinds = ["all", "prose" if len(paragraph.split()) >= LINE_WORDS else "short"]
            kinds += ["quoted"] * paragraph.startswith(QUOTES)
            counts.update(kinds)
            if "removed" in verdicts:
                counts.update(f"lost_{kind}" for kind in kinds)
                lost += errors
            elif verdicts == {"metadata"}:
                counts["as_metadata"] += 1
    return Report(_figures(counts, len(outcomes)), errors=tuple(lost))


def _fates(outcome: Outcome) -> Iterator[tuple[str, set[str], list[Error]]]:
    """Yield each paragraph with the verdicts on its blocks and an error for each block removed."""
    blocks = [block for part in outcome.parts for block in part.draft.blocks]
    start = 0
    for paragraph in outcome.case.gold["paragraphs"]:
        end = start + len(paragraph)
        inside = [n for n, block in enumerate(blocks) if block.start < end and start < block.end]
        removed = [
            Error(
                known_of(blocks[n], n, len(blocks)),
                len(blocks[n].plain),
                f"{outcome.case.name} · {paragraph}",
            )
            for n in inside
            if blocks[n].verdict == "removed"
        ]
        yield paragraph, {blocks[n].verdict for n in inside}, removed
        start = end + len("\n\n")


def _figures(counts: Counter[str], documents: int) -> dict[str, float]:
    figures = {"documents": float(documents)}
    for kind, name in (
        ("prose", "paragraphs"),
        ("all", "all_paragraphs"),
        ("short", "short"),
        ("quoted", "quoted"),
    ):
        figures[name] = float(counts[kind])
        figures[f"{name}_lost_per_1000"] = 1000 * counts[f"lost_{kind}"] / max(counts[kind], 1)
    return figures | {"as_metadata": float(counts["as_metadata"])}


def fields(sample: int) -> Report:
    """Score title, author and date of all genres but the masked one."""
    chosen = [record for record in records(FILE) if record["genre"] != MASKED][::sample]
    outcomes = run(_case(number, record) for number, record in enumerate(chosen))
    return Report({"documents": float(len(outcomes))}).plus(metadata.measure(outcomes))
