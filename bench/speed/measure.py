"""Start a command and take down what it cost."""

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[2]


LOOK_S: Final = 0.2
"""Seconds between two looks at the processes that a command has started."""


class Usage(NamedTuple):
    """What a command and its processes cost: CPU and wall in seconds, memory in MB.

    ``peak_mb`` is the most that one process held, ``worker_mb`` the most that one which the command started
    itself did (0 when it started none, or where there is no ``/proc`` to ask).
    """

    cpu_s: float
    wall_s: float
    peak_mb: float
    worker_mb: float


def run(command: Sequence[str], **environment: str) -> Usage:
    """Run ``command`` with this interpreter, quietly, with these variables in its environment.

    Raises SystemExit with its messages when it fails.
    """
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        child = subprocess.Popen(
            [sys.executable, *command], stdout=said, stderr=said, cwd=ROOT, env=os.environ | environment
        )
        with _watched(child.pid) as workers:
            _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            raise SystemExit(f"{' '.join(command)} failed:\n{said.read().decode(errors='replace')[-2000:]}")
    return Usage(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024, max(workers, default=0.0))


@contextmanager
def _watched(pid: int) -> Iterator[list[float]]:
    """Collect, until the block is left, the peaks of the processes that ``pid`` starts."""
    peaks: list[float] = []
    is_over = threading.Event()

    def look() -> None:
        while not is_over.wait(LOOK_S):
            peaks.extend(_peaks(pid))

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield peaks
    finally:
        is_over.set()
        watcher.join()


def _peaks(pid: int) -> Iterator[float]:
    for child in _lines(Path(f"/proc/{pid}/task/{pid}/children")).split():
        found = re.search(r"VmHWM:\s+(\d+) kB", _lines(Path(f"/proc/{child}/status")))
        if found:
            yield int(found.group(1)) / 1024


def _lines(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
