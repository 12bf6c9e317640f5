"""The fast ways of ``copydesk.text`` give what the plain ones give."""

import re
import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from copydesk import text

NEWSY = st.text(alphabet="ab Z9'’-_\"“”.,()\t\n\xa0\u2009\u0301é–—中\x1c\x85\u2028")


def test_the_plain_space_is_the_only_printable_blank() -> None:
    """The fast ways rest on it."""
    assert [
        char for char in map(chr, range(sys.maxunicode + 1)) if char.isspace() and char.isprintable()
    ] == [" "]


@given(NEWSY)
def test_squeeze_is_split_and_join(sample: str) -> None:
    assert text.squeeze(sample) == " ".join(sample.split())


@given(NEWSY | st.text())
def test_nonblank_characters_are_those_left_without_blanks(sample: str) -> None:
    assert text.nonblank_chars(sample) == sum(not char.isspace() for char in sample)


@given(NEWSY | st.text(alphabet="ab '-_.9"))
def test_words_are_counted_as_the_pattern_counts_them(sample: str) -> None:
    """Many counts at once take a shorter way through Western texts."""
    spans = [(found.start(), found.end()) for found in re.finditer(r"\S+(?: \S+)?", sample)]
    expected = [len(re.findall(r"\w+(?:['’-]\w+)*", sample[start:end])) for start, end in spans]
    assert text.word_counts(sample, spans) == expected


@given(NEWSY)
def test_canonical_keeps_one_empty_line_between_squeezed_lines(sample: str) -> None:
    lines = [" ".join(line.split()) for line in unicodedata.normalize("NFC", sample).split("\n")]
    kept = [line for n, line in enumerate(lines) if line or (n and lines[n - 1])]
    assert text.canonical(sample) == "\n".join(kept).strip("\n")


@given(NEWSY | st.text(alphabet="a. \n\t\xa0\u2003"))
def test_a_tidy_text_is_one_whose_lines_no_squeezing_changes(sample: str) -> None:
    """It need not be squeezed line by line for its identity, nor for the replay."""
    assert text.is_tidy(sample) == (
        sample != "" and sample == "\n".join(map(text.squeeze, sample.split("\n")))
    )
    if text.is_tidy(sample):
        assert text.canonical(sample, is_known_tidy=True) == text.canonical(sample)


@given(NEWSY | st.text())
def test_blanks_of_long_texts_are_counted_as_those_of_short_ones(sample: str) -> None:
    times = 1 + 1200 // max(len(sample), 1)
    assert text.nonblank_chars(sample * times) == times * sum(not char.isspace() for char in sample)
