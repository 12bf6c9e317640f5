"""Texts with gold, and what copydesk makes of them."""

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

from copydesk import process, readers
from copydesk.errors import RejectError
from copydesk.model import Block, Document, Metadata, Processed, RawFile

ROOT: Final = Path(__file__).resolve().parents[2]
SHARED: Final = ROOT.parent / "shared"
DATA: Final = SHARED / "data"
TOGETHER: Final = 64
"""Documents that go through the stages at once."""


class Case(NamedTuple):
    """A text, the name of the file it stands for, and its gold.

    The name is a number and an ending: a date or an outlet in a path must not help.
    """

    name: str
    text: str
    gold: Mapping[str, Any]


class Outcome(NamedTuple):
    """What was made of a case: one part per document that its reader found, none when it was rejected."""

    case: Case
    parts: tuple[Processed, ...]

    @property
    def body(self) -> str:
        """The text of the article, empty when nothing was left."""
        return "\n\n".join(part.article.text for part in self.parts if part.article)

    @property
    def metadata(self) -> Metadata:
        """What is known of the first document."""
        return self.parts[0].draft.metadata if self.parts else Metadata()

    @property
    def language(self) -> str:
        """The language that gold gives, or that was read of the body."""
        return self.case.gold.get("language") or (self.parts[0].draft.language if self.parts else "und")

    @property
    def blocks(self) -> Iterator[Block]:
        """The blocks of all parts, in order, breaks of the markup left out."""
        for part in self.parts:
            yield from (block for block in part.draft.blocks if block.rule_id != "markup.break")


def records(name: str, sample: int = 1) -> Iterator[dict[str, Any]]:
    """Read every ``sample``-th record of a file of gold."""
    with gzip.open(DATA / name, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % sample == 0:
                yield json.loads(line)


def run(cases: Iterable[Case]) -> list[Outcome]:
    """Put the cases through the stages, many at once as a batch does."""
    held = list(cases)
    outcomes: list[Outcome] = []
    for first in range(0, len(held), TOGETHER):
        part = held[first : first + TOGETHER]
        documents = [_documents(case) for case in part]
        processed = iter(process.process_all([one for several in documents for one in several]))
        outcomes += [
            Outcome(case, tuple(next(processed) for _ in several))
            for case, several in zip(part, documents, strict=True)
        ]
    return outcomes


def _documents(case: Case) -> tuple[Document, ...]:
    content = case.text.encode()
    try:
        return readers.read_documents(RawFile(case.name, sha256(content).hexdigest(), content))
    except RejectError:
        return ()
