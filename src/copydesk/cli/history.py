"""The commands on what was there before: two versions compared, rejects tried again."""

from pathlib import Path
from typing import Any

import click

from copydesk.cli.commands import FOLDER, example, raw_path, rules_option, warehouse_option
from copydesk.cli.terminal import progress_line, say, width


@click.command(epilog=example("copydesk diff orbital-dispatch/balloon.md"))
@click.argument("article", metavar="ARTICLE")
@click.option(
    "--revision", type=click.IntRange(min=1), metavar="N", help="Which change to show [default: the last]."
)
@warehouse_option
@click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON object.")
def diff(article: str, revision: int | None, warehouse: Path | None, as_json: bool) -> None:
    """Show what changed between two versions of an article.

    ARTICLE is the path of a raw file, below the raw folder or not, an article id, or the beginning of one.
    """
    from copydesk import settings
    from copydesk import warehouse as house
    from copydesk.cli.versions_shown import changed_fields, text_changes, version_lines

    chosen = settings.load(warehouse=warehouse)
    key = raw_path(chosen.raw, article)
    shown = house.versions(house.Layout(chosen.warehouse).published, key, revision)
    if not as_json:
        for line in version_lines(shown, width()):
            say(line)
        return
    from copydesk.cli.as_json import json_text

    fields = [dict(zip(("field", "before", "after"), one, strict=True)) for one in changed_fields(shown)]
    text = [
        {"kind": change.kind, "pieces": [piece._asdict() for piece in change.pieces]}
        for change in text_changes(shown)
    ]
    about = {name: value for name, value in shown.revision._asdict().items() if name != "is_asked"}
    say(json_text({**about, "last_revision_no": shown.last_no, "fields": fields, "text": text}))


@click.command(epilog=example("copydesk replay --rejects --reason no_body"))
@click.argument("paths", metavar="[PATH]…", nargs=-1)
@click.option("--rejects", is_flag=True, help="Try the rejects again.")
@click.option("--reason", metavar="WORD", help="Those of one reason only, such as no_body.")
@click.option("--raw", type=FOLDER, metavar="DIR", help="Raw files [default: data/raw].")
@warehouse_option
@rules_option
@click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object.")
def replay(paths: tuple[str, ...], rejects: bool, reason: str | None, as_json: bool, **places: Any) -> None:
    """Try files again that were rejected.

    They are processed although they are unchanged.

    PATH is a raw file or a folder of them; without one all rejects are tried.
    """
    if not rejects:
        raise click.UsageError("What is to be tried again? Say --rejects.")
    from copydesk import report, runs, settings

    chosen = settings.load(**places)
    wanted = runs.Wanted(reason, tuple(raw_path(chosen.raw, path) for path in paths))
    done = runs.replay(chosen, wanted, progress_line())
    report.write_page(chosen)
    if as_json:
        from copydesk.cli.as_json import json_object

        say(json_object(done))
    else:
        for line in report.replay_lines(done):
            say(line)
