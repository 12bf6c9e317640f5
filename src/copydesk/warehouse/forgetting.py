"""Erasing a document: its rows in every table, and a tombstone so that it is not loaded again.

A load without the document takes its rows away and counts anew what its outlet repeats; rows that name the
document in other tables are deleted in the same transaction. The note ``Layout.erasing`` is written before
it, and taken away when the bytes are gone from every file: a publication that finds it writes anew what could
still hold them.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from copydesk.errors import StopError
from copydesk.tables import REJECTS
from copydesk.text import digest
from copydesk.warehouse import files, statements
from copydesk.warehouse.barring import ADVICE, DETAIL, REASON
from copydesk.warehouse.connect import reading
from copydesk.warehouse.jobs import LoadJob
from copydesk.warehouse.layout import Layout
from copydesk.warehouse.loading import known, load

DOCUMENT_COLUMN: Final = "document_id"
ARTICLE_COLUMN: Final = "article_id"
"""A column whose name ends in one of these names a document or an article: its rows go with it."""

NAME_NO_DOCUMENT: Final[dict[str, str]] = {
    "files": "paths and hashes of files, which stay",
    "rejects": "those of a file are replaced when it is loaded",
    "reject_history": "paths, reasons and hashes, which stay",
    "fingerprints": "versions",
    "rule_files": "rules",
    "schema_version": "a version",
    "furniture": "counted anew when a document goes",
    "runs": "counts",
}
"""Tables that name no document, and why that is no loss. A test fails for a table that is neither here nor
has such a column."""

_BY_PATH: Final = "SELECT DISTINCT document_id, article_id FROM named WHERE path = $1"
_BY_ID: Final = """
    SELECT DISTINCT document_id, article_id FROM named
    WHERE length($1) >= 4 AND (starts_with(document_id, lower($1)) OR starts_with(article_id, lower($1)))
"""
_SAME: Final = """
    SELECT document_id, max(article_id) AS article_id FROM named
    WHERE document_id IN (SELECT unnest($1::VARCHAR[])) OR article_id IN (
        SELECT article_id FROM named WHERE document_id IN (SELECT unnest($1::VARCHAR[]))
    )
    GROUP BY document_id ORDER BY document_id
"""
"""All documents of the articles of these documents: the same text, up to its blanks."""

_STILL_GONE: Final = (
    """
    UPDATE files SET state = 'gone', missing_since = getvariable('started_at')
    WHERE path IN (SELECT unnest(?::VARCHAR[]))
    """,
    """
    DELETE FROM reject_history
    WHERE resolution IS NULL AND path IN (SELECT unnest(?::VARCHAR[]))
    """,
)
"""What a load of planned files does not know: that they are not there, and that nobody rejected them."""

PLAN_COLUMNS: Final = ("path", "sha256", "size_bytes", "format", "action")


class Version(NamedTuple):
    """A document and the article it became, None if it was rejected."""

    document_id: str
    article_id: str | None


class HeldBy(NamedTuple):
    """A file that holds a document now, or held it before it was taken away, as it is known."""

    path: str
    sha256: str
    size_bytes: int
    format: str
    state: str
    document_no: int


class Forgettable(NamedTuple):
    """What is to be forgotten: all documents that are the same article, with the files that hold them."""

    versions: tuple[Version, ...]
    files: tuple[HeldBy, ...]
    title: str | None
    sentences: int

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of the files, those that are no longer in the raw folder too."""
        return tuple(dict.fromkeys(file.path for file in self.files))


def find(layout: Layout, key: str) -> Forgettable:
    """Find what ``key`` means: an id of a document or article, at least four characters of one, or a path.

    A path means every document that the file holds, and those that it held and another table remembers.
    Raises StopError when nothing answers, when it is forgotten already, when several articles answer.
    """
    with reading(layout.working) as connection:
        named = _named(connection)
        asked = connection.execute(f"{named} {_BY_PATH}", [key]).fetchall()
        if not asked:
            asked = connection.execute(f"{named} {_BY_ID}", [key]).fetchall()
            _require_one(connection, key, asked)
        ids = [document_id for document_id, _ in asked]
        versions = tuple(Version(*row) for row in connection.execute(f"{named} {_SAME}", [ids]).fetchall())
        documents = [one.document_id for one in versions]
        held = connection.execute(statements.read("forget", "files"), [documents]).fetchall()
        shown = connection.execute(statements.read("forget", "shown"), [documents]).fetchall()
    title, sentences = shown[0] if shown else (None, 0)
    return Forgettable(versions, tuple(HeldBy(*row) for row in held), title, sentences)


def _named(connection: duckdb.DuckDBPyConnection) -> str:
    """Return a WITH clause: every document that a table names together with its article or its file."""
    parts = []
    for table, columns in table_columns(connection).items():
        if "document_id" in columns and {"article_id", "path"} & set(columns) and table != "forgotten":
            article, path = (name if name in columns else "NULL" for name in ("article_id", "path"))
            parts.append(f'SELECT document_id, {article} AS article_id, {path} AS path FROM "{table}"')
    return f"WITH named AS ({' UNION ALL '.join(parts)})"


def _require_one(
    connection: duckdb.DuckDBPyConnection, key: str, asked: Sequence[tuple[str, str | None]]
) -> None:
    """Make sure that one article, or one document that is none, answers to the beginning of an id."""
    answers = sorted({article_id or document_id for document_id, article_id in asked})
    if len(answers) == 1:
        return
    if answers:
        raise StopError(
            f"several articles answer to {key!r}: {', '.join(answers[:5])} …", "Give more of the id."
        )
    if connection.execute(statements.read("forget", "forgotten"), [key]).fetchall():
        raise StopError(f"{key} is forgotten already: nothing of it is left here", ADVICE)
    raise StopError(
        f"no document answers to {key!r}",
        "Give an id of an article or document, four characters of one, or a path relative to the raw folder.",
    )


def forget(layout: Layout, found: Forgettable, now: datetime, raw_folder: str) -> None:
    """Erase what was found from the working database, in one transaction.

    The caller holds the writer's lock, and publishes afterwards: only then are the bytes gone from all files.
    Raises what ``load`` raises; nothing is changed then.
    """
    before = known(layout)
    run_id = digest("forget", before.last_run_id or "", *(one.document_id for one in found.versions))
    files.remove(layout.runs)  # shards hold texts; what was planned is planned anew
    folder = layout.runs / run_id
    folder.mkdir(parents=True)
    _write_plan(found, folder / "plan.parquet")
    _write_rejects(found, folder / f"{run_id}.rejects.parquet")
    job = LoadJob(
        run_id=run_id,
        raw_folder=raw_folder,
        started_at=now,
        finished_at=now,
        pipeline_version=before.pipeline_version or "",
        rules_version=before.rules_version or "",
        files_seen=before.files_seen,
        plan=folder / "plan.parquet",
        shards=(folder,),
    )
    announce(layout)
    load(layout, job, lambda connection: _erase(connection, found, now))
    files.remove(folder)


def _write_plan(found: Forgettable, path: Path) -> None:
    """Plan the files as changed: what they held goes, and nothing comes."""
    rows = {
        file.path: (file.path, file.sha256, file.size_bytes, file.format, "changed") for file in found.files
    }
    columns = list(zip(*rows.values(), strict=True)) or [()] * len(PLAN_COLUMNS)
    kinds = (pa.string(), pa.string(), pa.int64(), pa.string(), pa.string())
    arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
    pq.write_table(pa.table(arrays, names=list(PLAN_COLUMNS)), path)


def _write_rejects(found: Forgettable, path: Path) -> None:
    rows = [
        {
            "path": file.path,
            "document_no": file.document_no,
            "sha256": file.sha256,
            "stage": "load",
            "reason": REASON,
            "detail": DETAIL,
            "advice": ADVICE,
        }
        for file in found.files
    ]
    pq.write_table(pa.Table.from_pylist(rows, schema=REJECTS), path)


def _erase(connection: duckdb.DuckDBPyConnection, found: Forgettable, now: datetime) -> None:
    """Delete every row that names what was found, and leave the tombstones."""
    documents = [one.document_id for one in found.versions]
    articles = sorted({one.article_id for one in found.versions if one.article_id})
    for table, columns in table_columns(connection).items():
        for column in columns if table != "forgotten" else ():
            if column.endswith((DOCUMENT_COLUMN, ARTICLE_COLUMN)):
                ids = documents if column.endswith(DOCUMENT_COLUMN) else articles
                connection.execute(
                    f'DELETE FROM "{table}" WHERE "{column}" IN (SELECT unnest(?::VARCHAR[]))', [ids]
                )
    gone = [file.path for file in found.files if file.state == "gone"]
    for statement in _STILL_GONE:
        connection.execute(statement, [gone])
    for one in sorted(found.versions):
        connection.execute("INSERT INTO forgotten VALUES (?, ?, ?)", [*one, now])


def announce(layout: Layout) -> None:
    """Note that something is about to be erased, before it is."""
    unfinished = layout.erasing.with_suffix(".new")
    unfinished.write_text("Something is being erased; the next run finishes it.\n", encoding="utf-8")
    files.replace(unfinished, layout.erasing)


def table_columns(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, ...]]:
    """Return the columns of every table of the connection's database, by table."""
    rows = connection.execute(
        "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() "
        "JOIN duckdb_tables() USING (database_name, table_name) "
        "WHERE database_name = current_database() GROUP BY table_name ORDER BY table_name"
    ).fetchall()
    return {table: tuple(columns) for table, columns in rows}
