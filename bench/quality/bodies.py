"""The score of a body: 4-token shingles, as the article-extraction benchmark counts them.

Precision and recall are averaged over the documents, F1 is taken of the averages. A token is a run of
``\\w``: a Chinese clause is one token. That is how the metric is defined.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple

TOKEN: Final = re.compile(r"\w+")
SHINGLE_TOKENS: Final = 4
LINE_WORDS: Final = 8
"""Words of the baseline that keeps long lines: issue, "keep lines of ≥ 8 words"."""


class Score(NamedTuple):
    """Precision, recall and F1, each in 0–1."""

    precision: float
    recall: float
    f1: float


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count the runs of four tokens; a text of one to three tokens is one shorter run."""
    tokens = TOKEN.findall(text)
    if 0 < len(tokens) < SHINGLE_TOKENS:
        return Counter([tuple(tokens)])
    return Counter(zip(*(tokens[first:] for first in range(SHINGLE_TOKENS)), strict=False))


def score(pairs: Iterable[tuple[str, str]]) -> Score:
    """Score texts against gold.

    Arguments: pairs of gold and what was found.
    Returns: precision averaged over the documents for which something was found, recall over those with
        something to find; 0 where there is none.
    """
    precisions: list[float] = []
    recalls: list[float] = []
    for gold, found in pairs:
        wanted, given = shingles(gold), shingles(found)
        right = (wanted & given).total()
        if given:
            precisions.append(right / given.total())
        if wanted:
            recalls.append(right / wanted.total())
    precision = sum(precisions) / max(len(precisions), 1)
    recall = sum(recalls) / max(len(recalls), 1)
    both = precision + recall
    return Score(precision, recall, 2 * precision * recall / both if both else 0.0)


def long_lines(text: str) -> str:
    """Give the lines of at least eight words, a word being what blanks bound: the baseline to beat."""
    return "\n".join(line for line in text.split("\n") if len(line.split()) >= LINE_WORDS)


class Gold:
    """A gold body that can be asked whether it holds a line."""

    def __init__(self, body: str) -> None:
        self._shingles = frozenset(shingles(body))
        self._lines = frozenset(" ".join(TOKEN.findall(line)) for line in body.split("\n"))
        self._squeezed = "".join(TOKEN.findall(body))

    def holds(self, line: str) -> bool:
        """Tell whether at least half of a line is in the body.

        Half of its shingles; a line of less than four tokens must be a line of the body, or be at least
        12 characters that stand in it (Chinese).
        """
        tokens = TOKEN.findall(line)
        if len(tokens) >= SHINGLE_TOKENS:
            found = shingles(line)
            return 2 * sum(one in self._shingles for one in found) >= len(found)
        squeezed = "".join(tokens)
        return " ".join(tokens) in self._lines or (len(squeezed) >= 12 and squeezed in self._squeezed)
