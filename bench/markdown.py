"""Tables of figures in markdown, and the verdict whether a figure meets its target."""

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table; every row has as many cells as the head."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def verdict(measured: Iterable[tuple[str, str, float | None]]) -> str:
    """Return a table of names, targets (such as ``≤ 1.0``) and measured figures, and whether each is met."""
    rows = [[name, target, value, _met(target, value)] for name, target, value in measured]
    return table(["", "target", "measured", ""], rows)


def _met(target: str, value: float | None) -> str:
    if value is None:
        return "not measured"
    bound = float(target[1:].replace(",", ""))
    return "met" if (value <= bound if target[0] == "≤" else value >= bound) else "**missed**"
