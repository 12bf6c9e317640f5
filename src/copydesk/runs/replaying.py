"""Rejects tried again: their files are processed once more although nothing has changed in the raw folder."""

import difflib
import os
from collections.abc import Sequence
from dataclasses import dataclass

from copydesk import sources, warehouse
from copydesk.errors import StopError
from copydesk.runs.clock import Clock, utc_now
from copydesk.runs.delivery import check, load, publish
from copydesk.runs.foresight import makings
from copydesk.runs.planning import planned_alone, require_folders, run_id_of, ticket_for
from copydesk.runs.processing import Progress, process
from copydesk.runs.reports import ReplayReport
from copydesk.runs.staging import RunFolder
from copydesk.runs.whole import relabel
from copydesk.runs.writing import writing
from copydesk.settings import Settings
from copydesk.warehouse import Known, Layout, PlannedFile, RejectedFile, known


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rejects are to be tried: of one reason, of these paths or folders; everything when not said."""

    reason: str | None = None
    paths: tuple[str, ...] = ()


def replay(
    settings: Settings, wanted: Wanted, progress: Progress | None = None, now: Clock = utc_now
) -> ReplayReport:
    """Process the files of rejects again, load what comes of them, check and publish: one turn of the lock.

    Files that are no longer in the raw folder are left to the next run. Raises StopError when no reject is
    meant, or when stages or rules are others than the last run's: then a run does it, with all files.
    """
    started = now()
    require_folders(settings)
    with writing(settings) as layout:
        before = known(layout)
        chosen = _chosen(layout, before, wanted)
        missing = tuple(file.path for file in chosen if not _is_there(settings, file.path))
        files = [file for file in chosen if file.path not in missing]
        run_id = _stage(settings, before, files, lambda: started) if files else before.last_run_id or ""
        if files:
            process(settings, run_id, progress)
            load(settings, run_id, now)
        relabel(settings, now)
        check(settings)
        published = publish(settings)
        outcome = warehouse.replayed(layout, run_id, [file.path for file in files])
    return ReplayReport(
        run_id=run_id,
        files=len(files),
        passed=outcome.passed,
        still=outcome.still,
        otherwise=outcome.otherwise,
        reasons=outcome.reasons,
        missing=missing,
        publish=published,
        seconds=(now() - started).total_seconds(),
    )


def _chosen(layout: Layout, before: Known, wanted: Wanted) -> list[RejectedFile]:
    if before.last_run_id is None:
        raise StopError("there are no rejects: nothing was loaded yet", "Run `copydesk run` first.")
    rejects = warehouse.rejected_files(layout)
    if not rejects:
        raise StopError("there are no rejects", "Nothing has to be tried again.")
    _require_reason(rejects, wanted.reason)
    _require_paths(rejects, wanted.paths)
    return [file for file in rejects if _is_wanted(file, wanted)]


def _is_wanted(file: RejectedFile, wanted: Wanted) -> bool:
    is_reason = wanted.reason is None or wanted.reason in file.reasons
    return is_reason and (not wanted.paths or any(_is_below(file.path, path) for path in wanted.paths))


def _is_below(path: str, place: str) -> bool:
    return path == place or path.startswith(f"{place.rstrip('/')}/")


def _require_reason(rejects: Sequence[RejectedFile], reason: str | None) -> None:
    reasons = sorted({one for file in rejects for one in file.reasons})
    if reason is None or reason in reasons:
        return
    near = difflib.get_close_matches(reason, reasons, n=1, cutoff=0.5)
    advice = f"Did you mean '{near[0]}'?" if near else f"The reasons are {', '.join(reasons)}."
    raise StopError(f"no reject has the reason '{reason}'", advice)


def _require_paths(rejects: Sequence[RejectedFile], paths: Sequence[str]) -> None:
    for place in paths:
        if any(_is_below(file.path, place) for file in rejects):
            continue
        near = difflib.get_close_matches(place, [file.path for file in rejects[:1000]], n=1, cutoff=0.6)
        advice = (
            f"Did you mean '{near[0]}'?"
            if near
            else 'copydesk sql "FROM rejects_current" lists the rejects that there are.'
        )
        raise StopError(f"no reject lies at {place}", advice)


def _is_there(settings: Settings, path: str) -> bool:
    return os.path.lexists(os.path.join(os.fsencode(settings.raw), sources.unescape(path)))


def _stage(settings: Settings, before: Known, files: Sequence[RejectedFile], now: Clock) -> str:
    """Plan the files as changed; returns the id of the run."""
    made_by = makings(settings)
    versions = made_by.versions
    if (before.pipeline_version, before.rules_version) != (versions.pipeline, versions.rules):
        raise StopError(
            "stages or rules have changed since the last run",
            "Run `copydesk run`: it processes the files again that this concerns, rejects too.",
        )
    planned = [PlannedFile(one.path, one.sha256, one.size_bytes, one.format, "changed") for one in files]
    run_id = run_id_of(planned, made_by, before.last_run_id)
    ticket = ticket_for(settings, run_id, now(), made_by, before.files_seen)
    RunFolder(Layout(settings.warehouse).runs / run_id).open(ticket, planned_alone(planned, made_by))
    return run_id
