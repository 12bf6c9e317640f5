"""What the next run would do, told without writing: no lock is taken, a run that goes on is left alone."""

from dataclasses import replace

from copydesk import sources
from copydesk.runs.clock import Clock, utc_now
from copydesk.runs.foresight import CHANGED, EXAMPLES, GONE, NEW, Foresight, foresee, makings
from copydesk.runs.missing import count_kept, missing_files
from copydesk.runs.planning import report, require_folders
from copydesk.runs.reports import Forecast
from copydesk.runs.seen import identify
from copydesk.settings import Settings
from copydesk.warehouse import Known, Layout, asking, holder, known


def forecast(settings: Settings, now: Clock = utc_now) -> Forecast:
    """Compare the raw folder and all that is installed with what is published.

    Where a run was killed between its load and its publication, the working database is asked instead, unless
    another run goes on. Raises StopError when there is no raw folder or rules, corrections or settings are
    wrong or too many known files are gone, RetryError when another process has the database open for writing.
    """
    require_folders(settings)
    layout = Layout(settings.warehouse)
    running = holder(layout)
    is_published = running is not None or not _is_behind(layout)
    database = layout.published if is_published else layout.working
    entries = sources.scan(settings.raw)
    before = known(layout, is_published)
    made_by = makings(settings)
    hashes = identify(settings, entries, layout.seen, now, is_noting=False)
    missing = missing_files(settings, entries, before)
    found = foresee(dict(zip(entries, hashes, strict=True)), missing, before, database, made_by)
    outlets, files = 0, 0
    if before.last_run_id is not None:
        with asking(database) as asked:
            outlets, files = asked.outlets_of([file.path for file in found.files])
    return Forecast(
        plan=replace(
            report(found, before, before.last_run_id or "", len(entries)),
            files_kept=count_kept(entries, before, found.files),
        ),
        raw_folder=str(settings.raw),
        warehouse=str(settings.warehouse),
        examples={kind: _examples(found, kind) for kind in (NEW, CHANGED, GONE)},
        pipeline_versions=(before.pipeline_version, made_by.versions.pipeline),
        rules_versions=(before.rules_version, made_by.versions.rules),
        outlets=outlets,
        files_of_outlets=files,
        running=running,
        is_to_do=_is_to_do(found, before, layout),
    )


def _is_behind(layout: Layout) -> bool:
    """Tell whether the working database was written after the published one."""
    if not layout.working.exists():
        return False
    is_newer = layout.published.exists() and (
        layout.published.stat().st_mtime_ns >= layout.working.stat().st_mtime_ns
    )
    return not is_newer


def _is_to_do(found: Foresight, before: Known, layout: Layout) -> bool:
    """Tell whether a run would write: a very first one always does, and one that goes on after a kill."""
    return bool(found.files) or found.is_stamping or before.last_run_id is None or _is_behind(layout)


def _examples(found: Foresight, kind: str) -> tuple[str, ...]:
    paths = (file.path for file in found.files if found.reasons[file.path][0].kind == kind)
    return tuple(path for path, _ in zip(paths, range(EXAMPLES), strict=False))
