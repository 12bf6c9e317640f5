"""One writer per warehouse: a lock that the system lets go of when its holder dies, however it dies."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from copydesk.errors import RetryError
from copydesk.warehouse.connect import translated
from copydesk.warehouse.layout import Layout

LOOK_SECONDS: Final = 0.1
"""How often one who waits looks whether the lock is free; ``flock`` itself knows no time-out."""


@contextmanager
def writer_lock(layout: Layout, wait_seconds: float = 0) -> Iterator[None]:
    """Hold the warehouse's lock; everything that writes below ``layout.root`` does so inside.

    It does not nest, not even in one process. The lock file stays behind and says nothing by itself.
    Raises RetryError with the process id of the holder, and since when it holds it, when another run still
    does after ``wait_seconds``; ResourceError when the folder cannot be written.
    """
    with translated(layout.lock):
        layout.work.mkdir(parents=True, exist_ok=True)
        handle = os.open(layout.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _acquire(handle, layout, wait_seconds)
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


def _acquire(handle: int, layout: Layout, wait_seconds: float) -> None:
    last_look = time.monotonic() + wait_seconds
    while not _is_ours(handle):
        rest = last_look - time.monotonic()
        if rest <= 0:
            raise RetryError(
                f"another run ({_holder(handle)}) is writing {layout.root}",
                "Wait until it has ended (--wait SECONDS does), or end it, then run again.",
            )
        time.sleep(min(rest, LOOK_SECONDS))
    with translated(layout.lock):
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)


def _is_ours(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(handle: int) -> str:
    """Say who holds the lock and since when: who takes it writes its process id, the file keeps the time."""
    pid = os.pread(handle, 32, 0).decode("ascii", "replace").strip()
    since = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(os.fstat(handle).st_mtime))
    return f"pid {pid}, since {since} UTC" if pid else "one that just began"
