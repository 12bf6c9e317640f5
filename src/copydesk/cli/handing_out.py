"""The commands on what leaves the warehouse: a file for others, an export checked, a document erased."""

import calendar
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from copydesk.cli import exits
from copydesk.cli.as_json import json_object, json_text
from copydesk.cli.commands import FOLDER, example, raw_path, warehouse_option
from copydesk.cli.terminal import say, say_note
from copydesk.errors import StopError
from copydesk.report.plain import printable

ENDINGS: Final = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}
TABLES: Final = ("articles", "sentences", "evidence", "blocks")
_DAY: Final = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


class Day(click.ParamType[date]):
    """A day, a month or a year: its first day, or its last where ``is_end``."""

    name = "day"

    def __init__(self, is_end: bool) -> None:
        self.is_end = is_end

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day that the text of an option means."""
        found = _DAY.fullmatch(str(value))
        try:
            if not found:
                raise ValueError
            year, month, day = (int(one) if one else None for one in found.groups())
            month = month or (12 if self.is_end else 1)
            last = calendar.monthrange(year or 0, month)[1]
            return date(year or 0, month, day or (last if self.is_end else 1))
        except (ValueError, calendar.IllegalMonthError):
            self.fail(f"{value!r} is no day such as 2024-03-05, month such as 2024-03, or year", param, ctx)


@click.command(epilog=example("copydesk export sentences --outlet harbour.example --output sentences.csv"))
@click.argument("table", type=click.Choice(TABLES), required=False, metavar="[TABLE]")
@click.option("--output", type=FOLDER, required=True, metavar="FILE", help="File to write.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("csv", "jsonl", "parquet")),
    metavar="NAME",
    help="csv, jsonl or parquet [default: by the ending of FILE].",
)
@click.option("--since", type=Day(is_end=False), metavar="DAY", help="Published on this day or later.")
@click.option("--until", type=Day(is_end=True), metavar="DAY", help="Published on this day or earlier.")
@click.option("--outlet", metavar="NAME", help="Name or domain of the outlet.")
@click.option("--language", metavar="CODE", help="Language of the article, such as en.")
@click.option("--sql", metavar="SELECT…", help="The rows that answer a question, instead of a table.")
@click.option("--with-removed", is_flag=True, help="Allow the table blocks, which holds removed text.")
@click.option("--raw-csv", is_flag=True, help="Leave cells of csv alone that look like formulas.")
@click.option("--bom", is_flag=True, help="Begin csv with a byte order mark, as Excel wants it.")
@warehouse_option
@click.option("--json", "as_json", is_flag=True, help="Print what was written as one JSON object.")
def export(output: Path, as_json: bool, warehouse: Path | None, **options: Any) -> None:
    """Write published rows to a file for other programs.

    TABLE is articles (the default), sentences, evidence or blocks.
    """
    from copydesk import runs, settings
    from copydesk.warehouse import Asked, Form

    _require_sense(options)
    form = Form(options["form"] or _format_of(output), options["raw_csv"], options["bom"])
    names = ("sql", "since", "until", "outlet", "language")
    asked = Asked(options["table"] or "articles", **{name: options[name] for name in names})
    done = runs.extract(settings.load(warehouse=warehouse), asked, form, output)
    if done.guarded_cells:
        say_note(
            f"{done.guarded_cells:,} cells begin like a formula and stand behind an apostrophe; "
            "--raw-csv leaves them as they are"
        )
    if done.long_cells and form.name == "csv":
        say_note(f"{done.long_cells:,} cells are longer than the 32,767 characters that Excel takes")
    said = f"{done.rows:,} {'row' if done.rows == 1 else 'rows'} written to {printable(done.output)}"
    say(json_object(done) if as_json else said)


def _require_sense(options: dict[str, Any]) -> None:
    """Make sure that the options go together; raises StopError when they do not."""
    filters = [name for name in ("since", "until", "outlet", "language") if options[name] is not None]
    if options["sql"] is not None and (options["table"] or filters):
        told = "TABLE" if options["table"] else f"--{filters[0]}"
        raise StopError(f"--sql and {told} do not go together", "Put what is wanted into the query.")
    if options["table"] == "blocks" and not options["with_removed"]:
        raise StopError(
            "the table blocks holds what was removed, names and telephone numbers among it",
            "Say --with-removed if it is to leave the warehouse.",
        )


def _format_of(output: Path) -> str:
    try:
        return ENDINGS[output.suffix.lower()]
    except KeyError:
        raise StopError(
            f"the ending of {output} tells no format", f"Use one of {', '.join(ENDINGS)}, or say --format."
        ) from None


@click.command("verify-export", epilog=example("copydesk verify-export data/warehouse/export"))
@click.argument("folder", type=FOLDER, required=False, metavar="[DIR]")
@warehouse_option
@click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object.")
@click.pass_context
def verify_export(context: click.Context, folder: Path | None, warehouse: Path | None, as_json: bool) -> None:
    """Check a Parquet export against its manifest.

    Every file, hash and row count, and that nothing lies beside.

    DIR is the export or a copy of it; by default that of the warehouse.
    """
    from copydesk import settings
    from copydesk import warehouse as house

    place = folder or house.Layout(settings.load(warehouse=warehouse).warehouse).export
    found = house.verify_export(place)
    if as_json:
        damages = [one._asdict() for one in found.damages]
        say(json_text({**found._asdict(), "damages": damages, "is_whole": not damages}))
    else:
        for one in found.damages:
            say(f"{one.problem}: {printable(one.path)}: {printable(one.detail)}")
        rows = ", ".join(f"{number:,} {table}" for table, number in found.rows.items())
        count = len(found.damages)
        said = "whole" if not count else f"damaged in {count:,} {'place' if count == 1 else 'places'}"
        say(f"{printable(found.folder)} is {said}: {found.files:,} files, {rows or 'no tables'}")
    if found.damages:
        context.exit(exits.NOT_PASSED)


@click.command(epilog=example("copydesk forget orbital-dispatch/balloon.md"))
@click.argument("document", metavar="DOCUMENT")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--raw", type=FOLDER, metavar="DIR", help="Raw files [default: data/raw].")
@warehouse_option
@click.option("--json", "as_json", is_flag=True, help="Print what was forgotten as one JSON object.")
def forget(document: str, yes: bool, as_json: bool, **places: Any) -> None:
    """Erase a document for good, from everywhere.

    From all tables, the published database, every export, staging and the page.

    DOCUMENT is the id of a document or article, the beginning of one, or the path of a raw file. All copies
    of the text go with it. Raw files are not touched; as long as they are there they are rejected.
    """
    from copydesk import report, runs, settings

    chosen = settings.load(**places)
    key = raw_path(chosen.raw, document)
    if not yes and not _is_confirmed(runs.forgettable(chosen, key)):
        say_note("nothing was erased")
        return
    done = runs.forget(chosen, key)
    report.write_page(chosen)
    if as_json:
        say(json_object(done))
    else:
        say(f"Forgotten: {_told(done.title, done.documents, done.sentences)}")
        for path in done.files:
            say(f"  rejected from now on, delete it yourself: {printable(path)}")


def _is_confirmed(found: Any) -> bool:
    if not sys.stdin.isatty():
        raise StopError("nobody is there to confirm that it is to be erased", "Say --yes to erase it.")
    say_note(f"this erases {_told(found.title, found.documents, found.sentences)}, and cannot be undone")
    return click.confirm("Erase it?", err=True)


def _told(title: str | None, documents: tuple[str, ...], sentences: int) -> str:
    name = printable(title) if title else "a document without a title"
    count = len(documents)
    return f"{name} ({count:,} {'document' if count == 1 else 'documents'}, {sentences:,} sentences)"
