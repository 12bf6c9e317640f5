"""The snapshot: the working database once more, with views, macros and index, without what the loader needs.

The rows of a load lie in the order of their keys and are compressed once, so the file is copied as it is, at
the speed of the disk. When much of the working database is room that deleted rows left, its rows are written
anew instead: then the snapshot is small again, and nothing is left in it of what was deleted.
"""

import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb

from copydesk.tables import SCHEMAS, SORT_KEYS
from copydesk.warehouse import statements
from copydesk.warehouse.connect import STORAGE_VERSION, WRITER_SETTINGS, reading, translated, with_room
from copydesk.warehouse.layout import Layout
from copydesk.warehouse.searching import make_index

MOST_FREE: Final = 0.25
"""Share of free blocks in the working database above which rows are written anew instead of copied."""

LEAST_BLOCKS: Final = 64
"""Blocks (256 KiB each). The free share of a smaller database is not worth writing its rows anew."""

_SHOWN: Final = frozenset({"articles", "sentences"})
_SIZES: Final = (
    "SELECT total_blocks, free_blocks FROM pragma_database_size() WHERE database_name = current_database()"
)
_LOADERS_OWN: Final = ("spare_articles", "spare_sentences", "pending_lines", "former_bodies")


@contextmanager
def new_snapshot(
    layout: Layout, unfinished: Path, spill: Path, full_text: bool = True
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Make the snapshot as the file ``unfinished`` and yield a connection to it.

    ``spill`` is the folder for what does not fit into memory, ``full_text`` tells whether words are indexed.
    The file is whole when the block is left.
    """
    make = _rewrite if _is_loose(layout.working) else _copy_file
    make(layout.working, unfinished, spill)
    with duckdb.connect(unfinished, config=_config(spill)) as connection:
        for table in _LOADERS_OWN:
            connection.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in (*statements.read_all("search"), *statements.furnishing()):
            connection.execute(statement.text)
        if full_text:
            make_index(connection)
        yield connection
        connection.execute("CHECKPOINT")


def _is_loose(working: Path) -> bool:
    with reading(working) as connection:
        ((total, free),) = connection.execute(_SIZES).fetchall()
    return bool(total >= LEAST_BLOCKS and free > MOST_FREE * total)


def _config(spill: Path) -> dict[str, str | bool | int | float | list[str]]:
    return {**WRITER_SETTINGS, "temp_directory": str(spill)}


def _copy_file(working: Path, unfinished: Path, spill: Path) -> None:
    log = working.with_name(f"{working.name}.wal")
    if log.exists():  # what a killed load left beside the file belongs into it
        with translated(working), duckdb.connect(working, config=_config(spill)) as connection:
            connection.execute("CHECKPOINT")
    shutil.copyfile(working, unfinished)


def _rewrite(working: Path, unfinished: Path, spill: Path) -> None:
    with duckdb.connect(config=_config(spill)) as connection:
        with translated(working):
            connection.execute("ATTACH ? AS working (READ_ONLY)", [str(working)])
        connection.execute(f"ATTACH ? AS snapshot (STORAGE_VERSION '{STORAGE_VERSION}')", [str(unfinished)])
        connection.execute("USE snapshot")
        with_room(connection, lambda: _copy_tables(connection))
        connection.execute("USE memory")
        connection.execute("DETACH snapshot")


def _copy_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Copy the tables in the order of their keys, the two halves of them at the same time.

    DuckDB sorts and compresses one table's rows on one processor each; the texts lie half in the account
    (blocks), half in what is shown (sentences, articles).
    """
    for statement in statements.schema():
        connection.execute(f"DROP TABLE IF EXISTS {statement.name}")
        connection.execute(statement.text)
    shown = [name for name in SCHEMAS if name in _SHOWN]
    account = [name for name in SCHEMAS if name not in _SHOWN]
    with ThreadPoolExecutor(max_workers=1) as beside:
        other = beside.submit(_copy, connection.cursor(), account)
        _copy(connection.cursor(), shown)
        other.result()


def _copy(connection: duckdb.DuckDBPyConnection, tables: Sequence[str]) -> None:
    connection.execute("USE snapshot")
    for name in tables:
        columns = ", ".join(f'"{column}"' for column in SCHEMAS[name].names)
        order = ", ".join(f"{column} NULLS FIRST" for column in SORT_KEYS[name] or ("rowid",))
        connection.execute(f"INSERT INTO {name} SELECT {columns} FROM working.{name} ORDER BY {order}")
    connection.close()
