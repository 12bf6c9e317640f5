"""The stages of a run as Prefect tasks: plan, process, load, relabel, check, publish.

A task costs some 40 ms of CPU and a record in Prefect's database, so there is one per stage however
large the corpus is; the parallel work is inside ``runs.process``. Settings go in, small reports of
counts and paths come out: no table and no text passes through Prefect, nothing is pickled, and
nothing is cached, because the warehouse itself knows what it has loaded.

``copydesk.runs`` is imported by the stage that needs it: it brings duckdb and pyarrow, for which a
deployment or a look at the flows need not wait.
"""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.tasks import Task

from copydesk import report
from copydesk.errors import RetryError
from copydesk.settings import Settings
from flows import display

if TYPE_CHECKING:
    from copydesk.runs import CheckReport, LoadReport, PlanReport, ProcessReport, PublishReport

RETRY_SECONDS = [2.0, 10.0, 30.0]
"""For a lock that another process holds and for file systems that come back: 42 s in all."""
RETRIES = len(RETRY_SECONDS)
HOUR = 60 * 60
"""Timeouts are many times what a stage takes: they end what hangs, they do not schedule."""


def may_pass_on_retry(_task: Task[..., Any], _task_run: TaskRun, state: State[Any]) -> bool:
    """Tell Prefect whether the failure in ``state`` can go away by itself: a held lock, a failed read."""
    return isinstance(state.data, RetryError | OSError)


@contextmanager
def turn(settings: Settings) -> Iterator[None]:
    """Hold the warehouse's lock for a whole flow, so that no other run comes between two stages.

    Waits up to the sum of `RETRY_SECONDS` for a process that holds it, then raises RetryError.
    """
    from copydesk import runs

    with ExitStack() as held:
        for seconds in (*RETRY_SECONDS, None):
            try:
                held.enter_context(runs.writing(settings))
                break
            except RetryError:
                if seconds is None:
                    raise
                time.sleep(seconds)
        yield


@task(
    retries=RETRIES,
    retry_delay_seconds=RETRY_SECONDS,
    retry_condition_fn=may_pass_on_retry,
    timeout_seconds=1 * HOUR,
    persist_result=False,
    cache_policy=NO_CACHE,
)
def plan(settings: Settings) -> "PlanReport":
    """List and hash the raw files and decide which are new, changed, gone or unchanged."""
    from copydesk import runs

    return runs.plan(settings)


@task(
    retries=RETRIES,
    retry_delay_seconds=RETRY_SECONDS,
    retry_condition_fn=may_pass_on_retry,
    timeout_seconds=12 * HOUR,
    persist_result=False,
    cache_policy=NO_CACHE,
)
def process(settings: Settings, run_id: str) -> "ProcessReport":
    """Turn the planned files into staging shards, in parallel, with a progress artifact that moves."""
    from copydesk import runs

    return runs.process(settings, run_id, progress=display.progress("files of this run processed"))


@task(
    retries=RETRIES,
    retry_delay_seconds=RETRY_SECONDS,
    retry_condition_fn=may_pass_on_retry,
    timeout_seconds=4 * HOUR,
    persist_result=False,
    cache_policy=NO_CACHE,
)
def load(settings: Settings, run_id: str) -> "LoadReport":
    """Load the shards of one run into the working database, in one transaction."""
    from copydesk import runs

    return runs.load(settings, run_id)


@task(
    retries=RETRIES,
    retry_delay_seconds=RETRY_SECONDS,
    retry_condition_fn=may_pass_on_retry,
    timeout_seconds=12 * HOUR,
    persist_result=False,
    cache_policy=NO_CACHE,
)
def relabel(settings: Settings) -> "PlanReport":
    """Process and load files again whose outlets repeat other lines since the last load."""
    from copydesk import runs

    return runs.relabel(settings)


@task(timeout_seconds=1 * HOUR, persist_result=False, cache_policy=NO_CACHE)
def check(settings: Settings) -> "CheckReport":
    """Run the checks of ``sql/checks``; what they find stays found, so there are no retries."""
    from copydesk import runs

    return runs.check(settings)


@task(
    retries=RETRIES,
    retry_delay_seconds=RETRY_SECONDS,
    retry_condition_fn=may_pass_on_retry,
    timeout_seconds=2 * HOUR,
    persist_result=False,
    cache_policy=NO_CACHE,
)
def publish(settings: Settings) -> "PublishReport":
    """Replace snapshot, export and page atomically; nothing is written when they are current."""
    from copydesk import runs

    published = runs.publish(settings)
    report.write_page(settings)
    return published
