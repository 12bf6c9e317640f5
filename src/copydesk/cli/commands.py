"""The commands. What costs time to import is imported by the command that needs it."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import click

from copydesk import __version__
from copydesk.cli import exits
from copydesk.cli.nearest import NearestGroup
from copydesk.cli.terminal import progress_line, say, width

FOLDER: Final = click.Path(path_type=Path)
CONTEXT: Final = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

EPILOG: Final = """\b
Examples:
  copydesk run                              load data/raw into data/warehouse
  copydesk sql "FROM coverage_by_outlet"    ask what is published
  copydesk show orbital-dispatch/balloon.md see what was kept of an article
  copydesk search covered bridge            find articles by words
"""


def example(command: str) -> str:
    """Return the end of a command's help: how it is used."""
    return f"\b\nExample:\n  {command}"  # click leaves what follows \b as it is


def raw_path(raw: Path, given: str) -> str:
    """Name a raw file as the tables do: by its path below the raw folder, with that before it or not.

    What is no path, such as an id, stays as it is.
    """
    from copydesk import sources

    name = os.path.normpath(given)
    key = name if name.isprintable() else sources.escape(os.fsencode(name))
    return key.removeprefix(f"{os.path.normpath(raw)}/")


def rules_option(function: click.decorators.FC) -> click.decorators.FC:
    """Give a command the option that names a folder of rules."""
    return click.option(
        "--rules", type=FOLDER, metavar="DIR", help="Your own rules [default: the shipped ones]."
    )(function)


def warehouse_option(function: click.decorators.FC) -> click.decorators.FC:
    """Give a command the option that names the folder of the warehouse."""
    return click.option(
        "--warehouse", type=FOLDER, metavar="DIR", help="Warehouse [default: data/warehouse]."
    )(function)


@click.group(cls=NearestGroup, context_settings=CONTEXT, epilog=EPILOG)
@click.version_option(__version__, prog_name="copydesk", message="%(prog)s %(version)s")
def copydesk() -> None:
    """Turn a folder of raw news files into a warehouse that you can query in SQL."""


@copydesk.command(epilog=example("copydesk run --raw ~/news --warehouse ~/news-warehouse"))
@click.option("--raw", type=FOLDER, metavar="DIR", help="Raw files [default: data/raw].")
@warehouse_option
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes [default: all processors].",
)
@rules_option
@click.option(
    "--keep-missing/--no-keep-missing",
    default=None,
    help="Missing files stay [default: they are gone].",
)
@click.option("--allow-gone", is_flag=True, help="Go on although very many files are gone.")
@click.option(
    "--wait",
    type=click.IntRange(min=0),
    metavar="SECONDS",
    help="Wait for another run [default: 0].",
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as one JSON object.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing unless something is wrong.")
def run(as_json: bool, quiet: bool, allow_gone: bool, **places: Any) -> None:
    """Load what is new, changed or gone; check it; publish it."""
    from copydesk import report, runs, settings

    chosen = replace(settings.load(**places), allow_gone=allow_gone)
    summary = runs.run(chosen, None if quiet else progress_line())
    report.write_page(chosen)
    if as_json:
        from copydesk.cli.as_json import json_object

        say(json_object(summary))
    elif not quiet:
        say(report.summary_text(summary).rstrip("\n"))


@copydesk.command(epilog=example('copydesk sql "SELECT outlet, count(*) FROM articles_current GROUP BY ALL"'))
@click.argument("query", metavar="SELECT…", required=False)
@click.option("--query", "name", metavar="NAME", help="Ask a ready question instead, by its name or number.")
@click.option("--list", "is_listing", is_flag=True, help="List the ready questions.")
@warehouse_option
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "csv", "json")),
    default="table",
    show_default=True,
    help="How to print the rows.",
)
@click.pass_context
def sql(context: click.Context, /, query: str | None, name: str | None, is_listing: bool, **how: Any) -> None:
    """Ask the published database a question.

    No question can change it.

    Ready questions (docs/cookbook.md) are asked by their name.
    """
    from copydesk import settings
    from copydesk import warehouse as house
    from copydesk.cli.formats import rows_as

    if is_listing:
        for one in house.questions():
            say(f"{one.number}  {one.name:<28}  {one.question}")
        return
    if (query is None) == (name is None):
        both = "A question of your own and --query exclude each other"
        raise click.UsageError(both if query else "Missing argument 'SELECT…'", context)
    text = query or house.question(str(name)).text
    layout = house.Layout(settings.load(warehouse=how["warehouse"]).warehouse)
    for line in rows_as(how["form"], house.query(layout.published, text)):
        say(line)


@copydesk.command(epilog=example("copydesk show orbital-dispatch/balloon.md"))
@click.argument("article", metavar="ARTICLE")
@warehouse_option
def show(article: str, warehouse: Path | None) -> None:
    """Show an article, its evidence and what was removed.

    ARTICLE is an id, the beginning of one, or the path of a raw file, below the raw folder or not.
    """
    from copydesk import settings
    from copydesk import warehouse as house
    from copydesk.cli.article import article_lines

    chosen = settings.load(warehouse=warehouse)
    key = raw_path(chosen.raw, article)
    for line in article_lines(house.article(house.Layout(chosen.warehouse).published, key)):
        say(line)


@copydesk.command(epilog=example("copydesk explain data/raw/orbital-dispatch/balloon.md"))
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--raw", type=FOLDER, metavar="DIR", help="Raw folder that FILE is of [default: data/raw].")
@rules_option
@click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON document.")
@click.pass_context
def explain(context: click.Context, file: Path, raw: Path | None, rules: Path | None, as_json: bool) -> None:
    """Show what would become of a raw FILE, and why.

    Every block with its label and its rule, every value with its evidence.

    No warehouse is needed, and FILE may lie anywhere.
    """
    from copydesk import previews, settings

    shown = previews.explain(settings.load(raw, rules=rules), file)
    if as_json:
        from copydesk.cli.as_json import json_text
        from copydesk.previews.plain_values import plain_values

        say(json_text(plain_values(shown)))
    else:
        from copydesk.cli.explained import explanation_lines

        for line in explanation_lines(shown, width()):
            say(line)
    if shown.rejects:
        context.exit(exits.NOT_PASSED)
