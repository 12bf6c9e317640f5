"""The schema contract: databases of every earlier version go on, newer ones are refused."""

import re
from pathlib import Path

import duckdb
import pytest

from copydesk import runs, warehouse
from copydesk.errors import StopError
from copydesk.settings import Settings
from copydesk.tables import CLOCK_COLUMNS, SCHEMA_VERSION, SCHEMAS
from copydesk.warehouse import Layout, known, migrations, statements
from tests.shell.rawfolder import ARTICLES, fingerprint, write_all
from tests.warehouse.handmade import Paper, run

VERSIONS = Path(__file__).parent / "versions"
FILES = {
    **ARTICLES,
    "south/copy.txt": ARTICLES["north/ferry.txt"],
    "south/again.txt": ARTICLES["north/ferry.txt"].rstrip("\n") + "  \n\n",
    "picture.jpg": "no text",
}
GONE = "south/market.txt"
"""The files that the databases in ``versions`` were made of by two runs; this one went before the second."""


@pytest.fixture(params=sorted(path.stem for path in VERSIONS.glob("*.sql")))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """The warehouse of an earlier version, and the raw folder as it is now."""
    settings = Settings(tmp_path / "raw", tmp_path / "warehouse")
    write_all(settings.raw, {path: text for path, text in FILES.items() if path != GONE})
    layout = Layout(settings.warehouse)
    layout.work.mkdir(parents=True)
    with duckdb.connect(layout.working) as connection:
        connection.execute((VERSIONS / f"{request.param}.sql").read_text(encoding="utf-8"))
    return settings


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The same two runs, both made by this version."""
    place = tmp_path_factory.mktemp("fresh")
    settings = Settings(place / "raw", place / "warehouse")
    write_all(settings.raw, FILES)
    runs.run(settings)
    (settings.raw / GONE).unlink()
    runs.run(settings)
    return settings


def described(database: Path) -> list[tuple[object, ...]]:
    """Every table and column with type, constraint and comment."""
    with duckdb.connect(database, read_only=True) as connection:
        return connection.execute(
            "SELECT table_name, column_index, column_name, data_type, is_nullable, comment "
            "FROM duckdb_columns() WHERE NOT internal ORDER BY ALL"
        ).fetchall()


def rows(database: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(database, read_only=True) as connection:
        return connection.execute(sql).fetchall()


def current(settings: Settings) -> dict[str, object]:
    """What the files that are there became, without clocks and run ids; what is gone keeps its old rows."""
    here = f"SELECT document_id FROM documents WHERE path <> '{GONE}'"
    of_document = f"WHERE document_id IN ({here})"
    kept = {
        "documents": f"WHERE path <> '{GONE}'",
        "articles": of_document,
        "sentences": f"WHERE article_id IN (SELECT article_id FROM articles {of_document})",
        **dict.fromkeys(("blocks", "repairs", "evidence", "spare_articles"), of_document),
        **dict.fromkeys(("files", "rejects", "furniture", "schema_version", "pending_lines"), ""),
    }
    found: dict[str, object] = {}
    for table, where in kept.items():
        names = {*CLOCK_COLUMNS.get(table, ()), "run_id"}
        left_out = ", ".join(f"'{name}'" for name in sorted(names))
        question = f"SELECT COLUMNS(lambda name: name NOT IN ({left_out})) FROM {table} {where} ORDER BY ALL"
        found[table] = rows(Layout(settings.warehouse).working, question)
    return found


def test_every_version_has_its_file() -> None:
    """Whoever raises SCHEMA_VERSION leaves a database of the version before."""
    minors = {int(re.match(r"1\.(\d+)", path.stem)[1]) for path in VERSIONS.glob("*.sql")}  # type: ignore[index]
    major, minor = map(int, SCHEMA_VERSION.split("."))
    assert major == 1
    assert minors == set(range(minor))
    assert {one.name for one in statements.read_all("migrations")} <= {f"1.{one}" for one in range(minor + 1)}


def test_an_older_database_gets_the_tables_of_this_version(old: Settings, fresh: Settings) -> None:
    """Types, constraints and comments are those of a new database; no row is lost, none is half filled."""
    working = Layout(old.warehouse).working
    count = "SELECT (SELECT count(*) FROM {}), (SELECT count(*) FROM {})"
    before = [rows(working, count.format(*pair)) for pair in (("articles", "sentences"), ("files", "runs"))]
    assert known(Layout(old.warehouse)).files["picture.jpg"].state == "rejected"
    fresh_working = Layout(fresh.warehouse).working
    loaders = ("pending_lines", "spare_articles", "spare_sentences")
    ours, theirs = described(working), described(fresh_working)
    assert [row for row in ours if row[0] in SCHEMAS] == [row for row in theirs if row[0] in SCHEMAS]
    assert [row[:4] for row in ours if row[0] in loaders] == [row[:4] for row in theirs if row[0] in loaders]
    after = [rows(working, count.format(*pair)) for pair in (("articles", "sentences"), ("files", "runs"))]
    assert after == before
    assert rows(working, "FROM schema_version") == [(SCHEMA_VERSION,)]
    nulls = "SELECT count(*) FROM spare_articles WHERE is_mixed IS NULL OR language_engine IS NULL"
    assert rows(working, nulls) == [(0,)]


def test_a_run_over_an_older_database_ends_like_a_new_one(old: Settings, fresh: Settings) -> None:
    """Where stages or rules have changed too, all files are processed again; the outcome is that of today."""
    versions = "SELECT pipeline_version, rules_version FROM runs ORDER BY rowid DESC LIMIT 1"
    before, now = (rows(Layout(one.warehouse).working, versions) for one in (old, fresh))
    summary = runs.run(old)
    assert summary.plan.is_reprocessing == (before != now)
    assert summary.publish.is_changed
    assert current(old) == current(fresh)
    questions = ("articles_current", "sentences_current")
    for view in questions:
        question = f"SELECT * EXCLUDE (run_id) FROM {view} ORDER BY ALL"
        question = question if view == "articles_current" else f"FROM {view} ORDER BY ALL"
        assert rows(Layout(old.warehouse).published, question) == rows(
            Layout(fresh.warehouse).published, question
        )


def test_a_migration_is_whole_or_not_there(old: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A statement that fails leaves the old tables as they were."""
    working = Layout(old.warehouse).working
    before = described(working)

    def fail(connection: duckdb.DuckDBPyConnection, statement: statements.Statement) -> None:
        raise duckdb.ConstraintException("NOT NULL")

    with monkeypatch.context() as patched:
        patched.setattr(migrations, "_rebuild", fail)
        with pytest.raises(StopError, match="other tables"):
            known(Layout(old.warehouse))
    assert described(working) == before
    assert known(Layout(old.warehouse)).last_run_id


def test_a_newer_database_is_refused(layout: Layout) -> None:
    """Nothing in it is touched, and the message names both versions."""
    run(layout, "one", [Paper("rain.txt")])
    with duckdb.connect(layout.working) as connection:
        connection.execute("UPDATE schema_version SET version = '1.40'")
    before = fingerprint(layout.root)
    with pytest.raises(StopError, match=rf"newer copydesk \(tables 1\.40, these are {SCHEMA_VERSION}\)"):
        known(layout)
    with pytest.raises(StopError, match="newer copydesk"):
        run(layout, "two", [Paper("snow.txt", title="Snow")])
    unlogged = {name: told for name, told in fingerprint(layout.root).items() if "runs" not in name}
    assert unlogged == {name: told for name, told in before.items() if "runs" not in name}


def test_an_older_publication_is_made_again(old: Settings, fresh: Settings) -> None:
    """A snapshot of another version is replaced by the next run, whatever it holds."""
    Layout(old.warehouse).published.write_bytes(Layout(old.warehouse).working.read_bytes())
    runs.run(old)
    assert warehouse.query(Layout(old.warehouse).published, "FROM schema_version").rows == [(SCHEMA_VERSION,)]
