"""From text to the spans of its sentences."""

from bisect import bisect_left
from typing import Final, TypeAlias

from copydesk.sentences.blanks import sentence_blanks
from copydesk.sentences.boundaries import is_boundary
from copydesk.sentences.candidates import paragraphs, stop_marks
from copydesk.sentences.capitals import lacks_capitals
from copydesk.sentences.characters import CLOSERS, SPACED_MARKS
from copydesk.sentences.full_stops import PLAIN_LETTERS, is_plain
from copydesk.sentences.junctions import junction_at
from copydesk.sentences.lists import item_start
from copydesk.sentences.tables import LanguageTable, caseless_table, language_table
from copydesk.sentences.unspaced import MARKS as UNSPACED
from copydesk.sentences.unspaced import unspaced_end

_PLAIN_OPENERS: Final = frozenset('“"')
"""What before a capital can only open, and after a blank."""

Span: TypeAlias = tuple[int, int]


def segment(text: str, language: str) -> list[Span]:
    """Split a text into sentences.

    A blank line always parts two sentences; any other run of blanks is one blank. A quotation of several
    sentences is split inside; what closes a quotation stays with the sentence it closes.

    Args:
        text: a paragraph or a whole body, paragraphs parted by a blank line. Hand over the whole body:
            how it writes a word elsewhere helps to tell a name from the start of a sentence.
        language: an ISO 639-1 code; ``und`` or a language without a table is split by the rules that
            hold everywhere and by the English titles.

    Returns:
        ``(start, end)`` in code points, ordered, not overlapping, each beginning and ending with a
        non-blank; what they leave out is blank.
    """
    table = language_table(language)
    marks = _marks(text, table)
    spans: list[Span] = []
    first = 0
    for start, end in paragraphs(text):
        first = bisect_left(marks, start, first)
        behind = bisect_left(marks, end, first)
        inside, first = marks[first:behind], behind
        if not inside or inside[0] == end - 1:
            spans.append((start, end))
            continue
        is_caseless = text[start].islower() and lacks_capitals(text, inside)
        _add_sentences(spans, text, (start, end), inside, caseless_table(language) if is_caseless else table)
    return spans


def _marks(text: str, table: LanguageTable) -> list[int]:
    """Positions where a sentence may end: stop marks, and blanks in languages that do without."""
    marks = stop_marks(text, table.extra_marks)
    if not table.has_full_stops:  # they are those of abbreviations
        marks = [at for at in marks if text[at] != "." or text[at - 1 : at].isascii()]
    blanks = sentence_blanks(text, table)
    return sorted(marks + blanks) if blanks else marks


def _add_sentences(
    spans: list[Span], text: str, paragraph: Span, marks: list[int], table: LanguageTable
) -> None:
    """Add the sentences of one paragraph, whose stop marks are ``marks``."""
    sentence, end = paragraph
    resume = sentence
    for stop in marks:
        if stop < resume:
            continue
        mark = text[stop]
        if stop + 1 >= end or (stop + 2 == end and mark in SPACED_MARKS and text[stop + 1] in CLOSERS):
            break  # the end of the paragraph, where most closing quotation marks stand
        is_end: bool | None = None
        if mark == ".":
            item = item_start(text, stop, (sentence, end), table) if text[stop - 1].isdigit() else None
            if item is not None:
                spans.append((sentence, sentence + len(text[sentence:item].rstrip())))
                sentence = item
                continue
            is_end = _is_plain_end(text, stop, sentence, table)
        if is_end is None:
            closed, resume, is_end = _judged(text, stop, (sentence, end), table)
        elif is_end:
            closed, resume = stop + 1, stop + 2
        if is_end:
            spans.append((sentence, closed))
            sentence = resume
    if sentence < end:
        spans.append((sentence, end))


def _judged(text: str, stop: int, reach: Span, table: LanguageTable) -> tuple[int, int, bool]:
    """Where the sentence would end, where the next would begin, and whether they are two.

    ``reach`` is what is left of the paragraph, from the beginning of the sentence on.
    """
    mark = text[stop]
    sentence, end = reach
    if mark == " ":
        following = stop + 1
        while following < end and text[following].isspace():
            following += 1
        closed = sentence + len(text[sentence:stop].rstrip())
        return closed, following, sentence < closed and following < end
    if mark in UNSPACED:
        return unspaced_end(text, stop, end)
    junction = junction_at(text, stop, sentence, end)
    is_end = junction.word_start < end and is_boundary(text, junction, sentence, table)
    return junction.closers_end, junction.next_start, is_end


def _is_plain_end(text: str, stop: int, sentence: int, table: LanguageTable) -> bool | None:
    """The verdict on most full stops, at the least cost; None where the rules must look.

    Yes between a plain word and a capital, a quotation mark before it or not; no before lower case, inside
    words and between a title and a name.
    """
    after = text[stop + 1]
    if after != " ":
        is_inside = after.isalnum() and not (after.isupper() and text[stop - 1].islower())
        return False if is_inside else None
    following = text[stop + 2]
    if following.islower():
        return False if table.heeds_case else None
    if following in _PLAIN_OPENERS:
        following = text[stop + 3 : stop + 4]
    first = stop - PLAIN_LETTERS
    if first < sentence or not following.isupper():
        return None
    word = text[first:stop].rpartition(" ")[2]
    if is_plain(word, table):
        return True
    return False if len(word) < PLAIN_LETTERS and word.lower() in table.titles else None
