"""One round: a run that is killed again and again, then let through, then compared with one never killed."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from copydesk import warehouse
from copydesk.warehouse import Layout
from tests.torture import rawcorpus, stages
from tests.torture.contents import Contents, contents, export, leftovers, tables
from tests.torture.stages import BETWEEN, STAGES, START, Began, stage_of

POLL_SECONDS: Final = 0.001
MOST_KILLS: Final = 12
"""Kills of one round; one run is started for each, and one more that is let through."""

SCENARIOS: Final = ("first", "incremental")
"""The first run into nothing; a run over files new, changed and gone on top of a loaded warehouse."""

_RANKS: Final = {stage: rank for rank, stage in enumerate((START, *STAGES))} | {BETWEEN: -1}


class BrokenError(AssertionError):
    """A promise that did not hold."""


class Kill(NamedTuple):
    """One kill: the stage it was meant for, and the one it really hit."""

    seed: int
    scenario: str
    meant: str
    hit: str


@dataclass(frozen=True)
class Scenario:
    """What a round starts from, what must come out, and how long (s) an unkilled run is in each stage."""

    raw: Path
    origin: Path | None
    expected: Contents
    seconds: dict[str, float]


@dataclass
class Round:
    """A round in the making: its folder, its kills, and how many shards of finished batches were kept."""

    root: Path
    name: str
    scenario: Scenario
    seed: int
    kills: list[Kill] = field(default_factory=list)
    kept: int = 0


def prepare(work: Path, documents: int) -> dict[str, Scenario]:
    """Write the raw folders and let one run of each scenario through."""
    folders = [work / "raw0", work / "raw1"]
    for state, raw in enumerate(folders):
        rawcorpus.write(raw, rawcorpus.Plan(documents, state))
    first, second = work / "first", work / "incremental"
    begun = _let_through(folders[0], first)
    origin = work / "origin"
    shutil.copytree(first, origin, symlinks=True)
    shutil.copytree(first, second, symlinks=True)
    followed = _let_through(folders[1], second)
    return {
        "first": Scenario(folders[0], None, contents(first), begun),
        "incremental": Scenario(folders[1], origin, contents(second), followed),
    }


def plan(seed: int) -> tuple[str, list[tuple[str, float]]]:
    """Return scenario and kills of a seed: the stages in the order of a run, and how far into each (0 to 1).

    A stage may come twice: then the run is killed twice in a row in it.
    """
    chance = random.Random(seed)
    scenario = SCENARIOS[seed % 2]
    meant = sorted(chance.choices(STAGES, k=chance.randint(4, MOST_KILLS)), key=_RANKS.__getitem__)
    return scenario, [(stage, chance.random()) for stage in meant]


def play(work: Path, scenarios: dict[str, Scenario], seed: int) -> Round:
    """Play the round of ``seed``. Raises BrokenError, with the seed, when a promise does not hold."""
    name, meant = plan(seed)
    this = Round(work / f"round{seed}", name, scenarios[name], seed)
    if this.scenario.origin:
        shutil.copytree(this.scenario.origin, this.root, symlinks=True)
    try:
        for stage, share in meant:
            if not _kill(this, stage, share):
                break
        else:
            _finish(this)
        _compare(this)
    except AssertionError as error:
        told = ", ".join(f"{one.meant} (hit {one.hit})" for one in this.kills)
        raise BrokenError(f"seed {seed}, {name}, killed in {told or 'nothing'}: {error}") from error
    shutil.rmtree(this.root)
    return this


def _kill(this: Round, stage: str, share: float) -> bool:
    """Start a run and kill it in ``stage``; False when it was through before."""
    finished = stages.shards(this.root)
    process, began = _start(this.scenario.raw, this.root)
    delay = share**2 * this.scenario.seconds.get(stage, 0.0)  # squared: a stage may be over sooner this time
    if not _wait_for(process, this.root, began, lambda now: _RANKS[now] >= _RANKS[stage]):
        _require(process.returncode == 0, f"a run ended with {process.returncode}")
        return False
    time.sleep(delay)
    is_alive = process.poll() is None
    _end(process)
    if not is_alive:
        _require(process.returncode == 0, f"a run ended with {process.returncode}")
        return False
    hit = stage_of(this.root, began)
    this.kills.append(Kill(this.seed, this.name, stage, hit))
    this.kept += _require_kept(this.root, finished)
    _require_readers_served(this)
    if hit in ("load", "checkpoint", "relabel"):
        _require_whole(this.root)
    return True


def _finish(this: Round) -> None:
    finished = stages.shards(this.root)
    process, began = _start(this.scenario.raw, this.root)
    if _wait_for(process, this.root, began, ("load", "checkpoint").__contains__):
        this.kept += _require_kept(this.root, finished)
    try:
        _require(process.wait(timeout=600) == 0, f"the last run ended with {process.returncode}")
    finally:
        _end(process)


def _compare(this: Round) -> None:
    wrong = contents(this.root).differences(this.scenario.expected)
    _require(not wrong, f"not as if never killed: {', '.join(wrong)}")
    left = leftovers(this.root)
    _require(not left, f"left behind: {', '.join(left)}")


def _require_kept(root: Path, finished: dict[str, tuple[int, ...]]) -> int:
    """Make sure that no finished batch was done again; return how many of their shards are still there."""
    now = stages.shards(root)
    still = finished.keys() & now.keys()
    again = sorted(name for name in still if now[name] != finished[name])
    _require(not again, f"finished batches were done again: {', '.join(again)}")
    return len(still)


def _require_readers_served(this: Round) -> None:
    """Make sure that what readers find is the old version or the new one, whole."""
    origin = this.scenario.origin
    old = (tables(origin / "copydesk.duckdb"), export(origin)) if origin else ({}, {})
    new = (this.scenario.expected.snapshot, this.scenario.expected.export)
    _require(tables(this.root / "copydesk.duckdb") in (old[0], new[0]), "the snapshot is no whole version")
    _require(export(this.root) in (old[1], new[1]), "the export is no whole version")


def _require_whole(root: Path) -> None:
    """Make sure that the working database opens and passes its checks, in a copy that nothing else reads."""
    copy = Layout(root.with_name(f"{root.name}.opened"))
    copy.work.mkdir(parents=True)
    try:
        for name in ("working.duckdb", "working.duckdb.wal"):
            if (root / ".work" / name).exists():
                shutil.copy(root / ".work" / name, copy.work)
        if not warehouse.known(copy).last_run_id:
            return  # the first load: nothing was committed
        failed = [one for one in warehouse.check(copy) if one.severity == "abort" and one.offenders]
        _require(not failed, f"the working database is not whole: {failed}")
    finally:
        shutil.rmtree(copy.root)


def _start(raw: Path, root: Path) -> tuple["subprocess.Popen[bytes]", Began]:
    """Start the real command with two workers, as the leader of a process group of its own."""
    command = [sys.executable, "-m", "copydesk.cli", "run", "--quiet", "--workers", "2"]
    places = ["--raw", str(raw), "--warehouse", str(root)]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("COPYDESK_")}
    working = stages.signature(root / ".work" / "working.duckdb")
    since = time.time_ns() - 10_000_000  # the clock of file systems ticks every 4 to 10 ms
    process = subprocess.Popen(
        [*command, *places],
        cwd=root.parent,
        env=environment,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
    )
    return process, Began(process.pid, since, working)


def _wait_for(
    process: "subprocess.Popen[bytes]", root: Path, began: Began, is_there: Callable[[str], bool]
) -> bool:
    """Wait until the run is in a stage that is wanted; False when it ends before."""
    while process.poll() is None:
        if is_there(stage_of(root, began)):
            return True
        time.sleep(POLL_SECONDS)
    return False


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Kill the run and its workers, if they are there, and wait until they are gone."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _let_through(raw: Path, root: Path) -> dict[str, float]:
    """Run without a kill; return how long (s) it was in each stage."""
    process, began = _start(raw, root)
    seconds = dict.fromkeys((START, *STAGES, BETWEEN), 0.0)
    before = time.monotonic()
    while process.poll() is None:
        stage = stage_of(root, began)
        time.sleep(POLL_SECONDS)
        now = time.monotonic()
        seconds[stage] += now - before
        before = now
    _require(process.returncode == 0, f"a run that nobody killed ended with {process.returncode}")
    return seconds


def _require(holds: bool, message: str) -> None:
    if not holds:
        raise AssertionError(message)
