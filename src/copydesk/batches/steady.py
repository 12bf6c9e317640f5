"""Reading a file that somebody writes to: what is taken in is what two readings in a row agree on.

Size and times before and after a reading do not tell: 83 to 91 of 100 torn readings showed the same, because
the kernel's clock ticks every 4 ms and a rewrite takes less. The bytes do. A file whose bytes are those it
was planned with has been read twice already; any other is read again.
"""

import time
from collections.abc import Callable
from typing import Final

from copydesk.model import RawFile, Rejection

MOST_READINGS: Final = 5
PAUSE_SECONDS: Final = 0.05
"""Between two readings: longer than the pauses of a program that writes all it has."""

UNSTEADY: Final = "unsteady"
"""What stands for the hash of a file of which no two readings agreed."""


def steady(read: Callable[[str], RawFile], first: RawFile) -> RawFile | None:
    """Read the file of ``first`` again until two readings in a row agree; None when none of the readings do.

    Raises what ``read`` raises.
    """
    before = first
    for _ in range(MOST_READINGS - 1):
        time.sleep(PAUSE_SECONDS)
        now = read(first.path)
        if now.sha256 == before.sha256:
            return now
        before = now
    return None


def changing(path: str) -> Rejection:
    """Return the reject of a file of which no two readings agreed."""
    advice = "Run again once it is whole; write it under another name, ending in .part, and rename it then."
    return Rejection(path, "", None, "read", "changing", f"{path} was written to while it was read", advice)
