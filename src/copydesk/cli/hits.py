"""What a search has found, on a terminal."""

from collections.abc import Iterator

import click

from copydesk.cli.searching import MARKS
from copydesk.cli.wrapping import folded
from copydesk.report.plain import columns, printable
from copydesk.warehouse import QueryResult

PATH_INDENT = "  "


def found_lines(result: QueryResult, width: int) -> Iterator[str]:
    """Yield the lines that show articles, best first: title, whence, the sentence with the hits marked."""
    for number, row in enumerate(result.rows):
        one = dict(zip(result.columns, row, strict=True))
        if number:
            yield ""
        title = printable(str(one["title"] or "(no title)"))
        yield from folded(title, f"{number + 1:>3}. ", width, {"bold": True})
        where = [one["outlet"], one["published_on"], one["path"], one["article_id"]]
        yield from folded(" · ".join(printable(str(part)) for part in where if part), "     ", width, {})
        snippet = printable(str(one["snippet"] or ""))
        for line in folded(snippet, "     ", width, {}):
            yield line.replace(MARKS[0], "[").replace(MARKS[1], "]")
    if not result.rows:
        yield "(no article has all these words)"


def aligned_lines(result: QueryResult) -> Iterator[str]:
    """Yield a line a hit: the hits below each other, the path behind."""
    names = ("left_context", "match", "right_context", "path")
    places = [result.columns.index(name) for name in names]
    rows = [[printable(str(row[place])) for place in places] for row in result.rows]
    widths = [max((columns(row[place]) for row in rows), default=0) for place in range(len(names))]
    for left, hit, right, path in rows:
        before = " " * (widths[0] - columns(left)) + left
        behind = right + " " * (widths[2] - columns(right))
        rest = " " * (widths[1] - columns(hit))
        yield f"{before} {click.style(hit, bold=True)}{rest} {behind}  {path}"
    yield f"({len(rows):,} {'hit' if len(rows) == 1 else 'hits'})"
