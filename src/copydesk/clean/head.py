"""The head of an article: everything above the first prose, read block by block."""

import re
from collections.abc import Sequence
from typing import Final

from copydesk.clean.decisions import NONE, Decision, by_rule, dated, may_hold_date
from copydesk.clean.several import LONGEST_SIGNATURE, is_of_several
from copydesk.clean.shapes import ends_sentence, is_prose, is_title, may_be_title
from copydesk.metadata import bylines, datelines, dates
from copydesk.model import Block
from copydesk.rules import RuleSet
from copydesk.text import MOST_SITE_WORDS, without_site

PLACES: Final = ("anywhere", "head", "edge")
MOST_BLOCKS: Final = 60
"""Blocks. A head is not looked for beyond them: what is above the prose then is no head."""

MOST_PROSE_ABOVE_TITLE: Final = 3
"""Blocks of prose (cookie notes, calls to subscribe) above a marked title; below more it is a heading."""

LONGEST_STANDFIRST: Final = 300
"""Characters. A longer paragraph above the byline is body."""

MOST_BELOW_STANDFIRST: Final = 3

LONGEST_PAPER: Final = 40
"""Characters of the line below names that says whose they are."""

LONGEST_SITE: Final = 60
"""Characters by which a title with the name of its site may be longer than without."""

_DASHES: Final = ("-", "–", "—")
"""What a dateline without a date ends in."""

_NO_LETTERS: Final = re.compile(r"[\W_]+")
_SUBTITLE_MARKUP: Final = frozenset({"h2", "h3", "h4", "bold", "italic"})


def read_head(blocks: Sequence[Block], rules: RuleSet, known_title: int | None = None) -> dict[int, Decision]:
    """Decide the blocks of the head.

    Arguments: all blocks of a document, not labelled; the rules; the number of the title where its place
        on a page has told it already.
    Returns: decisions by the number of the block; a block above the prose that nothing speaks for
        has none. The first block of prose has one if it is the title again.
    """
    end = max(_end(blocks, rules), 0 if known_title is None else known_title + 1)
    decisions: dict[int, Decision] = {}
    title = next((n for n in range(end) if blocks[n].markup == "h1"), None)
    if known_title is not None:
        title = known_title
    for number in range(end):
        decision = (
            dated(blocks[number]) or by_rule(blocks[number], rules, PLACES) or _by_shape(blocks[number])
        )
        if number == title:
            is_marked = blocks[number].markup == "h1"
            decision = Decision("title", "head.title.heading" if is_marked else "page.title")
        elif decision is None and number == 0 and _signs_first(blocks, number):
            decision = Decision("byline", "head.byline.name")
        elif decision is None and title is None and _is_title_line(blocks, number, end, rules):
            title, decision = number, Decision("title", "head.title.first_line")
        if decision:
            decisions[number] = decision
    _read_neighbours(blocks, decisions, title, end)
    _read_first_paragraph(blocks, decisions, end)
    return decisions


def _end(blocks: Sequence[Block], rules: RuleSet) -> int:
    """Find the first block of prose; a marked title further down (below a menu) moves it down."""
    first, top = 0, blocks[:MOST_BLOCKS]
    marked = next((n for n, block in enumerate(top) if block.markup == "h1"), None)
    if marked is not None and sum(is_prose(block.plain) for block in top[:marked]) <= MOST_PROSE_ABOVE_TITLE:
        first = marked + 1
    for number in range(first, len(top)):
        if not is_prose(top[number].plain):
            continue
        is_first_title = number == 0 and (is_title(top[0].plain) or _is_signed_title(blocks, 0, rules))
        if is_first_title or by_rule(top[number], rules, PLACES):
            continue
        if not _is_standfirst(blocks, number, rules):
            return number
    return min(len(blocks), first)


def _is_standfirst(blocks: Sequence[Block], number: int, rules: RuleSet) -> bool:
    """Tell whether a block of prose stands above the byline or date, and more prose below that.

    Without prose below, the signature is at the foot, and what stands above it is body.
    """
    if len(blocks[number].plain) > LONGEST_STANDFIRST:
        return False
    last = next(n for n in reversed(range(len(blocks[:MOST_BLOCKS]))) if is_prose(blocks[n].plain))
    for near in range(number + 1, min(number + 1 + MOST_BELOW_STANDFIRST, last)):
        if len(blocks[near].plain) > LONGEST_SIGNATURE:
            continue
        decision = dated(blocks[near]) or by_rule(blocks[near], rules, PLACES) or _by_shape(blocks[near])
        if decision and decision.label in {"byline", "date"}:
            return True
    return False


def _by_shape(block: Block) -> Decision | None:
    if block.markup == "break":
        return Decision("page_furniture", "markup.break")
    plain = block.plain
    if not may_hold_date(plain) and not plain.endswith(_DASHES):
        return None
    if datelines.alone(plain):
        return Decision("dateline", "head.dateline.line")
    if bylines.is_stamped(plain) and not plain.isupper():
        return Decision("byline", "head.byline.line")
    if dates.is_named_date(plain):
        return Decision("date", "head.date.with_name")
    return None


def _signs_first(blocks: Sequence[Block], number: int) -> bool:
    """Tell whether the names of several people stand above the line of their role or paper."""
    if not is_of_several(blocks[number].plain) or number + 1 >= len(blocks):
        return False
    below = blocks[number + 1].plain
    return len(below) <= LONGEST_PAPER and not ends_sentence(below)


def _is_title_line(blocks: Sequence[Block], number: int, end: int, rules: RuleSet) -> bool:
    """Tell whether the first undecided block of the head is the title, though nothing marks it.

    It must have the form of a title, and prose must follow: a text without prose has no head.
    """
    block = blocks[number]
    if end >= len(blocks) or not is_prose(blocks[end].plain) or is_of_several(block.plain):
        return False
    if block.markup not in {"", "bold", "italic", "h2", "h3"}:
        return False
    return is_title(block.plain) or _is_signed_title(blocks, number, rules)


def _is_signed_title(blocks: Sequence[Block], number: int, rules: RuleSet) -> bool:
    """Tell whether a line that may be a title stands right above the byline or date: it is one then."""
    if number + 1 >= len(blocks) or not may_be_title(blocks[number].plain):
        return False
    below = blocks[number + 1]
    decision = dated(below) or by_rule(below, rules, PLACES)
    return decision is not None and decision.label in {"byline", "date"}


def _read_neighbours(
    blocks: Sequence[Block], decisions: dict[int, Decision], title: int | None, end: int
) -> None:
    """Decide what only its neighbours explain: a bare name beside a date, a line below the title."""
    for number in range(end):
        if decisions.get(number, NONE).rule_id in _WEAK and _is_bare_byline(blocks, decisions, number):
            decisions[number] = Decision("byline", "head.byline.name")
    for number in range(end):
        if title is None or number <= title or number in decisions:
            continue
        plain, markup = blocks[number].plain, blocks[number].markup
        above, below = (decisions.get(near, NONE).label for near in (number - 1, number + 1))
        if _is_repeated(plain, blocks[title].plain):
            decisions[number] = Decision("title", "head.title.repeated")
        is_marked = markup in _SUBTITLE_MARKUP or below in {"byline", "date"}
        if above in {"title", "kicker"} and is_title(plain) and is_marked and number not in decisions:
            decisions[number] = Decision("subtitle", "head.subtitle.below_title")


def _read_first_paragraph(blocks: Sequence[Block], decisions: dict[int, Decision], end: int) -> None:
    """Decide the first block of the body if it says the title again and nothing else."""
    titles = [blocks[number].plain for number, decision in decisions.items() if decision.label == "title"]
    if end < len(blocks) and titles and _is_repeated(blocks[end].plain, titles[0]):
        decisions[end] = Decision("title", "head.title.repeated")


def _is_repeated(plain: str, title: str) -> bool:
    """Tell whether a block says the title again, case, quotes, punctuation and a site's name aside.

    >>> _is_repeated("“DOCKS TO CLOSE.”", "Docks to close | The Harbour Post")
    True
    >>> _is_repeated("Docks to close on Monday.", "Docks to close")
    False
    """
    if plain == title:
        return True
    if len(plain) > len(title) + LONGEST_SITE or len(title) > len(plain) + LONGEST_SITE:
        return False
    first, other = plain[:1].casefold(), title[:1].casefold()
    if first.isalnum() and other.isalnum() and first[0] != other[0]:  # all forms begin with it
        return False
    return bool(_letters(plain)) and not _forms(plain).isdisjoint(_forms(title))


def _forms(plain: str) -> set[str]:
    """Give what a title says, with and without the name of a site behind a bar or dash."""
    forms = {_letters(plain), _letters(without_site(plain)[0])}
    head, bar, site = plain.rpartition(" - " if " - " in plain else " – ")
    if bar and site[:1].isupper() and len(site.split()) <= MOST_SITE_WORDS and len(head) > 2 * len(site):
        forms.add(_letters(head))
    return forms


def _letters(plain: str) -> str:
    return _NO_LETTERS.sub("", plain.casefold())


def _is_bare_byline(blocks: Sequence[Block], decisions: dict[int, Decision], number: int) -> bool:
    """Tell whether a block signs though no word says so: beside a date, or marked below the title.

    In capitals it may be any headline. One line may stand between the name and the date.
    """
    plain, markup = blocks[number].plain, blocks[number].markup
    near = {decisions[n].label for n in (number - 1, number + 1) if n in decisions}
    is_near = bool("date" in near or (markup in {"bold", "italic"} and "title" in near))
    if not is_near:
        is_date_near = decisions.get(number + 2, NONE).label == "date" and "title" in near
        is_near = is_date_near and not is_prose(blocks[number + 1].plain)
    below = [block.plain for block in blocks[number + 1 : number + 1 + bylines.LINES_OF_CONTACT]]
    line = bylines.read(plain) if is_near and not plain.isupper() else bylines.Byline()
    if not line.is_bare or (line.is_cut and not markup) or bylines.is_contact(below):
        return False
    titles = [blocks[n].plain for n, decision in decisions.items() if decision.label == "title"]
    return not bylines.is_of_title(line.authors, titles)


_WEAK: Final = frozenset({"", "head.subtitle.below_title"})
