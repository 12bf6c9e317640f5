"""The pages that the model of ``copydesk.clean.page`` is fitted and measured on, and their bodies.

They are those of ``../shared/data/rawtext_gold``: real pages flattened to text, each with its body. A block
is body if half of its words lie in runs of four that the body holds too, in the same order.
"""

import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import numpy as np

from copydesk.clean.page import rule_labels
from copydesk.clean.page.look import look_at
from copydesk.clean.page.place import measure
from copydesk.model import Block, Document, Draft
from copydesk.process import split_blocks
from copydesk.rules import load_rules

GOLD = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "rawtext_gold"
SETS = ("wcxb_dev", "daniel_half", "readability")
FOLDS = 5
RUN = 4
"""Words in a row that must be the same for the words to count as body."""

LEAST_SURE = 8
"""Words below which a block that no run explains is body if it is a line of the body."""

_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff]|[^\\W\u3040-\u30ff\u3400-\u9fff]+")


class Page(NamedTuple):
    """A page: where it is from, its blocks in numbers, which of them are body, and how much each counts."""

    name: str
    lang: str
    fold: int
    text: str
    body: str
    blocks: tuple[Block, ...]
    features: Any
    is_body: Any
    weight: Any


def pages(name: str) -> Iterator[Page]:
    """Read the pages of one set, and of each its body alone too: a clean article, all of it to be kept."""
    with gzip.open(GOLD / f"{name}.jsonl.gz", "rt", encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            place = (name, row["lang"] or "en", _fold(_site(row)))
            yield _page(place, row["raw_text"], row["gold"]["body"])
            yield _page((f"{name} bodies", *place[1:]), row["gold"]["body"], row["gold"]["body"])


def _site(row: Any) -> str:
    host = urlsplit(row["url"] or "").hostname or ""
    if not host and row["set"] == "daniel":
        host = row["id"].split("_")[1]
    return ".".join(host.split(".")[-2:]) or str(row["id"])


def _fold(site: str) -> int:
    return int(hashlib.sha256(site.encode()).hexdigest(), 16) % FOLDS


def _page(place: tuple[str, str, int], text: str, body: str) -> Page:
    draft = split_blocks(Draft(Document("", "", 0, text, "text", "utf-8")))
    blocks = draft.blocks
    features = measure(look_at(blocks, rule_labels(blocks, load_rules())))
    shares, words = _shares(blocks, body)
    weight = np.sqrt(np.array(words) + 1.0)
    return Page(*place, text, body, blocks, features, np.array(shares) >= 0.5, weight / np.sqrt(weight.sum()))


def _shares(blocks: Sequence[Block], body: str) -> tuple[list[float], list[int]]:
    """Give for each block the share of its words that are body, and how many words it has."""
    wanted = _WORD.findall(body.lower())
    own = [_WORD.findall(block.plain.lower()) for block in blocks]
    words = [word for line in own for word in line]
    owners = [number for number, line in enumerate(own) for _ in line]
    is_covered = [False] * len(words)
    matcher = SequenceMatcher(None, _runs(words), _runs(wanted), autojunk=False)
    for start, _, size in matcher.get_matching_blocks():
        if size:
            is_covered[start : start + size + RUN - 1] = [True] * (size + RUN - 1)
    covered = Counter(owner for owner, is_in in zip(owners, is_covered, strict=True) if is_in)
    shares = [covered[number] / len(line) if line else 0.0 for number, line in enumerate(own)]
    lines = {" ".join(_WORD.findall(line.lower())) for line in body.split("\n")}
    sure = [n for n, line in enumerate(own) if len(line) >= LEAST_SURE and shares[n] >= 0.5]
    for number in range(sure[0], sure[-1]) if sure else ():
        if len(own[number]) < LEAST_SURE and " ".join(own[number]) in lines:
            shares[number] = 1.0
    return shares, [len(line) for line in own]


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)]


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count the runs of four words of a text, as the measure of the gold sets does."""
    words = re.findall(r"\w+", text)
    return Counter([tuple(words)] if 0 < len(words) < RUN else _runs(words))


class Accuracy(NamedTuple):
    """Precision, recall and their mean, averaged over pages."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def accuracy(pairs: Sequence[tuple[str, str]]) -> Accuracy:
    """Compare texts with bodies: pairs of what is right and what was kept."""
    precisions, recalls = [], []
    for body, kept in pairs:
        right, ours = shingles(body), shingles(kept)
        both = (right & ours).total()
        if ours:
            precisions.append(both / ours.total())
        if right:
            recalls.append(both / right.total())
    return Accuracy(sum(precisions) / max(1, len(precisions)), sum(recalls) / max(1, len(recalls)))
