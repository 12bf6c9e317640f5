"""No text makes the core slow: time grows with its length, whatever it holds."""

import time

import pytest

from copydesk.accounting import verify
from copydesk.metadata import bylines, datelines, dates
from copydesk.model import Document
from copydesk.process import process

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
    "ab-\ncd ",
    "Mr. ",
    "A.\n\n",
    "a sentence that was cut\n\n",
    "a@b.example\n\n",
    "“He said so. ",
    "Home\nNews\nContact us\n",
    "Home\n\n",
    "a\n",
    "a\n\n",
    "\x00",
    "\x00\n\n",
    "\u202eabc\u202c ",
    ">",
    "> > > a\n\n",
    "---\ntitle: a\n",
    "March 3, 2017\n\n",
    "LONDON, March 3 (Reuters) - ",
    "Council Closes Bridge\n\n",
    "He said so.Then they went",
    "â€™s Ã©",
    "The Daily Paper\n\n12\n\n",
    "the council said that the\nbridge over the river is\n",
    "The bridge over the river is closed, the council said on Monday.\n\nThe Daily Paper 12\n\n",
    "记者 王小明\n",
    "قال المجلس إن ",
]


def seconds(piece: str, times: int) -> float:
    """Measure the CPU time of the whole core: the better of two, since other work only adds."""
    document = Document("0" * 32, "a.txt", 0, piece * times + "end", "text", "utf-8")
    measured = []
    for _ in range(2):
        start = time.process_time()
        verify(process(document).draft)
        measured.append(time.process_time() - start)
    return min(measured)


@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_length_only(piece: str) -> None:
    """Four times the text takes four times as long; a busy machine has shown 8.2; squared it were 16."""
    seconds("warm up ", 10)
    small, large = seconds(piece, 5_000), seconds(piece, 20_000)
    assert large < max(11 * small, 0.4)


@pytest.mark.parametrize("piece", PIECES)
def test_recognisers_bound_what_they_read(piece: str) -> None:
    """Dates, bylines and datelines look at short lines only."""
    start = time.process_time()
    for read in (dates.find, bylines.read, datelines.alone, datelines.leading):
        read(piece * 50_000)
    assert time.process_time() - start < 0.5
