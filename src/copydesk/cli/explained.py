"""A file explained on a terminal: every block with its label, verdict, rule, evidence and repairs.

What a colour says a sign or a word says too: ``+`` kept, ``-`` removed, ``=`` metadata.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

import click

from copydesk.cli.wrapping import Cell, Style, cells, folded, styled, wrap
from copydesk.model import Evidence, Rejection, Repair
from copydesk.previews import BlockShown, DocumentShown, Explanation
from copydesk.report.plain import shorten, visible

SIGNS: Final = {"kept": "+", "removed": "-", "metadata": "="}
MARGINS: Final = {"kept": "green", "removed": "red", "metadata": "cyan"}
TEXTS: Final[dict[str, Style]] = {
    "kept": {},
    "removed": {"fg": "red", "dim": True, "strikethrough": True},
    "metadata": {"fg": "cyan"},
}
REPAIRED: Final[Style] = {"fg": "yellow", "underline": True}
RULE: Final[Style] = {"dim": True}
EVIDENCE: Final[Style] = {"fg": "cyan"}
REPAIR: Final[Style] = {"fg": "yellow"}

LABEL_COLUMNS: Final = 13
"""Columns of the longest label."""

NARROW: Final = 60
"""Columns of a terminal below which a label stands above its text and not beside it."""

RAW_CHARS: Final = 60


class Layout(NamedTuple):
    """What stands before the rows of a block, and the columns of a row with it."""

    margin: str
    bullet: str
    width: int

    @classmethod
    def of(cls, width: int) -> "Layout":
        """Lay out for a terminal of ``width`` columns."""
        indent = "  " if width < NARROW else " " * (LABEL_COLUMNS + 3)
        return cls(f"{indent}| " if width >= NARROW else indent, f"{indent}· ", width)


def explanation_lines(shown: Explanation, width: int) -> Iterator[str]:
    """Yield the lines that show a file, none wider than ``width`` columns."""
    read = f"{shown.size_bytes:,} bytes, rules {shown.rules_version}"
    yield from folded(f"{shown.path}  {read}", "", width, {"bold": True})
    for document in shown.documents:
        yield from _document(document, Layout.of(width))
    for reject in shown.rejects:
        yield from _reject(reject, width)


def _document(document: DocumentShown, layout: Layout) -> Iterator[str]:
    source, article = document.processed.draft.document, document.processed.article
    language = f", language {article.language} ({article.language_confidence})" if article else ""
    outlet = document.processed.draft.outlet_rules
    special = f", with the rules of outlet {outlet}" if outlet else ""
    about = f"document {source.document_no}: {source.format}, {source.encoding}{language}{special}"
    yield from folded(about, "", layout.width, {})
    yield from folded("+ kept  - removed  = metadata", "", layout.width, RULE)
    for number, block in enumerate(document.blocks):
        if number == 0 or block.block.is_spaced:
            yield ""
        yield from _block(block, source.text, layout)
    yield from _section("Evidence that is not in the text", layout.width)
    for one in document.elsewhere:
        yield from folded(_evidence(one), "  ", layout.width, EVIDENCE)
    yield from _section("Characters by rule, blanks not counted", layout.width)
    yield from _summary(document, layout.width)


def _section(title: str, width: int) -> Iterator[str]:
    yield ""
    yield from folded(title, "", width, {"bold": True})


def _block(shown: BlockShown, source: str, layout: Layout) -> Iterator[str]:
    block, verdict = shown.block, shown.block.verdict
    label = f"{SIGNS[verdict]} {block.label}"
    color = MARGINS[verdict]
    is_beside = layout.width >= NARROW
    if not is_beside:
        yield click.style(label, fg=color)
    lead = f"{label:<{LABEL_COLUMNS + 3}}| "
    spans = [(one.start - block.start, one.end - block.start) for one in shown.repairs]
    for row in _rows(shown.raw, spans, layout.width - len(layout.margin)):
        yield click.style(lead if is_beside else layout.margin, fg=color) + styled(
            row, TEXTS[verdict], REPAIRED
        )
        lead = layout.margin
    yield from folded(f"{verdict} by {block.rule_id}", layout.bullet, layout.width, RULE)
    for one in shown.evidence:
        yield from folded(_evidence(one), layout.bullet, layout.width, EVIDENCE)
    for text, count in Counter(_repair(source, one) for one in shown.repairs).items():
        times = f", {count} times" if count > 1 else ""
        yield from folded(text + times, layout.bullet, layout.width, REPAIR)


def _rows(raw: str, marked: list[tuple[int, int]], width: int) -> Iterator[list[Cell]]:
    """Yield the rows of a block; its own line ends stay."""
    line: list[Cell] = []
    for cell in cells(raw, marked):
        if cell.text == r"\n":
            yield from wrap(line, width)
            line = []
        else:
            line.append(cell)
    yield from wrap(line, width)


def _evidence(one: Evidence) -> str:
    raw = f" from “{shorten(one.raw, RAW_CHARS)}”" if one.raw not in ("", one.value) else ""
    unused = "" if one.is_chosen else ", not chosen"
    return f"{one.field} = {one.value}{raw} ({one.method}, {one.confidence}{unused})"


def _repair(source: str, repair: Repair) -> str:
    before = shorten(visible(source[repair.start : repair.end]), RAW_CHARS)
    return f"{repair.kind}: “{before}” became “{visible(repair.after)}” by {repair.rule_id}"


def _summary(document: DocumentShown, width: int) -> Iterator[str]:
    widest = max((len(one.rule_id) for one in document.counts), default=0)
    for one in document.counts:
        noun = "block" if one.blocks == 1 else "blocks"
        lead = click.style(f"{SIGNS[one.verdict]} ", fg=MARGINS[one.verdict])
        text = (
            f"{one.label:<{LABEL_COLUMNS}}  {one.rule_id:<{widest}}  {one.chars:>7,} in {one.blocks} {noun}"
        )
        yield from (lead + row for row in folded(text, "", width - 2, {}))
    sums = {verdict: sum(one.chars for one in document.counts if one.verdict == verdict) for verdict in SIGNS}
    told = " + ".join(f"{verdict} {chars:,}" for verdict, chars in sums.items())
    total = sum(sums.values())
    yield from folded(
        f"{told} = {total:,} of {document.source_chars:,} in the source; replayed, they give the article",
        "",
        width,
        {"bold": True},
    )


def _reject(reject: Rejection, width: int) -> Iterator[str]:
    yield ""
    yield from folded(
        f"rejected: {reject.reason} (stage {reject.stage})", "", width, {"fg": "red", "bold": True}
    )
    yield from folded(reject.detail, "  ", width, {})
    yield from folded(reject.advice, "  ", width, {"fg": "cyan"})
