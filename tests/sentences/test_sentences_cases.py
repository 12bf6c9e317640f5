"""The hand-written cases of ``cases.toml``."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from copydesk.sentences import segment

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]
FEWEST_WHOLE = 40


def _parameters() -> list[Any]:
    found = []
    for case in CASES:
        reason = case.get("fails")
        marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
        for text in case.get("splits", []) + case.get("is_whole", []):
            name = f"{case['language']}: {text[:40]}"
            found.append(pytest.param(case["language"], text, marks=marks, id=name))
    return found


@pytest.mark.parametrize(("language", "marked"), _parameters())
def test_case(language: str, marked: str) -> None:
    """The sentences are those that ``|`` parts, and the text without ``|`` is what is split."""
    text = marked.replace("|", "")
    sentences = [text[start:end] for start, end in segment(text, language)]
    assert sentences == [part.strip() for part in marked.split("|")]


def test_enough_cases_forbid_a_split() -> None:
    """A segmenter is as good as what it leaves alone: the whole texts must not dwindle."""
    whole = [text for case in CASES for text in case.get("is_whole", [])]
    assert len(whole) >= FEWEST_WHOLE
    assert not any("|" in text for text in whole)
