"""One file explained: its blocks in order, with the decisions, the evidence and the repairs of each."""

import os
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from copydesk import sources
from copydesk.batches.work import outcomes, unknown_format
from copydesk.errors import RejectError, StopError
from copydesk.model import Block, Evidence, Processed, RawFile, Rejection, Repair
from copydesk.rules.use import using
from copydesk.settings import Settings


class BlockShown(NamedTuple):
    """A block, its text as it stands in the source, and what was read from it and repaired in it."""

    block: Block
    raw: str
    evidence: tuple[Evidence, ...]
    repairs: tuple[Repair, ...]


class Count(NamedTuple):
    """How much one rule gave one label: blocks, and their characters that are no blanks."""

    verdict: str
    label: str
    rule_id: str
    blocks: int
    chars: int


@dataclass(frozen=True, slots=True)
class DocumentShown:
    """A document of the file; ``elsewhere`` is the evidence that lies in no block.

    ``source_chars`` counts the characters of the source that are no blanks: the sum of ``counts`` (law 1).
    """

    processed: Processed
    blocks: tuple[BlockShown, ...]
    elsewhere: tuple[Evidence, ...]
    counts: tuple[Count, ...]
    source_chars: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a file comes to: documents, rejects, or both where a document has no body.

    ``sha256`` is empty when the file could not be read.
    """

    path: str
    sha256: str
    size_bytes: int
    rules_version: str
    documents: tuple[DocumentShown, ...]
    rejects: tuple[Rejection, ...]


def explain(settings: Settings, file: Path) -> Explanation:
    """Process one file as a run would, and keep all that was decided on the way.

    Arguments: the settings, for the limits, the rules and the raw folder, below which a file is known by
        its path there; a file anywhere.

    Raises:
        StopError: there is no such file, it is a folder, or the rules do not load.
    """
    if not os.path.lexists(file):
        raise StopError(f"there is no file {file}", "Give the path of a raw file.")
    if file.is_dir():
        raise StopError(f"{file} is a folder", "Name one file of it; copydesk run takes folders.")
    path = path_of(settings.raw, file)
    with using(settings.rules) as rules:
        try:
            content = _read(settings, file, path)
        except RejectError as error:
            reject = Rejection(path, "", None, error.stage, error.reason, str(error), error.advice)
            return Explanation(path, "", os.lstat(file).st_size, rules.version, (), (reject,))
        done = outcomes(content, settings.language_engine)
    documents = tuple(show(one.processed) for one in done if one.processed)
    rejects = tuple(one.reject for one in done if one.reject)
    size = len(content.content)
    return Explanation(path, content.sha256, size, rules.version, documents, rejects)


def path_of(raw: Path, file: Path) -> str:
    """Name a file as a run would, by its path below the raw folder; one that lies elsewhere as given."""
    given, folder = os.path.abspath(file), os.path.abspath(raw)
    inside = os.path.commonpath([given, folder]) == folder
    name = os.path.relpath(given, folder) if inside else os.path.normpath(file)
    return sources.escape(os.fsencode(name))


def _read(settings: Settings, file: Path, path: str) -> RawFile:
    reject = unknown_format(path, "")
    if reject:
        raise RejectError(reject.stage, reject.reason, reject.detail, reject.advice)
    name = sources.escape(os.fsencode(file.name))
    return replace(sources.read(file.parent, name, settings.max_file_bytes), path=path)


def show(processed: Processed) -> DocumentShown:
    """Put every piece of evidence and every repair beside the block in which it begins."""
    draft = processed.draft
    starts = [block.start for block in draft.blocks]
    evidence: dict[int, list[Evidence]] = {}
    for one in draft.evidence:
        number = -1 if one.start is None else bisect_right(starts, one.start) - 1
        evidence.setdefault(number, []).append(one)
    repairs: dict[int, list[Repair]] = {}
    for repair in draft.repairs:
        repairs.setdefault(max(0, bisect_right(starts, repair.start) - 1), []).append(repair)
    source = draft.document.text
    blocks = tuple(
        BlockShown(
            block, source[block.start : block.end], tuple(evidence.get(n, ())), tuple(repairs.get(n, ()))
        )
        for n, block in enumerate(draft.blocks)
    )
    elsewhere = tuple(evidence.get(-1, ()))
    return DocumentShown(processed, blocks, elsewhere, _counts(blocks), ink(source))


def ink(text: str) -> int:
    """Count the characters of a text that are no blanks."""
    return len("".join(text.split()))


def _counts(blocks: Sequence[BlockShown]) -> tuple[Count, ...]:
    """Count blocks and characters by verdict, label and rule; what is most comes first."""
    found: dict[tuple[str, str, str], tuple[int, int]] = {}
    for block, raw, *_ in blocks:
        key = (block.verdict, block.label, block.rule_id)
        number, chars = found.get(key, (0, 0))
        found[key] = (number + 1, chars + ink(raw))
    order = ("kept", "removed", "metadata")
    counts = [Count(*key, *value) for key, value in found.items()]
    return tuple(
        sorted(counts, key=lambda one: (order.index(one.verdict), -one.chars, one.label, one.rule_id))
    )
