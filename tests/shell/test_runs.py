"""Runs: the whole way through, again and again, with everything that can be wrong with a raw folder."""

import json
import os
import subprocess
import sys
from dataclasses import asdict, astuple, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from copydesk import batches, process, runs, sources, versions, warehouse
from copydesk.errors import CheckError, ResourceError, RetryError, StopError
from copydesk.report import write_page
from copydesk.runs import processing, staging
from copydesk.settings import Settings
from copydesk.tables import CLOCK_COLUMNS, SCHEMAS, SORT_KEYS
from copydesk.warehouse import Layout
from tests.shell.rawfolder import ARTICLES, fingerprint, write_all

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def rows(settings: Settings, sql: str) -> list[tuple[object, ...]]:
    """What the published database answers."""
    return warehouse.query(Layout(settings.warehouse).published, sql).rows


def contents(settings: Settings) -> dict[str, object]:
    """Everything that law 3 binds: tables without clock columns, export, page."""
    found: dict[str, object] = {}
    for table, schema in SCHEMAS.items():
        columns = ", ".join(name for name in schema.names if name not in CLOCK_COLUMNS.get(table, ()))
        order = ", ".join(SORT_KEYS[table]) or "1"
        found[table] = rows(settings, f"SELECT {columns} FROM {table} ORDER BY {order}")
    root = Layout(settings.warehouse).export.resolve()
    for path in sorted(root.rglob("*.*")):
        if path.is_file():
            found[path.relative_to(root).as_posix()] = path.read_bytes()
    found["page"] = Path(write_page(settings)).read_bytes()
    return found


def reasons(settings: Settings) -> dict[object, object]:
    """Path to reason of the current rejects."""
    found = rows(settings, "SELECT path, reason FROM rejects_current")
    return {row[0]: row[1] for row in found}


def test_run_loads_checks_and_publishes(filled: Settings) -> None:
    """The summary counts what is in the database."""
    summary = runs.run(filled, now=lambda: NOON)
    assert (summary.plan.files_seen, summary.plan.files_new) == (3, 3)
    assert (summary.load.articles, summary.articles_total, summary.publish.articles) == (3, 3, 3)
    assert summary.load.is_loaded
    assert summary.publish.is_changed
    assert summary.check.passed > 0
    assert summary.rejects == ()
    assert rows(filled, "SELECT count(*) FROM articles_current") == [(3,)]
    assert rows(filled, "SELECT started_at = finished_at, raw_folder FROM runs") == [(True, str(filled.raw))]
    assert json.loads(json.dumps(asdict(summary)))["load"]["articles"] == 3
    assert not list(Layout(filled.warehouse).runs.iterdir())


def test_second_run_writes_no_byte(filled: Settings) -> None:
    """Law 3: over an unchanged folder nothing below the warehouse is written, nor in the raw folder."""
    write_all(filled.raw, {"empty.txt": "", "song.mp3": "x"})
    (filled.raw / "link.txt").symlink_to("empty.txt")
    runs.run(filled)
    write_page(filled)

    lock = Layout(filled.warehouse).lock  # holds a pid during a run: its time changes, its bytes do not

    def counts(path: Path) -> bool:
        return path != lock

    before = fingerprint(filled.warehouse, counts), fingerprint(filled.raw), lock.read_bytes()
    summary = runs.run(filled)
    write_page(filled)
    after = fingerprint(filled.warehouse, counts), fingerprint(filled.raw), lock.read_bytes()
    assert after == before
    assert summary.plan.is_empty
    assert summary.plan.files_unchanged == 6
    assert not summary.load.is_loaded
    assert not summary.publish.is_changed


def test_workers_and_order_change_no_byte(
    filled: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law 3: one worker or several, files listed in this order or that, the result is the same."""
    monkeypatch.setattr(staging, "BATCH_BYTES", 1)
    write_all(filled.raw, {"again.txt": ARTICLES["north/ferry.txt"], "empty.txt": ""})
    runs.run(filled, now=lambda: NOON)

    true_scandir = os.scandir

    class Shuffled(list[os.DirEntry[bytes]]):
        def __enter__(self) -> "Shuffled":
            return self

        def __exit__(self, *_: object) -> None:
            pass

    def scandir(folder: bytes | Path) -> object:
        if not isinstance(folder, bytes):
            return true_scandir(folder)
        with true_scandir(folder) as entries:
            return Shuffled(sorted(entries, key=lambda entry: entry.name, reverse=True))

    monkeypatch.setattr(os, "scandir", scandir)
    expected = contents(filled)
    main = tmp_path / "main.py"  # a flow's module imports prefect: no worker may import the main module
    main.write_text("import pathlib; pathlib.Path(__file__).with_name('imported').touch()")
    monkeypatch.setattr(sys.modules["__main__"], "__file__", str(main))
    monkeypatch.setattr(sys.modules["__main__"], "__spec__", None)
    for workers in (2, 3):
        other = replace(filled, warehouse=tmp_path / f"of {workers}", workers=workers)
        seen: list[tuple[int, int]] = []
        runs.run(other, lambda *counts, seen=seen: seen.append(counts), lambda: NOON + timedelta(1))
        assert contents(other) == expected
        assert seen == [(number, 5) for number in (1, 2, 3, 4, 5)]
    assert not (tmp_path / "imported").exists()


def test_same_text_twice_is_one_article(filled: Settings) -> None:
    """Two names, one article, both paths."""
    write_all(filled.raw, {"copy.txt": ARTICLES["north/ferry.txt"]})
    runs.run(filled)
    assert rows(filled, "SELECT count(*) FROM articles") == [(3,)]
    found = rows(filled, "SELECT paths FROM articles_current WHERE len(paths) > 1")
    assert found == [(["copy.txt", "north/ferry.txt"],)]


def test_changed_gone_and_returned_files(filled: Settings) -> None:
    """A changed file replaces its article, a file that is gone leaves the current view, and may return."""
    runs.run(filled)
    ferry, market = filled.raw / "north/ferry.txt", filled.raw / "south/market.txt"
    ferry.write_text(ferry.read_text().replace("two months", "three months"))
    text = market.read_text()
    market.unlink()
    plan = runs.run(filled).plan
    assert (plan.files_new, plan.files_changed, plan.files_gone, plan.files_unchanged) == (0, 1, 1, 1)
    assert rows(filled, "SELECT count(*) FROM articles_current WHERE text LIKE '%three months%'") == [(1,)]
    assert rows(filled, "SELECT count(*) FROM articles_current") == [(2,)]
    assert runs.plan(filled).is_empty
    market.write_text(text)
    plan = runs.run(filled).plan
    assert (plan.files_returned, plan.files_changed, plan.files_unchanged) == (1, 0, 2)
    assert rows(filled, "SELECT count(*) FROM articles_current") == [(3,)]


def test_new_version_does_everything_again(filled: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Known files count as changed when the stages are others than last time."""
    runs.run(filled)
    told = versions.load()
    raised = told._replace(stages={**told.stages, "label_blocks": 99})
    monkeypatch.setattr(versions, "load", lambda: raised)
    plan = runs.run(filled).plan
    assert plan.is_reprocessing
    assert (plan.files_changed, plan.files_reprocessed, plan.files_unchanged) == (0, 3, 0)
    change = f"{told.stages['label_blocks']} → 99"
    assert [one[:4] for one in map(astuple, plan.reasons)] == [("stage", "label_blocks", change, 3)]
    now = process.pipeline_version("det")
    assert rows(filled, "SELECT DISTINCT pipeline_version FROM articles") == [(now,)]
    assert runs.plan(filled).is_empty


CORRECTION = """
[[correction]]
id = "ferry"
path = "north/ferry.txt"
reason = "The paper spells her so."
status = "final"
field = "authors"
expect = ["Ana Lind"]
value = ["Ana Lindh"]
"""


def test_corrections_are_applied_by_the_next_run(filled: Settings, tmp_path: Path) -> None:
    """A new correction does everything again, a stale one rejects its document alone, and both are told."""
    filled = replace(filled, corrections=tmp_path / "corrections.toml")
    filled.corrections.write_text("")
    runs.run(filled)
    filled.corrections.write_text(CORRECTION)
    assert runs.run(filled).plan.is_reprocessing
    authors = "SELECT authors FROM articles_current WHERE title = 'Ferry returns after repairs'"
    assert rows(filled, authors) == [(["Ana Lindh"],)]
    assert runs.plan(filled).is_empty
    filled.corrections.write_text(CORRECTION.replace('["Ana Lind"]', '["Ana Lynd"]'))
    summary = runs.run(filled)
    assert [(one.reason, one.files, one.example) for one in summary.rejects] == [
        ("correction_stale", 1, "north/ferry.txt")
    ]
    assert rows(filled, "SELECT detail FROM rejects_current") == [
        ("correction ferry: authors is read as 'Ana Lind', not as 'Ana Lynd'",)
    ]
    assert rows(filled, "SELECT count(*) FROM articles_current") == [(2,)]


def test_a_run_keeps_the_corrections_it_was_planned_with(filled: Settings, tmp_path: Path) -> None:
    """What becomes of the file between planning and processing changes nothing."""
    filled = replace(filled, corrections=tmp_path / "corrections.toml")
    filled.corrections.write_text(CORRECTION)
    run_id = runs.plan(filled).run_id
    filled.corrections.write_text("")
    assert runs.process(filled, run_id).rejects == 0
    shard = next((filled.warehouse / ".work" / "runs" / run_id).glob("*.articles.parquet"))
    assert b"Ana Lindh" in shard.read_bytes()


def test_wrong_corrections_stop_the_run(filled: Settings, tmp_path: Path) -> None:
    """A file that is asked for and not there, or malformed, stops before anything is written."""
    filled = replace(filled, corrections=tmp_path / "corrections.toml")
    with pytest.raises(StopError, match="there are no corrections at"):
        runs.run(filled)
    filled.corrections.write_text("[[correction]]\npath = 'a'\n")
    with pytest.raises(StopError, match="gives no reason"):
        runs.run(filled)


def test_empty_folder_is_a_finished_run(settings: Settings) -> None:
    """No files: a database with no rows, and a second run that writes nothing."""
    summary = runs.run(settings)
    assert (summary.plan.files_seen, summary.articles_total) == (0, 0)
    assert not summary.plan.is_empty
    assert rows(settings, "SELECT files_seen FROM runs") == [(0,)]
    assert runs.plan(settings).is_empty


def test_missing_folder_stops_and_makes_nothing(settings: Settings, tmp_path: Path) -> None:
    """Not even the warehouse folder is made."""
    with pytest.raises(StopError, match="does not exist"):
        runs.run(replace(settings, raw=tmp_path / "nowhere"))
    assert not settings.warehouse.exists()


def test_folders_that_cannot_be_told_apart_stop(settings: Settings, tmp_path: Path) -> None:
    """The raw folder is never written: a warehouse inside of it would be read as raw files."""
    with pytest.raises(StopError, match="lies inside the raw folder"):
        runs.run(replace(settings, warehouse=settings.raw / "warehouse"))
    assert not list(settings.raw.iterdir())
    (tmp_path / "file").write_text("x")
    with pytest.raises(StopError, match="is not a folder"):
        runs.run(replace(settings, warehouse=tmp_path / "file"))


def test_every_bad_file_is_a_reject_beside_the_articles(filled: Settings) -> None:
    """Empty, binary, too large, unknown, a link, a pipe, a name that is no text: nothing is lost."""
    limited = replace(filled, max_file_bytes=5000)
    write_all(filled.raw, {"empty.txt": "", "large.txt": "word " * 2000, "table.xlsx": "x"})
    (filled.raw / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    (filled.raw / "link.md").symlink_to("empty.txt")
    os.mkfifo(filled.raw / "pipe.txt")
    (filled.raw / os.fsdecode(b"caf\xe9.txt")).write_bytes(
        ARTICLES["north/ferry.txt"].encode() + b"\nMore.\n"
    )
    summary = runs.run(limited)
    assert summary.articles_total == 4
    assert rows(filled, "SELECT path FROM documents WHERE path LIKE 'caf%'") == [("caf\\xe9.txt",)]
    found = reasons(filled)
    assert set(found) == {"empty.txt", "large.txt", "link.md", "picture.txt", "pipe.txt", "table.xlsx"}
    assert (found["large.txt"], found["table.xlsx"]) == ("too_large", "unknown_format")
    assert found["link.md"] == found["pipe.txt"] == "not_a_file"
    assert sum(one.files for one in summary.rejects) == 6
    assert all(one.advice for one in summary.rejects)
    assert runs.plan(limited).is_empty
    assert runs.plan(filled).files_changed == 1  # the large file may be read now


def test_folder_that_cannot_be_listed_loses_nothing(
    filled: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is known of it stays current; the folder itself is a reject until it can be listed again."""
    runs.run(filled)
    true_scandir = os.scandir

    def scandir(folder: bytes | Path) -> object:
        if isinstance(folder, bytes) and folder.endswith(b"south/"):
            raise PermissionError(13, "Permission denied")
        return true_scandir(folder)

    with monkeypatch.context() as shut:
        shut.setattr(os, "scandir", scandir)
        summary = runs.run(filled)
        assert (summary.plan.files_gone, summary.articles_total) == (0, 3)
        assert reasons(filled) == {"south/": "unreadable"}
    runs.run(filled)
    assert reasons(filled) == {}


def test_file_that_changes_after_planning_has_the_hash_of_what_was_parsed(filled: Settings) -> None:
    """The next run sees the file as it is and does not take it for known."""
    plan = runs.plan(filled)
    ferry = filled.raw / "north/ferry.txt"
    ferry.write_text(ferry.read_text().replace("two months", "three months"))
    (filled.raw / "south/market.txt").unlink()
    runs.process(filled, plan.run_id)
    assert runs.process(filled, plan.run_id).articles == 2
    assert runs.load(filled, plan.run_id).rejects == 1
    runs.publish(filled)
    parsed = sources.read(filled.raw, "north/ferry.txt", 10_000)
    assert rows(filled, "SELECT sha256 FROM files WHERE path = 'north/ferry.txt'") == [(parsed.sha256,)]
    assert reasons(filled) == {"south/market.txt": "unreadable"}
    again = runs.plan(filled)
    assert (again.files_changed, again.files_gone) == (0, 1)


def test_stages_can_be_repeated_and_go_on_after_a_failure(
    filled: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same plan is the same run; finished batches are kept; a loaded run is left alone."""
    monkeypatch.setattr(staging, "BATCH_BYTES", 1)
    plan = runs.plan(filled, lambda: NOON)
    done: list[str] = []
    true_stage = batches.stage_batch

    def fail_at_third(batch: batches.Batch) -> batches.BatchCounts:
        if len(done) == 2:
            raise ResourceError("the disk is full", "")
        done.append(batch.batch_id)
        return true_stage(batch)

    monkeypatch.setattr(processing, "stage_batch", fail_at_third)
    with pytest.raises(ResourceError):
        runs.process(filled, plan.run_id)
    with pytest.raises(StopError, match="not processed yet"):
        runs.load(filled, plan.run_id)
    monkeypatch.setattr(processing, "stage_batch", true_stage)
    shards = Layout(filled.warehouse).runs / plan.run_id
    written = {path.name for path in shards.glob("*.parsed.parquet")}
    before = fingerprint(shards, lambda path: path.name in written)
    assert runs.plan(filled).run_id == plan.run_id
    assert runs.process(filled, plan.run_id).shards == 3
    assert fingerprint(shards, lambda path: path.name in written) == before
    assert runs.load(filled, plan.run_id).is_loaded
    assert not runs.load(filled, plan.run_id).is_loaded
    assert runs.process(filled, plan.run_id).files == 0
    runs.publish(filled)
    assert rows(filled, "SELECT count(*) FROM articles") == [(3,)]


def test_run_that_was_given_up_is_cleared_away(filled: Settings) -> None:
    """Staging of a plan that no longer holds does not pile up."""
    first = runs.plan(filled)
    write_all(filled.raw, {"new.txt": "New\n\nOne sentence. Another one.\n"})
    second = runs.plan(filled)
    assert second.run_id != first.run_id
    assert [path.name for path in Layout(filled.warehouse).runs.iterdir()] == [second.run_id]
    with pytest.raises(StopError, match="is planned"):
        runs.process(filled, first.run_id)


def test_failed_check_publishes_nothing(filled: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last good publication stays, and the message names the check and a row."""
    runs.run(filled)
    before = fingerprint(filled.warehouse, lambda path: ".work" not in path.parts)
    write_all(filled.raw, {"new.txt": "New\n\nOne sentence. Another one.\n"})
    bad = warehouse.CheckResult("offsets", "sentences are where they say", "abort", 2, ("row 7",))
    warning = replace(bad, name="dates", severity="warn", offenders=1)
    monkeypatch.setattr(warehouse, "check_unproved", lambda layout: (bad, warning))
    with pytest.raises(CheckError, match=r"check offsets \(sentences are where they say\).* 2 rows.*row 7"):
        runs.run(filled)
    assert fingerprint(filled.warehouse, lambda path: ".work" not in path.parts) == before
    monkeypatch.setattr(warehouse, "check_unproved", lambda layout: (warning,))
    summary = runs.run(filled)
    assert summary.plan.is_empty
    assert summary.publish.is_changed
    assert (summary.check.passed, len(summary.check.warnings)) == (0, 1)


def test_lock_is_for_one_process_at_a_time(filled: Settings) -> None:
    """While another process holds the lock, a run leaves with a RetryError that names it."""
    code = (
        "import sys, pathlib; from copydesk.warehouse import *\n"
        "with writer_lock(Layout(pathlib.Path(sys.argv[1]))): print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(filled.warehouse)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(RetryError, match=str(holder.pid)):
            runs.run(filled)
        holder.communicate(b"")
    with runs.writing(filled), runs.writing(filled):  # who holds it may take it again
        assert runs.run(filled).articles_total == 3


def test_full_disk_keeps_what_is_published(filled: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full is told as such, and the next run goes on."""
    runs.run(filled)
    before = fingerprint(filled.warehouse, lambda path: ".work" not in path.parts)
    write_all(filled.raw, {"new.txt": "New\n\nOne sentence. Another one.\n"})

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as tight:
        tight.setattr(os, "fsync", full)
        with pytest.raises(ResourceError, match="the disk is full"):
            runs.run(filled)
    assert fingerprint(filled.warehouse, lambda path: ".work" not in path.parts) == before
    assert not list(Layout(filled.warehouse).runs.rglob("*.tmp"))
    assert runs.run(filled).articles_total == 4


def test_dead_worker_is_told(filled: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that is killed does not take the run's words with it."""
    monkeypatch.setattr(staging, "BATCH_BYTES", 1)
    monkeypatch.setattr(processing, "stage_batch", die)
    with pytest.raises(ResourceError, match="a worker process died"):
        runs.run(replace(filled, workers=2))


def die(_: object) -> None:
    """End this process as the system does when memory is short."""
    os._exit(9)
