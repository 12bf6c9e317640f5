"""The sets that are measured, by name."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from bench.quality import clean, metadata, news, offices, pages, releases, seeds
from bench.quality.cases import DATA
from bench.quality.report import Report

WITH_METADATA: Final = frozenset({"wcxb_dev", "wcxb_dev_md"})
"""The sets of pages whose gold speaks of titles, authors and dates."""


class Measured(NamedTuple):
    """A set: the file it needs, and what measures every ``sample``-th of its documents."""

    file: Path
    measure: Callable[[int], Report]


def _pages(name: str, sample: int) -> Report:
    outcomes = pages.outcomes_of(name, sample)
    report = pages.measure(name, outcomes)
    return report.plus(metadata.measure(outcomes)) if name in WITH_METADATA else report


SETS: Final = {
    **{name: Measured(DATA / file, partial(_pages, name)) for name, (file, _, _) in pages.FILES.items()},
    "clean_articles": Measured(DATA / clean.FILE, clean.bodies),
    "gum_half": Measured(DATA / clean.FILE, clean.fields),
    "press_releases": Measured(DATA / releases.FILE, releases.measure),
    "press_offices": Measured(DATA / offices.FILE, offices.measure),
    "us_news": Measured(DATA / news.FILE, news.with_head),
    "us_news_alone": Measured(DATA / news.FILE, news.without_head),
    "seeds": Measured(seeds.GOLD, seeds.measure),
}
"""Name of a set to how it is measured."""


def measure(names: Iterable[str], sample: int) -> Iterator[tuple[str, Report | None]]:
    """Measure sets, one after the other; None in place of one whose file is not here.

    Figures are rounded to four places, which is what is written and compared.
    """
    for name in names:
        one = SETS[name]
        yield name, _rounded(one.measure(sample)) if one.file.is_file() else None


def _rounded(report: Report) -> Report:
    def four(figures: dict[str, float]) -> dict[str, float]:
        return {key: round(value, 4) for key, value in figures.items()}

    table = {name: four(row) for name, row in report.table.items()}
    return Report(four(report.figures), table, report.errors, report.worst)
