"""Signs and dates near the title that no label speaks for, as pages turned to text leave them.

A page sets the name on one line and "By" on the one above, the date between a reading time and a menu; the
labels of the lines say nothing of it, or something else. What is read here is evidence only: the label of a
line and with it the body stay as they are.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Final

from copydesk.metadata import bylines, dates, stamps
from copydesk.metadata.evidence import DATE_METHODS, LIKELY, WEAK, author, published, signed_behind
from copydesk.metadata.names import is_role
from copydesk.model import Block, Draft, Evidence

ABOVE: Final = 6
"""Blocks above the title that are looked at: a date often stands there, a menu further up."""

FAR_ABOVE: Final = 40
"""Blocks above the title that are asked for a date announced as that of publication."""

BELOW: Final = 14
"""Blocks below it. A page has its signature, date, reading time, share buttons and picture within them."""

LONGEST: Final = 160
"""Characters. A longer block is prose."""

MOST_PROSE: Final = 4
"""Blocks of prose that may stand above an announced signature: a standfirst, notes on advertising."""

PROSE: Final = 120
"""Characters from which on a block is prose."""

NEAREST: Final = 3
"""Blocks between bare names and the date, or the title, that makes them a signature."""

LONGEST_ROLE: Final = 50
"""Characters of the line below a name that says what the person does."""

MOST_PROSE_BARE: Final = 1
"""Blocks of prose that may stand above bare names or a bare date."""

MOST_SMALL_WORDS: Final = 8
"""Words without a capital in a line of bare names: "and", particles, what announces a date. More is prose."""

_READ: Final = frozenset({"byline", "date", "dateline"})
_NEVER: Final = frozenset({"comment", "related", "caption", "copyright", "author_bio", "contact", "legal"})


def read(draft: Draft) -> Iterator[Evidence]:
    """Read the evidence of the lines around the title.

    Where no block is a title, only announced names and dates are read, around the first prose.
    """
    marked = next((n for n, block in enumerate(draft.blocks) if block.label == "title"), None)
    title = _first_prose(draft.blocks) if marked is None else marked
    window = dict(_window(draft.blocks, title))
    stamped = {number: _stamps(draft, number) for number in window}
    most = MOST_PROSE_BARE if marked is not None else -1
    menu = max((n for n in range(title) if _is_of_menu(draft.blocks[n])), default=-1)
    bare = {number for number, prose in window.items() if prose <= most and number > menu}
    yield from _dates(draft, stamped, title, bare)
    yield from _far_above(draft, title)
    dated = [number for number, found in stamped.items() if found and number in bare]
    signing = bare & set(range(title + 1, title + 1 + NEAREST * bool(dated)))
    signing |= {near for at in dated for near in range(max(at - NEAREST, title + 1), at + NEAREST + 1)} & bare
    signing |= set(
        _introduced(draft.blocks, (n for n in window if title < n <= title + NEAREST and n in bare))
    )
    yield from _signatures(draft, window, signing)


def _is_of_menu(block: Block) -> bool:
    """Tell whether a line is known by its words as a menu's: a bare date above it is that of the visit."""
    return block.label == "navigation" and block.rule_id != "page.navigation"


def _first_prose(blocks: Sequence[Block]) -> int:
    return next((number for number, block in enumerate(blocks) if len(block.plain) >= PROSE), 0)


def _window(blocks: Sequence[Block], title: int) -> Iterator[tuple[int, int]]:
    """Give the blocks that are looked at, each with how much prose stands between it and the title."""
    prose = 0
    for number in range(max(0, title - ABOVE), min(len(blocks), title + 1 + BELOW)):
        block = blocks[number]
        if number > title and len(block.plain) >= PROSE:
            prose += 1
            if prose > MOST_PROSE:
                return
        if number != title and len(block.plain) <= LONGEST and block.label not in _NEVER:
            yield number, prose


def _stamps(draft: Draft, number: int) -> tuple[stamps.Stamp, ...]:
    plain = draft.blocks[number].plain
    if plain.isascii() and not dates.has_year(plain):  # other scripts have digits of their own
        return ()
    return dated_line(plain, draft.language)


def dated_line(plain: str, language: str) -> tuple[stamps.Stamp, ...]:
    """Read the dates of a line that is dates, sets one apart, or signs beside one."""
    found = stamps.read(plain, language) or stamps.inside(plain, language)
    if found or (moment := bylines.dated(plain, language)) is None:
        return found
    return (stamps.Stamp("", moment),)


def _dates(
    draft: Draft, stamped: dict[int, tuple[stamps.Stamp, ...]], title: int, bare: Set[int]
) -> Iterator[Evidence]:
    """Give the dates, those nearest the title first; what stands below it comes before what stands above."""
    found = (number for number, several in stamped.items() if several)
    for number in sorted(found, key=lambda number: (number < title, abs(number - title))):
        block = draft.blocks[number]
        if block.label in _READ:
            continue
        for kind, moment in stamped[number]:
            said = kind or (number and stamps.announced(draft.blocks[number - 1].plain)) or ""
            method = DATE_METHODS[said] if said else "date_near_title"
            if said or number in bare:
                yield published(draft, block, (moment, block.plain), method)
                yield from signed_behind(draft, block, block.plain[moment.end :])


def _far_above(draft: Draft, title: int) -> Iterator[Evidence]:
    """Give the date of publication that stands far above the title, if it is the only one there."""
    found = []
    for number in range(max(0, title - FAR_ABOVE), max(0, title - ABOVE)):
        block = draft.blocks[number]
        if len(block.plain) <= LONGEST and block.label not in _NEVER:
            for kind, moment in _stamps(draft, number):
                if (kind or stamps.announced(draft.blocks[number - 1].plain)) == stamps.PUBLISHED:
                    found.append((block, moment))
    if len({moment.on for _, moment in found}) == 1:
        block, moment = found[0]
        yield published(draft, block, (moment, block.plain), DATE_METHODS[stamps.PUBLISHED])


def _signatures(draft: Draft, window: Iterable[int], signing: Set[int]) -> Iterator[Evidence]:
    """Give the names: announced on their line or the one above, or bare in a place where names sign.

    Of bare names the first count, with those right below them; what is further down is a topic or an editor.
    """
    previous, last = -1, -1
    for number in window:
        block, looked_at = draft.blocks[number], previous
        previous = number
        if block.label in _READ:
            continue
        above = draft.blocks[number - 1].plain if number else ""
        is_announced = bylines.has_lead(block.plain) or bylines.is_lead(above)
        is_asked = is_announced or number in signing
        if not is_asked or (looked_at >= 0 and bylines.is_other_credit(draft.blocks[looked_at].plain)):
            continue
        line = _names_of(draft, number, is_announced=is_announced)
        if line is None or (not is_announced and 0 <= last < number - 1):
            continue
        last = last if is_announced else number
        grade = ("byline_near_title", LIKELY) if is_announced else ("name_near_title", WEAK)
        for name in line.authors:
            yield author(draft, block, name, grade)


def _names_of(draft: Draft, number: int, *, is_announced: bool) -> bylines.Byline | None:
    """Read the names of a line that may sign; None when it does not."""
    plain = draft.blocks[number].plain
    if not is_announced and _is_wordy(plain):
        return None
    line = bylines.read(plain)
    if not line.authors or not (is_announced or (line.is_whole and not line.is_cut)):
        return None
    return line if is_announced or _is_signature(draft.blocks, number, line.authors) else None


def _introduced(blocks: Sequence[Block], numbers: Iterable[int]) -> Iterator[int]:
    """Give the lines that sign without a date: names with a role beside or below them, or set twice."""
    for number in numbers:
        plain = blocks[number].plain
        below = blocks[number + 1].plain if number + 1 < len(blocks) else ""
        if _is_wordy(plain) or (blocks[number].label in _READ and below != plain):
            continue  # in neither of them a bare name is looked for
        line = bylines.read(plain)
        if not line.authors or not line.is_whole:
            continue
        is_short = 0 < len(below) <= LONGEST_ROLE
        if line.has_role or below == plain or (is_short and is_role(below)):
            yield from (number, number + 1) if below == plain else (number,)


def _is_wordy(plain: str) -> bool:
    """Tell whether a line has too many words without a capital to be bare names."""
    return sum(map(str.islower, plain.split())) > MOST_SMALL_WORDS


def _is_signature(blocks: Sequence[Block], number: int, authors: Sequence[str]) -> bool:
    """Tell whether bare names sign: nobody to be called, and no words of the title ("Election Results")."""
    below = [block.plain for block in blocks[number + 1 : number + 1 + bylines.LINES_OF_CONTACT]]
    titles = [block.plain for block in blocks[:number] if block.label == "title"]
    return not bylines.is_of_title(authors, titles) and not bylines.is_contact(below)
