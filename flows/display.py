"""What a person sees of a run in Prefect's pages: its name, its progress, its summary.

None of it is the work. When Prefect's server cannot be reached for a moment, the run goes on and one
warning is logged. The truth about a run is in the warehouse.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

import httpx
from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    update_progress_artifact,
)
from prefect.client.orchestration import get_client
from prefect.exceptions import PrefectException
from prefect.runtime import flow_run

MAX_UPDATES = 20
"""Each update is one request to Prefect's server, which holds up the process stage meanwhile."""

logger = logging.getLogger("copydesk.flows")


def initial_name() -> str:
    """Name the current flow run by its flow and its raw folder; ``rename`` says more when it is known."""
    folder = flow_run.parameters.get("raw")
    return f"{flow_run.flow_name} over {folder or 'the configured folder'}"


def rename(outcome: str) -> None:
    """Give the current flow run its final name: flow, day (UTC) and ``outcome``."""
    with _kept_going("the run's name"):
        name = f"{flow_run.flow_name} {flow_run.scheduled_start_time:%Y-%m-%d}: {outcome}"
        with get_client(sync_client=True) as client:
            client.update_flow_run(flow_run.id, name=name)


def progress(description: str) -> Callable[[int, int], None]:
    """Make a progress artifact; return the function to call with ``(done, total)`` as work proceeds.

    At most `MAX_UPDATES` calls reach the server, however often it is called.
    """
    created: object = None
    with _kept_going("the progress artifact"):
        created = create_progress_artifact(0.0, key="progress", description=description)
    shown = 0

    def update(done: int, total: int) -> None:
        nonlocal shown
        step = MAX_UPDATES * done // max(total, 1)
        if not isinstance(created, UUID) or step <= shown:
            return
        shown = step
        with _kept_going("the progress artifact"):
            update_progress_artifact(created, 100.0 * done / max(total, 1))

    return update


def summary(markdown: str) -> None:
    """Show ``markdown`` as the summary of the current flow run; the caller has escaped it."""
    with _kept_going("the summary artifact"):
        create_markdown_artifact(markdown, key="summary", description="Summary of the run")


@contextmanager
def _kept_going(what: str) -> Iterator[None]:
    try:
        yield
    except (httpx.HTTPError, PrefectException) as error:
        logger.warning("%s could not be shown: %s", what, error)
