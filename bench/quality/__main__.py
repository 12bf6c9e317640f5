"""Measure how well text is cleaned and metadata read: ``python -m bench.quality``, or ``make gate``.

The texts lie beside the repository, in ``../shared``.
"""

import argparse
import sys
from collections.abc import Sequence

from bench.quality import sets
from bench.quality.cases import DATA, Report


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write, compare; 1 when a figure is below its floor."""
    options = _options(arguments)
    if not DATA.is_dir():
        print("skipped: the gate of quality needs ../shared/data, which is not here")
        return 0
    reports = {}
    for name, report in sets.measure(options.sets, options.sample):
        reports[name] = report
        _print(name, report, options.errors)
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench.quality", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--sets", nargs="+", choices=sets.NAMES, default=list(sets.NAMES), metavar="NAME")
    parser.add_argument("--sample", type=int, default=1, metavar="N", help="measure every N-th document")
    parser.add_argument(
        "--errors", type=int, default=0, metavar="N", help="print the N worst errors of a set"
    )
    return parser.parse_args(arguments)


def _print(name: str, report: Report, errors: int) -> None:
    print(f"== {name}")
    print(*(f"{key:32} {value:10.4f}" for key, value in report.figures.items()), sep="\n")
    for label, row in report.labels.items():
        print(f"   {label:16}", *(f"{key} {value:.4g}" for key, value in row.items()))
    if errors:
        classes = sorted(report.classes.items(), key=lambda one: (-one[1], one[0]))
        print(*(f"   {count:6}  {key}" for key, count in classes[:errors]), sep="\n")
        print(*(f"   {text}" for text in report.shown[:errors]), sep="\n")


if __name__ == "__main__":
    sys.exit(main())
