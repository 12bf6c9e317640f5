"""Connections to DuckDB, and what its and the system's refusals mean to the user."""

import errno
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

import duckdb
import pyarrow as pa

from copydesk.errors import ResourceError, RetryError, StopError
from copydesk.warehouse import files
from copydesk.warehouse.layout import Layout

SETTINGS: Final[dict[str, str | bool | int | float | list[str]]] = {
    "TimeZone": "UTC",
    "threads": 2,
    "preserve_insertion_order": True,
    "autoinstall_known_extensions": False,
    "python_enable_replacements": False,
}
"""What every connection is set to: nothing depends on the machine, nothing is fetched from elsewhere, no name
in SQL means a variable of this program."""

WRITER_SETTINGS: Final = SETTINGS | {"memory_limit": "1GB"}
"""What writers are set to besides: what does not fit spills to the disk, and memory does not grow with the
corpus. DuckDB counts its buffers alone; the process has some 300 MB more (see docs/performance.md). Not all
of DuckDB's work can spill: ``with_room`` is for what finds this too little."""

STORAGE_VERSION: Final = "v1.4.0"
"""The file format of all our databases, so that analysts' older DuckDB opens them.

Left to itself DuckDB 2.0.0 writes format 999, which 1.5 refuses; v1.4.0 is format 67 (both measured).
"""

LOOK_SECONDS: Final = 0.2
"""How often a waiting main thread looks for Ctrl-C."""

Result = TypeVar("Result")
_HOLDER: Final = re.compile(r"PID (\d+)")
_REFUSALS: Final = {
    errno.ENOSPC: "no space is left on the disk",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "a file may not become larger",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.EROFS: "the file system is read-only",
    errno.EIO: "the disk reports an error",
}
_REFUSED_WORDS: Final = {
    "No space left": errno.ENOSPC,
    "quota exceeded": errno.EDQUOT,
    "File too large": errno.EFBIG,
    "Permission denied": errno.EACCES,
    "Read-only file system": errno.EROFS,
    "Input/output error": errno.EIO,
}
_STREAM_ERRORS: Final = {"Out of Memory Error": duckdb.OutOfMemoryException, "IO Error": duckdb.IOException}
_SPACE_ADVICE: Final = (
    "Make room or give the right to write there, then run again; what is published stays as it was."
)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn refusals of DuckDB and of the system into errors that say what to do; ``path`` is what was opened.

    Raises RetryError when another process holds the database, ResourceError when disk, rights or memory
    are wanting, StopError when the file is no database that this DuckDB can read. Other errors pass.
    """
    try:
        yield
    except OSError as error:
        told = _REFUSALS.get(error.errno or 0)
        if told is None:
            raise
        raise ResourceError(f"{told}: {error.filename or path}", _SPACE_ADVICE) from error
    except duckdb.OutOfMemoryException as error:
        raise ResourceError(
            f"memory or spill space ran out while working on {path}: {first_line(error)}", _SPACE_ADVICE
        ) from error
    except duckdb.Error as error:
        told_error = _explained(error, path)
        if told_error is None:
            raise
        raise told_error from error


def _explained(error: duckdb.Error, path: Path) -> RetryError | ResourceError | StopError | None:
    message = str(error)
    if "Could not set lock" in message or "Conflicting lock" in message:
        holder = _HOLDER.search(message)
        pid = f"pid {holder.group(1)}" if holder else "unknown pid"
        return RetryError(
            f"another process ({pid}) has {path} open",
            "Close it there, or wait until it has ended, and try again.",
        )
    for words, number in _REFUSED_WORDS.items():
        if words in message:
            return ResourceError(f"{_REFUSALS[number]}: {path}", _SPACE_ADVICE)
    if "not a valid DuckDB database" in message or "version number" in message:
        return StopError(
            f"{path} is not a database that this version reads: {first_line(error)}",
            "Move it away and run again: it is made anew from the raw files.",
        )
    if isinstance(error, duckdb.CatalogException):
        return StopError(
            f"{path} lacks what this version reads: {first_line(error)}",
            "Run `copydesk run`: it publishes the database anew.",
        )
    if isinstance(error, duckdb.FatalException | duckdb.TransactionException):
        return RetryError(
            f"DuckDB gave up on {path}: {first_line(error)}", "Run again: it goes on where it was."
        )
    return None


def first_line(error: Exception) -> str:
    """The first line of an error's message."""
    return str(error).strip().partition("\n")[0]


@contextmanager
def writing(layout: Layout) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the working database for writing; it is made when it is not there."""
    with translated(layout.working):
        layout.work.mkdir(parents=True, exist_ok=True)
        if not is_database(layout.working):
            _create(layout.working)
        with duckdb.connect(layout.working, config=WRITER_SETTINGS) as connection:
            yield connection


def _create(database: Path) -> None:
    """Make an empty database in one step: killed while it makes a file, DuckDB can leave one it refuses."""
    unfinished = database.with_name(f".{database.name}.new")
    for leftover in (unfinished, *(path.with_name(f"{path.name}.wal") for path in (unfinished, database))):
        files.remove(leftover)
    pinned: dict[str, str | bool | int | float | list[str]] = {
        "storage_compatibility_version": STORAGE_VERSION
    }
    duckdb.connect(unfinished, config=WRITER_SETTINGS | pinned).close()
    files.replace(unfinished, database)


def with_room(connection: duckdb.DuckDBPyConnection, work: Callable[[], Result]) -> Result:
    """Do ``work``, which leaves nothing behind when it fails; once more with all memory if it needs more.

    Returns what ``work`` returns, raises what it raises with as much memory as DuckDB takes by itself.
    """
    try:
        return work()
    except duckdb.OutOfMemoryException:
        connection.execute("RESET memory_limit")
        return work()


@contextmanager
def reading(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database for reading.

    Raises StopError when it is not there, and what ``translated`` raises.
    """
    if not is_database(database):
        raise StopError(
            f"there is no database at {database}", "Run `copydesk run` first, or name its folder."
        )
    with (
        translated(database),
        duckdb.connect(database, read_only=True, config=SETTINGS) as connection,
    ):
        yield connection


def is_database(path: Path) -> bool:
    """Tell whether something was ever written to the file: a kill while it is made can leave it empty."""
    with translated(path):
        return path.is_file() and path.stat().st_size > 0


def interruptible(connection: duckdb.DuckDBPyConnection, work: Callable[[], Result]) -> Result:
    """Do ``work`` on a connection so that Ctrl-C ends it at once: DuckDB does not look for signals.

    Returns what ``work`` returns, raises what it raises, and KeyboardInterrupt when interrupted.
    """
    with ThreadPoolExecutor(max_workers=1) as thread:
        future = thread.submit(work)
        try:
            while True:
                try:
                    return future.result(timeout=LOOK_SECONDS)
                except TimeoutError:
                    if future.done():
                        raise
        except KeyboardInterrupt:
            connection.interrupt()
            raise


def batches(relation: duckdb.DuckDBPyRelation, rows: int) -> Iterator[pa.RecordBatch]:
    """Yield the rows of a relation as they come, some ``rows`` at a time.

    What DuckDB says while they are read, Arrow passes on as an OSError without a number: it becomes the error
    of DuckDB's that it was.
    """
    try:
        yield from relation.to_arrow_reader(rows)
    except (OSError, pa.ArrowException) as error:
        if getattr(error, "errno", None):
            raise
        kinds = (kind for words, kind in _STREAM_ERRORS.items() if words in str(error))
        raise next(kinds, duckdb.Error)(str(error)) from error


def fetch(
    connection: duckdb.DuckDBPyConnection, sql: str, *values: object
) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """Run a query: names of its columns and its rows; no columns when the statement gives no rows.

    It goes through Arrow, since DuckDB needs another package to make Python values of its time stamps.
    """
    relation = connection.sql(sql, params=list(values)) if values else connection.sql(sql)
    if relation is None:
        return (), []
    table = relation.to_arrow_table()
    return tuple(relation.columns), list(zip(*(_values(column) for column in table.columns), strict=True))


def _values(column: pa.ChunkedArray) -> list[object]:
    if pa.types.is_decimal(column.type) and column.type.scale == 0:  # HUGEINT, as sum() returns it
        return [None if value is None else int(value) for value in column.to_pylist()]
    return list(column.to_pylist())
