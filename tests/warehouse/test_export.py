"""The export in partitions: what has changed is written, what has not is the very same file."""

import errno
import os
import random
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from copydesk import tables
from copydesk.warehouse import Layout, exported, exporting, partfiles, partitions, publish
from tests.warehouse.handmade import File, Paper, Reject, hashed, run


def paper(path: str, year: int | None, language: str = "en", **changes: object) -> Paper:
    """A paper of its own text, of a year and a language."""
    day = None if year is None else date(year, 3, 1)
    fields = {"published_on": day, "published_at": None, "language": language, **changes}
    if year is None:
        fields["date_precision"] = None
    return Paper(path, title=f"Title of {path}", changes=fields)


OLD, NEW, GERMAN, UNDATED = (
    paper("old.txt", 1987),
    paper("new.txt", 2024),
    paper("neu.txt", 2024, "de"),
    paper("undated.txt", None),
)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """A warehouse of four partitions, published once."""
    layout = Layout(tmp_path_factory.mktemp("original"))
    run(layout, "one", [OLD, NEW, GERMAN, UNDATED])
    publish(layout)
    return layout


@pytest.fixture
def published(original: Layout, bare: Layout) -> Layout:
    """A copy of it, to be changed."""
    shutil.copytree(original.root, bare.root, symlinks=True)
    return bare


def inodes(layout: Layout) -> dict[str, int]:
    """The files of the export by path without their names, and which file each is."""
    root = layout.export.resolve()
    return {path.parent.relative_to(root).as_posix(): path.stat().st_ino for path in root.rglob("*.parquet")}


def contents(layout: Layout) -> dict[str, bytes]:
    """Every byte of the export."""
    root = layout.export.resolve()
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def rewritten(before: dict[str, int], after: dict[str, int]) -> set[str]:
    """The partitions of articles that are new, gone or other files."""
    keys = {key for key in before | after if before.get(key) != after.get(key)}
    return {key.removeprefix("articles/") for key in keys if key.startswith("articles/")}


def test_folders_are_year_and_language(published: Layout) -> None:
    """One file per table and partition; articles without a day lie in the year 0, and have no day."""
    folders = {"year=1987/language=en", "year=2024/language=en", "year=2024/language=de"}
    folders.add("year=0/language=en")
    for table in exported.EXPORTED:
        root = published.export.resolve() / table.name
        files = list(root.rglob("*.parquet"))
        assert {path.parent.relative_to(root).as_posix() for path in files} == folders
        assert len(files) == len(folders)
    undated = pq.ParquetFile(next((published.export / "articles" / "year=0").rglob("*.parquet"))).read()
    assert undated["published_on"].to_pylist() == [None]


def test_sentences_and_evidence_lie_with_their_article(published: Layout) -> None:
    """A partition holds the sentences and the evidence of its articles, and their own language beside."""
    root = published.export.resolve()
    for folder in (path.parent.relative_to(root / "articles") for path in root.glob("articles/**/*.parquet")):
        articles = ds.dataset(root / "articles" / folder).to_table()
        for table, key in (("sentences", "article_id"), ("evidence", "document_id")):
            rows = ds.dataset(root / table / folder).to_table()
            assert rows.num_rows > 0
            assert set(rows[key].to_pylist()) == set(articles[key].to_pylist())
    german = ds.dataset(root / "sentences" / "year=2024" / "language=de").to_table()
    assert german["sentence_language"].to_pylist() == ["en", "en"]


CHANGES: dict[str, tuple[list[File], dict[str, list[str]], set[str]]] = {
    "new": ([paper("more.txt", 2024)], {}, {"year=2024/language=en"}),
    "new year": ([paper("more.txt", 2025)], {}, {"year=2025/language=en"}),
    "other title": (
        [paper("new.txt", 2024, title="Corrected")],
        {"known": ["new.txt"]},
        {"year=2024/language=en"},
    ),
    "other year": (
        [paper("new.txt", 1987)],
        {"known": ["new.txt"]},
        {"year=2024/language=en", "year=1987/language=en"},
    ),
    "other language": (
        [paper("new.txt", 2024, "de")],
        {"known": ["new.txt"]},
        {"year=2024/language=en", "year=2024/language=de"},
    ),
    "copy": ([Paper("copy.txt", OLD.title, changes=OLD.changes)], {}, {"year=1987/language=en"}),
    "gone": ([], {"gone": ["undated.txt"]}, {"year=0/language=en"}),
    "reject": ([Reject("picture.txt")], {}, set()),
}


@pytest.mark.parametrize("change", CHANGES)
def test_only_what_changed_is_written(published: Layout, change: str) -> None:
    """Unchanged partitions keep their files; the export is the same as one written from nothing."""
    files, options, expected = CHANGES[change]
    before = inodes(published)
    run(published, "two", files, known=options.get("known", ()), gone=options.get("gone", ()))
    assert publish(published).is_changed
    assert rewritten(before, inodes(published)) == expected
    assert_same_as_from_nothing(published)


def assert_same_as_from_nothing(layout: Layout) -> None:
    """Take the export away and write it whole: not one byte differs."""
    found = contents(layout)
    shutil.rmtree(layout.exports)
    assert publish(layout).is_changed
    assert contents(layout) == found


def steps(moments: random.Random) -> Iterator[tuple[list[File], dict[str, list[str]]]]:
    """Runs as they come: files that are new, changed, gone, back, copies of others, in any partition."""
    held: dict[str, Paper] = {}
    for _ in range(8):
        known, gone, files = [], [], {}
        for name in moments.sample([f"{letter}.txt" for letter in "abcdefgh"], k=3):
            if name in held and moments.random() < 0.3:
                gone.append(name)
                del held[name]
                continue
            known += [name] if name in held else []
            text = moments.choice("abcd")
            made = paper(text, moments.choice([None, 1987, 2024]), moments.choice(["en", "de"]))
            made = Paper(name, made.title, blanks=moments.choice(["", "\n"]), changes=made.changes)
            same = [one for one in held.values() if one.document_id == made.document_id]
            files[name] = Paper(name, made.title, made.body, made.blanks, changes=(same or [made])[0].changes)
            held[name] = files[name]
        yield list(files.values()), {"known": known, "gone": gone}


@pytest.mark.parametrize("seed", range(6))
def test_no_change_is_missed(layout: Layout, seed: int) -> None:
    """Whatever runs follow each other, the export that grew is the export that is written whole."""
    for number, (files, options) in enumerate(steps(random.Random(seed))):
        run(layout, f"{seed} {number}", files, known=options["known"], gone=options["gone"])
        publish(layout)
    assert_same_as_from_nothing(layout)


TEXTS = {"text"}
ROWS = [name for name in tables.ARTICLES.names if name not in TEXTS]


@pytest.mark.parametrize("column", ROWS)
def test_every_column_tells_a_partition(published: Layout, column: str) -> None:
    """The fingerprint sees each column of an article, also where a value takes the place of NULL."""
    values = {
        tables.STRING: "'x'",
        tables.INTEGER: "77",
        tables.REAL: "0.123",
        tables.TRUTH: f"NOT {column}",
        tables.DAY: "DATE '2024-03-02'",
        tables.MOMENT: "TIMESTAMPTZ '2024-03-01 00:00:01+00'",
        tables.NAMES: "['x']",
    }
    value = f"'{hashed('one')}'" if column == "run_id" else values[tables.ARTICLES.field(column).type]
    with duckdb.connect(published.published) as connection:
        before = {one.fingerprint for one in surveyed(connection)}
        if column in ("article_id", "document_id"):
            connection.execute(f"UPDATE documents SET {column} = 'x' WHERE path = 'new.txt'")
        if column == "run_id":
            connection.execute("UPDATE articles SET run_id = 'x'")
            connection.execute("INSERT INTO runs SELECT * REPLACE ('x' AS run_id) FROM runs")
        else:
            changed = f"UPDATE articles SET {column} = {value} WHERE title = 'Title of new.txt'"
            connection.execute(changed)
        after = {one.fingerprint for one in surveyed(connection)}
    assert after != before


def surveyed(connection: duckdb.DuckDBPyConnection) -> tuple[partitions.Partition, ...]:
    """The partitions, without leaving anything behind."""
    found = partitions.survey(connection)
    connection.execute("DETACH export_plan")
    return found


def test_other_writer_writes_all(published: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the bytes depend on beside the rows is part of the fingerprint."""
    before = inodes(published)
    monkeypatch.setattr(exported, "LAYOUT_VERSION", 0)
    run(published, "two", [Reject("picture.txt")])
    publish(published)
    assert not set(before.values()) & set(inodes(published).values())


def test_where_there_are_no_links(published: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system without hard links gets copies, with the same bytes."""
    before, files = inodes(published), contents(published)

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    run(published, "two", [Reject("picture.txt")])
    publish(published)
    assert not set(before.values()) & set(inodes(published).values())
    assert {name: one for name, one in contents(published).items() if name != exporting.MANIFEST} == {
        name: one for name, one in files.items() if name != exporting.MANIFEST
    }


@pytest.mark.parametrize("damage", ["lost", "cut"])
def test_damaged_files_are_written_anew(published: Layout, damage: str) -> None:
    """A file that somebody took away or cut short comes back with the next publication, changed or not."""
    good = contents(published)
    for follow in (False, True):
        path = next((published.export.resolve() / "articles" / "year=1987").rglob("*.parquet"))
        path.unlink()
        if damage == "cut":
            path.write_bytes(b"PAR1")
        if follow:
            run(published, "two", [paper("more.txt", 2025)])
        assert publish(published).is_changed
        found = contents(published)
        assert {name: found[name] for name in good if name != exporting.MANIFEST} == {
            name: one for name, one in good.items() if name != exporting.MANIFEST
        }


def test_files_are_for_reading(published: Layout) -> None:
    """Versions share files, so none may be written into."""
    assert all(not path.stat().st_mode & 0o222 for path in published.export.resolve().rglob("*.parquet"))


def test_same_rows_in_other_runs_of_the_same_name(published: Layout, tmp_path: Path) -> None:
    """Equal data give equal bytes: another warehouse exports the very same files under the same names."""
    other = Layout(tmp_path / "other")
    run(other, "one", [UNDATED, NEW], [GERMAN], [OLD])
    publish(other)
    assert contents(other) == contents(published)


@pytest.mark.parametrize("failures", [1, 4])
def test_what_memory_is_too_small_for_is_written_all_the_same(
    original: Layout, bare: Layout, monkeypatch: pytest.MonkeyPatch, failures: int
) -> None:
    """At once, one table after the other, and at last with more memory: the bytes are the same."""
    run(bare, "one", [OLD, NEW, GERMAN, UNDATED])
    true_write = partfiles.write_partitions
    left = [None] * failures

    def write(connection: duckdb.DuckDBPyConnection, *arguments: object) -> object:
        written = true_write(connection, *arguments)  # type: ignore[arg-type]
        if left:
            left.pop()
            raise duckdb.OutOfMemoryException("not enough for this table")
        return written

    monkeypatch.setattr(exporting, "write_partitions", write)
    publish(bare)
    assert not left
    assert contents(bare) == contents(original)
