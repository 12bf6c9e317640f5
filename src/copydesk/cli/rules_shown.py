"""What the commands on rules say on a terminal."""

from collections.abc import Iterator, Sequence
from typing import Final

import click

from copydesk.cli.terminal import heading
from copydesk.cli.wrapping import folded
from copydesk.previews.comparing import GAINED, LOST, RELABELLED, Comparison, Group
from copydesk.report.plain import columns, printable, shorten, visible
from copydesk.rules.proof import FileProof

TITLES: Final = {
    GAINED: ("Gained removals", "+", "red"),
    LOST: ("Lost removals", "-", "green"),
    RELABELLED: ("Changed labels", "~", "cyan"),
}
EXAMPLE_CHARS: Final = 200


def proof_lines(proofs: Sequence[FileProof], version: str, width: int) -> Iterator[str]:
    """Yield the lines that say which files and rules pass, and every failure with what to do."""
    widest = max(columns(printable(proof.name)) for proof in proofs)
    for proof in proofs:
        ending = f"{_count(len(proof.failures), 'failure')}" if proof.failures else "passed"
        name = printable(proof.name)
        counts = f"{_count(proof.rules, 'rule'):>9}  {_count(proof.examples, 'example'):>14}  "
        yield f"{name:<{widest}}  {counts}" + click.style(ending, fg="red" if proof.failures else "green")
        for failure in proof.failures:
            text = f" “{failure.text}”" if failure.text else ""
            yield from folded(
                f"{failure.rule_id} {failure.problem}{text}".strip(), "  ", width, {"fg": "red"}
            )
            yield from folded(failure.advice, "    ", width, {"fg": "cyan"})
    failures = sum(len(proof.failures) for proof in proofs)
    rules = sum(proof.rules for proof in proofs)
    total = f"{_count(rules, 'rule')}, version {version}: "
    yield heading(total + (_count(failures, "failure") if failures else "all prove themselves"))


def comparison_lines(found: Comparison, examples: int, width: int) -> Iterator[str]:
    """Yield the lines that say what a change of rules does to a folder."""
    about = (
        f"rules {found.version_before} → {found.version_after}: {_count(found.documents, 'document')} in "
        f"{_count(found.files, 'file')}, {found.documents_affected:,} affected, "
        f"{_count(len(found.texts_changed), 'article text')} changed"
    )
    yield from folded(about, "", width, {"bold": True})
    if found.unread:
        yield from folded(f"{_count(found.unread, 'file')} without a document, left out", "", width, {})
    for kind, (title, sign, color) in TITLES.items():
        groups = [group for group in found.groups if group.kind == kind]
        blocks, chars = sum(one.blocks for one in groups), sum(one.chars for one in groups)
        yield ""
        yield heading(f"{title}: {_count(blocks, 'block')}, {_count(chars, 'character')}")
        for group in groups:
            yield from _group(group, sign, color, width)
    yield from _labels(found, width)
    yield from _values(found, width)
    for title, paths in (
        ("Article texts changed", found.texts_changed),
        ("Articles gained: a body where none was left", found.bodies_gained),
        ("Articles lost: no body is left", found.bodies_lost),
    ):
        if paths:
            yield ""
            yield heading(f"{title}: {len(paths):,}")
            for path in paths[:examples]:
                yield from folded(path, "  ", width, {})


def _group(group: Group, sign: str, color: str, width: int) -> Iterator[str]:
    counts = f"{_count(group.blocks, 'block')}, {_count(group.chars, 'character')}"
    where = _count(group.documents, "document")
    text = f"{group.rule_id}: {group.before} → {group.after}, {counts} in {where}"
    yield from folded(text, f"{sign} ", width, {"fg": color})
    for example in group.examples:
        shown = visible(shorten(" ".join(example.text.split()), EXAMPLE_CHARS))
        yield from folded(f"{example.path}:{example.start} “{shown}”", "    ", width, {})


def _labels(found: Comparison, width: int) -> Iterator[str]:
    """Yield how many blocks each label loses and gains."""
    lost: dict[str, int] = {}
    gained: dict[str, int] = {}
    for group in found.groups:
        lost[group.before] = lost.get(group.before, 0) + group.blocks
        gained[group.after] = gained.get(group.after, 0) + group.blocks
    if found.groups:
        yield ""
        yield heading("Blocks by label")
    for label in sorted(lost | gained):
        counts = f"+{gained.get(label, 0):,} -{lost.get(label, 0):,}"
        yield from folded(f"{label:<15}{counts}", "  ", width, {})


def _values(found: Comparison, width: int) -> Iterator[str]:
    """Yield the metadata that differs, field by field."""
    if found.metadata:
        yield ""
        yield heading("Metadata changed")
    for change in found.metadata:
        yield from folded(
            f"{change.name}: {_count(change.documents, 'document')}", "~ ", width, {"fg": "cyan"}
        )
        for one in change.examples:
            shown = " → ".join(f"“{visible(text)}”" if text else "–" for text in (one.before, one.after))
            yield from folded(f"{one.path} {shown}", "    ", width, {})


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
