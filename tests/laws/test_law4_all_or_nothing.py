"""Law 4: whatever is killed whenever, a batch is in the warehouse whole or not at all."""

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.conftest import connect, run_copydesk
from tests.golden import SAMPLE_RAW

TABLES = ("documents", "articles", "sentences", "blocks", "repairs", "evidence", "rejects")
KILLS = 8


def contents(warehouse: Path) -> dict[str, list[tuple[object, ...]]]:
    with connect(warehouse) as database:
        return {table: database.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall() for table in TABLES}


def exports(warehouse: Path) -> dict[str, bytes]:
    root = (warehouse / "export").resolve()
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


def test_a_killed_run_leaves_the_old_version_and_the_next_run_finishes(
    sample_warehouse: Path, tmp_path: Path
) -> None:
    """SIGKILL at random moments: what is published is nothing or all; then a run completes it."""
    moments = random.Random(20240303)
    warehouse = tmp_path / "warehouse"
    command = [
        sys.executable,
        "-m",
        "copydesk.cli",
        "run",
        "--raw",
        str(SAMPLE_RAW),
        "--warehouse",
        str(warehouse),
    ]
    for _ in range(KILLS):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(0.3, 3.0))
        process.send_signal(signal.SIGKILL)
        process.wait()
        if (warehouse / "copydesk.duckdb").exists():
            assert contents(warehouse) == contents(sample_warehouse)
            shutil.rmtree(warehouse)
    run_copydesk(SAMPLE_RAW, warehouse)
    assert contents(warehouse) == contents(sample_warehouse)
    assert exports(warehouse) == exports(sample_warehouse)
    leftovers = [path.name for path in warehouse.rglob("*") if "tmp" in path.name or "staging" in path.name]
    assert leftovers == []
