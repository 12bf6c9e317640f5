"""Ctrl-C and SIGTERM: the command ends within two seconds, whatever it is at.

Python looks for signals between two of its own steps, and a statement of DuckDB is one step, however long it
takes. So a thread listens beside the main one. It gives the main thread time to leave in order, and then
ends the process as a kill would: whatever is killed whenever, the warehouse is whole (docs/reliability.md).
"""

import os
import signal
import threading
import time
from types import FrameType
from typing import Final

from copydesk.cli import exits
from copydesk.cli.terminal import say_error

GRACE_SECONDS: Final = 1.5
"""Time to leave in order: as long as three batches take, of which a worker has one in hand."""

CODES: Final[dict[int, int]] = {signal.SIGINT: exits.INTERRUPTED, signal.SIGTERM: exits.TERMINATED}


LOOK_SECONDS: Final = 0.1
"""How long the thread that listens may take to hear what has come already."""

_heard: list[int] = []
"""The exit code that the first signal asks for, once one has come."""

_came: Final = threading.Event()


class Terminated(KeyboardInterrupt):
    """SIGTERM came; whatever lets Ctrl-C through lets this through."""


def listen() -> None:
    """Let Ctrl-C and SIGTERM end this process in order if it can within the grace, else at once.

    To be called once, from the main thread.
    """
    signal.signal(signal.SIGTERM, _raise_terminated)
    pipe, tells = os.pipe()
    os.set_blocking(tells, False)
    signal.set_wakeup_fd(tells, warn_on_full_buffer=False)
    threading.Thread(target=_end_in_time, args=(pipe,), daemon=True).start()


def heard() -> int | None:
    """Return the exit code of the signal that has come, if one has: an error may be what it left behind."""
    _came.wait(LOOK_SECONDS)
    return _heard[0] if _heard else None


def told(code: int) -> int:
    """Say that the command was ended from outside and how to go on; return ``code``."""
    word = "interrupted" if code == exits.INTERRUPTED else "terminated"
    say_error(word, "Nothing half-done was published; run again to go on.")
    return code


def _raise_terminated(_number: int, _frame: FrameType | None) -> None:
    raise Terminated


def _end_in_time(pipe: int) -> None:
    """Wait for the first signal that ends; then for the main thread, and no longer than the grace."""
    code = None
    while code is None:
        code = next((CODES[number] for number in os.read(pipe, 1) if number in CODES), None)
    _heard.append(code)
    _came.set()
    time.sleep(GRACE_SECONDS)
    told(code)
    os._exit(code)
