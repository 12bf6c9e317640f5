"""Law 2: a field without evidence is NULL, and a field that is set has its evidence row."""

import duckdb
import pytest
from hypothesis import given, settings

from copydesk.model import Document, Metadata
from copydesk.process import process
from copydesk.text import digest
from tests.news import sources

BODY = (
    "The council met on Monday March 14 to talk about the bridge, and they talked late into the night.\n\n"
    "It will vote on 3 June 2024, said Maria Dale, who is on the council and teaches at the school.\n\n"
    "Nobody knows what the vote will bring, and the mayor, asked on the way home, did not say more than that."
)


def metadata(text: str) -> Metadata:
    return process(Document(digest(text), "2024/03/14-bridge.txt", 0, text, "text", "utf-8")).draft.metadata


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        BODY.replace("\n\n", "\n"),
        "A first sentence is no title, however short.\n\n" + BODY,
        "“He left,” she said.\n\n" + BODY,
        "the end of a page that was cut\n\n" + BODY,
        BODY + "\n\nBy the river the talks went on",
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    """A text that names no title, author, date or outlet for itself gets none, whatever its body says."""
    assert metadata(text) == Metadata()


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("31 February 2024", "an impossible day"),
        ("3/4/2024", "two days that it could be"),
        ("12 Putin 2017", "no month"),
        ("March 14", "no year"),
        ("By the numbers", "no name"),
        ("By Harbour View Staff", "a desk, not a person"),
    ],
)
def test_a_doubtful_line_gives_no_value(line: str, wrong: str) -> None:
    """A date or byline that could be read two ways, or none, sets no field."""
    found = metadata(f"# Harbour bridge vote is put off\n\n{line}\n\n{BODY}")
    assert found.title == "Harbour bridge vote is put off"
    assert (found.published_on, found.authors) == (None, ()), wrong


@given(sources)
@settings(max_examples=150, deadline=None)
def test_every_value_has_chosen_evidence_in_its_place(source: str) -> None:
    """What is set stands in a chosen row; the row's raw text is the source at its span."""
    draft = process(Document(digest(source), "a.txt", 0, source, "text", "utf-8")).draft
    chosen = {row.field for row in draft.evidence if row.is_chosen}
    for name in ("title", "kicker", "subtitle", "authors", "agency", "outlet", "outlet_domain", "dateline"):
        assert not getattr(draft.metadata, name) or name in chosen
    assert draft.metadata.published_on is None or "published" in chosen
    for row in draft.evidence:
        if row.start is not None:
            assert source[row.start : row.end] == row.raw


def test_the_warehouse_holds_the_evidence(sample: duckdb.DuckDBPyConnection) -> None:
    """No metadata column of the sample is set without a chosen row of its field."""
    for column, field in {
        "title": "title",
        "outlet": "outlet",
        "published_on": "published",
        "agency": "agency",
    }.items():
        lonely = sample.execute(
            f"SELECT article_id FROM articles a WHERE {column} IS NOT NULL AND NOT EXISTS "
            "(FROM evidence e WHERE e.document_id = a.document_id AND e.field = ? AND e.is_chosen)",
            [field],
        ).fetchall()
        assert lonely == []
        assert sample.execute(f"SELECT count({column}) FROM articles").fetchone() != (0,)
