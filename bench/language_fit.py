"""Fit the confidence of the engine ``det`` anew: ``python -m bench.language --fit``."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.language_texts import KINDS, Text
from copydesk.language import LEAST_LETTERS
from copydesk.language.calibration import FEATURES, Normal, density, features, mean_likelihood
from copydesk.language.det import score
from copydesk.language.loaded import STORE

FITTED = Path(__file__).resolve().parents[1] / "src" / "copydesk" / "language" / "calibration.toml"
LEAST_SPREAD = 0.1


def fit(texts: Sequence[Text]) -> None:
    """Fit the logistic regression of ``calibration.FEATURES`` and write it."""
    tables = STORE.tables()
    scored = [
        (text, scores)
        for text, scores in zip(texts, score(tables, [one.text for one in texts]), strict=True)
        if scores.grams and scores.letters >= LEAST_LETTERS
    ]
    by_language: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for text, scores in scored:
        if text.language in tables.codes:
            column = tables.codes.index(text.language)
            by_language[text.language].append((mean_likelihood(scores, column), density(scores)))
    everywhere = [value for values in by_language.values() for value in values]
    normal = {code: _normal(by_language[code] or everywhere) for code in tables.codes}
    rows = np.array([features(scores, normal) for _, scores in scored])
    right = np.array([tables.codes[int(one.total.argmax())] == text.language for text, one in scored])
    weights = logistic(rows, right.astype(float), _importance([text.kind for text, _ in scored]))
    lines = [
        "# How sure an answer of the engine det is. Made by `python -m bench.language --fit`.",
        "",
        "[weights]",
        *(f"{name} = {weight:.4f}" for name, weight in zip(FEATURES, weights, strict=True)),
        "",
        "[normal] # see calibration.Normal; languages without a text to fit on have the values of all others",
        *(f"{code} = {list(values)}" for code, values in normal.items()),
    ]
    FITTED.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"fitted on {len(scored)} texts, {right.mean():.1%} of them answered right: {FITTED.name}")


def _normal(values: Sequence[tuple[float, float]]) -> Normal:
    likelihood, spread = np.mean(values, axis=0)[0], np.std(values, axis=0)[0]
    known_per_letter = np.mean(values, axis=0)[1]
    return Normal._make(
        round(float(value), 4) for value in (likelihood, max(spread, LEAST_SPREAD), known_per_letter)
    )


def _importance(kinds: Sequence[str]) -> Any:
    """Weigh each text so that the few articles count for a third, as sentences and headlines do."""
    return np.array([len(kinds) / len(KINDS) / kinds.count(kind) for kind in kinds])


def logistic(rows: Any, right: Any, importance: Any, rounds: int = 40) -> Any:
    """Fit a logistic regression by iteratively reweighted least squares with a small ridge."""
    weights = np.zeros(rows.shape[1])
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        spread = np.maximum(chance * (1 - chance), 1e-6) * importance
        hessian = (rows * spread[:, None]).T @ rows + np.eye(rows.shape[1])
        weights += np.linalg.solve(hessian, rows.T @ ((right - chance) * importance) - weights)
    return weights
