"""What the Parquet export holds: its tables, their columns, how they are cut, sorted and described."""

import hashlib
import json
from dataclasses import dataclass
from typing import Final

import pyarrow as pa

from copydesk.tables import NAMES, SCHEMA_VERSION, SCHEMAS, STRING, comment

PARTITIONED_BY: Final = ("year", "language")
"""The columns that are folders, of every table: year of publication and language of the article."""

UNKNOWN_YEAR: Final = 0
"""The folder of articles whose day of publication is not known; their ``published_on`` is NULL.

Hive's word for it, ``__HIVE_DEFAULT_PARTITION__``, is read as NULL by DuckDB, polars, Spark and pyarrow, but
``pandas.read_parquet`` of the whole folder fails on it (pandas 3.1 with pyarrow 26: "Cannot yet unify
dictionaries with nulls"), see docs/decisions/0005-export-in-partitions.md."""

NO_ARTICLES: Final = (UNKNOWN_YEAR, "und")
"""The partition of an empty warehouse, so that its tables are there and can be read."""

LAYOUT_VERSION: Final = 1
"""Raised whenever the same rows are to be written otherwise for a reason that no schema tells."""

LICENCE: Final = (
    "The texts belong to those who wrote and published them; copydesk gives no licence to them. "
    "Make sure that you may use them before you do, and before you pass them on."
)
PROVENANCE: Final = (
    "Made by copydesk from the raw files that articles.paths names, by the stages and rules that "
    "articles.pipeline_version and articles.rules_version name. Removed text is not in here."
)

_PATHS: Final = pa.field(
    "paths",
    NAMES,
    nullable=False,
    metadata={"comment": "Files that hold the article now: files.path, sorted"},
)
_SENTENCE_LANGUAGE: Final = pa.field(
    "sentence_language",
    STRING,
    nullable=False,
    metadata={
        "comment": "Language of the sentence, ISO 639-1; und when undetermined: "
        "language, in the name of the folder, is that of its article"
    },
)


@dataclass(frozen=True, slots=True)
class ExportedTable:
    """A table of the export.

    ``order`` sorts the rows of a partition; ``group_rows`` are the rows of a row group, ``file_rows`` those
    above which a partition gets another file; ``texts`` are columns whose values are long and never repeat.
    ``source`` is the query for the rows of the partitions to be written, with their number in ``part``.
    """

    name: str
    schema: pa.Schema
    order: tuple[str, ...]
    group_rows: int
    file_rows: int
    texts: frozenset[str]

    @property
    def described(self) -> pa.Schema:
        """The schema as it stands in the files: with the words on each column, licence and provenance."""
        words = {field.name: comment(self.schema, field.name) for field in self.schema}
        return self.schema.with_metadata(
            {
                "comment": comment(self.schema),
                "columns": json.dumps(words, ensure_ascii=False),
                "licence": LICENCE,
                "provenance": PROVENANCE,
                "schema_version": SCHEMA_VERSION,
                "made_by": "copydesk",
            }
        )

    @property
    def columns(self) -> list[dict[str, str]]:
        """Name, type and comment of each column, for the manifest."""
        return [
            {"name": one.name, "type": str(one.type), "comment": comment(self.schema, one.name)}
            for one in self.schema
        ]


def _without(schema: pa.Schema, name: str) -> pa.Schema:
    return schema.remove(schema.get_field_index(name))


EXPORTED: Final = (
    ExportedTable(
        "articles",
        _without(SCHEMAS["articles"], "language").append(_PATHS),
        order=("published_on", "article_id"),
        group_rows=8_192,
        file_rows=32 * 8_192,
        texts=frozenset({"text"}),
    ),
    ExportedTable(
        "sentences",
        _without(SCHEMAS["sentences"], "language").append(_SENTENCE_LANGUAGE),
        order=("article_id", "sentence_no"),
        group_rows=122_880,
        file_rows=32 * 122_880,
        texts=frozenset({"text"}),
    ),
    ExportedTable(
        "evidence",
        SCHEMAS["evidence"],
        order=("document_id", "evidence_no"),
        group_rows=122_880,
        file_rows=32 * 122_880,
        texts=frozenset({"value", "raw"}),
    ),
)
"""The tables of the export; blocks and repairs hold what was removed, names and telephone numbers among it,
and stay out. Orders and sizes are measured: docs/decisions/0005-export-in-partitions.md."""


def written_by() -> str:
    """Return a hash of everything beside the rows that the bytes of a file depend on."""
    told = [str(LAYOUT_VERSION), pa.__version__]
    for one in EXPORTED:
        told += [one.described.to_string(show_schema_metadata=True), ",".join(one.order)]
        told += [str(one.group_rows), str(one.file_rows), ",".join(sorted(one.texts))]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:32]
