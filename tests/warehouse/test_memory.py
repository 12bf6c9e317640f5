"""Writers are given little memory, and all of it when that is too little."""

from collections.abc import Callable

import duckdb
import pytest

from copydesk.warehouse import Layout, publish, snapshot
from copydesk.warehouse.connect import WRITER_SETTINGS, with_room
from tests.warehouse.handmade import Paper, run

LITTLE = "SELECT current_setting('memory_limit')"


def memory(connection: duckdb.DuckDBPyConnection) -> str:
    """The limit as DuckDB shows it."""
    return str(connection.execute(LITTLE).fetchall()[0][0])


def failing(times: int, work: Callable[[], None]) -> Callable[[], None]:
    """Let ``work`` run out of memory so many times, after it has done what it does."""
    left = [times]

    def done() -> None:
        work()
        left[0] -= 1
        if left[0] >= 0:
            raise duckdb.OutOfMemoryException("Out of Memory Error: could not allocate")

    return done


def test_what_finds_too_little_memory_has_all_of_it() -> None:
    """The work is done a second time, without the limit; a second failure is told."""
    with duckdb.connect(config=WRITER_SETTINGS) as connection:
        limited = memory(connection)
        with_room(connection, failing(0, lambda: None))
        assert memory(connection) == limited
        seen: list[str] = []
        with_room(connection, failing(1, lambda: seen.append(memory(connection))))
        assert seen[0] == limited
        assert seen[1] != limited
        with pytest.raises(duckdb.OutOfMemoryException):
            with_room(connection, failing(2, lambda: None))


def test_a_copy_that_ran_out_of_memory_is_made_anew(bare: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the first attempt had copied is not there twice, when a loose database is written anew."""
    monkeypatch.setattr(snapshot, "_is_loose", lambda _: True)
    run(bare, "one", [Paper("rain.txt")])
    copy = snapshot._copy_tables
    connections: list[duckdb.DuckDBPyConnection] = []
    failing_copy = failing(1, lambda: copy(connections[-1]))

    def copy_tables(connection: duckdb.DuckDBPyConnection) -> None:
        connections.append(connection)
        failing_copy()

    monkeypatch.setattr(snapshot, "_copy_tables", copy_tables)
    assert publish(bare).articles == 1
    assert len(connections) == 2
