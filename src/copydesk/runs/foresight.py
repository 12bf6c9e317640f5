"""What a run would do and why, found out without writing anything: staged by a plan, or only shown."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from copydesk import readers
from copydesk.batches.columns import Versions
from copydesk.batches.work import versions
from copydesk.corrections import parse
from copydesk.errors import StopError
from copydesk.fingerprints import Installed, fingerprint, installed
from copydesk.rules.files import read_files, version_of
from copydesk.runs.missing import UNKNOWN_FORMAT
from copydesk.runs.reports import ReasonCount
from copydesk.runs.selecting import Reason, Selection, select
from copydesk.settings import DEFAULT_CORRECTIONS, Settings
from copydesk.sources import FileStat
from copydesk.warehouse import Known, KnownFile, PlannedFile, asking

NEW, CHANGED, RETURNED, GONE, KEPT = "new", "changed", "returned", "gone", "kept"
"""Actions of planned files; one that is done again counts as changed for the load."""

EXAMPLES: Final = 3
"""Paths that are named for each reason."""

_NEW: Final = Reason(NEW, "file", "was not there")
_CHANGED: Final = Reason(CHANGED, "file", "has other content")
_BACK: Final = Reason(CHANGED, "file", "was gone and is back")
_RETURNED: Final = Reason(RETURNED, "file", "is back as it was")
_MISSING: Final = {
    GONE: Reason(GONE, "file", "is no longer there"),
    KEPT: Reason(KEPT, "file", "is missing and kept"),
}
_OF_FILES: Final = frozenset({NEW, CHANGED, RETURNED, GONE, KEPT})


class Makings(NamedTuple):
    """What would make the rows: versions, all that is installed, the text of the corrections."""

    versions: Versions
    installed: Installed
    corrections: str

    @property
    def parts(self) -> dict[str, str]:
        """All parts that are installed, for the run."""
        return self.installed.all_parts(parse(self.corrections).version)

    @property
    def fingerprint(self) -> str:
        """The fingerprint of all parts."""
        return fingerprint(self.parts)


class Foresight(NamedTuple):
    """What is to be done: planned files in order of path, the reasons of each, and what the others bear.

    ``held`` are paths that cannot be done again although they might come out otherwise. ``is_stamping``:
    files that are not planned are to bear other versions.
    """

    files: tuple[PlannedFile, ...]
    reasons: Mapping[str, tuple[Reason, ...]]
    selection: Selection
    held: tuple[str, ...]
    is_stamping: bool

    def count(self, *kinds: str) -> int:
        """Count the files that are planned for a reason of one of these kinds."""
        return sum(self.reasons[file.path][0].kind in kinds for file in self.files)

    @property
    def files_reprocessed(self) -> int:
        """The number of files whose content is known and that are done again."""
        return len(self.files) - self.count(*_OF_FILES)

    def reason_counts(self) -> tuple[ReasonCount, ...]:
        """Count the files of each reason but those that lie in the files themselves; the most first."""
        paths: dict[Reason, list[str]] = {}
        for file in self.files:
            for reason in self.reasons[file.path]:
                if reason.kind not in _OF_FILES:
                    paths.setdefault(reason, []).append(file.path)
        ordered = sorted(paths.items(), key=lambda item: (-len(item[1]), item[0]))
        return tuple(ReasonCount(*reason, len(own), tuple(own[:EXAMPLES])) for reason, own in ordered)


def makings(settings: Settings) -> Makings:
    """Read what would make the rows; the rules are not compiled for it, which takes half a second."""
    files = read_files(settings.rules)
    corrections = _corrections(settings)
    made_by = versions(settings.language_engine, parse(corrections), version_of(files))
    return Makings(made_by, installed(settings.language_engine, files), corrections)


def foresee(
    present: Mapping[FileStat, str],
    missing: Sequence[PlannedFile],
    before: Known,
    database: Path,
    made_by: Makings,
) -> Foresight:
    """Find out what is to be done.

    Arguments: the entries of the raw folder with their hashes; what becomes of known files that are not
        there; what is known of all, and in which database; what would make the rows.
    """
    chosen = Selection({}, {}, {})
    if before.last_run_id is not None:
        with asking(database) as asked:
            chosen = select(asked, made_by.installed, parse(made_by.corrections))
    made_before = (before.pipeline_version, before.rules_version)
    is_other = made_before != (made_by.versions.pipeline, made_by.versions.rules)
    reasons: dict[str, tuple[Reason, ...]] = {}
    files: list[PlannedFile] = []
    for entry, sha256 in present.items():
        kind = readers.format_of(entry.path) or UNKNOWN_FORMAT
        due = chosen.paths.get(entry.path, ())
        found = _reasons(before.files.get(entry.path), sha256, kind, (*due, *([_BACK] if is_other else ())))
        if found:
            action = found[0].kind if found[0] in (_NEW, _RETURNED) else CHANGED
            files.append(PlannedFile(entry.path, sha256, entry.size_bytes, kind, action))
            reasons[entry.path] = found
    done = {file.path for file in files if file.action in (NEW, CHANGED)}
    for file in missing:
        files.append(file)
        reasons[file.path] = (_MISSING[file.action],)
    held = tuple(sorted(set(chosen.paths) - done))
    is_stamping = before.last_run_id is not None and (
        is_other or _is_stamping(database, chosen, reasons, held)
    )
    return Foresight(tuple(sorted(files, key=lambda file: file.path)), reasons, chosen, held, is_stamping)


def _reasons(earlier: KnownFile | None, sha256: str, kind: str, due: Sequence[Reason]) -> tuple[Reason, ...]:
    """Give why a file is to be done: what has become of it, else of what made its documents (``due``).

    ``_BACK`` among what is due says that what was missing is to be made anew by what is installed now.
    """
    if earlier is None:
        return (_NEW,)
    if earlier.sha256 != sha256:
        return (_BACK if earlier.state == GONE else _CHANGED,)
    if earlier.is_missing:
        is_as_it_was = not due and not earlier.is_stale and earlier.format == kind
        return (_RETURNED if is_as_it_was else _BACK,)
    others = tuple(one for one in due if one is not _BACK)
    if earlier.format == kind:
        return others
    return (Reason("reader", kind, f"{earlier.format} → {kind}"), *others)


def _is_stamping(database: Path, chosen: Selection, planned: Collection[str], held: Collection[str]) -> bool:
    """Tell whether documents that are not done again have another fingerprint than is theirs now."""
    old = [before for before, after in chosen.stamps.items() if before != after]
    if not old:
        return False
    with asking(database) as asked:
        return any(row.path not in planned and row.path not in held for row in asked.standing(old))


def _corrections(settings: Settings) -> str:
    """Read the file of corrections; without a setting there need be none."""
    path = settings.corrections
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        if path == DEFAULT_CORRECTIONS:
            return ""
        raise StopError(
            f"there are no corrections at {path}", "Make the file, or change the setting."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        advice = "Make it a readable file of UTF-8 text, or remove it."
        raise StopError(f"the corrections at {path} cannot be read: {error}", advice) from error
