"""Model values to columns of the tables: every value goes into its column once, no row is ever built."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, Final, TypeAlias

import pyarrow as pa

from copydesk.batches.lean import begin_arrow
from copydesk.model import VERDICTS, Article, Document, Draft, Rejection
from copydesk.tables import SCHEMAS
from copydesk.text import nonblank_chars

begin_arrow()

Column: TypeAlias = list[Any]

BATCH_TABLES: Final = (
    *("documents", "articles", "sentences", "blocks", "repairs", "evidence", "rejects"),
    "fingerprints",
)
"""The tables a batch can fill by itself; files and runs need to know what was there before."""


@dataclass(frozen=True, slots=True)
class Versions:
    """What made the rows: version of the stages, hash of the rule files, engine that read the languages."""

    pipeline: str
    rules: str
    language_engine: str = "det"


def _empty() -> dict[str, list[Column]]:
    return {name: [[] for _ in SCHEMAS[name]] for name in BATCH_TABLES}


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a batch so far, by table, in the order of its schema."""

    by_table: dict[str, list[Column]] = field(default_factory=_empty)

    def add_document(self, document: Document, article: Article | None, fingerprint: str) -> None:
        """Add the row that says which document of which file is which article, if any, and what made it."""
        row = (
            document.document_id,
            document.path,
            document.document_no,
            article.article_id if article else None,
            len(document.text),
            nonblank_chars(document.text),
            fingerprint,
        )
        self._add_row("documents", row)

    def add_fingerprints(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Add what the fingerprints of the documents stand for: fingerprint, part and version."""
        self._extend("fingerprints", tuple(zip(*rows, strict=True)) or ((), (), ()))

    def add_account(self, draft: Draft) -> None:
        """Add blocks, repairs and evidence: the account of the whole source."""
        self._add_blocks(draft)
        self._add_repairs(draft)
        count = len(draft.evidence)
        if count:
            ids = repeat(draft.document.document_id, count)
            self._extend("evidence", (ids, range(count), *zip(*draft.evidence, strict=True)))

    def add_article(self, draft: Draft, article: Article, versions: Versions) -> None:
        """Add the article and its sentences."""
        self._add_row("articles", _article(draft, article, versions))
        if draft.sentences:
            ids = repeat(article.article_id, len(draft.sentences))
            self._extend("sentences", (ids, *zip(*draft.sentences, strict=True)))

    def add_reject(self, reject: Rejection) -> None:
        """Add what could not be processed and what to do about it."""
        row = (
            reject.path,
            reject.document_no,
            reject.sha256,
            reject.stage,
            reject.reason,
            reject.detail,
            reject.advice,
            None,
        )
        self._add_row("rejects", row)

    def tables(self) -> dict[str, pa.Table]:
        """Build the Arrow tables, each array once."""
        return {name: of_columns(columns, SCHEMAS[name]) for name, columns in self.by_table.items()}

    def _add_blocks(self, draft: Draft) -> None:
        if not draft.blocks:
            return
        source, count = draft.document.text, len(draft.blocks)
        starts, ends, _, _, _, labels, rule_ids, paragraph_nos = zip(*draft.blocks, strict=True)
        raws = [source[start:end] for start, end in zip(starts, ends, strict=True)]
        columns = (
            repeat(draft.document.document_id, count),
            range(count),
            labels,
            map(VERDICTS.__getitem__, labels),
            rule_ids,
            raws,
            starts,
            ends,
            map(nonblank_chars, raws),
            paragraph_nos,
        )
        self._extend("blocks", columns)

    def _add_repairs(self, draft: Draft) -> None:
        if not draft.repairs:
            return
        source, count = draft.document.text, len(draft.repairs)
        kinds, starts, ends, afters, rule_ids = zip(*draft.repairs, strict=True)
        befores = [source[start:end] for start, end in zip(starts, ends, strict=True)]
        ids = repeat(draft.document.document_id, count)
        self._extend("repairs", (ids, range(count), kinds, starts, ends, befores, afters, rule_ids))

    def _add_row(self, table: str, row: Sequence[Any]) -> None:
        for column, value in zip(self.by_table[table], row, strict=True):
            column.append(value)

    def _extend(self, table: str, columns: Sequence[Iterable[Any]]) -> None:
        for column, values in zip(self.by_table[table], columns, strict=True):
            column.extend(values)


def to_table(rows: Sequence[Sequence[Any]], schema: pa.Schema) -> pa.Table:
    """Return a few ``rows`` (one value per column, in the schema's order) as a table of ``schema``."""
    return of_columns(list(zip(*rows, strict=True)) if rows else [()] * len(schema), schema)


def of_columns(columns: Sequence[Sequence[Any]], schema: pa.Schema) -> pa.Table:
    """Return ``columns`` (in the schema's order) as a table of ``schema``."""
    arrays = [pa.array(column, type=kind) for column, kind in zip(columns, schema.types, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _article(draft: Draft, article: Article, versions: Versions) -> Sequence[Any]:
    about = article.metadata
    return (
        article.article_id,
        draft.document.document_id,
        about.title,
        about.kicker,
        about.subtitle,
        about.authors or None,
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
        article.language_runner_up,
        article.is_mixed,
        article.language_engine,
    )
