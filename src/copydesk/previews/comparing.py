"""A folder under two sets of rules: whose blocks change their label, by which rule, and what it costs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from typing import NamedTuple

from copydesk import sources
from copydesk.model import Block, Metadata
from copydesk.previews.deciding import Decided, Progress, decide_both
from copydesk.previews.explaining import ink
from copydesk.rules.use import RulesFrom, load_from
from copydesk.settings import Settings

GAINED, LOST, RELABELLED = "gained", "lost", "relabelled"


class Change(NamedTuple):
    """A span of a document whose label differs; ``kind`` is GAINED or LOST (a removal) or RELABELLED."""

    kind: str
    rule_id: str
    before: str
    after: str
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Example:
    """Where a change can be seen, and the text that it is about."""

    path: str
    start: int
    text: str


@dataclass(slots=True)
class Group:
    """The changes of one kind, by one rule, from one label to another.

    ``rule_id`` is the rule that gives the label after, for a lost removal the one that gave it before.
    ``chars`` counts characters that are no blanks.
    """

    kind: str
    rule_id: str
    before: str
    after: str
    blocks: int = 0
    chars: int = 0
    documents: int = 0
    examples: list[Example] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ValueExample:
    """A document in which a field has another value, and both values; empty where it is unknown."""

    path: str
    before: str
    after: str


@dataclass(slots=True)
class FieldChange:
    """The documents in which one field of the metadata has another value."""

    name: str
    documents: int = 0
    examples: list[ValueExample] = field(default_factory=list)


@dataclass(slots=True)
class Comparison:
    """The gains and losses of a second set of rules over a first one; paths are in their order.

    ``texts_changed`` are the documents whose article text differs, ``bodies_gained`` and ``bodies_lost``
    those that have an article under one set alone. ``unread`` counts what one of the sets cannot use.
    """

    version_before: str
    version_after: str
    files: int = 0
    unread: int = 0
    documents: int = 0
    documents_affected: int = 0
    groups: list[Group] = field(default_factory=list)
    metadata: list[FieldChange] = field(default_factory=list)
    texts_changed: list[str] = field(default_factory=list)
    bodies_gained: list[str] = field(default_factory=list)
    bodies_lost: list[str] = field(default_factory=list)


def compare(
    settings: Settings,
    sides: tuple[RulesFrom, RulesFrom],
    examples: int,
    progress: Progress | None = None,
    paths: Sequence[str] | None = None,
) -> Comparison:
    """Process the raw folder by two sets of rules, and compare what they decide.

    Each set has processes of its own, so that its word lists count too.

    Arguments: the settings, of which the folder of rules is not used; where the two sets
        are; how many examples of each kind of change to keep; who is told how far it is; the files to look
        at, in order, None for all of them.

    Raises:
        StopError: there is no raw folder, or a set of rules does not load.
    """
    found = Comparison(load_from(sides[0]).version, load_from(sides[1]).version)
    paths = [entry.path for entry in sources.scan(settings.raw)] if paths is None else paths
    found.files = len(paths)
    tally = _Tally(examples, {}, {})
    for one, other in decide_both(settings, sides, paths, progress):
        if one is None or other is None:
            found.unread += 1
            continue
        is_affected = tally.add_changes(one, other) | tally.add_values(one, other)
        if one.text != other.text:
            kinds = (found.bodies_gained, found.texts_changed, found.bodies_lost)
            kinds[0 if one.text is None else 2 if other.text is None else 1].append(one.path)
        found.documents += 1
        found.documents_affected += is_affected or one.text != other.text
    order = (GAINED, LOST, RELABELLED)
    found.groups = sorted(
        tally.groups.values(), key=lambda g: (order.index(g.kind), -g.chars, g.rule_id, g.before, g.after)
    )
    found.metadata = sorted(tally.fields.values(), key=lambda one: (-one.documents, one.name))
    return found


class _Tally(NamedTuple):
    """What has been counted so far, and how many examples of a kind are kept."""

    examples: int
    groups: dict[tuple[str, ...], Group]
    fields: dict[str, FieldChange]

    def add_changes(self, before: Decided, after: Decided) -> bool:
        """Count the labels that differ in a document, and tell whether one does."""
        changes = list(changes_between(before, after))
        for change in changes:
            group = self.groups.setdefault(change[:4], Group(*change[:4]))
            group.blocks += 1
            group.chars += ink(change.text)
            if len(group.examples) < self.examples:
                group.examples.append(Example(before.path, change.start, change.text))
        for key in {change[:4] for change in changes}:
            self.groups[key].documents += 1
        return bool(changes)

    def add_values(self, before: Decided, after: Decided) -> bool:
        """Count the fields of the metadata that differ in a document, and tell whether one does."""
        names = [one.name for one in fields(Metadata)]
        pairs = [(name, getattr(before.metadata, name), getattr(after.metadata, name)) for name in names]
        changed = [(name, was, becomes) for name, was, becomes in pairs if was != becomes]
        for name, was, becomes in changed:
            change = self.fields.setdefault(name, FieldChange(name))
            change.documents += 1
            if len(change.examples) < self.examples:
                change.examples.append(ValueExample(before.path, _value(was), _value(becomes)))
        return bool(changed)


def _value(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")


def changes_between(before: Decided, after: Decided) -> Iterator[Change]:
    """Yield the spans of a document whose label differs, in order.

    Both sides hold every character that is no blank in one block (law 1); where they cut blocks
    differently, the spans that two of them share are compared.
    """
    first, second = 0, 0
    while first < len(before.blocks) and second < len(after.blocks):
        one, other = before.blocks[first], after.blocks[second]
        start, end = max(one.start, other.start), min(one.end, other.end)
        text = before.source[start:end].strip()
        if text and one.label != other.label:
            yield _change(one, other, start, text)
        first += one.end <= other.end
        second += other.end <= one.end


def _change(one: Block, other: Block, start: int, text: str) -> Change:
    was, becomes = one.verdict == "removed", other.verdict == "removed"
    kind = GAINED if becomes and not was else LOST if was and not becomes else RELABELLED
    rule_id = one.rule_id if kind == LOST else other.rule_id
    return Change(kind, rule_id, one.label, other.label, start, text)
