"""Reading the published snapshot: any query, one article, the numbers of the summary."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import duckdb

from copydesk.errors import StopError
from copydesk.warehouse import statements
from copydesk.warehouse.connect import fetch, first_line, interruptible, reading
from copydesk.warehouse.jobs import ArticleView, QueryResult, RunFacts
from copydesk.warehouse.layout import Layout

_QUESTIONS: Final = frozenset(
    (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN, duckdb.StatementType.MULTI)
)
"""MULTI is what PIVOT becomes."""

_MISSING: Final = (
    "Correct the query; `SHOW TABLES` lists what there is. What this version has and the published database "
    "lacks comes with the next `copydesk run`."
)


@contextmanager
def asking(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database for a question of somebody else: it can change nothing and reach no other file.

    Raises StopError when there is no database, RetryError when another process has it open for writing.
    """
    with reading(database) as connection:
        for lock in ("SET enable_external_access = false", "SET lock_configuration = true"):
            connection.execute(lock)
        yield connection


@contextmanager
def refused_question() -> Iterator[None]:
    """Turn what DuckDB says of a question into a StopError that says what to do."""
    try:
        yield
    except duckdb.FatalException:
        raise
    except duckdb.CatalogException as error:
        raise StopError(first_line(error), _MISSING) from error
    except duckdb.Error as error:
        raise StopError(first_line(error), "Correct the query; `SHOW TABLES` lists what there is.") from error
    except OverflowError as error:
        raise StopError(
            f"a value has no counterpart here: {error}", "Cast the column to VARCHAR in the query."
        ) from error


def query(database: Path, sql: str, *values: object) -> QueryResult:
    """Answer one question about a database, which no question can change, nor any other file.

    ``values`` stand for $1, $2 … in it.
    Raises StopError with DuckDB's message for SQL that is wrong, that is no question or more than one,
    and when there is no database; RetryError when another process has it open for writing.
    """
    with asking(database) as connection, refused_question():
        require_question(sql)
        columns, rows = interruptible(connection, lambda: fetch(connection, sql, *values))
    return QueryResult(columns, rows)


def distinct(names: Sequence[str]) -> list[str]:
    """Give columns that share a name different ones, as DuckDB does: ``n``, ``n_1``."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        count = seen[name] = seen.get(name, -1) + 1
        found.append(f"{name}_{count}" if count else name)
    return found


def require_question(sql: str) -> None:
    """Make sure that ``sql`` is one question; raises StopError when it is none, or several."""
    statements = duckdb.extract_statements(sql)
    if len(statements) != 1:
        told = "the query is empty" if not statements else f"these are {len(statements)} queries"
        raise StopError(told, "Ask one at a time.")
    if statements[0].type not in _QUESTIONS:
        raise StopError(
            f"{statements[0].type.name} asks nothing: the published database is for reading",
            "SELECT, FROM, SHOW, DESCRIBE, SUMMARIZE and EXPLAIN are answered.",
        )


def figures(database: Path, name: str) -> QueryResult:
    """Return the rows of ``sql/report/<name>.sql``, a question that the summary or the page asks.

    Raises what ``query`` raises.
    """
    return query(database, statements.read("report", name))


def facts(layout: Layout) -> RunFacts:
    """Return the numbers of the published snapshot; raises what ``query`` raises."""
    with reading(layout.published) as connection:
        seen, new, changed, gone = _rows(connection, "last_run")[0]
        files, articles, sentences = _rows(connection, "totals")[0]
        return RunFacts(
            files_seen=seen,
            files_new=new,
            files_changed=changed,
            files_gone=gone,
            files_total=files,
            articles_total=articles,
            sentences_total=sentences,
            removed_by_label=dict(_rows(connection, "removed_by_label")),
            rejects_by_reason=dict(_rows(connection, "rejects_by_reason")),
        )


def article(database: Path, key: str) -> ArticleView:
    """Return one article with its account.

    ``key`` is an article id, at least the first four characters of one, or the path of a raw file.
    Raises StopError when no article or more than one answers to it.
    """
    with reading(database) as connection:
        article_id = require_article(connection, key)
        row = _dicts(connection, "article", article_id)[0]
        document_id = str(row["document_id"])
        return ArticleView(
            article=row,
            paths=tuple(path for (path,) in _rows(connection, "article_paths", article_id)),
            blocks=_dicts(connection, "article_blocks", document_id),
            evidence=_dicts(connection, "article_evidence", document_id),
            repairs=_dicts(connection, "article_repairs", document_id),
            revisions=dict(_rows(connection, "article_revisions", article_id)),
        )


def require_article(connection: duckdb.DuckDBPyConnection, key: str) -> str:
    """Return the id of the one article that ``key`` names; raises what ``article`` raises."""
    found = [article_id for (article_id,) in _rows(connection, "article_ids", key)]
    if len(found) == 1:
        return str(found[0])
    if found:
        raise StopError(f"several articles answer to {key!r}: {', '.join(found)} …", "Give more of the id.")
    rejected = _rows(connection, "rejects_of_path", key)
    if rejected:
        reason, detail, advice = rejected[0]
        raise StopError(f"{key} was rejected ({reason}): {detail}", advice)
    for article_id, path in _rows(connection, "replaced_ids", key):
        raise StopError(
            f"{article_id} is an earlier version, which {path} replaced",
            f"copydesk diff {article_id[:12]} shows what changed.",
        )
    near = _rows(connection, "nearest_path", key)
    raise StopError(
        f"no article answers to {key!r}",
        f"Did you mean '{near[0][0]}'?"
        if near
        else "Give an article id, at least four characters of one, or a path relative to the raw folder.",
    )


def _rows(connection: duckdb.DuckDBPyConnection, name: str, *values: object) -> list[tuple[Any, ...]]:
    return fetch(connection, statements.read("read", name), *values)[1]


def _dicts(
    connection: duckdb.DuckDBPyConnection, name: str, *values: object
) -> tuple[dict[str, object], ...]:
    columns, rows = fetch(connection, statements.read("read", name), *values)
    return tuple(dict(zip(columns, row, strict=True)) for row in rows)
