"""The flow that gives analysts what has been loaded: checks, then the snapshot and the export."""

from typing import TYPE_CHECKING

from prefect import flow

from copydesk import settings
from copydesk.settings import Settings
from flows import display, tasks
from flows.parameters import WarehouseFolder

if TYPE_CHECKING:
    from copydesk.runs import CheckReport, PublishReport


@flow(name="publish", flow_run_name=display.initial_name, persist_result=False)
def publish(warehouse: WarehouseFolder = None) -> "tuple[CheckReport, PublishReport]":
    """Check the working database and publish it; nothing is written when the publication is current.

    Raises CheckError, and publishes nothing, when a check finds offenders.
    """
    chosen = settings.load(warehouse=warehouse)
    with tasks.turn(chosen):
        checked, published = publish_stages(chosen)
    display.rename(f"{published.articles:,} articles" if published.is_changed else "already current")
    return checked, published


def publish_stages(chosen: Settings) -> "tuple[CheckReport, PublishReport]":
    """Run the stages of ``publish`` inside any flow."""
    checked = tasks.check(chosen)
    return checked, tasks.publish(chosen)
