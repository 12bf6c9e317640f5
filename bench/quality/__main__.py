"""Measure how well text is cleaned and metadata read: ``python -m bench.quality``, or ``make gate``.

The texts lie beside the repository, in ``../shared``; a set whose file is not there is skipped by name. One
process, the same figures whenever it is run.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Final

from bench.marks import write_into
from bench.quality import page, sets, targets
from bench.quality.cases import ROOT
from bench.quality.report import Report, classes

MEASURED: Final = ROOT / "bench" / "quality.json"
QUICK_SAMPLE: Final = 8
"""Every N-th document that ``--quick`` measures: some twenty seconds of CPU."""
EXAMPLES: Final = 5
"""Errors that ``--errors`` shows of a class."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write, compare; 1 when a figure is beyond its bound."""
    parser = _parser()
    options = parser.parse_args(arguments)
    sample = QUICK_SAMPLE if options.quick else options.sample
    which = "quick" if options.quick else "full"
    if options.write and (sample > 1 or set(options.sets) != set(sets.SETS)):
        parser.error("--write takes all documents of all sets")
    if options.check and which == "full" and sample > 1:
        parser.error("floors hold for all documents, or for those of --quick")
    if options.tighten and sample > 1:
        parser.error("--tighten takes all documents")
    reports: dict[str, Report] = {}
    for name, report in sets.measure(options.sets, sample):
        if report is None:
            print(f"== {name}: skipped, {_where(name)} is not here")
        else:
            reports[name] = report
            _print(name, report, options.errors)
    if options.tighten:
        _tighten(reports)
    if options.write:
        _write(reports)
    return _check(which, reports) if options.check else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.quality", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    add = parser.add_argument
    add(
        "--sets",
        nargs="+",
        choices=sets.SETS,
        default=list(sets.SETS),
        metavar="NAME",
        help=", ".join(sets.SETS),
    )
    add("--sample", type=int, default=1, metavar="N", help="measure every N-th document")
    add("--quick", action="store_true", help=f"every {QUICK_SAMPLE}th document, with bounds of its own")
    add("--errors", type=int, default=0, metavar="N", help="print the N worst documents and classes of error")
    add("--check", action="store_true", help="fail when a figure is beyond its bound")
    add("--tighten", action="store_true", help="raise the floors to what is measured")
    add("--write", action="store_true", help="write bench/quality.json and docs/quality.md")
    return parser


def _where(name: str) -> str:
    return "../" + str(sets.SETS[name].file.relative_to(ROOT.parent))


def _print(name: str, report: Report, errors: int) -> None:
    print(f"== {name}")
    print(*(f"{key:32} {value:10.4f}" for key, value in report.figures.items()), sep="\n")
    for label, row in report.table.items():
        print(f"   {label:16}", *(f"{key} {value:.4g}" for key, value in row.items()))
    for text in report.worst[:errors]:
        print("  ", text)
    for kind, count, size in classes(report.errors)[:errors]:
        print(f"   {count:6} times {size:8} characters  {kind}")
        examples = [error.text for error in report.errors if error.name == kind][:EXAMPLES]
        print(*(f"          {text}" for text in examples), sep="\n")


def _check(which: str, reports: Mapping[str, Report]) -> int:
    measured = {name: report.figures for name, report in reports.items()}
    failed = targets.broken(measured, targets.read_bounds(which))
    print(*failed, sep="\n", end="\n" if failed else "")
    return 1 if failed else 0


def _tighten(reports: Mapping[str, Report]) -> None:
    measured = {name: report.figures for name, report in reports.items()}
    fresh = targets.tightened(targets.FLOORS.read_text(encoding="utf-8"), "full", measured)
    targets.FLOORS.write_text(fresh, encoding="utf-8")


def _write(reports: Mapping[str, Report]) -> None:
    """Write all there is; with a set missing, nothing: half a page would pass for a whole one."""
    if len(reports) < len(sets.SETS):
        raise SystemExit("nothing written: a set is missing")
    found = {
        name: {
            "figures": report.figures,
            "table": report.table,
            "errors": {kind: count for kind, count, _ in classes(report.errors)[: page.MOST]},
        }
        for name, report in reports.items()
    }
    MEASURED.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    write_into(page.PAGE, page.tables(reports, targets.read_bounds("full")))


if __name__ == "__main__":
    sys.exit(main())
