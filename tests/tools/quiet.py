"""Count the runs under Prefect that are not quiet: ``python tests/tools/quiet.py 20``; ``make quiet``.

Runs the command behind ``make run`` again and again, each time with an empty ``PREFECT_HOME`` and an
empty warehouse, and prints one line per run. A run is not quiet when its exit code is not 0, when it
writes anything to standard error, when the log of the server it started holds a line, or when a
task run is missing from that server's database. Exits with 1 when one was not quiet.
"""

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
STAGES = 5


@dataclass(frozen=True, slots=True)
class Trial:
    """One run: ``seconds`` of wall time, ``complaints`` in words, none when it was quiet."""

    seconds: float
    complaints: tuple[str, ...]


def main() -> int:
    """Run the trials that the command line asks for; return the exit code."""
    options = _parse()
    with tempfile.TemporaryDirectory(prefix="copydesk-quiet-") as folder:
        root = Path(folder)

        def one(number: int) -> Trial:
            trial = run_once(root, number, options)
            said = "; ".join(trial.complaints) or "quiet"
            print(f"run {number:3}: {trial.seconds:5.1f} s  {said}", flush=True)
            return trial

        with ThreadPoolExecutor(options.at_once) as pool:
            trials = list(pool.map(one, range(1, options.runs + 1)))
    quiet = sum(not trial.complaints for trial in trials)
    seconds = sorted(trial.seconds for trial in trials)
    middle, longest = seconds[len(seconds) // 2], seconds[-1]
    print(f"{quiet} of {len(trials)} runs were quiet; median {middle:.1f} s, longest {longest:.1f} s")
    return 0 if quiet == len(trials) else 1


def run_once(root: Path, number: int, options: argparse.Namespace) -> Trial:
    """Run the nightly flow once, in folders below ``root``."""
    home = root / ("home" if options.keep_home else f"home-{number}")
    warehouse = root / f"warehouse-{number}"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "flows", "nightly", "--raw", options.raw, "--warehouse", str(warehouse)],
        check=False,
        cwd=PROJECT,
        env={**environment, "PREFECT_HOME": str(home)},
        capture_output=True,
        text=True,
    )
    seconds = time.monotonic() - started
    complaints = [f"exit code {done.returncode}"] if done.returncode else []
    complaints += _said("standard error", done.stderr)
    log = home / "run" / "server.log"
    complaints += _said("the server's log", log.read_text(errors="replace") if log.exists() else "")
    complaints += _unrecorded(home / "run" / "prefect.db")
    return Trial(seconds, tuple(complaints))


def _said(where: str, text: str) -> list[str]:
    """Complain about ``text``; that a run waited for the one before it is no complaint."""
    lines = [line for line in text.splitlines() if line and "waiting for the run" not in line]
    tracebacks = sum("Traceback" in line for line in lines)
    return [f"{len(lines)} lines ({tracebacks} tracebacks) in {where}: {lines[0][:120]}"] if lines else []


def _unrecorded(database: Path) -> list[str]:
    """Complain about flow runs and task runs that the server has not recorded as completed."""
    query = """
    SELECT flow_run.id, flow_run.state_type, count(*) FILTER (WHERE task_run.state_type = 'COMPLETED')
    FROM flow_run LEFT JOIN task_run ON task_run.flow_run_id = flow_run.id GROUP BY 1, 2
    """
    if not database.exists():
        return ["no server was started"]
    connection = sqlite3.connect(database)
    try:
        rows = connection.execute(query).fetchall()
    finally:
        connection.close()
    wrong = [recorded for _, _, recorded in rows if recorded < STAGES]
    return [f"{recorded} of {STAGES} task runs recorded" for recorded in wrong] if rows else ["no flow run"]


def _parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Run the nightly flow many times and count the quiet runs.")
    parser.add_argument("runs", type=int, nargs="?", default=20)
    parser.add_argument("--raw", default="data/raw", help="folder of raw files, from the project's root")
    parser.add_argument("--at-once", type=int, default=1, help="how many runs at the same time")
    parser.add_argument("--keep-home", action="store_true", help="one PREFECT_HOME for all runs")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
