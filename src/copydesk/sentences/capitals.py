"""Whether a text begins its sentences with a capital at all: comments on the web often do not."""

from typing import Final

_PLAIN_LETTERS: Final = 4
"""Lower-case letters before a stop that make it unlikely to belong to an abbreviation."""


def lacks_capitals(text: str, marks: list[int]) -> bool:
    """Whether lower case follows most of the stop marks of a paragraph that follow a plain word.

    Args:
        text: the text.
        marks: positions of the paragraph's stop marks.
    """
    lower = upper = 0
    for stop in marks:
        before = text[max(0, stop - _PLAIN_LETTERS) : stop]
        if before.isalpha() and before.islower() and text[stop + 1 : stop + 2] == " ":
            lower += text[stop + 2].islower()
            upper += text[stop + 2].isupper()
    return lower > upper
