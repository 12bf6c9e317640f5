"""Talking to a terminal: data goes to stdout, everything else to stderr, nothing steers the terminal."""

import shutil
import sys
from collections.abc import Callable
from typing import Final

import click

from copydesk.report.plain import printable
from copydesk.settings import wants_color

WIDTH: Final = 100
"""Columns where nothing tells how wide the output is: a file, a pipe."""

LEAST_WIDTH: Final = 24
"""Columns below which a line is let overrun rather than cut into letters."""


def width() -> int:
    """Return the columns of a line of output: what COLUMNS or the terminal says."""
    return max(LEAST_WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns)


def say(text: str) -> None:
    """Write data to stdout, in colour only where a terminal shows it and its reader wants it."""
    click.echo(text, color=_color())


def say_error(message: str, advice: str) -> None:
    """Write what happened, and below it what to do, each on one line of stderr."""
    _say_line("error:", "red", message)
    if advice:
        _say_line("hint:", "cyan", advice)


def say_note(message: str) -> None:
    """Write something worth knowing on one line of stderr."""
    _say_line("note:", "cyan", message)


def heading(text: str) -> str:
    """Return ``text`` as it should look above a section."""
    return click.style(text, bold=True)


def progress_line() -> Callable[[int, int], None] | None:
    """Return a function that keeps one line of stderr up to date; None when nobody would see it."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        end = "\n" if done >= total else ""
        sys.stderr.write(f"\r{done:,} of {total:,} files processed{end}")
        sys.stderr.flush()

    return show


def _color() -> bool | None:
    """Return False for never, None for click to decide by what it writes to."""
    return None if wants_color() else False


def _say_line(label: str, color: str, text: str) -> None:
    line = " ".join(printable(text).split())
    click.echo(f"{click.style(label, fg=color, bold=True)} {line}", err=True, color=_color())
