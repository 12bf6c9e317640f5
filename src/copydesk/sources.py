r"""The only room that reads raw files: it lists them, hashes them and reads them, and never writes one.

A raw folder is not ours: it may hold links, pipes, half-copied files and names in any encoding. A name
goes through copydesk as a *path*: relative to the raw folder, ``/`` between its parts, bytes that are not
UTF-8 as ``\xNN``; :func:`escape` and :func:`unescape` are each other's inverse.
"""

import errno
import hashlib
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from copydesk.errors import RejectError, StopError
from copydesk.model import RawFile

UNFINISHED: Final = (".part", ".tmp", "~")
"""Ends of the names that editors, browsers and copying programs give to files that are not finished."""

CHUNK_BYTES: Final = 1024 * 1024

_ESCAPED: Final = re.compile(rb"\\x([0-9a-f]{2})")
_LOOKS_ESCAPED: Final = re.compile(rb"\\(?=x[0-9a-f]{2})")


class FileStat(NamedTuple):
    """An entry of the raw folder: path, size in bytes, times of change of content and entry (ns since 1970).

    A path that ends in ``/`` is a folder that could not be listed: what it holds is unknown, not gone.
    """

    path: str
    size_bytes: int
    mtime_ns: int
    ctime_ns: int = 0
    inode: int = 0


def require_folder(raw: Path) -> None:
    """Make sure that there is a raw folder.

    Raises StopError when nothing is there, or something else.
    """
    if not raw.exists():
        raise StopError(
            f"the raw folder {raw} does not exist", "Create it, or name another one with --raw DIR."
        )
    if not raw.is_dir():
        raise StopError(
            f"the raw folder {raw} is not a folder", "Name the folder that holds the files with --raw DIR."
        )


def scan(raw: Path) -> tuple[FileStat, ...]:
    """List every entry under ``raw`` that is to be loaded or rejected, sorted by path.

    Hidden names and names that end like an unfinished copy are left out. Links, pipes, sockets and
    devices are listed and neither followed nor opened here; :func:`read` says what is wrong with them.
    Raises StopError when ``raw`` is no folder that can be listed.
    """
    root = os.fsencode(raw)
    require_folder(raw)
    found: list[FileStat] = []
    folders = [b""]
    while folders:
        folder = folders.pop()
        try:
            for name, entry in _entries(os.path.join(root, folder)):
                relative = folder + name
                if entry.is_dir(follow_symlinks=False):
                    folders.append(relative + b"/")
                    continue
                about = _stat(entry)
                if about is not None:
                    found.append(_entry(escape(relative), about))
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            if not folder:
                message = f"the raw folder {raw} cannot be listed: {error.strerror}"
                raise StopError(message, _RIGHTS) from error
            found = [one for one in found if not one.path.startswith(escape(folder))]
            found.append(FileStat(escape(folder), 0, 0))
    return tuple(sorted(found))


def read(raw: Path, path: str, max_bytes: int) -> RawFile:
    """Read the file at ``path``, of at most ``max_bytes`` bytes, whole.

    Raises RejectError(stage='read') with the reason ``not_a_file``, ``too_large`` or ``unreadable``.
    """
    content = b"".join(_chunks(raw, path, max_bytes))
    return RawFile(path=path, sha256=hashlib.sha256(content).hexdigest(), content=content)


def digest(raw: Path, path: str, max_bytes: int) -> tuple[str, int]:
    """Return the sha256 of the file at ``path`` as hex and its size in bytes; raises as :func:`read` does."""
    sha256, size = hashlib.sha256(), 0
    for chunk in _chunks(raw, path, max_bytes):
        sha256.update(chunk)
        size += len(chunk)
    return sha256.hexdigest(), size


def escape(name: bytes) -> str:
    r"""Return ``name`` as text: bytes that are not UTF-8 become ``\xNN``.

    >>> escape(b"caf\xe9.txt")
    'caf\\xe9.txt'
    """
    if b"\\" in name:
        name = _LOOKS_ESCAPED.sub(rb"\\x5c", name)
    return name.decode("utf-8", "backslashreplace")


def unescape(path: str) -> bytes:
    r"""Return the bytes of the name that :func:`escape` turned into ``path``.

    >>> unescape("caf\\xe9.txt")
    b'caf\xe9.txt'
    """
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), path.encode("utf-8"))


_RIGHTS: Final = "Give yourself the right to read it, then run again."


def _entries(folder: bytes) -> Iterator[tuple[bytes, os.DirEntry[bytes]]]:
    endings = tuple(ending.encode() for ending in UNFINISHED)
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.startswith(b".") and not entry.name.endswith(endings):
                yield entry.name, entry


def _entry(path: str, about: os.stat_result) -> FileStat:
    return FileStat(path, about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino)


def _stat(entry: os.DirEntry[bytes]) -> os.stat_result | None:
    try:
        return entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None


def _chunks(raw: Path, path: str, max_bytes: int) -> Iterator[bytes]:
    """Yield the bytes of a regular file; a link is not followed and a pipe does not block."""
    if path.endswith("/"):
        raise _reject("unreadable", f"the folder {path} cannot be listed", _RIGHTS)
    try:
        handle = os.open(_locate(raw, path), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise _cannot_open(path, error) from error
    with open(handle, "rb", buffering=0) as stream:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            raise _not_a_file(path)
        total = about.st_size
        while total <= max_bytes:
            try:
                chunk = stream.read(CHUNK_BYTES)
            except OSError as error:
                raise _cannot_open(path, error) from error
            if not chunk:
                return
            yield chunk
            total = max(total, stream.tell())
    raise _reject(
        "too_large",
        f"{path} has {total} bytes, more than the {max_bytes} that are read",
        "Split the file, or raise max_file_bytes in copydesk.toml.",
    )


def _locate(raw: Path, path: str) -> bytes:
    return os.path.join(os.fsencode(raw), unescape(path))


def _cannot_open(path: str, error: OSError) -> RejectError:
    if error.errno in (errno.ELOOP, errno.ENXIO, errno.ENODEV):
        return _not_a_file(path)
    if isinstance(error, FileNotFoundError):
        return _reject("unreadable", f"{path} vanished before it was read", "Run again once it is back.")
    return _reject("unreadable", f"{path} cannot be read: {error.strerror}", _RIGHTS)


def _not_a_file(path: str) -> RejectError:
    return _reject(
        "not_a_file",
        f"{path} is a link, a pipe or a device; only regular files are read",
        "Put the file itself into the raw folder, or move this entry out of it.",
    )


def _reject(reason: str, detail: str, advice: str) -> RejectError:
    return RejectError("read", reason, detail, advice)
