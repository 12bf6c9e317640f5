"""Evidence that a word begins a sentence, for full stops that may belong to an abbreviation."""

import re
from typing import Final

from copydesk.sentences.characters import APOSTROPHES, DASHES
from copydesk.sentences.junctions import Junction, word_at
from copydesk.sentences.tables import LanguageTable

REACH: Final = 8000
"""Characters before and after in which a word in lower case counts: bounds the time, not the meaning."""

_ELISION: Final = re.compile(f"[{APOSTROPHES}]")

_NAME_GOES_ON: Final = re.compile(r" (?:(?:and|of|for) )?(?:the )?[A-Z]")
"""What makes a word the first of a name: "U.S. Immigration and Customs Enforcement"."""

_SHORTEST: Final = 4
"""Letters of a word whose case is evidence: shorter ones are too often part of a name."""


def begins_sentence(text: str, junction: Junction, table: LanguageTable) -> bool:
    """Whether what follows the junction is known to begin sentences, or has its capital only here.

    The second is the orthographic heuristic of Kiss and Strunk (2006): a word that the text also writes
    in lower case owes its capital to its place. A dash is no such evidence: "NEWARK, N.J. — The mayor".
    """
    at = junction.word_start
    if text[junction.next_start] in DASHES:
        return False
    word = word_at(text, at)
    if word[:1].islower() and table.heeds_case:
        return False
    lower = word.lower()
    if lower in table.starters or _ELISION.split(lower, maxsplit=1)[0] in table.starters:
        return True
    if len(word) < _SHORTEST or not word.istitle() or lower in table.proper:
        return False
    if table.has_title_case and _NAME_GOES_ON.match(text, at + len(word)):
        return False
    return text.find(f" {lower} ", max(0, at - REACH), at + REACH) >= 0
