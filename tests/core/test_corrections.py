"""Corrections: one document repaired by hand, and the guard that tells when that is out of date."""

import pytest

from copydesk.accounting import verify
from copydesk.corrections import parse
from copydesk.errors import RejectError, StopError
from copydesk.model import Document, Draft
from copydesk.process import Knowledge, process_all
from copydesk.text import digest

TEXT = (
    "# Northern docks to close\n\nBy Ann Cole\n\n3 March 2017\n\nEngineers have found cracks in the northern docks, "
    "and the port will close for six weeks.\n\nThe port authority said on Tuesday that the work would cost nine "
    "million pounds.\n\nMind the gap and other notes\n\nShips will be sent to the southern basin, where the union "
    "fears long nights.\n"
)
HEAD = '[[correction]]\npath = "a.txt"\nreason = "The paper said so the next day."\nstatus = "final"\n'
DATE = HEAD + 'field = "published"\nexpect = "2017-03-03"\nvalue = "2017-03-02"\n'
LABEL = HEAD + 'block_text = "Mind the gap and other notes"\nexpect_label = "heading"\nlabel = "related"\n'


def corrected(corrections: str, path: str = "a.txt") -> Draft:
    document = Document(digest(TEXT), path, 0, TEXT, "text", "utf-8")
    draft = process_all([document], "det", Knowledge(parse(corrections), {}))[0].draft
    verify(draft)
    return draft


def test_a_field_gets_its_value_and_the_old_one_stays_on_record() -> None:
    """The corrected day is in the article; both days are evidence, the reason with the chosen one."""
    draft = corrected(DATE)
    assert str(draft.metadata.published_on) == "2017-03-02"
    rows = [row for row in draft.evidence if row.field == "published"]
    assert [(row.value, row.method, row.is_chosen) for row in rows] == [
        ("2017-03-02", "correction", True),
        ("2017-03-03", "date_line", False),
    ]
    assert "The paper said so" in rows[0].raw
    assert draft.metadata.title == "Northern docks to close"


def test_authors_and_unknown_values() -> None:
    """Authors are a list; the empty text stands for unknown, as expectation and as value."""
    authors = HEAD + 'field = "authors"\nexpect = ["Ann Cole"]\nvalue = ["Ann Cole", "Tom Reed"]\n'
    assert corrected(authors).metadata.authors == ("Ann Cole", "Tom Reed")
    gone = corrected(HEAD + 'field = "authors"\nexpect = "Ann Cole"\nvalue = ""\n')
    assert gone.metadata.authors == ()
    assert not any(row.is_chosen for row in gone.evidence if row.field == "authors")
    assert (
        corrected(HEAD + 'field = "outlet"\nexpect = ""\nvalue = "The Post"\n').metadata.outlet == "The Post"
    )


def test_a_block_gets_its_label() -> None:
    """The block bears the correction's id as its rule, and what is removed is no longer in the text."""
    assert "Mind the gap" in corrected("").text
    draft = corrected(LABEL.replace("[[correction]]", '[[correction]]\nid = "gap"'))
    block = next(block for block in draft.blocks if block.plain.startswith("Mind the gap"))
    assert (block.label, block.rule_id) == ("related", "correction.gap")
    assert "Mind the gap" not in draft.text


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ((DATE, "2017-03-03", "2017-03-04"), "published is read as '2017-03-03', not as '2017-03-04'"),
        ((DATE, 'expect = "2017-03-03"', 'expect = ""'), "not as unknown"),
        ((LABEL, "Mind the gap", "Mind a gap"), "no block reads 'Mind a gap and other notes'"),
        (
            (LABEL, 'expect_label = "heading"', 'expect_label = "paragraph"'),
            "labelled heading, not paragraph",
        ),
    ],
)
def test_a_stale_correction_rejects_its_document(change: tuple[str, str, str], says: str) -> None:
    """When the document reads otherwise than a correction expects, somebody has to look."""
    text, before, after = change
    with pytest.raises(RejectError, match=says) as stale:
        corrected(text.replace(before, after))
    assert stale.value.reason == "correction_stale"
    assert stale.value.args


def test_other_documents_are_left_alone() -> None:
    """A correction is for one document, named by its path or by its id."""
    assert str(corrected(DATE, "b.txt").metadata.published_on) == "2017-03-03"
    by_id = DATE.replace('path = "a.txt"', f'document_id = "{digest(TEXT)}"')
    assert str(corrected(by_id, "b.txt").metadata.published_on) == "2017-03-02"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ((DATE, 'path = "a.txt"\n', ""), "needs either path or document_id"),
        ((DATE, 'reason = "The paper said so the next day."\n', ""), "gives no reason"),
        ((DATE, '"final"', '"done"'), "status = 'done'"),
        ((DATE, 'field = "published"', 'field = "language"'), "cannot be corrected: language"),
        ((DATE, 'value = "2017-03-02"', 'value = "2 March"'), "it is a day or a time"),
        ((DATE, 'value = "2017-03-02"', "value = 3"), "it is a text"),
        ((DATE, 'expect = "2017-03-03"\n', ""), "has no expect"),
        ((LABEL, 'expect_label = "heading"\n', ""), "has no expect_label"),
        ((LABEL, '"related"', '"links"'), "a label that does not exist: links"),
        ((DATE, "status", "colour = 1\nstatus"), "unknown key colour"),
        ((DATE, DATE, DATE + DATE), "two corrections are called"),
        ((DATE, "[[correction]]", "[[correction"), "no TOML"),
    ],
)
def test_a_malformed_correction_stops_the_run(change: tuple[str, str, str], says: str) -> None:
    """Each way in which an entry can be wrong is told before anything is processed."""
    text, before, after = change
    changed = text.replace(before, after)
    assert changed != text
    with pytest.raises(StopError, match=says):
        parse(changed)


def test_what_corrections_say_is_their_version() -> None:
    """A changed value is another version, a comment is not, and no corrections have none."""
    assert parse("").version == ""
    assert parse(DATE).version == parse("# a note\n" + DATE).version
    assert parse(DATE).version != parse(DATE.replace("2017-03-02", "2017-03-01")).version
