"""Known files that are no longer in the raw folder: tombstones, or kept as they are.

A file that is gone is marked and its articles leave the current views; nothing of it is deleted, so that it
is current again as soon as it is back. A raw folder on a disk that is not mounted looks just like one whose
files were deleted: when very many are gone at once, the run stops and asks.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from copydesk.errors import StopError
from copydesk.settings import Settings
from copydesk.sources import FileStat
from copydesk.warehouse import Known, PlannedFile

LEAST_GONE: Final = 20
"""Files that may always be gone at once: whoever tries copydesk out on a few files is not stopped."""

UNKNOWN_FORMAT: Final = "unknown"
"""The format of a file that no reader takes, of a link, and of a folder that cannot be listed."""


def missing_files(settings: Settings, entries: Iterable[FileStat], before: Known) -> list[PlannedFile]:
    """Plan what becomes of known files that are not among the entries of the raw folder.

    Returns: files to be marked as gone, or as kept with ``keep_missing``; none that is marked so already.
    Raises StopError when more are gone at once than ``max_gone_share`` of those that were there.
    """
    missing = _missing(entries, before)
    if settings.keep_missing:
        return [
            PlannedFile(path, before.files[path].sha256, 0, UNKNOWN_FORMAT, "kept")
            for path in missing
            if not before.files[path].is_missing
        ]
    _require_few(settings, missing, before)
    return [PlannedFile(path, before.files[path].sha256, 0, UNKNOWN_FORMAT, "gone") for path in missing]


def count_kept(entries: Iterable[FileStat], before: Known, planned: Iterable[PlannedFile]) -> int:
    """Count the files that are not there and stay current after what is planned."""
    gone = {file.path for file in planned if file.action == "gone"}
    return sum(path not in gone for path in _missing(entries, before))


def _missing(entries: Iterable[FileStat], before: Known) -> list[str]:
    """Return known paths that are no longer there; what a folder hides that we may not list is not gone."""
    present = {entry.path for entry in entries}
    hidden = tuple(path for path in present if path.endswith("/"))
    return [
        path
        for path, file in before.files.items()
        if file.state != "gone" and path not in present and not path.startswith(hidden)
    ]


def _require_few(settings: Settings, missing: Sequence[str], before: Known) -> None:
    """Stop when so many files are gone that it is rather the folder that is missing.

    Files that were kept although they were missing (``keep_missing``) were seen to be missing before.
    """
    there = sum(not file.is_missing for file in before.files.values())
    lost = [path for path in missing if not before.files[path].is_missing]
    if settings.allow_gone or len(lost) < LEAST_GONE or len(lost) <= settings.max_gone_share * there:
        return
    raise StopError(
        f"{len(lost):,} of {there:,} known files are no longer in {settings.raw}, such as {lost[0]}: more "
        f"than max_gone_share ({settings.max_gone_share:g}) lets go at once; nothing was changed",
        "If a disk is not mounted or the folder is the wrong one, mend that and run again. If they are to "
        "go, run once with --allow-gone; with --keep-missing their articles stay.",
    )
