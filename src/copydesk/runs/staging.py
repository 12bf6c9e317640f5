"""The folder of one run between its stages: what is planned, and the shards of finished batches."""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from copydesk import sources
from copydesk.batches import Batch, BatchFile, shard_paths
from copydesk.batches.columns import BATCH_TABLES, Versions, to_table
from copydesk.batches.shards import PARSED, write_parquet
from copydesk.batches.steady import UNSTEADY
from copydesk.corrections import parse
from copydesk.fingerprints import file_version
from copydesk.process import Knowledge
from copydesk.settings import Settings
from copydesk.warehouse import STAMPING, PlannedFile, Stamps
from copydesk.warehouse.layout import LANGUAGE_TABLES

BATCH_BYTES: Final = 2 * 1024 * 1024
"""Bytes of a batch, counted as below: half a second of work and some tens of MB of memory per worker."""

LAST_BATCH_BYTES: Final = BATCH_BYTES // 8
"""Bytes of the last batches of a run that has several."""

SHARE_OF_REST: Final = 4
"""Towards the end a batch is this part of what is left, so that workers end together: after batches of equal
size one of two works alone for half a batch on average."""

FILE_BYTES: Final = 1024
"""What a file counts for beside its size: opening it, and its rows, cost about as much as this text."""

EVERY_FILE: Final = ""
"""Stands for every path where lines are given by path."""

RELABELLED: Final = "relabelled"
"""The action of a planned file that is processed once more for the lines that its outlet repeats."""

UNPROCESSED: Final = frozenset({"gone", "kept", "returned"})
"""The actions of planned files that are only noted: nothing of them is read."""

PLAN_SCHEMA: Final = pa.schema(
    [
        ("path", pa.string()),
        ("sha256", pa.string()),
        ("size_bytes", pa.int64()),
        ("format", pa.string()),
        ("action", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class Ticket:
    """What the later stages of a run need to know of the earlier ones."""

    run_id: str
    started_at: str
    raw_folder: str
    pipeline_version: str
    rules_version: str
    language_engine: str
    files_seen: int
    is_relabelling: bool = False
    fingerprint: str = ""
    held: Sequence[str] = ()

    @property
    def versions(self) -> Versions:
        """What the rows of the run are made by."""
        return Versions(self.pipeline_version, self.rules_version, self.language_engine)

    @property
    def started(self) -> datetime:
        """When the run was planned."""
        return datetime.fromisoformat(self.started_at)


class Planned(NamedTuple):
    """What is to be done and by what: planned files, the text of the corrections, and what made by means.

    ``stamps`` are the fingerprints for documents that are not done again, by those that they have; ``parts``
    what the fingerprints of the run and of those documents stand for; ``rule_files`` texts by name.
    """

    files: Sequence[PlannedFile]
    corrections: str
    stamps: Mapping[str, str]
    parts: Mapping[str, Mapping[str, str]]
    rule_files: Mapping[str, str]

    def tables(self) -> dict[str, list[tuple[str, ...]]]:
        """Give the rows of the files that ``warehouse.STAMPING`` names."""
        texts = {file_version(text): text for text in self.rule_files.values()}
        return {
            "stamps": sorted(self.stamps.items()),
            "parts": sorted((one, *part) for one, parts in self.parts.items() for part in parts.items()),
            "rule_files": sorted(texts.items()),
        }


@dataclass(frozen=True, slots=True)
class RunFolder:
    """``<warehouse>/.work/runs/<run_id>``: ``ticket.json``, the plan before and after, and the shards.

    The batches are cut from ``plan.parquet``, which stays as it was written, so that processing can be
    repeated; ``processed.parquet`` is the plan with the hashes of the bytes that were really parsed.
    """

    path: Path

    @property
    def plan(self) -> Path:
        """The Parquet file of planned files."""
        return self.path / "plan.parquet"

    @property
    def processed(self) -> Path:
        """The Parquet file of planned files as they were parsed; there once all batches are done."""
        return self.path / "processed.parquet"

    @property
    def _corrections(self) -> Path:
        return self.path / "corrections.toml"

    @property
    def _ticket(self) -> Path:
        return self.path / "ticket.json"

    @property
    def _lines(self) -> Path:
        return self.path / "repeated_lines.json"

    @property
    def is_planned(self) -> bool:
        """Tell whether planning has finished; the ticket is written last."""
        return self._ticket.exists()

    def open(
        self,
        ticket: Ticket,
        planned: Planned,
        lines: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        """Write plan, knowledge and ticket, and clear away the folders of runs that were given up.

        What was planned with the text of the corrections is processed with it. ``lines`` are, by path, the
        lines that its outlet repeats: what a relabelling knows. Under ``EVERY_FILE`` are those that outlets
        repeated before the run: they are tried on all files.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        for other in self.path.parent.iterdir():
            if other != self.path:
                shutil.rmtree(other)
        write_plan(planned.files, self.plan)
        for name, rows in planned.tables().items():
            write_parquet(to_table(rows, STAMPING[name]), self.path / f"{name}.parquet")
        self._corrections.write_text(planned.corrections, encoding="utf-8")
        self._lines.write_text(json.dumps(dict(lines)), encoding="utf-8")
        unfinished = self._ticket.with_suffix(".tmp")
        unfinished.write_text(json.dumps(asdict(ticket), indent=1) + "\n", encoding="utf-8")
        unfinished.replace(self._ticket)

    def read_plan(self) -> list[PlannedFile]:
        """Return the planned files in order of path."""
        return [PlannedFile(**row) for row in _rows(self.plan)]

    def ticket(self) -> Ticket:
        """Return what planning left for the later stages."""
        return Ticket(**json.loads(self._ticket.read_text(encoding="utf-8")))

    def batches(self, settings: Settings, files: Iterable[PlannedFile]) -> list[Batch]:
        """Cut the files to be processed into batches; the cut follows from the plan alone."""
        versions = self.ticket().versions
        written = self._corrections.read_text(encoding="utf-8") if self._corrections.exists() else ""
        read = partial(sources.read, settings.raw, max_bytes=settings.max_file_bytes)
        tables = self.path.parents[1] / LANGUAGE_TABLES
        corrections, lines = parse(written), self._repeated_lines()
        return [
            Batch(
                group,
                read,
                self.path,
                versions,
                tables,
                settings.rules,
                Knowledge(corrections, _lines_of(group, lines)),
            )
            for group in _groups([file for file in files if file.action not in UNPROCESSED])
        ]

    def _repeated_lines(self) -> dict[str, frozenset[str]]:
        if not self._lines.exists():
            return {}
        found = json.loads(self._lines.read_text(encoding="utf-8"))
        return {path: frozenset(lines) for path, lines in found.items()}

    @property
    def tried_lines(self) -> tuple[str, ...]:
        """The lines that are taken for repeated in every file, sorted."""
        return tuple(sorted(self._repeated_lines().get(EVERY_FILE, ())))

    def shards(self, batches: Iterable[Batch]) -> tuple[Path, ...]:
        """Return the shards that the loader reads."""
        paths = (shard_paths(self.path, batch.batch_id) for batch in batches)
        return tuple(by_table[name] for by_table in paths for name in BATCH_TABLES)

    def settle(self, files: Sequence[PlannedFile], batches: Iterable[Batch]) -> int:
        """Write the plan again with what was parsed: a file may have changed after it was planned.

        Returns the number of files that are left for the next run, and stay as they are until then: those
        that somebody wrote to all the time.
        """
        parsed: dict[str, tuple[str, int]] = {}
        for batch in batches:
            for row in _rows(shard_paths(self.path, batch.batch_id)[PARSED]):
                parsed[row["path"]] = (row["sha256"], row["size_bytes"])
        settled = [one for file in files if (one := _settled(file, parsed.get(file.path)))]
        write_plan(settled, self.processed)
        return len(files) - len(settled)

    def stamps(self) -> Stamps:
        """Return what the loader gives to documents that are not done again.

        Files that were left for the next run (``settle``) are held: they are to be done again then.
        """
        ticket = self.ticket()
        settled = {row["path"] for row in _rows(self.processed)}
        left = (row["path"] for row in _rows(self.plan) if row["path"] not in settled)
        return Stamps(self.path, ticket.fingerprint, (*ticket.held, *left))

    def remove(self) -> None:
        """Take the folder away, the ticket first, so that what a kill leaves is no run."""
        self._ticket.unlink(missing_ok=True)
        shutil.rmtree(self.path, ignore_errors=True)


def write_plan(files: Sequence[PlannedFile], path: Path) -> None:
    """Write planned files as the Parquet file ``path``."""
    write_parquet(to_table([astuple(file) for file in files], PLAN_SCHEMA), path)


def _rows(path: Path) -> list[dict[str, Any]]:
    with pq.ParquetFile(path) as file:  # read_table would import pyarrow.dataset, which costs 0.1 s
        rows: list[dict[str, Any]] = file.read().to_pylist()
    return rows


def _settled(file: PlannedFile, parsed: tuple[str, int] | None) -> PlannedFile | None:
    """Give the plan of a file as it was parsed, None when it is left for the next run.

    A relabelling counts nothing and leaves nothing, since nothing is published before it is done: what has
    changed since the file was counted gets no hash, so that the next plan takes it for changed.
    """
    if parsed is None:
        return file
    if parsed[0] == UNSTEADY and file.action != RELABELLED:
        return None
    is_other = file.action == RELABELLED and parsed[0] != file.sha256
    return replace(file, sha256="" if is_other else parsed[0], size_bytes=parsed[1])


def _lines_of(group: Iterable[BatchFile], lines: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    tried = lines.get(EVERY_FILE, frozenset())
    by_path = {one.path: lines.get(one.path, tried) for one in group}
    return {path: known for path, known in by_path.items() if known}


def _groups(files: Sequence[PlannedFile]) -> Iterator[tuple[BatchFile, ...]]:
    group: list[BatchFile] = []
    whole = sum(file.size_bytes + FILE_BYTES for file in files)
    size, left, most = 0, whole, _batch_bytes(whole, whole)
    for file in files:
        if group and size + file.size_bytes + FILE_BYTES > most:
            yield tuple(group)
            left -= size
            group, size, most = [], 0, _batch_bytes(left, whole)
        group.append(BatchFile(file.path, file.sha256, file.size_bytes))
        size += file.size_bytes + FILE_BYTES
    if group:
        yield tuple(group)


def _batch_bytes(left: int, whole: int) -> int:
    """Return the most bytes of the next batch. What fits into one is one: a worker costs more than it."""
    if whole <= BATCH_BYTES:
        return BATCH_BYTES
    return min(BATCH_BYTES, max(LAST_BATCH_BYTES, left // SHARE_OF_REST))
