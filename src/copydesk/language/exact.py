"""Engine ``exact``: what a seeded ``langdetect.detect_langs`` answers, to the last digit, for audits.

The same n-grams in the same order, the same draws of the same random generator, the same sums: only the
55-fold loops of Python are arrays here. langdetect is taken to have loaded its profiles in order of name.
"""

import random
import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from copydesk.language.grams import Laid, cleaned, lay, rows_of, without_stray_latin
from copydesk.language.loaded import STORE
from copydesk.language.tables import Array, Tables

SEED: Final = 0
TRIALS: Final = 7
ALPHA, ALPHA_WIDTH, BASE_FREQUENCY = 0.5, 0.05, 10_000
CONVERGED: Final = 0.99999
MOST_DRAWS: Final = 1000
DRAWS_BETWEEN_LOOKS: Final = 5
LEAST_PROBABILITY: Final = 0.1
LONGEST: Final = 10_000
"""The constants of ``langdetect.detector.Detector``."""
_SPACES: Final = re.compile("  +")


def probabilities(text: str) -> list[tuple[str, float]]:
    """Give the languages that langdetect names for a text, most probable first; none without n-grams."""
    tables, shares = STORE.tables(), STORE.shares()
    rows = _rows(tables, text)
    if not rows:
        return []
    generator = random.Random(SEED)  # noqa: S311 - langdetect's own
    sums = np.zeros(len(tables.languages))
    for _ in range(TRIALS):
        weight = (ALPHA + generator.gauss(0.0, 1.0) * ALPHA_WIDTH) / BASE_FREQUENCY
        sums += _trial(shares, rows, weight, generator) / TRIALS
    found = [
        (str(name), float(share))
        for name, share in zip(tables.languages, sums, strict=True)
        if share > LEAST_PROBABILITY
    ]
    return sorted(found, key=lambda one: -one[1])


def _rows(tables: Tables, text: str) -> list[int]:
    squeezed = _SPACES.sub(" ", cleaned(text)[:LONGEST])
    if not squeezed:
        return []
    laid = lay(tables, [squeezed])
    laid = Laid(*(part[:-1] for part in laid))  # langdetect sees no blank behind the last word
    found: list[int] = rows_of(tables, without_stray_latin(laid, np.zeros(1, np.int32)))[0].tolist()
    return found


def _trial(shares: Array, rows: Sequence[int], weight: float, generator: random.Random) -> Array:
    """Draw n-grams until one language leads, as ``Detector._detect_block`` does."""
    current = np.full(shares.shape[1], 1.0 / shares.shape[1])
    drawn = 0
    while True:
        for _ in range(DRAWS_BETWEEN_LOOKS if drawn else 1):
            current *= weight + shares[generator.choice(rows)]
            drawn += 1
        current /= sum(current.tolist())
        if current.max() > CONVERGED or drawn > MOST_DRAWS:
            return current
