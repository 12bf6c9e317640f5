"""The first stage: what is new, changed or gone since the last run."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
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
from copydesk.runs.missing import UNKNOWN_FORMAT, count_kept, missing_files
from copydesk.runs.reports import PlanReport
from copydesk.runs.seen import identify
from copydesk.runs.staging import EVERY_FILE, RELABELLED, RunFolder, Ticket
from copydesk.runs.writing import writing
from copydesk.settings import DEFAULT_CORRECTIONS, Settings
from copydesk.sources import FileStat
from copydesk.text import digest
from copydesk.warehouse import Known, PlannedFile, concerned, known, repeated_lines

ACTIONS: Final = ("new", "changed", "gone", "returned")
"""What is counted of a plan."""


def plan(settings: Settings, now: Clock = utc_now) -> PlanReport:
    """Compare the raw folder with the warehouse and stage what is to be done.

    When nothing is, nothing is written. The very first run is never empty, so that even an empty folder
    leaves a database behind. Raises StopError when there is no raw folder, the warehouse is no folder, or
    too many known files are gone.
    """
    started = now()
    require_folders(settings)
    entries = sources.scan(settings.raw)
    with writing(settings) as layout:
        before = known(layout)
        missing = missing_files(settings, entries, before)
        corrections = read_corrections(settings)
        made_by = made_now(settings, corrections)
        is_current = (before.pipeline_version, before.rules_version) == (made_by.pipeline, made_by.rules)
        hashes = identify(settings, entries, layout.seen, now)
        files = sorted([*_compare(entries, hashes, before, is_current), *missing], key=lambda file: file.path)
        ran_before = before.last_run_id is not None
        run_id = run_id_of(files, made_by, before.last_run_id)
        if before.last_run_id is not None:  # what a kill between commit and clearing away has left
            RunFolder(layout.runs / before.last_run_id).remove()
        if files or before.last_run_id is None:
            ticket = ticket_for(settings, run_id, started, made_by, len(entries))
            lines = {EVERY_FILE: repeated_lines(layout)} if ran_before else {}
            RunFolder(layout.runs / run_id).open(ticket, files, corrections, lines)
        else:
            run_id = before.last_run_id
    counts = {action: sum(file.action == action for file in files) for action in ACTIONS}
    return PlanReport(
        run_id=run_id,
        is_empty=ran_before and not files,
        files_seen=len(entries),
        files_new=counts["new"],
        files_changed=counts["changed"],
        files_gone=counts["gone"],
        files_unchanged=len(entries) - counts["new"] - counts["changed"] - counts["returned"],
        is_reprocessing=ran_before and bool(files) and not is_current,
        has_pending=before.pending,
        files_returned=counts["returned"],
        files_kept=count_kept(entries, before, files),
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
        corrections = read_corrections(settings)
        made_by = made_now(settings, corrections)
        found = concerned(layout)
        files = [PlannedFile(one.path, one.sha256, one.size_bytes, one.format, RELABELLED) for one in found]
        lines = {one.path: one.lines for one in found}
        run_id = digest(run_id_of(files, made_by, before.last_run_id), json.dumps(lines))
        ticket = replace(
            ticket_for(settings, run_id, started, made_by, before.files_seen), is_relabelling=True
        )
        RunFolder(layout.runs / run_id).open(ticket, files, corrections, lines)
    unchanged = before.files_seen - len(files)
    return PlanReport(run_id, False, before.files_seen, 0, 0, 0, unchanged, files_relabelled=len(files))


def ticket_for(
    settings: Settings, run_id: str, started: datetime, made_by: Versions, files_seen: int
) -> Ticket:
    """Write down what the later stages of a run need to know."""
    return Ticket(
        run_id=run_id,
        started_at=started.isoformat(),
        raw_folder=str(settings.raw),
        pipeline_version=made_by.pipeline,
        rules_version=made_by.rules,
        language_engine=made_by.language_engine,
        files_seen=files_seen,
    )


def made_now(settings: Settings, corrections: str) -> Versions:
    """Name what would make the rows; the rules are read for it but not loaded, which takes half a second."""
    rules_version = version_of(read_files(settings.rules))
    return versions(settings.language_engine, parse(corrections), rules_version)


def read_corrections(settings: Settings) -> str:
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
) -> Iterator[PlannedFile]:
    """Yield the entries that differ from ``before``: new, changed, or there again as they had been."""
    for entry, sha256 in zip(entries, hashes, strict=True):
        earlier = before.files.get(entry.path)
        is_same = earlier is not None and earlier.sha256 == sha256 and is_current
        if earlier and is_same and not earlier.is_missing:
            continue
        action = "changed" if earlier else "new"
        if earlier and is_same and not earlier.is_stale:
            action = "returned"
        kind = readers.format_of(entry.path) or UNKNOWN_FORMAT
        yield PlannedFile(entry.path, sha256, entry.size_bytes, kind, action)


def run_id_of(files: Iterable[PlannedFile], made_by: Versions, last_run_id: str | None) -> str:
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
