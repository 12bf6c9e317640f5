"""Values as cells of a CSV file that a spreadsheet may open: no cell of it is taken for a formula."""

from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

FORMULA: Final = "^[=+\\-@\t\r\n\x00＝＋－＠]"
"""How a cell begins that a spreadsheet may take for a formula: the signs and blanks that OWASP's page on CSV
injection and requirement 1.2.10 of its ASVS name, and the wide forms of the signs, which East Asian versions
read alike."""

GUARD: Final = "'"
"""What is set in front of it: spreadsheets show the rest as text."""

LONGEST_CELL: Final = 32_767
"""Characters above which Excel cuts a cell (its documented limit)."""

LIST_GLUE: Final = "; "
_NO_FRACTION: Final = r"\.0+(Z?)$"


class Cells(NamedTuple):
    """A table of cells, how many were guarded, and how many are longer than Excel takes."""

    table: pa.Table
    guarded: int
    long: int


def cells_of(table: pa.Table, is_raw: bool) -> Cells:
    """Turn the columns of ``table`` into what CSV can hold: numbers, days, and text.

    Lists are joined by ``; ``, moments end in Z. ``is_raw``: what looks like a formula is left alone.
    """
    columns, guarded, long = [], 0, 0
    for column in table.columns:
        if not _is_text(column.type):
            columns.append(column)
            continue
        text = _text(column)
        long += _count(pc.greater(pc.utf8_length(text), LONGEST_CELL))
        if not is_raw:
            is_formula = pc.match_substring_regex(text, FORMULA)
            guarded += _count(is_formula)
            text = pc.if_else(is_formula, pc.binary_join_element_wise(GUARD, text, ""), text)
        columns.append(text)
    names = table.column_names if is_raw else [_guard(name) for name in table.column_names]
    return Cells(pa.Table.from_arrays(columns, names=names), guarded, long)


def _guard(name: str) -> str:
    guarded: str = cells_of(pa.table({"name": [name]}), is_raw=True).table["name"][0].as_py()
    is_formula = pc.match_substring_regex(pa.scalar(name), FORMULA).as_py()
    return f"{GUARD}{guarded}" if is_formula else guarded


def _is_text(kind: pa.DataType) -> bool:
    """Tell whether a column is written as text; what is not can begin with a minus and is a number."""
    types = pa.types
    return not (
        types.is_integer(kind)
        or types.is_floating(kind)
        or types.is_decimal(kind)
        or types.is_boolean(kind)
        or types.is_date(kind)
        or types.is_null(kind)
    )


def _text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    if pa.types.is_string(kind):
        return column
    if pa.types.is_timestamp(kind):
        return pc.replace_substring_regex(column.cast(pa.string()), _NO_FRACTION, r"\1")
    is_names = pa.types.is_list(kind) and pa.types.is_string(kind.value_type)
    if is_names and not pc.list_flatten(column).null_count:
        return pc.binary_join(column, LIST_GLUE)
    values = [None if value is None else _shown(value) for value in column.to_pylist()]
    return pa.chunked_array([pa.array(values, pa.string())])


def _shown(value: object) -> str:
    if isinstance(value, list):
        return LIST_GLUE.join("" if one is None else _shown(one) for one in value)
    return str(value)


def _count(flags: pa.ChunkedArray) -> int:
    return pc.sum(flags).as_py() or 0
