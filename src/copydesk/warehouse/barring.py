"""Documents that were forgotten are not loaded again, whatever file they come in."""

from typing import Final

import duckdb

from copydesk.warehouse import statements

REASON: Final = "forgotten"
DETAIL: Final = "the document was erased on request (`copydesk forget`) and is not loaded again"
ADVICE: Final = "Delete the raw file, or take it out of the raw folder: copydesk never touches raw files."


def bar_forgotten(connection: duckdb.DuckDBPyConnection) -> None:
    """Take forgotten documents out of what is staged; each is a reject with the reason ``forgotten``.

    The views ``staged_*`` and ``staged_plan`` are there. A document is known by its id or its article's:
    the same text is known in another file too, with other blanks or line ends.
    """
    if not connection.execute("SELECT 1 FROM forgotten LIMIT 1").fetchall():
        return
    connection.execute(statements.read("forget", "barred"))
    if not connection.execute("SELECT 1 FROM barred_documents LIMIT 1").fetchall():
        return
    connection.execute("SET VARIABLE forgotten_detail = ?", [DETAIL])
    connection.execute("SET VARIABLE forgotten_advice = ?", [ADVICE])
    connection.execute(statements.read("forget", "staged"))
