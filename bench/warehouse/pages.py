"""The figures as tables of ``docs/warehouse.md``; the targets stand here and nowhere else."""

from collections.abc import Mapping
from typing import Any

from bench.markdown import table, verdict

_UNITS = {"mb": "MB", "s": "s", "ms": "ms", "cpu": "CPU"}


def tables(figures: Mapping[str, Any]) -> dict[str, str]:
    """Return the tables of the page by name, in markdown."""
    grown, people = figures["snapshots"], figures["analysts"]
    names = ("answers", "errors", "p50_ms", "p95_ms")
    return {
        "load": _listed(figures["load"]),
        "sizes": _listed(figures["sizes"]),
        "snapshots": table(
            [_told(name) for name in grown[0]], [[f"{one:,}" for one in row.values()] for row in grown]
        ),
        "analysts": table(
            ["", *map(_told, names)],
            [[when, *(people[when][name] for name in names)] for when in ("idle", "loading")],
        ),
        "bounds": _verdict(figures),
    }


def _verdict(figures: Mapping[str, Any]) -> str:
    loaded, largest, people = figures["load"], figures["snapshots"][-1], figures["analysts"]
    return verdict(
        [
            ("articles loaded per CPU second", "≥ 5,000", loaded["articles_per_cpu_second"]),
            ("CPU of an unchanged run, share of the first", "≤ 0.02", loaded["unchanged_share"]),
            ("database, times raw text and tables in zstd", "≤ 1.2", figures["sizes"]["database_to_zstd"]),
            (f"snapshot of {largest['sentences']:,} sentences, s", "≤ 10", largest["snapshot_wall_s"]),
            ("errors that analysts saw during a load", "≤ 0", people["loading"]["errors"]),
            ("95th percentile of answers during a load, times idle", "≤ 2", people["p95_ratio"]),
        ]
    )


def _listed(figures: Mapping[str, float]) -> str:
    return table(["", "measured"], [[_told(name), f"{one:,}"] for name, one in figures.items()])


def _told(name: str) -> str:
    return " ".join(_UNITS.get(word, word) for word in name.split("_"))
