"""The whole way through, from the raw folder to what analysts read."""

from dataclasses import replace
from pathlib import Path

from copydesk import warehouse
from copydesk.runs.clock import Clock, utc_now
from copydesk.runs.delivery import check, load, publish
from copydesk.runs.planning import plan, plan_relabelling, require_folders
from copydesk.runs.processing import Progress, process
from copydesk.runs.reports import CheckReport, LoadReport, PlanReport, PublishReport, Rejected, RunSummary
from copydesk.runs.writing import writing
from copydesk.settings import Settings
from copydesk.warehouse import Layout


def run(settings: Settings, progress: Progress | None = None, now: Clock = utc_now) -> RunSummary:
    """Plan, process, load, check and publish as one turn of the warehouse's lock.

    Between load and check, files are processed again whose outlets repeat other lines than before the load.

    An unchanged raw folder is checked and found published: no byte is written. Raises what the stages raise.
    """
    started = now()
    require_folders(settings)
    with writing(settings):
        planned = plan(settings, lambda: started)
        loaded = LoadReport(planned.run_id, articles=0, sentences=0, rejects=0, is_loaded=False)
        waiting = 0
        if not planned.is_empty:
            waiting = process(settings, planned.run_id, progress).files_waiting
            loaded = load(settings, planned.run_id, now)
        relabelled = relabel(settings, now)
        checked = check(settings)
        published = publish(settings)
        summary = summarise(settings, planned, loaded, checked, published)
    return replace(
        summary,
        seconds=max(0.0, (now() - started).total_seconds()),  # a clock can be set back meanwhile
        files_relabelled=relabelled.files_relabelled,
        files_waiting=waiting,
    )


def relabel(settings: Settings, now: Clock = utc_now) -> PlanReport:
    """Process files again whose outlets repeat other lines since the last load, and load them.

    Returns: what was planned, empty when no label was in question. Raises what the stages raise.
    """
    with writing(settings):
        planned = plan_relabelling(settings, now)
        if not planned.is_empty:
            process(settings, planned.run_id)
            load(settings, planned.run_id, now)
    return planned


def summarise(
    settings: Settings,
    planned: PlanReport,
    loaded: LoadReport,
    checked: CheckReport,
    published: PublishReport,
) -> RunSummary:
    """Put the stages' reports and the numbers of the published warehouse together."""
    facts = warehouse.facts(Layout(settings.warehouse))
    rejects = warehouse.figures(Path(published.database), "rejects").rows
    return RunSummary(
        plan=planned,
        load=loaded,
        check=checked,
        publish=published,
        raw_folder=str(settings.raw),
        files_total=facts.files_total,
        articles_total=facts.articles_total,
        sentences_total=facts.sentences_total,
        removed_by_label=facts.removed_by_label,
        rejects=tuple(
            Rejected(str(reason), int(str(files)), str(example), str(advice))
            for reason, files, example, advice in rejects
        ),
    )
