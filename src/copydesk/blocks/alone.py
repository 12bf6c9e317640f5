"""A block that is known by its span in the source alone: the texts that rules can have been asked about it.

What a block reads when markup, line ends and misread characters are seen to follows from its span but for a
few things that the whole source decides: whether it is suspected of mojibake, whether escapes and tags stand
for ends of paragraphs, whether a hyphen at a line end is one of a compound. Here all of these are tried.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import Final, NamedTuple

from copydesk.accounting import render
from copydesk.blocks import characters, collapsed
from copydesk.blocks.joints import joint
from copydesk.blocks.markup import edits, has_marks, is_underline, markup_of
from copydesk.model import Repair
from copydesk.text import squeeze

MOST_HYPHENS: Final = 4
"""Hyphens at line ends of one block, up to which all ways of undoing them are tried."""

_MARKUP_OF_ALL: Final = frozenset({"quote", "bullet"})


class _Line(NamedTuple):
    """A non-blank line, trimmed: its span in the block, and its text."""

    start: int
    end: int
    text: str


def texts_of(raw: str) -> frozenset[str] | None:
    """Give every text that rules can be asked about a block: its lines, and what it can read.

    Arguments: the block as it stands in the source, not blank.
    Returns: what ``split`` can ask and make of it, in whatever source it stands, and more; None where that is
        more than can be tried.
    """
    if _is_plain(raw):
        return frozenset({raw, squeeze(raw)})
    found = {""}
    for is_odd in (False,) if raw.isascii() else (False, True):
        lines = _lines(characters.whole_lines(raw) if is_odd else raw)
        found |= {line.text for line in lines}
        for cuts in _cuts(raw, is_odd):
            plains = _plains(raw, lines, [list(cuts)], is_odd)
            if plains is None:
                return None
            found |= plains
    return frozenset(found)


def may_be_short(raw: str, longest: int) -> bool:
    """Tell at little cost whether a block can read so few characters when it is mended.

    What nothing is taken off keeps its length, but for misread characters: each of them is two or more, none
    of them ASCII.
    """
    if len(raw) <= longest or "  " in raw or _is_marked(raw):
        return True
    return len(raw.encode("ascii", "ignore")) <= longest


def _cuts(raw: str, is_odd: bool) -> list[tuple[Repair, ...]]:
    """List what may end a paragraph in a block or at its end; there it keeps a misread word as it is."""
    found = list(collapsed.explicit_in(raw)) if "\\" in raw or "<" in raw else [()]
    ends = collapsed.ends_of(raw) if is_odd else ()
    return [
        *found,
        *((*cuts, end) for cuts in found for end in ends if not cuts or cuts[-1].end <= end.start),
    ]


def _is_plain(raw: str) -> bool:
    """Tell at once of what most blocks are: one line, nothing in it to be mended."""
    if _is_marked(raw):
        return False
    if raw.isascii():
        return True
    is_mended = characters.is_odd(raw) or any(True for _ in characters.mojibake(raw, 0, len(raw)))
    return not is_mended


def _is_marked(raw: str) -> bool:
    """Tell whether a block holds line ends, what can be markup, or a tag that can stand for one."""
    return not raw.isprintable() or "<" in raw or has_marks(raw) or markup_of(raw) != ""


def _lines(raw: str) -> list[_Line]:
    lines, position = [], 0
    for whole in raw.splitlines(keepends=True):
        if text := whole.strip():
            start = position + whole.index(text[0])
            lines.append(_Line(start, start + len(text), text))
        position += len(whole)
    return lines


def _plains(
    raw: str, lines: Sequence[_Line], layers: list[list[Repair]], is_odd: bool
) -> frozenset[str] | None:
    """Give what a block reads, hyphens at line ends undone in every way."""
    markup = markup_of(lines[0].text)
    if markup == "break":
        return frozenset({squeeze(raw)})
    end, joins = len(raw), []
    if len(lines) == 2 and is_underline(lines[1].text) and markup == "":
        layers = [*layers, edits(raw, 0, end, "h1" if lines[1].text.startswith("=") else "h2")]
    else:
        joins = list(_joins(raw, lines))
        marked = markup if len(lines) == 1 or markup in _MARKUP_OF_ALL else ""
        layers = [*layers, edits(raw, 0, end, marked)]
    open_ones = [number for number, join in enumerate(joins) if join.kind == "hyphen_join"]
    if len(open_ones) > MOST_HYPHENS:
        return None
    odd = [list(characters.mojibake(raw, 0, end)), list(characters.odd(raw, 0, end))] if is_odd else []
    invisible = list(characters.invisible(raw, 0, end))
    plains = set()
    for ways in product(("", "-"), repeat=len(open_ones)):
        for number, after in zip(open_ones, ways, strict=True):
            joins[number] = joins[number]._replace(after=after)
        inside = _merged([layers[0], layers[1] + joins, *odd, invisible])
        plains.add(squeeze(render(raw, 0, end, inside)))
    return frozenset(plains)


def _joins(raw: str, lines: Sequence[_Line]) -> Iterator[Repair]:
    for above, below in pairwise(lines):
        if markup_of(below.text) != "quote":
            dropped, after = joint(raw, above[:2], below[:2])
            kind = "hyphen_join" if dropped else "line_join"
            yield Repair(kind, above.end - dropped, below.start, after, "")


def _merged(layers: Sequence[Sequence[Repair]]) -> list[Repair]:
    """Put repairs together in order; where two of different layers meet, that of the earlier one stays."""
    taken: list[Repair] = []
    for layer in layers:
        free: list[Repair] = []
        for repair in sorted(layer, key=lambda one: one.start):
            if all(one.end <= repair.start or repair.end <= one.start for one in (*taken, *free[-1:])):
                free.append(repair)
        taken = sorted([*taken, *free], key=lambda one: one.start)
    return taken
