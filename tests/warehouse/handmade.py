"""Handmade rows: small documents with everything a check looks at, staged as the batches stage them."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from copydesk.tables import SCHEMAS
from copydesk.warehouse import Layout, LoadCounts, LoadJob, PlannedFile, load

BATCH_TABLES = ("documents", "articles", "sentences", "blocks", "repairs", "evidence", "rejects")
STARTED = datetime(2024, 5, 1, 6, 0, tzinfo=UTC)


def hashed(text: str) -> str:
    """An id of the house's form."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Paper:
    """A file with one document: title line, body paragraphs of one sentence each, an advertisement.

    ``blanks`` are set behind the source: the same article, another document. ``number`` counts the
    documents of a file, which then are several papers of one path.
    """

    path: str
    title: str = "A Title"
    body: tuple[str, ...] = ("It rained.", "It stopped.")
    blanks: str = ""
    encoding: str = "utf-8"
    pipeline: str = "p1"
    changes: dict[str, Any] = field(default_factory=dict)
    number: int = 0
    url: str | None = None

    @property
    def pieces(self) -> tuple[str, ...]:
        return (self.title, *self.body, "- Advertisement -")

    @property
    def source(self) -> str:
        return "\n\n".join(self.pieces) + self.blanks

    @property
    def document_id(self) -> str:
        return hashed(self.source)

    @property
    def article_id(self) -> str:
        return hashed("".join(self.source.split()))

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.source.encode() + self.encoding.encode()).hexdigest()

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """The rows by table, as process_batch would give them."""
        text = "\n\n".join(self.body)
        source = self.source
        document = {
            "document_id": self.document_id,
            "path": self.path,
            "document_no": self.number,
            "article_id": self.article_id,
            "source_chars": len(source),
            "nonblank_chars": len("".join(source.split())),
        }
        article = {
            "article_id": self.article_id,
            "document_id": self.document_id,
            "title": self.title,
            "authors": ["Ann Example", "Bo Beispiel"],
            "published_on": date(2024, 3, 1),
            "published_at": datetime(2024, 3, 1, 12, 30, tzinfo=UTC),
            "date_precision": "minute",
            "outlet_domain": "courier.example",
            "url": self.url,
            "language": "en",
            "language_confidence": 0.99,
            "language_runner_up": "de",
            "is_mixed": False,
            "language_engine": "det-1+langdetect-1.0.9",
            "text": text,
            "text_chars": len(text),
            "word_count": sum(len(one.split()) for one in self.body),
            "sentence_count": len(self.body),
            "paragraph_count": len(self.body),
            "content_hash": hashed(text),
            "pipeline_version": self.pipeline,
            "rules_version": "r1",
            **self.changes,
        }
        return {
            "documents": [document],
            "articles": [article],
            "sentences": list(self._sentences(text)),
            "blocks": list(self._blocks()),
            "repairs": [self._repair()],
            "evidence": list(self._evidence()),
            "rejects": [],
        }

    def _sentences(self, text: str) -> Iterable[dict[str, Any]]:
        position = 0
        for number, one in enumerate(self.body):
            start = text.index(one, position)
            position = start + len(one)
            yield {
                "article_id": self.article_id,
                "sentence_no": number,
                "paragraph_no": number,
                "kind": "paragraph",
                "text": one,
                "start_char": start,
                "end_char": position,
                "language": "en",
                "words": len(one.split()),
            }

    def _blocks(self) -> Iterable[dict[str, Any]]:
        labels = ["title", *("paragraph" for _ in self.body), "advertisement"]
        verdicts = {"title": "metadata", "paragraph": "kept", "advertisement": "removed"}
        position = 0
        for number, (label, piece) in enumerate(zip(labels, self.pieces, strict=True)):
            start = self.source.index(piece, position)
            position = start + len(piece)
            yield {
                "document_id": self.document_id,
                "block_no": number,
                "label": label,
                "verdict": verdicts[label],
                "rule_id": f"any.{label}",
                "raw_text": piece,
                "start_char": start,
                "end_char": position,
                "nonblank_chars": len("".join(piece.split())),
                "paragraph_no": number - 1 if label == "paragraph" else None,
            }

    def _repair(self) -> dict[str, Any]:
        return {
            "document_id": self.document_id,
            "repair_no": 0,
            "kind": "line_join",
            "start_char": 0,
            "end_char": 1,
            "before_text": self.source[0],
            "after_text": " ",
            "rule_id": "any.line_join",
        }

    def _evidence(self) -> Iterable[dict[str, Any]]:
        said = {
            "title": self.title,
            "authors": "Ann Example",
            "published": "2024-03-01T12:30Z",
            "outlet_domain": "courier.example",
            "language": "en",
            "encoding": self.encoding,
        }
        if self.url:
            said["url"] = self.url
        for number, (name, value) in enumerate(said.items()):
            is_read = name == "title"
            yield {
                "document_id": self.document_id,
                "evidence_no": number,
                "field": name,
                "value": value,
                "raw": value,
                "start_char": 0 if is_read else None,
                "end_char": len(value) if is_read else None,
                "method": "handmade",
                "confidence": 0.9,
                "is_chosen": True,
            }


@dataclass(frozen=True)
class Reject:
    """A file that could not be processed."""

    path: str
    sha256: str = "0" * 64
    reason: str = "binary"

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """The one row in rejects."""
        row = {
            "path": self.path,
            "document_no": None,
            "sha256": self.sha256,
            "stage": "read",
            "reason": self.reason,
            "detail": "it is no text",
            "advice": "move it away",
        }
        return {name: [row] if name == "rejects" else [] for name in BATCH_TABLES}


@dataclass(frozen=True)
class Stump:
    """A file whose one document has no body: a row of documents and one of rejects."""

    path: str
    source: str = "- Advertisement -"
    number: int = 0

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.source.encode()).hexdigest()

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """The two rows."""
        document = {
            "document_id": hashed(self.source),
            "path": self.path,
            "document_no": self.number,
            "article_id": None,
            "source_chars": len(self.source),
            "nonblank_chars": len("".join(self.source.split())),
        }
        reject = {
            "path": self.path,
            "document_no": self.number,
            "sha256": self.sha256,
            "stage": "process",
            "reason": "no_body",
            "detail": "no body is left",
            "advice": "look at it",
        }
        found = {name: list[dict[str, Any]]() for name in BATCH_TABLES}
        return {**found, "documents": [document], "rejects": [reject]}


File = Paper | Reject | Stump


def tables_of(files: Sequence[File]) -> dict[str, pa.Table]:
    """The tables of one batch."""
    made = [file.rows() for file in files]
    return {
        name: pa.Table.from_pylist([row for rows in made for row in rows[name]], schema=SCHEMAS[name])
        for name in BATCH_TABLES
    }


def stage(
    folder: Path,
    batches: Sequence[Sequence[File]],
    gone: Sequence[str] = (),
    known: Sequence[str] = (),
    noted: Mapping[str, str] | None = None,
) -> Path:
    """Write plan and shards of a run into ``folder``; paths in ``known`` are planned as changed.

    ``noted`` gives the actions of paths that are not simply new, changed or gone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    by_path = {
        file.path: PlannedFile(file.path, file.sha256, 10, "text", "changed" if file.path in known else "new")
        for files in batches
        for file in files
    }
    for path, action in (dict.fromkeys(gone, "gone") | dict(noted or {})).items():
        about = by_path.get(path, PlannedFile(path, "1" * 64, 0, "unknown", action))
        by_path[path] = replace(about, action=action)
    planned = list(by_path.values())
    names = ("path", "sha256", "size_bytes", "format", "action")
    rows = [
        {name: getattr(file, name) for name in names} for file in sorted(planned, key=lambda one: one.path)
    ]
    kinds = [pa.string(), pa.string(), pa.int64(), pa.string(), pa.string()]
    schema = pa.schema(list(zip(names, kinds, strict=True)))
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), folder / "plan.parquet")
    for files in batches:
        digest = hashed("".join(file.path + file.sha256 for file in files))
        for name, table in tables_of(files).items():
            pq.write_table(table, folder / f"{digest}.{name}.parquet")
    return folder


def job(folder: Path, run_id: str, pipeline: str = "p1") -> LoadJob:
    """A job over all shards in ``folder``."""
    return LoadJob(
        run_id=hashed(run_id),
        raw_folder="data/raw",
        started_at=STARTED,
        finished_at=STARTED,
        pipeline_version=pipeline,
        rules_version="r1",
        files_seen=3,
        plan=folder / "plan.parquet",
        shards=tuple(sorted(folder.glob("*.*.parquet"))),
    )


def run(
    layout: Layout,
    name: str,
    *batches: Sequence[File],
    gone: Sequence[str] = (),
    known: Sequence[str] = (),
    noted: Mapping[str, str] | None = None,
    pipeline: str = "p1",
) -> LoadCounts:
    """Stage and load one run."""
    folder = stage(layout.runs / hashed(name), batches, gone, known, noted)
    return load(layout, job(folder, name, pipeline))
