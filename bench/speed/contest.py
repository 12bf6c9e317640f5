"""Rounds in which copydesk and others take turns on the same articles, so that noise meets all of them."""

import importlib.util
import shutil
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from bench.speed.measure import Usage, run

OURS: Final = {
    "copydesk, 1 worker": (1, False),
    "copydesk, 2 workers": (2, False),
    "copydesk, 1 worker, words indexed": (1, True),
}
"""Runs of copydesk: workers, and whether words are indexed for ``copydesk search``. No other has an index."""

OTHERS: Final = {
    "stock_script": ("bench.speed.stock", "pysbd"),
    "datatrove": ("bench.speed.trove", "datatrove"),
}
"""What copydesk is measured against: the module that runs it and the package that it needs."""


class Spread(NamedTuple):
    """Median, least and greatest of the rounds."""

    median: float
    least: float
    greatest: float


class Share(NamedTuple):
    """How many articles a contender is given: few for the slow ones."""

    copydesk: int
    stock_script: int
    datatrove: int


def spread(values: Sequence[float]) -> Spread:
    """Return the spread of the values, to four digits."""
    return Spread(*(float(f"{f(values):.4g}") for f in (statistics.median, min, max)))


def run_copydesk(raw: Path, warehouse: Path, workers: int, full_text: bool = True) -> Usage:
    """Run the command over ``raw`` as a user would; what lies in ``warehouse`` stays for the next run.

    ``full_text``: with the index of words that ``copydesk search`` looks up.
    """
    places = ["--raw", str(raw), "--warehouse", str(warehouse)]
    command = ["-m", "copydesk", "run", "--quiet", "--workers", str(workers), *places]
    return run(command, COPYDESK_FULL_TEXT=str(full_text).lower())


def rounds(raw: Path, share: Share, work: Path, count: int) -> dict[str, list[Usage]]:
    """Let everybody who is installed run ``count`` times, in turns; usages by contender."""
    found: dict[str, list[Usage]] = {}
    for _ in range(count):
        for name, (workers, full_text) in OURS.items():
            found.setdefault(name, []).append(run_copydesk(raw, work / "warehouse", workers, full_text))
            shutil.rmtree(work / "warehouse")
        for name, (module, package) in OTHERS.items():
            if importlib.util.find_spec(package) is None:
                continue
            place = work / name
            usage = run(["-m", module, str(raw), str(place), str(getattr(share, name))])
            found.setdefault(name, []).append(usage)
            shutil.rmtree(place) if place.is_dir() else place.unlink()
    return found


def results(found: dict[str, list[Usage]], share: Share) -> dict[str, object]:
    """Return what the rounds say: medians by name, their spreads below ``spreads``, costs by contender."""
    one, two = (found[name] for name in list(found)[:2])
    spreads = {
        "cpu_ms_per_article": spread([1e3 * usage.cpu_s / share.copydesk for usage in one]),
        "articles_per_second": spread([share.copydesk / usage.wall_s for usage in two]),
        "speed_up_two_workers": spread([a.wall_s / b.wall_s for a, b in zip(one, two, strict=True)]),
    }
    for name in OTHERS:
        if name in found:
            pairs = zip(found[name], one, strict=True)
            ratios = [_each(theirs, name, share) / _each(ours, "copydesk", share) for theirs, ours in pairs]
            spreads[f"ratio_to_{name}"] = spread(ratios)
    return {
        **{name: one.median for name, one in spreads.items()},
        "spreads": {name: one._asdict() for name, one in spreads.items()},
        "contenders": {name: _costs(usages, name, share) for name, usages in found.items()},
    }


def _articles(name: str, share: Share) -> int:
    return int(getattr(share, name, share.copydesk))


def _each(usage: Usage, name: str, share: Share) -> float:
    return usage.cpu_s / _articles(name, share)


def _costs(usages: Sequence[Usage], name: str, share: Share) -> dict[str, object]:
    articles = _articles(name, share)
    return {
        "articles": articles,
        "cpu_ms_per_article": spread([1e3 * usage.cpu_s / articles for usage in usages])._asdict(),
        "articles_per_second": spread([articles / usage.wall_s for usage in usages])._asdict(),
        "peak_mb": spread([usage.peak_mb for usage in usages])._asdict(),
    }
