"""A folder processed by two sets of rules at once, each in processes of its own."""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Final, NamedTuple, TypeAlias

from copydesk import sources
from copydesk.batches import begin_worker
from copydesk.batches.work import outcomes, unknown_format
from copydesk.errors import RejectError, ResourceError
from copydesk.model import Block, Metadata, Processed
from copydesk.rules.use import RulesFrom, using
from copydesk.settings import Settings

FILES_TOGETHER: Final = 64
"""Files of one errand to a worker: some tens of milliseconds of work."""


Progress: TypeAlias = Callable[[int, int], None]
"""Is told how many files are done, of how many."""


class Decided(NamedTuple):
    """What one set of rules makes of a document: its blocks, its metadata, the article's text.

    ``text`` is None where no body is left.
    """

    path: str
    document_no: int
    source: str
    blocks: tuple[Block, ...]
    metadata: Metadata
    text: str | None


Side: TypeAlias = tuple[Settings, RulesFrom, Sequence[str]]
"""An errand: the settings, where the rules are, the paths of files."""


def decide_both(
    settings: Settings,
    sides: tuple[RulesFrom, RulesFrom],
    paths: Sequence[str],
    progress: Progress | None = None,
) -> Iterator[tuple[Decided | None, Decided | None]]:
    """Yield what both sets make of each document, in order of path; None for a file without one."""
    errands = [paths[at : at + FILES_TOGETHER] for at in range(0, len(paths), FILES_TOGETHER)]
    context = multiprocessing.get_context("spawn")
    size = max(1, min(settings.workers // 2, len(errands)))
    pools = [
        ProcessPoolExecutor(max_workers=size, mp_context=context, initializer=begin_worker) for _ in sides
    ]
    try:
        answers = [
            pool.map(decide_files, [(settings, place, errand) for errand in errands])
            for pool, place in zip(pools, sides, strict=True)
        ]
        for number, (one, other) in enumerate(zip(*answers, strict=True), start=1):
            if progress is not None:
                progress(min(number * FILES_TOGETHER, len(paths)), len(paths))
            yield from zip(one, other, strict=True)
    except BrokenProcessPool as error:
        message = "a worker process died, most likely for want of memory"
        raise ResourceError(message, "Run again with fewer workers.") from error
    finally:
        for pool in pools:
            pool.shutdown(wait=True, cancel_futures=True)


def decide_files(side: Side) -> list[Decided | None]:
    """Process files by one set of rules: the errand of a worker; None stands for what cannot be used."""
    settings, place, paths = side
    with using(place):
        return [decided for path in paths for decided in _decide(settings, path)]


def _decide(settings: Settings, path: str) -> list[Decided | None]:
    if unknown_format(path, ""):
        return [None]
    try:
        file = sources.read(settings.raw, path, settings.max_file_bytes)
    except RejectError:
        return [None]
    return [_decided(path, one.processed) for one in outcomes(file, settings.language_engine)]


def _decided(path: str, processed: Processed | None) -> Decided | None:
    if processed is None:
        return None
    document, article = processed.draft.document, processed.article
    text = article.text if article else None
    draft = processed.draft
    return Decided(path, document.document_no, document.text, draft.blocks, draft.metadata, text)
