"""The only room that imports duckdb: load, check, publish and read. SQL text comes from ``sql/``."""

from copydesk.warehouse.asking import ORDERS, Among, kwic, question, search
from copydesk.warehouse.checking import check, check_unproved
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
from copydesk.warehouse.statements import Question, questions

__all__ = [
    "ORDERS",
    "Among",
    "ArticleView",
    "CheckResult",
    "Concerned",
    "Known",
    "KnownFile",
    "Layout",
    "LoadCounts",
    "LoadJob",
    "PlannedFile",
    "Published",
    "QueryResult",
    "Question",
    "RunFacts",
    "article",
    "check",
    "check_unproved",
    "concerned",
    "facts",
    "figures",
    "known",
    "kwic",
    "load",
    "publish",
    "query",
    "question",
    "questions",
    "search",
    "writer_lock",
]
