"""Writing that survives a kill: nothing stands under its final name before it is whole and on the disk."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def sync(path: Path) -> None:
    """Wait until a file's bytes, or a folder's entries, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace(unfinished: Path, final: Path) -> None:
    """Put ``unfinished`` in the place of ``final`` in one step; who has the old file open keeps it."""
    sync(unfinished)
    unfinished.replace(final)
    sync(final.parent)


@contextmanager
def unfinished(final: Path) -> Iterator[BinaryIO]:
    """Open a new file for writing, which takes the place of ``final`` when the block ends without error."""
    path = final.with_name(f".{final.name}.{os.getpid()}.tmp")
    try:
        with path.open("wb") as stream:
            yield stream
        replace(path, final)
    finally:
        path.unlink(missing_ok=True)


def switch_link(link: Path, target: Path, unfinished: Path) -> None:
    """Let ``link`` point to ``target`` (both below one folder) in one step, by way of ``unfinished``."""
    unfinished.symlink_to(target.relative_to(link.parent), target_is_directory=True)
    unfinished.replace(link)
    sync(link.parent)


def remove(path: Path) -> None:
    """Remove a file, a link or a folder with all that is in it, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, 64 hex characters."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
