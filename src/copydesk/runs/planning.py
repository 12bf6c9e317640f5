"""The first stage: what is new, changed or gone since the last run."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from copydesk import readers, sources
from copydesk.batches.columns import Versions
from copydesk.batches.work import versions
from copydesk.corrections import parse
from copydesk.errors import StopError
from copydesk.rules.files import read_files, version_of
from copydesk.runs.clock import Clock, utc_now
from copydesk.runs.reports import PlanReport
from copydesk.runs.seen import identify
from copydesk.runs.staging import EVERY_FILE, RELABELLED, RunFolder, Ticket
from copydesk.runs.writing import writing
from copydesk.settings import DEFAULT_CORRECTIONS, Settings
from copydesk.sources import FileStat
from copydesk.text import digest
from copydesk.warehouse import Known, PlannedFile, concerned, known, repeated_lines

UNKNOWN_FORMAT: Final = "unknown"
"""The format of a file that no reader takes, of a link, and of a folder that cannot be listed."""


def plan(settings: Settings, now: Clock = utc_now) -> PlanReport:
    """Compare the raw folder with the warehouse and stage what is to be done.

    When nothing is, nothing is written. The very first run is never empty, so that even an empty folder
    leaves a database behind. Raises StopError when there is no raw folder or the warehouse is no folder.
    """
    started = now()
    require_folders(settings)
    entries = sources.scan(settings.raw)
    with writing(settings) as layout:
        before = known(layout)
        corrections = _corrections(settings)
        made_by = _versions(settings, corrections)
        is_current = (before.pipeline_version, before.rules_version) == (made_by.pipeline, made_by.rules)
        hashes = identify(settings, entries, layout.seen, now)
        files = _compare(entries, hashes, before, is_current)
        ran_before = before.last_run_id is not None
        run_id = _run_id(files, made_by, before.last_run_id)
        if files or before.last_run_id is None:
            ticket = _ticket(settings, run_id, started, made_by, len(entries))
            lines = {EVERY_FILE: repeated_lines(layout)} if ran_before else {}
            RunFolder(layout.runs / run_id).open(ticket, files, corrections, lines)
        else:
            run_id = before.last_run_id
    counts = {action: sum(file.action == action for file in files) for action in ("new", "changed", "gone")}
    return PlanReport(
        run_id=run_id,
        is_empty=ran_before and not files,
        files_seen=len(entries),
        files_new=counts["new"],
        files_changed=counts["changed"],
        files_gone=counts["gone"],
        files_unchanged=len(entries) - counts["new"] - counts["changed"],
        is_reprocessing=ran_before and bool(files) and not is_current,
        has_pending=before.pending,
    )


def plan_relabelling(settings: Settings, now: Clock = utc_now) -> PlanReport:
    """Stage the files whose labels the last load has put in question: their outlet repeats other lines now.

    The raw folder is not looked at. Nothing is written when there is none; raises what ``plan`` raises.
    """
    started = now()
    with writing(settings) as layout:
        before = known(layout)
        if before.last_run_id is None or not before.pending:
            return PlanReport(before.last_run_id or "", True, before.files_seen, 0, 0, 0, before.files_seen)
        corrections = _corrections(settings)
        made_by = _versions(settings, corrections)
        found = concerned(layout)
        files = [PlannedFile(one.path, one.sha256, one.size_bytes, one.format, RELABELLED) for one in found]
        lines = {one.path: one.lines for one in found}
        run_id = digest(_run_id(files, made_by, before.last_run_id), json.dumps(lines))
        ticket = replace(_ticket(settings, run_id, started, made_by, before.files_seen), is_relabelling=True)
        RunFolder(layout.runs / run_id).open(ticket, files, corrections, lines)
    unchanged = before.files_seen - len(files)
    return PlanReport(run_id, False, before.files_seen, 0, 0, 0, unchanged, files_relabelled=len(files))


def _ticket(settings: Settings, run_id: str, started: datetime, made_by: Versions, files_seen: int) -> Ticket:
    return Ticket(
        run_id=run_id,
        started_at=started.isoformat(),
        raw_folder=str(settings.raw),
        pipeline_version=made_by.pipeline,
        rules_version=made_by.rules,
        language_engine=made_by.language_engine,
        files_seen=files_seen,
    )


def _versions(settings: Settings, corrections: str) -> Versions:
    """Name what would make the rows; the rules are read for it but not loaded, which takes half a second."""
    rules_version = version_of(read_files(settings.rules))
    return versions(settings.language_engine, parse(corrections), rules_version)


def _corrections(settings: Settings) -> str:
    """Read the file of corrections; without a setting there need be none."""
    path = settings.corrections
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        if path == DEFAULT_CORRECTIONS:
            return ""
        raise StopError(
            f"there are no corrections at {path}", "Make the file, or change the setting."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        advice = "Make it a readable file of UTF-8 text, or remove it."
        raise StopError(f"the corrections at {path} cannot be read: {error}", advice) from error


def _compare(
    entries: Sequence[FileStat], hashes: Sequence[str], before: Known, is_current: bool
) -> list[PlannedFile]:
    """Return what differs from ``before``, in order of path."""
    files: list[PlannedFile] = []
    for entry, sha256 in zip(entries, hashes, strict=True):
        earlier = before.files.get(entry.path)
        if earlier and earlier.sha256 == sha256 and earlier.state != "gone" and is_current:
            continue
        size = entry.size_bytes
        kind = readers.format_of(entry.path) or UNKNOWN_FORMAT
        files.append(PlannedFile(entry.path, sha256, size, kind, "changed" if earlier else "new"))
    files += [
        PlannedFile(path, before.files[path].sha256, 0, UNKNOWN_FORMAT, "gone")
        for path in _missing(entries, before)
    ]
    return sorted(files, key=lambda file: file.path)


def _missing(entries: Iterable[FileStat], before: Known) -> list[str]:
    """Return known paths that are no longer there; what a folder hides that we may not list is not gone."""
    present = {entry.path for entry in entries}
    hidden = tuple(path for path in present if path.endswith("/"))
    return [
        path
        for path, file in before.files.items()
        if file.state != "gone" and path not in present and not path.startswith(hidden)
    ]


def _run_id(files: Iterable[PlannedFile], made_by: Versions, last_run_id: str | None) -> str:
    """Hash what is to be done, by what, after which run: the same plan is the same run, whenever."""
    sha256 = hashlib.sha256(f"{made_by.pipeline}\n{made_by.rules}\n{last_run_id or ''}\n".encode())
    for file in files:
        sha256.update(f"{file.action} {len(file.path)} {file.path} {file.sha256}\n".encode())
    return sha256.hexdigest()[:32]


def require_folders(settings: Settings) -> None:
    """Make sure, before anything is written, that the two folders can be used.

    Raises StopError when there is no raw folder, or the warehouse lies in it.
    """
    sources.require_folder(settings.raw)
    if "?" in str(settings.warehouse):
        raise StopError(
            f"DuckDB cannot keep a database at {settings.warehouse}: it reads ? as the start of options",
            "Name a folder without ? with --warehouse DIR.",
        )
    raw, warehouse = settings.raw.resolve(), settings.warehouse.resolve()
    if raw == warehouse or raw in warehouse.parents:
        raise StopError(
            f"the warehouse {settings.warehouse} lies inside the raw folder {settings.raw}",
            "Name a folder outside of it with --warehouse DIR; the raw folder is never written.",
        )
