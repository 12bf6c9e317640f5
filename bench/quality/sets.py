"""The sets that are measured, by name."""

from collections.abc import Iterable, Iterator
from typing import Final

from bench.quality import pages
from bench.quality.cases import Report

NAMES: Final = tuple(pages.FILES)


def measure(names: Iterable[str], sample: int) -> Iterator[tuple[str, Report]]:
    """Measure sets, one after the other."""
    for name in names:
        yield name, pages.measure(name, pages.outcomes_of(name, sample))
