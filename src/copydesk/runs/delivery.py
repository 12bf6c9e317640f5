"""The last stages: load the shards, check the tables, publish what analysts read."""

from pathlib import Path
from typing import Final

from copydesk import warehouse
from copydesk.errors import CheckError, StopError
from copydesk.runs.clock import Clock, utc_now
from copydesk.runs.processing import staged
from copydesk.runs.reports import CheckReport, LoadReport, PublishReport
from copydesk.runs.writing import writing
from copydesk.settings import Settings
from copydesk.warehouse import CheckResult, Layout, LoadJob

REPORT_PATH: Final = "report/index.html"
"""Where the page about a publication lies below the warehouse folder; the report room writes it."""


def load(settings: Settings, run_id: str, now: Clock = utc_now) -> LoadReport:
    """Commit the shards of ``run_id`` in one transaction and remove its staging folder.

    Raises CheckError when a check that runs inside the transaction finds offenders: nothing is changed then,
    and the staging folder stays. A run that is loaded already is left alone.
    """
    with writing(settings) as layout:
        folder = staged(layout, run_id)
        if folder is None:
            return LoadReport(run_id, articles=0, sentences=0, rejects=0, is_loaded=False)
        if not folder.processed.exists():
            raise StopError(f"run {run_id} is not processed yet", "Process it first, then load.")
        ticket = folder.ticket()
        job = LoadJob(
            run_id=run_id,
            raw_folder=ticket.raw_folder,
            started_at=ticket.started,
            finished_at=now(),
            pipeline_version=ticket.pipeline_version,
            rules_version=ticket.rules_version,
            files_seen=ticket.files_seen,
            plan=folder.processed,
            shards=folder.shards(folder.batches(settings, folder.read_plan())),
            is_relabelling=ticket.is_relabelling,
            tried_lines=folder.tried_lines,
            stamps=folder.stamps(),
        )
        counts = warehouse.load(layout, job)
        folder.remove()
    return LoadReport(run_id, counts.articles, counts.sentences, counts.rejects, counts.is_loaded)


def check(settings: Settings) -> CheckReport:
    """Make sure that every check passes on the working database; what its load has proved is not repeated.

    Raises CheckError naming the checks of severity ``abort`` that found offenders, with the first of them.
    """
    with writing(settings) as layout:
        results = warehouse.check_unproved(layout)
    failed = [one for one in results if one.offenders and one.severity == "abort"]
    if failed:
        raise CheckError(
            "; ".join(_describe(one) for one in failed),
            "Nothing was published. Look at these rows; `copydesk sql` still reads the last good version.",
        )
    warned = tuple(_describe(one) for one in results if one.offenders)
    return CheckReport(passed=len(results) - len(warned), warnings=warned)


def publish(settings: Settings) -> PublishReport:
    """Replace the snapshot and the export that analysts read, unless they are current.

    When something is being erased, the page about the last publication goes first: it may quote it.
    """
    with writing(settings) as layout:
        if layout.erasing.exists():
            report_path(layout).unlink(missing_ok=True)
        done = warehouse.publish(layout, settings.full_text)
    return PublishReport(
        database=done.database,
        export=done.export,
        report=str(report_path(layout)),
        is_changed=done.is_changed,
        articles=done.articles,
        sentences=done.sentences,
    )


def report_path(layout: Layout) -> Path:
    """Return where the page about the publication lies."""
    return layout.root / REPORT_PATH


def _describe(result: CheckResult) -> str:
    sample = f", such as {result.sample[0]}" if result.sample else ""
    rows = "row" if result.offenders == 1 else "rows"
    return f"check {result.name} ({result.title}): {result.offenders} {rows}{sample}"
