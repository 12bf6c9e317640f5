"""What a person looks at: the summary of a run as plain text or markdown, and a page per publication."""

from copydesk.report.page import write_page
from copydesk.report.plain import printable, printable_lines
from copydesk.report.replay import replay_lines
from copydesk.report.summary import next_query, summary_markdown, summary_text

__all__ = [
    "next_query",
    "printable",
    "printable_lines",
    "replay_lines",
    "summary_markdown",
    "summary_text",
    "write_page",
]
