"""The page about a publication: one HTML file that asks the network for nothing and knows no clock."""

import base64
import hashlib
import os
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final

from copydesk.report.plain import printable, shorten
from copydesk.settings import Settings

MAX_ROWS: Final = 200
CELL_CHARS: Final = 200
"""A page is for looking at; whoever wants all rows asks the database."""

# What is imported inside the functions costs half a second of CPU, which `copydesk --help` need not pay.


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the page; ``shares`` are per cent of its largest row, ``left_out`` the rows not shown."""

    title: str
    header: tuple[str, ...]
    rows: list[tuple[str, ...]]
    shares: list[int]
    left_out: int


def write_page(settings: Settings) -> str:
    """Write the page about what is published, unless it is there already; return its path.

    Raises StopError when nothing is published yet, ResourceError when the page cannot be written.
    """
    from copydesk.runs import refusals, report_path
    from copydesk.warehouse import Layout

    layout = Layout(settings.warehouse)
    content = render(layout.published).encode("utf-8")
    path = report_path(layout)
    with refusals(settings):
        if not path.exists() or path.read_bytes() != content:
            _replace(path, content)
    return str(path)


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def render(database: Path) -> str:
    """Return the page for the published ``database``: it follows from the rows alone."""
    from jinja2 import Environment

    from copydesk.warehouse import figures

    folder = resources.files(__package__)
    style = (folder / "page.css").read_text(encoding="utf-8")
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
        (folder / "page.html").read_text(encoding="utf-8")
    )
    files, articles, sentences, rejects = figures(database, "totals").rows[0]
    tables = [
        _table(
            database,
            "Articles by outlet and language",
            "outlets",
            ("Outlet", "Language", "Articles", "First", "Last"),
            2,
        ),
        _table(database, "Removed blocks by label", "removed", ("Label", "Blocks", "Characters"), 1),
        _table(
            database, "Rejected files by reason", "rejects", ("Reason", "Files", "Such as", "What to do"), 1
        ),
    ]
    return template.render(
        style=style,
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        totals=[
            ("files", files),
            ("articles", articles),
            ("sentences", sentences),
            ("rejected files", rejects),
        ],
        tables=tables,
    )


def _table(database: Path, title: str, name: str, header: tuple[str, ...], measure: int) -> Table:
    from copydesk.warehouse import figures

    found = figures(database, name).rows
    shown = found[:MAX_ROWS]
    largest = max((int(str(row[measure])) for row in found), default=1)
    return Table(
        title=title,
        header=header,
        rows=[tuple(_cell(value) for value in row) for row in shown],
        shares=[round(100 * int(str(row[measure])) / max(largest, 1)) for row in shown],
        left_out=len(found) - len(shown),
    )


def _cell(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, int):
        return f"{value:,}"
    return shorten(printable(str(value)), CELL_CHARS)
