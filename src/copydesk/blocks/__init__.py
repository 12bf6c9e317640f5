"""Text to blocks: every non-blank character of the source lies in exactly one of them.

A block is a run of lines that belong together. A blank line always ends one; a line end does too,
unless the evidence says that the line was only wrapped.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, Final, NamedTuple, Self

from copydesk.accounting import render
from copydesk.blocks import characters, collapsed
from copydesk.blocks.joints import joint
from copydesk.blocks.markup import edits, has_marks, is_underline, markup_of
from copydesk.blocks.running import is_head, is_page_number, key, repeated
from copydesk.blocks.wrapping import WrapWidth, continues
from copydesk.model import Block, Repair
from copydesk.patterns import linear
from copydesk.text import squeeze

LONGEST_HEADING: Final = 120
"""Characters. A longer line above ``---`` is a paragraph with a break below it."""


class Source(NamedTuple):
    """A text and what is known of it as a whole.

    ``cuts`` are the ends of paragraphs that lost their break, ``is_odd`` tells that it may hold mojibake,
    ligatures or blanks that are none. ``is_plain`` tells that it holds none of them, no blank but spaces and
    line feeds, and nothing that nobody sees. Of most texts it is also true that they ``are_lines_ready``: no
    line holds two blanks in a row or what can be markup inside it, and none needs to be looked at.
    """

    text: str
    cuts: Sequence[Repair]
    is_odd: bool
    is_plain: bool
    are_lines_ready: bool

    @classmethod
    def of(cls, text: str) -> Self:
        """Look a text through: once for all that is out of the ordinary, and again where there is any."""
        raw = text.encode()
        if _unusual("  ").search(raw) is None:
            return cls(text, (), is_odd=False, is_plain=True, are_lines_ready=not has_marks(text))
        if _unusual().search(raw) is None:
            return cls(text, (), is_odd=False, is_plain=True, are_lines_ready=False)
        is_odd = characters.is_odd(text)
        return cls(text, collapsed.find(text), is_odd, is_plain=False, are_lines_ready=False)

    def is_ready(self, line: str) -> bool:
        """Tell whether nothing is to be mended or taken off in a line, blanks aside."""
        is_plain = self.is_plain or (not (self.cuts or self.is_odd) and line.isprintable())
        return is_plain and not has_marks(line)


@cache
def _unusual(*more: str) -> Any:
    """Compile what few texts hold: signs of lost breaks, odd blanks, what looks like mojibake; and more."""
    return linear("|".join([*more, f"(?:{collapsed.ANY})", characters.ODD_BLANKS, characters.suspects()]))


def split(source: str, stands_alone: Callable[[str], bool]) -> tuple[tuple[Block, ...], tuple[Repair, ...]]:
    """Cut a source into blocks and list the repairs inside them.

    Arguments: the decoded source; a test whether a line is furniture or metadata on its own, so
        that it is not taken for the continuation of the line above.
    Returns: blocks in order, not yet labelled, and their repairs in order: markup taken off,
        wrapped lines and line-end hyphens joined, lost paragraph ends put back, characters mended.
    """
    known = Source.of(source)
    lines = _lines(known)
    are_spaced = [line.is_spaced for line in lines]
    blocks: list[Block] = []
    repairs: list[Repair] = []
    if all(are_spaced):
        for line in lines:
            if known.are_lines_ready and line.markup == "":
                blocks.append(line)
            else:
                _close(known, [line], blocks, repairs)
        return tuple(blocks), tuple(repairs)
    alone = _or_running(stands_alone, repeated((line.plain, line.start) for line in lines))
    width = WrapWidth.of([line.plain for line in lines], are_spaced)
    group = lines[:1]
    for line in lines[1:]:
        if line.is_spaced or not _belongs(group, line, width, alone):
            _close(known, group, blocks, repairs)
            group = []
        group.append(line)
    _close(known, group, blocks, repairs)
    return tuple(blocks), tuple(repairs)


def _lines(source: Source) -> list[Block]:
    """Cut a source into its non-blank lines: each is a block until it is found to go on with another.

    The outer blanks are trimmed: ``source[start:end] == plain``.
    """
    text = characters.whole_lines(source.text) if source.is_odd else source.text
    raws = text.split("\n") if source.is_plain else text.splitlines(keepends=True)
    ends = 1 if source.is_plain else 0
    found: list[Block] = []
    position, is_spaced = 0, True
    for raw in raws:
        line = raw and raw.strip()
        if line:
            start = position if raw[0] == line[0] else position + raw.index(line[0])
            found.append(Block(start, start + len(line), line, markup_of(line), is_spaced))
        is_spaced = not line
        position += len(raw) + ends
    return list(_cut(found, source.cuts)) if source.cuts else found


def _cut(lines: Iterable[Block], cuts: Sequence[Repair]) -> Iterator[Block]:
    """Cut lines behind the ends of paragraphs that they hold; what stood for a break stays above it."""
    waiting = [repair.end for repair in cuts if repair.kind == "paragraph_split"]
    number = 0
    for line in lines:
        start, end, text, _, is_spaced, *_ = line
        while number < len(waiting) and waiting[number] < end:
            at = waiting[number]
            number += 1
            if start < at:
                piece = text[start - line.start : at - line.start]
                yield Block(start, at, piece, markup_of(piece), is_spaced)
                start, is_spaced = at + _blanks(text[at - line.start :]), True
        piece = text[start - line.start :]
        yield Block(start, end, piece, markup_of(piece), is_spaced)


def _blanks(text: str) -> int:
    return len(text) - len(text.lstrip())


def is_heading_text(line: Block) -> bool:
    """Tell whether a line can be the text above a heading's underline."""
    return line.markup == "" and len(line.plain) <= LONGEST_HEADING


def _or_running(stands_alone: Callable[[str], bool], running: Mapping[str, int]) -> Callable[[str], bool]:
    """Let page numbers and lines that come back from page to page stand alone too."""

    def test(line: str) -> bool:
        return stands_alone(line) or is_page_number(line) or (is_head(line) and key(line) in running)

    return test


def _belongs(
    group: Sequence[Block], line: Block, width: WrapWidth, stands_alone: Callable[[str], bool]
) -> bool:
    """Tell whether a line right below goes on with the block whose lines are ``group``."""
    last, first = group[-1], group[0]
    if (
        len(group) == 1
        and is_heading_text(last)
        and is_underline(line.plain)
        and not stands_alone(last.plain)
    ):
        return True
    if first.markup == "quote":
        return line.markup == "quote"
    if line.markup in {"", "italic"} and first.markup in {"", "bullet", "number", "bold", "italic"}:
        goes_on = width.is_wrapped(last.plain, line.plain) or continues(last.plain, line.plain)
        return goes_on and not stands_alone(line.plain)
    return line.markup == "number" and first.markup == "" and width.is_wrapped(last.plain, line.plain)


def _close(source: Source, group: Sequence[Block], blocks: list[Block], repairs: list[Repair]) -> None:
    """Make one block of a group of lines."""
    start, end, first, markup, is_spaced, *_ = group[0]
    if len(group) == 1 and markup == "" and source.is_ready(first):
        blocks.append(group[0]._replace(plain=squeeze(first)) if "  " in first else group[0])
        return
    end = group[-1].end
    if len(group) == 2 and is_underline(group[1].plain) and markup == "":
        markup = "h1" if group[1].plain.startswith("=") else "h2"
        joins: list[Repair] = []
        marks = edits(source.text, start, end, markup)
    else:
        joins = list(_line_joins(source.text, group))
        marks = edits(
            source.text, start, end, markup if len(group) == 1 or markup in {"quote", "bullet"} else ""
        )
    inside = [] if markup == "break" else _all_repairs(source, start, end, [*marks, *joins])
    plain = squeeze(render(source.text, start, end, inside))
    blocks.append(Block(start, end, plain, markup, is_spaced))
    repairs += inside


def _all_repairs(source: Source, start: int, end: int, taken: list[Repair]) -> list[Repair]:
    """Add to markup and line joins what else is to be mended in a block; where two meet, the first stays."""
    cuts = source.cuts
    first = bisect_left(cuts, start, key=lambda cut: cut.start)
    inside = [
        cut for cut in cuts[first : bisect_left(cuts, end, key=lambda cut: cut.start)] if cut.end <= end
    ]
    inside = _merged(inside, taken)
    if source.is_odd:
        inside = _merged(inside, characters.mojibake(source.text, start, end))
        inside = _merged(inside, characters.odd(source.text, start, end))
    return _merged(inside, characters.invisible(source.text, start, end))


def _merged(taken: Sequence[Repair], more: Iterable[Repair]) -> list[Repair]:
    """Put repairs into a list of others, in order; one that would overlap with one there is left out."""
    starts = [repair.start for repair in taken]
    free: list[Repair] = []
    for repair in sorted(more, key=lambda one: one.start):
        above = bisect_left(starts, repair.end) - 1
        if (above < 0 or taken[above].end <= repair.start) and (not free or free[-1].end <= repair.start):
            free.append(repair)
    return sorted([*taken, *free], key=lambda one: one.start) if free else list(taken)


def _line_joins(source: str, group: Sequence[Block]) -> Iterator[Repair]:
    """Record each line end inside a block: a hyphen undone, or a wrapped line joined."""
    for above, below in pairwise(group):
        if below.markup == "quote":
            continue
        dropped, after = joint(source, above[:2], below[:2])
        kind = "hyphen_join" if dropped else "line_join"
        yield Repair(kind, above.end - dropped, below.start, after, f"repair.{kind}")
