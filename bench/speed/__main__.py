"""Measure what copydesk costs: ``python -m bench.speed [--quick] [--folder DIR]``, or ``make bench``.

Writes ``bench/speed.json``, the tables of ``docs/performance.md`` and its picture. ``--quick`` measures
little, on made-up news, and writes its figures to the folder alone.
"""

import argparse
import importlib.util
import json
import platform
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, NamedTuple

from bench.marks import write_into
from bench.speed import corpora, pages
from bench.speed.contest import Share, results, rounds, run_copydesk
from bench.speed.growth import growth
from bench.speed.measure import ROOT

PACKAGES: Final = ("duckdb", "pyarrow", "numpy", "google-re2", "langdetect", "pysbd", "datatrove", "spacy")


class Scale(NamedTuple):
    """How much is measured."""

    share: Share
    rounds: int
    sizes: tuple[int, ...]
    releases: int


FULL: Final = Scale(Share(9_000, 100, 400), rounds=3, sizes=(1_000, 10_000, 100_000), releases=5_000)
QUICK: Final = Scale(Share(120, 5, 20), rounds=1, sizes=(60, 120), releases=0)


def main(arguments: list[str] | None = None) -> int:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="little, on made-up news")
    parser.add_argument("--folder", type=Path, help="where corpora and warehouses lie meanwhile")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(dir=options.folder) as work:
        figures = measure(QUICK if options.quick else FULL, Path(work))
    text = json.dumps(figures, indent=1, ensure_ascii=False) + "\n"
    place = (options.folder or Path(tempfile.gettempdir())) / "speed.json"
    place.write_text(text, encoding="utf-8")  # before anything can go wrong with showing them
    shown = "\n\n".join(pages.tables(figures).values())
    print(shown)
    if options.quick:
        print(f"\nfigures: {place}")
        return 0
    (ROOT / "bench" / "speed.json").write_text(text, encoding="utf-8")
    write_into(ROOT / "docs" / "performance.md", pages.tables(figures))
    pages.draw(figures, ROOT / "docs" / "performance.svg")
    return 0


def measure(scale: Scale, work: Path) -> dict[str, Any]:
    """Return all figures, in the order in which they are measured."""
    real = scale is FULL and corpora.NEWS.exists()
    make = corpora.real_news if real else corpora.made_up
    raw = make(scale.share.copydesk, work / "news")
    found = results(rounds(raw, scale.share, work, scale.rounds), scale.share)
    measured = _stages(raw)
    return {
        "machine": machine(),
        "corpus": f"{'real' if real else 'made-up'} news, {scale.share.copydesk} articles of some 600 words",
        **found,
        "press_releases": _releases(scale.releases, work),
        "bytes_per_article": round(measured["bytes_per_article"]),
        "stages": pages.stages_of(measured),
        "floors": {name: round(micro, 2) for name, micro in measured["floors"].items()},
        "growth": growth(scale.sizes, work),
    }


def _stages(raw: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.speed.stages", str(raw)]
    done = subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return dict(json.loads(done.stdout))


def _releases(count: int, work: Path) -> dict[str, float]:
    """Return the cost of small markdown files as they come, empty when they are not at hand."""
    if not count or not corpora.PRESS.exists():
        return {}
    raw = corpora.press_releases(count, work / "releases")
    files = sum(1 for place in raw.rglob("*") if place.is_file())
    usage = run_copydesk(raw, work / "warehouse_of_releases", 2, full_text=False)
    return {
        "files": files,
        "cpu_ms_per_file": round(1e3 * usage.cpu_s / files, 3),
        "files_per_second": round(files / usage.wall_s),
    }


def machine() -> dict[str, str]:
    """Return what the figures were measured on and with."""
    about = Path("/proc/cpuinfo")
    models = {
        line.partition(":")[2].strip()
        for line in (about.read_text().splitlines() if about.exists() else ())
        if line.startswith("model name")
    }
    names = [
        name for name in PACKAGES if importlib.util.find_spec(name.replace("google-", "").replace("-", "_"))
    ]
    return {
        "processor": f"{', '.join(sorted(models)) or platform.processor()}, {_cores()} cores",
        "system": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "packages": ", ".join(f"{name} {version(name)}" for name in ("copydesk", *names)),
    }


def _cores() -> int:
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


if __name__ == "__main__":
    sys.exit(main())
