"""One writer per warehouse: a lock that the system lets go of when its holder dies, however it dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from copydesk.errors import RetryError
from copydesk.warehouse.connect import translated
from copydesk.warehouse.layout import Layout


@contextmanager
def writer_lock(layout: Layout) -> Iterator[None]:
    """Hold the warehouse's lock; everything that writes below ``layout.root`` does so inside.

    It does not nest, not even in one process. The lock file stays behind and says nothing by itself.
    Raises RetryError with the process id of the holder when another run holds it, ResourceError when
    the folder cannot be written.
    """
    with translated(layout.lock):
        layout.work.mkdir(parents=True, exist_ok=True)
        handle = os.open(layout.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _acquire(handle, layout)
        try:
            yield
        finally:
            os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def holder(layout: Layout) -> int | None:
    """Return the process id of the run that holds the lock, None when none does; nothing is locked for it."""
    try:
        pid = int(layout.lock.read_text(encoding="ascii"))
        os.kill(pid, 0)
    except PermissionError:  # somebody else's process
        return pid
    except (OSError, ValueError):
        return None
    return pid


def _acquire(handle: int, layout: Layout) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.read(handle, 32).decode("ascii", "replace").strip() or "unknown"
        raise RetryError(
            f"another run (pid {holder}) is writing {layout.root}",
            "Wait until it has ended, or end it, then run again.",
        ) from error
    with translated(layout.lock):
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
