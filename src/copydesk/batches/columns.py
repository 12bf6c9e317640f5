"""Model values to rows of the tables: one function per table, one tuple per row, in column order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

import pyarrow as pa

from copydesk.model import Article, Document, Draft, Rejection
from copydesk.tables import SCHEMAS
from copydesk.text import nonblank_chars

Row: TypeAlias = tuple[Any, ...]

BATCH_TABLES: Final = ("documents", "articles", "sentences", "blocks", "repairs", "evidence", "rejects")
"""The tables a batch can fill by itself; files and runs need to know what was there before."""


@dataclass(frozen=True, slots=True)
class Versions:
    """What made the rows: version of the stages and hash of the rule files."""

    pipeline: str
    rules: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a batch so far, by table."""

    by_table: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in BATCH_TABLES})

    def add_document(self, document: Document, article: Article | None) -> None:
        """Add the row that says which document of which file is which article, if any."""
        self.by_table["documents"].append(
            (
                document.document_id,
                document.path,
                document.document_no,
                article.article_id if article else None,
                len(document.text),
                nonblank_chars(document.text),
            )
        )

    def add_account(self, draft: Draft) -> None:
        """Add blocks, repairs and evidence: the account of the whole source."""
        self.by_table["blocks"].extend(_blocks(draft))
        self.by_table["repairs"].extend(_repairs(draft))
        self.by_table["evidence"].extend(_evidence(draft))

    def add_article(self, draft: Draft, article: Article, versions: Versions) -> None:
        """Add the article and its sentences."""
        self.by_table["articles"].append(_article(draft, article, versions))
        self.by_table["sentences"].extend(
            (
                article.article_id,
                one.sentence_no,
                one.paragraph_no,
                one.kind,
                one.text,
                one.start,
                one.end,
                one.language,
                one.words,
            )
            for one in draft.sentences
        )

    def add_reject(self, reject: Rejection) -> None:
        """Add what could not be processed and what to do about it."""
        self.by_table["rejects"].append(
            (
                reject.path,
                reject.document_no,
                reject.sha256,
                reject.stage,
                reject.reason,
                reject.detail,
                reject.advice,
                None,
            )
        )

    def tables(self) -> dict[str, pa.Table]:
        """Build the Arrow tables, column by column, each array once."""
        return {name: to_table(rows, SCHEMAS[name]) for name, rows in self.by_table.items()}


def to_table(rows: list[Row], schema: pa.Schema) -> pa.Table:
    """Return ``rows`` (one value per column, in the schema's order) as a table of ``schema``."""
    columns: list[Any] = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    arrays = [pa.array(column, type=kind) for column, kind in zip(columns, schema.types, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _article(draft: Draft, article: Article, versions: Versions) -> Row:
    about = article.metadata
    return (
        article.article_id,
        draft.document.document_id,
        about.title,
        about.kicker,
        about.subtitle,
        list(about.authors) or None,
        about.agency,
        about.published_on,
        about.published_at,
        about.date_precision,
        about.outlet,
        about.outlet_domain,
        about.section,
        about.url,
        about.dateline,
        about.dateline_place,
        article.language,
        article.language_confidence,
        article.text,
        len(article.text),
        sum(sentence.words for sentence in draft.sentences),
        len(draft.sentences),
        len(draft.paragraphs),
        article.content_hash,
        versions.pipeline,
        versions.rules,
        None,
    )


def _blocks(draft: Draft) -> Iterator[Row]:
    source, document_id = draft.document.text, draft.document.document_id
    for number, block in enumerate(draft.blocks):
        raw = source[block.start : block.end]
        yield (
            document_id,
            number,
            block.label,
            block.verdict,
            block.rule_id,
            raw,
            block.start,
            block.end,
            nonblank_chars(raw),
            block.paragraph_no,
        )


def _repairs(draft: Draft) -> Iterator[Row]:
    source, document_id = draft.document.text, draft.document.document_id
    for number, one in enumerate(draft.repairs):
        before = source[one.start : one.end]
        yield (document_id, number, one.kind, one.start, one.end, before, one.after, one.rule_id)


def _evidence(draft: Draft) -> Iterator[Row]:
    for number, one in enumerate(draft.evidence):
        yield (
            draft.document.document_id,
            number,
            one.field,
            one.value,
            one.raw,
            one.start,
            one.end,
            one.method,
            one.confidence,
            one.is_chosen,
        )
