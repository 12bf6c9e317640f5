"""Publishing: snapshot and export are made beside the old ones and put in their place in one step each."""

from pathlib import Path
from typing import Any

import duckdb

from copydesk.errors import RetryError, StopError
from copydesk.warehouse import files, statements
from copydesk.warehouse.connect import is_database, reading, translated
from copydesk.warehouse.exporting import (
    Provenance,
    is_whole,
    link_export,
    manifest_rows,
    read_manifest,
    write_export,
)
from copydesk.warehouse.furniture import concerned
from copydesk.warehouse.jobs import Published
from copydesk.warehouse.layout import Layout
from copydesk.warehouse.loading import LAST_RUN, known
from copydesk.warehouse.rewriting import rewrite
from copydesk.warehouse.snapshot import new_snapshot


def publish(layout: Layout, full_text: bool = True) -> Published:
    """Bring snapshot and export to the last committed run, unless both are there.

    ``full_text``: the snapshot gets the index that ``search`` looks up.

    The caller holds the writer's lock. Readers of the old snapshot and export are not disturbed; after a
    failure the old ones are still in place. Raises StopError when no run was committed yet, when files wait
    to be relabelled or ``export`` is a folder of somebody else, ResourceError, RetryError.

    When something is being erased, all that could hold its bytes is written anew: the working database, the
    snapshot and the export, of which no older version is kept.
    """
    with translated(layout.root):
        _require_our_link(layout)
        _sweep(layout)
        _require_all_labels(layout)
        is_erasing = layout.erasing.exists()
        if is_erasing:
            files.remove(layout.runs)
            rewrite(layout, _spill(layout))
        made_of = _last_run(layout.working, full_text)
        manifest = read_manifest(layout.export)
        is_current = not is_erasing and _is_current(layout, made_of, manifest, full_text)
        if not is_current:
            try:
                manifest = _write(layout, made_of, is_erasing, full_text)
            finally:
                _sweep(layout)
        if is_erasing:
            files.remove(layout.erasing)
            files.sync(layout.work)
    return Published(
        database=str(layout.published),
        export=str(layout.export),
        articles=manifest_rows(manifest, "articles"),
        sentences=manifest_rows(manifest, "sentences"),
        is_changed=not is_current,
    )


def _is_current(layout: Layout, made_of: Provenance, manifest: dict[str, Any], full_text: bool) -> bool:
    """Tell whether export and snapshot are those of the run, and all files there."""
    is_export = made_of.as_dict().items() <= manifest.items() and is_whole(layout.export, manifest)
    return is_export and _shows(layout.published, made_of, full_text)


def _snapshot(layout: Layout) -> Path:
    return layout.root / ".copydesk.duckdb.new"


def _export_folder(layout: Layout) -> Path:
    return layout.exports / ".new"


def _export_link(layout: Layout) -> Path:
    return layout.root / ".export.new"


def _spill(layout: Layout) -> Path:
    return layout.work / "spill"


def _sweep(layout: Layout) -> None:
    """Remove what a killed or failed publication left unfinished."""
    snapshot = _snapshot(layout)
    wal = snapshot.with_name(f"{snapshot.name}.wal")
    for path in (snapshot, wal, _export_folder(layout), _export_link(layout), _spill(layout)):
        files.remove(path)


def _require_our_link(layout: Layout) -> None:
    if layout.export.exists() and not layout.export.is_symlink():
        raise StopError(
            f"{layout.export} is not a link that copydesk made",
            "Move it away: the export is put there as a link to its current version.",
        )


def _require_all_labels(layout: Layout) -> None:
    """Make sure that the last load is followed by the relabelling that it asks for."""
    if waiting := known(layout).pending and concerned(layout):
        raise StopError(
            f"{len(waiting)} files wait to be relabelled, such as {waiting[0].path}",
            "Run `copydesk run`: it goes on there and publishes.",
        )


def _last_run(database: Path, full_text: bool) -> Provenance:
    with reading(database) as connection:
        try:
            found = connection.execute(LAST_RUN).fetchall()
        except duckdb.CatalogException:
            found = []
    if not found:
        raise StopError("there is nothing to publish: no run was committed yet", "Run `copydesk run` first.")
    run_id, pipeline_version, rules_version = found[0]
    return Provenance(run_id, pipeline_version, rules_version, statements.digest(full_text))


def _shows(database: Path, made_of: Provenance, full_text: bool) -> bool:
    """Tell whether a snapshot is that of the run; one that cannot be read is to be replaced."""
    if not is_database(database):
        return False
    try:
        return _last_run(database, full_text) == made_of
    except (StopError, RetryError):
        return False


def _write(layout: Layout, made_of: Provenance, is_erasing: bool, full_text: bool) -> dict[str, object]:
    unfinished = _snapshot(layout)
    with new_snapshot(layout, unfinished, _spill(layout), full_text) as connection:
        version, manifest = write_export(connection, layout, made_of, _export_folder(layout))
    files.remove(
        layout.published.with_name(f"{layout.published.name}.wal")
    )  # who wrote into the old one left it
    files.replace(unfinished, layout.published)
    link_export(layout, version, _export_link(layout), is_erasing)
    return manifest
