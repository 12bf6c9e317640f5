"""The only room that imports duckdb: load, check, publish and read. SQL text comes from ``sql/``."""

from copydesk.warehouse.asking import ORDERS, Among, kwic, question, search
from copydesk.warehouse.checking import check, check_unproved
from copydesk.warehouse.extracts import Asked, Form, Written, write_extract
from copydesk.warehouse.forgetting import Forgettable, find, forget
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
from copydesk.warehouse.statements import Question, questions
from copydesk.warehouse.verifying import Damage, Verified, verify_export
from copydesk.warehouse.versions import Revision, Versions, versions

__all__ = [
    "ORDERS",
    "STAMPING",
    "Among",
    "ArticleView",
    "Asked",
    "Asking",
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
    "MadeBy",
    "PlannedFile",
    "Published",
    "QueryResult",
    "Question",
    "RejectedFile",
    "Revision",
    "RunFacts",
    "Stamps",
    "Standing",
    "Verified",
    "Versions",
    "Written",
    "article",
    "asking",
    "check",
    "check_unproved",
    "concerned",
    "facts",
    "figures",
    "find",
    "forget",
    "holder",
    "known",
    "kwic",
    "load",
    "publish",
    "query",
    "question",
    "questions",
    "rejected_files",
    "repeated_lines",
    "replayed",
    "search",
    "verify_export",
    "versions",
    "write_extract",
    "writer_lock",
]
