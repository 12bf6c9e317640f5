"""Lists inside a line: "1. Wash the rice 2. Boil the water", "they are 1. wash, 2. Boil and 3. Eat"."""

import re
from typing import Final

from copydesk.sentences.tables import LanguageTable

_NUMBER: Final = re.compile(r"\d{1,2}$")
_FIRST: Final = re.compile(r"(?:[•*⁃·–-] )?(\d{1,2})[.)] ")
_LONGEST_WORD: Final = 64
_REACH: Final = 300
"""Characters in which the item before, or the one after, is looked for."""


def item_start(text: str, stop: int, reach: tuple[int, int], table: LanguageTable) -> int | None:
    """Where the list item begins whose number stands before ``stop``, if the sentence is the item before it.

    Args:
        text: the text.
        stop: position of a full stop after a digit.
        reach: where the sentence begins, which is an item when a number stands there; end of the paragraph.
        table: the tables of the language: a number after one of its starters ("In 2. Bundesliga") is none.
    """
    sentence, end = reach
    number = _number_before(text, stop, sentence)
    first = _FIRST.match(text, sentence, stop)
    if (
        not number
        or not first
        or int(first.group(1)) + 1 != int(number)
        or not text.startswith(" ", stop + 1)
    ):
        return None
    start = stop - len(number)
    is_item_next = stop + 2 < end and text[stop + 2].isalpha() and text[start - 1].isspace()
    words = text[max(first.end(), start - _LONGEST_WORD) : start].split()
    return start if is_item_next and words and words[-1].lower() not in table.starters else None


def is_inline_number(text: str, stop: int, sentence: int) -> bool:
    """Whether the number before ``stop`` counts an item of a list that runs on inside the sentence."""
    number = _number_before(text, stop, sentence)
    if not number:
        return False
    if number == "1":
        before = text[max(sentence, stop - _REACH) : stop - 1].split()[-1:]
        is_inside = bool(before) and (before[0].islower() or before[0][-1] in ":,")
        return is_inside and " 2. " in text[stop : stop + _REACH]
    return f" {int(number) - 1}. " in text[max(sentence, stop - _REACH) : stop]


def _number_before(text: str, stop: int, sentence: int) -> str:
    found = _NUMBER.search(text, max(sentence, stop - 2), stop)
    if not found or (found.start() > sentence and text[found.start() - 1].isalnum()):
        return ""
    return found.group() if not found.group().startswith("0") else ""
