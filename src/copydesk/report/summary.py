"""The summary of a run, as plain text and as markdown."""

import re
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from copydesk.report.plain import printable, shorten
from copydesk.settings import DEFAULT_WAREHOUSE, command

if TYPE_CHECKING:  # importing runs costs half a second of CPU, which `copydesk --help` need not pay
    from copydesk.runs import PlanReport, Rejected, RunSummary

NEXT_SQL: Final = "SELECT outlet, articles, first_published_on, last_published_on FROM coverage_by_outlet"
"""The question most people ask first; the tests run it."""

MOST_REASONS: Final = 5

MARKDOWN_ROWS: Final = 40
CELL_CHARS: Final = 160
"""Forty rows of cells this long stay below 20 kB: Prefect's pages choke on large artifacts."""

_MARKUP: Final = re.compile(r"([\\`*_{}\[\]()#+\-.!|~:/@&<>$^=])")


def summary_text(summary: "RunSummary") -> str:
    """Return the summary of a run as lines for a terminal, without colour."""
    lines = [*_headline(summary), ""]
    if summary.removed_by_label:
        lines += ["Blocks removed, in all the warehouse"]
        lines += _counted(sorted(summary.removed_by_label.items(), key=lambda item: (-item[1], item[0])))
        lines.append("")
    if summary.rejects:
        lines += ["Rejects (the view rejects_current has the details)"]
        for one in summary.rejects:
            lines += [f"  {printable(one.reason)}: {_rejected(one)}", f"    {printable(one.advice)}"]
        lines.append("")
    lines += [f"Warning: {printable(warning)}" for warning in summary.check.warnings]
    lines += [
        f"Database  {printable(summary.publish.database)}",
        f"Export    {printable(summary.publish.export)}",
        f"Page      {printable(summary.publish.report)}",
        "",
        "Try next",
        f"  {next_query(summary)}",
    ]
    return "\n".join(lines) + "\n"


def summary_markdown(summary: "RunSummary") -> str:
    """Return the summary as markdown of at most 50 kB; nothing that came from a file is markup in it."""
    head, *rest = _headline(summary)
    lines = [f"**{_escape(head)}**", "", *(_escape(line) for line in rest), ""]
    labels = sorted(summary.removed_by_label.items(), key=lambda item: (-item[1], item[0]))
    lines += _table(("Removed as", "Blocks"), [(label, str(count)) for label, count in labels])
    lines += _table(
        ("Rejected because", "Files", "Such as", "What to do"),
        [(one.reason, str(one.files), one.example, one.advice) for one in summary.rejects],
    )
    lines += [f"- Warning: {_escape(warning)}" for warning in summary.check.warnings[:MARKDOWN_ROWS]]
    lines += ["", f"Database: {_escape(summary.publish.database)}", ""]
    lines += [f"Export: {_escape(summary.publish.export)}", "", "Try next:", "", f"    {next_query(summary)}"]
    return "\n".join(lines) + "\n"


def next_query(summary: "RunSummary") -> str:
    """Return a command that works as it stands, for the warehouse the run was about."""
    folder = Path(summary.publish.database).parent
    option = "" if folder == DEFAULT_WAREHOUSE else f" --warehouse {shlex.quote(printable(str(folder)))}"
    return f'{shlex.quote(command())} sql{option} "{NEXT_SQL}"'


def _headline(summary: "RunSummary") -> list[str]:
    plan, load = summary.plan, summary.load
    lines = [f"{_count(plan.files_seen, 'file')} in {printable(summary.raw_folder)}: {_changes(plan)}"]
    if plan.files_seen == 0:
        lines.append("The folder is empty: put .txt or .md files into it, then run again.")
    if plan.files_gone and plan.files_seen == plan.files_new:
        lines.append(
            "Warning: every file known so far is gone. If this is the wrong folder, or a disk that is not "
            "mounted, run again with the right one: its articles come back."
        )
    if plan.is_reprocessing:
        lines.append(f"{_count(plan.files_reprocessed, 'known file')} processed again: {_reasons(plan)}")
    if plan.is_stamping:
        lines.append("Documents that no change can reach bear the new versions.")
    loaded = f"{_count(load.articles, 'article')} and {_count(load.sentences, 'sentence')} loaded"
    took = f" in {summary.seconds:.1f} s" if summary.seconds else ""
    if not load.is_loaded:
        loaded = "Nothing to do: the warehouse is up to date"
        took = " (published again: the published files were not)" if summary.publish.is_changed else ""
    lines.append(loaded + took)
    if summary.files_relabelled:
        lines.append(
            f"{_count(summary.files_relabelled, 'file')} processed once more, "
            "for the lines that their outlets repeat (the table furniture)"
        )
    if summary.files_waiting:
        lines.append(
            f"{_count(summary.files_waiting, 'file')} changed all the while: left for the next run, "
            "and until then as before"
        )
    lines.append(
        f"The warehouse holds {_count(summary.articles_total, 'article')} "
        f"and {_count(summary.sentences_total, 'sentence')} from {_count(summary.files_total, 'file')}"
    )
    return lines


def _reasons(plan: "PlanReport") -> str:
    """Say what has changed, the changes that reach most files first."""
    shown = [
        f"{one.kind} {printable(one.name)} ({printable(one.change)})" for one in plan.reasons[:MOST_REASONS]
    ]
    more = len(plan.reasons) - len(shown)
    return ", ".join([*shown, f"{more} more changes"] if more > 0 else shown)


def _changes(plan: "PlanReport") -> str:
    numbers = (
        (plan.files_new, "new"),
        (plan.files_changed, "changed"),
        (plan.files_reprocessed, "to be done again"),
        (plan.files_unchanged, "unchanged"),
        (plan.files_gone, "gone"),
    )
    rare = ((plan.files_returned, "there again"), (plan.files_kept, "missing and kept"))
    told = [(number, word) for number, word in numbers if number or word != "to be done again"]
    told += [(number, word) for number, word in rare if number]
    return ", ".join(f"{number:,} {word}" for number, word in told)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _counted(items: Sequence[tuple[str, int]]) -> list[str]:
    width = max(len(name) for name, _ in items)
    return [f"  {printable(name):<{width}}  {count:>7,}" for name, count in items]


def _rejected(one: "Rejected") -> str:
    return f"{_count(one.files, 'file')}, such as {shorten(printable(one.example), CELL_CHARS)}"


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\1", shorten(printable(text), CELL_CHARS))


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    if not rows:
        return []
    lines = [f"| {' | '.join(header)} |", "|" + " --- |" * len(header)]
    lines += [f"| {' | '.join(_escape(cell) for cell in row)} |" for row in rows[:MARKDOWN_ROWS]]
    if len(rows) > MARKDOWN_ROWS:
        lines.append(f"| and {len(rows) - MARKDOWN_ROWS} more |" + " |" * (len(header) - 1))
    return [*lines, ""]
