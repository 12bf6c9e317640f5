"""The values that go into the warehouse's functions and come out of them."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from copydesk.warehouse.stamping import Stamps


@dataclass(frozen=True, slots=True)
class KnownFile:
    """What the warehouse knows of a path: hash of the bytes last processed, ``files.state`` and format.

    ``is_missing``: the last run that looked did not find it, whether it is gone or kept. ``is_stale``: it is
    missing, and other stages or rules than the last run's have made what there is of it.
    """

    sha256: str
    state: str
    format: str = ""
    is_missing: bool = False
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What a plan is made against: files by path; id, versions and files of the last committed run.

    ``pending``: the last load has found lines that outlets repeat, and files to be relabelled for them.
    """

    files: dict[str, KnownFile] = field(default_factory=dict)
    last_run_id: str | None = None
    pipeline_version: str | None = None
    rules_version: str | None = None
    files_seen: int = 0
    pending: bool = False


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A row of ``plan.parquet``.

    ``action`` is ``new``, ``changed`` (or to be done again), ``gone``, ``kept`` (missing, and left as it is),
    ``returned`` (there again, as it had been) or ``relabelled`` (to be done again for the lines that its
    outlet repeats).
    """

    path: str
    sha256: str
    size_bytes: int
    format: str
    action: str


@dataclass(frozen=True, slots=True)
class LoadJob:
    """One load: the run, its plan and the shards.

    ``plan`` is a Parquet file of ``PlannedFile`` rows. ``shards`` are Parquet files named
    ``<batch digest>.<table>.parquet``, or folders of such files. ``files_seen`` counts the raw folder.
    ``is_relabelling``: the documents were processed with the lines that their outlets repeat. ``stamps`` are
    the versions for documents that are not done again; None leaves them as they are. ``tried_lines``: the
    lines that were taken for repeated in every document, whatever its outlet.
    """

    run_id: str
    raw_folder: str
    started_at: datetime
    finished_at: datetime
    pipeline_version: str
    rules_version: str
    files_seen: int
    plan: Path
    shards: tuple[Path, ...]
    is_relabelling: bool = False
    tried_lines: tuple[str, ...] = ()
    stamps: Stamps | None = None


@dataclass(frozen=True, slots=True)
class LoadCounts:
    """Rows that bear the run's id; ``is_loaded`` is False when an earlier call had loaded them."""

    articles: int
    sentences: int
    blocks: int
    rejects: int
    is_loaded: bool = True


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check found: ``offenders`` rows, the first of them in ``sample`` as text."""

    name: str
    title: str
    severity: str
    offenders: int
    sample: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """Where the snapshot and the export are, their rows, and whether this call wrote them."""

    database: str
    export: str
    articles: int
    sentences: int
    is_changed: bool


@dataclass(frozen=True, slots=True)
class QueryResult:
    """Column names and rows of Python values."""

    columns: tuple[str, ...]
    rows: list[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class RunFacts:
    """Numbers for the summary: the four file counts are the last run's, the rest the whole warehouse's."""

    files_seen: int
    files_new: int
    files_changed: int
    files_gone: int
    files_total: int
    articles_total: int
    sentences_total: int
    removed_by_label: dict[str, int]
    rejects_by_reason: dict[str, int]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article with all that is known of it; rows are dicts by column name, in their order.

    ``revisions`` counts by path how often its documents were revised.
    """

    article: dict[str, object]
    paths: tuple[str, ...]
    blocks: tuple[dict[str, object], ...]
    evidence: tuple[dict[str, object], ...]
    repairs: tuple[dict[str, object], ...]
    revisions: dict[str, int] = field(default_factory=dict)
