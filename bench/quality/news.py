"""News of 400 US outlets as an extractor left it: with title, byline and date put above it, and without.

What the collector recorded is weak: authors may be sections, editors or sources, days may be those of
collecting. So these figures compare versions of copydesk; their height says little.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from bench.quality import metadata
from bench.quality.cases import Case, records, run
from bench.quality.people import is_person, split_names
from bench.quality.report import Report

FILE: Final = "us_news_8k.jsonl.gz"

_SILENCE: Final = (
    *("documents", "untitled_documents", "false_titles", "authorless_documents", "false_authors"),
    *("undated_documents", "false_dates"),
)


def with_head(sample: int) -> Report:
    """Score title, authors and date where each stands on a line of its own above the text."""
    return _measure(_case(n, record, _head(record)) for n, record in enumerate(records(FILE, sample)))


def without_head(sample: int) -> Report:
    """Score the silence on what the text alone does not show; what it happens to name is no byline."""
    report = _measure(_case(n, record, "") for n, record in enumerate(records(FILE, sample)))
    errors = tuple(error for error in report.errors if ("done", "false") in error.known)
    return Report({name: value for name, value in report.figures.items() if name in _SILENCE}, errors=errors)


def _measure(cases: Iterator[Case]) -> Report:
    outcomes = run(case for case in cases if case.text.strip())
    return Report({"documents": float(len(outcomes))}).plus(metadata.measure(outcomes))


def _case(number: int, record: dict[str, Any], head: str) -> Case:
    gold = {"title": record["title"], "author": record["authors"], "date": record["date"]}
    return Case(f"{number}.txt", head + record["content_original"], gold)


def _head(record: dict[str, Any]) -> str:
    """Write title, byline of persons and date as papers do: "By A, B and C", "June 30, 2020"."""
    names = [name for name in split_names(record["authors"] or "") if is_person(name)]
    lines = [" ".join((record["title"] or "").split())]
    if names:
        lines.append("By " + " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names))
    try:
        day = date.fromisoformat((record["date"] or "")[:10])
        lines.append(f"{_MONTH_NAMES[day.month - 1]} {day.day}, {day.year}")
    except ValueError:
        pass
    return "".join(f"{line}\n\n" for line in lines if line)


_MONTH_NAMES: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
