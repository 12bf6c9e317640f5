"""The first stage: what is new, changed or gone since the last run, or can come out otherwise now."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from copydesk import sources
from copydesk.errors import StopError
from copydesk.runs.clock import Clock, utc_now
from copydesk.runs.foresight import CHANGED, GONE, NEW, RETURNED, Foresight, Makings, foresee, makings
from copydesk.runs.missing import count_kept, missing_files
from copydesk.runs.reports import PlanReport
from copydesk.runs.seen import identify
from copydesk.runs.staging import EVERY_FILE, RELABELLED, Planned, RunFolder, Ticket
from copydesk.runs.writing import writing
from copydesk.settings import Settings
from copydesk.text import digest
from copydesk.warehouse import Known, PlannedFile, concerned, known, repeated_lines


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
        made_by = makings(settings)
        hashes = identify(settings, entries, layout.seen, now)
        found = foresee(dict(zip(entries, hashes, strict=True)), missing, before, layout.working, made_by)
        run_id = before.last_run_id
        if run_id is not None:  # what a kill between commit and clearing away has left
            RunFolder(layout.runs / run_id).remove()
        lines = {EVERY_FILE: repeated_lines(layout)} if run_id is not None else {}
        if run_id is None or found.files or found.is_stamping:
            run_id = run_id_of(found.files, made_by, before.last_run_id)
            ticket = ticket_for(settings, run_id, started, made_by, len(entries))
            ticket = replace(ticket, held=list(found.held))
            RunFolder(layout.runs / run_id).open(ticket, _planned(found, made_by), lines)
    kept = count_kept(entries, before, found.files)
    return replace(report(found, before, run_id, len(entries)), files_kept=kept)


def report(found: Foresight, before: Known, run_id: str, files_seen: int) -> PlanReport:
    """Count what is to be done."""
    new, changed, again = found.count(NEW), found.count(CHANGED), found.files_reprocessed
    returned = found.count(RETURNED)
    ran_before = before.last_run_id is not None
    return PlanReport(
        run_id=run_id,
        is_empty=ran_before and not found.files and not found.is_stamping,
        files_seen=files_seen,
        files_new=new,
        files_changed=changed,
        files_gone=found.count(GONE),
        files_unchanged=files_seen - new - changed - again - returned,
        is_reprocessing=again > 0,
        has_pending=before.pending,
        files_returned=returned,
        files_reprocessed=again,
        is_stamping=found.is_stamping,
        reasons=found.reason_counts(),
    )


def _planned(found: Foresight, made_by: Makings) -> Planned:
    parts = {**found.selection.parts, made_by.fingerprint: made_by.parts}
    return Planned(found.files, made_by.corrections, found.selection.stamps, parts, made_by.installed.files)


def plan_relabelling(settings: Settings, now: Clock = utc_now) -> PlanReport:
    """Stage the files whose labels the last load has put in question: their outlet repeats other lines now.

    The raw folder is not looked at. Nothing is written when there is none; raises what ``plan`` raises.
    """
    started = now()
    with writing(settings) as layout:
        before = known(layout)
        if before.last_run_id is None or not before.pending:
            return PlanReport(before.last_run_id or "", True, before.files_seen, 0, 0, 0, before.files_seen)
        made_by = makings(settings)
        found = concerned(layout)
        files = [PlannedFile(one.path, one.sha256, one.size_bytes, one.format, RELABELLED) for one in found]
        lines = {one.path: one.lines for one in found}
        run_id = digest(run_id_of(files, made_by, before.last_run_id), json.dumps(lines))
        ticket = ticket_for(settings, run_id, started, made_by, before.files_seen)
        RunFolder(layout.runs / run_id).open(
            replace(ticket, is_relabelling=True), planned_alone(files, made_by), lines
        )
    unchanged = before.files_seen - len(files)
    return PlanReport(run_id, False, before.files_seen, 0, 0, 0, unchanged, files_relabelled=len(files))


def planned_alone(files: Sequence[PlannedFile], made_by: Makings) -> Planned:
    """Put down files that are done again while nothing is said of all others."""
    parts = {made_by.fingerprint: made_by.parts}
    return Planned(files, made_by.corrections, {}, parts, made_by.installed.files)


def ticket_for(
    settings: Settings, run_id: str, started: datetime, made_by: Makings, files_seen: int
) -> Ticket:
    """Write down what the later stages of a run need to know."""
    return Ticket(
        run_id=run_id,
        started_at=started.isoformat(),
        raw_folder=str(settings.raw),
        pipeline_version=made_by.versions.pipeline,
        rules_version=made_by.versions.rules,
        language_engine=made_by.versions.language_engine,
        files_seen=files_seen,
        fingerprint=made_by.fingerprint,
    )


def run_id_of(files: Iterable[PlannedFile], made_by: Makings, last_run_id: str | None) -> str:
    """Hash what is to be done, by what, after which run: the same plan is the same run, whenever."""
    versions = made_by.versions
    sha256 = hashlib.sha256(f"{versions.pipeline}\n{versions.rules}\n{last_run_id or ''}\n".encode())
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
