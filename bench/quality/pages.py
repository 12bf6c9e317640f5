"""Flattened web pages: the body that comes out, beside the page as it is and its long lines."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

from bench.quality.bodies import long_lines, score
from bench.quality.cases import Case, Outcome, records, run
from bench.quality.labels import account
from bench.quality.report import Report

FILES: Final = {
    "wcxb_dev": ("rawtext_gold/wcxb_dev.jsonl.gz", "raw_text", "txt"),
    "wcxb_dev_md": ("rawtext_gold/wcxb_dev.jsonl.gz", "raw_md", "md"),
    "daniel_half": ("rawtext_gold/daniel_half.jsonl.gz", "raw_text", "txt"),
    "readability": ("rawtext_gold/readability.jsonl.gz", "raw_text", "txt"),
}
"""Set to its file, the field of a record that is the input, and the ending that input gets."""

HALF_WAY: Final = frozenset({"daniel_half"})
"""Sets whose target is half of the distance from the better baseline to 1."""


def outcomes_of(name: str, sample: int) -> list[Outcome]:
    """Process the pages of a set."""
    file, field, ending = FILES[name]
    return run(
        Case(f"{number}.{ending}", record[field], _gold(record))
        for number, record in enumerate(records(file, sample))
    )


def _gold(record: dict[str, Any]) -> dict[str, Any]:
    return {**record["gold"], "language": record["lang"]}


def measure(name: str, outcomes: Sequence[Outcome]) -> Report:
    """Score bodies, each language of ``daniel_half`` by itself too, and weigh the labels."""
    figures = {"documents": float(len(outcomes))} | _scores(outcomes)
    if name in HALF_WAY:
        by_language: dict[str, list[Outcome]] = defaultdict(list)
        for outcome in outcomes:
            by_language[outcome.case.gold["language"]].append(outcome)
        for language, part in sorted(by_language.items()):
            figures |= {f"{language}_{key}": value for key, value in _scores(part).items()}
        figures["target_f1"] = (1 + max(figures["raw_f1"], figures["long_lines_f1"])) / 2
    figures |= _snippets(outcomes)
    return Report(figures, worst=_worst(outcomes)).plus(account(outcomes))


def _worst(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    scored = [(score([(outcome.case.gold["body"], outcome.body)]), outcome.case) for outcome in outcomes]
    return tuple(
        f"{case.name} · P {one.precision:.2f} R {one.recall:.2f} F1 {one.f1:.2f} · {case.gold['body'][:80]!r}"
        for one, case in sorted(scored, key=lambda pair: (pair[0].f1, pair[1].name))
    )


def _scores(outcomes: Sequence[Outcome]) -> dict[str, float]:
    bodies = [outcome.case.gold["body"] for outcome in outcomes]
    texts = [outcome.case.text for outcome in outcomes]
    found = score(zip(bodies, [outcome.body for outcome in outcomes], strict=True))
    return {
        "raw_f1": score(zip(bodies, texts, strict=True)).f1,
        "long_lines_f1": score(zip(bodies, map(long_lines, texts), strict=True)).f1,
        "precision": found.precision,
        "recall": found.recall,
        "f1": found.f1,
    }


def _snippets(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Share of the gold's own spot checks that hold: what must be in the body, what must not."""
    kept = [_stands(text, one) for one in outcomes for text in one.case.gold.get("with", ())]
    gone = [not _stands(text, one) for one in outcomes for text in one.case.gold.get("without", ())]
    if not kept or not gone:
        return {}
    return {"with_kept": sum(kept) / len(kept), "without_gone": sum(gone) / len(gone)}


def _stands(text: str, outcome: Outcome) -> bool:
    return " ".join(text.split()) in " ".join(outcome.body.split())
