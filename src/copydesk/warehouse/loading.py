"""The one committer: a run's shards go into the working database in one transaction, or not at all."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TypeAlias

import duckdb

from copydesk.errors import CheckError, ResourceError, RetryError, StopError
from copydesk.tables import SCHEMAS
from copydesk.warehouse import migrations, proof, statements
from copydesk.warehouse.barring import bar_forgotten
from copydesk.warehouse.checking import describe, run_checks
from copydesk.warehouse.connect import first_line, is_database, reading, with_room, writing
from copydesk.warehouse.furniture import CONCERNED, MEASURES
from copydesk.warehouse.jobs import Known, KnownFile, LoadCounts, LoadJob
from copydesk.warehouse.layout import Layout
from copydesk.warehouse.migrations import State
from copydesk.warehouse.stamping import stage_stamps

STAGED: Final = (
    *("documents", "articles", "sentences", "blocks", "repairs", "evidence", "rejects"),
    "fingerprints",
)
"""The tables that come from shards, one Parquet file per batch."""

LAST_RUN: Final = "SELECT run_id, pipeline_version, rules_version FROM runs ORDER BY rowid DESC LIMIT 1"
"""Runs are never deleted, so the order of their rows is that of their commits, whatever the clock did."""

_REPORT_ADVICE: Final = (
    "This is a fault of copydesk or of a rule, not of the files: please report it with these rows."
)
_STAGE_ADVICE: Final = (
    "Remove the folder .work/runs of the warehouse and run again: the files are processed anew."
)
Then: TypeAlias = Callable[[duckdb.DuckDBPyConnection], None]
"""What is done besides, in the transaction of a load."""

_PLAN_COLUMNS: Final = "path, sha256, size_bytes, format, action"


def known(layout: Layout, published: bool = False) -> Known:
    """Return what the working database, or the published one, knows of the raw files.

    Returns: nothing when no run was committed yet. A working database of an older version is migrated: the
        caller holds the writer's lock. A published one is not: of an older one nothing is known. Raises
        RetryError when another process has the database open, StopError when it is newer or not ours.
    """
    database = layout.published if published else layout.working
    if not is_database(database):
        return Known()
    with reading(database) as connection:
        state = migrations.state(connection, database)
        if state is State.CURRENT:
            return _known(connection, published)
    if state is State.ABSENT or published:
        return Known()
    with writing(layout) as connection:
        migrations.bring_up(connection, layout.working)
        return _known(connection)


def _known(connection: duckdb.DuckDBPyConnection, published: bool = False) -> Known:
    if published:  # it shows every article once
        connection.execute("CREATE TEMP VIEW spare_articles AS SELECT * FROM articles LIMIT 0")
    rows = connection.execute(statements.read("read", "known_files")).fetchall()
    last = connection.execute(LAST_RUN).fetchall()
    seen = connection.execute("SELECT files_seen FROM runs ORDER BY rowid DESC LIMIT 1").fetchall()
    pending = not published and bool(connection.execute(f"{CONCERNED} LIMIT 1").fetchall())
    files = {path: KnownFile(*about) for path, *about in rows}
    if not last:
        return Known(files)
    run_id, pipeline_version, rules_version = last[0]
    return Known(files, run_id, pipeline_version, rules_version, seen[0][0], pending)


def load(layout: Layout, job: LoadJob, then: Then | None = None) -> LoadCounts:
    """Load a run; a run that is in ``runs`` already is left alone.

    The caller holds the writer's lock. Files that are new or changed replace what they had before, files
    that are gone are marked so, documents that no file holds any more lose their rows. ``then`` is done in
    the same transaction, before its checks.

    Returns: the rows that bear the run's id and are shown. Raises CheckError when a check of severity
    ``abort`` finds offenders (nothing is changed then), StopError for shards that are no tables of ours
    or a working database of another version, ResourceError, RetryError.
    """
    try:
        counts = _load(layout, job, then)
    except (ResourceError, RetryError):
        committed = _committed_after_all(layout, job.run_id)
        if committed is None:
            raise
        counts = committed
    if counts.is_loaded:
        proof.note(layout)
    return counts


def _committed_after_all(layout: Layout, run_id: str) -> LoadCounts | None:
    """Return what a load came to that ended in an error, None when nothing of it was committed.

    DuckDB can fail behind the commit, when it writes the log into the file; the connection is dead then and
    says nothing. The ledger does: its row was written in the same transaction as all others.
    """
    with suppress(ResourceError, RetryError, duckdb.Error), reading(layout.working) as connection:
        if migrations.state(connection, layout.working) is State.CURRENT and _is_loaded(connection, run_id):
            return _counts(connection, run_id, is_new=True)
    return None


def _load(layout: Layout, job: LoadJob, then: Then | None) -> LoadCounts:
    with writing(layout) as connection:
        migrations.bring_up(connection, layout.working)
        is_new = not _is_loaded(connection, job.run_id)
        if is_new:
            with _refused_rows():
                _stage(connection, job)
            with_room(connection, lambda: _commit(connection, then))
        return _counts(connection, job.run_id, is_new)


def _counts(connection: duckdb.DuckDBPyConnection, run_id: str, is_new: bool) -> LoadCounts:
    found = connection.execute(statements.read("read", "loaded_by_run"), [run_id]).fetchall()
    articles, sentences, blocks, rejects = found[0]
    return LoadCounts(articles, sentences, blocks, rejects, is_new)


def _is_loaded(connection: duckdb.DuckDBPyConnection, run_id: str) -> bool:
    return bool(connection.execute("SELECT 1 FROM runs WHERE run_id = ?", [run_id]).fetchall())


def _stage(connection: duckdb.DuckDBPyConnection, job: LoadJob) -> None:
    """Give the statements of ``sql/load`` what they speak of: the job's values and views of its shards."""
    values = {
        "run_id": job.run_id,
        "raw_folder": job.raw_folder,
        "started_at": job.started_at,
        "finished_at": job.finished_at,
        "pipeline_version": job.pipeline_version,
        "rules_version": job.rules_version,
        "files_seen": job.files_seen,
        "plan_shards": [_literal(job.plan)],
        "is_relabelling": job.is_relabelling,
        "tried_lines": list(job.tried_lines),
        **MEASURES,
    }
    for name, value in values.items():
        connection.execute(f"SET VARIABLE {name} = ?", [value])
    connection.execute(
        f"CREATE TEMP VIEW staged_plan AS SELECT {_PLAN_COLUMNS} "
        "FROM read_parquet(getvariable('plan_shards'))"
    )
    stage_stamps(connection, job.stamps)
    shards = _shards(job.shards)
    for table in STAGED:
        _stage_table(connection, table, shards[table])
    bar_forgotten(connection)


def _stage_table(connection: duckdb.DuckDBPyConnection, table: str, shards: list[Path]) -> None:
    columns = ", ".join(f'"{name}"' for name in SCHEMAS[table].names)
    if not shards:
        connection.execute(
            f"CREATE TEMP VIEW staged_{table} AS "
            f"SELECT {columns}, '' AS batch, 0 AS row_no FROM {table} LIMIT 0"
        )
        return
    connection.execute(f"SET VARIABLE {table}_shards = ?", [[_literal(path) for path in shards]])
    connection.execute(f"""
        CREATE TEMP VIEW staged_{table} AS
        SELECT {columns}, split_part(parse_filename(filename), '.', 1) AS batch, file_row_number AS row_no
        FROM read_parquet(getvariable('{table}_shards'), filename = true, file_row_number = true)
    """)


def _shards(places: Iterable[Path]) -> dict[str, list[Path]]:
    """Return the shards of each table in order of name; equal names are equal content and count once."""
    files = [file for place in places for file in (place.iterdir() if place.is_dir() else [place])]
    by_name = {file.name: file for file in files if file.suffix == ".parquet"}
    ordered = [by_name[name] for name in sorted(by_name)]
    return {table: [path for path in ordered if path.name.endswith(f".{table}.parquet")] for table in STAGED}


def _literal(path: Path) -> str:
    """Return ``path`` so that DuckDB takes none of its characters for a wildcard."""
    return "".join(f"[{character}]" if character in "*?[" else character for character in str(path))


def _commit(connection: duckdb.DuckDBPyConnection, then: Then | None) -> None:
    connection.execute("BEGIN")
    try:
        with _refused_rows():
            for statement in statements.read_all("load"):
                connection.execute(statement.text)
        if then is not None:
            then(connection)
        _require_checks(connection)
    except BaseException:
        with suppress(duckdb.Error):  # after a fatal error the connection can only be closed
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def _refused_rows() -> Iterator[None]:
    """Turn what DuckDB says about the shards into errors that say what to do."""
    try:
        yield
    except duckdb.ConstraintException as error:
        raise CheckError(f"nothing was loaded: {first_line(error)}", _REPORT_ADVICE) from error
    except (duckdb.BinderException, duckdb.ConversionException, duckdb.InvalidInputException) as error:
        raise StopError(
            f"the staged rows are no tables of ours: {first_line(error)}", _STAGE_ADVICE
        ) from error
    except duckdb.IOException as error:
        if "No files found" not in str(error):
            raise
        raise StopError(f"staged rows are missing: {first_line(error)}", _STAGE_ADVICE) from error


def _require_checks(connection: duckdb.DuckDBPyConnection) -> None:
    failed = [one for one in run_checks(connection, {"abort"}) if one.offenders]
    if failed:
        raise CheckError(f"nothing was loaded: {'; '.join(describe(one) for one in failed)}", _REPORT_ADVICE)
