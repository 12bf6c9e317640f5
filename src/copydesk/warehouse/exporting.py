"""The Parquet export: one folder per version, the manifest last, and a link that is switched."""

import hashlib
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from copydesk.tables import NAMES, SCHEMA_VERSION, SCHEMAS, SORT_KEYS
from copydesk.warehouse import files
from copydesk.warehouse.layout import Layout

MANIFEST: Final = "manifest.json"
ROW_GROUP_ROWS: Final = {"articles": 8_192, "sentences": 122_880}
"""Rows per row group, some tens of MB of text each: what is held in memory while writing."""

_PATHS: Final = pa.field(
    "paths",
    NAMES,
    nullable=False,
    metadata={"comment": "Files that hold the article now: files.path, sorted"},
)
EXPORTED: Final = {"articles": SCHEMAS["articles"].append(_PATHS), "sentences": SCHEMAS["sentences"]}
"""The tables that are exported and their schemas; removed text can hold names and stays out."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """What an export was made of and by; no clock in it, so that equal data give equal bytes."""

    run_id: str
    pipeline_version: str
    rules_version: str
    sql_version: str
    schema_version: str = SCHEMA_VERSION

    def as_dict(self) -> dict[str, str]:
        """Return the values by name."""
        return {
            "schema_version": self.schema_version,
            "pipeline_version": self.pipeline_version,
            "rules_version": self.rules_version,
            "sql_version": self.sql_version,
            "run_id": self.run_id,
        }


def read_manifest(layout: Layout) -> dict[str, object]:
    """Return the manifest of the current export, empty when there is none that can be read."""
    try:
        manifest = json.loads((layout.export / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def manifest_rows(manifest: dict[str, object], name: str) -> int:
    """Return the number of rows of an exported table, 0 when the manifest does not name it."""
    tables = manifest.get("files")
    entry = tables.get(f"{name}.parquet", {}) if isinstance(tables, dict) else {}
    return int(entry.get("rows", 0))


def write_export(
    connection: duckdb.DuckDBPyConnection, layout: Layout, made_of: Provenance, unfinished: Path
) -> tuple[Path, dict[str, object]]:
    """Write the current articles and sentences of the database that ``connection`` uses.

    ``unfinished`` is a folder that does not exist. Returns the folder of the new version, which is named
    by the hash of its manifest and not yet linked, and the manifest.
    """
    unfinished.mkdir(parents=True)
    with ThreadPoolExecutor(max_workers=len(EXPORTED)) as at_once:
        written = {
            f"{name}.parquet": at_once.submit(
                _write_table,
                connection.cursor(),
                name,
                _described(schema, made_of),
                unfinished / f"{name}.parquet",
            )
            for name, schema in EXPORTED.items()
        }
        entries = {name: table.result() for name, table in written.items()}
    manifest: dict[str, object] = {**made_of.as_dict(), "files": entries}
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    (unfinished / MANIFEST).write_text(text, encoding="utf-8")
    for path in (*unfinished.iterdir(), unfinished):
        files.sync(path)
    final = layout.exports / hashlib.sha256(text.encode()).hexdigest()[:32]
    files.remove(final)
    unfinished.rename(final)
    files.sync(layout.exports)
    return final, manifest


def link_export(layout: Layout, version: Path, unfinished: Path) -> None:
    """Make ``version`` the current export; the one before stays for readers, older ones are removed."""
    before = layout.export.resolve()
    if before != version.resolve():
        files.switch_link(layout.export, version, unfinished)
    for other in layout.exports.iterdir():
        if other.resolve() not in (version.resolve(), before):
            files.remove(other)


def _described(schema: pa.Schema, made_of: Provenance) -> pa.Schema:
    return schema.with_metadata({**schema.metadata, **made_of.as_dict(), "made_by": "copydesk"})


def _write_table(
    connection: duckdb.DuckDBPyConnection, name: str, schema: pa.Schema, path: Path
) -> dict[str, object]:
    columns = ", ".join(schema.names)
    order = ", ".join(SORT_KEYS[name])
    relation = connection.sql(f"SELECT {columns} FROM {name}_current ORDER BY {order}")
    rows = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in _row_groups(relation, schema, ROW_GROUP_ROWS[name]):
            writer.write_table(group, row_group_size=group.num_rows)
            rows += group.num_rows
    described = [
        {"name": field.name, "type": str(field.type), "comment": field.metadata[b"comment"].decode()}
        for field in schema
    ]
    return {
        "rows": rows,
        "bytes": path.stat().st_size,
        "sha256": files.digest(path),
        "schema": described,
    }


def _row_groups(relation: duckdb.DuckDBPyRelation, schema: pa.Schema, size: int) -> Iterator[pa.Table]:
    """Cut the rows of ``relation`` into tables of ``size`` rows, whatever batches the database hands out."""
    held: list[pa.Table] = []
    rows = 0
    for batch in relation.to_arrow_reader(size):
        held.append(pa.Table.from_batches([batch]).cast(schema))
        rows += batch.num_rows
        while rows >= size:
            table = pa.concat_tables(held)
            yield table.slice(0, size).combine_chunks()
            held, rows = [table.slice(size)], rows - size
    if rows:
        yield pa.concat_tables(held).combine_chunks()
