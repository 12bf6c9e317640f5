"""What is remembered of the raw files between runs, so that an unchanged file is not read again.

A file whose size, inode and times are those it had when it was hashed has the content it had then, provided
that it had rested when it was hashed: a change within the same tick of the clock leaves no trace in them
(git calls such an entry racily clean). What is remembered is a matter of speed alone: without it, or where
it is damaged, every file is hashed.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from copydesk import sources
from copydesk.batches.columns import of_columns
from copydesk.batches.shards import write_parquet
from copydesk.errors import RejectError
from copydesk.runs.clock import Clock
from copydesk.settings import Settings
from copydesk.sources import FileStat

REST_NS: Final = 2_000_000_000
"""Nanoseconds that a file must have rested before it was hashed: file systems keep times in steps of up to
two seconds (FAT)."""

SCHEMA: Final = pa.schema(
    [
        ("path", pa.string()),
        ("size_bytes", pa.int64()),
        ("mtime_ns", pa.int64()),
        ("ctime_ns", pa.int64()),
        ("inode", pa.uint64()),
        ("hashed_ns", pa.int64()),
        ("sha256", pa.string()),
    ]
)


class Seen(NamedTuple):
    """A file as it was when it was hashed; ``hashed_ns`` is when that began, in ns since 1970."""

    stat: FileStat
    hashed_ns: int
    sha256: str

    @property
    def is_rested(self) -> bool:
        """Tell whether the file had rested when it was hashed."""
        return max(self.stat.mtime_ns, self.stat.ctime_ns) + REST_NS < self.hashed_ns


def identify(
    settings: Settings, entries: Sequence[FileStat], place: Path, now: Clock, is_noting: bool = True
) -> list[str]:
    """Hash the entries of the raw folder, those that rest as they were remembered aside.

    Arguments: the settings; the entries; where what is remembered lies; the clock; whether
        anything may be written.
    Returns: hex digests; the empty string where a file cannot be read, which a later stage rejects. What is
        remembered is written anew when it was not there or an entry was not in it as it is now.
    """
    before = read(place)
    remembered = before or {}
    known: list[Seen] = []
    has_other = False
    for entry in entries:
        earlier = remembered.get(entry.path)
        is_same = earlier is not None and earlier.stat == entry
        if earlier and is_same and earlier.is_rested and entry.size_bytes <= settings.max_file_bytes:
            known.append(earlier)
            continue
        hashed_ns = int(now().timestamp() * 1e9)
        known.append(Seen(entry, hashed_ns, _hash(settings, entry)))
        has_other = has_other or (not is_same and known[-1].sha256 != "")
    readable = [one for one in known if one.sha256]
    if is_noting and (before is None or has_other or len(readable) < len(remembered)):
        write(readable, place)
    return [one.sha256 for one in known]


def _hash(settings: Settings, entry: FileStat) -> str:
    try:
        return sources.digest(settings.raw, entry.path, settings.max_file_bytes)[0]
    except RejectError:
        return ""


def read(path: Path) -> dict[str, Seen] | None:
    """Return what is remembered, by path; None when there is nothing that can be read."""
    try:
        with pq.ParquetFile(path) as file:
            if file.schema_arrow != SCHEMA:
                return None
            columns = [column.to_pylist() for column in file.read().columns]
    except (OSError, pa.ArrowException):
        return None
    *stat, hashed, sha256 = columns
    rows = zip(map(FileStat._make, zip(*stat, strict=True)), hashed, sha256, strict=True)
    return {row[0].path: Seen(*row) for row in rows}


def write(seen: Iterable[Seen], path: Path) -> None:
    """Remember, instead of what was remembered before; the caller holds the writer's lock."""
    rows = [(*one.stat, one.hashed_ns, one.sha256) for one in seen]
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(SCHEMA)
    path.parent.mkdir(parents=True, exist_ok=True)
    for unfinished in path.parent.glob(f"{path.name}.*.tmp"):  # of a run that was killed at this
        unfinished.unlink(missing_ok=True)
    write_parquet(of_columns(columns, SCHEMA), path)
