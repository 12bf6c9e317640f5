"""Full disks, read-only folders, two runs at once: told with the right exit code, and the next run finishes.

The disk is made full at one size after the other, so that it is full in one stage after the other, until the
run goes through (SQLite tests its own failures so).
"""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from copydesk.cli import exits
from tests.conftest import run_copydesk
from tests.torture import rawcorpus
from tests.torture.contents import Contents, contents, export, leftovers, tables

DOCUMENTS = 60


class Warehouse(NamedTuple):
    """A warehouse loaded with the first state of a raw folder, and what a run over the second makes."""

    raw: Path
    old: Path
    before: Contents
    after: Contents


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """Made once: every test copies it."""
    place = tmp_path_factory.mktemp("faults")
    for state in (0, 1):
        rawcorpus.write(place / f"raw{state}", rawcorpus.Plan(DOCUMENTS, state))
    run_copydesk(place / "raw0", place / "old")
    shutil.copytree(place / "old", place / "new", symlinks=True)
    run_copydesk(place / "raw1", place / "new")
    return Warehouse(place / "raw1", place / "old", contents(place / "old"), contents(place / "new"))


def command(raw: Path, root: Path, *options: str) -> list[str]:
    base = [sys.executable, "-m", "copydesk.cli", "run", "--quiet", "--workers", "1"]
    return [*base, "--raw", str(raw), "--warehouse", str(root), *options]


def attempt(
    raw: Path, root: Path, before: Callable[[], object] | None = None
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command(raw, root), capture_output=True, text=True, preexec_fn=before, check=False)


def require_old(root: Path, loaded: Warehouse) -> None:
    """What readers find is the old version, whole, or the new one."""
    assert tables(root / "copydesk.duckdb") in (loaded.before.snapshot, loaded.after.snapshot)
    assert export(root) in (loaded.before.export, loaded.after.export)


def require_new(root: Path, loaded: Warehouse) -> None:
    assert contents(root).differences(loaded.after) == []
    assert leftovers(root) == []


def require_told(done: "subprocess.CompletedProcess[str]") -> None:
    """Two lines: what is wrong, and what helps."""
    assert done.returncode == exits.RESOURCES, done.stderr
    assert done.stderr.startswith("error: ")
    assert "\nhint: " in done.stderr
    assert "Traceback" not in done.stderr


def test_files_that_may_not_grow(loaded: Warehouse, tmp_path: Path) -> None:
    """The form of a full disk that needs no rights: no file may become larger than so many bytes."""
    failed = set()
    for size in (2_000, 40_000, 150_000, 600_000, 1_500_000, 4_000_000, 10**8):
        root = tmp_path / f"limit{size}"
        shutil.copytree(loaded.old, root, symlinks=True)
        done = attempt(loaded.raw, root, partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size)))
        require_old(root, loaded)
        if done.returncode == exits.OK:
            break
        require_told(done)
        failed.add(size)
        assert attempt(loaded.raw, root).returncode == exits.OK
        require_new(root, loaded)
    assert len(failed) >= 3
    require_new(root, loaded)


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mount a file system in memory with these options, or change them; needs root and its rights."""
    place = tmp_path / "disk"
    place.mkdir()

    def mount(options: str) -> Path:
        again = ["remount,"] if os.path.ismount(place) else [""]
        arguments = ["mount", "-t", "tmpfs", "-o", f"{again[0]}{options}", "copydesk-test", str(place)]
        done = subprocess.run(arguments, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"no file system can be mounted here: {done.stderr.strip()}")
        return place

    if os.geteuid() or not shutil.which("mount"):
        pytest.skip("a small disk is a mounted tmpfs, which only root can make")
    yield mount
    if os.path.ismount(place):
        subprocess.run(["umount", str(place)], check=True)


def test_full_disk(loaded: Warehouse, mounted: Callable[[str], Path]) -> None:
    """With less and less room missing a run tells, keeps what is published, and goes on with more room."""
    used = sum(path.lstat().st_size for path in loaded.old.rglob("*")) // 1024 + 200
    failed = 0
    for room in (16, 800, 2_500, 5_000, 9_000, 60_000):
        root = mounted(f"size={used + room}k") / "warehouse"
        shutil.copytree(loaded.old, root, symlinks=True)
        done = attempt(loaded.raw, root)
        require_old(root, loaded)
        if done.returncode == exits.OK:
            break
        require_told(done)
        failed += 1
        mounted(f"size={used + 400_000}k")
        assert attempt(loaded.raw, root).returncode == exits.OK
        require_new(root, loaded)
        shutil.rmtree(root)
    assert failed >= 2
    require_new(root, loaded)


def test_read_only_file_system(loaded: Warehouse, mounted: Callable[[str], Path]) -> None:
    """Nothing can be written: told as such, and what is published can still be asked."""
    root = mounted("size=400m") / "warehouse"
    shutil.copytree(loaded.old, root, symlinks=True)
    mounted("ro")
    done = attempt(loaded.raw, root)
    require_told(done)
    assert "read-only" in done.stderr
    assert tables(root / "copydesk.duckdb") == loaded.before.snapshot
    mounted("rw")
    assert attempt(loaded.raw, root).returncode == exits.OK
    require_new(root, loaded)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_folder_without_the_right_to_write(loaded: Warehouse, tmp_path: Path) -> None:
    """The same where a right is missing."""
    root = tmp_path / "warehouse"
    shutil.copytree(loaded.old, root, symlinks=True)
    (root / ".work").chmod(0o500)
    (root / ".work" / "lock").chmod(0o400)
    try:
        require_told(attempt(loaded.raw, root))
    finally:
        (root / ".work").chmod(0o700)
        (root / ".work" / "lock").chmod(0o600)


def both(loaded: Warehouse, root: Path, *options: str) -> list[tuple[int, str]]:
    """Start two runs at once; return exit codes and messages, the smaller code first."""
    shutil.copytree(loaded.old, root, symlinks=True)
    two = [
        subprocess.Popen(command(loaded.raw, root, *options), stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    told = [one.communicate(timeout=300)[1] for one in two]
    return sorted(zip((one.returncode for one in two), told, strict=True))


def test_two_runs_at_once(loaded: Warehouse, tmp_path: Path) -> None:
    """One works; the other leaves at once with the process id of the first, and since when it writes."""
    (first, _), (second, told) = both(loaded, tmp_path / "warehouse")
    assert (first, second) == (exits.OK, exits.BUSY), told
    assert "another run (pid " in told
    assert "since 20" in told
    assert "--wait SECONDS" in told
    require_new(tmp_path / "warehouse", loaded)


def test_two_runs_at_once_that_wait(loaded: Warehouse, tmp_path: Path) -> None:
    """With ``--wait`` the second does its turn afterwards, and finds nothing left to do."""
    assert [code for code, _ in both(loaded, tmp_path / "warehouse", "--wait", "240")] == [exits.OK] * 2
    require_new(tmp_path / "warehouse", loaded)
