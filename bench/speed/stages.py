"""CPU of each stage, and of the least that each could cost: ``python -m bench.speed.stages RAW``.

The inner stages are timed around the functions that copydesk itself calls, in one process, after a warm-up;
the outer ones (plan, process, load, relabel, check, publish) around those of ``copydesk.runs``.
"""

import hashlib
import json
import resource
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from copydesk import accounting, language, process, readers, runs, sources
from copydesk.batches.columns import Columns
from copydesk.batches.shards import write_parquet
from copydesk.batches.work import process_batch
from copydesk.model import RawFile
from copydesk.settings import Settings
from copydesk.warehouse import searching, snapshot

WARM_UP: Final = 200
TIMED: Final = 2_000
BATCH: Final = 1_000
ROUNDS: Final = 3
MICRO: Final = 1e6


class Laps:
    """CPU seconds by name."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def lap(self, name: str) -> Iterator[None]:
        """Count what is done inside for ``name``, the processes that ended inside too."""
        start = cpu()
        try:
            yield
        finally:
            self.spent[name] += cpu() - start

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return ``function`` so that its calls count for ``name``."""

        @wraps(function)
        def counted(*arguments: Any, **named: Any) -> Any:
            with self.lap(name):
                return function(*arguments, **named)

        return counted


def cpu() -> float:
    """CPU seconds of this process and of those that it has waited for."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def outer(raw: Path, work: Path) -> dict[str, float]:
    """CPU seconds of the stages of a whole run with one worker."""
    laps = Laps()
    settings = Settings(raw, work / "outer", workers=1)
    with laps.lap("plan"):
        plan = runs.plan(settings)
    for name in ("process", "load"):
        with laps.lap(name):
            getattr(runs, name)(settings, plan.run_id)
    with patch.object(snapshot, "make_index", laps.timed("index of words", searching.make_index)):
        for name in ("relabel", "check", "publish"):
            with laps.lap(name):
                getattr(runs, name)(settings)
    laps.spent["publish"] -= laps.spent["index of words"]
    return dict(laps.spent)


def inner(raw: Path, paths: Sequence[str], work: Path) -> dict[str, float]:
    """CPU seconds of what happens to files inside the stage ``process``."""
    laps = Laps()
    stages = tuple(laps.timed(stage.__name__, stage) for stage in process.STAGES)
    with (
        patch.object(process, "STAGES", stages),
        patch.object(readers, "read_documents", laps.timed("decode", readers.read_documents)),
        patch.object(accounting, "verify", laps.timed("verify the account", accounting.verify)),
        patch.object(Columns, "tables", laps.timed("Arrow tables", Columns.tables)),
    ):
        for first in range(0, len(paths), BATCH):
            with laps.lap("read and hash"):
                files = [sources.read(raw, path, 2**30) for path in paths[first : first + BATCH]]
            with laps.lap("whole"):
                tables = process_batch(files)
            with laps.lap("Parquet shards"):
                for name, table in tables.items():
                    write_parquet(table, work / f"{name}.parquet")
    spent = dict(laps.spent)
    whole = spent.pop("whole")
    outside = {"read and hash", "Parquet shards"}
    spent["identities, columns"] = whole - sum(s for name, s in spent.items() if name not in outside)
    return spent


def floors(files: Sequence[RawFile], work: Path) -> dict[str, float]:
    """CPU seconds of the least that has to be done to every byte, or row, with the best tool for it."""
    contents = [file.content for file in files]
    texts = pa.array([content.decode() for content in contents])
    tables = process_batch(files)
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        laps = Laps()
        with laps.lap("memory copy"):
            for content in contents:
                bytearray(content)
        with laps.lap("SHA-256"):
            for content in contents:
                hashlib.sha256(content).digest()
        with laps.lap("one Arrow RE2 pass"):
            pc.count_substring_regex(texts, r"[.!?]['”\"]?\s")
        with laps.lap("DuckDB insert from Arrow"):
            _insert(tables, work / "floor.duckdb")
        with laps.lap("Parquet, uncompressed"):
            for table in tables.values():
                pq.write_table(table, work / "floor.parquet", compression="none")
        with laps.lap("Parquet, zstd"):
            for name in ("articles", "sentences"):
                pq.write_table(tables[name], work / "floor.parquet", compression="zstd")
        best = {name: min(spent, best.get(name, spent)) for name, spent in laps.spent.items()}
    return best


def _insert(tables: dict[str, pa.Table], place: Path) -> None:
    place.unlink(missing_ok=True)
    with duckdb.connect(place, config={"threads": 2}) as connection:
        for name, table in tables.items():
            connection.register("arrived", table)
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM arrived")
            connection.unregister("arrived")


def main(raw_folder: str) -> int:
    """Print µs of CPU per article: ``outer``, ``inner``, ``floors``; and bytes per article."""
    raw = Path(raw_folder)
    paths = [entry.path for entry in sources.scan(raw)]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        language.prepare(work / "language")
        language.attach(work / "language")
        inner(raw, paths[:WARM_UP], work)
        timed = paths[WARM_UP : WARM_UP + TIMED] or paths
        files = [sources.read(raw, path, 2**30) for path in timed]
        found = {
            "inner": (inner(raw, timed, work), len(timed)),
            "floors": (floors(files, work), len(timed)),
            "outer": (outer(raw, work), len(paths)),
        }
    size = sum(len(file.content) for file in files) / len(files)
    micro = {kind: {name: MICRO * s / n for name, s in spent.items()} for kind, (spent, n) in found.items()}
    print(json.dumps({"bytes_per_article": size, **micro}))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
