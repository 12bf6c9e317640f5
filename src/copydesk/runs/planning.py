"""The first stage: what is new, changed or gone since the last run, or can come out otherwise now."""

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from copydesk import sources
from copydesk.batches.columns import Versions
from copydesk.errors import StopError
from copydesk.runs.clock import Clock, utc_now
from copydesk.runs.foresight import CHANGED, GONE, NEW, Foresight, Makings, foresee, makings
from copydesk.runs.reports import PlanReport
from copydesk.runs.seen import identify
from copydesk.runs.staging import RELABELLED, Planned, RunFolder, Ticket
from copydesk.runs.writing import writing
from copydesk.settings import Settings
from copydesk.text import digest
from copydesk.warehouse import Known, PlannedFile, concerned, known


def plan(settings: Settings, now: Clock = utc_now, again: Collection[str] = ()) -> PlanReport:
    """Compare the raw folder with the warehouse and stage what is to be done.

    When nothing is, nothing is written. The very first run is never empty, so that even an empty folder
    leaves a database behind. ``again`` are paths to be done again although nothing has changed. Raises
    StopError when there is no raw folder or the warehouse is no folder.
    """
    started = now()
    require_folders(settings)
    entries = sources.scan(settings.raw)
    with writing(settings) as layout:
        before = known(layout)
        made_by = makings(settings)
        hashes = identify(settings, entries, layout.seen, now)
        found = foresee(dict(zip(entries, hashes, strict=True)), before, layout.working, made_by, again)
        run_id = before.last_run_id
        if run_id is None or found.files or found.is_stamping:
            run_id = _run_id(found.files, made_by.versions, before.last_run_id)
            ticket = _ticket(settings, run_id, started, made_by, len(entries))
            RunFolder(layout.runs / run_id).open(
                replace(ticket, held=list(found.held)), _planned(found, made_by)
            )
    return report(found, before, run_id, len(entries))


def report(found: Foresight, before: Known, run_id: str, files_seen: int) -> PlanReport:
    """Count what is to be done."""
    new, changed, again = found.count(NEW), found.count(CHANGED), found.files_reprocessed
    ran_before = before.last_run_id is not None
    return PlanReport(
        run_id=run_id,
        is_empty=ran_before and not found.files and not found.is_stamping,
        files_seen=files_seen,
        files_new=new,
        files_changed=changed,
        files_gone=found.count(GONE),
        files_unchanged=files_seen - new - changed - again,
        is_reprocessing=again > 0,
        has_pending=before.pending,
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
        run_id = digest(_run_id(files, made_by.versions, before.last_run_id), json.dumps(lines))
        ticket = replace(_ticket(settings, run_id, started, made_by, before.files_seen), is_relabelling=True)
        planned = Planned(
            files, made_by.corrections, {}, {made_by.fingerprint: made_by.parts}, made_by.installed.files
        )
        RunFolder(layout.runs / run_id).open(ticket, planned, lines)
    unchanged = before.files_seen - len(files)
    return PlanReport(run_id, False, before.files_seen, 0, 0, 0, unchanged, files_relabelled=len(files))


def _ticket(settings: Settings, run_id: str, started: datetime, made_by: Makings, files_seen: int) -> Ticket:
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
