"""What a load has proved of the working database, so that nobody has to prove it again.

The checks run inside the load's transaction. As long as the file has not been touched since, and the checks
are the same, running them once more can find nothing: a note beside the database says which file that is.
"""

import json

from copydesk.warehouse import files, statements
from copydesk.warehouse.layout import Layout


def note(layout: Layout) -> None:
    """Note that the checks of severity ``abort`` found nothing in the working database as it lies there."""
    unfinished = layout.proof.with_suffix(".tmp")
    unfinished.write_text(json.dumps(_state(layout), indent=1) + "\n", encoding="utf-8")
    files.replace(unfinished, layout.proof)


def holds(layout: Layout) -> bool:
    """Tell whether the working database is the one that a note speaks of."""
    try:
        noted = json.loads(layout.proof.read_text(encoding="utf-8"))
        return bool(noted == _state(layout))
    except (OSError, ValueError):
        return False


def _state(layout: Layout) -> dict[str, object]:
    about = layout.working.stat()
    return {
        "checks": statements.checks_digest(),
        "inode": about.st_ino,
        "size_bytes": about.st_size,
        "mtime_ns": about.st_mtime_ns,
        "ctime_ns": about.st_ctime_ns,
    }
