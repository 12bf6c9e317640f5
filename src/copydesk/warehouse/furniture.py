"""What the corpus knows: lines that many articles of one outlet repeat, and the files they concern.

Every load counts them anew for the outlets that it touches (``sql/load/35_furniture.sql``), in its own
transaction; here are the measures it counts by and the question what is to be relabelled.
"""

from typing import Final, NamedTuple

from copydesk.warehouse.connect import reading
from copydesk.warehouse.layout import Layout

MEASURES: Final[dict[str, int | float]] = {
    "edge_blocks": 12,
    "longest_line": 500,
    "least_articles": 5,
    "least_share": 0.1,
}
"""When a line is furniture: it stands among the first or last ``edge_blocks`` blocks of at least
``least_articles`` articles and of at least ``least_share`` of the outlet's, and has at most ``longest_line``
characters. The share keeps in the text what reports of crimes end with ("The investigation continues."): an
outlet repeats that now and then, and its footer nearly always."""


CONCERNED: Final = """
    WITH holders AS (
        SELECT document_id, min(path) AS path
        FROM documents JOIN files USING (path)
        WHERE files.state <> 'gone' AND files.missing_since IS NULL
            AND document_id IN (SELECT document_id FROM pending_lines)
        GROUP BY document_id
    )

    SELECT path, sha256, bytes, format,
        list(DISTINCT line ORDER BY line) FILTER (WHERE line IS NOT NULL) AS lines
    FROM pending_lines JOIN holders USING (document_id) JOIN files USING (path)
    GROUP BY path, sha256, bytes, format
    ORDER BY path
"""
"""One file for each document that waits and that a file of the raw folder holds: a text whose file is gone
cannot be read again, and keeps the labels that it has."""


class Concerned(NamedTuple):
    """A file to be processed again, as it is known, and the lines that its outlet repeats."""

    path: str
    sha256: str
    size_bytes: int
    format: str
    lines: tuple[str, ...]


def repeated_lines(layout: Layout) -> list[str]:
    """Return the lines that any outlet repeats, sorted.

    They are tried on every document that comes, of whatever outlet, which is known only afterwards; a line is
    nearly always one outlet's own. Where one was not in place the load notes the document for relabelling.
    """
    with reading(layout.working) as connection:
        rows = connection.execute("SELECT DISTINCT line FROM furniture ORDER BY line").fetchall()
    return [line for (line,) in rows]


def concerned(layout: Layout) -> list[Concerned]:
    """Return the files that wait to be relabelled, in order of path."""
    with reading(layout.working) as connection:
        rows = connection.execute(CONCERNED).fetchall()
    return [
        Concerned(path, sha256, size, kind, tuple(lines or ())) for path, sha256, size, kind, lines in rows
    ]
