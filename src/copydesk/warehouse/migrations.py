"""The schema contract: older working databases get the tables of this version, newer ones are refused.

Within a major version tables and columns are only ever added, so what is missing follows from the DDL:
missing tables are made, missing columns added, and ``sql/migrations/<version>.sql`` fills what old rows
cannot leave empty. Those statements run on every database that is older than their version, and on one that
says nothing of its version; they fill only what is not there. Snapshots and exports are not migrated but
published again.
"""

import re
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import Final, TypeAlias

import duckdb

from copydesk.errors import StopError
from copydesk.tables import SCHEMA_VERSION, SCHEMAS
from copydesk.warehouse import statements
from copydesk.warehouse.connect import first_line

Tables: TypeAlias = dict[str, dict[str, str]]
"""The type of each column in order, by table."""

FIRST_VERSION: Final = "1.0"
"""What a database without a record of its version is taken for; the record came with 1.3."""

_FIRST_TABLES: Final = (
    *("files", "documents", "articles", "sentences", "blocks", "repairs", "evidence", "rejects", "runs"),
)
"""The tables of that version: a database that lacks one of them is not ours."""

_COLUMNS: Final = """
    SELECT table_name, column_name, data_type FROM duckdb_columns()
    WHERE database_name = current_database() AND schema_name = 'main' AND NOT internal
    ORDER BY table_name, column_index
"""


class State(Enum):
    """How the tables of a database stand to those of this version."""

    ABSENT = "absent"
    OLDER = "older"
    CURRENT = "current"


def state(connection: duckdb.DuckDBPyConnection, database: Path) -> State:
    """Tell what tables a database has.

    Raises StopError when they are those of a newer version, or not ours.
    """
    found = _tables(connection)
    if not any(name in found for name in SCHEMAS):
        return State.ABSENT
    version = _version(connection, found)
    if _number(version) > _number(SCHEMA_VERSION):
        raise StopError(
            f"{database} was written by a newer copydesk (tables {version}, these are {SCHEMA_VERSION})",
            "Install that version or a newer one, or name another folder with --warehouse DIR.",
        )
    wrong = [name for name in _FIRST_TABLES if name not in found]
    wrong += [
        name for name, schema in SCHEMAS.items() if not _begins(schema.names, list(found.get(name, ())))
    ]
    if wrong:
        raise _other_tables(database, ", ".join(wrong))
    is_whole = all(list(found.get(name, ())) == schema.names for name, schema in SCHEMAS.items())
    return State.CURRENT if is_whole and version == SCHEMA_VERSION else State.OLDER


def bring_up(connection: duckdb.DuckDBPyConnection, database: Path) -> None:
    """Make the tables in a new database, migrate an older one: in one transaction, or not at all.

    Raises StopError when the database is newer or not ours.
    """
    now = state(connection, database)
    if now is State.CURRENT:
        return
    connection.execute("BEGIN")
    try:
        if now is State.ABSENT:
            _make(connection)
        else:
            _migrate(connection)
        connection.execute("DELETE FROM schema_version")
        connection.execute("INSERT INTO schema_version VALUES (?)", [SCHEMA_VERSION])
        connection.execute("COMMIT")
    except (duckdb.ProgrammingError, duckdb.DataError, duckdb.IntegrityError) as error:
        raise _other_tables(database, first_line(error)) from error
    finally:
        with suppress(duckdb.Error):  # there is none to roll back when all went well
            connection.execute("ROLLBACK")


def _other_tables(database: Path, why: str) -> StopError:
    return StopError(
        f"{database} has other tables than version {SCHEMA_VERSION} ({why})",
        "Move the folder .work away and run again: the warehouse is made anew from the raw files.",
    )


def _make(connection: duckdb.DuckDBPyConnection) -> None:
    for statement in (*statements.schema(), *statements.read_all("working")):
        connection.execute(statement.text)


def _migrate(connection: duckdb.DuckDBPyConnection) -> None:
    found = _tables(connection)
    version = _version(connection, found)
    for statement in statements.schema():
        if statement.name not in found:
            connection.execute(statement.text)
    with duckdb.connect() as scratch:
        _make(scratch)
        wanted = _tables(scratch)
    for name in SCHEMAS:
        _add_columns(connection, name, found.get(name, wanted[name]), wanted[name])
    _migrate_working(connection, found, wanted)
    for statement in sorted(statements.read_all("migrations"), key=lambda one: _number(one.name)):
        if _number(statement.name) > _number(version) or version == SCHEMA_VERSION:
            connection.execute(statement.text)
    for statement in statements.schema():
        if statement.name in found:
            _rebuild(connection, statement)


def _migrate_working(connection: duckdb.DuckDBPyConnection, found: Tables, wanted: Tables) -> None:
    """Bring the loader's own tables up; one that became another is emptied: a load makes what it held."""
    for name in wanted.keys() - SCHEMAS.keys():
        columns = found.get(name, {})
        if name in found and _begins(list(wanted[name]), list(columns)):
            _add_columns(connection, name, columns, wanted[name])
            continue
        connection.execute(f"DROP TABLE IF EXISTS {name}")
        described = ", ".join(f'"{column}" {kind}' for column, kind in wanted[name].items())
        connection.execute(f"CREATE TABLE {name} ({described})")


def _add_columns(
    connection: duckdb.DuckDBPyConnection, table: str, columns: dict[str, str], wanted: dict[str, str]
) -> None:
    for column, kind in wanted.items():
        if column not in columns:
            connection.execute(f'ALTER TABLE {table} ADD COLUMN "{column}" {kind}')


def _rebuild(connection: duckdb.DuckDBPyConnection, statement: statements.Statement) -> None:
    """Make a table anew by its DDL, so that constraints, comments and compression are those of a new one."""
    columns = ", ".join(f'"{name}"' for name in SCHEMAS[statement.name].names)
    connection.execute(f"ALTER TABLE {statement.name} RENAME TO former_{statement.name}")
    connection.execute(statement.text)
    connection.execute(
        f"INSERT INTO {statement.name} SELECT {columns} FROM former_{statement.name} ORDER BY rowid"
    )
    connection.execute(f"DROP TABLE former_{statement.name}")


def _begins(names: list[str], found: list[str]) -> bool:
    """Tell whether the columns ``found`` are the first of ``names``: new ones are added at the end."""
    return names[: len(found)] == found


def _tables(connection: duckdb.DuckDBPyConnection) -> Tables:
    tables: Tables = {}
    for table, column, kind in connection.execute(_COLUMNS).fetchall():
        tables.setdefault(table, {})[column] = kind
    return tables


def _version(connection: duckdb.DuckDBPyConnection, found: Tables) -> str:
    if "schema_version" not in found:
        return FIRST_VERSION
    recorded = connection.execute("SELECT version FROM schema_version").fetchall()
    return str(recorded[0][0]) if recorded else FIRST_VERSION


def _number(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)))
