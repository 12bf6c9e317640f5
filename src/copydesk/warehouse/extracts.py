"""A table or the answer to a question as one file, for spreadsheets and programs that read no database."""

import json
import math
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from copydesk.tables import SCHEMAS
from copydesk.warehouse import files, statements
from copydesk.warehouse.cells import cells_of
from copydesk.warehouse.connect import batches, interruptible, translated
from copydesk.warehouse.exported import LICENCE, PROVENANCE
from copydesk.warehouse.reading import asking, distinct, refused_question, require_question

TABLES: Final = ("articles", "sentences", "evidence", "blocks")
"""The tables that can be extracted; blocks hold what was removed."""

FORMATS: Final = ("csv", "jsonl", "parquet")
BATCH_ROWS: Final = 8_192
BOM: Final = b"\xef\xbb\xbf"
_LINE_ENDS: Final = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""Line ends to some readers of lines, inside a text: JSON has other words for them."""


class Asked(NamedTuple):
    """What to write: a table with filters on its articles, or a question in SQL instead.

    ``since`` and ``until`` are the first and the last day of publication; an article without a day is
    left out by either. ``outlet`` is a name or a domain, ``language`` a code. None asks for all.
    """

    table: str = "articles"
    sql: str | None = None
    since: date | None = None
    until: date | None = None
    outlet: str | None = None
    language: str | None = None


class Written(NamedTuple):
    """What was written: rows, bytes, cells that were guarded, cells that are longer than Excel takes."""

    rows: int
    bytes: int
    guarded: int = 0
    long: int = 0


class Form(NamedTuple):
    """How to write it: one of ``FORMATS``; for CSV, whether cells stay raw and a byte order mark leads."""

    name: str
    is_raw: bool = False
    has_bom: bool = False


def write_extract(database: Path, asked: Asked, form: Form, output: Path) -> Written:
    """Write what is asked of a published database to ``output``, which is whole or as it was before.

    Rows are streamed: memory does not grow with them. Raises StopError for a question that is none or wrong,
    RetryError, ResourceError; OSError when the file cannot be written.
    """
    with (
        asking(database) as connection,
        refused_question(),
        translated(output),
        files.unfinished(output) as stream,
    ):
        written = interruptible(connection, lambda: _write(connection, asked, form, stream))
        stream.flush()
        return written._replace(bytes=stream.tell())


def _write(connection: duckdb.DuckDBPyConnection, asked: Asked, form: Form, stream: BinaryIO) -> Written:
    relation = _relation(connection, asked)
    schema = _schema(relation.limit(0).to_arrow_table().schema, asked)
    tables = (
        pa.Table.from_batches([batch]).rename_columns(schema.names) for batch in batches(relation, BATCH_ROWS)
    )
    if form.name == "csv":
        return _write_csv(tables, schema, form, stream)
    write = _write_jsonl if form.name == "jsonl" else _write_parquet
    return Written(write(tables, schema, stream), 0)


def _relation(connection: duckdb.DuckDBPyConnection, asked: Asked) -> duckdb.DuckDBPyRelation:
    if asked.sql is not None:
        require_question(asked.sql)
        return connection.sql(asked.sql)
    chosen, query = statements.read("extract", "chosen"), statements.read("extract", asked.table)
    sql = f"WITH chosen AS (\n{chosen.strip().removesuffix(';')}\n)\n{query}"
    names = ("since", "until", "outlet", "language")
    return connection.sql(sql, params={name: getattr(asked, name) for name in names})


def _schema(found: pa.Schema, asked: Asked) -> pa.Schema:
    """Give the columns distinct names, and those of our tables the words on them."""
    told = SCHEMAS[asked.table] if asked.sql is None else pa.schema([])
    fields = []
    for name, field in zip(distinct(found.names), found, strict=True):
        known = told.field(name) if name in told.names else None
        fields.append(pa.field(name, field.type, metadata=known.metadata if known else None))
    return pa.schema(fields, metadata={"licence": LICENCE, "provenance": PROVENANCE, "made_by": "copydesk"})


def _write_csv(tables: Iterator[pa.Table], schema: pa.Schema, form: Form, stream: BinaryIO) -> Written:
    if form.has_bom:
        stream.write(BOM)
    rows = guarded = long = 0
    empty = cells_of(schema.empty_table(), form.is_raw).table
    with pyarrow.csv.CSVWriter(stream, empty.schema) as writer:
        for table in tables:
            cells = cells_of(table, form.is_raw)
            writer.write_table(cells.table.cast(empty.schema))
            rows, guarded, long = rows + table.num_rows, guarded + cells.guarded, long + cells.long
    return Written(rows, 0, guarded, long)


def _write_jsonl(tables: Iterator[pa.Table], _: pa.Schema, stream: BinaryIO) -> int:
    rows = 0
    for table in tables:
        lines = [json.dumps(_plain(row), ensure_ascii=False) for row in table.to_pylist()]
        stream.write("".join(f"{line.translate(_LINE_ENDS)}\n" for line in lines).encode())
        rows += table.num_rows
    return rows


def _plain(value: Any) -> Any:
    """Return what JSON has a word for: times as ISO 8601, other things as text."""
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if value is None or isinstance(value, str | int | bool):
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    return str(value)


def _write_parquet(tables: Iterator[pa.Table], schema: pa.Schema, stream: BinaryIO) -> int:
    rows = 0
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        for table in tables:
            writer.write_table(table.cast(schema))
            rows += table.num_rows
    return rows
