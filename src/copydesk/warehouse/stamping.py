"""What a run is made by, staged for its load: versions for documents that stay as they are, and their parts.

Three Parquet files in the folder of the run, written by its plan.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from copydesk.tables import SCHEMAS

STAMPS_SCHEMA: Final = pa.schema([("before", pa.string()), ("after", pa.string())])
"""A fingerprint that documents have, and the one that they have by the versions of the run."""

STAGED: Final = {
    "stamps": STAMPS_SCHEMA,
    "parts": SCHEMAS["fingerprints"],
    "rule_files": SCHEMAS["rule_files"],
}
"""The files, by name without ``.parquet``, and their schemas."""


@dataclass(frozen=True, slots=True)
class Stamps:
    """Where the files of ``STAGED`` lie, and the fingerprint of all that is installed.

    ``held`` are paths whose documents could come out otherwise and are not done again: they keep their
    versions.
    """

    folder: Path
    fingerprint: str
    held: tuple[str, ...] = ()


def stage_stamps(connection: duckdb.DuckDBPyConnection, stamps: Stamps | None) -> None:
    """Give the statements of ``sql/load`` the views ``staged_<name>``, by the names of ``STAGED``.

    Without stamps they are empty, and no document is stamped.
    """
    connection.execute("SET VARIABLE run_fingerprint = ?", [stamps.fingerprint if stamps else None])
    connection.execute("SET VARIABLE held_paths = ?::VARCHAR[]", [list(stamps.held) if stamps else []])
    connection.execute("SET VARIABLE is_stamping = ?", [stamps is not None])
    for name, schema in STAGED.items():
        columns = ", ".join(f'"{column}"' for column in schema.names)
        if stamps is None:
            empty = ", ".join(f"NULL::VARCHAR AS {column}" for column in columns.split(", "))
            connection.execute(f"CREATE TEMP VIEW staged_{name} AS SELECT {empty} WHERE false")
            continue
        connection.execute(f"SET VARIABLE {name}_shard = ?", [_literal(stamps.folder / f"{name}.parquet")])
        shard = f"read_parquet(getvariable('{name}_shard'))"
        connection.execute(f"CREATE TEMP VIEW staged_{name} AS SELECT {columns} FROM {shard}")


def _literal(path: Path) -> str:
    """Return ``path`` so that DuckDB takes none of its characters for a wildcard."""
    return "".join(f"[{character}]" if character in "*?[" else character for character in str(path))
