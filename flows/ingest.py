"""The flow that brings new and changed raw files into the working database."""

from typing import TYPE_CHECKING

from prefect import flow

from copydesk import settings
from copydesk.settings import Settings
from flows import display, tasks
from flows.parameters import KeepMissing, RawFolder, WarehouseFolder, Workers

if TYPE_CHECKING:
    from copydesk.runs import LoadReport, PlanReport


@flow(name="ingest", flow_run_name=display.initial_name, persist_result=False)
def ingest(
    raw: RawFolder = None,
    warehouse: WarehouseFolder = None,
    workers: Workers = None,
    keep_missing: KeepMissing = None,
) -> "tuple[PlanReport, LoadReport]":
    """Plan, process and load. Analysts see nothing of it before ``publish``.

    An unchanged raw folder ends it after the plan. Raises what the stages raise.
    """
    chosen = settings.load(raw, warehouse, workers, keep_missing=keep_missing)
    with tasks.turn(chosen):
        planned, loaded = ingest_stages(chosen)
    display.rename(outcome(planned))
    return planned, loaded


def ingest_stages(chosen: Settings) -> "tuple[PlanReport, LoadReport]":
    """Run the stages of ``ingest`` inside any flow; process and load only when there is something to do."""
    from copydesk.runs import LoadReport

    planned = tasks.plan(chosen)
    loaded = LoadReport(planned.run_id, articles=0, sentences=0, rejects=0, is_loaded=False)
    if not planned.is_empty:
        tasks.process(chosen, planned.run_id)
        loaded = tasks.load(chosen, planned.run_id)
    if planned.has_pending or not planned.is_empty:
        tasks.relabel(chosen)
    return planned, loaded


def outcome(planned: "PlanReport") -> str:
    """Say in a few words what a run had to do, for its name."""
    counts = f"{planned.files_new:,} new, {planned.files_changed:,} changed"
    rare = (
        (planned.files_reprocessed, "done again"),
        (planned.files_gone, "gone"),
        (planned.files_returned, "there again"),
    )
    return counts + "".join(f", {number:,} {word}" for number, word in rare if number)
