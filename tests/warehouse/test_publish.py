"""Publishing: readers see the old version or the new one, equal data give equal bytes."""

import json
import os
import random
import resource
import shutil
import signal
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from copydesk import tables
from copydesk.errors import ResourceError, RetryError, StopError
from copydesk.warehouse import Layout, connect, exported, files, publish, query, snapshot
from tests.warehouse.handmade import Paper, Reject, hashed, run

RAIN = Paper("rain.txt")
SNOW = Paper("snow.txt", title="Snow", body=("It snowed.", "Then it snowed again."))


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """A warehouse with two papers and a reject, published once."""
    layout = Layout(tmp_path_factory.mktemp("original"))
    run(layout, "one", [RAIN, SNOW, Reject("picture.txt")])
    publish(layout)
    return layout


@pytest.fixture
def published(original: Layout, bare: Layout) -> Layout:
    """A copy of it, to be changed."""
    shutil.copytree(original.root, bare.root, symlinks=True)
    return bare


def export_of(layout: Layout) -> dict[str, bytes]:
    """Every file of the current export."""
    root = layout.export.resolve()
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def rows_of(layout: Layout, table: str) -> pa.Table:
    """The rows of a table of the export."""
    return ds.dataset(layout.export / table, partitioning="hive").to_table()


def one_file(layout: Layout, table: str) -> Path:
    """The file of a table that has only one."""
    (path,) = (layout.export.resolve() / table).rglob("*.parquet")
    return path


def everything(layout: Layout) -> list[str]:
    """Every path below the warehouse but for staging."""
    paths = (path.relative_to(layout.root).as_posix() for path in layout.root.rglob("*"))
    return sorted(path for path in paths if not path.startswith(".work/runs"))


def test_what_is_published(published: Layout) -> None:
    """Snapshot and export hold the current rows; nothing unfinished lies about."""
    again = publish(published)
    assert (again.articles, again.sentences, again.is_changed) == (2, 4, False)
    assert Path(again.database) == published.published
    assert Path(again.export) == published.export
    assert query(published.published, "SELECT count(*) FROM sentences_current").rows == [(4,)]
    version = os.readlink(published.export)
    assert everything(published) == sorted(
        [
            ".work",
            ".work/exports",
            ".work/proof.json",
            ".work/working.duckdb",
            "copydesk.duckdb",
            "export",
            version,
            f"{version}/manifest.json",
        ]
        + [
            f"{version}/{part}"
            for table in ("articles", "sentences", "evidence")
            for part in (
                table,
                f"{table}/year=2024",
                f"{table}/year=2024/language=en",
                f"{table}/year=2024/language=en/{one_file(published, table).name}",
            )
        ]
    )


def test_publishing_again_writes_no_byte(published: Layout) -> None:
    """Unchanged means untouched: same file, same inode, same time."""
    before = {path: os.stat(published.root / path) for path in everything(published)}
    assert not publish(published).is_changed
    after = {path: os.stat(published.root / path) for path in everything(published)}
    assert {path: (one.st_ino, one.st_mtime_ns, one.st_size) for path, one in after.items()} == {
        path: (one.st_ino, one.st_mtime_ns, one.st_size) for path, one in before.items()
    }


@pytest.mark.parametrize("lost", ["copydesk.duckdb", "export", "export/manifest.json"])
def test_what_is_lost_is_made_again(published: Layout, lost: str) -> None:
    """A snapshot or manifest that somebody deleted comes back with the next publication."""
    before = export_of(published)
    (published.root / lost).unlink()
    assert publish(published).is_changed
    assert export_of(published) == before
    assert query(published.published, "SELECT count(*) FROM articles").rows == [(2,)]


def test_same_rows_same_bytes(published: Layout, tmp_path: Path) -> None:
    """Two warehouses made from the same files in other batches export the same bytes (law 3)."""
    other = Layout(tmp_path / "other")
    run(other, "one", [SNOW], [Reject("picture.txt")], [RAIN])
    publish(other)
    assert export_of(other) == export_of(published)
    tables_of = "SELECT * FROM {} ORDER BY ALL"
    for name in ("articles_current", "blocks_current", "evidence", "repairs", "rejects"):
        sql = tables_of.format(name)
        assert query(other.published, sql) == query(published.published, sql)


def test_snapshot_is_written_for_older_readers(published: Layout) -> None:
    """DuckDB 1.4 opens it: the version in the file is the pinned one, not this DuckDB's own."""
    with duckdb.connect() as connection:
        connection.execute("ATTACH ? AS it (READ_ONLY)", [str(published.published)])
        sql = "SELECT tags['storage_version'] FROM duckdb_databases() WHERE database_name = 'it'"
        ((shown,),) = connection.execute(sql).fetchall()
    assert str(shown).startswith(connect.STORAGE_VERSION)
    for database in (published.published, published.working):
        # Main header: 8 bytes of checksum, DUCK, then the format: 67 is v1.4.0, DuckDB 2.0 itself writes 999.
        assert int.from_bytes(database.read_bytes()[12:20], "little") == 67


def test_snapshot_rows_lie_in_order(published: Layout) -> None:
    """An article's sentences lie together in the file."""
    for table, keys in tables.SORT_KEYS.items():
        if keys:
            shown = ", ".join(keys)
            rows = query(published.published, f"SELECT {shown} FROM {table} ORDER BY rowid").rows
            assert rows == query(published.published, f"SELECT {shown} FROM {table} ORDER BY ALL").rows


def test_comments_reach_the_reader(published: Layout) -> None:
    """Who opens the snapshot or the export finds the words on each column."""
    sql = "SELECT comment FROM duckdb_columns() WHERE table_name = 'articles' ORDER BY column_index"
    words = [tables.comment(tables.ARTICLES, name) for name in tables.ARTICLES.names]
    assert [comment for (comment,) in query(published.published, sql).rows] == words
    schema = pq.read_schema(one_file(published, "articles"))
    names = [name for name in tables.ARTICLES.names if name != "language"]
    assert schema.names == [*names, "paths"]
    assert [tables.comment(schema, name) for name in names] == [
        tables.comment(tables.ARTICLES, name) for name in names
    ]
    # What stands in the Arrow schema stands in the file's own metadata too, for who does not read Arrow's.
    with duckdb.connect() as connection:
        sql = "SELECT decode(key), decode(value) FROM parquet_kv_metadata(?)"
        told = dict(connection.execute(sql, [str(one_file(published, "articles"))]).fetchall())
    assert json.loads(told["columns"])["title"] == tables.comment(tables.ARTICLES, "title")
    assert told["schema_version"] == tables.SCHEMA_VERSION
    assert (told["licence"], told["provenance"]) == (exported.LICENCE, exported.PROVENANCE)


def test_manifest(published: Layout) -> None:
    """The manifest counts and hashes what lies beside it, and names run and versions."""
    manifest = json.loads((published.export / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["run_id"] == hashed("one")
    assert manifest["schema_version"] == tables.SCHEMA_VERSION
    assert (manifest["pipeline_version"], manifest["rules_version"]) == ("p1", "r1")
    for table, rows in (("articles", 2), ("sentences", 4), ("evidence", 12)):
        path = one_file(published, table)
        entry = manifest["files"][path.relative_to(published.export.resolve()).as_posix()]
        assert entry["rows"] == pq.read_metadata(path).num_rows == rows == manifest["tables"][table]["rows"]
        assert entry["bytes"] == path.stat().st_size == manifest["tables"][table]["bytes"]
        assert entry["sha256"] == files.digest(path)
        assert (entry["table"], entry["year"], entry["language"]) == (table, 2024, "en")
        assert (entry["run_id"], entry["schema_version"]) == (hashed("one"), tables.SCHEMA_VERSION)
        columns = manifest["tables"][table]["columns"]
        assert [one["name"] for one in columns] == pq.read_schema(path).names
        assert all(one["comment"] for one in columns)


def test_gone_files_leave_the_publication(published: Layout) -> None:
    """An article that no file holds any more is in no current view and no export; its rows stay."""
    run(published, "two", gone=["rain.txt"])
    done = publish(published)
    assert (done.articles, done.sentences, done.is_changed) == (1, 2, True)
    assert rows_of(published, "articles")["article_id"].to_pylist() == [SNOW.article_id]
    count = "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM articles_current)"
    assert query(published.published, count).rows == [(2, 1)]


def test_paths_are_sorted_and_current(layout: Layout) -> None:
    """An article names every file that holds it now."""
    run(layout, "one", [Paper("z.txt"), Paper("a.txt"), Paper("m.txt")])
    run(layout, "two", gone=["m.txt"])
    publish(layout)
    assert query(layout.published, "SELECT paths FROM articles_current").rows == [(["a.txt", "z.txt"],)]
    assert query(layout.published, "SELECT count(*), min(path) FROM blocks_current").rows == [(4, "a.txt")]


def test_an_open_reader_keeps_its_version(published: Layout) -> None:
    """Who has the snapshot open goes on reading it; who opens it later reads the new one."""
    path = one_file(published, "articles")
    with (
        duckdb.connect(published.published, read_only=True) as reader,
        path.open("rb") as old_export,
    ):
        listed = ds.dataset(published.export.resolve() / "articles", partitioning="hive")
        run(published, "two", [Paper("hail.txt", title="Hail")])
        publish(published)
        assert reader.execute("SELECT count(*) FROM articles_current").fetchall() == [(2,)]
        assert pq.read_table(old_export).num_rows == 2
        assert pq.read_metadata(path).num_rows == 2
        assert listed.to_table().num_rows == 2
        assert rows_of(published, "articles").num_rows == 3
    assert query(published.published, "SELECT count(*) FROM articles_current").rows == [(3,)]


def test_no_old_log_lies_beside_a_new_snapshot(published: Layout) -> None:
    """Who writes into the snapshot and is killed leaves a log: it is not that of the next one."""
    log = published.published.with_name(f"{published.published.name}.wal")
    with duckdb.connect(published.published) as connection:
        connection.execute("PRAGMA disable_checkpoint_on_shutdown")
        connection.execute("DELETE FROM articles")
    assert log.exists()
    run(published, "two", [Paper("hail.txt", title="Hail")])
    publish(published)
    assert not log.exists()
    assert query(published.published, "SELECT count(*) FROM articles").rows == [(3,)]


def test_old_versions_are_pruned(published: Layout) -> None:
    """The export before stays for those who are reading it, older ones go."""
    seen = [published.export.resolve()]
    for number in range(2):
        run(published, f"run {number}", [Paper(f"{number}.txt", title=f"Title {number}")])
        publish(published)
        seen.append(published.export.resolve())
    assert sorted(published.exports.iterdir()) == sorted(seen[-2:])


@pytest.mark.parametrize("step", ["replace", "switch_link"])
def test_failure_half_way_keeps_the_old(
    published: Layout, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Whatever fails, both outputs can be read, nothing unfinished stays, and the next publication heals."""
    before = export_of(published)
    run(published, "two", gone=["rain.txt"])

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device", str(published.root))

    with monkeypatch.context() as patched:
        patched.setattr(files, step, fail)
        with pytest.raises(ResourceError, match="no space is left"):
            publish(published)
    assert export_of(published) == before
    assert query(published.published, "SELECT count(*) FROM articles").rows == [(2,)]
    assert [path for path in everything(published) if ".new" in path] == []
    assert publish(published).is_changed
    assert len(list(published.exports.iterdir())) == 2
    assert query(published.published, "SELECT count(*) FROM articles_current").rows == [(1,)]


@pytest.mark.parametrize("moment", ["before_truncate", "before_header", "after_free_list_write"])
def test_checkpoint_of_the_snapshot_breaks_off(
    published: Layout, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """DuckDB's own fault switch: the old snapshot stays, the error says to run again, and that heals."""
    before = export_of(published)
    run(published, "two", gone=["rain.txt"])
    true_config = snapshot._config

    def config_with_fault(spill: Path) -> dict[str, str | bool | int | float | list[str]]:
        return {**true_config(spill), "debug_checkpoint_abort": moment}

    with monkeypatch.context() as patched:
        patched.setattr(snapshot, "_config", config_with_fault)
        with pytest.raises(RetryError, match="DuckDB gave up"):
            publish(published)
    assert export_of(published) == before
    assert query(published.published, "SELECT count(*) FROM articles").rows == [(2,)]
    assert publish(published).is_changed
    assert query(published.published, "SELECT count(*) FROM articles_current").rows == [(1,)]


def test_litter_of_a_killed_publication_is_removed(published: Layout) -> None:
    """What a kill left is swept away by the next call, even when there is nothing to publish."""
    before = everything(published)
    for name in (".copydesk.duckdb.new", ".copydesk.duckdb.new.wal"):
        (published.root / name).write_bytes(b"half")
    (published.exports / ".new").mkdir()
    (published.exports / ".new" / "articles.parquet").write_bytes(b"half")
    (published.root / ".export.new").symlink_to("nowhere")
    assert not publish(published).is_changed
    assert everything(published) == before


def test_full_disk(published: Layout) -> None:
    """A disk that is full while the snapshot is written: the old one stays, the message says where."""
    before = export_of(published)
    noise = tuple(f"{random.Random(n).randbytes(30_000).hex()}." for n in range(40))
    run(published, "two", [Paper("long.txt", body=noise)])
    child = os.fork()
    if child == 0:  # the limit cannot be lifted again, so a process of its own bears it
        code = 3
        with suppress(Exception):
            code = publish_in_little_room(published)
        os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == ResourceError.exit_code
    assert export_of(published) == before
    assert query(published.published, "SELECT count(*) FROM articles").rows == [(2,)]
    assert publish(published).is_changed


def publish_in_little_room(layout: Layout) -> int:
    """Publish where no file may become larger than 900 kB; the exit code of the error that says so."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (900_000, 900_000))
    try:
        publish(layout)
    except ResourceError as error:
        return error.exit_code if "larger" in str(error) and str(layout.root) in str(error) else 2
    return 0


def test_export_in_several_row_groups(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row groups have the same rows whatever batches DuckDB hands out."""
    small = {"articles": (2, 4), "sentences": (3, 6), "evidence": (100, 100)}
    for name in ("exporting", "exported"):
        monkeypatch.setattr(
            f"copydesk.warehouse.{name}.EXPORTED",
            tuple(
                replace(one, group_rows=small[one.name][0], file_rows=small[one.name][1])
                for one in exported.EXPORTED
            ),
        )
    run(layout, "one", [Paper(f"{number}.txt", title=f"Title {number}") for number in range(5)])
    publish(layout)
    groups = []
    for path in sorted((layout.export.resolve() / "sentences").rglob("*.parquet")):
        metadata = pq.read_metadata(path)
        groups.append([metadata.row_group(one).num_rows for one in range(metadata.num_row_groups)])
    assert groups == [[3, 3], [3, 1]]
    assert len(list((layout.export.resolve() / "articles").rglob("*.parquet"))) == 2
    assert len(list((layout.export.resolve() / "evidence").rglob("*.parquet"))) == 1
    assert rows_of(layout, "articles")["article_id"].to_pylist() == sorted(
        Paper("", title=f"Title {number}").article_id for number in range(5)
    )


def test_empty_warehouse_is_published(layout: Layout) -> None:
    """An empty raw folder gives empty tables, not an error."""
    run(layout, "one")
    done = publish(layout)
    assert (done.articles, done.sentences, done.is_changed) == (0, 0, True)
    for table in exported.EXPORTED:
        assert rows_of(layout, table.name).num_rows == 0
        assert pq.read_schema(one_file(layout, table.name)).names == table.schema.names
    assert not publish(layout).is_changed


def test_nothing_to_publish(bare: Layout) -> None:
    """Before the first run there is nothing, and the message says what to do."""
    with pytest.raises(StopError, match="no database") as caught:
        publish(bare)
    assert "copydesk run" in caught.value.advice


def test_export_that_is_not_ours(published: Layout) -> None:
    """A folder that somebody put in the place of the link is left alone."""
    published.export.unlink()
    published.export.mkdir()
    (published.export / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(StopError, match="not a link"):
        publish(published)
    assert (published.export / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_other_views_are_published(published: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new version of the SQL makes a new snapshot of the same run."""
    monkeypatch.setattr("copydesk.warehouse.statements.digest", lambda full_text: "0" * 32)
    assert publish(published).is_changed
    assert not publish(published).is_changed


def test_a_loose_database_is_written_anew(published: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copied or written anew, the snapshot holds the same tables and views, and nothing of the loader's."""
    names = "SELECT table_name FROM information_schema.tables ORDER BY ALL"
    tables_and_views = [str(name) for (name,) in query(published.published, names).rows]
    copied = {name: query(published.published, f"FROM {name} ORDER BY ALL").rows for name in tables_and_views}
    published.published.unlink()
    monkeypatch.setattr(snapshot, "_is_loose", lambda _: True)
    assert publish(published).is_changed
    assert [name for (name,) in query(published.published, names).rows] == tables_and_views
    assert not [name for name in tables_and_views if name.startswith("spare")]
    for name, rows in copied.items():
        assert query(published.published, f"FROM {name} ORDER BY ALL").rows == rows


def test_room_of_deleted_rows_makes_a_database_loose(bare: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """Free blocks count, whoever left them."""
    monkeypatch.setattr(snapshot, "LEAST_BLOCKS", 2)
    noise = tuple(f"{random.Random(n).randbytes(30_000).hex()}." for n in range(40))
    run(bare, "one", [Paper("long.txt", body=noise)])
    assert not snapshot._is_loose(bare.working)
    with duckdb.connect(bare.working) as connection:
        for table in ("articles", "sentences", "blocks"):
            connection.execute(f"DELETE FROM {table}")
    assert snapshot._is_loose(bare.working)


def test_what_a_killed_load_left_in_the_log_is_published(published: Layout) -> None:
    """Rows that were committed and not yet moved into the file are in the snapshot."""
    with duckdb.connect(published.working) as connection:
        connection.execute("PRAGMA disable_checkpoint_on_shutdown")
        connection.execute("UPDATE articles SET section = 'moved'")
    assert published.working.with_name(f"{published.working.name}.wal").exists()
    published.published.unlink()
    publish(published)
    assert query(published.published, "SELECT DISTINCT section FROM articles").rows == [("moved",)]
