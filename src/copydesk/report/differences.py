"""What two versions of a text have in common and where they differ: paragraphs first, words inside them.

The time is bounded whatever the texts are: what is the same at both ends is taken off first, long lists of
paragraphs or words are cut at what occurs once in both, and a stretch that is still too long to be compared
is shown as taken out and put in whole.
"""

import difflib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from copydesk.patterns import linear

WORD_PATTERN: Final = (
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}]\p{M}*"
    r"|(?:[^\P{L}\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}]|[\p{M}\p{N}])+"
)
"""A word, as ``sql/load/46_revision_changes.sql`` counts them; a test holds the two against each other."""

_TOKENS: Final = rf"{WORD_PATTERN}|[\s]+|(?s:.)"

MOST_PAIRS: Final = 250_000
"""Pairs that one stretch may have (500 paragraphs or words on either side): a tenth of a second at worst."""

MOST_PAIRS_IN_ALL: Final = 5_000_000
"""Pairs of words that all changed paragraphs may have together; what comes behind is not compared by word."""

LIKENESS: Final = 0.4
"""Share of words that two paragraphs must have in common to be one that changed, as difflib's cutoffs are."""

MOST_LIKENESSES: Final = 5_000
"""Pairs of paragraphs of one stretch that are looked at for likeness; in a longer one, each with the next."""

SAME: Final = "same"
REMOVED: Final = "removed"
ADDED: Final = "added"
CHANGED: Final = "changed"


class Piece(NamedTuple):
    """Some words that are ``same``, ``removed`` or ``added``, with the blanks between them."""

    kind: str
    text: str


class Change(NamedTuple):
    """A paragraph that is ``same``, ``removed``, ``added`` or ``changed``; its pieces give it whole."""

    kind: str
    pieces: tuple[Piece, ...]


class Span(NamedTuple):
    """A stretch of the earlier list and the stretch of the later one that stands in its place."""

    is_same: bool
    before: slice
    after: slice


def compare_texts(before: str, after: str) -> list[Change]:
    """Compare two article texts, whose paragraphs are set apart by blank lines.

    Returns: the paragraphs in order; what was taken out stands before what was put in.
    """
    earlier, later = _paragraphs(before), _paragraphs(after)
    budget = MOST_PAIRS_IN_ALL
    changes: list[Change] = []
    for is_same, old, new in spans(earlier, later):
        if is_same:
            changes += [Change(SAME, (Piece(SAME, text),)) for text in earlier[old]]
            continue
        for removed, added in _paired(earlier[old], later[new]):
            if removed is None or added is None:
                kind, text = (ADDED, added) if removed is None else (REMOVED, removed)
                changes.append(Change(kind, (Piece(kind, text or ""),)))
                continue
            pieces, cost = _words(removed, added, budget)
            budget -= cost
            changes.append(Change(CHANGED, tuple(pieces)))
    return changes


def spans(before: Sequence[str], after: Sequence[str]) -> Iterator[Span]:
    """Yield the stretches of two lists in order, those that are the same and those that differ in turn."""
    start, end = _alike_ends(before, after)
    if start:
        yield Span(True, slice(0, start), slice(0, start))
    yield from _between(before, after, slice(start, len(before) - end), slice(start, len(after) - end))
    if end:
        yield Span(True, slice(len(before) - end, len(before)), slice(len(after) - end, len(after)))


def _alike_ends(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """Count what is the same at the beginning and at the end of two lists, nothing of it twice."""
    start, end = 0, 0
    shortest = min(len(before), len(after))
    while start < shortest and before[start] == after[start]:
        start += 1
    while end < shortest - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return start, end


def _between(before: Sequence[str], after: Sequence[str], old: slice, new: slice) -> Iterator[Span]:
    rows, columns = old.stop - old.start, new.stop - new.start
    if rows * columns <= MOST_PAIRS:
        yield from _matched(before, after, old, new)
        return
    i, j = old.start, new.start
    for row, column in _anchors(before[old], after[new]):
        x, y = old.start + row, new.start + column
        yield from _short(before, after, slice(i, x), slice(j, y))
        yield Span(True, slice(x, x + 1), slice(y, y + 1))
        i, j = x + 1, y + 1
    yield from _short(before, after, slice(i, old.stop), slice(j, new.stop))


def _short(before: Sequence[str], after: Sequence[str], old: slice, new: slice) -> Iterator[Span]:
    """Compare what lies between two anchors, unless it is too long: then it differs as a whole."""
    if (old.stop - old.start) * (new.stop - new.start) <= MOST_PAIRS:
        yield from _matched(before, after, old, new)
    else:
        yield Span(False, old, new)


def _matched(before: Sequence[str], after: Sequence[str], old: slice, new: slice) -> Iterator[Span]:
    matcher = difflib.SequenceMatcher(None, before[old], after[new], autojunk=False)
    for tag, i, k, j, m in matcher.get_opcodes():
        shifted = slice(old.start + i, old.start + k), slice(new.start + j, new.start + m)
        yield Span(tag == "equal", *shifted)


def _anchors(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Return places of what occurs once in both lists, as many as stand in the same order in both.

    It is the longest increasing sequence, by Schensted's piles in n log n, as in Cohen's patience diff.
    """
    counts, others = Counter(before), Counter(after)
    places = {word: number for number, word in enumerate(after) if others[word] == 1}
    pairs = [
        (number, places[word]) for number, word in enumerate(before) if counts[word] == 1 and word in places
    ]
    tops: list[int] = []
    piles: list[int] = []
    below: list[int] = []
    for number, (_, column) in enumerate(pairs):
        pile = bisect_left(tops, column)
        below.append(piles[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(column)
            piles.append(number)
        else:
            tops[pile], piles[pile] = column, number
    chain: list[tuple[int, int]] = []
    number = piles[-1] if piles else -1
    while number >= 0:
        chain.append(pairs[number])
        number = below[number]
    return chain[::-1]


def _paragraphs(text: str) -> list[str]:
    return text.split("\n\n") if text else []


def _paired(removed: Sequence[str], added: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    """Pair paragraphs that are alike, in order; the others stand alone."""
    earlier = [Counter(words(text)) for text in removed]
    reach = len(removed) if len(removed) * len(added) <= MOST_LIKENESSES else 1
    row = 0
    for text in added:
        later, end = Counter(words(text)), min(row + reach, len(removed))
        match = next((n for n in range(row, end) if _is_like(earlier[n], later)), None)
        if match is None:
            yield None, text
            continue
        for one in removed[row:match]:
            yield one, None
        yield removed[match], text
        row = match + 1
    for one in removed[row:]:
        yield one, None


def _is_like(before: Counter[str], after: Counter[str]) -> bool:
    longer = max(before.total(), after.total())
    return longer > 0 and (before & after).total() >= LIKENESS * longer


def _words(before: str, after: str, budget: int) -> tuple[list[Piece], int]:
    """Compare two paragraphs word by word; the cost is the number of pairs that were looked at."""
    earlier, later = tokens(before), tokens(after)
    alike = sum(_alike_ends(earlier, later))
    cost = (len(earlier) - alike) * (len(later) - alike)
    if cost > budget:
        return [Piece(REMOVED, before), Piece(ADDED, after)], 0
    pieces: list[Piece] = []
    for is_same, old, new in spans(earlier, later):
        if is_same:
            pieces.append(Piece(SAME, "".join(earlier[old])))
            continue
        for kind, part in ((REMOVED, earlier[old]), (ADDED, later[new])):
            if part:
                pieces.append(Piece(kind, "".join(part)))
    return list(_joined(pieces)), cost


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Give pieces that only a blank sets apart as one: a phrase that was replaced is read as a phrase."""
    removed, added = "", ""
    for number, piece in enumerate(pieces):
        is_bridge = piece.kind == SAME and piece.text.isspace() and 0 < number < len(pieces) - 1
        if piece.kind == REMOVED:
            removed += piece.text
        elif piece.kind == ADDED:
            added += piece.text
        elif is_bridge and removed and added:
            removed, added = removed + piece.text, added + piece.text
        else:
            yield from _flushed(removed, added)
            removed, added = "", ""
            yield piece
    yield from _flushed(removed, added)


def _flushed(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece(REMOVED, removed)
    if added:
        yield Piece(ADDED, added)


def words(text: str) -> list[str]:
    """Return the words of a text.

    >>> words("Rates rose 3 %, she said – 雨が")
    ['Rates', 'rose', '3', 'she', 'said', '雨', 'が']
    """
    found: list[str] = linear(WORD_PATTERN).findall(text)
    return found


def tokens(text: str) -> list[str]:
    """Return the words of a text and what stands between them; joined, they give the text."""
    found: list[str] = linear(_TOKENS).findall(text)
    return found
