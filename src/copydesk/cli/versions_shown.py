"""Two versions of an article on a terminal: fields first, then the text, word by word in changed paragraphs.

What a colour says a sign says too: ``-`` and ``[-…-]`` taken out, ``+`` and ``{+…+}`` put in, ``~`` changed.
"""

import shlex
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import click

from copydesk.cli.article import FIELDS
from copydesk.cli.terminal import heading
from copydesk.cli.wrapping import Style, folded, wrap
from copydesk.report.differences import ADDED, CHANGED, REMOVED, SAME, Change, Piece, compare_texts
from copydesk.report.plain import printable, visible
from copydesk.warehouse import Versions

SIGNS: Final = {SAME: " ", REMOVED: "-", ADDED: "+", CHANGED: "~"}
STYLES: Final[dict[str, Style]] = {
    SAME: {},
    REMOVED: {"fg": "red", "strikethrough": True},
    ADDED: {"fg": "green", "bold": True},
}
BRACKETS: Final = {SAME: ("", ""), REMOVED: ("[-", "-]"), ADDED: ("{+", "+}")}

CONTEXT: Final = 1
"""Paragraphs that are shown before and behind one that changed."""

FIRST_CHARS: Final = 12
"""Characters of an article id that name it well enough in a hint."""


class Mark(NamedTuple):
    """A character as it is shown, and what became of it."""

    text: str
    kind: str


def version_lines(shown: Versions, width: int) -> Iterator[str]:
    """Yield the lines that show what a revision changed."""
    yield from _header(shown, width)
    fields = list(changed_fields(shown))
    for name, before, after in fields:
        yield ""
        yield heading(name)
        for kind, value in ((REMOVED, before), (ADDED, after)):
            if value is not None:
                yield from _sided(kind, [Piece(kind, _value(value))], width, is_bracketed=False)
    changes = text_changes(shown)
    yield ""
    if all(change.kind == SAME for change in changes):
        yield "The text is the same."
    else:
        yield heading("Text")
        yield from _text(changes, width)
    yield from _others(shown, width)


def changed_fields(shown: Versions) -> Iterator[tuple[str, Any, Any]]:
    """Yield the fields of the metadata that differ, with both values; None where there is none."""
    later = shown.later or {}
    for name in FIELDS:
        before, after = shown.earlier.get(name), later.get(name)
        if before != after and shown.later is not None:
            yield name, before, after


def text_changes(shown: Versions) -> list[Change]:
    """Compare the texts; without a later version all of the earlier was taken out."""
    return compare_texts(shown.earlier["text"], shown.later["text"] if shown.later else "")


def _header(shown: Versions, width: int) -> Iterator[str]:
    revision = shown.revision
    title = (shown.later or {}).get("title") or shown.earlier.get("title")
    yield heading(printable(str(title))) if title else heading("(no title)")
    times = f"first seen {_time(revision.first_seen_at)}, replaced {_time(revision.replaced_at)}"
    if revision.matched_by == "url":
        yield from folded(f"{' → '.join(revision.paths)}, the same url", "", width, {})
        yield from folded(f"revision {revision.revision_no} of {shown.last_no}: {times}", "", width, {})
    else:
        number = f", document {revision.document_no}" if revision.document_no else ""
        yield from folded(f"{revision.paths[0]}{number}", "", width, {})
        yield from folded(f"revision {revision.revision_no} of {shown.last_no}: {times}", "", width, {})
    yield from folded(_outcome(shown), "", width, {})
    if not revision.is_same_making and shown.later is not None:
        told = "Other stages or rules made the later version: a difference can come from those."
        yield from folded(told, "", width, {"fg": "yellow"})


def _outcome(shown: Versions) -> str:
    revision = shown.revision
    if revision.outcome == "rejected":
        return "what took its place was rejected: rejects_current says why"
    if revision.outcome == "removed":
        return "the file holds no such document any more"
    changed = ", ".join(revision.changed) or "nothing but furniture or layout"
    if revision.words_added is None:
        return f"changed: {changed}"
    noun = "word" if revision.words_added == 1 else "words"
    return f"changed: {changed}; {revision.words_added} {noun} added, {revision.words_removed} removed"


def _text(changes: Sequence[Change], width: int) -> Iterator[str]:
    is_near = [
        any(one.kind != SAME for one in changes[max(0, n - CONTEXT) : n + CONTEXT + 1])
        for n in range(len(changes))
    ]
    hidden = 0
    for change, is_shown in zip(changes, is_near, strict=True):
        if not is_shown:
            hidden += 1
            continue
        yield from _elided(hidden)
        hidden = 0
        yield from _sided(change.kind, change.pieces, width, is_bracketed=change.kind == CHANGED)
    yield from _elided(hidden)


def _elided(count: int) -> Iterator[str]:
    if count:
        noun = "paragraph" if count == 1 else "paragraphs"
        yield click.style(f"    … {count} {noun} alike", dim=True)


def _sided(kind: str, pieces: Sequence[Piece], width: int, is_bracketed: bool) -> Iterator[str]:
    """Yield the rows of one paragraph or value behind its sign."""
    marks: list[Mark] = []
    for piece in pieces:
        opening, closing = BRACKETS[piece.kind] if is_bracketed else ("", "")
        marks += [Mark(char, piece.kind) for char in opening]
        marks += [Mark(visible(char), piece.kind) for char in piece.text]
        marks += [Mark(char, piece.kind) for char in closing]
    lead = click.style(f"  {SIGNS[kind]} ", **STYLES.get(kind, {"fg": "yellow"}) | {"strikethrough": False})
    for row in wrap(marks, max(1, width - 4)):
        while row and row[-1].text == " ":
            row.pop()
        yield (lead + _styled(row)).rstrip()
        lead = "    "


def _styled(row: Sequence[Mark]) -> str:
    styled, start = "", 0
    for end in range(1, len(row) + 1):
        if end == len(row) or row[end].kind != row[start].kind:
            text = "".join(mark.text for mark in row[start:end])
            styled += click.style(text, **STYLES[row[start].kind]) if STYLES[row[start].kind] else text
            start = end
    return styled


def _others(shown: Versions, width: int) -> Iterator[str]:
    revision = shown.revision
    if revision.revision_no <= 1 or revision.matched_by == "url":
        return
    place = shlex.quote(printable(revision.paths[0]))
    hint = f"copydesk diff {place} --revision {revision.revision_no - 1} shows the change before"
    yield ""
    yield from folded(hint, "", width, {"dim": True})


def _time(moment: Any) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def _value(value: Any) -> str:
    return printable(", ".join(map(str, value)) if isinstance(value, list) else str(value))
