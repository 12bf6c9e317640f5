"""The export as its readers see it: pandas, polars, pyarrow, DuckDB, and Spark by its documented rules.

Each reads a whole table by its plainest call, and gets the rows, the year and the language of the folders.
"""

import json
import re
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from copydesk.warehouse import Layout, exported, publish
from tests.warehouse.handmade import run
from tests.warehouse.test_export import GERMAN, NEW, OLD, UNDATED

ROWS = {(1987, "en"), (2024, "en"), (2024, "de"), (0, "en")}
COUNTS = {"articles": 4, "sentences": 8, "evidence": 24}


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of four partitions, one of an unknown year."""
    layout = Layout(tmp_path_factory.mktemp("readers"))
    run(layout, "one", [OLD, NEW, GERMAN, UNDATED])
    publish(layout)
    return layout.export


@pytest.mark.parametrize("table", COUNTS)
def test_pandas(export: Path, table: str) -> None:
    """The folder is one frame; filters read only the folders they need; authors are arrays, moments UTC."""
    frame = pd.read_parquet(export / table)
    assert len(frame) == COUNTS[table]
    assert set(zip(frame["year"], frame["language"], strict=True)) == ROWS
    assert len(pd.read_parquet(export / table, filters=[("year", "==", 2024)])) == COUNTS[table] // 2
    if table == "articles":
        assert str(frame["published_at"].dtype) == "datetime64[us, UTC]"
        assert list(frame["authors"].iloc[0]) == ["Ann Example", "Bo Beispiel"]
        assert frame["published_on"].isna().sum() == 1


@pytest.mark.parametrize("table", COUNTS)
def test_polars(export: Path, table: str) -> None:
    """Eager and lazy; the year is a number, the language text."""
    frame = pl.read_parquet(export / table)
    assert frame.height == COUNTS[table]
    assert set(frame.select("year", "language").iter_rows()) == ROWS
    lazy = pl.scan_parquet(export / table, hive_partitioning=True).filter(pl.col("year") == 2024)
    assert lazy.collect().height == COUNTS[table] // 2
    assert lazy.collect_schema()["year"].is_integer()
    if table == "articles":
        assert frame.schema["published_at"] == pl.Datetime("us", "UTC")
        assert frame.schema["authors"] == pl.List(pl.String)
        assert frame.schema["published_on"] == pl.Date


@pytest.mark.parametrize("table", COUNTS)
def test_pyarrow_dataset(export: Path, table: str) -> None:
    """A Hive dataset, whose filters on the folders open no other file; comments come along."""
    dataset = ds.dataset(export / table, partitioning="hive")
    rows = dataset.to_table()
    assert rows.num_rows == COUNTS[table]
    assert set(zip(rows["year"].to_pylist(), rows["language"].to_pylist(), strict=True)) == ROWS
    opened = list(dataset.get_fragments(filter=(ds.field("year") == 2024) & (ds.field("language") == "de")))
    assert len(opened) == 1
    assert all(field.metadata[b"comment"] for field in pq.read_schema(opened[0].path))


@pytest.mark.parametrize("table", COUNTS)
def test_duckdb(export: Path, table: str) -> None:
    """``hive_partitioning`` gives year and language; a filter on them scans no other file."""
    source = f"read_parquet('{export}/{table}/*/*/*.parquet', hive_partitioning = true)"
    with duckdb.connect() as connection:
        rows = connection.execute(f"SELECT year, language, count(*) FROM {source} GROUP BY ALL").fetchall()
        assert {row[:2] for row in rows} == ROWS
        assert sum(row[2] for row in rows) == COUNTS[table]
        sql = f"EXPLAIN ANALYZE SELECT count(*) FROM {source} WHERE year = 1987"
        assert "1/4" in str(connection.execute(sql).fetchall())


def test_duckdb_joins_the_tables(export: Path) -> None:
    """Sentences find their article, evidence its document, by keys and folders together."""
    with duckdb.connect() as connection:
        for table in COUNTS:
            connection.execute(
                f"CREATE VIEW {table} AS FROM "
                f"read_parquet('{export}/{table}/*/*/*.parquet', hive_partitioning = true)"
            )
        sql = (
            "SELECT count(*) FROM articles JOIN {} USING ({}, year, language) "
            "WHERE substring(articles.text, start_char + 1, end_char - start_char) = {}"
        )
        found = sql.format("sentences", "article_id", "sentences.text")
        assert connection.execute(found).fetchall() == [(8,)]
        joined = "SELECT count(*) FROM articles JOIN evidence USING (document_id, year, language)"
        assert connection.execute(joined).fetchall() == [(24,)]


SPARK: dict[tuple[str, str, str], str] = {
    ("BYTE_ARRAY", "STRING", ""): "StringType",
    ("INT32", "NONE", ""): "IntegerType",
    ("INT64", "NONE", ""): "LongType",
    ("DOUBLE", "NONE", ""): "DoubleType",
    ("BOOLEAN", "NONE", ""): "BooleanType",
    ("INT32", "DATE", ""): "DateType",
    ("INT64", "TIMESTAMP", "microseconds"): "TimestampType",
}
"""Physical and logical types of Parquet, the unit of times, and what Spark makes of them.

After ``ParquetToSparkSchemaConverter`` (apache/spark, sql/core, ParquetSchemaConverter.scala): what is not
listed there is an "Illegal Parquet type", nanoseconds among it (SPARK-40819, apache/spark#38312). Unsigned
integers, which are read as wider types or not at all, are left out here."""

SPARK_REFUSES = set(" ,;{}()\n\t=")
"""Characters of a column's name that Spark before 3.3 refuses to read, and later to write (SPARK-27442,
apache/spark#35229)."""

SPARK_SKIPS = ("_", ".")
"""Files and folders whose names begin so are no data to Spark (``HadoopFSUtils.shouldFilterOutPathName``)."""


@pytest.mark.parametrize("table", COUNTS)
def test_spark_by_its_rules(export: Path, table: str) -> None:
    """Every column has a type and a name that Spark reads, lists three levels, files the names of data.

    Partition discovery (docs/sql-data-sources-parquet.md of apache/spark) takes ``name=value`` folders below
    the path it is given, all of one depth, and infers numbers and text from their values.
    """
    for path in (export.resolve() / table).rglob("*.parquet"):
        schema = pq.ParquetFile(path).schema
        for number in range(len(schema)):
            column = schema.column(number)
            logical = column.logical_type
            unit = ""
            if logical.type == "TIMESTAMP":
                told = logical.to_json()
                assert json.loads(told)["isAdjustedToUTC"]
                unit = next(word for word in ("nanoseconds", "microseconds", "milliseconds") if word in told)
            assert (column.physical_type, str(logical.type), unit) in SPARK, column
            name, *below = column.path.split(".")
            assert not set(name) & SPARK_REFUSES
            assert name.lower() == name  # Spark compares names without regard to case
            assert below in ([], ["list", "element"])
        folders = path.relative_to(export.resolve() / table).parts[:-1]
        assert [folder.split("=")[0] for folder in folders] == list(exported.PARTITIONED_BY)
        assert not set(exported.PARTITIONED_BY) & set(pq.read_schema(path).names)
        assert not any(part.startswith(SPARK_SKIPS) for part in path.relative_to(export.resolve()).parts)
        assert folders[0].split("=")[1].isdecimal()


PAGE = (Path(__file__).parents[2] / "docs" / "export.md").read_text("utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_of_the_page(export: Path, example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What docs/export.md shows works from the folder that it is shown for."""
    assert len(EXAMPLES) == 5
    (export.parent / "data").mkdir(exist_ok=True)
    if not (export.parent / "data" / "warehouse").exists():
        (export.parent / "data" / "warehouse").symlink_to(export.parent)
    monkeypatch.chdir(export.parent)
    exec(example, {})  # the page's own words


def test_the_page_says_the_sizes() -> None:
    """The rows above which a folder has more files stand on the page as they are in force."""
    for table in exported.EXPORTED:
        assert f"{table.file_rows:,}" in PAGE
        assert f"| `{table.name}` |" in PAGE
        assert ", ".join(f"`{name}`" for name in table.order) in PAGE


def test_no_type_that_some_reader_lacks() -> None:
    """Types of Arrow that only some can read stay out of the schemas: large, view, dictionary, unsigned."""
    allowed = {
        pa.string(),
        pa.int32(),
        pa.int64(),
        pa.float64(),
        pa.bool_(),
        pa.date32(),
        pa.timestamp("us", tz="UTC"),
        pa.list_(pa.string()),
    }
    for table in exported.EXPORTED:
        assert set(table.schema.types) <= allowed
