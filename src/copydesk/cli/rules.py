"""The commands on rules: whether they hold, and what a change of them does."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from copydesk.cli import exits
from copydesk.cli.as_json import json_object, json_text
from copydesk.cli.commands import CONTEXT, FOLDER, example, rules_option, warehouse_option
from copydesk.cli.nearest import NearestGroup
from copydesk.cli.terminal import progress_line, say, width

if TYPE_CHECKING:
    from copydesk.rules.use import RulesFrom

SHIPPED: Final = "shipped"
"""Stands for the rules that are installed, where a folder of rules is asked for."""


@click.group(cls=NearestGroup, context_settings=CONTEXT, epilog=example("copydesk rules test"))
def rules() -> None:
    """Test rules by their examples, or compare two sets of them.

    A folder of rules that holds a words.toml is a whole set; one that does not is added to the shipped
    rules, its own first.
    """


@rules.command(epilog=example("copydesk rules test --rules ~/news-rules"))
@rules_option
@click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object.")
@click.pass_context
def test(context: click.Context, rules: Path | None, as_json: bool) -> None:
    """Run every rule over all examples and list every failure."""
    from copydesk import settings
    from copydesk.cli.rules_shown import proof_lines
    from copydesk.rules.files import read_files, version_of
    from copydesk.rules.proof import examine

    files = read_files(settings.load(rules=rules).rules)
    proofs = examine(files)
    is_passed = not any(proof.failures for proof in proofs)
    if as_json:
        from dataclasses import asdict

        shown = [asdict(proof) for proof in proofs]
        say(json_text({"version": version_of(files), "is_passed": is_passed, "files": shown}))
    else:
        for line in proof_lines(proofs, version_of(files), width()):
            say(line)
    if not is_passed:
        context.exit(exits.NOT_PASSED)


@rules.command(epilog=example("copydesk rules diff shipped ~/news-rules --on ~/news"))
@click.argument("sides", metavar="[A B]", nargs=-1)
@click.option("--on", "raw", type=FOLDER, metavar="DIR", help="Raw files [default: data/raw].")
@warehouse_option
@rules_option
@click.option(
    "--examples",
    type=click.IntRange(min=0),
    default=3,
    show_default=True,
    metavar="N",
    help="Most texts to show for each kind of change.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object.")
def diff(sides: tuple[str, ...], examples: int, as_json: bool, **places: Path | None) -> None:
    """Show what rules B remove, keep and label otherwise than rules A.

    A and B are folders of rules, or the word shipped for the installed ones. Without them the rules that the
    warehouse was made with are held against those in force, on the files that the difference can reach; where
    they are the same, the last others that it was made with.
    """
    from copydesk import previews, runs, settings

    chosen = settings.load(places["raw"], places["warehouse"], rules=places["rules"])
    reached = None
    if not sides:
        reached = runs.compared_rules(chosen)
        compared: tuple[RulesFrom, RulesFrom] = (reached.before, reached.after)
    elif len(sides) == 2:
        first, second = (None if name == SHIPPED else Path(name) for name in sides)
        compared = (first, second)
    else:
        raise click.UsageError("Name two sets of rules, or none to compare those of the warehouse.")
    paths = None if reached is None else reached.paths
    comparison = previews.compare(chosen, compared, examples, progress_line(), paths)
    if as_json:
        say(json_object(comparison))
        return
    from copydesk.cli.rules_shown import comparison_lines

    if reached is not None:
        say(f"A change of rules can reach {len(reached.paths):,} of {reached.files_total:,} files")
    for line in comparison_lines(comparison, examples, width()):
        say(line)
