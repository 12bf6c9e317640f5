"""Markdown as people write it in news files: what a line is marked as, and the edits that take it off.

Both are found in text files too: scraped text is often half-converted markdown. What is marked off
becomes repairs of kind ``markup``; nothing is dropped without one.
"""

import re
from typing import Final

from copydesk.model import Repair

_HEADING: Final = re.compile(r"(#{1,6})[ \t]+\S")
_BREAK: Final = re.compile(r"([-*_=~])(?:[ \t]*\1){2,}")
_BULLET: Final = re.compile(r"[-*+•‣▪◦·][ \t\u00a0]+(?=\S)")
_NUMBER: Final = re.compile(r"\(?\d{1,3}[.)][ \t\u00a0]+(?=\S)")
_QUOTE: Final = re.compile(r"(?:>[ \t]?)+")
_SIGNS: Final = frozenset("#-*_=~>+•‣▪◦·(")
"""What a line that is marked begins with, figures aside: most lines are told by it."""

_UNDERLINE: Final = re.compile(r"={3,}|-{3,}")

_HEADING_MARKS: Final = re.compile(r"#{1,6}[ \t]+|[ \t]+#+$")
_LINK: Final = re.compile(r"(!?\[)([^\[\]]*)(\]\([^()\s]*(?:[ \t]+\"[^\"\n]*\")?\))")
_AUTOLINK: Final = re.compile(r"(<)((?:https?://|mailto:)[^<>\s]+)(>)")
_EMPHASIS: Final = re.compile(r"\*{1,3}|_{1,3}")
_ESCAPE: Final = re.compile(r"\\(?=[\\`*_{}\[\]()#+.!>~|-])")

RULE_ID: Final = "markup.markdown"


def markup_of(line: str) -> str:
    """Name what one trimmed line is marked as; the empty string where it is plain.

    >>> markup_of("## Next steps"), markup_of("* * *"), markup_of("- one"), markup_of("**By Ana**")
    ('h2', 'break', 'bullet', 'bold')
    >>> markup_of("-5 degrees"), markup_of("2 * 3"), markup_of("**a** and **b**")
    ('', '', '')
    """
    if line[0] not in _SIGNS and not line[0].isdecimal():
        return ""
    if heading := _HEADING.match(line):
        return f"h{len(heading[1])}"
    if _BREAK.fullmatch(line):
        return "break"
    if line.startswith(">"):
        return "quote"
    if _is_wrapped(line, "**") or _is_wrapped(line, "__"):
        return "bold"
    if _is_wrapped(line, "*") or _is_wrapped(line, "_"):
        return "italic"
    if _BULLET.match(line):
        return "bullet"
    return "number" if _NUMBER.match(line) else ""


def has_marks(text: str) -> bool:
    """Tell whether a text holds what can be markup inside a line."""
    return "*" in text or "_" in text or "\\" in text or _has_links(text)


def _has_links(text: str) -> bool:
    if "[" in text and "](" in text:
        return True
    return "<" in text and ("<http" in text or "<mailto:" in text)


def is_underline(line: str) -> bool:
    """Tell whether a line can underline the heading above it (setext: all ``=`` or all ``-``)."""
    return line[0] in "=-" and _UNDERLINE.fullmatch(line) is not None


def _is_wrapped(line: str, mark: str) -> bool:
    size = len(mark)
    inside = line[size:-size]
    return (
        len(line) > 2 * size
        and line.startswith(mark)
        and line.endswith(mark)
        and mark not in inside
        and not inside[0].isspace()
        and not inside[-1].isspace()
        and inside[0] != mark[0]
    )


def edits(source: str, start: int, end: int, markup: str) -> list[Repair]:
    """List the repairs that take the markup off ``source[start:end]``, in order, without overlap.

    ``markup`` is what the block is marked as. Link texts stay, link targets go; images go whole.
    """
    raw = source[start:end]
    spans = _line_marks(raw, markup)
    if _has_links(raw):
        spans += _link_marks(raw)
    if "*" in raw or "_" in raw:
        spans += _emphasis_marks(raw, _covered(raw, spans))
    if "\\" in raw:
        covered = _covered(raw, spans)
        spans += [escape.span() for escape in _ESCAPE.finditer(raw) if not covered[escape.start()]]
    spans.sort()
    return [Repair("markup", start + a, start + b, "", RULE_ID) for a, b in spans]


def _covered(raw: str, spans: list[tuple[int, int]]) -> bytearray:
    covered = bytearray(len(raw))
    for start, end in spans:
        covered[start:end] = b"\1" * (end - start)
    return covered


def _line_marks(raw: str, markup: str) -> list[tuple[int, int]]:
    """Marks at the edges of lines: heading signs and underlines, bullets, quote signs."""
    if markup.startswith("h"):
        first, _, rest = raw.partition("\n")
        if rest:
            return [(len(first), len(raw))]
        return [m.span() for m in _HEADING_MARKS.finditer(raw) if m.start() == 0 or m.end() == len(raw)]
    if markup == "bullet":
        bullet = _BULLET.match(raw)
        return [(0, bullet.end())] if bullet else []
    if markup == "quote":
        marks, position = [], 0
        for line in raw.split("\n"):
            indent = len(line) - len(line.lstrip())
            if mark := _QUOTE.match(line, indent):
                marks.append((position + mark.start(), position + mark.end()))
            position += len(line) + 1
        return marks
    return []


def _link_marks(raw: str) -> list[tuple[int, int]]:
    marks: list[tuple[int, int]] = []
    for link in _LINK.finditer(raw):
        if link[1].startswith("!"):
            marks.append(link.span())
        else:
            marks += [link.span(1), link.span(3)]
    for link in _AUTOLINK.finditer(raw):
        marks += [link.span(1), link.span(3)]
    return marks


def _emphasis_marks(raw: str, covered: bytearray) -> list[tuple[int, int]]:
    """Pair ``*`` and ``_`` runs in one pass: a closer takes the nearest open run of the same form."""
    marks: list[tuple[int, int]] = []
    open_runs: dict[str, list[tuple[int, int]]] = {}
    for run in _EMPHASIS.finditer(raw):
        if covered[run.start()]:
            continue
        before, after = raw[run.start() - 1 : run.start()], raw[run.end() : run.end() + 1]
        stack = open_runs.setdefault(run[0], [])
        if stack and before.strip() and not after.isalnum():
            marks += [stack.pop(), run.span()]
        elif after.strip() and not before.isalnum():
            stack.append(run.span())
    return marks
