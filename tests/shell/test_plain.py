"""Nothing that came from a file steers a terminal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.report.plain import printable, printable_lines


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;owned\x07title", "title"),
        ("\x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b2Jcleared", "cleared"),
        ("\x1bcreset", "creset"),
        ("invoice\u202etxt.exe", "invoicetxt.exe"),
        ("\u2066a\u2069\u200f\u061c", "a"),
        ("over\rwritten\b\a\x00", "over written"),
        ("two\nlines\u2028three", "two lines three"),
        ("[/tag] %s {} 50%", "[/tag] %s {} 50%"),
        ("naïve – “quotes” 中文 😀", "naïve – “quotes” 中文 😀"),
    ],
)
def test_hostile_text_is_made_plain(hostile: str, shown: str) -> None:
    """Known attacks lose their sting; honest text stays as it is."""
    assert printable(hostile) == shown


@given(st.text(alphabet=st.sampled_from("ab \n\r\t\x1b[]0;m\x07\\\x9b\x9d\u202e\u2066é\ud800")))
def test_no_control_character_is_left(text: str) -> None:
    """Whatever comes in, what goes out is one line free of controls."""
    shown = printable(text)
    assert not [char for char in shown if unicodedata.category(char) in ("Cc", "Cs")]
    assert not set(shown) & set("\u202e\u2066")
    assert printable(shown) == shown
    assert "\r" not in printable_lines(text)
