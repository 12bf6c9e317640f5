"""Runs the checks of ``sql/checks``: each is a query for offenders, and passes when it finds none."""

from collections.abc import Collection
from typing import Final

import duckdb

from copydesk.warehouse import proof, statements
from copydesk.warehouse.connect import fetch, reading
from copydesk.warehouse.jobs import CheckResult
from copydesk.warehouse.layout import Layout

SAMPLE_ROWS: Final = 5
_SAMPLE_CHARS: Final = 200


def check(layout: Layout) -> tuple[CheckResult, ...]:
    """Run every check over the working database, read only.

    Raises StopError when there is none, RetryError when another process has it open.
    """
    with reading(layout.working) as connection:
        return run_checks(connection)


def check_unproved(layout: Layout) -> tuple[CheckResult, ...]:
    """Run the checks that the last load has not passed on the very database that lies there.

    Returns: the results of all checks, those that were passed then included; raises what ``check`` raises.
    """
    if not proof.holds(layout):
        return check(layout)
    passed = (one for one in statements.checks() if one.severity == "abort")
    with reading(layout.working) as connection:
        return (
            *(CheckResult(one.name, one.title, one.severity, 0, ()) for one in passed),
            *run_checks(connection, {"warn"}),
        )


def run_checks(
    connection: duckdb.DuckDBPyConnection, severities: Collection[str] = ("abort", "warn")
) -> tuple[CheckResult, ...]:
    """Run the checks of these severities on a connection, inside its transaction if it is in one."""
    return tuple(_run(connection, one) for one in statements.checks() if one.severity in severities)


def describe(result: CheckResult) -> str:
    """Return one line that says what the check found."""
    rows = "row" if result.offenders == 1 else "rows"
    sample = f", such as {result.sample[0]}" if result.sample else ""
    return f"check {result.name} ({result.title}) found {result.offenders} {rows}{sample}"


def _run(connection: duckdb.DuckDBPyConnection, one: statements.Check) -> CheckResult:
    query = one.text.strip().removesuffix(";")
    ((offenders,),) = connection.execute(f"SELECT count(*) FROM (\n{query}\n)").fetchall()
    sample: tuple[str, ...] = ()
    if offenders:
        columns, rows = fetch(connection, f"FROM (\n{query}\n) ORDER BY ALL LIMIT {SAMPLE_ROWS}")
        sample = tuple(_shown(columns, row) for row in rows)
    return CheckResult(one.name, one.title, one.severity, offenders, sample)


def _shown(columns: tuple[str, ...], row: tuple[object, ...]) -> str:
    line = ", ".join(f"{name}={value!r}" for name, value in zip(columns, row, strict=True))
    return line if len(line) <= _SAMPLE_CHARS else line[: _SAMPLE_CHARS - 1] + "…"
