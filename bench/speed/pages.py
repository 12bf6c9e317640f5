"""The figures as a table in ``docs/performance.md`` and as a picture."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from bench.markdown import table, verdict

FLOOR_OF: Final = {
    "read and hash": "SHA-256",
    "decode": "memory copy",
    "split_blocks": "one Arrow RE2 pass",
    "label_blocks": "one Arrow RE2 pass",
    "build_paragraphs": "memory copy",
    "detect_languages": "one Arrow RE2 pass",
    "read_metadata": "one Arrow RE2 pass",
    "split_sentences": "one Arrow RE2 pass",
    "mark_foreign_sentences": "memory copy",
    "verify the account": "memory copy",
    "identities, columns": "SHA-256",
    "Arrow tables": "memory copy",
    "Parquet shards": "Parquet, uncompressed",
    "load": "DuckDB insert from Arrow",
    "publish": "DuckDB insert from Arrow",
}
"""The least that each stage could cost: the nearest thing that reads, or writes, the same bytes once."""

LEAST_MICRO: Final = 0.01
"""What a stage that nothing had to do costs at least: figures are rounded to this."""

_STAGES_SHOWN: Final = ("plan", "load", "relabel", "check", "publish", "index of words")


def tables(figures: Mapping[str, Any]) -> dict[str, str]:
    """Return the tables of the page by name, in markdown."""
    return {
        "machine": "\n".join(f"- {name}: {value}" for name, value in figures["machine"].items()),
        "contest": _contest(figures),
        "stages": _stages(figures),
        "corpus": f"{figures['corpus']}.",
        "growth": _growth(figures["growth"]),
        "releases": _releases(figures["press_releases"]),
        "verdict": _verdict(figures),
    }


def _contest(figures: Mapping[str, Any]) -> str:
    rows = []
    for name, costs in figures["contenders"].items():
        ratio = figures["spreads"].get(f"ratio_to_{name}")
        cells = [_spread(costs[key]) for key in ("cpu_ms_per_article", "articles_per_second", "peak_mb")]
        rows.append([name, costs["articles"], *cells, _spread(ratio) if ratio else ""])
    head = [
        "",
        "articles",
        "CPU ms per article",
        "articles per second",
        "largest process, MB",
        "CPU, times copydesk's",
    ]
    gain = f"Two workers are {_spread(figures['spreads']['speed_up_two_workers'])} times as fast as one."
    return f"{table(head, rows)}\n\n{gain}"


def _stages(figures: Mapping[str, Any]) -> str:
    stages, size = figures["stages"], figures["bytes_per_article"]
    rows = []
    for name, micro in stages.items():
        floor = FLOOR_OF.get(name)
        least = figures["floors"][floor] if floor else None
        shown = [f"{floor}: {least:.1f}", f"{micro / least:.1f}"] if least is not None else ["", ""]
        rows.append(
            [
                f"`{name}`" if "_" in name else name,
                f"{micro:.0f}",
                f"{size / max(micro, LEAST_MICRO):.0f}",
                *shown,
            ]
        )
    total = sum(stages.values())
    rows.append(["**sum**", f"**{total:.0f}**", f"**{size / total:.1f}**", "", ""])
    return table(
        ["stage", "µs per article", "MB/s of raw text", "floor, µs per article", "times the floor"], rows
    )


def _growth(rows: Sequence[Mapping[str, Any]]) -> str:
    names = list(rows[0]) if rows else []
    return table([name.replace("_", " ") for name in names], [[row[name] for name in names] for row in rows])


def _releases(found: Mapping[str, Any]) -> str:
    if not found:
        return "(The press releases are not at hand.)"
    cost = f"{found['cpu_ms_per_file']} ms of CPU each, {found['files_per_second']} a second with two workers"
    return f"{found['files']} press releases, small markdown files of all lengths: {cost}."


def _verdict(figures: Mapping[str, Any]) -> str:
    """Say of each target whether it is met; the targets stand here and nowhere else."""
    largest = max(row["largest_worker_mb"] for row in figures["growth"])
    flat = [row["cpu_ms_per_article_without_start"] for row in figures["growth"]]
    measured = [
        ("CPU per article, ms", "≤ 1.0", figures["cpu_ms_per_article"]),
        ("articles per second, two workers", "≥ 1,500", figures["articles_per_second"]),
        ("CPU of the stock script, times copydesk's", "≥ 50", figures.get("ratio_to_stock_script")),
        ("CPU of datatrove, times copydesk's", "≥ 5", figures.get("ratio_to_datatrove")),
        ("speed-up by a second worker", "≥ 1.8", figures["speed_up_two_workers"]),
        ("largest worker at any size, MB", "≤ 600", largest),
        ("cost per article without start, greatest to least", "≤ 1.1", round(max(flat) / min(flat), 2)),
        ("unchanged corpus of the largest size, s", "≤ 3", figures["growth"][-1]["unchanged_wall_s"]),
    ]
    return verdict(measured)


def _spread(found: Mapping[str, float]) -> str:
    return f"{found['median']:.3g} ({found['least']:.3g}–{found['greatest']:.3g})"


def stages_of(measured: Mapping[str, Any]) -> dict[str, float]:
    """Return µs per article by stage, the stages inside ``process`` in its place, in the order of a run."""
    whole = measured["outer"]
    inside = dict(measured["inner"])
    between = {"start, waiting, the rest of process": max(0.0, whole["process"] - sum(inside.values()))}
    later = {name: whole[name] for name in _STAGES_SHOWN[1:]}
    return {
        name: round(micro, 2) for name, micro in ({"plan": whole["plan"]} | inside | between | later).items()
    }


def draw(figures: Mapping[str, Any], place: Path) -> None:
    """Draw cost by contender, by stage and by size of the corpus."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "copydesk"
    from matplotlib import pyplot as plt

    figure, (left, middle, right) = plt.subplots(1, 3, figsize=(15, 4.5), layout="constrained")
    names = [name for name in figures["contenders"] if "2 workers" not in name]
    costs = [figures["contenders"][name]["cpu_ms_per_article"]["median"] for name in names]
    left.bar_label(left.barh(names, costs, color="#2f6f8f"), fmt="%.3g", padding=3)
    left.set(xscale="log", xlabel="CPU ms per article (log)", title="Against others")
    left.invert_yaxis()
    stages = dict(reversed(figures["stages"].items()))
    middle.barh(list(stages), list(stages.values()), color="#2f6f8f")
    middle.set(xlabel="CPU µs per article", title="Stage by stage")
    for key, label in (
        ("cpu_ms_per_article", "whole run"),
        ("cpu_ms_per_article_without_start", "without the start"),
    ):
        sizes = [row["articles"] for row in figures["growth"]]
        right.plot(sizes, [row[key] for row in figures["growth"]], marker="o", label=label)
    right.set(
        xscale="log",
        xlabel="articles in the corpus",
        ylabel="CPU ms per article",
        title="Small and large",
        ylim=0,
    )
    right.legend()
    figure.savefig(place, metadata={"Date": None})
