"""What an article costs in small corpora and in large ones, and what an unchanged corpus costs."""

import shutil
import time
from collections.abc import Sequence
from pathlib import Path

from bench.speed.contest import run_copydesk
from bench.speed.corpora import made_up
from copydesk.runs.seen import REST_NS


def start_up(work: Path) -> float:
    """CPU seconds of a run over one article in a new warehouse: imports, rules, language tables, pages."""
    raw = made_up(1, work / "one")
    usage = run_copydesk(raw, work / "warehouse", 1, full_text=False)
    shutil.rmtree(work / "warehouse")
    return usage.cpu_s


def growth(sizes: Sequence[int], work: Path) -> list[dict[str, float]]:
    """Run over corpora of these sizes: cost with one worker, speed with two, then with nothing to do."""
    fixed = start_up(work)
    rows = []
    for size in sizes:
        raw = made_up(size, work / f"made_up_{size}")
        one = run_copydesk(raw, work / "alone", 1, full_text=False)
        shutil.rmtree(work / "alone")
        two = run_copydesk(raw, work / "warehouse", 2, full_text=False)
        rest(raw)
        run_copydesk(raw, work / "warehouse", 2, full_text=False)
        again = run_copydesk(raw, work / "warehouse", 2, full_text=False)
        rows.append(
            {
                "articles": size,
                "cpu_ms_per_article": round(1e3 * one.cpu_s / size, 3),
                "cpu_ms_per_article_without_start": round(1e3 * (one.cpu_s - fixed) / size, 3),
                "articles_per_second_two_workers": round(size / two.wall_s),
                "largest_worker_mb": round(two.worker_mb),
                "main_process_mb": round(max(one.peak_mb, two.peak_mb)),
                "unchanged_wall_s": round(again.wall_s, 2),
            }
        )
        shutil.rmtree(work / "warehouse")
        shutil.rmtree(raw)
    return rows


def rest(raw: Path) -> None:
    """Wait until the files are no longer new: copydesk reads again what has changed a moment ago."""
    newest = max(place.stat().st_ctime for place in raw.rglob("*"))
    time.sleep(max(0.0, newest + REST_NS / 1e9 + 1 - time.time()))
