"""The commands that look for words: ranked full text, and keyword in context."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from copydesk.cli.commands import example, warehouse_option
from copydesk.cli.terminal import say, say_note, width

MARKS = ("\ue000", "\ue001")
"""Stand for the marks of a hit until a line is cut and coloured: characters that no text of news has."""

_DAY = click.DateTime(formats=["%Y-%m-%d"])


def among_options(function: click.decorators.FC) -> click.decorators.FC:
    """Give a command the options that say which articles it looks at."""
    options: tuple[Callable[[click.decorators.FC], click.decorators.FC], ...] = (
        click.option("--outlet", metavar="NAME", help="Only this outlet, by its name or domain."),
        click.option("--since", type=_DAY, metavar="DAY", help="Only what was published that day or later."),
        click.option("--until", type=_DAY, metavar="DAY", help="Only what was published that day or before."),
        click.option("--language", metavar="CODE", help="Only this language, such as de."),
        warehouse_option,
    )
    for option in reversed(options):
        function = option(function)
    return function


@click.command(epilog=example("copydesk search 'covered bridge' --since 2024-05-01"))
@click.argument("words", nargs=-1, required=True, metavar="WORDS…")
@among_options
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N", help="Most articles."
)
@click.option("--json", "as_json", is_flag=True, help="Print an array with an object per article.")
def search(words: tuple[str, ...], as_json: bool, warehouse: Path | None, limit: int, **among: Any) -> None:
    """Find the articles that have all WORDS, best first.

    Case and accents do not matter. "Words in quotation marks" stand side by side, bridg* begins a word,
    and -word must not occur (behind -- for the shell).
    """
    from copydesk import warehouse as house
    from copydesk.cli.as_json import json_text
    from copydesk.cli.hits import found_lines

    marks = ("[", "]") if as_json else MARKS
    result = house.search(_published(warehouse), " ".join(words), _among(among, limit), marks)
    if as_json:
        say(json_text([dict(zip(result.columns, row, strict=True)) for row in result.rows]))
        return
    for line in found_lines(result, width()):
        say(line)


@click.command(epilog=example("copydesk kwic 'bridges?' --sort left"))
@click.argument("pattern", metavar="PATTERN")
@among_options
@click.option(
    "--width", "chars", type=click.IntRange(0, 1000), default=40, show_default=True, metavar="N",
    help="Characters on each side.",
)  # fmt: skip
@click.option(
    "--sort", type=click.Choice(("date", "left", "match", "right")), default="date", show_default=True,
    help="By day, or by words from the hit outwards.",
)  # fmt: skip
@click.option(
    "--limit", type=click.IntRange(min=1), default=1000, show_default=True, metavar="N", help="Most hits."
)
@click.option(
    "--format", "form", type=click.Choice(("table", "csv", "json")), default="table", show_default=True,
    help="How to print the hits.",
)  # fmt: skip
def kwic(pattern: str, warehouse: Path | None, form: str, **options: Any) -> None:
    r"""Show every place that PATTERN matches, in its context.

    PATTERN is a regular expression (RE2). Case does not matter, unless it begins with (?-i).
    """
    from copydesk import warehouse as house
    from copydesk.cli.formats import rows_as
    from copydesk.cli.hits import aligned_lines

    chars, order, limit = (options.pop(name) for name in ("chars", "sort", "limit"))
    result = house.kwic(_published(warehouse), pattern, chars, _among(options, limit), order)
    total = result.rows[0][-1] if result.rows else 0
    shown = house.QueryResult(result.columns[:-1], [row[:-1] for row in result.rows])
    for line in aligned_lines(shown) if form == "table" else rows_as(form, shown):
        say(line)
    if isinstance(total, int) and total > len(shown.rows):
        say_note(f"these are {len(shown.rows):,} of {total:,} hits; a larger --limit shows more")


def _published(warehouse: Path | None) -> Path:
    from copydesk import settings
    from copydesk import warehouse as house

    return house.Layout(settings.load(warehouse=warehouse).warehouse).published


def _among(options: dict[str, Any], limit: int) -> Any:
    from copydesk import warehouse as house

    days = {name: options[name] and f"{options[name]:%Y-%m-%d}" for name in ("since", "until")}
    return house.Among(outlet=options["outlet"], language=options["language"], limit=limit, **days)
