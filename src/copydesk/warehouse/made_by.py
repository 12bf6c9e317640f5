"""What the documents of a warehouse were made by, and which of them hold texts that a rule can fit."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

import duckdb

from copydesk.warehouse import statements
from copydesk.warehouse.connect import reading

ROWS_AT_ONCE: Final = 50_000


class Standing(NamedTuple):
    """A document in a file that is not gone, and its fingerprint; None where it has none."""

    path: str
    document_id: str
    fingerprint: str | None


@dataclass(frozen=True, slots=True)
class MadeBy:
    """The fingerprints of documents in files that are not gone, and what they stand for.

    ``fingerprints`` are in order, ``None`` among them where a document has none; ``parts`` are those of all
    fingerprints, name to version; ``texts`` the rule files by their version; ``runs`` the fingerprints of the
    runs, the last one first.
    """

    fingerprints: tuple[str | None, ...] = ()
    parts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    runs: tuple[str, ...] = ()


class Asking:
    """Questions about the documents of a warehouse, all of documents with some fingerprints."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Take an open connection."""
        self._connection = connection

    def made_by(self) -> MadeBy:
        """Return what all documents were made by."""
        found = self._rows("made_by_documents")
        parts: dict[str, dict[str, str]] = {}
        for fingerprint, part, version in self._rows("made_by_parts"):
            parts.setdefault(fingerprint, {})[part] = version
        texts = dict(self._rows("made_by_texts"))
        runs = tuple(one for (one,) in self._rows("made_by_runs"))
        return MadeBy(tuple(one for (one,) in found), parts, texts, runs)

    def standing(self, fingerprints: Sequence[str | None]) -> list[Standing]:
        """Return the documents in order of path."""
        return [Standing(*row) for row in self._rows("standing_documents", *_told(fingerprints))]

    def holding_any(self, targets: Sequence[str]) -> list[Standing]:
        """Return the documents of these paths, or with these ids."""
        return [Standing(*row) for row in self._rows("standing_targets", list(targets))]

    def undocumented(self, formats: Sequence[str]) -> list[str]:
        """Return the files of these formats of which no document was read."""
        return [path for (path,) in self._rows("undocumented_files", list(formats))]

    def block_texts(self, fingerprints: Sequence[str | None], longest: int) -> Iterator[str]:
        """Yield the texts of their blocks once each, but those that a rule of ``longest`` cannot fit."""
        yield from self._texts("standing_blocks", *_told(fingerprints), longest)

    def titles(self, fingerprints: Sequence[str | None]) -> Iterator[str]:
        """Yield the titles and kickers that were read of them, chosen or not, once each."""
        yield from self._texts("standing_titles", *_told(fingerprints))

    def with_blocks(self, fingerprints: Sequence[str | None], texts: Sequence[str]) -> list[tuple[str, str]]:
        """Return the ids of documents that have one of these blocks, each with its text."""
        return self._rows("documents_with_blocks", *_told(fingerprints), list(texts))

    def with_titles(self, fingerprints: Sequence[str | None], texts: Sequence[str]) -> list[tuple[str, str]]:
        """Return the ids of documents of which one of these titles or kickers was read, each with it."""
        return self._rows("documents_with_titles", *_told(fingerprints), list(texts))

    def decided_by(self, fingerprints: Sequence[str | None], rules: Sequence[str]) -> list[tuple[str, str]]:
        """Return the ids of documents of which these rules have decided a block, each with the rule."""
        return self._rows("documents_decided_by", *_told(fingerprints), list(rules))

    def without_blocks(self, fingerprints: Sequence[str | None]) -> list[str]:
        """Return the ids of documents whose account is not there: they were rejected."""
        return [one for (one,) in self._rows("documents_without_blocks", *_told(fingerprints))]

    def naming(self, fingerprints: Sequence[str | None], pattern: str) -> list[str]:
        """Return the ids of documents in whose text, but the blanks between blocks, a pattern is found."""
        return [one for (one,) in self._rows("documents_naming", *_told(fingerprints), pattern)]

    def outlets_of(self, paths: Sequence[str]) -> tuple[int, int]:
        """Return how many outlets some files are of, and how many other files those have."""
        ((outlets, files),) = self._rows("outlets_of_files", list(paths))
        return outlets, files

    def _rows(self, name: str, *values: object) -> list[tuple[Any, ...]]:
        return self._connection.execute(statements.read("made_by", name), list(values)).fetchall()

    def _texts(self, name: str, *values: object) -> Iterator[str]:
        cursor = self._connection.cursor()
        cursor.execute(statements.read("made_by", name), list(values))
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            yield from (text for (text,) in rows)


def _told(fingerprints: Sequence[str | None]) -> tuple[list[str], bool]:
    """Give fingerprints as SQL takes them: those that are, and whether documents without one are meant."""
    return [one for one in fingerprints if one is not None], None in fingerprints


@contextmanager
def asking(database: Path) -> Iterator[Asking]:
    """Open a working database or a snapshot for questions; raises what ``connect.reading`` raises."""
    with reading(database) as connection:
        yield Asking(connection)
