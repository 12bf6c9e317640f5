"""SIGTERM and Ctrl-C end a run soon, in order or not, and the next run goes on."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from copydesk.cli import exits, signals
from tests.conftest import run_copydesk
from tests.shell.rawfolder import ARTICLES, write_all

CODES = {signal.SIGTERM: exits.TERMINATED, signal.SIGINT: exits.INTERRUPTED}
SECONDS = signals.GRACE_SECONDS + 4
"""The promise is two; the rest is for a busy machine."""


@pytest.mark.parametrize("number", CODES)
def test_a_signal_ends_the_run_and_the_next_one_finishes(tmp_path: Path, number: signal.Signals) -> None:
    """To the command alone, as a supervisor sends it, amid the batches: told, with its exit code."""
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"
    write_all(raw, {**ARTICLES, **{f"{number}.txt": f"{number}\n\nIt rained.\n" for number in range(2_500)}})
    command = [sys.executable, "-m", "copydesk.cli", "run", "--workers", "2"]
    places = ["--raw", str(raw), "--warehouse", str(warehouse)]
    with subprocess.Popen([*command, *places], stderr=subprocess.PIPE, text=True) as process:
        while not list(warehouse.glob(".work/runs/*/*.documents.parquet")) and process.poll() is None:
            time.sleep(0.005)
        process.send_signal(number)
        since = time.monotonic()
        _, told = process.communicate(timeout=60)
    assert process.returncode == CODES[number], told
    assert time.monotonic() - since < SECONDS
    assert "run again to go on" in told
    assert "Traceback" not in told
    assert "The warehouse holds" in run_copydesk(raw, warehouse)


@pytest.mark.parametrize("number", CODES)
def test_a_signal_during_one_long_statement_ends_the_command(number: signal.Signals) -> None:
    """A statement of DuckDB that looks late for signals, or fails for one, ends the process all the same."""
    program = (
        "import duckdb, signal, sys\\n"
        "from copydesk.cli import signals\\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)  # started in the background it is off\\n"
        "signals.listen()\\n"
        "print('begun', flush=True)\\n"
        "try:\\n"
        "    duckdb.sql('SELECT count(*) FROM range(30_000_000_000) r WHERE sin(r.range) > 2').fetchall()\\n"
        "except (RuntimeError, KeyboardInterrupt):\\n"
        "    sys.exit(signals.told(signals.heard()))\\n"
    ).replace("\\n", "\n")
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        time.sleep(0.5)
        process.send_signal(number)
        since = time.monotonic()
        _, told = process.communicate(timeout=60)
    assert process.returncode == CODES[number], told
    assert time.monotonic() - since < SECONDS
    assert "run again to go on" in told
