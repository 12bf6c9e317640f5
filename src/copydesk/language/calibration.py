"""How sure an answer is: the share of answers like it that are right, measured on texts of 75 languages.

The best of 55 languages is always some language, and Bayes calls it certain. What tells a right answer from
the nearest wrong one is how normal the text is for that language, and by how much it leads. The numbers in
``calibration.toml`` were fitted by ``python -m bench.language --fit``, which says on what.
"""

import math
import tomllib
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

from copydesk.language.det import Scores
from copydesk.language.tables import ABSENT

FEATURES: Final = (
    "normality",
    "normality_by_length",
    "lead_per_gram",
    "log_lead",
    "log_grams",
    "density",
    "agreement",
    "window_lead",
    "constant",
)
"""What the confidence is made of, see ``features``."""


MOST_SPREADS: Final = 6.0
"""Spreads below the mean beyond which a text is no less normal still."""


class Normal(NamedTuple):
    """What texts in a language are like.

    Mean and spread of an n-gram's log-likelihood, in nats, and n-grams that the profiles know per letter.
    """

    likelihood: float
    spread: float
    density: float


class Calibration(NamedTuple):
    """Fitted numbers: ``weights`` in the order of ``FEATURES``; ``normal`` by language."""

    weights: tuple[float, ...]
    normal: dict[str, Normal]


@cache
def load() -> Calibration:
    """Load the numbers that are shipped."""
    text = (resources.files("copydesk.language") / "calibration.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    normal = {code: Normal(*values) for code, values in data["normal"].items()}
    return Calibration(tuple(data["weights"][name] for name in FEATURES), normal)


def mean_likelihood(scores: Scores, column: int) -> float:
    """Give the mean log-likelihood, in nats, of a text's n-grams in the language of a column."""
    return float(scores.total[column]) / scores.grams + math.log(ABSENT)


def _by_windows(scores: Scores, best: int) -> tuple[float, float]:
    """Give how far the windows agree: in a language that no profile knows each finds another neighbour."""
    leads = sorted(scores.window_leads)
    if len(leads) == 1:
        return 0.0, 0.0
    return scores.window_bests.count(best) / len(leads) - 1, math.log1p(leads[len(leads) // 2])


def density(scores: Scores) -> float:
    """Give the number of known n-grams per letter of a text."""
    return scores.grams / max(scores.letters, 1)


def features(scores: Scores, normal: dict[str, Normal]) -> list[float]:
    """Describe an answer, in the order of ``FEATURES``.

    Arguments: the scores of a text with at least one n-gram; what is normal, by language.
    """
    best, second = scores.best, scores.second
    lead = float(scores.total[best] - scores.total[second])
    usual = normal[scores.language]
    distance = (mean_likelihood(scores, best) - usual.likelihood) / usual.spread
    normality = max(distance, -MOST_SPREADS)
    log_grams = math.log(scores.grams)
    return [
        normality,
        normality * log_grams,
        lead / scores.grams,
        math.log1p(lead),
        log_grams,
        math.log(density(scores) / usual.density),
        *_by_windows(scores, best),
        1.0,
    ]


def confidence(scores: Scores) -> float:
    """Give the probability, 0–1, that the best language of a text is its language."""
    fitted = load()
    found = features(scores, fitted.normal)
    logit = sum(weight * value for weight, value in zip(fitted.weights, found, strict=True))
    return 1 / (1 + math.exp(-max(min(logit, 50.0), -50.0)))
