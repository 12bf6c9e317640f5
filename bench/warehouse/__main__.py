"""Measure the warehouse: ``python -m bench.warehouse [--quick] [--folder DIR]``; ``make bench`` runs it too.

Writes ``bench/warehouse.json`` and the tables of ``docs/warehouse.md``; with ``--quick`` it measures little
and writes nothing.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final, NamedTuple

from bench.marks import write_into
from bench.speed import corpora
from bench.speed.contest import run_copydesk
from bench.speed.corpora import made_up
from bench.speed.growth import rest
from bench.speed.measure import ROOT
from bench.warehouse import analysts, pages
from bench.warehouse.multiply import multiply, sentences
from bench.warehouse.sizes import size, zstd_of_tables, zstd_of_texts
from copydesk import runs
from copydesk.settings import Settings
from copydesk.warehouse import Layout


class Scale(NamedTuple):
    """How much: articles loaded, real ones weighed, those multiplied and how often, seconds asked."""

    articles: int
    real: int
    base: int
    times: tuple[int, ...]
    seconds: float


FULL: Final = Scale(articles=100_000, real=9_000, base=23_000, times=(1, 10), seconds=60)
QUICK: Final = Scale(articles=60, real=0, base=40, times=(1, 3), seconds=2)


def main(arguments: list[str] | None = None) -> int:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="little, written nowhere")
    parser.add_argument("--folder", type=Path, help="where corpora and warehouses lie meanwhile (40 GB)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(dir=options.folder) as work:
        figures = measure(QUICK if options.quick else FULL, Path(work))
    print("\n\n".join(pages.tables(figures).values()))
    if not options.quick:
        text = json.dumps(figures, indent=1, ensure_ascii=False) + "\n"
        (ROOT / "bench" / "warehouse.json").write_text(text, encoding="utf-8")
        write_into(ROOT / "docs" / "warehouse.md", pages.tables(figures))
    return 0


def measure(scale: Scale, work: Path) -> dict[str, Any]:
    """Return all figures, in the order in which they are measured."""
    loaded = _load(scale, work / "load")
    shutil.rmtree(work / "load")
    sizes = _sizes(scale, work / "sizes")
    grown, base = _snapshots(scale, work)
    return {"load": loaded, "sizes": sizes, "snapshots": grown, "analysts": _analysts(scale, work, base)}


def _load(scale: Scale, work: Path) -> dict[str, float]:
    """Load ``scale.articles`` from their shards, publish, and run again over the unchanged folder."""
    raw = made_up(scale.articles, work / "raw")
    settings = Settings(raw, work / "warehouse", workers=2)
    planned = runs.plan(settings)
    runs.process(settings, planned.run_id)
    load = stage("load", settings.warehouse, planned.run_id)
    whole = run_copydesk(raw, settings.warehouse, 2)  # relabels, checks, publishes
    rest(raw)
    run_copydesk(raw, settings.warehouse, 2)
    again = run_copydesk(raw, settings.warehouse, 2)
    first = run_copydesk(raw, work / "again", 2)
    layout = Layout(settings.warehouse)
    return {
        "articles": scale.articles,
        "sentences": sentences(layout),
        "load_cpu_s": round(load["cpu_s"], 2),
        "articles_per_cpu_second": round(scale.articles / load["cpu_s"]),
        "load_peak_mb": round(load["peak_mb"]),
        "rest_of_the_run_cpu_s": round(whole.cpu_s, 2),
        "first_run_cpu_s": round(first.cpu_s, 2),
        "unchanged_run_cpu_s": round(again.cpu_s, 2),
        "unchanged_share": round(again.cpu_s / first.cpu_s, 4),
    }


def _sizes(scale: Scale, work: Path) -> dict[str, float]:
    """Bytes of texts, of texts and tables when zstd has done its best, of what is published of them.

    Real news where it is at hand: made-up news repeats itself, and zstd makes nothing of it.
    """
    is_real = scale.real and corpora.NEWS.exists()
    raw = corpora.real_news(scale.real, work / "raw") if is_real else made_up(scale.base, work / "raw")
    layout = Layout(work / "warehouse")
    run_copydesk(raw, layout.root, 2)
    texts = zstd_of_texts(raw)
    tables = zstd_of_tables(layout.published, work / "tables")
    return {
        "articles": scale.real if is_real else scale.base,
        "raw_mb": round(size(raw) / 1e6, 1),
        "raw_zstd_mb": round(texts / 1e6, 1),
        "tables_zstd_mb": round(tables / 1e6, 1),
        "database_mb": round(size(layout.published) / 1e6, 1),
        "export_mb": round(size(layout.export.resolve()) / 1e6, 1),
        "database_to_zstd": round(size(layout.published) / (texts + tables), 3),
        "database_to_raw": round(size(layout.published) / size(raw), 3),
    }


def _snapshots(scale: Scale, work: Path) -> tuple[list[dict[str, float]], Layout]:
    """Measure snapshot and publication of growing warehouses; also return the first of them."""
    raw = made_up(scale.base, work / "base" / "raw")
    base = Layout(work / "base" / "warehouse")
    run_copydesk(raw, base.root, 2)
    rows = []
    for times in scale.times:
        layout = Layout(work / f"times_{times}" / "warehouse")
        multiply(base, times, layout)
        snapshot, publish = stage("snapshot", layout.root), stage("publish", layout.root)
        rows.append(
            {
                "sentences": sentences(layout),
                "working_mb": round(size(layout.working) / 1e6),
                "snapshot_wall_s": round(snapshot["wall_s"], 2),
                "snapshot_cpu_s": round(snapshot["cpu_s"], 2),
                "publish_wall_s": round(publish["wall_s"], 2),
                "publish_cpu_s": round(publish["cpu_s"], 2),
                "export_mb": round(size(layout.export.resolve()) / 1e6),
                "peak_mb": round(publish["peak_mb"]),
            }
        )
        shutil.rmtree(layout.root.parent)
    return rows, base


def _analysts(scale: Scale, work: Path, base: Layout) -> dict[str, Any]:
    """Ten analysts at the base warehouse: alone, and while half as many articles again are loaded."""
    idle = analysts.watched(base.published, scale.seconds)
    more = made_up(scale.base // 2, work / "base" / "raw" / "more", seed=1)

    def load() -> None:
        run_copydesk(more.parent, base.root, 2)

    busy = analysts.watched(base.published, scale.seconds, load)
    return {"idle": idle, "loading": busy, "p95_ratio": round(busy["p95_ms"] / idle["p95_ms"], 2)}


def stage(what: str, warehouse: Path, run_id: str = "") -> dict[str, float]:
    """Run one stage in a process of its own and return what it cost."""
    command = [sys.executable, "-m", "bench.warehouse.stage", what, str(warehouse), run_id]
    done = subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.PIPE)
    return dict(json.loads(done.stdout))


if __name__ == "__main__":
    sys.exit(main())
