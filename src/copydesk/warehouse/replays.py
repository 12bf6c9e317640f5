"""The rejects that can be tried again, and what trying them again came to."""

from collections.abc import Sequence
from typing import NamedTuple

from copydesk.warehouse import statements
from copydesk.warehouse.connect import reading
from copydesk.warehouse.layout import Layout


class RejectedFile(NamedTuple):
    """A file that is in the raw folder and of which something was rejected, as it is known."""

    path: str
    sha256: str
    size_bytes: int
    format: str
    reasons: tuple[str, ...]


class Replayed(NamedTuple):
    """Rejects that a run ended (passed, or otherwise) and left as they were; what is rejected by reason."""

    passed: int
    otherwise: int
    still: int
    reasons: dict[str, int]


def rejected_files(layout: Layout) -> list[RejectedFile]:
    """Return the files with rejects that the raw folder held last, in order of path."""
    with reading(layout.working) as connection:
        rows = connection.execute(statements.read("read", "rejected_files")).fetchall()
    return [
        RejectedFile(path, sha256, size, kind, tuple(reasons)) for path, sha256, size, kind, reasons in rows
    ]


def replayed(layout: Layout, run_id: str, paths: Sequence[str]) -> Replayed:
    """Tell what became of the rejects of these paths in a run."""
    with reading(layout.working) as connection:
        ((passed, otherwise, still),) = connection.execute(
            statements.read("read", "replayed"), [run_id, list(paths)]
        ).fetchall()
        reasons = connection.execute(statements.read("read", "replayed_reasons"), [list(paths)]).fetchall()
    return Replayed(passed, otherwise, still, dict(reasons))
