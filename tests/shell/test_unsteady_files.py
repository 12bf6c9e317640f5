"""Files that somebody writes to: a run takes in what is whole, and leaves what is not for the next one."""

import itertools
import os
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from copydesk import report, runs, sources, warehouse
from copydesk.batches import steady
from copydesk.model import RawFile
from copydesk.settings import Settings
from copydesk.warehouse import Layout
from tests.shell.rawfolder import ARTICLES

FERRY = "north/ferry.txt"


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steady, "PAUSE_SECONDS", 0.002)


def texts(settings: Settings) -> dict[str, str]:
    question = "SELECT path, text FROM documents JOIN articles USING (article_id)"
    return {
        str(path): str(text)
        for path, text in warehouse.query(Layout(settings.warehouse).published, question).rows
    }


def rest(settings: Settings, planned: str) -> runs.ProcessReport:
    """The stages behind a plan."""
    processed = runs.process(settings, planned)
    runs.load(settings, planned)
    runs.relabel(settings)
    runs.publish(settings)
    return processed


@contextmanager
def changing_at_each_reading(place: Path) -> Iterator[None]:
    """Whoever opens the file finds other bytes in it than the one before."""
    numbers = itertools.count()
    real = sources._chunks

    def chunks(raw: Path, path: str, max_bytes: int) -> Iterator[bytes]:
        if (raw / path) == place:
            place.write_text(f"{ARTICLES[FERRY]}\n\nLine {next(numbers)} is being written.\n")
        yield from real(raw, path, max_bytes)

    sources._chunks = chunks
    try:
        yield
    finally:
        sources._chunks = real


def test_a_new_file_that_is_never_whole_waits(filled: Settings) -> None:
    """It is neither loaded nor rejected; its neighbours are loaded; the next run takes it in."""
    with changing_at_each_reading(filled.raw / FERRY):
        summary = runs.run(filled)
    assert summary.files_waiting == 1
    assert "1 file changed all the while" in report.summary_text(summary)
    assert set(texts(filled)) == ARTICLES.keys() - {FERRY}
    again = runs.run(filled)
    assert (again.plan.files_new, again.files_waiting) == (1, 0)
    assert set(texts(filled)) == ARTICLES.keys()


def test_a_known_file_that_is_never_whole_stays_as_it_was(filled: Settings) -> None:
    """The version that was loaded before stays until there is a whole one."""
    runs.run(filled)
    before = texts(filled)[FERRY]
    with changing_at_each_reading(filled.raw / FERRY):
        assert runs.run(filled).files_waiting == 1
    assert texts(filled)[FERRY] == before
    assert warehouse.query(Layout(filled.warehouse).published, "FROM rejects").rows == []
    runs.run(filled)
    assert "is being written" in texts(filled)[FERRY]


@pytest.mark.parametrize("how", ["rewrite", "rename", "truncate", "grow"])
def test_what_changed_behind_the_plan_is_taken_in_whole(filled: Settings, how: str) -> None:
    """Replaced, rewritten, cut short or grown after it was hashed: its bytes as they are now are loaded."""
    planned = runs.plan(filled).run_id
    ferry = filled.raw / FERRY
    changed = ARTICLES[FERRY].replace("quieter", "louder")
    if how == "rewrite":
        ferry.write_text(changed)
    elif how == "rename":
        fresh = ferry.with_name("fresh.part")
        fresh.write_text(changed)
        fresh.replace(ferry)
    elif how == "truncate":
        os.truncate(ferry, ARTICLES[FERRY].index("It is quieter"))
    else:
        with ferry.open("a") as stream:
            stream.write("\nThe mayor was louder than all.\n")
    assert rest(filled, planned).files_waiting == 0
    text = texts(filled)[FERRY]
    assert ("louder" in text) == (how != "truncate")
    assert ("quieter" in text) == (how == "grow")
    assert runs.plan(filled).is_empty


def test_no_torn_reading_is_taken_for_whole(filled: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that rewrites the file in two steps, again and again: what is taken in is one of its texts."""
    monkeypatch.setattr(steady, "PAUSE_SECONDS", 0.04)
    ferry = filled.raw / FERRY
    half = 40_000
    is_over = threading.Event()

    def rewrite() -> None:
        chance = random.Random(5)
        for number in itertools.count(1):
            content = f"{number:08}".encode() * (2 * half // 8)
            with ferry.open("r+b", buffering=0) as stream:
                stream.write(content[:half])
                stream.write(content[half:])
            if is_over.wait(chance.choice((0, 0, 0.15))):
                return

    ferry.write_bytes(b"00000000" * (2 * half // 8))
    writer = threading.Thread(target=rewrite)
    writer.start()
    try:
        readings = [_steadied(filled.raw) for _ in range(15)]
    finally:
        is_over.set()
        writer.join()
    assert all(one is None or one.content == one.content[:8] * (2 * half // 8) for one in readings)
    assert any(readings)


def _steadied(raw: Path) -> RawFile | None:
    def read(path: str) -> RawFile:
        return sources.read(raw, path, 10**6)

    return steady.steady(read, read(FERRY))
