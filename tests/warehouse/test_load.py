"""Loading: one transaction, the same rows whatever the order, nothing left of what is gone."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from operator import itemgetter

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from copydesk.errors import CheckError, RetryError, StopError
from copydesk.tables import CLOCK_COLUMNS, SCHEMAS, SORT_KEYS
from copydesk.warehouse import (
    CheckResult,
    Known,
    KnownFile,
    Layout,
    LoadCounts,
    LoadJob,
    check,
    known,
    load,
    loading,
)
from tests.warehouse.handmade import STARTED, File, Paper, Reject, hashed, job, run, stage

RAIN = Paper("rain.txt")
SNOW = Paper("snow.txt", title="Snow", body=("It snowed.", "Then it snowed again."))


def contents(layout: Layout) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, law 3's exceptions and run ids left out, in order."""
    found = {}
    with duckdb.connect(layout.working, read_only=True) as connection:
        for table, schema in SCHEMAS.items():
            left_out = {*CLOCK_COLUMNS.get(table, ()), "run_id"}
            columns = ", ".join(name for name in schema.names if name not in left_out)
            order = ", ".join(SORT_KEYS[table]) or "rowid"
            found[table] = connection.execute(f"SELECT {columns} FROM {table} ORDER BY {order}").fetchall()
        spare = "SELECT document_id, sentence_no, text FROM spare_sentences ORDER BY ALL"
        found["spares"] = connection.execute(spare).fetchall()
    return found


def select(layout: Layout, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(layout.working, read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_load_counts_and_rows(bare: Layout) -> None:
    """Two papers and a reject come in whole, and every check passes."""
    counts = run(bare, "one", [RAIN, Reject("picture.txt")], [SNOW])
    assert counts == LoadCounts(articles=2, sentences=4, blocks=8, rejects=1, is_loaded=True)
    assert select(bare, "SELECT path, state, encoding FROM files ORDER BY path") == [
        ("picture.txt", "rejected", None),
        ("rain.txt", "loaded", "utf-8"),
        ("snow.txt", "loaded", "utf-8"),
    ]
    assert select(bare, "SELECT files_new, files_changed, articles_loaded, rejects FROM runs") == [
        (3, 0, 2, 1)
    ]
    assert select(bare, "SELECT DISTINCT run_id FROM articles") == [(hashed("one"),)]
    assert [one.name for one in check(bare) if one.offenders] == []


def test_rows_of_an_article_lie_together(layout: Layout) -> None:
    """What is read and deleted together is stored together, its rows in the order of their numbers."""
    papers = [Paper(f"{number}.txt", title=f"Title {number}") for number in range(9)]
    run(layout, "one", papers[4:], papers[:4])
    for table, (owner, number) in {
        "sentences": ("article_id", "sentence_no"),
        "blocks": ("document_id", "block_no"),
    }.items():
        rows = select(layout, f"SELECT {owner}, {number} FROM {table} ORDER BY rowid")
        owners = [one for one, _ in groupby(rows, key=itemgetter(0))]
        assert len(owners) == len(set(owners)) == len(papers), table
        assert rows == sorted(rows, key=lambda row: (owners.index(row[0]), row[1])), table


def test_known(bare: Layout) -> None:
    """A plan learns paths, hashes, states and the last run; nothing before the first."""
    assert known(bare) == Known()
    run(bare, "one", [RAIN])
    run(bare, "two", gone=["rain.txt"])
    assert known(bare) == Known(
        {"rain.txt": KnownFile(RAIN.sha256, "gone", "text", is_missing=True)}, hashed("two"), "p1", "r1", 3
    )


@pytest.mark.parametrize("content", [b"", None])
def test_a_kill_before_the_first_commit_leaves_nothing_known(bare: Layout, content: bytes | None) -> None:
    """The file can be there, empty or without tables: the next run starts from nothing."""
    bare.work.mkdir(parents=True)
    if content is None:
        duckdb.connect(bare.working).close()
    else:
        bare.working.write_bytes(content)
    assert known(bare) == Known()
    assert run(bare, "one", [RAIN]).articles == 1


def test_empty_run(bare: Layout) -> None:
    """An empty raw folder is a run too, with no shard at all."""
    assert run(bare, "one") == LoadCounts(0, 0, 0, 0)
    assert known(bare).last_run_id == hashed("one")


def test_same_run_again_changes_nothing(layout: Layout) -> None:
    """A run that was committed before its caller heard of it is not loaded twice."""
    first = run(layout, "one", [RAIN, Reject("picture.txt")])
    before = layout.working.read_bytes()
    again = run(layout, "one", [RAIN, Reject("picture.txt")])
    assert (first.is_loaded, again.is_loaded) == (True, False)
    assert (again.articles, again.sentences, again.blocks, again.rejects) == (1, 2, 4, 1)
    assert layout.working.read_bytes() == before


def test_changed_file_replaces_its_rows(layout: Layout) -> None:
    """Nothing of the earlier text stays behind, and a reject that now passes is no reject."""
    run(layout, "one", [RAIN, SNOW, Reject("late.txt")])
    later = Paper("rain.txt", body=("It poured.",))
    late = Paper("late.txt", title="Late")
    run(layout, "two", [later, late], known=["rain.txt", "late.txt"])
    fresh = Layout(layout.root.with_name("fresh"))
    run(fresh, "one", [later, SNOW, late])
    found, expected = contents(layout), contents(fresh)
    for name in ("runs", "article_revisions", "reject_history"):
        found[name] = expected[name] = []
    assert found == expected


def test_first_seen_stays(layout: Layout) -> None:
    """A file keeps the moment it was first seen when it changes."""
    run(layout, "one", [RAIN])
    first = "SELECT CAST(first_seen_at AS VARCHAR), CAST(last_seen_at AS VARCHAR) FROM files"
    with duckdb.connect(layout.working) as connection:
        connection.execute("UPDATE files SET first_seen_at = TIMESTAMPTZ '2020-01-01 00:00:00+00'")
    run(layout, "two", [Paper("rain.txt", body=("It poured.",))], known=["rain.txt"])
    (seen,) = select(layout, first)
    assert str(seen[0]).startswith("2020-01-01")
    assert str(seen[1]).startswith("2024-05-01")


def test_gone_file_keeps_its_rows(layout: Layout) -> None:
    """A file that is gone is marked; its rows stay, and it can come back."""
    run(layout, "one", [RAIN, SNOW])
    run(layout, "two", gone=["rain.txt"])
    assert select(layout, "SELECT path, state FROM files ORDER BY path") == [
        ("rain.txt", "gone"),
        ("snow.txt", "loaded"),
    ]
    assert select(layout, "SELECT count(*) FROM articles") == [(2,)]
    run(layout, "three", [RAIN], known=["rain.txt"])
    assert select(layout, "SELECT DISTINCT state FROM files") == [("loaded",)]
    assert select(layout, "SELECT count(*) FROM articles") == [(2,)]


def test_one_text_in_two_files(layout: Layout) -> None:
    """Equal bytes under two names are one document and one article with two files."""
    copy = Paper("copy.txt")
    run(layout, "one", [RAIN], [copy])
    assert select(layout, "SELECT path, document_id FROM documents ORDER BY path") == [
        ("copy.txt", RAIN.document_id),
        ("rain.txt", RAIN.document_id),
    ]
    assert select(layout, "SELECT count(*) FROM blocks") == [(4,)]
    assert select(layout, "SELECT count(*) FROM sentences") == [(2,)]


def test_two_texts_alike_up_to_blanks(layout: Layout) -> None:
    """Two documents that are one article: the smaller id is shown, the other waits for its turn."""
    twin = Paper("twin.txt", blanks="\n\n\n")
    smaller, larger = sorted([RAIN, twin], key=lambda paper: paper.document_id)
    run(layout, "one", [RAIN, twin])
    assert select(layout, "SELECT document_id FROM articles") == [(smaller.document_id,)]
    assert select(layout, "SELECT DISTINCT document_id FROM spare_sentences") == [(larger.document_id,)]
    run(layout, "two", [Paper(smaller.path, title="New", body=("All new.",))], known=[smaller.path])
    assert (larger.document_id,) in select(layout, "SELECT document_id FROM articles")
    assert select(layout, "SELECT count(*) FROM sentences") == [(3,)]
    assert select(layout, "SELECT count(*) FROM spare_articles") == [(0,)]
    assert [one.name for one in check(layout) if one.offenders] == []


TWINS: Sequence[File] = (
    RAIN,
    Paper("twin.txt", blanks="\n\n\n"),
    Paper("third.txt", blanks=" "),
    Paper("copy.txt", encoding="windows-1252"),
)


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    """What is in a warehouse after one run with all twins."""
    layout = Layout(tmp_path_factory.mktemp("at_once"))
    run(layout, "all", TWINS)
    return contents(layout)


@pytest.mark.parametrize(("order", "cut"), [("3210", "1111"), ("2031", "22"), ("1302", "13"), ("3120", "4")])
def test_order_and_number_of_runs_do_not_matter(
    layout: Layout, at_once: dict[str, list[tuple[object, ...]]], order: str, cut: str
) -> None:
    """Law 3: one run with all files ends with the same rows as several runs in any order."""
    files = [TWINS[int(number)] for number in order]
    for step, size in enumerate(map(int, cut)):
        run(layout, f"step {step}", files[:size])
        files = files[size:]
    assert {**contents(layout), "runs": []} == {**at_once, "runs": []}


def test_new_version_replaces_all_rows(layout: Layout) -> None:
    """The same documents processed by other rules: the new rows count, in any number."""
    run(layout, "one", TWINS)
    newer = [Paper(one.path, blanks=one.blanks, pipeline="p2") for one in TWINS if isinstance(one, Paper)]
    changed = [
        Paper(one.path, blanks=one.blanks, pipeline="p2", changes={"language_confidence": 0.5})
        for one in newer
    ]
    run(layout, "two", changed[:2], changed[2:], known=[one.path for one in newer], pipeline="p2")
    assert select(layout, "SELECT pipeline_version, language_confidence FROM articles") == [("p2", 0.5)]
    assert select(layout, "SELECT DISTINCT pipeline_version FROM spare_articles") == [("p2",)]
    assert select(layout, "SELECT DISTINCT encoding FROM files") == [("utf-8",)]


def test_failed_check_rolls_back(layout: Layout) -> None:
    """An article whose count is wrong takes nothing with it: the warehouse stays as it was."""
    run(layout, "one", [RAIN])
    before = contents(layout)
    with pytest.raises(CheckError, match=r"article_counts.*1 row.*article_id="):
        run(layout, "two", [SNOW, Paper("bad.txt", title="Bad", changes={"word_count": 99})])
    assert contents(layout) == before
    assert known(layout).last_run_id == hashed("one")


def test_null_where_none_may_be_is_a_failed_check(layout: Layout) -> None:
    """The columns of the DDL refuse as the checks do."""
    folder = stage(layout.runs / "x", [[RAIN]])
    (shard,) = folder.glob("*.blocks.parquet")
    table = pq.read_table(shard)
    nothing = pa.nulls(table.num_rows, pa.string())
    pq.write_table(table.set_column(2, "label", nothing), shard)
    with pytest.raises(CheckError, match=r"NOT NULL.*label"):
        load(layout, job(folder, "x"))
    assert known(layout) == Known()


@pytest.mark.parametrize("damage", ["remove", "garble", "other columns"])
def test_damaged_staging(layout: Layout, damage: str) -> None:
    """Shards that are missing or are no tables of ours stop the load and leave the warehouse as it was."""
    run(layout, "one", [SNOW])
    before = contents(layout)
    folder = stage(layout.runs / "x", [[RAIN]])
    task = job(folder, "x")
    (shard,) = folder.glob("*.sentences.parquet")
    if damage == "remove":
        shard.unlink()
    elif damage == "garble":
        shard.write_bytes(b"no table")
    else:
        pq.write_table(pa.table({"a": [1]}), shard)
    with pytest.raises(StopError, match="staged rows") as caught:
        load(layout, task)
    assert "run again" in caught.value.advice
    assert contents(layout) == before


def test_working_database_of_another_version(bare: Layout) -> None:
    """A database whose tables are not ours is refused, not half used."""
    bare.work.mkdir(parents=True)
    with duckdb.connect(bare.working) as connection:
        connection.execute("CREATE TABLE files (path VARCHAR)")
    for ask in (lambda: run(bare, "one", [RAIN]), lambda: known(bare)):
        with pytest.raises(StopError, match="other tables"):
            ask()


def test_commit_that_fails(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """A commit that DuckDB refuses leaves nothing; the same run goes through afterwards."""
    run(layout, "one", [SNOW])
    before = contents(layout)

    def checks_then_fault(
        connection: duckdb.DuckDBPyConnection, severities: object
    ) -> tuple[CheckResult, ...]:
        connection.execute("SET debug_force_commit_failure = true")
        return ()

    with monkeypatch.context() as patched:
        patched.setattr(loading, "run_checks", checks_then_fault)
        with pytest.raises(RetryError, match="DuckDB gave up"):
            run(layout, "two", [RAIN])
    assert contents(layout) == before
    assert run(layout, "two", [RAIN]).articles == 1


MOMENTS = ("before_truncate", "before_header", "after_free_list_write", "before_wal_finish")


def load_with_fault(
    layout: Layout, task: LoadJob, monkeypatch: pytest.MonkeyPatch, *settings: str
) -> LoadCounts:
    """Load; DuckDB's own fault switches are set behind the checks, that is before the commit."""

    def checks_then_fault(
        connection: duckdb.DuckDBPyConnection, severities: object
    ) -> tuple[CheckResult, ...]:
        for setting in settings:
            connection.execute(f"SET {setting}")
        return ()

    with monkeypatch.context() as patched:
        patched.setattr(loading, "run_checks", checks_then_fault)
        return load(layout, task)


@pytest.mark.parametrize("moment", MOMENTS)
def test_checkpoint_that_breaks_off(layout: Layout, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """The commit stands when writing it into the file is cut short: the next run sees it and goes on."""
    run(layout, "one", [SNOW])
    folder = stage(layout.runs / "two", [[RAIN]])
    with suppress(RetryError, duckdb.Error):
        load_with_fault(layout, job(folder, "two"), monkeypatch, f"debug_checkpoint_abort = '{moment}'")
    assert known(layout).last_run_id == hashed("two")
    again = load(layout, job(folder, "two"))
    assert (again.articles, again.is_loaded) == (1, False)
    assert [one.name for one in check(layout) if one.offenders] == []


@pytest.mark.parametrize("moment", MOMENTS)
def test_fatal_error_behind_the_commit(layout: Layout, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """A commit that happened is reported as one, though DuckDB died behind it, and is not done twice."""
    run(layout, "one", [SNOW])
    folder = stage(layout.runs / "two", [[RAIN]])
    faults = ("checkpoint_threshold = '1b'", f"debug_checkpoint_abort = '{moment}'")
    counts = load_with_fault(layout, job(folder, "two"), monkeypatch, *faults)
    assert (counts.articles, counts.is_loaded) == (1, True)
    assert select(layout, "SELECT count(*) FROM runs") == [(2,)]
    assert load(layout, job(folder, "two")).is_loaded is False
    assert select(layout, "SELECT count(*) FROM articles") == [(2,)]
    assert [one.name for one in check(layout) if one.offenders] == []


def test_times_stay_in_order_when_the_clock_goes_back(layout: Layout) -> None:
    """A run that seems to be earlier is still the later one, and sees nothing before it was first seen."""
    run(layout, "one", [RAIN])
    back = stage(layout.runs / "two", [[RAIN]], known=["rain.txt"])
    early = replace(
        job(back, "two"), started_at=STARTED - timedelta(days=9), finished_at=STARTED - timedelta(days=10)
    )
    load(layout, early)
    assert known(layout).last_run_id == hashed("two")
    assert select(layout, "SELECT count(*) FROM files WHERE first_seen_at <= last_seen_at") == [(1,)]
    assert select(layout, "SELECT count(*) FROM runs WHERE started_at <= finished_at") == [(2,)]
    assert [one.name for one in check(layout) if one.offenders and one.severity == "abort"] == []
