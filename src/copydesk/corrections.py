"""Corrections: what a person knows better about one document, with a reason and a guard.

A correction says what the pipeline makes of the document without it (``expect``). Once that is no longer
so, because rules or file have changed, the correction is stale and the document is rejected until
somebody looks: a correction that silently stops to apply, or applies to something else, is worse than none.
``docs/corrections.md`` is the manual.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from copydesk.errors import RejectError, StopError
from copydesk.metadata.choice import METHODS, choose
from copydesk.model import CORRECTION, VERDICTS, Block, Correction, Document, Draft, Evidence
from copydesk.text import digest, squeeze

STATUSES: Final = ("open", "upstream", "final")
"""``open``: copydesk should learn it; ``upstream``: the source has been told; ``final``: it stays."""

_ID_CHARS: Final = 8
_KEYS: Final = frozenset(
    {"id", "path", "document_id", "reason", "status", "field", "expect", "value"}
    | {"block_text", "expect_label", "label"}
)
_FORM: Final = "See docs/corrections.md for the form of a correction."
_STALE: Final = "Look at the document, then change the correction's expect or take the correction out."


@dataclass(frozen=True, slots=True)
class Corrections:
    """All corrections of a project; ``version`` names what they say, empty where there are none."""

    entries: tuple[Correction, ...] = ()
    version: str = ""

    def of(self, document: Document) -> tuple[Correction, ...]:
        """Give the corrections of one document, in the order of the file."""
        return self.about(document.path, document.document_id) if self.entries else ()

    def about(self, path: str, document_id: str) -> tuple[Correction, ...]:
        """Give the corrections of the document with this path and id, in the order of the file."""
        return tuple(entry for entry in self.entries if entry.target in {path, document_id})


def parse(text: str) -> Corrections:
    """Read a file of corrections.

    Raises:
        StopError: it is no TOML, or an entry is incomplete; names the entry and what is wrong with it.
    """
    try:
        entries = tomllib.loads(text).get("correction", [])
    except tomllib.TOMLDecodeError as error:
        raise StopError(f"the corrections are no TOML: {error}", "Mend the line it names.") from error
    read = tuple(_entry(number, entry) for number, entry in enumerate(entries, 1))
    ids = [entry.correction_id for entry in read]
    if twice := sorted({one for one in ids if ids.count(one) > 1}):
        raise StopError(f"two corrections are called {twice[0]}", "Give one of them another id.")
    return Corrections(read, digest(*map(repr, read))[:12] if read else "")


def _entry(number: int, entry: Mapping[str, Any]) -> Correction:
    if problem := _problem(entry):
        raise StopError(f"correction {entry.get('id', number)} {problem}", _FORM)
    target = str(entry.get("path") or entry["document_id"])
    is_label = "label" in entry
    name = "label" if is_label else entry["field"]
    expect = (entry["expect_label"],) if is_label else _values(entry["expect"])
    value = (entry["label"],) if is_label else _values(entry["value"])
    block_text = squeeze(entry["block_text"]) if is_label else ""
    correction_id = entry.get("id") or digest(target, name, block_text)[:_ID_CHARS]
    return Correction(correction_id, target, name, expect, value, block_text, entry["reason"])


def _problem(entry: Mapping[str, Any]) -> str:
    """Say what is wrong with the form of a correction; the empty string when nothing is."""
    if unknown := sorted(set(entry) - _KEYS):
        return f"has an unknown key {unknown[0]}"
    if ("path" in entry) == ("document_id" in entry):
        return "needs either path or document_id"
    if not str(entry.get("reason", "")).strip():
        return "gives no reason"
    if entry.get("status") not in STATUSES:
        return f"has status = {entry.get('status')!r}; it is one of {', '.join(STATUSES)}"
    return _label_problem(entry) if "label" in entry else _field_problem(entry)


def _label_problem(entry: Mapping[str, Any]) -> str:
    if missing := sorted({"block_text", "expect_label"} - set(entry)):
        return f"has no {missing[0]}"
    if entry.keys() & {"field", "expect", "value"}:
        return "is about a label and about a field; make it two"
    for key in ("label", "expect_label"):
        if entry[key] not in VERDICTS:
            return f"names a label that does not exist: {entry[key]}"
    return "" if isinstance(entry["block_text"], str) else "has a block_text that is no text"


def _field_problem(entry: Mapping[str, Any]) -> str:
    if missing := sorted({"field", "expect", "value"} - set(entry)):
        return f"has no {missing[0]}"
    if entry["field"] not in METHODS:
        return f"names a field that cannot be corrected: {entry['field']}"
    for key in ("expect", "value"):
        values = _values(entry[key])
        if not all(isinstance(value, str) for value in values):
            return f"has {key} = {entry[key]!r}; it is a text, for authors a list of texts"
        if len(values) > 1 and entry["field"] != "authors":
            return f"gives several values for {entry['field']}"
    return _date_problem(entry["value"]) if entry["field"] == "published" else ""


def _date_problem(value: str) -> str:
    try:
        _ = datetime.fromisoformat(value) if len(value) > 10 else date.fromisoformat(value) if value else None
    except ValueError:
        return f"has value = {value!r}; it is a day or a time as 2017-03-01 or 2017-03-01T09:30+00:00"
    return ""


def _values(given: Any) -> tuple[Any, ...]:
    """Give the values of a field: none for the empty text."""
    if isinstance(given, list):
        return tuple(given)
    return (given,) if given != "" else ()


def correct_labels(draft: Draft) -> Draft:
    """Give blocks the labels that corrections say (stage).

    Raises:
        RejectError: there is no such block, or it has another label than the correction expects.
    """
    for entry in draft.corrections:
        if entry.field == "label":
            draft = draft._replace(blocks=tuple(_relabelled(draft.blocks, entry)))
    return draft


def _relabelled(blocks: Sequence[Block], entry: Correction) -> list[Block]:
    meant = {number for number, block in enumerate(blocks) if block.plain == entry.block_text}
    if not meant:
        raise _stale(entry, f"no block reads {entry.block_text!r}")
    for number in sorted(meant):
        if (blocks[number].label,) != entry.expect:
            raise _stale(entry, f"the block is labelled {blocks[number].label}, not {entry.expect[0]}")
    rule_id = f"{CORRECTION}.{entry.correction_id}"
    return [
        block._replace(label=entry.value[0], rule_id=rule_id) if number in meant else block
        for number, block in enumerate(blocks)
    ]


def correct_metadata(draft: Draft) -> Draft:
    """Give fields the values that corrections say, with their evidence (stage).

    Raises:
        RejectError: without the correction the field has another value than the correction expects.
    """
    for entry in draft.corrections:
        if entry.field != "label":
            draft = _with_value(draft, entry)
    return draft


def _with_value(draft: Draft, entry: Correction) -> Draft:
    old = [row for row in draft.evidence if row.field == entry.field]
    found = tuple(dict.fromkeys(row.value for row in old if row.is_chosen))
    if found != entry.expect:
        raise _stale(entry, f"{entry.field} is read as {_shown(found)}, not as {_shown(entry.expect)}")
    note = f"{entry.correction_id}: {entry.reason}"
    new = [Evidence(entry.field, value, note, None, None, CORRECTION, 1.0) for value in entry.value]
    others = [row for row in draft.evidence if row.field != entry.field]
    evidence, metadata = choose([*others, *new])
    unchosen = [row._replace(is_chosen=False) for row in old]
    return draft._replace(evidence=(*evidence, *unchosen), metadata=metadata)


def _shown(values: tuple[str, ...]) -> str:
    return " and ".join(map(repr, values)) if values else "unknown"


def _stale(entry: Correction, found: str) -> RejectError:
    return RejectError("process", "correction_stale", f"correction {entry.correction_id}: {found}", _STALE)
