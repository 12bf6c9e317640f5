"""What a set came to: figures, a table by label or wire, errors by what is known of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias

Figures: TypeAlias = dict[str, float]
Table: TypeAlias = dict[str, dict[str, float]]

CUT_ONLY: Final = frozenset({"language", "script"})
"""What is known of an error that counts errors by itself but is no part of the name of its class."""


class Error(NamedTuple):
    """One thing that came out wrong.

    ``known`` is what is known of it, as pairs of a dimension and a value, what was done wrong first;
    ``size`` the characters it is about; ``text`` the thing itself, for a reader.
    """

    known: tuple[tuple[str, str], ...]
    size: int
    text: str

    @property
    def name(self) -> str:
        """The name of its class: what is known of it, its language and script left out."""
        return " · ".join(value for dimension, value in self.known if dimension not in CUT_ONLY)


@dataclass(frozen=True, slots=True)
class Report:
    """What a set came to.

    ``figures`` are the measured values by name; ``table`` has a row of figures per label, or per wire;
    ``worst`` names the worst documents, worst first.
    """

    figures: Figures
    table: Table = field(default_factory=dict)
    errors: tuple[Error, ...] = ()
    worst: tuple[str, ...] = ()

    def plus(self, other: "Report") -> "Report":
        """Join two reports on the same documents."""
        return Report(
            self.figures | other.figures,
            self.table | other.table,
            self.errors + other.errors,
            self.worst + other.worst,
        )


def classes(errors: Iterable[Error]) -> list[tuple[str, int, int]]:
    """Count errors and their characters by class, the largest class first."""
    counts: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for error in errors:
        counts[error.name] += 1
        sizes[error.name] += error.size
    return [
        (name, count, sizes[name])
        for name, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    ]


def cuts(errors: Iterable[Error]) -> dict[str, dict[str, Counter[str]]]:
    """Count errors along each dimension: dimension, value, and what was done wrong."""
    found: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for error in errors:
        (_, done), *rest = error.known
        for dimension, value in rest:
            found[dimension][value][done] += 1
    return found
