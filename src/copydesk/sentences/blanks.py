"""Blanks that end a sentence, in scripts whose sentences no stop mark ends: Thai and Lao.

A blank there parts clauses, sentences, names and numbers alike. It ends a sentence where the words beside it
say so: a word that closes one stands before it, or one that opens another behind it. What neither speaks for
stays whole, since a sentence too long does less harm than one cut in half.
"""

from copydesk.sentences.tables import LanguageTable


def sentence_blanks(text: str, table: LanguageTable) -> list[int]:
    """Positions of the blanks that end a sentence, ascending; none in a language that has stop marks."""
    if not table.ends_before:
        return []
    found = []
    at = text.find(" ")
    while at >= 0:
        if _ends(text, at, table):
            found.append(at)
        at = text.find(" ", at + 1)
    return found


def _ends(text: str, at: int, table: LanguageTable) -> bool:
    if text.startswith(table.ends_before, at + 1):
        return True
    return text.endswith(table.ends_after, 0, at) and not text.startswith((" ", *table.goes_on), at + 1)
