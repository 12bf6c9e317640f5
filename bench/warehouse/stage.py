"""One stage of a warehouse in a process of its own: ``python -m bench.warehouse.stage WHAT WAREHOUSE [RUN]``.

A process of its own, so that what it costs is counted whole and nothing of another stage with it. Prints the
CPU and wall seconds of the stage alone as JSON: imports and start are left off.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from copydesk import runs
from copydesk.settings import Settings
from copydesk.warehouse import Layout
from copydesk.warehouse.snapshot import new_snapshot


def _snapshot(layout: Layout) -> None:
    unfinished = layout.root / ".copydesk.duckdb.new"
    with new_snapshot(layout, unfinished, layout.work / "spill"):
        pass
    unfinished.unlink()


def main(what: str, warehouse: str, run_id: str = "") -> int:
    """Do the stage and print what it cost."""
    settings = Settings(Path(warehouse).with_name("raw"), Path(warehouse), workers=2)
    layout = Layout(settings.warehouse)
    stages: Final[dict[str, Callable[[], object]]] = {
        "load": lambda: runs.load(settings, run_id),
        "publish": lambda: runs.publish(settings),
        "snapshot": lambda: _snapshot(layout),
    }
    before, start = _cpu(), time.perf_counter()
    stages[what]()
    wall = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"cpu_s": _cpu() - before, "wall_s": wall, "peak_mb": peak}))
    return 0


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
