"""The Parquet export: one folder per version, unchanged files shared with the one before, the manifest last.

A version is named by the hash of its manifest, and is never changed once it is linked.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

from copydesk.tables import SCHEMA_VERSION
from copydesk.warehouse import files, partitions
from copydesk.warehouse.exported import EXPORTED, LICENCE, PARTITIONED_BY, PROVENANCE, ExportedTable
from copydesk.warehouse.layout import Layout
from copydesk.warehouse.partfiles import PartFile, write_partitions
from copydesk.warehouse.partitions import Partition

MANIFEST: Final = "manifest.json"

AT_ONCE_ARTICLES: Final = 50_000
"""Articles up to which the tables are written at the same time: what sorting them holds fits into a writer's
memory (``connect.WRITER_SETTINGS``) together."""


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


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of an export, empty when there is none that can be read."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def manifest_rows(manifest: Mapping[str, Any], name: str) -> int:
    """Return the number of rows of an exported table, 0 when the manifest does not name it."""
    tables = manifest.get("tables")
    entry = tables.get(name, {}) if isinstance(tables, dict) else {}
    return int(entry.get("rows", 0))


def files_of(manifest: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what a manifest says of its files, by path; nothing when it is not ours."""
    listed = manifest.get("files")
    if not isinstance(listed, dict) or not all(isinstance(one, dict) for one in listed.values()):
        return {}
    return listed


def is_whole(folder: Path, manifest: Mapping[str, Any]) -> bool:
    """Tell whether every file that the manifest names is there, in its size."""
    listed = files_of(manifest)
    return bool(listed) and all(_is_there(folder / name, entry) for name, entry in listed.items())


def write_export(
    connection: duckdb.DuckDBPyConnection, layout: Layout, made_of: Provenance, unfinished: Path
) -> tuple[Path, dict[str, Any]]:
    """Write the current articles, their sentences and evidence of the database that ``connection`` uses.

    ``unfinished`` is a folder that does not exist. Files of partitions that are as they were in the current
    export are taken over from it. Returns the folder of the new version, not yet linked, and its manifest.
    """
    unfinished.mkdir(parents=True)
    before = layout.export.resolve()
    found = partitions.survey(connection)
    kept = _kept(found, before)
    for name in kept:
        _share(before / name, unfinished / name)
    shared = {(entry["year"], entry["language"]) for entry in kept.values()}
    changed = [one for one in found if (one.year, one.language) not in shared]
    partitions.choose(connection, changed)
    entries = {**kept, **_write_changed(connection, changed, unfinished)}
    connection.execute("DETACH export_plan")
    manifest = _manifest(made_of, found, entries)
    return _settle(manifest, unfinished, layout.exports), manifest


def link_export(layout: Layout, version: Path, unfinished: Path, is_erasing: bool = False) -> None:
    """Make ``version`` the current export and remove older ones.

    The one before stays for those who are reading it, unless something was erased from it.
    """
    before = layout.export.resolve()
    if before != version.resolve():
        files.switch_link(layout.export, version, unfinished)
    kept = {version.resolve()} if is_erasing else {version.resolve(), before}
    for other in layout.exports.iterdir():
        if other.resolve() not in kept:
            files.remove(other)


def _kept(found: Sequence[Partition], before: Path) -> dict[str, dict[str, Any]]:
    """Return what the manifest before says of the files of partitions that are as they were, by path."""
    manifest = read_manifest(before)
    known = partitions.fingerprints(manifest)
    listed: dict[tuple[int, str], dict[str, dict[str, Any]]] = {}
    for name, entry in files_of(manifest).items():
        listed.setdefault((entry["year"], entry["language"]), {})[name] = entry
    kept: dict[str, dict[str, Any]] = {}
    for one in found:
        key = (one.year, one.language)
        theirs = listed.get(key, {})
        has_all = {entry["table"] for entry in theirs.values()} == {table.name for table in EXPORTED}
        is_same = has_all and known.get(key) == one.fingerprint
        if is_same and all(_is_there(before / name, entry) for name, entry in theirs.items()):
            kept |= theirs
    return kept


def _is_there(path: Path, entry: Mapping[str, Any]) -> bool:
    return path.is_file() and path.stat().st_size == entry.get("bytes")


def _share(old: Path, new: Path) -> None:
    """Let a file of the version before be one of the new: by a second name, else by a copy."""
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)
        files.sync(new)


def _write_changed(
    connection: duckdb.DuckDBPyConnection, changed: Sequence[Partition], folder: Path
) -> dict[str, dict[str, Any]]:
    """Write the partitions; return what the manifest says of the files.

    The tables are written at the same time where that fits into memory, else one after the other, and with as
    much memory as DuckDB takes by itself where even one does not: it cannot spill all that it sorts.
    """
    few = sum(one.articles for one in changed) <= AT_ONCE_ARTICLES
    for threads in (len(EXPORTED), 1) if few else (1,):
        try:
            return _write_tables(connection, changed, folder, threads)
        except duckdb.OutOfMemoryException:
            _clear(changed, folder)
    connection.execute("RESET memory_limit")
    return _write_tables(connection, changed, folder, 1)


def _clear(changed: Sequence[Partition], folder: Path) -> None:
    for table in EXPORTED:
        for one in changed:
            files.remove(folder / table.name / one.folder)


def _write_tables(
    connection: duckdb.DuckDBPyConnection, changed: Sequence[Partition], folder: Path, threads: int
) -> dict[str, dict[str, Any]]:
    entries: dict[str, dict[str, Any]] = {}
    with ThreadPoolExecutor(max_workers=threads) as at_once:
        tables = [
            (
                table,
                at_once.submit(
                    write_partitions,
                    connection.cursor(),
                    table,
                    [folder / table.name / one.folder for one in changed],
                ),
            )
            for table in EXPORTED
        ]
        for table, written in tables:
            for file in written.result():
                name = file.path.relative_to(folder).as_posix()
                entries[name] = _entry(table, changed[file.part], file)
    return entries


def _entry(table: ExportedTable, partition: Partition, file: PartFile) -> dict[str, Any]:
    return {
        "table": table.name,
        "year": partition.year,
        "language": partition.language,
        "rows": file.rows,
        "bytes": file.path.stat().st_size,
        "sha256": file.sha256,
        "schema_version": SCHEMA_VERSION,
        "run_id": partition.run_id,
    }


def _manifest(
    made_of: Provenance, found: Sequence[Partition], entries: Mapping[str, dict[str, Any]]
) -> dict[str, Any]:
    tables = {}
    for table in EXPORTED:
        theirs = [entry for entry in entries.values() if entry["table"] == table.name]
        tables[table.name] = {
            "rows": sum(entry["rows"] for entry in theirs),
            "files": len(theirs),
            "bytes": sum(entry["bytes"] for entry in theirs),
            "partitioned_by": list(PARTITIONED_BY),
            "sorted_by": list(table.order),
            "columns": table.columns,
        }
    return {
        **made_of.as_dict(),
        "licence": LICENCE,
        "provenance": PROVENANCE,
        "tables": tables,
        "partitions": [one.as_dict() for one in found],
        "files": dict(sorted(entries.items())),
    }


def _settle(manifest: Mapping[str, Any], unfinished: Path, exports: Path) -> Path:
    """Write the manifest, last, and give the folder its name; return it."""
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    (unfinished / MANIFEST).write_text(text, encoding="utf-8")
    files.sync(unfinished / MANIFEST)
    for folder in (*(path for path in unfinished.rglob("*") if path.is_dir()), unfinished):
        files.sync(folder)
    final = exports / version_name(text.encode())
    if final.exists():
        _mend(manifest, unfinished, final)
    else:
        unfinished.rename(final)
    files.sync(exports)
    return final


def version_name(manifest: bytes) -> str:
    """Return the name of the folder of a version by the content of its manifest."""
    return hashlib.sha256(manifest).hexdigest()[:32]


def _mend(manifest: Mapping[str, Any], unfinished: Path, final: Path) -> None:
    """Put the files where the same version lies already, one by one: somebody may be reading there."""
    for name in (*files_of(manifest), MANIFEST):
        (final / name).parent.mkdir(parents=True, exist_ok=True)
        files.replace(unfinished / name, final / name)
    files.remove(unfinished)
