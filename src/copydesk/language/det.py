"""Engine ``det``: full naive Bayes over langdetect's profiles, on a fixed sample, without random draws.

langdetect draws n-grams at random until one language leads. Here every n-gram of eight windows counts, so
the answer is the same each time, and a window that speaks for another language shows.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from copydesk.language.grams import Laid, cleaned, lay, rows_of, without_stray_latin
from copydesk.language.tables import (
    IS_CASED,
    IS_LETTER,
    IS_UPPER,
    LANGUAGES_WIDTH,
    SCALE,
    Array,
    Tables,
)

WINDOWS: Final = 8
WINDOW_CHARS: Final = 60
SAMPLE_CHARS: Final = WINDOWS * WINDOW_CHARS
"""480 characters settle the language of an article as well as 10,000 do, and eight places in it show a
passage in another language three times out of four; see docs/language.md."""


class Scores(NamedTuple):
    """What the n-grams of one text say.

    ``by_window`` has a row per window and a column per language (``Tables.codes``): log-likelihood in nats
    above that of a language in which none of the n-grams occurs; ``total`` is the sum of its rows.
    ``grams`` (by window too) and ``letters`` count what was read.
    """

    by_window: Array
    total: Array
    grams_by_window: Array
    grams: int
    letters: int

    def part(self, chosen: Array) -> "Scores":
        """Give the scores of some of the windows; the letters are taken to lie evenly in all."""
        grams = self.grams_by_window[chosen]
        count = int(grams.sum())
        by_window = self.by_window[chosen]
        letters = round(self.letters * count / self.grams) if self.grams else 0
        return Scores(by_window, by_window.sum(axis=0), grams, count, letters)


def windows(text: str) -> list[str]:
    """Cut the sample out of a text: eight windows spread evenly over it, or the whole of a short text."""
    if len(text) <= SAMPLE_CHARS:
        return [text]
    last = len(text) - WINDOW_CHARS
    starts = [number * last // (WINDOWS - 1) for number in range(WINDOWS)]
    return [text[start : start + WINDOW_CHARS] for start in starts]


def score(tables: Tables, texts: Sequence[str]) -> list[Scores]:
    """Score texts in one pass; what comes out for one does not depend on the others."""
    if not texts:
        return []
    samples = [windows(text) for text in texts]
    owners = np.repeat(np.arange(len(samples), dtype=np.int32), [len(sample) for sample in samples])
    laid = lay(tables, [cleaned(window) for sample in samples for window in sample])
    shouted = _shouted(laid, owners)
    if shouted.any():  # langdetect reads no capitals
        pieces = zip(owners, (window for sample in samples for window in sample), strict=True)
        laid = lay(tables, [cleaned(piece.lower() if shouted[owner] else piece) for owner, piece in pieces])
    letters = np.bincount(owners[laid.pieces[(laid.flags & IS_LETTER) != 0]], minlength=len(samples))
    rows, pieces_of = rows_of(tables, without_stray_latin(laid, owners))
    edges = np.searchsorted(pieces_of, np.arange(len(owners) + 1))
    ends, grams = edges.tolist(), np.diff(edges)
    borders = np.searchsorted(owners, np.arange(len(samples) + 1)).tolist()
    found = []
    for (first, last), count in zip(pairwise(borders), letters.tolist(), strict=True):
        sums = _sums(tables.weights, rows, ends[first : last + 1])
        by_window = np.maximum.reduceat(sums, tables.code_starts, axis=1)
        total = by_window.sum(axis=0)
        found.append(Scores(by_window, total, grams[first:last], ends[last] - ends[first], count))
    return found


def _shouted(laid: Laid, owners: Array) -> Array:
    """Tell of each text whether most of its cased letters are capitals."""
    counts = [
        np.bincount(owners[laid.pieces[(laid.flags & flag) != 0]], minlength=int(owners[-1]) + 1)
        for flag in (IS_UPPER, IS_CASED)
    ]
    is_shouted: Array = 2 * counts[0] > counts[1]
    return is_shouted


def _sums(weights: Array, rows: Array, ends: Sequence[int]) -> Array:
    """Add up the weights of each window's n-grams: exact, see ``SCALE``, so the order is of no account."""
    start = ends[0]
    gathered = weights.take(rows[start : ends[-1]], axis=0)
    ones = np.ones(len(gathered), np.float32)
    sums = np.zeros((len(ends) - 1, LANGUAGES_WIDTH), np.float32)
    for number, (first, last) in enumerate(pairwise(ends)):
        np.dot(ones[first - start : last - start], gathered[first - start : last - start], out=sums[number])
    return sums / np.float32(SCALE)
