"""What the warehouse keeps of itself: its runs, what they had installed, what was forgotten, its version."""

from typing import Final

import pyarrow as pa

from copydesk.tables.kinds import INTEGER, MOMENT, STRING, may, must

RUNS: Final = pa.schema(
    [
        must("run_id", STRING, "Hash of the plan: of what was to be done, not of when"),
        must("started_at", MOMENT, "Start of the run"),
        must("finished_at", MOMENT, "End of processing, before the load"),
        must("raw_folder", STRING, "Raw folder the files were read from"),
        must("pipeline_version", STRING, "Version of the stages"),
        must("rules_version", STRING, "Hash of the rule files that were in force"),
        must("files_seen", INTEGER, "Files in the raw folder"),
        must("files_new", INTEGER, "Files that were not known"),
        must("files_changed", INTEGER, "Known files that were processed again"),
        must("files_gone", INTEGER, "Known files that are no longer there"),
        must("articles_loaded", INTEGER, "Articles that the run wrote or wrote again"),
        must("rejects", INTEGER, "Rows of rejects that the run wrote"),
        may(
            "files_returned",
            INTEGER,
            "Missing files that were there again, as they had been; NULL in runs before schema 1.3",
        ),
        may(
            "fingerprint",
            STRING,
            "All that was installed: fingerprints.fingerprint; NULL when the run was before 1.3",
        ),
    ],
    metadata={"comment": "Runs that changed the warehouse, in the order of their commits"},
)

FINGERPRINTS: Final = pa.schema(
    [
        must("fingerprint", STRING, "Hash of all parts: what a document was made by, or a run had installed"),
        must(
            "part",
            STRING,
            "reader:…, stage:…, rules:…, words:… or correction:… with a name, pages, language or outlets",
        ),
        must("version", STRING, "Version of the part; of rule files the hash that rule_files.version is"),
    ],
    metadata={"comment": "What documents were made by, one row for each part"},
)

RULE_FILES: Final = pa.schema(
    [
        must("version", STRING, "Hash of the text: fingerprints.version"),
        must("text", STRING, "The rule file or word list as it was"),
    ],
    metadata={"comment": "Rule files and word lists that documents were made by"},
)

FORGOTTEN: Final = pa.schema(
    [
        must("document_id", STRING, "Document that was erased: documents.document_id as it was"),
        may("article_id", STRING, "Article it had become, erased too; NULL when it had been rejected"),
        must("forgotten_at", MOMENT, "When it was erased"),
    ],
    metadata={
        "comment": "Documents that were erased and are not loaded again; nothing is left of their texts"
    },
)

VERSION: Final = pa.schema(
    [must("version", STRING, "Major and minor number, such as 1.3")],
    metadata={"comment": "Version of these tables, one row: within a major version columns are only added"},
)
