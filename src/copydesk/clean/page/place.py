"""What stands around a block and where in the document it lies, in numbers."""

from typing import Final

import numpy as np

from copydesk.clean.page.look import LEAST_PROSE, Look, Matrix

LEAST_LONG: Final = 220.0
"""Size from which on a block counts as prose however it ends."""

SHORT: Final = 60.0
"""Size below which a line that does not end like a sentence looks like one of a menu."""

LINE_COST: Final = 70.0
"""Characters of prose that one more line must bring to belong to the region of most prose."""

MOST_PROSE: Final = 800.0
"""Characters of one block that count for the region: one long comment is no body."""

STEPS: Final = (1, 2)
"""Blocks above and below whose own looks are features."""

REACHES: Final = (2, 4, 8, 16)
"""Blocks above and below over which means are taken."""

_LOGARITHMIC: Final = ("size", "words", "stops", "commas", "repeats", "linkish")
_NEAR: Final = (
    "size",
    "words",
    "ends",
    "is_item",
    "is_spaced",
    "capitals",
    "figures",
    "removing",
    "dating",
    "stops",
    "colon",
)
_MEANS: Final = ("size", "ends", "is_item", "is_prose", "familiar", "removing", "is_short")
_PLACE: Final = (
    "place",
    "prose_before",
    "prose_behind",
    "lines_since_prose",
    "lines_to_prose",
    "is_inside",
    "lines_to_region",
    "is_below_region",
    "region_share",
    "region_place",
    "document_lines",
    "document_short",
    "document_prose",
    "run_of_short",
    "run_of_prose",
    "lines_since_removing",
    "removing_before",
    "lines_since_blank",
    "usual_prose",
    "size_to_usual",
)
_LOG_COLUMNS: Final = [Look._fields.index(name) for name in _LOGARITHMIC]
_SIDES: Final = ("above", "below")

FEATURES: Final = (
    *Look._fields,
    *(f"{name}_{step}_{side}" for name in _NEAR for step in STEPS for side in _SIDES),
    *(f"{name}_within_{reach}_{side}" for reach in REACHES for side in _SIDES for name in _MEANS),
    *_PLACE,
)
"""The names of the columns of ``measure``."""


def measure(looks: Matrix) -> Matrix:
    """Measure blocks with their neighbours and their place.

    Arguments: what ``look_at`` gave, at least one row.
    Returns: one row a block, the columns of ``FEATURES``; counts are logarithms.
    """
    size, ends = looks[:, 0], looks[:, 2]
    prose = ((size >= LEAST_PROSE) & (ends > 0)) | (size >= LEAST_LONG)
    short = (size < SHORT) & (ends == 0)
    own = looks.copy()
    own[:, _LOG_COLUMNS] = np.log1p(own[:, _LOG_COLUMNS])
    columns = {name: own[:, number] for number, name in enumerate(Look._fields)}
    columns["is_prose"], columns["is_short"] = prose.astype(np.float64), short.astype(np.float64)
    near = [
        shifted(columns[name], step if side == "above" else -step)
        for name in _NEAR
        for step in STEPS
        for side in _SIDES
    ]
    means = means_within(np.stack([columns[name] for name in _MEANS], axis=1), REACHES)
    return np.column_stack([own, *near, *means, *_places(looks, prose, short)])


def shifted(column: Matrix, step: int) -> Matrix:
    """Give for each row the value ``step`` rows above it (below, if negative); -1 beyond the ends."""
    out = np.full(len(column), -1.0)
    if step > 0:
        out[step:] = column[:-step]
    else:
        out[:step] = column[-step:]
    return out


def means_within(columns: Matrix, reaches: tuple[int, ...]) -> list[Matrix]:
    """Give means over the rows within each reach, above and below; rows beyond the ends count as 0."""
    rows, width = columns.shape
    total = np.vstack([np.zeros((1, width)), np.cumsum(columns, axis=0)])
    index = np.arange(rows)
    parts = []
    for reach in reaches:
        parts.append((total[index] - total[np.maximum(index - reach, 0)]) / reach)
        parts.append((total[np.minimum(index + 1 + reach, rows)] - total[index + 1]) / reach)
    return parts


def region(sizes: Matrix, is_prose: Matrix) -> tuple[int, int]:
    """Find the run of blocks that holds the most prose for its lines: first and last, inclusive."""
    gain = np.where(is_prose, np.minimum(sizes, MOST_PROSE), 0.0) - LINE_COST
    total = np.concatenate([[0.0], np.cumsum(gain)])
    lowest = np.minimum.accumulate(total)
    last = int(np.argmax(total[1:] - lowest[:-1]))
    return int(np.argmin(total[: last + 1])), last


def _places(looks: Matrix, prose: Matrix, short: Matrix) -> list[Matrix]:
    """Give the columns of ``_PLACE``."""
    size, removing = looks[:, 0], looks[:, Look._fields.index("removing")]
    rows = len(size)
    index = np.arange(rows)
    weight = np.where(prose, size, 0.0)
    before, whole = np.cumsum(weight) - weight, float(weight.sum()) or 1.0
    first, last = region(size, prose)
    outside = np.maximum(first - index, 0) + np.maximum(index - last, 0)
    usual = float(np.median(size[prose])) if prose.any() else 0.0
    return [
        index / rows,
        before / whole,
        1.0 - (before + weight) / whole,
        np.log1p(_since(prose)),
        np.log1p(_since(prose[::-1])[::-1]),
        (outside == 0).astype(np.float64),
        np.log1p(outside),
        (index > last).astype(np.float64),
        np.full(rows, weight[first : last + 1].sum() / whole),
        np.clip((index - first) / max(last - first, 1), -1.0, 2.0),
        np.full(rows, np.log1p(rows)),
        np.full(rows, short.mean()),
        np.full(rows, np.log1p(whole)),
        np.log1p(_run(short)),
        np.log1p(_run(prose)),
        np.log1p(_since(removing > 0)),
        np.cumsum(removing) - removing,
        np.log1p(_since(looks[:, Look._fields.index("is_spaced")] > 0)),
        np.full(rows, np.log1p(usual)),
        size / (usual + 1.0),
    ]


def _since(marks: Matrix) -> Matrix:
    """Give for each row how many rows above it the last marked one stands; all rows if there is none."""
    rows = len(marks)
    index = np.arange(rows)
    last = np.maximum.accumulate(np.where(marks, index, -rows))
    above = np.concatenate([[-rows], last[:-1]])
    return np.minimum(index - above, rows).astype(np.float64)


def _run(marks: Matrix) -> Matrix:
    """Give for each row how long the run of marked rows is that it lies in; 0 for the unmarked."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], marks.astype(np.int8), [0]])))
    out = np.zeros(len(marks))
    for first, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        out[first:end] = end - first
    return out
