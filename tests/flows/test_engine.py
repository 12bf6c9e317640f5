"""The command behind ``make run``, for real: a server of its own, the flow, a summary, nothing else."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Python = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.prefect

ARTICLE = """# Harbour bridge opens to cyclists

By Mara Quill

3 May 2024

The old harbour bridge opened to cyclists on Friday, after nine months of work. The council expects
two thousand riders a day.

"We waited long for this," said the head of the cycling club. She was the first to cross.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one raw article where the defaults expect it."""
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    (raw / "bridge.md").write_text(ARTICLE)
    return tmp_path


def test_a_run_is_quiet_and_a_second_one_finds_nothing_to_do(folder: Path, python: Python) -> None:
    """No server set up beforehand; the same summary as ``copydesk run``; every task run is recorded."""
    first = python("-m", "flows", "nightly", "--workers", "1", cwd=folder)
    assert (first.returncode, first.stderr) == (0, "")
    assert "1 file in data/raw: 1 new" in first.stdout
    assert (folder / "data" / "warehouse" / "copydesk.duckdb").is_file()
    second = python("-m", "flows", "nightly", "--workers", "1", cwd=folder)
    assert (second.returncode, second.stderr) == (0, "")
    assert "0 new" in second.stdout
    home = folder / "prefect" / "run"
    assert (home / "server.log").read_text() == ""
    assert _recorded(home / "prefect.db") == [
        ("1 new, 0 changed", ["check", "load", "plan", "process", "publish", "relabel"]),
        ("0 new, 0 changed", ["check", "plan", "publish"]),
    ]


def test_a_failure_is_one_line(folder: Path, python: Python) -> None:
    """The exit code of the error, a line, a hint; Prefect's two tracebacks are not shown."""
    done = python("-m", "flows", "nightly", "--raw", "nowhere", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["error", "hint"]
    assert "nowhere" in done.stderr


BACKLOG = """
from flows.__main__ import prefect_api
with prefect_api():
    from prefect import flow, task
    @task
    def nothing(number): pass
    @flow
    def many(): nothing.map(range(60)).wait()
    many()
"""


def test_the_server_records_what_it_was_told_before_it_stops(folder: Path, python: Python) -> None:
    """Prefect's ephemeral server loses most of these 60 task runs, with 150 lines of traceback."""
    done = python("-c", BACKLOG, cwd=folder)
    home = folder / "prefect" / "run"
    assert (done.returncode, done.stderr, (home / "server.log").read_text()) == (0, "", "")
    assert [len(tasks) for _, tasks in _recorded(home / "prefect.db")] == [60]


def test_the_server_ends_when_its_run_is_killed(folder: Path, environment: Mapping[str, str]) -> None:
    """SIGKILL leaves no server behind: the next run takes the lock that the server holds to its end."""
    command = [sys.executable, "-m", "flows", "nightly"]
    killed = subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE)
    lock = folder / "prefect" / "run" / "lock"
    deadline = time.monotonic() + 60
    while not (lock.exists() and lock.read_text()) and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(killed.pid, signal.SIGKILL)
    killed.communicate()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0
    assert set(done.stderr.splitlines()) <= {f"waiting for the run of process {killed.pid} to end"}


def _recorded(database: Path) -> list[tuple[str, list[str]]]:
    """Return what each flow run was called, after its date, and its completed task runs."""
    connection = sqlite3.connect(database)
    try:
        rows = connection.execute(
            "SELECT flow_run.name, json_group_array(substr(task_run.name, 1, instr(task_run.name, '-') - 1)) "
            "FROM flow_run JOIN task_run ON task_run.flow_run_id = flow_run.id "
            "WHERE task_run.state_type = 'COMPLETED' AND flow_run.state_type = 'COMPLETED' "
            "GROUP BY flow_run.id ORDER BY flow_run.start_time"
        ).fetchall()
    finally:
        connection.close()
    return [(name.partition(": ")[2], sorted(json.loads(stages))) for name, stages in rows]
