"""The figures as tables of ``docs/quality.md``."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from bench.quality.cases import ROOT
from bench.quality.pages import FILES
from bench.quality.report import Error, Report, classes, cuts
from bench.quality.targets import TARGETS, Bounds

PAGE: Final = ROOT / "docs" / "quality.md"
MOST: Final = 10
"""Classes of error in a table."""


def tables(reports: Mapping[str, Report], bounds: Bounds) -> dict[str, str]:
    """Make every table of the page: the name of its marks to its text."""
    made = {name: set_table(name, report, bounds) for name, report in reports.items()}
    bodies = [
        error for name in FILES if name != "wcxb_dev_md" for error in reports[name].errors if _is_line(error)
    ]
    fields = [
        (name, error)
        for name, report in reports.items()
        for error in report.errors
        if not _is_line(error) and name != "us_news_alone"
    ]
    made["targets"] = _targets(reports)
    made["line_classes"] = _rows(
        ["class of error", "lines", "characters"], [list(row) for row in classes(bodies)[:MOST]]
    )
    made["line_cuts"] = _cuts(bodies)
    found = Counter((error.known[1][1], error.known[0][1], name) for name, error in fields)
    ordered = sorted(found.items(), key=lambda one: (-one[1], one[0]))[:MOST]
    made["field_classes"] = _rows(
        ["field", "error", "set", "documents"], [[*key, count] for key, count in ordered]
    )
    return made


def _is_line(error: Error) -> bool:
    return any(dimension == "place" for dimension, _ in error.known)


def _targets(reports: Mapping[str, Report]) -> str:
    rows: list[list[object]] = []
    for target in TARGETS:
        figures = reports[target.set_name].figures
        if target.figure in figures:
            wanted = f"{'≤' if target.is_ceiling else '≥'} {target.wanted(figures):.4g}"
            verdict = "yes" if target.is_reached(figures) else "**no**"
            rows.append([target.text, f"`{target.set_name}`", wanted, figures[target.figure], verdict])
    return _rows(["what", "set", "target", "measured", "reached"], rows)


def set_table(name: str, report: Report, bounds: Bounds) -> str:
    """Make the table of a set's figures with their bounds, and below it that of its labels or wires."""
    floors, ceilings = (bounds.get(side, {}).get(name, {}) for side in ("at_least", "at_most"))
    rows: list[list[object]] = []
    for key, value in report.figures.items():
        bound = f"≥ {floors[key]:g}" if key in floors else f"≤ {ceilings[key]:g}" if key in ceilings else ""
        rows.append([key.replace("_", " "), value, bound])
    text = _rows(["figure", "measured", "bound"], rows)
    if report.table:
        names = list(next(iter(report.table.values())))
        more = [[label, *row.values()] for label, row in report.table.items()]
        text += "\n\n" + _rows(["", *(key.replace("_", " ") for key in names)], more)
    return text


def _cuts(errors: list[Error]) -> str:
    rows: list[list[object]] = []
    for dimension, values in cuts(errors).items():
        ordered = sorted(values.items(), key=lambda one: (-one[1].total(), one[0]))[:MOST]
        rows += [[dimension, value, counts["kept"], counts["removed"]] for value, counts in ordered]
    return _rows(["by", "", "wrongly kept", "wrongly removed"], rows)


def _rows(head: list[str], rows: list[list[object]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join(["---"] * len(head)) + " |"]
    lines += ["| " + " | ".join(map(_cell, row)) + " |" for row in rows]
    return "\n".join(lines)


def _cell(value: object) -> str:
    """Write a number as it is read: counts whole, shares with four places."""
    if not isinstance(value, float):
        return str(value)
    return f"{value:,.0f}" if value == int(value) and abs(value) > 1 else f"{value:.4g}"
