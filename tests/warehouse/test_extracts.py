"""Extracts: one file with what was asked for, safe for a spreadsheet, whole or not there."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from copydesk.errors import StopError
from copydesk.tables import ARTICLES, comment
from copydesk.warehouse import Asked, Form, Layout, Written, cells, extracts, publish, write_extract
from tests.warehouse.handmade import Paper, run

CSV, JSONL, PARQUET = Form("csv"), Form("jsonl"), Form("parquet")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """Four articles of three outlets; one has a title that begins like a formula, one has no day."""
    layout = Layout(tmp_path_factory.mktemp("published"))
    undated = {"published_on": None, "published_at": None, "date_precision": None}
    run(
        layout,
        "one",
        [
            Paper("a.txt", title="=2+3", changes={"authors": ["-Ann", "Bo"]}),
            Paper("b.txt", title="B", changes={"published_on": date(2023, 12, 31), "language": "de"}),
            Paper("c.txt", title="C"),
            Paper("d.txt", title="D", changes={**undated, "authors": None}),
        ],
    )
    publish(layout)
    with duckdb.connect(layout.published) as connection:  # values without evidence pass no load
        connection.execute("UPDATE articles SET outlet = 'The Courier' WHERE title = '=2+3'")
        connection.execute("UPDATE articles SET outlet_domain = 'harbour.example' WHERE title = 'C'")
        connection.execute("UPDATE articles SET section = ? WHERE title = 'D'", ['a\u2028b, "c"\nd'])
    return layout


def written(layout: Layout, asked: Asked, form: Form, path: Path) -> tuple[Written, bytes]:
    """What is reported, and the bytes of the file."""
    done = write_extract(layout.published, asked, form, path)
    assert done.bytes == path.stat().st_size
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    return done, path.read_bytes()


def records(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def test_csv(published: Layout, tmp_path: Path) -> None:
    """Every row and column, in order; quotes, commas and line ends inside texts survive."""
    done, content = written(published, Asked(), CSV, tmp_path / "a.csv")
    rows = records(content)
    assert (done.rows, done.guarded, done.long) == (4, 2, 0)
    assert list(rows[0]) == [*ARTICLES.names, "paths"]
    assert [row["title"] for row in rows] == ["D", "B", *sorted(("'=2+3", "C"), key=lambda one: ids()[one])]
    assert rows[0]["section"] == 'a\u2028b, "c"\nd'
    assert (rows[0]["authors"], rows[0]["published_at"]) == ("", "")
    (formula,) = (row for row in rows if row["title"] == "'=2+3")
    assert formula["authors"] == "'-Ann; Bo"
    assert formula["published_at"] == "2024-03-01 12:30:00Z"
    assert (formula["published_on"], formula["is_mixed"]) == ("2024-03-01", "false")


def ids() -> dict[str, str]:
    """Article ids by title as it stands in the csv."""
    return {"'=2+3": Paper("", title="=2+3").article_id, "C": Paper("", title="C").article_id}


def test_raw_csv_and_byte_order_mark(published: Layout, tmp_path: Path) -> None:
    """Both are asked for by name."""
    done, content = written(published, Asked(), Form("csv", is_raw=True), tmp_path / "a.csv")
    assert done.guarded == 0
    assert "=2+3" in {row["title"] for row in records(content)}
    assert not content.startswith(extracts.BOM)
    _, with_bom = written(published, Asked(), Form("csv", has_bom=True), tmp_path / "a.csv")
    assert with_bom.startswith(extracts.BOM)


@pytest.mark.parametrize("start", list("=+-@\t\r\n\0＝＋－＠"))
def test_every_beginning_of_a_formula_is_guarded(start: str) -> None:
    """A cell that begins so stands behind an apostrophe, in a list, a header or a text."""
    table = pa.table(
        {f"{start}x": [f"{start}1", f"a{start}", None, ""], "l": [[f"{start}1"], ["a"], None, []]}
    )
    done = cells.cells_of(table, is_raw=False)
    assert done.table.column_names == [f"'{start}x", "l"]
    assert done.table.columns[0].to_pylist() == [f"'{start}1", f"a{start}", None, ""]
    assert done.table.columns[1].to_pylist() == [f"'{start}1", "a", None, ""]
    assert done.guarded == 2
    raw = cells.cells_of(table, is_raw=True)
    assert (raw.table.column_names[0], raw.table.columns[0][0].as_py(), raw.guarded) == (
        f"{start}x",
        f"{start}1",
        0,
    )


def test_numbers_are_no_formulas(published: Layout, tmp_path: Path) -> None:
    """A negative number stays one; other values are written as text."""
    sql = (
        "SELECT -5 AS n, -0.5 AS x, sum(-1::BIGINT) AS total, [1, NULL] AS l, {'a': -1} AS s, "
        "DATE '2024-01-01' AS d, TIME '12:00:00' AS t, ['b', NULL] AS names, NULL AS nothing, "
        "TIMESTAMP '2024-01-01 00:00:00.5' AS moment"
    )
    done, content = written(published, Asked(sql=sql), CSV, tmp_path / "a.csv")
    assert done.guarded == 0
    (row,) = records(content)
    assert row == {
        "n": "-5",
        "x": "-0.5",
        "total": "-1",
        "l": "1; ",
        "s": "{'a': -1}",
        "d": "2024-01-01",
        "t": "12:00:00",
        "names": "b; ",
        "nothing": "",
        "moment": "2024-01-01 00:00:00.500000",
    }


def test_cells_that_excel_cuts_are_counted() -> None:
    """The longest cell that Excel takes is not counted, the next is."""
    table = pa.table({"text": ["x" * 32_767, "x" * 32_768]})
    assert cells.cells_of(table, is_raw=False).long == 1


def test_jsonl(published: Layout, tmp_path: Path) -> None:
    """One object a line, with lists, numbers and unknowns as JSON has them, whoever cuts the lines."""
    done, content = written(published, Asked(), JSONL, tmp_path / "a.jsonl")
    lines = content.decode("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert len(rows) == done.rows == 4
    assert rows[0]["section"] == 'a\u2028b, "c"\nd'
    assert (rows[0]["authors"], rows[0]["published_on"]) == (None, None)
    (formula,) = (row for row in rows if row["title"] == "=2+3")
    assert formula["authors"] == ["-Ann", "Bo"]
    assert formula["published_at"] == "2024-03-01T12:30:00+00:00"
    assert (formula["published_on"], formula["is_mixed"], formula["word_count"]) == ("2024-03-01", False, 4)


def test_jsonl_of_what_json_has_no_word_for(published: Layout, tmp_path: Path) -> None:
    """It stays JSON."""
    sql = "SELECT 'nan'::DOUBLE AS x, {'a': ['inf'::DOUBLE]} AS s, INTERVAL 3 DAY AS i, '\\x01'::BLOB AS b"
    _, content = written(published, Asked(sql=sql), JSONL, tmp_path / "a.jsonl")
    row = json.loads(content, parse_constant=pytest.fail)
    assert (row["x"], row["s"]) == ("nan", {"a": ["inf"]})


def test_parquet(published: Layout, tmp_path: Path) -> None:
    """Types and the words on the columns go along."""
    done, _ = written(published, Asked(), PARQUET, tmp_path / "a.parquet")
    table = pq.read_table(tmp_path / "a.parquet")
    assert table.num_rows == done.rows == 4
    assert table.schema.field("published_at").type == ARTICLES.field("published_at").type
    for name in ARTICLES.names:
        assert comment(table.schema, name) == comment(ARTICLES, name)


FILTERS: dict[str, tuple[Asked, set[str]]] = {
    "all": (Asked(), {"=2+3", "B", "C", "D"}),
    "since": (Asked(since=date(2024, 1, 1)), {"=2+3", "C"}),
    "since that day": (Asked(since=date(2024, 3, 1)), {"=2+3", "C"}),
    "until": (Asked(until=date(2023, 12, 31)), {"B"}),
    "both": (Asked(since=date(2024, 1, 1), until=date(2024, 2, 29)), set()),
    "outlet": (Asked(outlet="the courier"), {"=2+3"}),
    "domain": (Asked(outlet="Harbour.example"), {"C"}),
    "language": (Asked(language="DE"), {"B"}),
}


@pytest.mark.parametrize("name", FILTERS)
def test_filters_are_those_of_the_articles(published: Layout, tmp_path: Path, name: str) -> None:
    """They choose articles, and sentences, evidence and blocks of the same articles."""
    asked, titles = FILTERS[name]
    write_extract(published.published, asked, JSONL, tmp_path / "articles.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "articles.jsonl").read_text("utf-8").splitlines()]
    assert {row["title"] for row in rows} == titles
    chosen = {row["article_id"] for row in rows}
    for table in ("sentences", "evidence", "blocks"):
        write_extract(published.published, asked._replace(table=table), JSONL, tmp_path / "rows.jsonl")
        found = [json.loads(line) for line in (tmp_path / "rows.jsonl").read_text("utf-8").splitlines()]
        assert {row["article_id"] for row in found} == chosen


def test_nothing_found_is_a_file_with_a_head(published: Layout, tmp_path: Path) -> None:
    """No rows is an answer."""
    done, content = written(published, Asked(language="xx"), CSV, tmp_path / "a.csv")
    assert done.rows == 0
    assert content.decode().startswith('"article_id","document_id"')


def test_columns_of_one_name(published: Layout, tmp_path: Path) -> None:
    """No column is lost because another has its name."""
    for form in (CSV, JSONL, PARQUET):
        written(published, Asked(sql="SELECT 1 AS n, 2 AS n"), form, tmp_path / "a")
        if form is JSONL:
            assert json.loads((tmp_path / "a").read_text()) == {"n": 1, "n_1": 2}


@pytest.mark.parametrize(
    "sql",
    [
        "",
        "SELECT",
        "SELECT 1; SELECT 2",
        "DELETE FROM articles",
        "FROM read_csv('/etc/passwd')",
        "FROM nowhere",
    ],
)
@pytest.mark.parametrize("is_there", [False, True])
def test_what_fails_leaves_no_file(published: Layout, tmp_path: Path, sql: str, is_there: bool) -> None:
    """A question that is none, or reaches elsewhere, writes nothing and leaves what was there."""
    path = tmp_path / "a.csv"
    if is_there:
        path.write_text("mine")
    with pytest.raises(StopError):
        write_extract(published.published, Asked(sql=sql), CSV, path)
    assert [one.read_text() for one in tmp_path.iterdir()] == ["mine"] * is_there


def test_a_failure_half_way_leaves_the_old_file(
    published: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is ever written under the final name."""
    path = tmp_path / "a.csv"
    path.write_text("old")
    monkeypatch.setattr(extracts, "BATCH_ROWS", 2048)
    sql = "SELECT CASE WHEN i < 900000 THEN i ELSE error('no more') END AS n FROM range(1000000) r(i)"
    with pytest.raises(StopError, match="no more"):
        write_extract(published.published, Asked(sql=sql), CSV, path)
    assert [one.read_text() for one in tmp_path.iterdir()] == ["old"]
