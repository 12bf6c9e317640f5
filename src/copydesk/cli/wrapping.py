"""Text of a file in rows of a terminal's width, with what is marked in it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple, Protocol, TypeAlias, TypeVar

import click

from copydesk.report.plain import columns, visible

Style: TypeAlias = dict[str, Any]
"""Arguments of ``click.style``."""


class Cell(NamedTuple):
    """A character as it is shown, written out if it steers or hides, and whether it is marked."""

    text: str
    is_marked: bool


class Shown(Protocol):
    """What takes room in a row."""

    @property
    def text(self) -> str:
        """The character as it is shown."""


AnyCell = TypeVar("AnyCell", bound=Shown)


def cells(text: str, marked: Iterable[tuple[int, int]] = ()) -> list[Cell]:
    """Make cells of a text; ``marked`` are spans of it, start inclusive, end exclusive."""
    flags = bytearray(len(text))
    for start, end in marked:
        first, last = max(0, start), min(len(text), end)
        if first < last:
            flags[first:last] = b"\1" * (last - first)
    return [Cell(visible(char), bool(flag)) for char, flag in zip(text, flags, strict=True)]


def wrap(line: Sequence[AnyCell], width: int) -> Iterator[list[AnyCell]]:
    """Cut a line into rows of at most ``width`` columns, at its blanks where it has some."""
    row: list[AnyCell] = []
    used = 0
    for cell in line:
        size = columns(cell.text)
        if used + size > width and row:
            if cell.text == " ":
                yield row
                row, used = [], 0
                continue
            blanks = [number for number, one in enumerate(row) if one.text == " "]
            cut = blanks[-1] + 1 if blanks else len(row)
            yield row[:cut]
            row = row[cut:]
            used = sum(columns(one.text) for one in row)
        row.append(cell)
        used += size
    yield row


def styled(row: Sequence[Cell], style: Style, mark: Style) -> str:
    """Write a row, what is marked in its own style; blanks at its end are left out."""
    last = len(row)
    while last and row[last - 1].text == " ":
        last -= 1
    runs = groupby(row[:last], key=lambda cell: cell.is_marked)
    return "".join(
        click.style("".join(cell.text for cell in run), **(mark if is_marked else style))
        for is_marked, run in runs
    )


def folded(text: str, lead: str, width: int, style: Style) -> Iterator[str]:
    """Yield one line of our own words behind ``lead``, wrapped, with its further rows indented."""
    indent = " " * columns(lead)
    for number, row in enumerate(wrap(cells(text), max(1, width - columns(lead)))):
        yield (indent if number else lead) + styled(row, style, style)
