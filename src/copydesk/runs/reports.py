"""What the stages report: counts, ids and path strings, ready for ``dataclasses.asdict`` and JSON."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """Why known files are done again: the kind of what has changed, its name and how; how many, and some."""

    kind: str
    name: str
    change: str
    files: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanReport:
    """What is to be done. ``is_empty``: nothing, and ``run_id`` is then the last run's.

    ``is_reprocessing``: stages, rules or corrections are others than those of the last run, so that files
    (``files_reprocessed``, for ``reasons``) can come out otherwise although their content is known.
    ``is_stamping``: documents that cannot are to bear the new versions.
    ``files_relabelled``: known files to be processed again for the lines that their outlets repeat.
    ``has_pending``: an earlier run ended before such files were processed. ``files_returned``: missing
    files that are there again as they had been. ``files_kept``: files that are missing and stay current.
    """

    run_id: str
    is_empty: bool
    files_seen: int
    files_new: int
    files_changed: int
    files_gone: int
    files_unchanged: int
    is_reprocessing: bool = False
    files_relabelled: int = 0
    has_pending: bool = False
    files_returned: int = 0
    files_kept: int = 0
    files_reprocessed: int = 0
    is_stamping: bool = False
    reasons: tuple[ReasonCount, ...] = ()


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the next run would do, told without writing.

    ``examples`` are some paths of files ``new``, ``changed`` and ``gone``; the versions are those of the last
    run, None before the first, and those of now. ``files_of_outlets`` are other files of the outlets of known
    files that are planned: those that can be labelled once more. ``running`` is the process id of a run that
    goes on.
    """

    plan: PlanReport
    raw_folder: str
    warehouse: str
    examples: dict[str, tuple[str, ...]]
    pipeline_versions: tuple[str | None, str]
    rules_versions: tuple[str | None, str]
    outlets: int
    files_of_outlets: int
    running: int | None
    is_to_do: bool


@dataclass(frozen=True, slots=True)
class ProcessReport:
    """What the batches of a run came to; ``shards`` is the number of batches.

    ``files_waiting``: somebody wrote to them all the time; they stay as they are until the next run.
    """

    run_id: str
    files: int
    articles: int
    rejects: int
    shards: int
    files_waiting: int = 0


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What was committed; ``is_loaded`` is False when there was nothing (more) to commit."""

    run_id: str
    articles: int
    sentences: int
    rejects: int
    is_loaded: bool


@dataclass(frozen=True, slots=True)
class CheckReport:
    """How many checks passed, and one line for each that warns."""

    passed: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublishReport:
    """Where the database, the export and the page are; ``is_changed`` is False when they were current."""

    database: str
    export: str
    report: str
    is_changed: bool
    articles: int
    sentences: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """The rejects of one reason: how many, the first path, what to do about it."""

    reason: str
    files: int
    example: str
    advice: str


@dataclass(frozen=True, slots=True)
class RunSummary:
    """All that a person wants to know after a run: the stages' reports and the whole warehouse's numbers.

    ``removed_by_label`` counts blocks; ``seconds`` is the time the run took.
    """

    plan: PlanReport
    load: LoadReport
    check: CheckReport
    publish: PublishReport
    raw_folder: str
    files_total: int
    articles_total: int
    sentences_total: int
    removed_by_label: dict[str, int]
    rejects: tuple[Rejected, ...]
    seconds: float = 0.0
    files_relabelled: int = 0
    files_waiting: int = 0


@dataclass(frozen=True, slots=True)
class ReplayReport:
    """What trying rejects again came to.

    ``files`` that were tried; ``passed``: rejects that are articles now; ``still``: rejects as before;
    ``otherwise``: rejects that are gone because the file has other bytes now, or is rejected for another
    reason; ``reasons`` counts by reason what of those files is rejected now; ``missing`` paths are no
    longer in the raw folder and were not tried; ``publish`` says where the database is.
    """

    run_id: str
    files: int
    passed: int
    still: int
    otherwise: int
    reasons: dict[str, int]
    missing: tuple[str, ...]
    publish: PublishReport
    seconds: float = 0.0
