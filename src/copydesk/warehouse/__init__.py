"""The only room that imports duckdb: load, check, publish and read. SQL text comes from ``sql/``."""

from copydesk.warehouse.checking import check, check_unproved
from copydesk.warehouse.extracts import Asked, Form, Written, write_extract
from copydesk.warehouse.forgetting import Forgettable, find, forget
from copydesk.warehouse.furniture import Concerned, concerned
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
from copydesk.warehouse.lock import writer_lock
from copydesk.warehouse.publishing import publish
from copydesk.warehouse.reading import article, facts, figures, query
from copydesk.warehouse.verifying import Damage, Verified, verify_export

__all__ = [
    "ArticleView",
    "Asked",
    "CheckResult",
    "Concerned",
    "Damage",
    "Forgettable",
    "Form",
    "Known",
    "KnownFile",
    "Layout",
    "LoadCounts",
    "LoadJob",
    "PlannedFile",
    "Published",
    "QueryResult",
    "RunFacts",
    "Verified",
    "Written",
    "article",
    "check",
    "check_unproved",
    "concerned",
    "facts",
    "figures",
    "find",
    "forget",
    "known",
    "load",
    "publish",
    "query",
    "verify_export",
    "write_extract",
    "writer_lock",
]
