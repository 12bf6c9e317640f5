"""A large warehouse out of a small one: its rows again and again, under other ids and paths.

Making ten million sentences the honest way takes an hour; what a snapshot or an export costs depends on the
number and the size of the rows, not on how they were made.
"""

import duckdb

from copydesk.tables import SCHEMAS, SORT_KEYS
from copydesk.warehouse import Layout, statements
from copydesk.warehouse.connect import STORAGE_VERSION, WRITER_SETTINGS

_IDS = ("document_id", "article_id")


def multiply(source: Layout, times: int, target: Layout) -> None:
    """Write the working database of ``source``, its rows ``times`` over, as that of ``target``.

    Each round is sorted as a load of its own would be. Tables that name neither document nor path (runs and
    the like) are copied once.
    """
    target.work.mkdir(parents=True)
    with duckdb.connect(
        config={**WRITER_SETTINGS, "temp_directory": str(target.work / "spill")}
    ) as connection:
        connection.execute("ATTACH ? AS source (READ_ONLY)", [str(source.working)])
        connection.execute(f"ATTACH ? AS target (STORAGE_VERSION '{STORAGE_VERSION}')", [str(target.working)])
        connection.execute("USE target")
        for statement in (*statements.schema(), *statements.read_all("working")):
            connection.execute(statement.text)
        for round_no in range(times):
            for table in SCHEMAS:
                _copy(connection, table, round_no)
            connection.execute("CHECKPOINT target")


def _copy(connection: duckdb.DuckDBPyConnection, table: str, round_no: int) -> None:
    names = SCHEMAS[table].names
    if round_no and not {*_IDS, "path"} & {*names}:
        return
    columns = ", ".join(_renamed(name, round_no) for name in names)
    order = ", ".join(SORT_KEYS[table]) or "rowid"
    connection.execute(f"INSERT INTO {table} SELECT {columns} FROM source.{table} ORDER BY {order}")


def _renamed(name: str, round_no: int) -> str:
    if round_no and name in _IDS:
        return f"md5({name} || '/{round_no}') AS {name}"
    if round_no and name == "path":
        return f"'{round_no}/' || path AS path"
    return name


def sentences(layout: Layout) -> int:
    """Return how many sentences the working database holds."""
    with duckdb.connect(layout.working, read_only=True) as connection:
        ((count,),) = connection.execute("SELECT count(*) FROM sentences").fetchall()
    return int(count)
