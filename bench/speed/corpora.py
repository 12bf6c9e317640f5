"""Folders of raw files to measure on: real news where it is at hand, made-up news anywhere."""

import gzip
import json
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from bench.speed.newsroom import SEED, WORDS, articles

DATA: Final = Path(__file__).resolve().parents[2].parent / "shared" / "data"
NEWS: Final = DATA / "us_news_8k.jsonl.gz"
PRESS: Final = DATA / "press_releases_md.tar.gz"
_PER_FOLDER: Final = 1000
_LEAST_WORDS: Final = 0.9 * WORDS


def made_up(count: int, folder: Path, seed: int = SEED) -> Path:
    """Write ``count`` articles of the newsroom, a file each."""
    return _write(articles(count, seed), folder, "txt")


def real_news(count: int, folder: Path) -> Path:
    """Write ``count`` articles of some 600 words cut from American news at ends of paragraphs."""
    return _write(_cut_news(count), folder, "txt")


def press_releases(count: int, folder: Path) -> Path:
    """Write ``count`` press releases as they lie in the archive: small markdown files of all lengths."""
    return _write(_members(count), folder, "md")


def _write(texts: Iterable[str | bytes], folder: Path, suffix: str) -> Path:
    for number, text in enumerate(texts):
        place = folder / f"{number // _PER_FOLDER:03d}"
        if number % _PER_FOLDER == 0:
            place.mkdir(parents=True, exist_ok=True)
        content = text if isinstance(text, bytes) else text.encode()
        (place / f"{number:06d}.{suffix}").write_bytes(content)
    return folder


def _cut_news(count: int) -> Iterator[str]:
    with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
        found = 0
        for entry in map(json.loads, lines):
            for part, body in enumerate(_cut(entry["content_original"].split("\n\n"))):
                title = entry["title"] if part == 0 else f"{entry['title']}, part {part + 1}"
                yield f"{title}\n\nBy {entry['authors'] or 'staff'}\n\n{entry['date']}\n\n{body}\n"
                found += 1
                if found == count:
                    return


def _cut(paragraphs: Iterable[str]) -> Iterator[str]:
    held: list[str] = []
    words = 0
    for paragraph in paragraphs:
        held.append(paragraph)
        words += len(paragraph.split())
        if words >= _LEAST_WORDS:
            if words <= 1.1 * WORDS:
                yield "\n\n".join(held)
            held, words = [], 0


def _members(count: int) -> Iterator[bytes]:
    with tarfile.open(PRESS) as archive:
        files = (member for member in archive if member.isfile())
        for _, member in zip(range(count), files, strict=False):
            stream = archive.extractfile(member)
            if stream is not None:
                yield stream.read()
