"""The only room that imports duckdb: load, check, publish and read. SQL text comes from ``sql/``."""

from copydesk.warehouse.checking import check, check_unproved
from copydesk.warehouse.furniture import Concerned, concerned, repeated_lines
from copydesk.warehouse.jobs import (
    ArticleView,
    CheckResult,
    Known,
    KnownFile,
    LoadCounts,
    LoadJob,
    PlannedFile,
    Published,
    QueryResult,
    RunFacts,
)
from copydesk.warehouse.layout import Layout
from copydesk.warehouse.loading import known, load
from copydesk.warehouse.lock import holder, writer_lock
from copydesk.warehouse.made_by import Asking, MadeBy, Standing, asking
from copydesk.warehouse.publishing import publish
from copydesk.warehouse.reading import article, facts, figures, query
from copydesk.warehouse.replays import RejectedFile, rejected_files, replayed
from copydesk.warehouse.stamping import STAGED as STAMPING
from copydesk.warehouse.stamping import Stamps
from copydesk.warehouse.versions import Revision, Versions, versions

__all__ = [
    "STAMPING",
    "ArticleView",
    "Asking",
    "CheckResult",
    "Concerned",
    "Known",
    "KnownFile",
    "Layout",
    "LoadCounts",
    "LoadJob",
    "MadeBy",
    "PlannedFile",
    "Published",
    "QueryResult",
    "RejectedFile",
    "Revision",
    "RunFacts",
    "Stamps",
    "Standing",
    "Versions",
    "article",
    "asking",
    "check",
    "check_unproved",
    "concerned",
    "facts",
    "figures",
    "holder",
    "known",
    "load",
    "publish",
    "query",
    "rejected_files",
    "repeated_lines",
    "replayed",
    "versions",
    "writer_lock",
]
