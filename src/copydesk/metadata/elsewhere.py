"""Signs and dates away from the title, where a text has one of them alone.

Pages print the author above a biography and the day below the last paragraph, and a title that was not
recognised leaves both without a place to stand by. What is read here counts only where nothing nearer says
who wrote a text, or when, and where all such lines of the text agree: a list of teasers has many days.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Final

from copydesk.metadata import bylines, dates, stamps
from copydesk.metadata.evidence import WEAK, author, published
from copydesk.metadata.near_title import dated_line
from copydesk.model import Block, Draft, Evidence
from copydesk.rules.words import folded

LONGEST: Final = 160
"""Characters. A longer block is prose."""

LONGEST_NAME: Final = 40
"""Characters of a name that stands alone above a biography."""

LONGEST_ROLE: Final = 80
"""Characters of the line with a role that may stand between a name and its biography."""

_NEVER: Final = frozenset({"comment", "caption", "copyright", "legal", "title", "correction"})
_ENDS: Final = frozenset('.!?”"’')
METHODS: Final[Mapping[str, str]] = {
    stamps.PUBLISHED: "published_elsewhere",
    stamps.UPDATED: "updated_elsewhere",
    "": "date_elsewhere",
}


def read(draft: Draft, known: Set[str]) -> Iterator[Evidence]:
    """Read the only date and the only signature of a text that has none near its title.

    Arguments: a labelled draft; the fields that other evidence speaks for already.
    """
    is_dated = "published" in known or not dates.has_year(draft.document.text)
    is_signed = not known.isdisjoint({"authors", "agency"})
    if is_dated and is_signed:
        return
    speaking = [number for number, block in enumerate(draft.blocks) if _may_speak(block)]
    if not is_dated:
        yield from _dates(draft, speaking)
    if not is_signed:
        yield from _names(draft, speaking)


def _may_speak(block: Block) -> bool:
    """Tell whether a line may be the text's own: sentences and teasers that a rule knows never are."""
    plain = block.plain
    if len(plain) > LONGEST or plain[-1:] in _ENDS:
        return False
    label = block.label
    return label not in _NEVER and (label != "related" or block.rule_id == "page.related")


def _dates(draft: Draft, speaking: Sequence[int]) -> Iterator[Evidence]:
    """Give the dates of each kind that has one day only; a bare one in a menu above is that of the visit."""
    blocks = draft.blocks
    top = next((n for n, block in enumerate(blocks) if block.label in {"title", "paragraph"}), 0)
    found: dict[str, list[tuple[Block, stamps.Stamp]]] = {}
    for number in speaking:
        block = blocks[number]
        if block.plain.isascii() and not dates.has_year(block.plain):
            continue  # other scripts have digits of their own
        for stamp in dated_line(block.plain, draft.language):
            kind = stamp.kind or (number and stamps.announced(blocks[number - 1].plain)) or ""
            if kind or number > top:
                found.setdefault(kind, []).append((block, stamp))
    for kind, several in found.items():
        if len({stamp.moment.on for _, stamp in several}) == 1:
            block, stamp = several[0]
            yield published(draft, block, (stamp.moment, block.plain), METHODS[kind])


def _names(draft: Draft, speaking: Sequence[int]) -> Iterator[Evidence]:
    """Give who signs away from the title: announced, else above a biography; one signature alone."""
    for method, signatures in (
        ("byline_elsewhere", _announced(draft.blocks, speaking)),
        ("biography", _above_biography(draft.blocks, speaking)),
    ):
        found = list(signatures)
        if found and len({line.authors for _, line in found}) == 1:
            block, line = found[0]
            for name in line.authors:
                yield author(draft, block, name, (method, WEAK))
        if found:
            return


def _announced(blocks: Sequence[Block], speaking: Sequence[int]) -> Iterator[tuple[Block, bylines.Byline]]:
    for number in speaking:
        block = blocks[number]
        if bylines.has_lead(block.plain) or (number and bylines.is_lead(blocks[number - 1].plain)):
            line = bylines.read(block.plain)
            if line.authors and line.is_whole:
                yield block, line


def _above_biography(
    blocks: Sequence[Block], speaking: Sequence[int]
) -> Iterator[tuple[Block, bylines.Byline]]:
    """Find names on lines of their own below which it is told who they are: "Ann Cole", "Ann is a writer"."""
    for number in speaking:
        block = blocks[number]
        if len(block.plain) > LONGEST_NAME or not block.plain[:1].isupper() or number + 1 == len(blocks):
            continue
        below = blocks[number + 1]
        if len(below.plain) <= LONGEST_ROLE and number + 2 < len(blocks):
            below = blocks[number + 2] if not _tells_of(below.plain, block.plain) else below
        if _tells_of(below.plain, block.plain) and (line := bylines.read(block.plain)).is_bare:
            yield block, line


def _tells_of(text: str, name: str) -> bool:
    """Tell whether a text begins to say who somebody is, by the whole name or its first word.

    >>> _tells_of("Ann is a writer in Hull.", "Ann Cole"), _tells_of("Ann went home.", "Ann Cole")
    (True, False)
    """
    for start in (name, name.partition(" ")[0]):
        rest = text.removeprefix(start)
        if start and rest != text and rest[:1] == " ":
            return rest.split(maxsplit=1)[:1] != [] and rest.split()[0] in folded("biography_verbs")
    return False
