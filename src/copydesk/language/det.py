"""Engine ``det``: full naive Bayes over langdetect's profiles, on a fixed sample, without random draws.

langdetect draws n-grams at random until one language leads. Here every n-gram of eight windows counts, so
the answer is the same each time, and a window that speaks for another language shows.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from copydesk.language.grams import Laid, cleaned, count_by_text, lay, rows_of, without_stray_latin
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
    ``grams`` (by window too) and ``letters`` count what was read. ``best`` and ``second`` are the columns
    with most in total, ``language`` and ``runner_up`` their codes. ``window_bests`` is the column with most
    in each window; ``window_leads`` tells by how much it leads the next there, ``dissents`` by how much it
    leads ``best``.
    """

    by_window: Array
    total: Array
    grams_by_window: Array
    grams: int
    letters: int
    best: int
    second: int
    language: str
    runner_up: str
    window_bests: Sequence[int]
    window_leads: Sequence[float]
    dissents: Sequence[float]

    def part(self, tables: Tables, chosen: Array) -> "Scores":
        """Give the scores of some of the windows; the letters are taken to lie evenly in all."""
        grams = self.grams_by_window[chosen]
        count = int(grams.sum())
        letters = round(self.letters * count / self.grams) if self.grams else 0
        by_window = self.by_window[chosen]
        total = by_window.sum(axis=0)
        return _ranked(tables, by_window, total[None], [_Read(0, len(by_window), letters)], grams)[0]


class _Read(NamedTuple):
    """A text: its windows, from and to, among those of all texts, and its letters."""

    first: int
    last: int
    letters: int


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
    letters = count_by_text((laid.flags & IS_LETTER) != 0, laid, owners)
    rows, pieces_of = rows_of(tables, without_stray_latin(laid, owners))
    edges = np.searchsorted(pieces_of, np.arange(len(owners) + 1))
    borders = np.searchsorted(owners, np.arange(len(samples) + 1))
    spans = pairwise(borders.tolist())
    read = [_Read(*span, count) for span, count in zip(spans, letters.tolist(), strict=True)]
    sums = _sums(tables.weights, rows, edges.tolist(), read)
    by_window = np.maximum.reduceat(sums, tables.code_starts, axis=1)
    totals = np.add.reduceat(by_window, borders[:-1], axis=0)
    return _ranked(tables, by_window, totals, read, np.diff(edges))


def _shouted(laid: Laid, owners: Array) -> Array:
    """Tell of each text whether most of its cased letters are capitals."""
    upper, cased = (count_by_text((laid.flags & flag) != 0, laid, owners) for flag in (IS_UPPER, IS_CASED))
    is_shouted: Array = 2 * upper > cased
    return is_shouted


def _sums(weights: Array, rows: Array, ends: Sequence[int], texts: Iterable[_Read]) -> Array:
    """Add up the weights of each window's n-grams: exact, see ``SCALE``, so the order is of no account.

    They are gathered text by text: as much as a processor keeps at hand.
    """
    sums = np.zeros((len(ends) - 1, LANGUAGES_WIDTH), np.float32)
    for first, last, _ in texts:
        start = ends[first]
        gathered = weights.take(rows[start : ends[last]], axis=0)
        ones = np.ones(len(gathered), np.float32)
        for number in range(first, last):
            begin, end = ends[number] - start, ends[number + 1] - start
            np.dot(ones[begin:end], gathered[begin:end], out=sums[number])
    return sums / np.float32(SCALE)


def _ranked(
    tables: Tables, by_window: Array, totals: Array, texts: Sequence[_Read], grams: Array
) -> list[Scores]:
    """Make the scores of texts, with the columns that lead in them.

    Arguments: the scores of all windows; a row of totals per text; the texts; the n-grams of each window.
    """
    codes = tables.codes
    leading = np.argsort(-totals, axis=1, kind="stable")[:, :2].tolist()
    windows_of = np.arange(len(by_window))
    bests = by_window.argmax(axis=1)
    highest = by_window[windows_of, bests]
    of_text = np.repeat([best for best, _ in leading], [last - first for first, last, _ in texts])
    dissents = (highest - by_window[windows_of, of_text]).tolist()
    others = by_window.copy()
    others[windows_of, bests] = -1.0  # below all scores
    leads, window_bests = (highest - others.max(axis=1)).tolist(), bests.tolist()
    return [
        Scores(
            by_window[first:last],
            totals[number],
            grams[first:last],
            int(grams[first:last].sum()),
            letters,
            best,
            second,
            codes[best],
            codes[second],
            window_bests[first:last],
            leads[first:last],
            dissents[first:last],
        )
        for number, ((first, last, letters), (best, second)) in enumerate(zip(texts, leading, strict=True))
    ]
