"""The second stage: the batches of a run, in this process or in several."""

import multiprocessing
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from types import ModuleType
from typing import TypeAlias

from copydesk import language
from copydesk.batches import Batch, BatchCounts, begin_worker, stage_batch
from copydesk.errors import ResourceError, StopError
from copydesk.runs.reports import ProcessReport
from copydesk.runs.staging import RunFolder
from copydesk.runs.writing import writing
from copydesk.settings import Settings
from copydesk.warehouse import Layout, known

Progress: TypeAlias = Callable[[int, int], None]
"""Is told how many files are done, of how many."""


def process(settings: Settings, run_id: str, progress: Progress | None = None) -> ProcessReport:
    """Process the planned files of ``run_id`` into shards; batches that are on the disk are not done again.

    The cut into batches and the shards' bytes do not depend on the number of workers. Raises StopError when
    the run was never planned, ResourceError when a worker dies or the disk is full.
    """
    with writing(settings) as layout:
        folder = staged(layout, run_id)
        if folder is None:
            return ProcessReport(run_id, files=0, articles=0, rejects=0, shards=0)
        files = folder.read_plan()
        batches = folder.batches(settings, files)
        if batches:
            language.prepare(layout.language_tables)
        counts: list[BatchCounts] = []
        total = sum(len(batch.files) for batch in batches)
        for one in _map(batches, settings.workers):
            counts.append(one)
            if progress is not None:
                progress(sum(each.files for each in counts), total)
        waiting = folder.settle(files, batches)
    return ProcessReport(
        run_id=run_id,
        files=sum(one.files for one in counts),
        articles=sum(one.articles for one in counts),
        rejects=sum(one.rejects for one in counts),
        shards=len(counts),
        files_waiting=waiting,
    )


def staged(layout: Layout, run_id: str) -> RunFolder | None:
    """Return the folder of a planned run, None when that run is in the warehouse already."""
    folder = RunFolder(layout.runs / run_id)
    if folder.is_planned:
        return folder
    if known(layout).last_run_id == run_id:
        return None
    raise StopError(f"no run {run_id} is planned in {layout.root}", "Plan first: its report has the run id.")


def _map(batches: Sequence[Batch], workers: int) -> Iterator[BatchCounts]:
    """Yield the counts of each batch as it is done, in whatever order that is."""
    if workers == 1 or len(batches) < 2:
        yield from map(stage_batch, batches)
        return
    context = multiprocessing.get_context("spawn")
    size = min(workers, len(batches))
    pool = ProcessPoolExecutor(max_workers=size, mp_context=context, initializer=begin_worker)
    try:
        with _bare_main():
            futures = [pool.submit(stage_batch, batch) for batch in batches]
        for future in as_completed(futures):
            yield future.result()
    except BrokenProcessPool as error:
        raise ResourceError(
            "a worker process died, most likely for want of memory",
            "Run again with fewer --workers; finished batches are kept.",
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _bare_main() -> Iterator[None]:
    """Let new workers start without importing the caller's main module.

    A spawned process imports it so that functions defined there can be found. Ours are not, and when the
    main module is a flow the import of prefect costs each worker seconds of CPU.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
