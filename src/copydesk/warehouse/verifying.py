"""An export held against its manifest: every file there, whole, with its rows, and nothing beside them."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from copydesk.errors import ResourceError, StopError
from copydesk.warehouse import files
from copydesk.warehouse.exporting import MANIFEST, files_of, read_manifest, version_name

_VERSION_NAME_CHARS: Final = 32


class Damage(NamedTuple):
    """What is wrong with a file: it is ``missing``, ``changed``, ``unreadable``, ``extra`` or ``outside``."""

    path: str
    problem: str
    detail: str


class Verified(NamedTuple):
    """What an export holds by its manifest, and what is wrong with it: nothing, if ``damages`` is empty."""

    folder: str
    run_id: str | None
    schema_version: str | None
    files: int
    rows: dict[str, int]
    damages: tuple[Damage, ...]


def verify_export(folder: Path) -> Verified:
    """Check the export that lies in ``folder``; a link is followed once, so that one version is checked.

    Reads every byte of it. Raises StopError when there is no such folder, ResourceError when it is shut.
    """
    if not folder.is_dir():
        raise StopError(f"there is no export at {folder}", "Run `copydesk run` first, or name its folder.")
    place = folder.resolve()
    manifest = read_manifest(place)
    listed = files_of(manifest)
    try:
        damages = (*_of_manifest(place, listed), *_of_files(place, listed), *_extra(place, listed))
        damages += tuple(_of_sums(manifest, listed))
    except PermissionError as error:
        raise ResourceError(
            f"permission denied: {error.filename}", "Give yourself the right to read the export."
        ) from error
    return Verified(
        folder=str(folder),
        run_id=manifest.get("run_id"),
        schema_version=manifest.get("schema_version"),
        files=len(listed),
        rows={name: _rows(manifest, name) for name in _tables(manifest)},
        damages=damages,
    )


def _of_manifest(place: Path, listed: dict[str, dict[str, Any]]) -> Iterator[Damage]:
    path = place / MANIFEST
    if not path.is_file():
        yield Damage(MANIFEST, "missing", "without it nobody can tell whether the export is whole")
        return
    if not listed:
        yield Damage(MANIFEST, "unreadable", "it is no manifest of an export")
        return
    is_version = place.parent.name == "exports" and len(place.name) == _VERSION_NAME_CHARS
    if is_version and version_name(path.read_bytes()) != place.name:
        yield Damage(MANIFEST, "changed", "it is not the one that the folder was named by")


def _of_files(place: Path, listed: dict[str, dict[str, Any]]) -> Iterator[Damage]:
    for name, entry in listed.items():
        problem = _problem(place, name, entry)
        if problem:
            yield Damage(name, *problem)


def _problem(place: Path, name: str, entry: dict[str, Any]) -> tuple[str, str] | None:
    """Return what is wrong with a file and how; None when it is as the manifest says."""
    path = place / name
    if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
        return "outside", "the manifest names a file that is not below the export"
    if not path.is_file():
        return "missing", "the manifest names it and it is not there"
    if path.stat().st_size != entry.get("bytes"):
        return "changed", f"it has {path.stat().st_size:,} bytes, the manifest says {entry.get('bytes')}"
    if files.digest(path) != entry.get("sha256"):
        return "changed", "its bytes are not those that the manifest has the hash of"
    try:
        rows = pq.read_metadata(path).num_rows
    except (OSError, pa.ArrowException) as error:
        return "unreadable", f"it is no Parquet file: {error}".partition("\n")[0]
    if rows != entry.get("rows"):
        return "changed", f"it has {rows:,} rows, the manifest says {entry.get('rows')}"
    return None


def _extra(place: Path, listed: dict[str, dict[str, Any]]) -> Iterator[Damage]:
    """Yield files that the manifest does not name: who reads the folder reads their rows too."""
    for path in sorted(place.rglob("*")):
        name = path.relative_to(place).as_posix()
        if name != MANIFEST and name not in listed and (path.is_symlink() or not path.is_dir()):
            yield Damage(name, "extra", "the manifest does not name it")


def _of_sums(manifest: dict[str, Any], listed: dict[str, dict[str, Any]]) -> Iterator[Damage]:
    for table in _tables(manifest) if listed else ():
        theirs = [entry.get("rows") for entry in listed.values() if entry.get("table") == table]
        if sum(rows for rows in theirs if isinstance(rows, int)) != _rows(manifest, table):
            yield Damage(MANIFEST, "changed", f"the rows of {table} are not the sum of its files'")


def _tables(manifest: dict[str, Any]) -> dict[str, Any]:
    tables = manifest.get("tables")
    return tables if isinstance(tables, dict) else {}


def _rows(manifest: dict[str, Any], table: str) -> int:
    entry = _tables(manifest).get(table)
    rows = entry.get("rows") if isinstance(entry, dict) else None
    return rows if isinstance(rows, int) else 0
