"""Forgetting: nothing is left of a document but its tombstone, and it does not come back."""

import duckdb
import pyarrow.parquet as pq
import pytest

from copydesk import tables
from copydesk.errors import CheckError, StopError
from copydesk.warehouse import (
    Layout,
    barring,
    find,
    forget,
    forgetting,
    partfiles,
    proof,
    publish,
    query,
    statements,
)
from tests.warehouse.handmade import STARTED, Paper, Reject, hashed, run

RARE = "Zwölfuhrläutenxq7"
SECRET = Paper("secret.txt", title=f"The {RARE}", body=(f"A {RARE} rang.", "It stopped."))
COPY = Paper("copy/secret.txt", title=f"The {RARE}", body=(f"A {RARE} rang.", "It stopped."), blanks="\n")
SNOW = Paper("snow.txt", title="Snow", body=("It snowed.", "Then it snowed again."))


@pytest.fixture
def plain(bare: Layout, monkeypatch: pytest.MonkeyPatch) -> Layout:
    """A warehouse whose files are not compressed, so that what is in them can be seen in their bytes."""
    read_all = duckdb.connect
    monkeypatch.setattr(partfiles, "COMPRESSION", "none")
    schema = statements.schema

    def uncompressed() -> tuple[statements.Statement, ...]:
        return tuple(
            statements.Statement(one.name, one.text.replace(" USING COMPRESSION zstd", ""))
            for one in schema()
        )

    def connected(*arguments: object, **options: object) -> duckdb.DuckDBPyConnection:
        connection = read_all(*arguments, **options)  # type: ignore[arg-type]
        connection.execute("SET force_compression = 'uncompressed'")
        return connection

    monkeypatch.setattr(statements, "schema", uncompressed)
    monkeypatch.setattr(duckdb, "connect", connected)
    run(bare, "one", [SECRET, COPY, SNOW, Reject("picture.txt")])
    publish(bare)
    run(bare, "two", [Paper("hail.txt", title="Hail")])
    publish(bare)
    return bare


def holding(layout: Layout, word: str) -> set[str]:
    """The files below the warehouse whose bytes hold the word."""
    return {
        path.relative_to(layout.root).as_posix()
        for path in layout.root.rglob("*")
        if path.is_file() and not path.is_symlink() and word.encode() in path.read_bytes()
    }


def test_no_byte_is_left(plain: Layout) -> None:
    """Tables, spares, staging, snapshot, the export and its older version: the word stood in all of them."""
    (plain.runs / "given up").mkdir(parents=True, exist_ok=True)
    (plain.runs / "given up" / "x.blocks.parquet").write_bytes(RARE.encode())
    before = holding(plain, RARE)
    assert {".work/working.duckdb", "copydesk.duckdb", ".work/runs/given up/x.blocks.parquet"} < before
    assert {path.split("/")[2] for path in before if path.startswith(".work/exports")} == {
        path.name for path in plain.exports.iterdir()
    }
    assert len(list(plain.exports.iterdir())) == 2
    forget(plain, find(plain, "secret.txt"), STARTED, "raw")
    publish(plain)
    assert holding(plain, RARE) == set()
    assert holding(plain, "snowed again") != set()
    assert len(list(plain.exports.iterdir())) == 1
    assert not plain.erasing.exists()


@pytest.mark.parametrize(
    "key",
    ["secret.txt", "copy/secret.txt", SECRET.document_id, COPY.document_id[:8], SECRET.article_id.upper()],
)
def test_every_key_means_the_article(plain: Layout, key: str) -> None:
    """Document, article or path: all documents of the text go, and tombstones stay."""
    found = find(plain, key)
    assert {one.document_id for one in found.versions} == {SECRET.document_id, COPY.document_id}
    assert set(found.paths) == {"secret.txt", "copy/secret.txt"}
    assert (found.title, found.sentences) == (SECRET.title, 2)
    forget(plain, found, STARTED, "raw")
    publish(plain)
    assert query(plain.published, "FROM forgotten ORDER BY document_id").rows == sorted(
        [(one.document_id, one.article_id, STARTED) for one in (SECRET, COPY)]
    )
    assert query(plain.published, "SELECT path, state FROM files ORDER BY path").rows == [
        ("copy/secret.txt", "rejected"),
        ("hail.txt", "loaded"),
        ("picture.txt", "rejected"),
        ("secret.txt", "rejected"),
        ("snow.txt", "loaded"),
    ]
    assert query(
        plain.published, "SELECT path FROM rejects WHERE reason = 'forgotten' ORDER BY ALL"
    ).rows == [
        ("copy/secret.txt",),
        ("secret.txt",),
    ]
    with pytest.raises(StopError, match="forgotten already") as caught:
        find(plain, key)
    assert "raw" in caught.value.advice


def test_no_table_names_it(plain: Layout) -> None:
    """No row of any table of the working database bears its ids, the tombstone aside."""
    forget(plain, find(plain, "secret.txt"), STARTED, "raw")
    with duckdb.connect(plain.working, read_only=True) as connection:
        for table in forgetting.table_columns(connection):
            text = str(connection.execute(f"FROM {table}").fetchall())
            assert (SECRET.document_id in text) == (table == "forgotten")


@pytest.mark.parametrize("path", ["secret.txt", "elsewhere.txt"])
@pytest.mark.parametrize("blanks", ["", "  \n", "\n\n"])
def test_it_is_not_loaded_again(plain: Layout, path: str, blanks: str) -> None:
    """Neither from its own file nor from another, whatever the blanks: the reject says what to do."""
    forget(plain, find(plain, "secret.txt"), STARTED, "raw")
    again = Paper(path, SECRET.title, SECRET.body, blanks=blanks)
    known = [path] if path == "secret.txt" else []
    run(plain, "again", [again, Paper("other.txt", title="Other")], known=known)
    publish(plain)
    count = "SELECT count(*) FROM articles_current WHERE article_id = '{}'"
    assert query(plain.published, count.format(SECRET.article_id)).rows == [(0,)]
    assert query(plain.published, count.format(Paper("", title="Other").article_id)).rows == [(1,)]
    said = query(plain.published, f"SELECT reason, advice, sha256 FROM rejects WHERE path = '{path}'").rows
    assert said == [("forgotten", barring.ADVICE, again.sha256)]
    assert holding(plain, RARE) - {name for name in holding(plain, RARE) if "/runs/" in name} == set()


def test_a_gone_file_stays_gone(layout: Layout) -> None:
    """What is no longer in the raw folder can be forgotten too."""
    run(layout, "one", [SECRET, SNOW])
    run(layout, "two", gone=["secret.txt"])
    forget(layout, find(layout, "secret.txt"), STARTED, "raw")
    publish(layout)
    assert query(layout.published, "SELECT state FROM files WHERE path = 'secret.txt'").rows == [("gone",)]
    assert query(layout.published, "SELECT title FROM articles").rows == [("Snow",)]
    assert query(layout.published, "SELECT count(*) FROM rejects_current").rows == [(0,)]


def test_forgotten_and_never_there_are_the_same_rows(layout: Layout, bare: Layout) -> None:
    """What an outlet repeats is counted as if the document had never been there."""
    footer = "The editors may be reached at any hour."
    papers = [Paper(f"{n}.txt", title=f"Title {n}", body=(f"Text {n}.", footer)) for n in range(6)]
    other = Layout(bare.root.with_name("other"))
    run(layout, "one", papers)
    forget(layout, find(layout, "5.txt"), STARTED, "raw")
    run(other, "one", papers[:5])
    with duckdb.connect(layout.working) as one, duckdb.connect(other.working) as two:
        for table in ("furniture", "pending_lines", "documents", "blocks", "sentences", "spare_articles"):
            sql = f"FROM {table} ORDER BY ALL"
            assert one.execute(sql).fetchall() == two.execute(sql).fetchall(), table


def test_a_failed_erasure_changes_nothing(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the transaction fails, nothing is forgotten; the next publication writes all anew."""
    run(layout, "one", [SECRET, SNOW])
    publish(layout)

    def fail(*_: object) -> None:
        raise CheckError("no")

    with monkeypatch.context() as patched:
        patched.setattr(forgetting, "_erase", fail)
        with pytest.raises(CheckError):
            forget(layout, find(layout, "secret.txt"), STARTED, "raw")
    assert layout.erasing.exists()
    assert publish(layout).is_changed
    assert not layout.erasing.exists()
    assert query(layout.published, "SELECT count(*) FROM articles_current").rows == [(2,)]
    assert not publish(layout).is_changed


def test_a_kill_behind_the_transaction_is_finished(plain: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between transaction and publication the bytes lie in the files; the next publication takes them."""
    forget(plain, find(plain, "secret.txt"), STARTED, "raw")
    assert holding(plain, RARE) != set()

    def fail(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    for name in ("rewrite", "link_export", "write_export"):
        with monkeypatch.context() as patched:
            patched.setattr(f"copydesk.warehouse.publishing.{name}", fail)
            with pytest.raises(Exception, match="disk reports"):
                publish(plain)
        assert plain.erasing.exists()
    publish(plain)
    assert holding(plain, RARE) == set()
    assert not plain.erasing.exists()


def test_rows_and_their_order_survive_the_rewriting(plain: Layout) -> None:
    """The rewritten database holds every other row, in its order, in the same format, proved as before."""
    names = [*tables.SCHEMAS, "spare_articles", "spare_sentences", "pending_lines"]

    def rows() -> dict[str, list[tuple[object, ...]]]:
        with duckdb.connect(plain.working, read_only=True) as connection:
            return {name: connection.execute(f"FROM {name} ORDER BY rowid").fetchall() for name in names}

    forget(plain, find(plain, "secret.txt"), STARTED, "raw")
    before, inode = rows(), plain.working.stat().st_ino
    assert proof.holds(plain)
    publish(plain)
    assert rows() == before
    assert plain.working.stat().st_ino != inode
    assert int.from_bytes(plain.working.read_bytes()[12:20], "little") == 67
    assert proof.holds(plain)


def test_what_names_no_document_is_known(empty: object, layout: Layout) -> None:
    """A new table either names documents or articles, so that forgetting finds it, or is known not to."""
    with duckdb.connect(layout.working, read_only=True) as connection:
        found = forgetting.table_columns(connection)
    without = {
        table
        for table, columns in found.items()
        if not any(name.endswith(("document_id", "article_id")) for name in columns)
    }
    assert set(found) >= set(tables.SCHEMAS)
    assert without == set(forgetting.NAME_NO_DOCUMENT)


@pytest.mark.parametrize("key", ["", "zz", "0000000", "nowhere.txt", "' OR 1=1 --", "picture.txt"])
def test_nobody_answers(plain: Layout, key: str) -> None:
    """What means no document erases none."""
    with pytest.raises(StopError, match="no document answers"):
        find(plain, key)


def test_several_answer(layout: Layout) -> None:
    """A beginning that two articles share is not guessed about."""
    papers = [Paper(f"{n}.txt", title=f"Title {n}") for n in range(400)]
    starts: dict[str, str] = {}
    pair = next(
        (paper, starts[paper.article_id[:4]])
        for paper in (Paper(f"{n}.txt", title=f"Title {n}") for n in range(5000))
        if starts.setdefault(paper.article_id[:4], paper.path) != paper.path
    )
    papers = [pair[0], Paper(pair[1], title=f"Title {pair[1].removesuffix('.txt')}")]
    run(layout, "one", papers)
    with pytest.raises(StopError, match="several articles"):
        find(layout, papers[0].article_id[:4])


def test_the_export_without_it_is_read(plain: Layout) -> None:
    """The manifest counts what is left."""
    forget(plain, find(plain, "secret.txt"), STARTED, "raw")
    done = publish(plain)
    rows = sum(pq.read_metadata(path).num_rows for path in (plain.export / "articles").rglob("*.parquet"))
    assert done.articles == rows == 2
    assert hashed("two") != query(plain.published, "SELECT last(run_id) FROM runs").rows[0][0]
