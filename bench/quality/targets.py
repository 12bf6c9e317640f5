"""What the figures must reach, and the bounds that a change must not break."""

import math
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from bench.quality.cases import ROOT
from bench.quality.report import Figures

FLOORS: Final = ROOT / "tests" / "quality_floors.toml"
MARGIN: Final = 0.002
"""What a raised floor leaves below the figure: the change of a document or two in the larger sets."""

FALSEHOODS: Final = 0.01
"""The share of documents that may get a value which their text does not show; a ceiling is no tighter."""
GUARD: Final = "# guard"
"""What stands behind a bound that is not to follow the figure: counts, and figures that another one rules."""

Bounds: TypeAlias = Mapping[str, Mapping[str, Mapping[str, float]]]
"""``at_least`` and ``at_most`` to sets to figures to numbers."""


class Target(NamedTuple):
    """What a figure must reach: at least ``number``, or at most where ``is_ceiling``.

    A ``number`` that is a name is another figure of the set.
    """

    text: str
    set_name: str
    figure: str
    number: float | str
    is_ceiling: bool = False

    def wanted(self, figures: Figures) -> float:
        """The number to reach."""
        return figures[self.number] if isinstance(self.number, str) else self.number

    def is_reached(self, figures: Figures) -> bool:
        """Tell whether the figures reach it."""
        measured, wanted = figures[self.figure], self.wanted(figures)
        return measured <= wanted if self.is_ceiling else measured >= wanted


TARGETS: Final = (
    Target("body F1 of flattened pages", "wcxb_dev", "f1", 0.90),
    Target("body F1 in five languages", "daniel_half", "f1", "target_f1"),
    Target("body paragraphs lost, per 1,000", "clean_articles", "paragraphs_lost_per_1000", 1.0, True),
    Target("footers and contacts removed from press releases", "press_releases", "ends_removed", 0.98),
    Target("sentences of their bodies lost", "press_releases", "body_sentences_lost", 0.0, True),
    *(
        target
        for name in ("wcxb_dev", "gum_half", "press_releases", "press_offices", "us_news")
        for target in (
            Target("title, where the text has it", name, "title_exact", 0.95),
            Target("authors F1", name, "authors_f1", 0.90),
            Target("date, exact day", name, "date_exact", 0.95),
            Target("false dates", name, "false_dates", 0.01, True),
        )
    ),
    Target("false dates", "us_news_alone", "false_dates", 0.01, True),
    Target("seeds that are exact", "seeds", "exact", 1.0),
)  # fmt: skip
"""The numbers that this was built for. A set without the figure (a wire names no authors) has no row."""


def read_bounds(which: str, file: Path = FLOORS) -> Bounds:
    """Read the bounds of ``full`` or of ``quick`` measuring."""
    found: Bounds = tomllib.loads(file.read_text(encoding="utf-8"))[which]
    return found


def broken(measured: Mapping[str, Figures], bounds: Bounds) -> list[str]:
    """Name each figure beyond its bound; sets that were not measured are passed over.

    A figure that a measured set no longer has is broken too: nothing passes because it vanished.
    """
    found = []
    for name, figures in measured.items():
        for key, floor in bounds.get("at_least", {}).get(name, {}).items():
            if figures.get(key, float("-inf")) < floor:
                found.append(f"{name}: {key} is {figures.get(key, 'missing')}, its floor is {floor}")
        for key, ceiling in bounds.get("at_most", {}).get(name, {}).items():
            if figures.get(key, float("inf")) > ceiling:
                found.append(f"{name}: {key} is {figures.get(key, 'missing')}, its ceiling is {ceiling}")
    return found


def tightened(text: str, which: str, measured: Mapping[str, Figures]) -> str:
    """Return the file of bounds with those tightened that what is measured allows, comments kept.

    A floor rises to ``MARGIN`` below its figure. A ceiling falls to ``MARGIN`` above it, but not below its
    target: where one error in a hundred is allowed, none is luck. No bound is ever loosened here: that
    takes a hand, and a word why. Guards stay.
    """
    side = name = ""
    lines = []
    for line in text.splitlines():
        if found := re.fullmatch(r"\[(\w+)\.(\w+)\.(\w+)\]", line):
            side, name = (found[2], found[3]) if found[1] == which else ("", "")
        bound = re.fullmatch(r"(\w+) = ([\d.]+)(.*)", line)
        if side and bound and GUARD not in bound[3] and bound[1] in measured.get(name, {}):
            new = _tighter(side, (name, bound[1]), float(bound[2]), measured[name][bound[1]])
            lines.append(f"{bound[1]} = {new:g}{bound[3]}")
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"


def _tighter(side: str, figure: tuple[str, str], old: float, measured: float) -> float:
    if side == "at_least":
        return max(old, math.floor((measured - MARGIN) * 1000) / 1000)
    targets = [one.number for one in TARGETS if (one.set_name, one.figure) == figure and one.is_ceiling]
    least = max(
        [FALSEHOODS] * figure[1].startswith("false_") + [n for n in targets if not isinstance(n, str)],
        default=0.0,
    )
    ceiling = measured if measured == 0 else math.ceil((measured + MARGIN) * 1000) / 1000
    return min(old, max(ceiling, least))
