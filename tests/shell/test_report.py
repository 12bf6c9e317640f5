"""The report: what came from a file is never markup, a script or a command to a terminal."""

import base64
import hashlib
import re
import shlex
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from copydesk import runs
from copydesk.cli import invoke
from copydesk.report import next_query, summary_markdown, summary_text, write_page
from copydesk.report.summary import NEXT_SQL
from copydesk.runs import CheckReport, LoadReport, PlanReport, PublishReport, Rejected, RunSummary
from copydesk.settings import Settings
from tests.shell.rawfolder import write_all

HOSTILE = "<script>alert(1)</script>|[x](http://evil.example)![i](y)`\x1b[31m\u202e*_#~{}\n# head"

SUMMARY = RunSummary(
    plan=PlanReport("id", False, 1200, 1000, 3, 1, 197),
    load=LoadReport("id", 999, 12345, 4, True),
    check=CheckReport(17, ("check dates (no article from the future): 1 row, such as x",)),
    publish=PublishReport("w/copydesk.duckdb", "w/export", "w/report/index.html", True, 999, 12345),
    raw_folder="data/raw",
    files_total=1200,
    articles_total=1100,
    sentences_total=20000,
    removed_by_label={"newsletter": 12, "advertisement": 1200},
    rejects=(Rejected("too_large", 1, "big.txt", "Split it."), Rejected("binary", 3, "a.txt", "Convert it.")),
    seconds=2.345,
)


def test_text_says_what_was_done_and_what_is_next() -> None:
    """Every number of the summary, the places, and a command to go on with."""
    text = summary_text(SUMMARY)
    assert text.splitlines()[0] == "1,200 files in data/raw: 1,000 new, 3 changed, 197 unchanged, 1 gone"
    assert "999 articles and 12,345 sentences loaded in 2.3 s" in text
    assert "1,100 articles and 20,000 sentences from 1,200 files" in text
    assert text.index("advertisement") < text.index("newsletter")
    for part in (
        "too_large: 1 file, such as big.txt",
        "Split it.",
        "binary: 3 files",
        "Warning: check dates",
    ):
        assert part in text
    for place in ("w/copydesk.duckdb", "w/export", "w/report/index.html"):
        assert place in text
    assert text.rstrip().endswith(f'copydesk sql --warehouse w "{NEXT_SQL}"')


def test_text_of_nothing_says_so() -> None:
    """An empty folder and an unchanged one are told in words."""
    nothing = replace(SUMMARY.load, is_loaded=False)
    assert "Nothing to do: the warehouse is up to date" in summary_text(replace(SUMMARY, load=nothing))
    empty = PlanReport("id", False, 0, 0, 0, 0, 0)
    assert "The folder is empty: put .txt or .md files into it" in summary_text(replace(SUMMARY, plan=empty))


def test_markdown_is_small_and_holds_no_markup_of_files() -> None:
    """Hostile names stay words, and a thousand of them stay below 50 kB."""
    many = tuple(Rejected(HOSTILE * 50, 1, HOSTILE * 50, HOSTILE * 50) for _ in range(1000))
    labels = {f"label {number} {HOSTILE * 9}": number for number in range(1000)}
    markdown = summary_markdown(replace(SUMMARY, rejects=many, removed_by_label=labels, raw_folder=HOSTILE))
    assert len(markdown.encode()) <= 50_000
    assert "<" not in re.sub(r"\\<", "", markdown)
    assert not re.search(r"(?<!\\)[`\[\]<]", markdown)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", markdown)
    assert not [line for line in markdown.splitlines() if line.startswith("# ")]


class Outline(HTMLParser):
    """Tags, attributes and text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.text += data


def test_next_query_works(filled: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """The command at the end of the summary can be run as it stands, whatever the folder is called."""
    odd = replace(filled, warehouse=filled.warehouse.with_name("ware house's"))
    command = shlex.split(next_query(runs.run(odd)))
    assert command[0].endswith("copydesk")
    assert command[1] == "sql"
    assert invoke(command[1:]) == 0
    assert "first_published_on" in capsys.readouterr().out


def test_page_shows_the_publication_and_asks_for_nothing(filled: Settings) -> None:
    """No script, no address, no style in an attribute; a strict policy; hostile names are words."""
    name = "<script>alert(1)<&'\">\x1b[31m.txt"
    write_all(filled.raw, {name: ""})
    runs.run(filled)
    page = Path(write_page(filled))
    assert page == filled.warehouse / "report" / "index.html"
    html = page.read_text(encoding="utf-8")
    outline = Outline()
    outline.feed(html)
    assert not {"script", "img", "link", "iframe", "a"} & set(outline.tags)
    assert not {"src", "href", "style", "onerror"} & {name for name, _ in outline.attributes}
    assert "http:" not in html
    assert "https:" not in html
    style = html.partition("<style>")[2].partition("</style>")[0]
    allowed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert ("content", f"default-src 'none'; style-src 'sha256-{allowed}'") in outline.attributes
    assert "<script>alert(1)<&'\">.txt" in outline.text
    assert "\x1b" not in html
    for words in ("articles", "sentences", "Removed blocks by label", "empty"):
        assert words in outline.text


def test_page_is_written_only_when_the_publication_changed(filled: Settings) -> None:
    """The page knows no clock: the same rows are the same bytes, and the file is left alone."""
    runs.run(filled)
    page = Path(write_page(filled))
    before = page.read_bytes(), page.stat().st_mtime_ns
    write_page(filled)
    assert (page.read_bytes(), page.stat().st_mtime_ns) == before
    write_all(filled.raw, {"new.txt": "New\n\nOne sentence. Another one.\n"})
    runs.run(filled)
    write_page(filled)
    assert page.read_bytes() != before[0]
    assert [path.name for path in page.parent.iterdir()] == ["index.html"]
