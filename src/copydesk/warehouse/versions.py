"""Two versions of an article, as a revision tells them apart."""

from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from copydesk.errors import StopError
from copydesk.warehouse import statements
from copydesk.warehouse.connect import fetch, reading
from copydesk.warehouse.reading import require_article


class Revision(NamedTuple):
    """A version that something else took the place of: a row of ``sql/read/revisions_of.sql``.

    ``matched_by`` is ``path`` or ``url``; by url the paths are those of both versions.
    """

    matched_by: str
    revision_no: int
    paths: list[str]
    document_no: int
    outcome: str
    changed: list[str]
    words_added: int | None
    words_removed: int | None
    is_same_making: bool
    first_seen_at: datetime
    replaced_at: datetime
    article_id: str
    later_article_id: str | None
    is_asked: bool


class Versions(NamedTuple):
    """A revision, the highest number at its place, the two versions by column; ``later`` may be wanting."""

    revision: Revision
    last_no: int
    earlier: dict[str, Any]
    later: dict[str, Any] | None


def versions(database: Path, key: str, number: int | None = None) -> Versions:
    """Return the two versions that a revision is about.

    Arguments: the published database; the path of a raw file, or the beginning of an article id (at least
        four characters) of an earlier or later version; which of the revisions, the last that ``key`` is
        part of when not said. Where several files or documents answer, the one revised last counts.

    Raises:
        StopError: nothing answers to the key, it has no revision, or none of that number.
    """
    with reading(database) as connection:
        _, rows = fetch(connection, statements.read("read", "revisions_of"), key)
        found = [Revision(*row) for row in rows]
        if not found:
            raise _nothing(connection, key)
        revision = _chosen(found, key, number)
        place = _place(revision)
        last_no = max(one.revision_no for one in found if _place(one) == place)
        return Versions(revision, last_no, *_both(connection, revision))


def _place(revision: Revision) -> tuple[str, str, int]:
    return revision.matched_by, revision.paths[0], revision.document_no


def _chosen(found: list[Revision], key: str, number: int | None) -> Revision:
    asked = [one for one in found if (one.is_asked and number is None) or one.revision_no == number]
    if not asked:
        numbers = sorted({one.revision_no for one in found})
        there = f"revision {numbers[0]}" if len(numbers) == 1 else f"revisions {numbers[0]} to {numbers[-1]}"
        raise StopError(f"{key} has {there}, no {number}", "Leave out --revision to see the last one.")
    return max(asked, key=lambda one: (one.matched_by == "path", one.replaced_at, one.revision_no))


def _nothing(connection: duckdb.DuckDBPyConnection, key: str) -> StopError:
    require_article(connection, key)
    return StopError(
        f"{key} has one version: nothing of it was replaced", 'copydesk sql "FROM revisions" lists what was.'
    )


def _both(
    connection: duckdb.DuckDBPyConnection, revision: Revision
) -> tuple[dict[str, Any], dict[str, Any] | None]:
    if revision.matched_by == "url":
        earlier, later = (
            _row(connection, "article_version", one)
            for one in (revision.article_id, revision.later_article_id)
        )
        return earlier or {}, later
    place = (revision.paths[0], revision.document_no, revision.revision_no)
    earlier = _row(connection, "earlier_version", *place)
    later = _row(connection, "later_version", *place) if revision.later_article_id else None
    return earlier or {}, later


def _row(connection: duckdb.DuckDBPyConnection, name: str, *values: object) -> dict[str, Any] | None:
    columns, rows = fetch(connection, statements.read("read", name), *values)
    return dict(zip(columns, rows[0], strict=True)) if rows else None
