"""How much like body a block of a page is: a linear model in two passes, its numbers shipped as data.

The first pass scores each block by its own look, its neighbours' looks and its place. The second adds what
the first made of the blocks around: a block among body is body more often than the same block in a menu.
``page_model.toml`` holds the numbers; ``python -m bench.page_model`` makes them and says on what.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, Final, NamedTuple

import numpy as np

from copydesk.clean.page.look import Matrix
from copydesk.clean.page.place import FEATURES, means_within

REACHES: Final = (1, 2, 4, 8, 16)
"""Blocks above and below whose first scores the second pass looks at."""

NAMED: Final = 3
"""Features that an explanation names: those that weighed most."""

_DIGITS: Final = 6
"""Places to which log-odds are rounded before anything is compared: platforms differ behind them."""

_FARTHEST: Final = 30.0
_OFFSET: Final = 1e-3
_FEW_CHARS: Final = 20.0
"""Characters added to the size of a window, so that the score of a few short lines weighs little."""

CONTEXT: Final = (
    "first_score",
    "first_odds",
    *(
        f"{kind}_within_{reach}_{side}"
        for reach in REACHES
        for side in ("above", "below")
        for kind in ("score", "body")
    ),
    "body_before",
    "body_behind",
    "body",
    "score_inside",
)
"""The names of the columns that the second pass adds."""


WEIGHED: Final = (*FEATURES, "neighbours")
"""What an explanation can name: the features of the first pass, and all that the second adds to them."""


class Pass(NamedTuple):
    """The numbers of one pass: for each feature its usual value, its spread and its weight."""

    usual: Matrix
    spread: Matrix
    weight: Matrix
    constant: float

    def weigh(self, features: Matrix) -> Matrix:
        """Give what every feature adds to the log-odds of every block."""
        return (features - self.usual) / self.spread * self.weight

    def odds(self, weighed: Matrix) -> Matrix:
        """Add up, column after column, so that the sum is the same wherever it is made."""
        return np.round(np.cumsum(weighed, axis=1)[:, -1] + self.constant, _DIGITS)


class Model(NamedTuple):
    """The shipped model; ``version`` stands in the evidence of every block it removes."""

    version: str
    passes: tuple[Pass, Pass]


class Scores(NamedTuple):
    """How much like body the blocks of a document are.

    ``body`` is the probability, 4 places, one a block; ``weighed`` what each of ``WEIGHED`` added to its
    log-odds.
    """

    body: Matrix
    weighed: Matrix


@cache
def load_model() -> Model:
    """Load the numbers that are shipped."""
    text = (resources.files("copydesk.clean.page") / "page_model.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    names = (FEATURES, (*FEATURES, *CONTEXT))
    first, second = (_pass(data[key], own) for key, own in zip(("first", "second"), names, strict=True))
    return Model(data["version"], (first, second))


def _pass(table: Mapping[str, Any], names: Sequence[str]) -> Pass:
    usual, spread, weight = (np.array([table[name][n] for name in names]) for n in range(3))
    return Pass(usual, spread, weight, table["constant"])


def score(features: Matrix, model: Model) -> Scores:
    """Score the blocks of one document.

    Arguments: what ``place.measure`` gave; the model.
    """
    first, second = model.passes
    weighed = first.weigh(features)
    alone = first.odds(weighed)
    odds = second.odds(second.weigh(np.column_stack([features, context(alone, features)])))
    return Scores(np.round(probability(odds), 4), np.column_stack([weighed, odds - alone]))


def probability(odds: Matrix) -> Matrix:
    """Turn log-odds into probabilities."""
    return 1.0 / (1.0 + np.exp(-np.clip(odds, -_FARTHEST, _FARTHEST)))


def context(odds: Matrix, features: Matrix) -> Matrix:
    """Give what the second pass adds: scores of the blocks around, by count and by size.

    Arguments: log-odds of the first pass; the features it was made from.
    Returns: one row a block, the columns of ``CONTEXT``.
    """
    chance = probability(odds)
    size = np.expm1(features[:, FEATURES.index("size")])
    body = chance * size
    counts = means_within(chance[:, None], REACHES)
    bodies = means_within(np.stack([body, size], axis=1), REACHES)
    columns = [chance, np.log((chance + _OFFSET) / (1.0 - chance + _OFFSET))]
    reaches = [reach for reach in REACHES for _ in ("above", "below")]
    for reach, count, sizes in zip(reaches, counts, bodies, strict=True):
        columns += [count[:, 0], sizes[:, 0] / (sizes[:, 1] + _FEW_CHARS / reach)]
    total = float(np.cumsum(body)[-1]) + _OFFSET
    before = np.cumsum(body) - body
    columns += [before / total, 1.0 - (before + body) / total, np.full(len(odds), np.log1p(total))]
    return np.column_stack([*columns, chance * features[:, FEATURES.index("is_inside")]])


def explain(scores: Scores, rows: slice) -> str:
    """Name the features that weighed most in the verdict on some blocks, with what they added on average.

    >>> explain(Scores(np.zeros(2), np.zeros((2, len(WEIGHED)))), slice(0, 2))
    'size +0.0, words +0.0, ends +0.0'
    """
    mean = np.round(scores.weighed[rows].mean(axis=0), 1)
    most = np.argsort(-np.abs(mean), kind="stable")[:NAMED]
    return ", ".join(f"{WEIGHED[number]} {mean[number] + 0.0:+.1f}" for number in most.tolist())
