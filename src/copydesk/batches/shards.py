"""The batch with hands: read its files, process them, leave one Parquet shard per table."""

import gc
import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from copydesk import language
from copydesk.batches.columns import BATCH_TABLES, Versions, to_table
from copydesk.batches.steady import UNSTEADY, changing, steady
from copydesk.batches.work import process_batch, unknown_format
from copydesk.errors import RejectError, StopError
from copydesk.model import RawFile, Rejection
from copydesk.process import NOTHING_KNOWN, Knowledge
from copydesk.rules.use import using
from copydesk.text import digest

PARSED: Final = "parsed"
"""The shard written last: its being there says that the batch is done. It holds what was really read."""

PARSED_SCHEMA: Final = pa.schema([("path", pa.string()), ("sha256", pa.string()), ("size_bytes", pa.int64())])


_REPEATING: Final = frozenset(
    [
        *("article_id", "document_id", "encoding", "field", "format", "kind", "label", "language", "method"),
        *("pipeline_version", "reason", "rule_id", "rules_version", "stage", "verdict"),
    ]
)
"""Columns whose values repeat, the only ones for which a dictionary is worth its making.

Shards live until they are loaded, so they are written to be written and read once: uncompressed they take
2.3 times the disk of zstd and 40 % of the CPU (writing and DuckDB's reading together)."""

YOUNG_OBJECTS: Final = 200_000
"""Objects between two runs of the cyclic garbage collector, 700 by default: what a batch makes by the
hundred thousand is free of cycles, and looking for some is a tenth of its time."""


@dataclass(frozen=True, slots=True)
class BatchFile:
    """A file as it was planned; ``sha256`` is empty when it could not be read then."""

    path: str
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Files to process together, what reads one (by its path; it can be pickled), where the shards go.

    ``language_tables`` is where the tables of the language engine lie, None to build them in memory;
    ``rules`` the folder of rules to process by, None for the shipped ones; ``known`` what is known of some of
    the documents beside their text.
    """

    files: tuple[BatchFile, ...]
    read: Callable[[str], RawFile]
    folder: Path
    versions: Versions
    language_tables: Path | None = None
    rules: Path | None = None
    known: Knowledge = NOTHING_KNOWN

    @property
    def batch_id(self) -> str:
        """The name of the shards: a digest of the planned content and of what processes it."""
        sha256 = hashlib.sha256(f"{self.versions.pipeline}\n{self.versions.rules}\n".encode())
        digests: dict[frozenset[str], str] = {frozenset(): ""}  # most files share one set of lines
        for file in self.files:
            lines = self.known.repeated_lines.get(file.path, frozenset())
            if lines not in digests:
                digests[lines] = digest(*sorted(lines))
            sha256.update(f"{len(file.path)} {file.path} {file.sha256} {digests[lines]}\n".encode())
        return sha256.hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class BatchCounts:
    """What a batch came to."""

    batch_id: str
    files: int
    articles: int
    rejects: int


def shard_paths(folder: Path, batch_id: str) -> dict[str, Path]:
    """Return where the shards of a batch lie in ``folder``, by table, in the order they are written."""
    return {name: folder / f"{batch_id}.{name}.parquet" for name in (*BATCH_TABLES, PARSED)}


def stage_batch(batch: Batch) -> BatchCounts:
    """Read the files of ``batch``, process them and write their shards; a batch that is done is left alone.

    A file that has changed since it was planned is recorded with the bytes that were parsed; one that can no
    longer be read becomes a reject, and so does one that changes all the time. Raises OSError when the
    shards cannot be written, StopError when the rules are no longer those that the batch was planned with.
    """
    shards = shard_paths(batch.folder, batch.batch_id)
    if not shards[PARSED].exists():
        files, unread = _read(batch)
        language.attach(batch.language_tables)
        with _rare_collections(), using(batch.rules) as rules:
            if batch.rules and rules.version != batch.versions.rules.partition("+")[0]:
                raise StopError(f"the rules in {batch.rules} changed while the run went on", "Run again.")
            tables = process_batch(files, unread, batch.versions.language_engine, batch.known)
        tables[PARSED] = _parsed(batch, files, unread)
        for name, path in shards.items():
            write_parquet(tables[name], path)
    rows = {name: pq.read_metadata(shards[name]).num_rows for name in ("articles", "rejects")}
    return BatchCounts(batch.batch_id, len(batch.files), rows["articles"], rows["rejects"])


@contextmanager
def _rare_collections() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(YOUNG_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def write_parquet(table: pa.Table, path: Path) -> None:
    """Write ``table`` under its final name only when it is whole and on the disk."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with open(unfinished, "wb") as stream:
            repeating = [name for name in table.column_names if name in _REPEATING]
            pq.write_table(
                table, stream, compression="none", use_dictionary=repeating, write_statistics=False
            )
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _read(batch: Batch) -> tuple[list[RawFile], list[Rejection]]:
    files: list[RawFile] = []
    unread: list[Rejection] = []
    for one in batch.files:
        reject = None if one.path.endswith("/") else unknown_format(one.path, one.sha256)
        try:
            if reject is None:
                file = batch.read(one.path)
                whole = file if file.sha256 == one.sha256 else steady(batch.read, file)
                reject = changing(one.path) if whole is None else None
                files += [whole] if whole else []
        except RejectError as error:
            reject = Rejection(one.path, "", None, error.stage, error.reason, str(error), error.advice)
        if reject is not None:
            unread.append(reject)
    return files, unread


def _parsed(batch: Batch, files: Sequence[RawFile], unread: Sequence[Rejection]) -> pa.Table:
    read = {file.path: file for file in files}
    unsteady = {reject.path for reject in unread if reject.reason == "changing"}
    rows = []
    for one in batch.files:
        if one.path in read:
            rows.append((one.path, read[one.path].sha256, len(read[one.path].content)))
        elif unknown_format(one.path, one.sha256):
            rows.append((one.path, one.sha256, one.size_bytes))
        else:
            rows.append((one.path, UNSTEADY if one.path in unsteady else "", one.size_bytes))
    return to_table(rows, PARSED_SCHEMA)
