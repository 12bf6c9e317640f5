"""Whether a single full stop ends a sentence, or belongs to an abbreviation, an initial or a number."""

import re
from typing import Final

from copydesk.sentences.characters import CLOSING_QUOTES, LIST_MARKERS, OPENING_QUOTES, VOWELS
from copydesk.sentences.evidence import begins_sentence
from copydesk.sentences.junctions import LONGEST_WORD, Junction, token_before, word_at
from copydesk.sentences.lists import is_inline_number
from copydesk.sentences.tables import LanguageTable

_VOWEL: Final = re.compile(f"[{VOWELS}]", re.IGNORECASE)
PLAIN_LETTERS: Final = 6
"""Lower-case letters before a full stop that no abbreviation of the tables has."""

_LONGEST_VOWELLESS: Final = 4
_LONGEST_CASELESS_INITIAL: Final = 3
_LONGEST_LIST_NUMBER: Final = 3
_LONGEST_ORDINAL: Final = 2
_LONGEST_ACRONYM_PART: Final = 2
_INITIAL_WORDS: Final = frozenset("AIOEWVS")
"""One-letter words of several languages: after an initial they are more likely another initial."""

_ROMAN_DIGITS: Final = frozenset("IVX")
_HUMS: Final = frozenset(("hm", "hmm", "mm", "mmm", "mhm", "shh", "psst", "brr", "grr"))
"""Words without a vowel that are no abbreviations."""


def ends_sentence(text: str, junction: Junction, sentence_start: int, table: LanguageTable) -> bool:
    """Whether the one full stop at ``junction.stop`` ends the sentence that began at ``sentence_start``."""
    stop = junction.stop
    if text.startswith(". ", stop - 2, stop):
        return True
    token = token_before(text, stop, sentence_start)
    if len(token) == 1 and token.isalpha():
        return _ends_after_letter(text, junction, token, table)
    if token.isdigit():
        return _ends_after_number(text, junction, token, sentence_start, table)
    if table.has_ordinal_stops and token and _ROMAN_DIGITS.issuperset(token):
        return begins_sentence(text, junction, table)
    return _ends_after_word(text, junction, token, table)


def is_abbreviation(token: str, table: LanguageTable) -> bool:
    """Whether the language lists the token, in any case or exactly as written, as an abbreviation."""
    lower = token.lower()
    return lower in table.abbreviations or token in table.abbreviations


def is_plain(word: str, table: LanguageTable) -> bool:
    """Whether a full stop after the word is not the word's own: no abbreviation, initial or acronym.

    Args:
        word: the last ``PLAIN_LETTERS`` characters before the stop, from the last blank on.
        table: the tables of the language.
    """
    if not (word[1:].islower() and word.isalpha()):
        return False
    if len(word) == PLAIN_LETTERS:
        return word[0].islower()
    return not is_abbreviation(word, table) and _VOWEL.search(word) is not None


def _ends_after_letter(text: str, junction: Junction, letter: str, table: LanguageTable) -> bool:
    """After one letter: an initial, an abbreviation of one letter, or a word of one letter."""
    if _is_closed(text, junction):
        return True
    lower = letter.lower()
    before = text[max(0, junction.stop - 4) : junction.stop]
    if before[1:2] == "." and before[2:3].isspace() and f"{before[0]}.{letter}" in table.ends:
        return not text[junction.word_start].islower()
    is_listed = lower in table.may_end
    if lower in table.never_ends and not is_listed:
        return False
    if letter != lower and _is_initial_next(text, junction):
        return False
    is_word = letter == lower and lower in table.starters and not is_listed
    return is_word or begins_sentence(text, junction, table)


def _is_initial_next(text: str, junction: Junction) -> bool:
    """Whether another initial, or a letter that may be one, follows: "J. K.", "J. A Smith"."""
    if text.startswith(".", junction.word_start + 1):
        return True
    is_bare = junction.word_start == junction.next_start
    return is_bare and word_at(text, junction.word_start) in _INITIAL_WORDS


def _ends_after_number(
    text: str, junction: Junction, number: str, sentence_start: int, table: LanguageTable
) -> bool:
    """After digits: the number of a list item, an ordinal, or a plain number."""
    start = junction.stop - len(number)
    is_first = start <= sentence_start or text[start - 2 : start] in LIST_MARKERS
    if is_first and len(number) <= _LONGEST_LIST_NUMBER:
        return False
    if is_inline_number(text, junction.stop, sentence_start):
        return False
    if table.has_ordinal_stops and len(number) <= _LONGEST_ORDINAL:
        return not text[junction.word_start].isdigit() and begins_sentence(text, junction, table)
    return True


def _ends_after_word(text: str, junction: Junction, token: str, table: LanguageTable) -> bool:
    """After anything longer: a known abbreviation, an acronym with stops, or a word."""
    lower = token.lower()
    if lower in table.ends:
        return not text[junction.word_start].islower()
    if _is_in(token, lower, table.may_end) or (lower not in table.never_ends and _is_acronym(token)):
        return _ends_after_acronym(text, junction, table)
    if junction.closers_end > junction.marks_end:
        return True
    if lower in table.after_name and _is_street(text, junction, token, table):
        return True
    if _needs_more(token, lower, table):
        return False
    if lower in table.numbered:
        return not text[junction.word_start].isdigit()
    return not _is_vowelless(token, lower) or begins_sentence(text, junction, table)


def _is_street(text: str, junction: Junction, token: str, table: LanguageTable) -> bool:
    """Whether the abbreviation belongs to the name before it, and no name follows: "Wall St. The"."""
    start = junction.stop - len(token)
    before = text[max(0, start - LONGEST_WORD) : start].rsplit(None, 1)[-1:]
    is_named = bool(before) and (before[0][0].isupper() or before[0][0].isdigit())
    starter = word_at(text, junction.word_start).partition("'")[0].lower()
    return is_named and starter in table.starters


def _needs_more(token: str, lower: str, table: LanguageTable) -> bool:
    """Whether the token is an abbreviation, or ends with one after a hyphen, that something must follow."""
    if _is_in(token, lower, table.never_ends) or lower.rpartition("-")[2] in table.never_ends:
        return True
    return table.has_caseless_initials and _is_caseless(token, lower)


def _ends_after_acronym(text: str, junction: Junction, table: LanguageTable) -> bool:
    """After "U.S." or "Inc.": only on evidence that another sentence begins."""
    if _is_closed(text, junction):
        return True
    opener = text[junction.next_start] if junction.word_start > junction.next_start else ""
    return opener in OPENING_QUOTES or begins_sentence(text, junction, table)


def _is_closed(text: str, junction: Junction) -> bool:
    """Whether a quotation mark closes after the stop: what was quoted has ended."""
    return junction.closers_end > junction.marks_end and text[junction.closers_end - 1] in CLOSING_QUOTES


def _is_in(token: str, lower: str, words: frozenset[str]) -> bool:
    return lower in words or token in words


def _is_acronym(token: str) -> bool:
    """Letters with stops between them: "U.S", "z.B", "Ph.D", "EE.UU"."""
    if "." not in token or token[0].isdigit():
        return False
    return max(map(len, token.split("."))) <= _LONGEST_ACRONYM_PART


def _is_vowelless(token: str, lower: str) -> bool:
    """Whether the token is a short word that no vowel makes readable: "Hrsg", "Blvd"."""
    return (
        len(token) <= _LONGEST_VOWELLESS
        and token.isalpha()
        and not token.isupper()
        and lower != token.upper()
        and not _VOWEL.search(token)
        and lower not in _HUMS
    )


def _is_caseless(token: str, lower: str) -> bool:
    """Whether the token is so short that in a script without case it is an initial: Tamil "எம்"."""
    return len(token) <= _LONGEST_CASELESS_INITIAL and lower == token.upper()
