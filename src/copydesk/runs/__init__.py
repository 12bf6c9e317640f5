"""The shell: list, skip, map batches, load, check, publish. It owns the clock and the run id.

Each stage takes the settings and small values and returns counts, ids and path strings; what lies between
two stages lies in ``<warehouse>/.work/runs/<run_id>/``. A stage may be called again after any failure.
"""

from copydesk.runs.clock import Clock, utc_now
from copydesk.runs.delivery import check, load, publish, report_path
from copydesk.runs.extracting import ExtractReport, extract
from copydesk.runs.forecast import forecast
from copydesk.runs.forgetting import ForgetReport, forget, forgettable
from copydesk.runs.planning import plan
from copydesk.runs.processing import Progress, process
from copydesk.runs.replaying import Wanted, replay
from copydesk.runs.reports import (
    CheckReport,
    Forecast,
    LoadReport,
    PlanReport,
    ProcessReport,
    PublishReport,
    ReasonCount,
    Rejected,
    ReplayReport,
    RunSummary,
)
from copydesk.runs.rule_sets import RulesCompared, compared_rules
from copydesk.runs.whole import relabel, run, summarise
from copydesk.runs.writing import refusals, writing

__all__ = [
    "CheckReport",
    "Clock",
    "ExtractReport",
    "Forecast",
    "ForgetReport",
    "LoadReport",
    "PlanReport",
    "ProcessReport",
    "Progress",
    "PublishReport",
    "ReasonCount",
    "Rejected",
    "ReplayReport",
    "RulesCompared",
    "RunSummary",
    "Wanted",
    "check",
    "compared_rules",
    "extract",
    "forecast",
    "forget",
    "forgettable",
    "load",
    "plan",
    "process",
    "publish",
    "refusals",
    "relabel",
    "replay",
    "report_path",
    "run",
    "summarise",
    "utc_now",
    "writing",
]
