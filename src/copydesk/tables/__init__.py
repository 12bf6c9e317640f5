"""The column law: the Arrow schema of every table, with a comment on each column.

The DDL in ``sql/schema`` repeats names, types, order, nullability and comments word for word; a
test holds the two against each other. Positions are code points, start inclusive, end exclusive;
numbers count from 0 (revisions from 1); ids are 32 lower-case hex characters of a SHA-256.
"""

from typing import Final

import pyarrow as pa

from copydesk.tables.history import ARTICLE_REVISIONS, REJECT_HISTORY
from copydesk.tables.history import REJECTS as REJECTS
from copydesk.tables.kinds import DAY as DAY
from copydesk.tables.kinds import INTEGER as INTEGER
from copydesk.tables.kinds import LONG as LONG
from copydesk.tables.kinds import MOMENT as MOMENT
from copydesk.tables.kinds import NAMES as NAMES
from copydesk.tables.kinds import REAL as REAL
from copydesk.tables.kinds import STRING as STRING
from copydesk.tables.kinds import TRUTH as TRUTH
from copydesk.tables.kinds import may as _may
from copydesk.tables.kinds import must as _must
from copydesk.tables.ledger import FINGERPRINTS, FORGOTTEN, RULE_FILES, RUNS, VERSION

SCHEMA_VERSION: Final = "1.3"
"""Version of the tables. Within a major version columns are only ever added, at the end."""

FILES: Final = pa.schema(
    [
        _must(
            "path",
            STRING,
            "Path relative to the raw folder, / between its parts; bytes that are not UTF-8 stand as \\xNN",
        ),
        _must("sha256", STRING, "SHA-256 of the bytes that were last processed, 64 hex characters"),
        _must("bytes", LONG, "Size of those bytes"),
        _must("format", STRING, "Reader that is responsible for the file, such as text or markdown"),
        _may("encoding", STRING, "Encoding its text was decoded with; NULL when no text was read"),
        _must(
            "state",
            STRING,
            "loaded, rejected (nothing of it is an article, rejects says why) or gone (no longer in "
            "the raw folder)",
        ),
        _must("first_seen_at", MOMENT, "Start of the run that first saw the path"),
        _must("last_seen_at", MOMENT, "Start of the last run that processed the path"),
        _may(
            "missing_since",
            MOMENT,
            "Start of the run that no longer found it, whether it is gone or kept; NULL while it is there",
        ),
    ],
    metadata={"comment": "Raw files that were ever seen, one row per path"},
)

DOCUMENTS: Final = pa.schema(
    [
        _must("document_id", STRING, "Hash of the decoded source text, and of the day its path gives if any"),
        _must("path", STRING, "File that holds the document: files.path"),
        _must("document_no", INTEGER, "Number of the document in its file"),
        _may("article_id", STRING, "Article the document became; NULL when it was rejected"),
        _must("source_chars", INTEGER, "Length of the decoded source text"),
        _must(
            "nonblank_chars",
            INTEGER,
            "Characters of the source text that are not blank; the blocks hold each exactly once",
        ),
        _may(
            "fingerprint",
            STRING,
            "What the document was made by: fingerprints.fingerprint; NULL when it was loaded before 1.3",
        ),
    ],
    metadata={"comment": "Which document of which file is which article, one row per file and document"},
)

ARTICLES: Final = pa.schema(
    [
        _must(
            "article_id",
            STRING,
            "Hash of the source text up to blanks: equal texts in several files are one article",
        ),
        _must(
            "document_id",
            STRING,
            "Document the row was made from; the smallest when several are the same article",
        ),
        _may("title", STRING, "Headline without kicker and markup; NULL when the text has none"),
        _may("kicker", STRING, "Word or phrase set before the title, such as WATCH"),
        _may("subtitle", STRING, "Line below the title that belongs to it"),
        _may("authors", NAMES, "Names of the byline in their order; NULL when there is no byline"),
        _may("agency", STRING, "News agency the text is credited to, as written"),
        _may(
            "published_on",
            DAY,
            "Day of publication; the first day of the period when only year or month is known",
        ),
        _may(
            "published_at",
            MOMENT,
            "Moment of publication in UTC; NULL when the document gives no time of day",
        ),
        _may(
            "date_precision", STRING, "What the document says of the date: year, month, day, minute or second"
        ),
        _may("outlet", STRING, "Publisher as named in the document; NULL when only its domain is known"),
        _may("outlet_domain", STRING, "Internet domain of the publisher, lower case"),
        _may("section", STRING, "Section or desk of the outlet"),
        _may("url", STRING, "Address of the article as given in the document"),
        _may("dateline", STRING, "Place, date and agency in front of the text, as written"),
        _may("dateline_place", STRING, "Place named in the dateline, as written"),
        _must("language", STRING, "Language of the body, ISO 639-1; und when undetermined"),
        _must("language_confidence", REAL, "Confidence in the language, 0 to 1"),
        _must("text", STRING, "Body: paragraphs joined by a blank line, without title and furniture"),
        _must("text_chars", INTEGER, "Length of text"),
        _must("word_count", INTEGER, "Words of all sentences"),
        _must("sentence_count", INTEGER, "Number of sentences"),
        _must("paragraph_count", INTEGER, "Number of paragraphs"),
        _must("content_hash", STRING, "Hash of title and body: equal for equal clean articles"),
        _must("pipeline_version", STRING, "Version of the stages that made the row"),
        _must("rules_version", STRING, "Hash of the rule files that were in force"),
        _may("run_id", STRING, "Run that loaded the row; NULL in staging only"),
        _may("language_runner_up", STRING, "Next best language; NULL when there is none"),
        _must(
            "is_mixed", TRUTH, "A part of the body seems to be in another language: see sentences.language"
        ),
        _must("language_engine", STRING, "What read the language, with its version"),
    ],
    metadata={"comment": "Clean articles, one row per text"},
)

SENTENCES: Final = pa.schema(
    [
        _must("article_id", STRING, "Article: articles.article_id"),
        _must("sentence_no", INTEGER, "Number of the sentence in the article"),
        _must("paragraph_no", INTEGER, "Number of the paragraph in the article"),
        _must(
            "kind",
            STRING,
            "Label of the paragraph: paragraph, heading, list_item, quote, correction or other",
        ),
        _must("text", STRING, "The sentence"),
        _must(
            "start_char",
            INTEGER,
            "Start in articles.text: substring(text, start_char + 1, end_char - start_char) is the sentence",
        ),
        _must("end_char", INTEGER, "End in articles.text"),
        _must("language", STRING, "Language of the sentence, ISO 639-1; und when undetermined"),
        _must("words", INTEGER, "Number of words"),
    ],
    metadata={"comment": "Sentences of the articles, in order"},
)

BLOCKS: Final = pa.schema(
    [
        _must("document_id", STRING, "Document: documents.document_id"),
        _must("block_no", INTEGER, "Number of the block in the document"),
        _must("label", STRING, "What the block is, such as title, paragraph or advertisement"),
        _must("verdict", STRING, "What became of it: kept, removed or metadata"),
        _must("rule_id", STRING, "Rule that decided"),
        _must("raw_text", STRING, "The block as it stands in the source"),
        _must("start_char", INTEGER, "Start in the source text"),
        _must("end_char", INTEGER, "End in the source text"),
        _must("nonblank_chars", INTEGER, "Characters of raw_text that are not blank"),
        _may("paragraph_no", INTEGER, "Paragraph of the article it feeds; NULL unless kept"),
    ],
    metadata={
        "comment": "Spans of the documents and their verdicts: the whole source, removed text included"
    },
)

REPAIRS: Final = pa.schema(
    [
        _must("document_id", STRING, "Document: documents.document_id"),
        _must("repair_no", INTEGER, "Number of the repair in the document"),
        _must("kind", STRING, "Kind of repair, such as page_break_join, line_join or hyphen_join"),
        _must("start_char", INTEGER, "Start in the source text"),
        _must("end_char", INTEGER, "End in the source text"),
        _must("before_text", STRING, "What stands in the source"),
        _must("after_text", STRING, "What stands in the article instead"),
        _must("rule_id", STRING, "Rule that decided"),
    ],
    metadata={"comment": "Places where the article text departs from the source text"},
)

EVIDENCE: Final = pa.schema(
    [
        _must("document_id", STRING, "Document: documents.document_id"),
        _must("evidence_no", INTEGER, "Number of the evidence row in the document"),
        _must("field", STRING, "Field it speaks for, such as title, authors or published"),
        _must("value", STRING, "Value it proposes"),
        _must("raw", STRING, "Text it was read from"),
        _may("start_char", INTEGER, "Start of raw in the source text; NULL when it is not in the text"),
        _may("end_char", INTEGER, "End of raw in the source text; NULL when it is not in the text"),
        _must("method", STRING, "How it was found"),
        _must("confidence", REAL, "Confidence, 0 to 1"),
        _must("is_chosen", TRUTH, "Whether the article bears this value"),
    ],
    metadata={"comment": "What the documents say about each metadata field, chosen or not"},
)

FURNITURE: Final = pa.schema(
    [
        _must(
            "outlet",
            STRING,
            "Outlet as named in the articles, else its domain, else the first folder of their paths",
        ),
        _must("line", STRING, "The line as it stands in the sources: blocks.raw_text"),
        _must(
            "articles", INTEGER, "Articles that have it near their first or last line; reprints count once"
        ),
        _must("outlet_articles", INTEGER, "Articles of the outlet"),
    ],
    metadata={
        "comment": "Lines that many articles of an outlet repeat at their edges: "
        "removed there by the rule corpus.repeated_line"
    },
)

SCHEMAS: Final[dict[str, pa.Schema]] = {
    "files": FILES,
    "documents": DOCUMENTS,
    "articles": ARTICLES,
    "sentences": SENTENCES,
    "blocks": BLOCKS,
    "repairs": REPAIRS,
    "evidence": EVIDENCE,
    "rejects": REJECTS,
    "reject_history": REJECT_HISTORY,
    "article_revisions": ARTICLE_REVISIONS,
    "furniture": FURNITURE,
    "runs": RUNS,
    "fingerprints": FINGERPRINTS,
    "rule_files": RULE_FILES,
    "schema_version": VERSION,
    "forgotten": FORGOTTEN,
}
"""Every table: its schema, column comments in the field metadata, table comment in the schema metadata."""

SORT_KEYS: Final[dict[str, tuple[str, ...]]] = {
    "files": ("path",),
    "documents": ("path", "document_no"),
    "articles": ("article_id",),
    "sentences": ("article_id", "sentence_no"),
    "blocks": ("document_id", "block_no"),
    "repairs": ("document_id", "repair_no"),
    "evidence": ("document_id", "evidence_no"),
    "rejects": ("path", "document_no", "stage", "reason", "detail"),
    "reject_history": ("path", "document_no", "stage", "reason", "detail", "sha256", "run_id"),
    "article_revisions": ("path", "document_no", "revision_no"),
    "furniture": ("outlet", "line"),
    "runs": (),
    "fingerprints": ("fingerprint", "part"),
    "rule_files": ("version",),
    "schema_version": ("version",),
    "forgotten": ("document_id",),
}
"""Order of the rows in every file we write, NULL first; runs stay in the order of their commits."""

CLOCK_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "files": ("first_seen_at", "last_seen_at", "missing_since"),
    "reject_history": ("first_seen_at", "resolved_at"),
    "article_revisions": ("first_seen_at", "replaced_at"),
    "runs": ("started_at", "finished_at", "raw_folder"),
    "forgotten": ("forgotten_at",),
}
"""The columns that law 3 exempts: they tell of one machine and one moment."""

FILE_STATES: Final = ("loaded", "rejected", "gone")
DATE_PRECISIONS: Final = ("year", "month", "day", "minute", "second")


def comment(schema: pa.Schema, column: str | None = None) -> str:
    """The comment on a column of ``schema``, or on the table itself when ``column`` is None."""
    metadata = schema.metadata if column is None else schema.field(column).metadata
    return str(metadata[b"comment"].decode())
