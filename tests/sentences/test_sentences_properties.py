"""What holds for every text: order, no overlap, nothing left out but blanks, linear time."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from copydesk.sentences import segment

LANGUAGES = ["en", "de", "fr", "es", "ru", "zh", "ja", "el", "ta", "und", "xx", "pt-BR", "", "th", "lo", "km"]
PIECES = [
    *("the", "The", "He", "i", "Mr", "Inc", "U.S", "J", "No", "z.B", "EE", "UU", "т", "д", "a", "5", "12"),
    *(".", ".", ".", "!", "?", "…", "...", ". . .", "。", "？", "؟", "।", ";", ","),
    *("1", "2", "St", "แล้ว", "ดังนั้น", "น", "ແລ້ວ", "។", "៕"),
    *("“", "”", "‘", "’", '"', "'", "''", ",,", "«", "»", "„"),
    *("(", ")", "[8]", "[", "]", ":)", "—", "-", "•"),
    *(" ", " ", " ", " ", "\n", "\n\n", "\n \n", "\r\n", "\t"),
    *("\u00a0", "\u202f", "\u2028", "\ud800", "\x00"),
]
NEWS_LIKE = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
TEXTS = st.one_of(NEWS_LIKE, st.text(max_size=60))

HOSTILE = [
    *("Mr. ", ". ", "1. ", ". . . ", "“He said so. ", "\n", "\n \n", " "),
    *("x", "...", ".“", ".[", ". [1,1,", "? ( "),
    *("U.S. Smith ", 'e.g. " ', "A. ", "a.B", "! ” ", "end.The next ", "т. д. ", "。」", ". - "),
    *("1. 2. ", "1. a 2. b ", "Wall St. The ", "x 1. Y 2. Z "),
    *("said?” Mr. ", '. "', "''. ", ". ,, ", "lower. lower ", "[111 111 "),
]
HOSTILE_CHARS = 300_000


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(LANGUAGES))
@example("ແລ້ວ \r\nthe", "lo")
@example("ແລ້ວ \r\nthe", "zh")
def test_spans_are_ordered_and_leave_out_blanks_only(text: str, language: str) -> None:
    """Spans ascend, do not overlap, have no blank edges, and all non-blanks lie in one."""
    at = 0
    for start, end in segment(text, language):
        assert at <= start < end
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.sampled_from(LANGUAGES))
def test_no_sentence_crosses_a_blank_line(text: str, language: str) -> None:
    """Within a sentence a line end is never followed by an empty line."""
    for start, end in segment(text, language):
        lines = text[start:end].split("\n")
        assert all(line.strip() for line in lines)


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from(LANGUAGES))
def test_paragraphs_stand_for_themselves(first: str, second: str, language: str) -> None:
    """With no word that is evidence for the other, two paragraphs give the sentences of each."""
    first, second = (text.replace("the", "").replace("a", "") for text in (first, second))
    offset = len(first) + 2
    apart = segment(first, language) + [(s + offset, e + offset) for s, e in segment(second, language)]
    assert segment(f"{first}\n\n{second}", language) == apart


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\u00a0\u2028\t"])
def test_blank_text_has_no_sentences(text: str) -> None:
    """Nothing in, nothing out."""
    assert segment(text, "en") == []


def _cpu_seconds(text: str) -> float:
    before = time.process_time()
    segment(text, "en")
    return time.process_time() - before


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_is_linear(piece: str) -> None:
    """Twice the text takes less than three times the time, up to a tenth of a second of noise."""
    text = piece * (HOSTILE_CHARS // len(piece))
    half = text[: HOSTILE_CHARS // 2]
    assert any(_cpu_seconds(text) < 3 * _cpu_seconds(half) + 0.1 for _ in range(3))


@pytest.mark.parametrize("piece", ["แล้ว ", "ดังนั้น ", " ", "น. ", "។", "ก๕. "])
def test_time_is_linear_where_blanks_part_sentences(piece: str) -> None:
    """300 KB take well under a second in the languages that look at every blank."""
    text = piece * (HOSTILE_CHARS // len(piece))
    for language in ("th", "lo", "km"):
        before = time.process_time()
        segment(text, language)
        assert time.process_time() - before < 2


def test_a_bracket_that_never_closes_takes_linear_time() -> None:
    """The string that hangs pySBD: two stops, a bracket, and numbers without end."""
    assert _cpu_seconds("..[" + "111 " * (HOSTILE_CHARS // 4)) < 1
