"""Rejects, and what was there before: versions of articles that were replaced, rejects that ever were.

What the histories hold follows from the sequence of the runs; rows are added and closed, never taken away
but for a version that comes back unchanged after its file could not be processed for a while.
"""

from typing import Final

import pyarrow as pa

from copydesk.tables.kinds import DAY, INTEGER, MOMENT, NAMES, STRING, TRUTH, may, must

ARTICLE_REVISIONS: Final = pa.schema(
    [
        must("path", STRING, "File whose document was replaced: files.path"),
        must("document_no", INTEGER, "Number that the earlier version had in the file"),
        must(
            "revision_no", INTEGER, "Counts the versions that were replaced at this path and number, from 1"
        ),
        must("document_id", STRING, "The earlier document"),
        must("article_id", STRING, "The article that it was"),
        may("later_document_id", STRING, "Document that took its place; NULL when none did"),
        may("later_article_id", STRING, "Article that took its place; NULL when none did"),
        must(
            "outcome",
            STRING,
            "revised (a later text), rejected (what is there now is no article) or removed (from its file)",
        ),
        must(
            "changed",
            NAMES,
            "Fields that changed, such as text, title, authors or published; empty when only furniture or "
            "layout did",
        ),
        may(
            "words_added",
            INTEGER,
            "Words of the later text beyond those of the earlier; NULL without a later text",
        ),
        may(
            "words_removed",
            INTEGER,
            "Words of the earlier text beyond those of the later; NULL without a later text",
        ),
        must(
            "is_same_making",
            TRUTH,
            "Both versions were made by the same stages and rules; where not, a change can come from those",
        ),
        must("sha256", STRING, "SHA-256 of the bytes of the file that held the earlier version"),
        may("title", STRING, "The earlier headline"),
        may("kicker", STRING, "The earlier kicker"),
        may("subtitle", STRING, "The earlier subtitle"),
        may("authors", NAMES, "The earlier names of the byline"),
        may("agency", STRING, "The earlier agency"),
        may("published_on", DAY, "The earlier day of publication"),
        may("published_at", MOMENT, "The earlier moment of publication"),
        may("date_precision", STRING, "What the earlier version said of the date"),
        may("outlet", STRING, "The earlier outlet"),
        may("outlet_domain", STRING, "The earlier domain of the outlet"),
        may("section", STRING, "The earlier section"),
        may("url", STRING, "The earlier address"),
        may("dateline", STRING, "The earlier dateline"),
        may("dateline_place", STRING, "The earlier place of the dateline"),
        must("language", STRING, "Language of the earlier body"),
        must("text", STRING, "The earlier body, as articles.text held it last"),
        must("pipeline_version", STRING, "Version of the stages that made the earlier version"),
        must("rules_version", STRING, "Hash of the rule files that made the earlier version"),
        must("run_id", STRING, "Run that put something else in its place"),
        must("first_seen_at", MOMENT, "Start of the run that first saw the earlier version there"),
        must("replaced_at", MOMENT, "Start of the run that put something else in its place"),
    ],
    metadata={"comment": "Earlier versions of articles, one row per version that a file replaced"},
)

_REJECTED: Final = (
    must("path", STRING, "File: files.path"),
    may(
        "document_no",
        INTEGER,
        "Number of the document in the file; NULL when the whole file was rejected",
    ),
    must("sha256", STRING, "SHA-256 of the bytes that were rejected"),
    must("stage", STRING, "Stage that gave up, such as read or process"),
    must("reason", STRING, "Reason in one word, to group by"),
    must("detail", STRING, "What was wrong, in a sentence"),
    must("advice", STRING, "What to do about it, in a sentence"),
)
"""What was rejected and why: the columns that a reject and its history share."""

REJECTS: Final = pa.schema(
    [
        *_REJECTED,
        may("run_id", STRING, "Run that rejected it; NULL in staging only"),
    ],
    metadata={"comment": "Files and documents that could not be processed, with the reason"},
)

REJECT_HISTORY: Final = pa.schema(
    [
        *_REJECTED,
        must("run_id", STRING, "First run that rejected it so, or found its file there again"),
        must("first_seen_at", MOMENT, "Start of that run"),
        may(
            "resolution",
            STRING,
            "How it ended: passed, changed (other bytes), gone or rejected_otherwise; NULL while it stands",
        ),
        may("resolved_run_id", STRING, "Run that ended it; NULL as long as it stands"),
        may("resolved_at", MOMENT, "Start of that run"),
    ],
    metadata={
        "comment": "Every reject that ever was: one row for each time from when it came until it was resolved"
    },
)

REVISION_OUTCOMES: Final = ("revised", "rejected", "removed")
RESOLUTIONS: Final = ("passed", "changed", "gone", "rejected_otherwise")
