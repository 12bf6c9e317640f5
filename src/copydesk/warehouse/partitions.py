"""The partitions of the export: which there are, and which are no longer those that were written."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import duckdb

from copydesk.warehouse import statements
from copydesk.warehouse.exported import NO_ARTICLES, PARTITIONED_BY, UNKNOWN_YEAR, written_by


class Partition(NamedTuple):
    """The articles of one year and language.

    ``fingerprint`` tells their rows and what writes them from all others; ``run_id`` is the last run that
    loaded one of them, None when there is none.
    """

    year: int
    language: str
    articles: int
    fingerprint: str
    run_id: str | None

    @property
    def folder(self) -> str:
        """Where its files lie below the folder of a table."""
        return "/".join(f"{name}={value}" for name, value in zip(PARTITIONED_BY, self, strict=False))

    def as_dict(self) -> dict[str, object]:
        """Return the values by name, for the manifest."""
        return dict(self._asdict())


def survey(connection: duckdb.DuckDBPyConnection) -> tuple[Partition, ...]:
    """Return the partitions of the current articles, in order of year and language.

    Makes ``export_plan.current`` beside the database of the connection, whose tables and views it reads.
    """
    connection.execute("ATTACH ':memory:' AS export_plan")
    connection.execute("SET VARIABLE unknown_year = ?", [UNKNOWN_YEAR])
    connection.execute(statements.read("export", "current"))
    rows = connection.execute(statements.read("export", "partitions")).fetchall()
    made_by = written_by()
    found = tuple(
        Partition(year, language, articles, _digest(made_by, year, language, articles, row_hashes), run_id)
        for year, language, articles, row_hashes, run_id in rows
    )
    return found or (Partition(*NO_ARTICLES, 0, _digest(made_by), None),)


def choose(connection: duckdb.DuckDBPyConnection, changed: Sequence[Partition]) -> None:
    """Make ``export_plan.changed``: the articles of the partitions that are to be written."""
    connection.execute("CREATE TABLE export_plan.parts (year INTEGER, language VARCHAR, part INTEGER)")
    if changed:
        rows = [(one.year, one.language, number) for number, one in enumerate(changed)]
        connection.executemany("INSERT INTO export_plan.parts VALUES (?, ?, ?)", rows)
    connection.execute(statements.read("export", "changed"))


def fingerprints(manifest: Mapping[str, object]) -> dict[tuple[int, str], str]:
    """Return the fingerprints of the partitions that a manifest names; none when it is not ours."""
    listed = manifest.get("partitions")
    if not isinstance(listed, list):
        return {}
    return {
        (one["year"], one["language"]): str(one["fingerprint"])
        for one in listed
        if isinstance(one, dict) and {"year", "language", "fingerprint"} <= one.keys()
    }


def _digest(*told: object) -> str:
    return hashlib.sha256("\n".join(map(str, told)).encode()).hexdigest()[:32]
