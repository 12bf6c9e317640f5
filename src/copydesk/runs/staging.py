"""The folder of one run between its stages: what is planned, and the shards of finished batches."""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from copydesk import sources
from copydesk.batches import Batch, BatchFile, shard_paths
from copydesk.batches.columns import BATCH_TABLES, Versions, to_table
from copydesk.batches.shards import PARSED, write_parquet
from copydesk.corrections import parse
from copydesk.fingerprints import file_version
from copydesk.process import Knowledge
from copydesk.settings import Settings
from copydesk.warehouse import STAMPING, PlannedFile, Stamps
from copydesk.warehouse.layout import LANGUAGE_TABLES

BATCH_BYTES: Final = 2 * 1024 * 1024
"""Bytes of a batch, counted as below: half a second of work and some tens of MB of memory per worker."""

FILE_BYTES: Final = 1024
"""What a file counts for beside its size: opening it, and its rows, cost about as much as this text."""

RELABELLED: Final = "relabelled"
"""The action of a planned file that is processed once more for the lines that its outlet repeats."""

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
        self, ticket: Ticket, planned: Planned, lines: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        """Write plan, knowledge and ticket, and clear away the folders of runs that were given up.

        What was planned with the text of the corrections is processed with it. ``lines`` are, by path, the
        lines that its outlet repeats: what a relabelling knows.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        for other in self.path.parent.iterdir():
            if other != self.path:
                shutil.rmtree(other)
        write_plan(planned.files, self.plan)
        for name, rows in planned.tables().items():
            write_parquet(to_table(rows, STAMPING[name]), self.path / f"{name}.parquet")
        self._corrections.write_text(planned.corrections, encoding="utf-8")
        if lines is not None:
            self._lines.write_text(json.dumps(lines), encoding="utf-8")
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
                Knowledge(corrections, {one.path: lines[one.path] for one in group if one.path in lines}),
            )
            for group in _groups(file for file in files if file.action != "gone")
        ]

    def _repeated_lines(self) -> dict[str, frozenset[str]]:
        if not self.ticket().is_relabelling:
            return {}
        found = json.loads(self._lines.read_text(encoding="utf-8"))
        return {path: frozenset(lines) for path, lines in found.items()}

    def shards(self, batches: Iterable[Batch]) -> tuple[Path, ...]:
        """Return the shards that the loader reads."""
        paths = (shard_paths(self.path, batch.batch_id) for batch in batches)
        return tuple(by_table[name] for by_table in paths for name in BATCH_TABLES)

    def settle(self, files: Sequence[PlannedFile], batches: Iterable[Batch]) -> None:
        """Write the plan again with what was parsed: a file may have changed after it was planned."""
        parsed: dict[str, tuple[str, int]] = {}
        for batch in batches:
            for row in _rows(shard_paths(self.path, batch.batch_id)[PARSED]):
                parsed[row["path"]] = (row["sha256"], row["size_bytes"])
        write_plan([_settled(file, parsed.get(file.path)) for file in files], self.processed)

    def stamps(self) -> Stamps:
        """Return what the loader gives to documents that are not done again."""
        ticket = self.ticket()
        return Stamps(self.path, ticket.fingerprint, tuple(ticket.held))

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


def _settled(file: PlannedFile, parsed: tuple[str, int] | None) -> PlannedFile:
    """Give the plan of a file as it was parsed.

    A relabelling counts nothing: what has changed since the file was counted gets no hash, so that the next
    plan takes it for changed.
    """
    if parsed is None:
        return file
    is_other = file.action == RELABELLED and parsed[0] != file.sha256
    return replace(file, sha256="" if is_other else parsed[0], size_bytes=parsed[1])


def _groups(files: Iterable[PlannedFile]) -> Iterator[tuple[BatchFile, ...]]:
    group: list[BatchFile] = []
    size = 0
    for file in files:
        if group and size + file.size_bytes + FILE_BYTES > BATCH_BYTES:
            yield tuple(group)
            group, size = [], 0
        group.append(BatchFile(file.path, file.sha256, file.size_bytes))
        size += file.size_bytes + FILE_BYTES
    if group:
        yield tuple(group)
