"""Fit and measure the choice of the title line on a page; ``bench.page_model`` calls it."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from bench.page_texts import FOLDS, Page
from copydesk.clean.page import body_start
from copydesk.clean.page.titles import Candidates, TitleModel, candidates_of, find_title

STEPS = 300
RATE = 0.05
PULL = 1e-3
DECAY, SQUARES = 0.9, 0.99
"""Of the running means of slope and squared slope, as Adam has them."""


class Titled(NamedTuple):
    """A page whose title stands in its text: candidates, the places of the right ones, all its lines."""

    fold: int
    candidates: Candidates
    right: list[int]
    numbers: frozenset[int]


def titled(page: Page, body: Any) -> Titled | None:
    """Look for the title of a page in its text; None where it has none or says it otherwise.

    Arguments: the page; the scores of its blocks by a model that has not seen its site.
    """
    title = _even(page.title)
    numbers = frozenset(n for n, block in enumerate(page.blocks) if title and _even(block.plain) == title)
    start = body_start(page.blocks, body)
    if not numbers or start is None:
        return None
    candidates = candidates_of(page.blocks, page.looks, body, start)
    right = [place for place, number in enumerate(candidates.numbers) if number in numbers]
    return Titled(page.fold, candidates, right, numbers)


def _even(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


def fit_titles(pages: Sequence[Titled]) -> TitleModel:
    """Fit the chances of the lines of each page, which add up to one, by gradient descent."""
    known = [page for page in pages if page.right]
    rows = np.vstack([page.candidates.features for page in known])
    sizes = [len(page.candidates.numbers) for page in known]
    starts = np.cumsum([0, *sizes[:-1]])
    of_page = np.repeat(np.arange(len(known)), sizes)
    is_right = np.zeros(len(rows))
    for page, start in zip(known, starts, strict=True):
        is_right[start + np.array(page.right)] = 1.0
    usual, spread = np.round(rows.mean(axis=0), 4), np.maximum(np.round(rows.std(axis=0), 4), 1e-3)
    rows = (rows - usual) / spread
    weights, mean, square = (np.zeros(rows.shape[1]) for _ in range(3))
    for step in range(1, STEPS + 1):
        odds = rows @ weights
        chance = np.exp(odds - np.maximum.reduceat(odds, starts)[of_page])
        chance /= np.add.reduceat(chance, starts)[of_page]
        among_right = chance * is_right
        among_right /= np.add.reduceat(among_right, starts)[of_page]
        slope = rows.T @ (among_right - chance) / len(known) - PULL * weights
        mean = DECAY * mean + (1 - DECAY) * slope
        square = SQUARES * square + (1 - SQUARES) * slope**2
        weights += RATE * (mean / (1 - DECAY**step)) / (np.sqrt(square / (1 - SQUARES**step)) + 1e-8)
    return TitleModel(usual, spread, np.round(weights, 4))


def accuracy_of_titles(pages: Sequence[Titled]) -> str:
    """Measure the choice on sites that it was not fitted on."""
    right = none = 0
    for fold in range(FOLDS):
        model = fit_titles([page for page in pages if page.fold != fold])
        for page in pages:
            if page.fold == fold:
                found = find_title(page.candidates, model)
                right += found in page.numbers
                none += found is None
    return f"titles that stand in the text: {right / len(pages):.3f} of {len(pages)} found, {none} not named"
