"""Which documents can come out otherwise than they lie in the warehouse, and why.

A document is known by its fingerprint, and that by its parts. A stage, a reader, a word list that is another
now reaches every document that was made by it; a correction its document; a rule the documents with a text
that it fits (``blocks.alone`` tells every text that rules were asked about). No document is left out that can
come out otherwise; one that is done again may well come out as it was.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from copydesk.blocks.alone import may_be_short, texts_of
from copydesk.corrections import Corrections
from copydesk.fingerprints import (
    CORRECTION,
    LANGUAGE,
    PAGES,
    READER,
    RULES,
    STAGE,
    Installed,
    correction_parts,
    fingerprint,
)
from copydesk.metadata.titles import asked_of
from copydesk.rules.changes import ChangedRule, Fitting, RuleChanges, changes_between
from copydesk.rules.files import is_of_outlet
from copydesk.rules.outlets import Outlet
from copydesk.runs.old_rules import files_of
from copydesk.warehouse import Asking, MadeBy

UNKNOWN: Final = "unknown"
"""The kind of reason of a document of which is not known what it was made by."""

_EVERYWHERE: Final = (STAGE, READER, PAGES, LANGUAGE)
"""What parts begin with that reach every document made by them, word lists aside."""


class Reason(NamedTuple):
    """Why a document is done again: the kind of what has changed, its name, and how it has changed.

    ``kind`` is ``stage``, ``reader``, ``pages``, ``language``, ``words``, ``rule``, ``outlet``,
    ``correction`` or ``unknown``; that of a plan can also be ``new``, ``changed``, ``gone`` or ``asked``.
    """

    kind: str
    name: str
    change: str


class Selection(NamedTuple):
    """What is to be done again: paths with their reasons; and what all others are to bear.

    ``stamps`` gives for the fingerprint of documents that stay the one that they have by what is installed,
    ``parts`` the parts of those.
    """

    paths: Mapping[str, tuple[Reason, ...]]
    stamps: Mapping[str, str]
    parts: Mapping[str, Mapping[str, str]]


@dataclass(slots=True)
class _Found:
    """Reasons by document, and by the fingerprint of all documents that have them."""

    documents: dict[str, dict[Reason, None]] = field(default_factory=dict)
    fingerprints: dict[str | None, tuple[Reason, ...]] = field(default_factory=dict)

    def add(self, document_ids: Iterable[str], *reasons: Reason) -> None:
        for one in document_ids:
            self.documents.setdefault(one, {}).update(dict.fromkeys(reasons))


def select(asked: Asking, now: Installed, corrections: Corrections) -> Selection:
    """Select what can come out otherwise.

    Arguments: the warehouse; what is installed; the corrections.
    """
    made = asked.made_by()
    found = _Found()
    stamps: dict[str, str] = {}
    parts: dict[str, Mapping[str, str]] = {}
    groups: dict[tuple[ChangedRule, ...], list[str]] = {}
    heads: dict[tuple[Outlet, ...], list[str]] = {}
    compared = _Compared(made, now)
    for one in made.fingerprints:
        old = made.parts.get(one) if one is not None else None
        changes = compared.rules(old) if old is not None else None
        if one is None or old is None or changes is None:
            found.fingerprints[one] = (Reason(UNKNOWN, "versions", "of what made it nothing is known"),)
            continue
        reasons = (*_everywhere(old, now), *(Reason("words", name, "changed") for name in changes.words))
        if reasons:
            found.fingerprints[one] = reasons
            continue
        new = now.parts(_format(old), _outlet(old)) | _corrections(old)
        stamps[one] = fingerprint(new)
        parts[stamps[one]] = new
        if changed := (*changes.special.get(_outlet(old), ()), *changes.general):
            groups.setdefault(changed, []).append(one)
        if changes.heads:
            heads.setdefault(changes.heads, []).append(one)
    for changed, own in groups.items():
        _add_fitting(asked, own, changed, found)
    for others, own in heads.items():
        _add_of_outlets(asked, own, others, found)
    _add_corrected(asked, made, corrections, found)
    return Selection(_paths(asked, made, now, found), stamps, parts)


def reach_of_rules(asked: Asking, changes: RuleChanges) -> list[str]:
    """Give the files, in order, with a document that differences between two sets of rules can reach."""
    made = asked.made_by()
    if changes.words or changes.heads:
        return sorted({row.path for row in asked.standing(list(made.fingerprints))})
    found = _Found()
    groups: dict[tuple[ChangedRule, ...], list[str | None]] = {}
    for one in made.fingerprints:
        outlet = _outlet(made.parts.get(one or "", {}))
        if changed := (*changes.special.get(outlet, ()), *changes.general):
            groups.setdefault(changed, []).append(one)
    for changed, own in groups.items():
        _add_fitting(asked, own, changed, found)
    for row in asked.standing(list(found.fingerprints)) if found.fingerprints else ():
        found.add([row.document_id])
    return sorted({row.path for row in asked.holding_any(list(found.documents))})


@dataclass(slots=True)
class _Compared:
    """The rule files of today against those that documents were made by, each set once."""

    made: MadeBy
    now: Installed
    _known: dict[tuple[str, ...], RuleChanges | None] = field(default_factory=dict)

    def rules(self, old: Mapping[str, str]) -> RuleChanges | None:
        """Compare the rules that a document was made by; None when they are not known."""
        files = files_of(self.made, old)
        if files is None:
            return None
        key = tuple(text for item in files.items() for text in item)
        if key not in self._known:
            self._known[key] = changes_between(files, self.now.files)
        return self._known[key]


def _everywhere(old: Mapping[str, str], now: Installed) -> Iterator[Reason]:
    """Give what has changed of the parts that reach every document."""
    new = now.parts(_format(old))
    for name in sorted({*old, *new}):
        if name.startswith(_EVERYWHERE) and old.get(name) != new.get(name):
            kind, _, own = name.partition(":")
            yield Reason(kind, own or name, f"{old.get(name, 'none')} → {new.get(name, 'none')}")


def _format(parts: Mapping[str, str]) -> str:
    return next((name.removeprefix(READER) for name in parts if name.startswith(READER)), "")


def _outlet(parts: Mapping[str, str]) -> str:
    """Name the outlet whose rules a document took."""
    names = (name.removeprefix(RULES) for name in parts if name.startswith(RULES))
    return next((PurePosixPath(name).stem for name in names if is_of_outlet(name)), "")


def _corrections(parts: Mapping[str, str]) -> dict[str, str]:
    return {name: version for name, version in parts.items() if name.startswith(CORRECTION)}


def _add_fitting(
    asked: Asking, own: Sequence[str | None], changed: tuple[ChangedRule, ...], found: _Found
) -> None:
    """Find the documents that changed rules can fit a text of, or have decided a block of."""
    fitting = Fitting(changed)
    reasons = [Reason("rule", one.rule.rule_id, f"{one.kind} in {one.file}") for one in changed]
    if everywhere := fitting.numbers(""):  # of blocks that read nothing no row tells
        found.fingerprints |= dict.fromkeys(own, tuple(reasons[number] for number in everywhere))
        return
    blocks: dict[str, list[int]] = {}
    for raw in asked.block_texts(own, fitting.longest):
        if may_be_short(raw, fitting.longest) and (numbers := _numbers(fitting, texts_of(raw))):
            blocks[raw] = numbers
    titles = {text: _numbers(fitting, asked_of(text)) for text in asked.titles(own)}
    titles = {text: numbers for text, numbers in titles.items() if numbers}
    for document_id, raw in asked.with_blocks(own, list(blocks)):
        found.add([document_id], *(reasons[number] for number in blocks[raw]))
    for document_id, text in asked.with_titles(own, list(titles)):
        found.add([document_id], *(reasons[number] for number in titles[text]))
    by_id = {reason.name: reason for reason in reasons}
    for document_id, rule_id in asked.decided_by(own, list(by_id)):
        found.add([document_id], by_id[rule_id])
    rejected = Reason(UNKNOWN, "rejected", "its account was not kept, and rules have changed")
    found.add(asked.without_blocks(own), rejected)


def _numbers(fitting: Fitting, texts: Iterable[str] | None) -> list[int]:
    """Give the rules that fit one of some texts; all of them where the texts cannot be told."""
    if texts is None:
        return list(range(len(fitting.changed)))
    return sorted({number for text in texts for number in fitting.numbers(text)})


def _add_of_outlets(asked: Asking, own: Sequence[str], heads: tuple[Outlet, ...], found: _Found) -> None:
    """Find the documents whose outlet can be another: by a path, or a domain in their text."""
    for head in heads:
        reason = Reason("outlet", head.key, "has another head")
        if head.domains:
            domains = "|".join(map(re.escape, head.domains))
            found.add(asked.naming(own, f"(?i)(?:{domains})"), reason)
        if head.paths:
            rows = asked.standing(own)
            fits = (row for row in rows if any(fnmatchcase(row.path, glob) for glob in head.paths))
            found.add((row.document_id for row in fits), reason)


def _add_corrected(asked: Asking, made: MadeBy, corrections: Corrections, found: _Found) -> None:
    """Find the documents whose corrections are others."""
    corrected = [one for one in made.fingerprints if one and _corrections(made.parts.get(one, {}))]
    targets = [entry.target for entry in corrections.entries]
    rows = asked.standing(corrected) if corrected else []
    rows += asked.holding_any(targets) if targets else []
    for row in rows:
        old = _corrections(made.parts.get(row.fingerprint or "", {}))
        new = correction_parts(corrections.about(row.path, row.document_id))
        for name in sorted({*old, *new}):
            if old.get(name) != new.get(name):
                change = "added" if name not in old else "taken out" if name not in new else "changed"
                found.add([row.document_id], Reason("correction", name.removeprefix(CORRECTION), change))


def _paths(asked: Asking, made: MadeBy, now: Installed, found: _Found) -> dict[str, tuple[Reason, ...]]:
    """Give the files that hold what was found: a text in several files is done again from all of them."""
    for row in asked.standing(list(found.fingerprints)) if found.fingerprints else ():
        found.add([row.document_id], *found.fingerprints[row.fingerprint])
    paths: dict[str, dict[Reason, None]] = {}
    for row in asked.holding_any(list(found.documents)) if found.documents else ():
        paths.setdefault(row.path, {}).update(found.documents[row.document_id])
    last = made.parts.get(made.runs[0], {}) if made.runs else {}
    for name, version in now.readers.items():
        if (before := last.get(READER + name)) != version:
            reason = Reason("reader", name, f"{before or 'none'} → {version}")
            for path in asked.undocumented([name]):
                paths.setdefault(path, {})[reason] = None
    return {path: tuple(reasons) for path, reasons in paths.items()}
