"""Paragraphs that lost the line end between them: where one ends in a line that holds several.

What is left of a break is a sentence that touches the next ("on Monday.The minister"), an escape that
was never undone (``\\n``), a tag of HTML, or a gap of several blanks. One such place is a slip of the
pen; several in a document are a way of writing that it came through.
"""

import re
from collections.abc import Iterator
from typing import Final

from copydesk.model import Repair
from copydesk.patterns import linear

LEAST_TOUCHING: Final = 3
"""Sentences of a document that touch the next, from which on they are ends of paragraphs."""

LEAST_IN_LINE: Final = 2
"""Of these in one line: a single one may be a slip."""

LEAST_EXPLICIT: Final = 2
"""Escapes or tags of a document, from which on they are not what the text is about."""

LEAST_GAPS: Final = 3
GAPS_PER_BLANK: Final = 0.5
"""Gaps between sentences, at most, to one single blank: more, and two blanks are how the author types."""

LEAST_LINE: Final = 300
"""Characters. In a shorter line sentences may touch, but paragraphs are not missing."""

LONGEST_TITLE_WORD: Final = 4
"""Letters of a word with a capital, up to which it may be short for something: Mr, Gov, Sept."""

ANY: Final = r'[\p{Ll}\p{Nd}%)"”’»][.!?]["”’»)]*["“„«]?\p{Lu}|\\n|(?i:<(?:br|/?p)\b)|[.!?]["”]?[ \t\x{a0}]{2}'
"""For RE2: what every text holds that lost the end of a paragraph, and few others."""
_TOUCH: Final = re.compile(r"(?<![.!?])[.!?]++[”’»)\]]*+(\"*+)(?=[“„«‘]?[^\W\d_])")
_NEXT: Final = re.compile(r"[\"“„«‘]*([^\W\d_]+)")
_ESCAPED: Final = re.compile(r"\\(?:r\\)?n(?:\s*\\(?:r\\)?n)*")
_DRIVE: Final = re.compile(r"(?:^|\s)[A-Za-z]:\\")
_TAG: Final = re.compile(r"</?(?:br|p)\b[^<>]{0,80}>(?:\s*</?(?:br|p)\b[^<>]{0,80}>)*", re.IGNORECASE)
_GAP: Final = re.compile(r"[.!?][”’»)\"]*(?=[ \t\u00a0]{2,}[“„«‘\"]?[^\W\d_a-z])")
_SINGLE: Final = re.compile(r"[.!?][”’»)\"]* (?=[“„«‘\"]?[^\W\d_a-z])")
_LAST: Final = (
    re.compile(r"(?<![.!?])[.!?]+[”’»)\]]*\"*$"),
    re.compile(r"[.!?][”’»)\"]*$"),
)
"""The end of a text that ``_TOUCH``, or ``_GAP``, takes where something follows."""

_NO_SENTENCE: Final = frozenset(
    ["com", "net", "org", "gov", "edu", "info", "biz", "js", "io", "tv", "co", "ai", "us", "uk"]
)
"""Ends of addresses and of names of software: a full stop in front of them is theirs."""
_NO_PROSE: Final = re.compile(r"[@/\\]|www\.|\w\.\w")


def find(source: str) -> tuple[Repair, ...]:
    """List the ends of paragraphs that lost their break, in order, without overlap.

    Returns: repairs of kind ``paragraph_split``, each at the end of the paragraph above; an escape or
        tag that stood for the break is its span, else the punctuation that ends the sentence is.
    """
    if linear(ANY).search(source) is None:
        return ()
    found = [*_touching(source), *_explicit(source), *_gaps(source)]
    found.sort(key=lambda repair: repair.start)
    position, free = 0, []
    for repair in found:
        if repair.start >= position:
            free.append(repair)
            position = repair.end
    return tuple(free)


def explicit_in(part: str) -> tuple[tuple[Repair, ...], ...]:
    """List what may have been taken for ends of paragraphs in a part of a source, each way it may have been.

    Whether escapes and tags count the whole source decides, and a run of them may reach beyond the part.
    """
    escapes = [_split(part, run.start(), run.end(), "escape", "") for run in _ESCAPED.finditer(part)]
    tags = [_split(part, run.start(), run.end(), "tag", "") for run in _TAG.finditer(part)]
    ways = [[(), own, own[1:], own[:-1], own[1:-1]] if own else [()] for own in (escapes, tags)]
    return tuple({(*some, *others): None for some in ways[0] for others in ways[1]})


def ends_of(part: str) -> tuple[Repair, ...]:
    """List what may have been taken for the end of a paragraph at the end of a part of a source."""
    found = [pattern.search(part) for pattern in _LAST]
    return tuple(_split(part, end.start(), end.end(), "touching") for end in found if end)


def _lines(source: str) -> Iterator[tuple[int, int]]:
    position = 0
    for line in source.splitlines(keepends=True):
        if len(line) >= LEAST_LINE:
            yield position, position + len(line)
        position += len(line)


def _touching(source: str) -> list[Repair]:
    by_line = [list(_touches(source, start, end)) for start, end in _lines(source)]
    if sum(map(len, by_line)) < LEAST_TOUCHING:
        return []
    return [repair for line in by_line if len(line) >= LEAST_IN_LINE for repair in line]


def _touches(source: str, start: int, end: int) -> Iterator[Repair]:
    counted, quotes = start, 0
    for stop in _TOUCH.finditer(source, start, end):
        at = stop.end()
        if stop[1]:
            quotes += source.count('"', counted, stop.start(1))
            counted = stop.start(1)
            at = stop.start(1) + quotes % 2  # an open quotation is closed here; another mark opens the next
        if _is_end(source, start, stop.start()) and _is_start(source, at, end):
            counted, quotes = at, 0
            yield _split(source, stop.start(), at, "touching")


def _is_end(source: str, start: int, at: int) -> bool:
    """Tell whether the word before a full stop can end a sentence: no abbreviation, initial, address."""
    before = source[max(start, at - 60) : at].rsplit(maxsplit=1)[-1:]
    if not before or not source[at - 1 : at].strip() or _NO_PROSE.search(before[0]):
        return False
    word = before[0].lstrip("“„«‘\"'([")
    if not word or word[-1].isupper() or (len(word) == 1 and not word.isdigit()):
        return False
    return not (word[0].isupper() and len(word) <= LONGEST_TITLE_WORD and word.isalpha())


def _is_start(source: str, at: int, end: int) -> bool:
    """Tell whether a sentence can start here: a word with a capital that ends no address."""
    word = _NEXT.match(source, at, end)
    if not word or not word[1][0].isupper() or word[1].lower() in _NO_SENTENCE:
        return False
    following = source[word.end() : word.end() + 1]
    return len(word[1]) > 1 or following in {" ", "’", "'", "."}


def _explicit(source: str) -> list[Repair]:
    found: list[Repair] = []
    if "\\n" in source and not _DRIVE.search(source):
        escapes = list(_ESCAPED.finditer(source))
        if sum(run[0].count("n") for run in escapes) >= LEAST_EXPLICIT:
            has_empty = any(run[0].count("n") > 1 for run in escapes)
            for run in escapes:
                if has_empty and run[0].count("n") == 1:
                    found.append(Repair("line_join", run.start(), run.end(), " ", "repair.line_join.escape"))
                else:
                    found.append(_split(source, run.start(), run.end(), "escape", ""))
    if "<" in source:
        tags = list(_TAG.finditer(source))
        if sum(run[0].count("<") for run in tags) >= LEAST_EXPLICIT:
            found += [_split(source, run.start(), run.end(), "tag", "") for run in tags]
    return found


def _gaps(source: str) -> list[Repair]:
    gaps: list[Repair] = []
    singles = 0
    for start, end in _lines(source):
        gaps += [_split(source, gap.start(), gap.end(), "gap") for gap in _GAP.finditer(source, start, end)]
        singles += sum(1 for _ in _SINGLE.finditer(source, start, end))
    return gaps if len(gaps) >= LEAST_GAPS and len(gaps) <= GAPS_PER_BLANK * singles else []


def _split(source: str, start: int, end: int, rule: str, kept: str | None = None) -> Repair:
    after = (source[start:end] if kept is None else kept) + "\n\n"
    return Repair("paragraph_split", start, end, after, f"repair.paragraph_split.{rule}")
