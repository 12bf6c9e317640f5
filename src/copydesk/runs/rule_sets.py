"""The rules that a warehouse was made with against those in force, and the files that the change reaches."""

from collections.abc import Mapping
from typing import NamedTuple

from copydesk.errors import StopError
from copydesk.rules.changes import changes_between
from copydesk.rules.files import read_files, version_of
from copydesk.runs.old_rules import files_of
from copydesk.runs.selecting import reach_of_rules
from copydesk.settings import Settings
from copydesk.warehouse import Layout, MadeBy, asking, known


class RulesCompared(NamedTuple):
    """Two sets of rule files, name to text, and the files with a text that a rule of the difference fits.

    ``files_total`` counts the files of the warehouse.
    """

    before: Mapping[str, str]
    after: Mapping[str, str]
    paths: tuple[str, ...]
    files_total: int


def compared_rules(settings: Settings) -> RulesCompared:
    """Hold the rules in force against those that the published warehouse was made with.

    Returns: where it was made with those in force, the last others that it was made with are the first set;
        where there were none, both sets are the same and reach nothing. Raises StopError when nothing is
        published, or it was made before rule files were kept.
    """
    layout = Layout(settings.warehouse)
    after = read_files(settings.rules)
    with asking(layout.published) as asked:
        made = asked.made_by()
        before = _earlier(made, version_of(after))
        paths = reach_of_rules(asked, changes_between(before, after)) if before is not None else []
    if before is None and not made.runs:
        raise StopError(
            f"{layout.published} does not hold the rules that it was made with",
            "Run `copydesk run` once: from then on it does.",
        )
    return RulesCompared(before or after, after, tuple(paths), len(known(layout, published=True).files))


def _earlier(made: MadeBy, version: str) -> dict[str, str] | None:
    """Give the files of the last run that was made by other rules than those of a version."""
    for run in made.runs:
        files = files_of(made, made.parts.get(run, {}))
        if files is not None and version_of(files) != version:
            return files
    return None
