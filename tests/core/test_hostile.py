"""No text makes the core slow: time grows with its length, whatever it holds."""

import time

import pytest

from copydesk.blocks import split
from copydesk.clean.labels import decide
from copydesk.metadata import bylines, datelines, dates
from copydesk.rules import load_rules

PIECES = [
    "*a ",
    "**",
    "[",
    "[a](",
    "[a](b) ",
    "<https://",
    "> ",
    "- a\n",
    "1. a\n",
    "# \n",
    "a@",
    "www.",
    "\n",
    " \n\n",
    "a-\n",
    "By A B ",
    "Share ",
    "Home | ",
    "12 ",
    "\u00ad",
    "\\*",
    "word ",
]


def seconds(piece: str, times: int) -> float:
    text = piece * times
    best = 1e9
    for _ in range(2):
        start = time.process_time()
        blocks, _ = split(text, lambda line: load_rules().match(line, ("anywhere",)) is not None)
        decide(blocks, load_rules())
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_length_only(piece: str) -> None:
    """Twice the text takes less than three times as long (or next to nothing)."""
    dates.month_of("warm")
    small, large = seconds(piece, 15_000), seconds(piece, 30_000)
    assert large < max(3 * small, 0.25)


@pytest.mark.parametrize("piece", PIECES)
def test_recognisers_bound_what_they_read(piece: str) -> None:
    """Dates, bylines and datelines look at short lines only."""
    start = time.process_time()
    for read in (dates.find, bylines.read, datelines.alone, datelines.leading):
        read(piece * 50_000)
    assert time.process_time() - start < 0.5
