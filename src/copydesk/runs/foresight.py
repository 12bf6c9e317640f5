"""What a run would do and why, found out without writing anything: staged by a plan, or only shown."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from copydesk import readers
from copydesk.batches.columns import Versions
from copydesk.batches.work import versions
from copydesk.corrections import parse
from copydesk.errors import StopError
from copydesk.fingerprints import Installed, fingerprint, installed
from copydesk.rules.files import read_files, version_of
from copydesk.runs.reports import ReasonCount
from copydesk.runs.selecting import Reason, Selection, select
from copydesk.settings import DEFAULT_CORRECTIONS, Settings
from copydesk.sources import FileStat
from copydesk.warehouse import Known, KnownFile, PlannedFile, asking

UNKNOWN_FORMAT: Final = "unknown"
"""The format of a file that no reader takes, of a link, and of a folder that cannot be listed."""

NEW, CHANGED, GONE = "new", "changed", "gone"
"""Actions of planned files; one that is done again counts as changed for the load."""

EXAMPLES: Final = 3
"""Paths that are named for each reason."""

_NEW: Final = Reason(NEW, "file", "was not there")
_CHANGED: Final = Reason(CHANGED, "file", "has other content")
_BACK: Final = Reason(CHANGED, "file", "was gone and is back")
_GONE: Final = Reason(GONE, "file", "is no longer there")
_ASKED: Final = Reason("asked", "file", "is to be done again")
_OF_FILES: Final = frozenset({NEW, CHANGED, GONE})


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
    before: Known,
    database: Path,
    made_by: Makings,
    again: Collection[str] = (),
) -> Foresight:
    """Find out what is to be done.

    Arguments: the entries of the raw folder with their hashes; what is known of them, and in which database;
        what would make the rows; paths to be done again although they are unchanged.
    """
    chosen = Selection({}, {}, {})
    if before.last_run_id is not None:
        with asking(database) as asked:
            chosen = select(asked, made_by.installed, parse(made_by.corrections))
    reasons: dict[str, tuple[Reason, ...]] = {}
    files: list[PlannedFile] = []
    due = {path: (*chosen.paths.get(path, ()), _ASKED) for path in again}
    due = {**chosen.paths, **due}
    for entry, sha256 in present.items():
        kind = readers.format_of(entry.path) or UNKNOWN_FORMAT
        found = _reasons(before.files.get(entry.path), sha256, kind, due.get(entry.path, ()))
        if found:
            action = NEW if found[0] is _NEW else CHANGED
            files.append(PlannedFile(entry.path, sha256, entry.size_bytes, kind, action))
            reasons[entry.path] = found
    for path in missing((entry.path for entry in present), before):
        files.append(PlannedFile(path, before.files[path].sha256, 0, UNKNOWN_FORMAT, GONE))
        reasons[path] = (_GONE,)
    held = tuple(sorted(set(chosen.paths) - set(reasons)))
    is_other = (before.pipeline_version, before.rules_version) != (
        made_by.versions.pipeline,
        made_by.versions.rules,
    )
    is_stamping = before.last_run_id is not None and (
        is_other or _is_stamping(database, chosen, reasons, held)
    )
    return Foresight(tuple(sorted(files, key=lambda file: file.path)), reasons, chosen, held, is_stamping)


def _reasons(earlier: KnownFile | None, sha256: str, kind: str, due: Sequence[Reason]) -> tuple[Reason, ...]:
    """Give why a file is to be done: what has become of it, else of what made its documents (``due``)."""
    if earlier is None:
        return (_NEW,)
    if earlier.state == GONE:
        return (_BACK,)
    if earlier.sha256 != sha256:
        return (_CHANGED,)
    if earlier.format == kind:
        return tuple(due)
    return (Reason("reader", kind, f"{earlier.format} → {kind}"), *due)


def _is_stamping(database: Path, chosen: Selection, planned: Collection[str], held: Collection[str]) -> bool:
    """Tell whether documents that are not done again have another fingerprint than is theirs now."""
    old = [before for before, after in chosen.stamps.items() if before != after]
    if not old:
        return False
    with asking(database) as asked:
        return any(row.path not in planned and row.path not in held for row in asked.standing(old))


def missing(present: Iterable[str], before: Known) -> list[str]:
    """Return known paths that are no longer there; what a folder hides that we may not list is not gone."""
    there = set(present)
    hidden = tuple(path for path in there if path.endswith("/"))
    return [
        path
        for path, file in before.files.items()
        if file.state != GONE and path not in there and not path.startswith(hidden)
    ]


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
