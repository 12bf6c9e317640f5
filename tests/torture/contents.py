"""What a warehouse holds, as digests: every table row by row, every exported byte."""

import hashlib
from pathlib import Path
from typing import Final, NamedTuple

import duckdb

from copydesk.tables import CLOCK_COLUMNS, SCHEMAS

CONNECTION: Final[dict[str, str | bool | int | float | list[str]]] = {"threads": 1}


class Contents(NamedTuple):
    """Digests by name: tables of the working database, of the snapshot, and files of the export."""

    working: dict[str, str]
    snapshot: dict[str, str]
    export: dict[str, str]

    def differences(self, other: "Contents") -> list[str]:
        """Return the names of what is not the same in both."""
        found = []
        for part, ours, theirs in zip(self._fields, self, other, strict=True):
            names = sorted(ours.keys() | theirs.keys())
            found += [f"{part}: {name}" for name in names if ours.get(name) != theirs.get(name)]
        return found


def contents(root: Path) -> Contents:
    """Read a warehouse that no run is writing."""
    return Contents(tables(root / ".work" / "working.duckdb"), tables(root / "copydesk.duckdb"), export(root))


def tables(database: Path) -> dict[str, str]:
    """Return a digest of the rows of each table, in the order they are stored, clock columns left out."""
    if not database.exists():
        return {}
    with duckdb.connect(database, read_only=True, config=CONNECTION) as connection:
        names = connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE NOT internal AND NOT temporary ORDER BY 1"
        ).fetchall()
        return {name: _digest(connection, name) for (name,) in names}


def _digest(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    clocks = CLOCK_COLUMNS.get(table, ())
    described = connection.execute(
        "SELECT column_name FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index", [table]
    ).fetchall()
    columns = ", ".join(f'"{name}"' for (name,) in described if name not in clocks)
    order = "rowid" if table in SCHEMAS else "ALL"
    ((rows, digest),) = connection.execute(
        f"SELECT count(*), md5(string_agg(row_hash, ',')) "
        f'FROM (SELECT hash({columns})::VARCHAR AS row_hash FROM "{table}" ORDER BY {order})'
    ).fetchall()
    return f"{rows} {digest}"


def export(root: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of the current export, by its path in it."""
    place = (root / "export").resolve()
    files = sorted(path for path in place.rglob("*") if path.is_file()) if place.is_dir() else []
    return {str(path.relative_to(place)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def leftovers(root: Path) -> list[str]:
    """Return what a run should have taken away: unfinished files and folders of runs."""
    unfinished = [path for path in root.rglob("*") if path.name.endswith((".tmp", ".new"))]
    runs = root / ".work" / "runs"
    staged = list(runs.iterdir()) if runs.is_dir() else []
    return sorted(str(path.relative_to(root)) for path in (*unfinished, *staged))
