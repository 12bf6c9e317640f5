"""Rows as a table, as CSV, as JSON."""

import csv
import io
import math
import sys
from collections.abc import Iterator, Sequence
from typing import Final

from pyarrow import MonthDayNano

from copydesk.cli.as_json import json_text
from copydesk.report.plain import columns, printable, shorten
from copydesk.warehouse import QueryResult
from copydesk.warehouse.reading import distinct

CELL_CHARS: Final = 80
"""A cell of the table is cut there; CSV and JSON hold everything."""


def rows_as(form: str, result: QueryResult) -> Iterator[str]:
    """Yield ``result`` as lines of ``table``, ``csv`` or ``json`` (one array with an object per row)."""
    if form == "json":
        names = distinct(result.columns)
        yield json_text([dict(zip(names, map(_finite, row), strict=True)) for row in result.rows])
    elif form == "csv":
        yield _csv_line(result.columns)
        yield from (_csv_line(row) for row in result.rows)
    else:
        yield from _table(result)


def _finite(value: object) -> object:
    """Turn what JSON has no word for into text."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return sql_text(value) if isinstance(value, bytes | MonthDayNano) else value


def _table(result: QueryResult) -> Iterator[str]:
    cells = [[_cell(value) for value in row] for row in result.rows]
    names = [printable(name) for name in result.columns]
    widths = [max(map(columns, column)) for column in zip(names, *cells, strict=True)]
    numeric = [_is_numeric(column) for column in zip(*result.rows, strict=True)] or [False] * len(names)
    yield _aligned(names, widths, numeric)
    yield "  ".join("-" * width for width in widths)
    for row in cells:
        yield _aligned(row, widths, numeric)
    yield f"({len(cells):,} {'row' if len(cells) == 1 else 'rows'})"


def _aligned(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    padded = []
    for cell, width, is_number in zip(cells, widths, numeric, strict=True):
        gap = " " * (width - columns(cell))
        padded.append(gap + cell if is_number else cell + gap)
    return "  ".join(padded).rstrip()


def _is_numeric(column: Sequence[object]) -> bool:
    values = [value for value in column if value is not None]
    return bool(values) and all(
        isinstance(value, int | float) and not isinstance(value, bool) for value in values
    )


def _cell(value: object) -> str:
    return shorten(printable(sql_text(value)), CELL_CHARS)


def sql_text(value: object) -> str:
    """Write a value as DuckDB writes it: ``true``, ``[a, NULL]``, ``3 days``.

    >>> sql_text([True, None, "x"])
    '[true, NULL, x]'
    """
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(sql_text, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"'{key}': {sql_text(one)}" for key, one in value.items()) + "}"
    if isinstance(value, bytes):
        return "".join(f"\\x{byte:02X}" for byte in value)
    if isinstance(value, MonthDayNano):
        seconds = value.nanoseconds / 1e9
        parts = ((value.months, "months"), (value.days, "days"), (seconds, "seconds"))
        return " ".join(f"{number:g} {unit}" for number, unit in parts if number) or "0 seconds"
    return str(value)


def _csv_line(row: Sequence[object]) -> str:
    """Return one record: safe to look at on a terminal, true to the database in a file."""
    cells = [
        cell
        if cell is None or (isinstance(cell, str | int | float) and not isinstance(cell, bool))
        else sql_text(cell)
        for cell in row
    ]
    if sys.stdout.isatty():
        cells = [printable(cell) if isinstance(cell, str) else cell for cell in cells]
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()
