"""The working database written anew: nothing is left in the file of rows that were deleted."""

from pathlib import Path
from typing import Final

import duckdb

from copydesk.warehouse import files, proof, statements
from copydesk.warehouse.connect import STORAGE_VERSION, WRITER_SETTINGS, translated, with_room
from copydesk.warehouse.layout import Layout

_TABLES: Final = """
    SELECT table_name FROM duckdb_tables()
    WHERE database_name = ? AND NOT internal AND NOT temporary
    ORDER BY table_name
"""


def rewrite(layout: Layout, spill: Path) -> None:
    """Put a copy of the working database's rows in its place, in one step; their order stays.

    The caller holds the writer's lock; ``spill`` is the folder for what does not fit into memory. What was
    proved of the rows stays proved.
    """
    unfinished = layout.work / ".working.duckdb.rewritten"
    log = layout.working.with_name(f"{layout.working.name}.wal")
    for leftover in (unfinished, unfinished.with_name(f"{unfinished.name}.wal")):
        files.remove(leftover)
    is_proved = proof.holds(layout)
    config = {**WRITER_SETTINGS, "temp_directory": str(spill)}
    with translated(layout.working):
        if log.exists():  # what a killed load left beside the file belongs into it
            with duckdb.connect(layout.working, config=config) as connection:
                connection.execute("CHECKPOINT")
        with duckdb.connect(config=config) as connection:
            connection.execute("ATTACH ? AS working (READ_ONLY)", [str(layout.working)])
            connection.execute(f"ATTACH ? AS fresh (STORAGE_VERSION '{STORAGE_VERSION}')", [str(unfinished)])
            with_room(connection, lambda: _copy_all(connection))
            connection.execute("USE memory")
            connection.execute("DETACH fresh")
        files.replace(unfinished, layout.working)
    files.remove(layout.working.with_name(f"{layout.working.name}.tmp"))
    if is_proved:
        proof.note(layout)


def _copy_all(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("USE fresh")
    for (name,) in connection.execute(_TABLES, ["fresh"]).fetchall():  # of an attempt with too little memory
        connection.execute(f'DROP TABLE "{name}"')
    for statement in (*statements.schema(), *statements.read_all("working")):
        connection.execute(statement.text)
    made = {name for (name,) in connection.execute(_TABLES, ["fresh"]).fetchall()}
    for (name,) in connection.execute(_TABLES, ["working"]).fetchall():
        rows = f'SELECT * FROM working."{name}" ORDER BY rowid'
        into = f'INSERT INTO "{name}" BY NAME {rows}' if name in made else f'CREATE TABLE "{name}" AS {rows}'
        connection.execute(into)
