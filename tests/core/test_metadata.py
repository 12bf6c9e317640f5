"""Metadata of whole documents: front matter, paths, lines near the title, and the order of belief."""

import re
import time
from pathlib import Path

import pytest

from copydesk.metadata import choice, front_matter, titles
from copydesk.model import EVIDENCE_FIELDS, Block, Evidence, Metadata, Processed, RawFile
from copydesk.process import process
from copydesk.readers import read_documents
from copydesk.text import digest

BODY = (
    "Engineers have found cracks in the northern docks, and the port will close for six weeks from Monday.\n\n"
    "The harbour master said that the ferries would run from the southern quay until the work was done.\n\n"
    "Fishing boats keep their berths, and the market stays open on all days of the week but the first."
)
TITLE = "Port closes for six weeks"


def read(text: str, path: str = "post/harbour.md") -> Processed:
    """Read a text as a file of that path is read."""
    content = text.encode()
    document = read_documents(RawFile(path, digest(text), content))[0]
    return process(document)


def metadata(text: str, path: str = "post/harbour.md") -> Metadata:
    """Give the metadata of a text that must become an article."""
    article = read(text, path).article
    assert article is not None
    return article.metadata


FRONT = [
    (
        '---\ntitle: "Docks: closed"\nauthor: Ann Cole\ndate: 2024-03-03\n---\n',
        ("Docks: closed", ("Ann Cole",), "2024-03-03"),
    ),
    (
        "---\ntitle: Docks close\nauthors: [Ann Cole, Tom Reed]\n---\n",
        ("Docks close", ("Ann Cole", "Tom Reed"), None),
    ),
    (
        "---\nauthors:\n  - Ann Cole\n  - name: Tom Reed\n    role: x\npubDate: March 3, 2024\n---\n",
        (None, ("Ann Cole", "Tom Reed"), "2024-03-03"),
    ),
    ("---\ndate: 2024-03-03 14:05:09 +0200 # local\ntags:\n- docks\n---\n", (None, (), "2024-03-03")),
    ('+++\ntitle = "Docks close"\ndate = 2024-03-03T10:00:00Z\n+++\n', ("Docks close", (), "2024-03-03")),
    ("---\ntitle: Docks close\nauthor: The Harbour Staff\ndate: yesterday\n---\n", ("Docks close", (), None)),
    ("---\ntitle: Docks close\nlastmod: 2024-03-04\n---\n", ("Docks close", (), "2024-03-04")),
]


@pytest.mark.parametrize(("block", "expected"), FRONT)
def test_front_matter_is_metadata_and_no_body(
    block: str, expected: tuple[str | None, tuple[str, ...], str | None]
) -> None:
    """Its keys are evidence of their own method, located in the source; the body begins below it."""
    processed = read(f"{block}\n{BODY}")
    assert processed.article is not None
    found = processed.article.metadata
    title, authors, day = expected
    assert (found.title, found.authors) == (title, authors)
    assert (str(found.published_on) if found.published_on else None) == day
    assert processed.article.text == BODY
    rows = [row for row in processed.draft.evidence if row.method.startswith(front_matter.MARKUP)]
    assert rows
    for row in rows:
        assert row.raw in block


@pytest.mark.parametrize(
    "text",
    [
        f"---\nThe docks are old.\n---\n\n{BODY}",
        f"---\n\n{BODY}",
        f"Title\n---\ndate: 2024-03-03\n---\n\n{BODY}",
        f"--- title: x\n\n{BODY}",
    ],
)
def test_what_is_no_front_matter_stays(text: str) -> None:
    """A rule above a text, a heading underlined, a fence that holds no keys: nothing is taken for keys."""
    assert front_matter.end_of(text) == 0


def test_front_matter_is_believed_over_the_text_and_both_are_evidence() -> None:
    """Two sources that disagree are both rows; the order of methods decides."""
    processed = read(f"---\ntitle: Docks close\ndate: 2024-03-03\n---\n# {TITLE}\n\nMarch 5, 2024\n\n{BODY}")
    assert processed.article is not None
    assert processed.article.metadata.title == "Docks close"
    assert str(processed.article.metadata.published_on) == "2024-03-03"
    values = {(row.field, row.value) for row in processed.draft.evidence}
    assert {("title", TITLE), ("published", "2024-03-05")} <= values


def test_a_path_gives_the_day_only_where_the_text_gives_none() -> None:
    """The last resort, without a span; the text's own date wins, and the path's stays evidence."""
    path = "wire/2024/0303/harbour.md"
    undated = read(f"# {TITLE}\n\n{BODY}", path)
    assert undated.article is not None
    assert str(undated.article.metadata.published_on) == "2024-03-03"
    (row,) = [row for row in undated.draft.evidence if row.field == "published"]
    assert (row.method, row.start, row.is_chosen) == ("path_date", None, True)
    assert str(metadata(f"# {TITLE}\n\nMarch 5, 2024\n\n{BODY}", path).published_on) == "2024-03-05"


def test_the_same_text_under_two_days_is_two_documents() -> None:
    """Evidence belongs to a document, so what its path says is part of its identity."""
    text = f"# {TITLE}\n\n{BODY}"
    ids = {
        read(text, path).draft.document.document_id
        for path in ("a/2024/0303/x.md", "b/2024/0303/y.md", "a/2024/0304/x.md", "x.md")
    }
    assert len(ids) == len(("2024-03-03", "2024-03-04", "none"))


NEAR = [
    ("Written by\n\nAnn Cole\n\nMarch 5, 2024", ("Ann Cole",), "2024-03-05"),
    ("Author\n\nAnn Cole\n\nPublished\n\nMarch 5, 2024", ("Ann Cole",), "2024-03-05"),
    ("Ann Cole\n\nMarch 5, 2024 • 4 min read", ("Ann Cole",), "2024-03-05"),
    ("Posted on March 5, 2024 by Ann Cole", ("Ann Cole",), "2024-03-05"),
    ("Posted on March 5, 2024 by Ann Cole - 5 Comments on the docks", ("Ann Cole",), "2024-03-05"),
    ("By Ann Cole ⋅ Review Editor\n\nMarch 5, 2024", ("Ann Cole",), "2024-03-05"),
    ("Harbour | March 5, 2024", (), "2024-03-05"),
    ("By Ann Cole\n\nEdited by\n\nTom Reed", ("Ann Cole",), None),
    ("March 5, 2024\n\nAnn Cole\n\nChief of Staff\n\nOffice: 555-010-4477", (), "2024-03-05"),
    ("Find A Location\n\nMarch 5, 2024", (), "2024-03-05"),
    ("Edited by Tom Reed", (), None),
    ("Photo: Tom Reed", (), None),
    ("Copyright 2023 Harbour Post", (), None),
    ("The fair opens on March 5, 2024 at the docks", (), None),
    ("By Ann Cole\n\nMarch 5, 2024\n\nCracks in a film released on May 1, 2023", ("Ann Cole",), "2024-03-05"),
]


@pytest.mark.parametrize(("lines", "authors", "day"), NEAR)
def test_lines_near_the_title_are_read(lines: str, authors: tuple[str, ...], day: str | None) -> None:
    """As pages leave them: names below "By", dates between other things; whom to call signs nothing."""
    found = metadata(f"# {TITLE}\n\n{lines}\n\n{BODY}")
    assert found.authors == authors
    assert (str(found.published_on) if found.published_on else None) == day


@pytest.mark.parametrize(
    "foot",
    [
        "Copyright 2023 The Harbour Post",
        "Related: Docks reopen, March 5, 2023",
        "Photo: Ann Cole",
        "The bridge fell on March 5, 2023, the court heard on the day that the ferries stopped for good.",
        "“The docks are old,” Ann Cole said. She had written to the port twice, and nobody had answered her.",
    ],
)
def test_what_is_no_evidence_of_date_or_author_gives_none(foot: str) -> None:
    """Copyright, teasers, credits of pictures, events and quoted people say nothing about the article."""
    found = metadata(f"# {TITLE}\n\n{BODY}\n\n{foot}")
    assert (found.authors, found.published_on, found.date_precision) == ((), None, None)


def test_a_name_in_capitals_keeps_its_raw_form_in_the_evidence() -> None:
    """The value is recased, the method says so, and the row points at what stands in the source."""
    processed = read(f"# {TITLE}\n\nBY ANN COLE AND Tom Reed\n\n{BODY}")
    rows = [(row.value, row.raw, row.method) for row in processed.draft.evidence if row.field == "authors"]
    assert rows == [("Ann Cole", "ANN COLE", "byline+recased"), ("Tom Reed", "Tom Reed", "byline")]
    assert processed.article is not None
    assert processed.article.metadata.authors == ("Ann Cole", "Tom Reed")


def test_an_ambiguous_date_is_evidence_and_no_value() -> None:
    """3/4/2024 in English, with nothing that says which comes first."""
    processed = read(f"# {TITLE}\n\n3/4/2024\n\n{BODY}")
    assert processed.article is not None
    assert processed.article.metadata.published_on is None
    assert [row.method for row in processed.draft.evidence if row.field == "published"] == ["ambiguous_date"]


def test_the_page_on_metadata_states_the_order() -> None:
    """``docs/metadata.md`` lists the methods of every field in the order in which they are believed."""
    page = (Path(__file__).parents[2] / "docs" / "metadata.md").read_text(encoding="utf-8")
    order = page.partition("| field | methods |")[2].partition("\n\n")[0]
    listed = {
        cells[0].strip(" `"): tuple(re.findall(r"`([^`]+)`", cells[1]))
        for line in order.splitlines()
        if line.startswith("| `") and len(cells := line.strip("|").split("|")) == len(("field", "methods"))
    }
    assert listed == choice.METHODS


def test_a_method_that_is_not_listed_is_never_chosen() -> None:
    """Evidence of an unknown method stays a row."""
    rows, found = choice.choose([Evidence("published", "2024-03-03", "", None, None, "guess", 1.0)])
    assert found.published_on is None
    assert not rows[0].is_chosen
    assert set(choice.METHODS) <= set(EVIDENCE_FIELDS)


def test_the_date_below_the_title_is_believed_over_the_one_of_the_page() -> None:
    """A page's head bears the day on which it was called up."""
    found = metadata(f"March 9, 2026\n\nHome\n\n# {TITLE}\n\nMarch 5, 2024\n\n{BODY}")
    assert str(found.published_on) == "2024-03-05"
    assert str(metadata(f"March 9, 2026\n\n# {TITLE}\n\n{BODY}").published_on) == "2026-03-09"


def test_words_of_the_title_and_names_without_case_sign_nothing() -> None:
    """Beside a date any two words may look like a name."""
    assert metadata(f"# {TITLE}: Harbour Closure\n\nHarbour Closure\n\nMarch 5, 2024\n\n{BODY}").authors == ()
    assert metadata(f"# {TITLE}\n\n多運動 薪水高 2012-01-15\n\n{BODY}").authors == ()


@pytest.mark.parametrize("filler", [" ", "\t", "a: ", "- ", "[", '"', "#", " #", "---\n"])
def test_front_matter_of_any_shape_takes_time_in_proportion(filler: str) -> None:
    """Long lines of what its patterns look for: read at once, whatever they hold."""
    text = f"---\ntitle: Docks {filler * 200_000}\n---\n\n{BODY}"
    start = time.process_time()
    list(front_matter.read(text[: front_matter.end_of(text)]))
    assert time.process_time() - start < 1.0


@pytest.mark.parametrize(
    ("beside", "label", "title", "site"),
    [
        ("The Harbour Post", "navigation", "Docks to close", "The Harbour Post"),
        ("Docks to close", "title", "Docks to close", "The Harbour Post"),
        ("The Harbour Post", "byline", "Docks to close - The Harbour Post", ""),
        ("The Harbour Post said so.", "paragraph", "Docks to close - The Harbour Post", ""),
    ],
)
def test_a_site_behind_a_dash_names_itself_elsewhere(beside: str, label: str, title: str, site: str) -> None:
    """A dash may be a headline's own: either half must stand alone, the site not as a signature."""
    written = "Docks to close - The Harbour Post"
    blocks = [Block(0, 1, written, label="title"), Block(2, 3, beside, label=label)]
    assert titles.split_site(written, blocks) == (title, site)


def test_a_headline_of_two_sentences_stands_above_its_byline() -> None:
    """Signed right below it is the title; above prose alone it is the first line of the body (law 2)."""
    headline = "The docks will close. How will the boats come home?"
    assert metadata(f"{headline}\n\nBy Ana Ruiz\n\n{BODY}").title == headline
    assert metadata(f"{headline}\n\n{BODY}").title is None


def test_a_title_ends_where_its_page_says_it_again() -> None:
    """What a line has behind the title that stands below it once more is the site's name, or a day."""
    said_twice = metadata(f"{TITLE} - Hull Post\n\nPress\n\n{TITLE}\n\n3 March 2024\n\n{BODY}", "a.txt")
    assert said_twice.title == TITLE
    dated = metadata(f"{TITLE} after a storm Sunday, 3 March 2024\n\n{BODY}", "a.txt")
    assert (dated.title, str(dated.published_on)) == (f"{TITLE} after a storm", "2024-03-03")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("The harbour master at the quay in 2018 (Ann Cole/Reuters)", None),
        ("Image copyright Harbour Pictures Image caption The docks at dawn", None),
        ("7 years ago", None),
        ("Ann Cole, Tom Reed and Eva Lind", None),
        (TITLE, TITLE),
    ],
)
def test_captions_and_names_are_no_titles(line: str, title: str | None) -> None:
    """A first line that credits a picture, tells an age or names people heads nothing."""
    assert metadata(f"{line}\n\n{BODY}", "a.txt").title == title


def test_names_with_a_role_sign_and_topics_do_not() -> None:
    """On a page a name signs by the role below it; a topic further down is nobody."""
    menu = "\n".join(f"* Section {number}" for number in range(24))
    page = f"{menu}\n\n{TITLE}\n\nAnn Cole\n\nContent Editor\n\nUX Analytics\n\n{BODY}\n\n{BODY}\n\n{menu}"
    assert metadata(page, "a.txt").authors == ("Ann Cole",)
