"""One writer at a time, and the machine's refusals in words."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from copydesk.errors import ResourceError, StopError
from copydesk.settings import Settings
from copydesk.warehouse import Layout, writer_lock

_held: ContextVar[frozenset[str]] = ContextVar("held", default=frozenset())

REFUSALS: Final = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "a file would be larger than is allowed",
    errno.EACCES: "no permission to write",
    errno.EPERM: "no permission to write",
    errno.EROFS: "the file system is read-only",
    errno.ENOTDIR: "a part of the path is not a folder",
    errno.ENAMETOOLONG: "the path is too long",
    errno.EMFILE: "too many open files",
    errno.ENOMEM: "not enough memory",
}
"""What the operating system can say that no new run will cure by itself."""


@contextmanager
def writing(settings: Settings) -> Iterator[Layout]:
    """Hold the warehouse's lock: a context manager that gives the layout of its folder.

    Every stage that writes takes it; who holds it already may take it again, so that a whole run can be one
    turn. Raises RetryError when another process holds it for longer than ``wait_seconds``, ResourceError
    when the folder cannot be written.
    """
    layout = Layout(settings.warehouse)
    if layout.root.exists() and not layout.root.is_dir():
        raise StopError(f"the warehouse {layout.root} is not a folder", "Name a folder with --warehouse DIR.")
    key = str(settings.warehouse.absolute())
    with refusals(settings):
        if key in _held.get():
            yield layout
            return
        with writer_lock(layout, settings.wait_seconds):
            token = _held.set(_held.get() | {key})
            try:
                yield layout
            finally:
                _held.reset(token)


@contextmanager
def refusals(settings: Settings) -> Iterator[None]:
    """Turn what the operating system refuses below the warehouse folder into a ResourceError."""
    try:
        yield
    except OSError as error:
        told = REFUSALS.get(error.errno or 0)
        if told is None:
            raise
        place = error.filename or settings.warehouse
        raise ResourceError(
            f"{told}: {place}",
            "Free space or rights there; what is published stays as it was. Then run again.",
        ) from error
