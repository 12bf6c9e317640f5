"""``copydesk plan``: what a run would do, and why."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from copydesk.cli import exits
from copydesk.cli.as_json import json_object
from copydesk.cli.commands import CONTEXT, FOLDER, example, rules_option, warehouse_option
from copydesk.cli.terminal import heading, say, width
from copydesk.cli.wrapping import folded
from copydesk.report.plain import printable

if TYPE_CHECKING:
    from copydesk.runs import Forecast, PlanReport


@click.command(context_settings=CONTEXT, epilog=example("copydesk plan --rules ~/news-rules"))
@click.option("--raw", type=FOLDER, metavar="DIR", help="Raw files [default: data/raw].")
@warehouse_option
@rules_option
@click.option("--exit-code", is_flag=True, help=f"Leave with {exits.TO_DO} when there is something to do.")
@click.option("--json", "as_json", is_flag=True, help="Print the plan as one JSON object.")
@click.pass_context
def plan(context: click.Context, /, as_json: bool, exit_code: bool, **places: Path | None) -> None:
    """Show what a run would do and why; write nothing.

    What stages, rules and corrections of today would leave as it is, is not done again.
    """
    from copydesk import runs, settings

    chosen: dict[str, Any] = {**places}
    found = runs.forecast(settings.load(**chosen))
    if as_json:
        say(json_object(found))
    else:
        for line in plan_lines(found, width()):
            say(line)
    if exit_code and found.is_to_do:
        context.exit(exits.TO_DO)


def plan_lines(found: "Forecast", columns: int) -> Iterator[str]:
    """Yield the lines that say what would be done."""
    about = found.plan
    yield heading(
        f"{_count(about.files_seen, 'file')} in {printable(found.raw_folder)}, "
        f"against {printable(found.warehouse)}"
    )
    if found.running is not None:
        text = f"A run goes on (pid {found.running}): this is told against what was published before it."
        yield from folded(text, "", columns, {"fg": "yellow"})
    for name, (before, after) in (("stages", found.pipeline_versions), ("rules", found.rules_versions)):
        if before != after and before is not None:
            yield from folded(f"{name} {before} → {after}", "", columns, {})
    for kind, sign, number, color in (
        ("new", "+", about.files_new, "green"),
        ("changed", "~", about.files_changed, "yellow"),
        ("gone", "-", about.files_gone, "red"),
    ):
        if number:
            text = f"{_count(number, 'file')} {kind}: {_some(found.examples[kind], number)}"
            yield from folded(text, f"{sign} ", columns, {"fg": color})
    yield from _again(about, columns)
    yield from _ending(found, columns)


def _again(about: "PlanReport", columns: int) -> Iterator[str]:
    if not about.files_reprocessed:
        return
    share = 100 * about.files_reprocessed / about.files_seen
    text = f"{_count(about.files_reprocessed, 'file')} to be done again, {share:.3g} % of all"
    yield from folded(text, "* ", columns, {"fg": "cyan"})
    for one in about.reasons:
        named = f"{one.kind} {printable(one.name)} ({printable(one.change)})"
        text = f"{named}: {_count(one.files, 'file')}, {_some(one.examples, one.files)}"
        yield from folded(text, "    ", columns, {})


def _ending(found: "Forecast", columns: int) -> Iterator[str]:
    about = found.plan
    if about.files_unchanged:
        bear = ", and bear the new versions" if about.is_stamping else ""
        yield from folded(
            f"{_count(about.files_unchanged, 'file')} stay as they are{bear}", "  ", columns, {}
        )
    if found.files_of_outlets and found.is_to_do:
        others, outlets = _count(found.files_of_outlets, "other file"), _count(found.outlets, "outlet")
        text = f"Up to {others} of {outlets} may be labelled once more, should what outlets repeat change."
        yield from folded(text, "  ", columns, {})
    if about.has_pending:
        yield from folded("Files of an earlier run wait to be labelled once more.", "  ", columns, {})
    done = "Nothing was written; `copydesk run` does this." if found.is_to_do else "Nothing to do."
    yield from folded(done, "", columns, {"bold": True})


def _some(paths: tuple[str, ...], number: int) -> str:
    more = " …" if number > len(paths) else ""
    return ", ".join(printable(path) for path in paths) + more


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
