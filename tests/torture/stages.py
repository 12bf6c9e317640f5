"""Where a run is, read from what lies in the warehouse folder: nothing in the program tells.

The same question is asked while the run goes on, to know when to kill it, and of what the kill has left, to
know what was really hit. Only what was written since the run began counts: earlier runs may have been killed
too.
"""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

STAGES: Final = ("discovery", "batches", "load", "checkpoint", "relabel", "publish", "export")
"""The stages that must be hit. ``discovery`` lists and hashes the raw folder and plans; ``checkpoint`` is
from the first byte of the write-ahead log to its end; ``publish`` makes the snapshot, ``export`` the Parquet
files."""

START: Final = "start"
"""Before the run has taken the lock: it can have done nothing yet."""

BETWEEN: Final = "between"
"""After a load and not in any other stage: checks, the switches of the publication, the page."""


class Began(NamedTuple):
    """A run as it began: its process id, the time in ns since 1970, the working database it found."""

    pid: int
    since_ns: int
    working: tuple[int, ...]


def signature(path: Path) -> tuple[int, ...]:
    """Return what tells one state of a file from another; empty when it is not there."""
    try:
        about = path.stat()
    except OSError:
        return ()
    return about.st_ino, about.st_size, about.st_mtime_ns


def stage_of(root: Path, began: Began) -> str:
    """Return the stage that the run which ``began`` is in, or was killed in."""
    work = root / ".work"
    if not _holds_lock(work, began.pid):
        return START
    if _is_new(work / "exports" / ".new", began):
        return "export"
    if _is_new(root / ".copydesk.duckdb.new", began):
        return "publish"
    if _has_log(work, began):
        return "checkpoint"
    stages = [stage for folder in _folders(work / "runs") if (stage := _run_stage(folder, began))]
    if stages:
        return stages[0]
    return "discovery" if signature(work / "working.duckdb") == began.working else BETWEEN


def run_folder(root: Path, began: Began) -> Path | None:
    """Return the folder of the run that has been planned since, if there is one."""
    for folder in _folders(root / ".work" / "runs"):
        if _is_new(folder / "ticket.json", began):
            return folder
    return None


def shards(root: Path) -> dict[str, tuple[int, ...]]:
    """Return the shards of finished batches by ``<run>/<name>``, with what a new writing would change."""
    found = {}
    for folder in _folders(root / ".work" / "runs"):
        names = _names(folder)
        done = {name.partition(".")[0] for name in names if name.endswith(".parsed.parquet")}
        for name in names:
            if name.endswith(".parquet") and name.partition(".")[0] in done:
                found[f"{folder.name}/{name}"] = signature(folder / name)
    return found


def _run_stage(folder: Path, began: Began) -> str | None:
    names = _names(folder)
    if not _is_new(folder / "ticket.json", began):
        # taking the folder away after its load begins with the ticket
        return "load" if "processed.parquet" in names and "ticket.json" not in names else None
    if _is_relabelling(folder / "ticket.json"):
        return "relabel"
    return "load" if _is_new(folder / "processed.parquet", began) else "batches"


def _is_relabelling(ticket: Path) -> bool:
    with suppress(OSError, ValueError):
        return bool(json.loads(ticket.read_text(encoding="utf-8"))["is_relabelling"])
    return False


def _has_log(work: Path, began: Began) -> bool:
    log = signature(work / "working.duckdb.wal")
    return bool(log) and log[1] > 0 and log[2] >= began.since_ns


def _holds_lock(work: Path, pid: int) -> bool:
    with suppress(OSError):
        return (work / "lock").read_text().split()[:1] == [str(pid)]
    return False


def _is_new(path: Path, began: Began) -> bool:
    return bool(about := signature(path)) and about[2] >= began.since_ns


def _folders(place: Path) -> list[Path]:
    return [place / name for name in sorted(_names(place))]


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []
