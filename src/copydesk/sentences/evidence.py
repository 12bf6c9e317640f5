"""Evidence that a word begins a sentence, for full stops that may belong to an abbreviation."""

import re
from typing import Final

from copydesk.sentences.characters import APOSTROPHES
from copydesk.sentences.junctions import word_at
from copydesk.sentences.tables import LanguageTable

REACH: Final = 8000
"""Characters before and after in which a word in lower case counts: bounds the time, not the meaning."""

_ELISION: Final = re.compile(f"[{APOSTROPHES}]")

_SHORTEST: Final = 4
"""Letters of a word whose case is evidence: shorter ones are too often part of a name."""


def begins_sentence(text: str, at: int, table: LanguageTable) -> bool:
    """Whether the word at ``at`` is known to begin sentences, or has its capital only here.

    The second is the orthographic heuristic of Kiss and Strunk (2006): a word that the text also writes
    in lower case owes its capital to its place.
    """
    word = word_at(text, at)
    if word[:1].islower() and table.heeds_case:
        return False
    lower = word.lower()
    if lower in table.starters or _ELISION.split(lower, 1)[0] in table.starters:
        return True
    if len(word) < _SHORTEST or not word[1:].islower() or lower in table.proper:
        return False
    return text.find(f" {lower} ", max(0, at - REACH), at + REACH) >= 0
