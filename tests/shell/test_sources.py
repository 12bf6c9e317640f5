"""Sources: what is listed, what is read, and what is said of entries that are no files."""

import errno
import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk import sources
from copydesk.errors import RejectError, StopError

LIMIT = 1000


def names(raw: Path) -> list[str]:
    """The paths that a scan lists."""
    return [entry.path for entry in sources.scan(raw)]


def reason(raw: Path, path: str, limit: int = LIMIT) -> str:
    """The reason a path is rejected for; its advice and detail are not empty."""
    with pytest.raises(RejectError) as caught:
        sources.read(raw, path, limit)
    assert caught.value.stage == "read"
    assert caught.value.advice
    assert path in str(caught.value)
    assert str(raw) not in str(caught.value)
    return caught.value.reason


def test_scan_is_sorted_and_leaves_out_hidden_and_unfinished(tmp_path: Path) -> None:
    """The order is that of the paths' bytes, whatever order the folder has."""
    for name in ("b.txt", "a/z.txt", "a.txt", "é.txt", "Z.txt", ".hidden", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    for name in ("c.txt.part", "c.tmp", "c.txt~"):
        (tmp_path / name).write_text("x")
    assert names(tmp_path) == ["Z.txt", "a.txt", "a/z.txt", "b.txt", "é.txt"]


def test_read_gives_content_and_hash(tmp_path: Path) -> None:
    """The digest of planning is the hash of reading."""
    (tmp_path / "a.txt").write_bytes(b"abc")
    file = sources.read(tmp_path, "a.txt", LIMIT)
    assert file.content == b"abc"
    assert sources.digest(tmp_path, "a.txt", LIMIT) == (file.sha256, 3)


def test_missing_folder_and_file_as_folder_stop(tmp_path: Path) -> None:
    """Without a raw folder nothing can be done; the message names it."""
    with pytest.raises(StopError, match=r"the raw folder .*nowhere does not exist"):
        sources.scan(tmp_path / "nowhere")
    (tmp_path / "file").write_text("x")
    with pytest.raises(StopError, match="is not a folder"):
        sources.scan(tmp_path / "file")


def test_empty_folder_has_no_files(tmp_path: Path) -> None:
    """An empty folder is no error."""
    assert sources.scan(tmp_path) == ()


def test_links_pipes_and_sockets_are_listed_but_not_opened(tmp_path: Path) -> None:
    """A link is not followed, not even to a folder or in a circle, and a pipe does not block."""
    (tmp_path / "file.txt").write_text("x")
    (tmp_path / "link.txt").symlink_to("file.txt")
    (tmp_path / "dangling.txt").symlink_to("nowhere")
    (tmp_path / "circle").symlink_to(".")
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        os.chdir(tmp_path)
        server.bind("socket.txt")
        assert names(tmp_path) == ["circle", "dangling.txt", "file.txt", "link.txt", "pipe.txt", "socket.txt"]
        for path in ("circle", "dangling.txt", "link.txt", "pipe.txt", "socket.txt"):
            assert reason(tmp_path, path) == "not_a_file"


def test_large_file_is_not_read(tmp_path: Path) -> None:
    """The size is looked at first: a sparse terabyte costs nothing."""
    (tmp_path / "exact.txt").write_bytes(b"x" * LIMIT)
    assert len(sources.read(tmp_path, "exact.txt", LIMIT).content) == LIMIT
    with open(tmp_path / "huge.txt", "wb") as stream:
        stream.truncate(1 << 40)
    assert reason(tmp_path, "huge.txt") == "too_large"


def test_file_that_grows_while_it_is_read_stays_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What counts is what is read, not what the size was at first."""
    (tmp_path / "a.txt").write_bytes(b"x" * 10)
    true_fstat = os.fstat

    def grow(handle: int) -> os.stat_result:
        about = true_fstat(handle)
        with open(tmp_path / "a.txt", "ab") as stream:
            stream.write(b"y" * 3 * LIMIT)
        return about

    monkeypatch.setattr(os, "fstat", grow)
    monkeypatch.setattr(sources, "CHUNK_BYTES", 64)
    assert reason(tmp_path, "a.txt") == "too_large"


def test_vanished_file_is_unreadable(tmp_path: Path) -> None:
    """A file can go between listing and reading."""
    assert reason(tmp_path, "gone.txt") == "unreadable"


def test_forbidden_file_is_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file without the right to read it is a reject (the right is taken by the test, root has it)."""
    (tmp_path / "a.txt").write_text("x")

    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert reason(tmp_path, "a.txt") == "unreadable"


def test_folder_that_cannot_be_listed_is_an_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it holds is unknown, and that must be seen: it is listed with a slash, and rejected."""
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "a.txt").write_text("x")
    (tmp_path / "shut").mkdir()
    true_scandir = os.scandir

    def scandir(folder: bytes) -> object:
        if folder.rstrip(b"/").endswith(b"shut"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return true_scandir(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    assert names(tmp_path) == ["open/a.txt", "shut/"]
    assert reason(tmp_path, "shut/") == "unreadable"


def test_names_in_any_encoding_can_be_opened(tmp_path: Path) -> None:
    """Bytes that are not UTF-8, and a name that looks like an escape, keep their files apart."""
    for number, name in enumerate((b"caf\xe9.txt", b"caf\\xe9.txt", b"-rf *?.txt", b"new\nline.txt")):
        (tmp_path / os.fsdecode(name)).write_text(str(number))
    listed = names(tmp_path)
    assert "caf\\xe9.txt" in listed
    contents = {sources.read(tmp_path, path, LIMIT).content for path in listed}
    assert contents == {b"0", b"1", b"2", b"3"}


@given(st.binary(max_size=40))
def test_escape_loses_nothing(name: bytes) -> None:
    """Every name comes back from its path, and every path is text that can be stored."""
    path = sources.escape(name)
    assert sources.unescape(path) == name
    path.encode("utf-8")


@given(st.lists(st.sampled_from([b"\\", b"x", b"5", b"c", b"\xe9", b"\\xe9", b"\\x5c"]), max_size=8))
def test_escape_of_what_looks_escaped_loses_nothing(parts: list[bytes]) -> None:
    """Backslashes are the hard case: escapes of escapes come back too."""
    name = b"".join(parts)
    assert sources.unescape(sources.escape(name)) == name
