"""The column law in its three places: Arrow schemas, DDL and model say the same."""

import re
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from copydesk import model, tables
from copydesk.errors import StopError
from copydesk.tables import history
from copydesk.warehouse import statements

SQL_TYPES = {
    tables.STRING: "VARCHAR",
    tables.INTEGER: "INTEGER",
    tables.LONG: "BIGINT",
    tables.REAL: "DOUBLE",
    tables.TRUTH: "BOOLEAN",
    tables.DAY: "DATE",
    tables.MOMENT: "TIMESTAMP WITH TIME ZONE",
    tables.NAMES: "VARCHAR[]",
}


@pytest.fixture
def empty() -> duckdb.DuckDBPyConnection:
    """A database with all tables and views and no row."""
    connection = duckdb.connect()
    for statement in (*statements.schema(), *statements.read_all("search"), *statements.furnishing()):
        connection.execute(statement.text)
    return connection


@pytest.mark.parametrize("table", tables.SCHEMAS)
def test_ddl_agrees_with_arrow(empty: duckdb.DuckDBPyConnection, table: str) -> None:
    """Names, order, types, nullability and comments are the same, word for word."""
    found = empty.execute(
        "SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns() "
        "WHERE table_name = ? ORDER BY column_index",
        [table],
    ).fetchall()
    schema = tables.SCHEMAS[table]
    assert found == [
        (field.name, SQL_TYPES[field.type], field.nullable, tables.comment(schema, field.name))
        for field in schema
    ]
    said = empty.execute("SELECT comment FROM duckdb_tables() WHERE table_name = ?", [table]).fetchall()
    assert said == [(tables.comment(schema),)]


def test_every_ddl_file_is_a_table() -> None:
    """No file lies in sql/schema that nobody creates."""
    assert {one.name for one in statements.read_all("schema")} == set(tables.SCHEMAS)


def test_keys_and_clocks_name_columns() -> None:
    """SORT_KEYS and CLOCK_COLUMNS speak of columns that exist."""
    assert set(tables.SORT_KEYS) == set(tables.SCHEMAS)
    for table, columns in (*tables.SORT_KEYS.items(), *tables.CLOCK_COLUMNS.items()):
        assert set(columns) <= set(tables.SCHEMAS[table].names)


def test_views_are_commented_and_named_as_their_files(empty: duckdb.DuckDBPyConnection) -> None:
    """Each file of sql/views makes one view and says what it shows."""
    found = empty.execute("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal").fetchall()
    assert {name for name, _ in found} == {one.name.split("_", 1)[1] for one in statements.read_all("views")}
    assert all(comment for _, comment in found)


def test_macros_are_commented_and_named_as_their_files(empty: duckdb.DuckDBPyConnection) -> None:
    """Each file of sql/macros makes one macro and says what it is for."""
    found = empty.execute(
        "SELECT DISTINCT function_name, comment FROM duckdb_functions() "
        "WHERE NOT internal AND function_type IN ('macro', 'table_macro')"
    ).fetchall()
    assert {name for name, _ in found} == {one.name.split("_", 1)[1] for one in statements.read_all("macros")}
    assert all(comment for _, comment in found)


def test_tables_of_the_index_are_commented(empty: duckdb.DuckDBPyConnection) -> None:
    """Each file of sql/search makes the table of its name, and every column says what it holds."""
    for one in statements.read_all("search"):
        said = empty.execute(
            "SELECT comment FROM duckdb_tables() WHERE table_name = $1 "
            "UNION ALL SELECT comment FROM duckdb_columns() WHERE table_name = $1",
            [one.name],
        ).fetchall()
        assert len(said) > 1
        assert all(comment for (comment,) in said)


def test_a_question_says_what_it_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of sql/queries without its question is told by its name."""
    for name in ("schema", "queries"):
        (tmp_path / name).mkdir()
    (tmp_path / "queries" / "01_vague.sql").write_text("SELECT 1", encoding="utf-8")
    monkeypatch.setattr(statements.folder, "__defaults__", ((tmp_path,),))
    with pytest.raises(StopError, match="01_vague"):
        statements.questions()


def test_articles_current_has_every_column(empty: duckdb.DuckDBPyConnection) -> None:
    """The view shows the whole article and the paths of its files."""
    found = empty.execute(
        "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'articles_current' "
        "ORDER BY column_index"
    ).fetchall()
    expected = [(field.name, SQL_TYPES[field.type]) for field in tables.SCHEMAS["articles"]]
    assert found == [*expected, ("paths", "VARCHAR[]")]


def test_vocabulary_of_the_checks_is_the_model() -> None:
    """The check unknown_words lists labels with verdicts, fields, states and precisions as the model does."""
    text = statements.read("checks", "unknown_words")
    listed, rest = text.split("SELECT", 1)
    assert dict(re.findall(r"\('(\w+)', '(\w+)'\)", listed)) == model.VERDICTS
    groups = [tuple(re.findall(r"'(\w+)'", group)) for group in re.findall(r"NOT IN \(([^)]+)\)", rest)]
    assert model.EVIDENCE_FIELDS in groups
    assert tables.FILE_STATES in groups
    assert tables.DATE_PRECISIONS in groups
    assert history.REVISION_OUTCOMES in groups
    assert history.RESOLUTIONS in groups


def test_comments_are_sentences_for_people() -> None:
    """Every column says something beyond its name, on one line."""
    for schema in tables.SCHEMAS.values():
        for field in schema:
            text = tables.comment(schema, field.name)
            assert len(text) > 8
            assert "\n" not in text


def test_sql_is_missing(tmp_path: Path) -> None:
    """An installation without its SQL says so, and where it looked."""
    with pytest.raises(StopError, match=re.escape(str(tmp_path))):
        statements.folder((tmp_path,))


def test_sql_in_the_package_comes_first(tmp_path: Path) -> None:
    """Installed, the files lie in the package; in a checkout, at its root."""
    packaged, checkout = tmp_path / "copydesk" / "sql", tmp_path / "sql"
    (checkout / "schema").mkdir(parents=True)
    assert statements.folder((packaged, checkout)) == checkout
    (packaged / "schema").mkdir(parents=True)
    assert statements.folder((packaged, checkout)) == packaged


def test_check_without_header(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that does not say its severity does not run."""
    for name in ("schema", "checks"):
        (tmp_path / name).mkdir()
    (tmp_path / "checks" / "vague.sql").write_text("-- title: something\nSELECT 1", encoding="utf-8")
    monkeypatch.setattr(statements.folder, "__defaults__", ((tmp_path,),))
    with pytest.raises(StopError, match="vague"):
        statements.checks()


def test_schema_is_arrow() -> None:
    """Every table is an Arrow schema with a comment of its own."""
    assert all(isinstance(schema, pa.Schema) and tables.comment(schema) for schema in tables.SCHEMAS.values())
