"""A folder under two sets of rules: whose blocks change their label, by which rule, and what it costs."""

import multiprocessing
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from copydesk import sources
from copydesk.batches import begin_worker
from copydesk.batches.work import outcomes, unknown_format
from copydesk.errors import RejectError, ResourceError
from copydesk.model import Block, Processed
from copydesk.previews.explaining import ink
from copydesk.rules.use import load_from, using
from copydesk.settings import Settings

FILES_TOGETHER: Final = 64
"""Files of one errand to a worker: some tens of milliseconds of work."""

GAINED, LOST, RELABELLED = "gained", "lost", "relabelled"


class Decided(NamedTuple):
    """What one set of rules makes of a document: its blocks, the article's text (None without a body)."""

    path: str
    document_no: int
    source: str
    blocks: tuple[Block, ...]
    text: str | None


class Change(NamedTuple):
    """A span of a document whose label differs; ``kind`` is GAINED or LOST (a removal) or RELABELLED."""

    kind: str
    rule_id: str
    before: str
    after: str
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Example:
    """Where a change can be seen, and the text that it is about."""

    path: str
    start: int
    text: str


@dataclass(slots=True)
class Group:
    """The changes of one kind, by one rule, from one label to another.

    ``rule_id`` is the rule that gives the label after, for a lost removal the one that gave it before.
    ``chars`` counts characters that are no blanks.
    """

    kind: str
    rule_id: str
    before: str
    after: str
    blocks: int = 0
    chars: int = 0
    documents: int = 0
    examples: list[Example] = field(default_factory=list)


@dataclass(slots=True)
class Comparison:
    """The gains and losses of a second set of rules over a first one; paths are in their order.

    ``texts_changed`` are the documents whose article text differs, ``bodies_gained`` and ``bodies_lost``
    those that have an article under one set alone. ``unread`` counts what one of the sets cannot use.
    """

    version_before: str
    version_after: str
    files: int = 0
    unread: int = 0
    documents: int = 0
    documents_affected: int = 0
    groups: list[Group] = field(default_factory=list)
    texts_changed: list[str] = field(default_factory=list)
    bodies_gained: list[str] = field(default_factory=list)
    bodies_lost: list[str] = field(default_factory=list)


def compare(settings: Settings, before: Path | None, after: Path | None, examples: int) -> Comparison:
    """Process the raw folder by two sets of rules, and compare what they decide.

    Each set has processes of its own, so that its word lists count too.

    Arguments: the settings, of which the folder of rules is not used; the two folders of rules, None for
        the shipped ones; how many examples of each kind of change to keep.

    Raises:
        StopError: there is no raw folder, or a set of rules does not load.
    """
    comparison = Comparison(load_from(before).version, load_from(after).version)
    paths = [entry.path for entry in sources.scan(settings.raw)]
    comparison.files = len(paths)
    groups: dict[tuple[str, ...], Group] = {}
    for one, other in _both(settings, (before, after), paths):
        if one is None or other is None:
            comparison.unread += 1
        else:
            _add(comparison, groups, (one, other), examples)
    order = (GAINED, LOST, RELABELLED)
    comparison.groups = sorted(
        groups.values(), key=lambda g: (order.index(g.kind), -g.chars, g.rule_id, g.before, g.after)
    )
    return comparison


Side = tuple[Settings, Path | None, Sequence[str]]


def _both(
    settings: Settings, folders: tuple[Path | None, Path | None], paths: Sequence[str]
) -> Iterator[tuple[Decided | None, Decided | None]]:
    """Yield what both sets make of each document, in order of path; None for a file without one."""
    errands = [paths[at : at + FILES_TOGETHER] for at in range(0, len(paths), FILES_TOGETHER)]
    context = multiprocessing.get_context("spawn")
    size = max(1, min(settings.workers // 2, len(errands)))
    pools = [
        ProcessPoolExecutor(max_workers=size, mp_context=context, initializer=begin_worker) for _ in folders
    ]
    try:
        sides = [
            pool.map(decide_files, [(settings, folder, errand) for errand in errands])
            for pool, folder in zip(pools, folders, strict=True)
        ]
        for one, other in zip(*sides, strict=True):
            yield from zip(one, other, strict=True)
    except BrokenProcessPool as error:
        message = "a worker process died, most likely for want of memory"
        raise ResourceError(message, "Run again with fewer workers.") from error
    finally:
        for pool in pools:
            pool.shutdown(wait=True, cancel_futures=True)


def decide_files(side: Side) -> list[Decided | None]:
    """Process files by one set of rules: the errand of a worker; None stands for what cannot be used."""
    settings, folder, paths = side
    with using(folder):
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
    return Decided(
        path, document.document_no, document.text, processed.draft.blocks, article.text if article else None
    )


def _add(
    comparison: Comparison,
    groups: dict[tuple[str, ...], Group],
    sides: tuple[Decided, Decided],
    examples: int,
) -> None:
    """Count one document, and the changes in it."""
    before, after = sides
    changes = list(changes_between(before, after))
    comparison.documents += 1
    for change in changes:
        key = change[:4]
        group = groups.setdefault(key, Group(*key))
        group.blocks += 1
        group.chars += ink(change.text)
        if len(group.examples) < examples:
            group.examples.append(Example(before.path, change.start, change.text))
    for key in Counter(change[:4] for change in changes):
        groups[key].documents += 1
    if before.text != after.text:
        kinds = (comparison.bodies_gained, comparison.texts_changed, comparison.bodies_lost)
        kinds[0 if before.text is None else 2 if after.text is None else 1].append(before.path)
    comparison.documents_affected += bool(changes or before.text != after.text)


def changes_between(before: Decided, after: Decided) -> Iterator[Change]:
    """Yield the spans of a document whose label differs, in order.

    Both sides hold every character that is no blank in one block (law 1); where they cut blocks
    differently, the spans that two of them share are compared.
    """
    first, second = 0, 0
    while first < len(before.blocks) and second < len(after.blocks):
        one, other = before.blocks[first], after.blocks[second]
        start, end = max(one.start, other.start), min(one.end, other.end)
        text = before.source[start:end].strip()
        if text and one.label != other.label:
            yield _change(one, other, start, text)
        first += one.end <= other.end
        second += other.end <= one.end


def _change(one: Block, other: Block, start: int, text: str) -> Change:
    was, becomes = one.verdict == "removed", other.verdict == "removed"
    kind = GAINED if becomes and not was else LOST if was and not becomes else RELABELLED
    rule_id = one.rule_id if kind == LOST else other.rule_id
    return Change(kind, rule_id, one.label, other.label, start, text)
