"""Start a command and take down what it cost."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[2]


class Usage(NamedTuple):
    """What a command and its processes cost: CPU and wall in seconds, memory of the largest in MB."""

    cpu_s: float
    wall_s: float
    peak_mb: float


def run(command: Sequence[str]) -> Usage:
    """Run ``command`` with this interpreter, quietly; SystemExit with its messages when it fails."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        child = subprocess.Popen([sys.executable, *command], stdout=said, stderr=said, cwd=ROOT)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            raise SystemExit(f"{' '.join(command)} failed:\n{said.read().decode(errors='replace')[-2000:]}")
    return Usage(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)
