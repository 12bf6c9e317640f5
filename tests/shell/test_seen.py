"""What is remembered of raw files: speed, and never another answer."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from copydesk import runs, sources, warehouse
from copydesk.runs import seen
from copydesk.settings import Settings
from copydesk.warehouse import Layout
from tests.shell.rawfolder import ARTICLES


def later() -> datetime:
    """A minute from now: what was just written has rested by then."""
    return datetime.now(UTC) + timedelta(minutes=1)


@pytest.fixture
def settled(tmp_path: Path) -> Settings:
    """A loaded folder whose files had rested when they were hashed."""
    chosen = Settings(tmp_path / "raw", tmp_path / "warehouse", 1)
    for path, text in ARTICLES.items():
        (chosen.raw / path).parent.mkdir(parents=True, exist_ok=True)
        (chosen.raw / path).write_text(text)
    runs.run(chosen, now=later)
    return chosen


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that were hashed since."""
    paths: list[str] = []
    true_digest = sources.digest

    def digest(raw: Path, path: str, max_bytes: int) -> tuple[str, int]:
        paths.append(path)
        return true_digest(raw, path, max_bytes)

    monkeypatch.setattr(sources, "digest", digest)
    return paths


def test_files_that_rest_are_not_read_again(settled: Settings, hashed: list[str]) -> None:
    assert runs.plan(settled).is_empty
    assert hashed == []


def test_a_touched_file_is_read_and_not_processed(settled: Settings, hashed: list[str]) -> None:
    """Times have changed, content has not."""
    path = min(ARTICLES)
    os.utime(settled.raw / path)
    assert runs.plan(settled, now=later).is_empty
    assert hashed == [path]
    assert runs.plan(settled).is_empty
    assert hashed == [path], "it is remembered as it is now"


def test_a_change_is_seen_though_size_and_time_are_the_same(settled: Settings) -> None:
    """Some programs restore the time of change; the time of the entry they cannot."""
    path = settled.raw / min(ARTICLES)
    about = path.stat()
    path.write_text(path.read_text()[:-2] + "!\n")
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (about.st_size, about.st_mtime_ns)
    assert runs.plan(settled).files_changed == 1


def test_a_file_that_had_not_rested_is_read_again(tmp_path: Path, hashed: list[str]) -> None:
    """A second change within the clock's tick would leave no trace."""
    chosen = Settings(tmp_path / "raw", tmp_path / "warehouse", 1)
    chosen.raw.mkdir()
    (chosen.raw / "a.txt").write_text(ARTICLES[min(ARTICLES)])
    runs.run(chosen)
    hashed.clear()
    assert runs.plan(chosen).is_empty
    assert hashed == ["a.txt"]


@pytest.mark.parametrize("content", [None, b"", b"no parquet", b"PAR1" * 9])
def test_without_memory_every_file_is_read(
    settled: Settings, hashed: list[str], content: bytes | None
) -> None:
    """Missing or damaged: slower, not wrong."""
    place = Layout(settled.warehouse).seen
    if content is None:
        place.unlink()
    else:
        place.write_bytes(content)
    assert runs.plan(settled, now=later).is_empty
    assert sorted(hashed) == sorted(ARTICLES)
    assert set(seen.read(place) or {}) == set(ARTICLES)


def test_a_file_that_has_become_too_large_for_the_settings_is_rejected(settled: Settings) -> None:
    smaller = Settings(settled.raw, settled.warehouse, 1, max_file_bytes=10)
    assert runs.plan(smaller).files_changed == len(ARTICLES)


@pytest.mark.parametrize("before", [-400, 0, 400])
@pytest.mark.parametrize("after", [-400, 0, 400])
def test_a_clock_that_jumps_hides_no_change(tmp_path: Path, before: int, after: int) -> None:
    """Days ahead or behind at either run: what changed is seen, what did not is not done again."""

    def clock(days: int) -> runs.Clock:
        return lambda: datetime.now(UTC) + timedelta(days=days)

    chosen = Settings(tmp_path / "raw", tmp_path / "warehouse", 1)
    (chosen.raw / "north").mkdir(parents=True)
    ferry = chosen.raw / "north" / "ferry.txt"
    ferry.write_text(ARTICLES["north/ferry.txt"])
    first = runs.run(chosen, now=clock(before)).plan.run_id
    assert runs.run(chosen, now=clock(after)).plan.is_empty
    ferry.write_text(ARTICLES["north/ferry.txt"].replace("quieter", "shorter"))  # as many bytes
    second = runs.run(chosen, now=clock(after))
    assert second.plan.files_changed == 1
    assert second.seconds >= 0
    ledger = warehouse.query(Layout(chosen.warehouse).published, "SELECT run_id FROM runs").rows
    assert ledger == [(first,), (second.plan.run_id,)]
    disorder = "SELECT count(*) FROM files WHERE last_seen_at < first_seen_at"
    assert warehouse.query(Layout(chosen.warehouse).published, disorder).rows == [(0,)]


def test_what_a_kill_left_unfinished_is_swept(settled: Settings) -> None:
    """A memory and language tables that were being written when their process died do not stay for ever."""
    work = Layout(settled.warehouse).work
    left = work / "seen.parquet.99999999.tmp"
    left.write_bytes(b"half")
    (tables,) = (work / "language").iterdir()
    half = tables.with_name(f"{tables.name}.99999999.tmp")
    half.mkdir()
    tables.rename(work / "away")
    (settled.raw / "new.txt").write_text("A harbour opens\n\nThe new harbour opened on Monday.\n")
    runs.run(settled, now=later)
    assert not left.exists()
    assert not half.exists()
