"""Accuracy on real text: the seeds exactly, the hand-segmented sets above their floors.

The data lies beside the repository and is not part of it; without it these tests are skipped.
"""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from bench import sentences as bench
from copydesk.sentences import segment

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
SEEDS = SHARED / "gold" / "seeds.json"
SETS = SHARED / "data" / "sentences_gold"
FLOORS: dict[str, float] = tomllib.loads(
    (Path(__file__).parent / "f1_floors.toml").read_text(encoding="utf-8")
)["floors"]


@pytest.mark.skipif(not SEEDS.exists(), reason="shared/gold/seeds.json is not there")
def test_seeds_exactly() -> None:
    """Every sentence of the five seed articles, none more, none less."""
    articles: list[dict[str, Any]] = json.loads(SEEDS.read_text(encoding="utf-8"))
    for article in articles:
        text = "\n\n".join(block["text"] for block in article["body"])
        found = [text[start:end] for start, end in segment(text, article["language"])]
        assert found == [sentence["text"] for sentence in article["sentences"]]


@pytest.mark.skipif(not SETS.exists(), reason="shared/data/sentences_gold is not there")
def test_f1_stays_above_its_floors() -> None:
    """No set falls below its floor in ``f1_floors.toml``, and every set has one."""
    scores: dict[str, Any] = {}
    for document in bench.read_documents(SETS):
        score = scores.setdefault(document.set_name, bench.Score())
        bench.score_document(document, segment, score)
    assert scores.keys() == FLOORS.keys()
    assert {name: score.f1 for name, score in scores.items() if score.f1 < FLOORS[name]} == {}
