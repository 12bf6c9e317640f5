"""Every check passes on sound rows and fails on its own violation: none that cannot fail."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from copydesk.warehouse import Layout, check, statements
from copydesk.warehouse.checking import run_checks
from tests.warehouse.handmade import Paper, Reject, run

DOCUMENTS = (
    "INSERT INTO documents SELECT md5('d' || range), 'valley/' || range, 0, {}, 9000, {}, NULL FROM range({})"
)
"""Statement to make as many documents: of which article, with how many characters."""

MANY_ARTICLES = f"""
    {DOCUMENTS.format("md5('a' || range)", 9, 44)};
    INSERT INTO runs SELECT * REPLACE (md5('r') AS run_id) FROM runs;
    INSERT INTO articles SELECT articles.* REPLACE (
        md5('a' || range) AS article_id, md5('d' || range) AS document_id, {{}},
        if(range < 22, run_id, md5('r')) AS run_id
    ) FROM (FROM articles LIMIT 1) AS articles, range(44)
"""
"""44 articles of one outlet, the second half of them loaded by another run."""

VIOLATIONS = {
    "accounting": [
        "UPDATE blocks SET nonblank_chars = nonblank_chars - 1 WHERE block_no = 1",
        "DELETE FROM blocks WHERE block_no = 3",
        "DELETE FROM blocks",
        "UPDATE documents SET nonblank_chars = nonblank_chars + 1",
    ],
    "article_counts": [
        "UPDATE articles SET text_chars = 1",
        "UPDATE articles SET word_count = word_count + 1",
        "UPDATE articles SET sentence_count = 7",
        "UPDATE articles SET paragraph_count = 1",
        "DELETE FROM sentences",
    ],
    "articles_empty": ["DELETE FROM sentences", "UPDATE articles SET text = ' '"],
    "block_spans": [
        "UPDATE blocks SET start_char = -1 WHERE block_no = 0",
        "UPDATE blocks SET end_char = start_char WHERE block_no = 1",
        "UPDATE blocks SET start_char = 3, end_char = 3 + length(raw_text) WHERE block_no = 1",
        "UPDATE blocks SET end_char = end_char + 1, raw_text = raw_text || 'x' WHERE block_no = 3",
        "UPDATE blocks SET raw_text = raw_text || 'x' WHERE block_no = 3",
        "UPDATE blocks SET nonblank_chars = 500 WHERE block_no = 3",
    ],
    "bodies_lost": [
        f"{DOCUMENTS.format('(SELECT min(article_id) FROM articles)', 9, 40)};"
        "INSERT INTO former_bodies SELECT path, document_no, document_id, 900 FROM documents",
        f"{DOCUMENTS.format('NULL', 9, 40)};"
        "INSERT INTO former_bodies SELECT path, document_no, document_id, 900 FROM documents",
    ],
    "bodies_shrunk": [
        "INSERT INTO former_bodies SELECT path, document_no, 'another text', 900 FROM documents",
        "UPDATE documents SET nonblank_chars = 6000",
    ],
    "dates_in_future": [
        "UPDATE articles SET published_on = DATE '2024-05-04'",
        "UPDATE articles SET published_at = TIMESTAMPTZ '2024-05-03 06:00:01+00'",
    ],
    "duplicate_keys": [
        f"INSERT INTO {table} SELECT * FROM {table} LIMIT 1"
        for table in (
            "files",
            "documents",
            "articles",
            "sentences",
            "blocks",
            "repairs",
            "evidence",
            "rejects",
            "article_revisions",
            "runs",
        )
    ]
    + ["INSERT INTO furniture VALUES ('valley', 'Read on', 5, 5), ('valley', 'Read on', 6, 6)"]
    + ["UPDATE articles SET document_id = 'same'"],
    "fill_rates": [
        MANY_ARTICLES.format(f"if(range < 22, {field}, NULL) AS {field}")
        for field in ("title", "authors", "published_on")
    ],
    "files_unaccounted": [
        "DELETE FROM rejects",
        "DELETE FROM documents",
        "UPDATE documents SET article_id = NULL",
    ],
    "histories": [
        "DELETE FROM reject_history",
        "DELETE FROM rejects",
        "INSERT INTO reject_history SELECT * FROM reject_history",
        "UPDATE reject_history SET sha256 = 'other'",
        "UPDATE reject_history SET resolution = 'passed'",
        "UPDATE reject_history SET resolved_run_id = run_id",
        "UPDATE reject_history SET run_id = 'none'",
        "UPDATE article_revisions SET run_id = 'none'",
        "UPDATE article_revisions SET outcome = 'removed'",
        "UPDATE article_revisions SET words_added = NULL",
        "UPDATE article_revisions SET words_removed = -1",
        "UPDATE article_revisions SET later_article_id = NULL",
        "UPDATE article_revisions SET later_document_id = document_id",
        "UPDATE article_revisions SET revision_no = 0",
        "UPDATE article_revisions SET path = 'none'",
    ],
    "number_gaps": [
        "UPDATE sentences SET sentence_no = sentence_no + 1",
        "UPDATE blocks SET block_no = 9 WHERE block_no = 3",
        "UPDATE repairs SET repair_no = 1",
        "UPDATE evidence SET evidence_no = evidence_no + 1",
    ],
    "orphans": [
        "DELETE FROM files WHERE path = 'rain.txt'",
        "DELETE FROM files WHERE path = 'picture.txt'",
        "DELETE FROM articles",
        "DELETE FROM documents",
        "DELETE FROM runs",
        "UPDATE sentences SET article_id = 'none'",
        "UPDATE blocks SET document_id = 'none'",
        "UPDATE repairs SET document_id = 'none'",
        "UPDATE evidence SET document_id = 'none'",
        "UPDATE articles SET document_id = 'none'",
        "UPDATE articles SET run_id = 'none'",
        "UPDATE rejects SET run_id = 'none'",
    ],
    "paragraphs_unaccounted": [
        "DELETE FROM blocks WHERE block_no = 1",
        "UPDATE blocks SET paragraph_no = NULL WHERE block_no = 1",
        "UPDATE blocks SET paragraph_no = 0 WHERE block_no = 0",
        "UPDATE blocks SET paragraph_no = 2 WHERE block_no = 2",
        "UPDATE blocks SET verdict = 'removed' WHERE block_no = 2",
    ],
    "position_spans": [
        "UPDATE repairs SET before_text = 'longer'",
        "UPDATE repairs SET start_char = -1",
        "UPDATE repairs SET end_char = 9999",
        "UPDATE evidence SET end_char = 9999 WHERE field = 'title'",
        "UPDATE evidence SET start_char = 5, end_char = 4 WHERE field = 'title'",
    ],
    "repeated_lines": [
        "INSERT INTO furniture VALUES ('valley', 'Read on', 6, 5)",
        "INSERT INTO furniture VALUES ('valley', 'Read on', 0, 5)",
        "INSERT INTO furniture VALUES ('valley', ' ', 5, 5)",
        "INSERT INTO furniture VALUES ('', 'Read on', 5, 5)",
        "UPDATE blocks SET rule_id = 'corpus.repeated_line', label = 'page_furniture', verdict = 'removed' "
        "WHERE block_no = 3",
        "INSERT INTO furniture SELECT 'valley', raw_text, 5, 5 FROM blocks; "
        "UPDATE blocks SET rule_id = 'corpus.repeated_line' WHERE block_no = 1",
    ],
    "sentence_offsets": [
        "UPDATE sentences SET text = text || 'x' WHERE sentence_no = 0",
        "UPDATE sentences SET start_char = start_char + 1, end_char = end_char + 1",
        "UPDATE sentences SET start_char = -1",
        "UPDATE sentences SET end_char = start_char, text = ''",
    ],
    "sentence_order": [
        "UPDATE sentences SET sentence_no = 1 - sentence_no",
        "UPDATE sentences SET paragraph_no = paragraph_no + 1",
        "UPDATE sentences SET paragraph_no = 2 WHERE sentence_no = 1",
        "UPDATE sentences SET start_char = 9 WHERE sentence_no = 1",
    ],
    "times_in_order": [
        "UPDATE files SET last_seen_at = first_seen_at - INTERVAL 1 SECOND",
        "UPDATE runs SET finished_at = started_at - INTERVAL 1 SECOND",
    ],
    "unknown_words": [
        "UPDATE blocks SET label = 'byline' WHERE label = 'paragraph'",
        "UPDATE blocks SET verdict = 'dropped'",
        "UPDATE sentences SET kind = 'title'",
        "UPDATE evidence SET field = 'weather' WHERE field = 'encoding'",
        "UPDATE files SET state = 'lost'",
        "UPDATE article_revisions SET outcome = 'lost'",
        "UPDATE reject_history SET resolution = 'lost'",
        "UPDATE articles SET date_precision = 'week'",
    ],
    "unset_values": [
        "UPDATE articles SET run_id = NULL",
        "UPDATE articles SET published_on = NULL",
        "UPDATE articles SET date_precision = NULL",
        "UPDATE articles SET date_precision = 'day'",
        "UPDATE articles SET authors = []",
        "UPDATE articles SET authors = ['']",
        "UPDATE articles SET language = ''",
        *(
            f"UPDATE articles SET {field} = ''"
            for field in (
                "title",
                "kicker",
                "subtitle",
                "agency",
                "outlet",
                "outlet_domain",
                "section",
                "url",
                "dateline",
                "dateline_place",
            )
        ),
        "UPDATE rejects SET run_id = NULL",
        "UPDATE rejects SET advice = ''",
        "UPDATE blocks SET rule_id = ''",
        "UPDATE evidence SET start_char = NULL",
        "UPDATE evidence SET method = ''",
    ],
    "value_ranges": [
        "UPDATE articles SET article_id = 'ABC'",
        "UPDATE articles SET document_id = 'ABC'",
        "UPDATE articles SET language_confidence = 1.5",
        "UPDATE documents SET document_id = 'ABC'",
        "UPDATE documents SET source_chars = 1",
        "UPDATE evidence SET confidence = 'nan'",
        "UPDATE runs SET run_id = 'ABC'",
    ],
    "values_without_evidence": [
        *(
            f"UPDATE articles SET {field} = 'said nowhere'"
            for field in (
                "kicker",
                "subtitle",
                "agency",
                "outlet",
                "section",
                "url",
                "dateline",
                "dateline_place",
            )
        ),
        *(
            f"UPDATE evidence SET is_chosen = false WHERE field = '{field}'"
            for field in ("title", "authors", "published", "outlet_domain", "language")
        ),
        "DELETE FROM evidence",
    ],
}
"""By check: statements that each make rows which that check must find."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A loaded working database that is changed in transactions that are rolled back."""
    layout = Layout(tmp_path_factory.mktemp("sound"))
    snow = Paper("snow.txt", title="Snow")
    run(layout, "one", [Paper("rain.txt"), Reject("picture.txt")], [Paper("snow.txt", title="Slush")])
    run(layout, "two", [snow], known=["snow.txt"])
    with duckdb.connect(layout.working) as connection:
        yield connection


def test_sound_rows_pass(sound: duckdb.DuckDBPyConnection) -> None:
    """No check finds anything where there is nothing to find."""
    assert [(one.name, one.sample) for one in run_checks(sound) if one.offenders] == []


def test_every_check_has_a_violation() -> None:
    """A new check comes with rows that it must find."""
    assert {check.name for check in statements.checks()} == set(VIOLATIONS)


@pytest.mark.parametrize(("name", "sql"), [(name, sql) for name, many in VIOLATIONS.items() for sql in many])
def test_check_finds_its_violation(sound: duckdb.DuckDBPyConnection, name: str, sql: str) -> None:
    """The check reports the rows and shows the first of them."""
    (one,) = [check for check in statements.checks() if check.name == name]
    sound.execute("BEGIN")
    try:
        sound.execute(sql)
        offenders = sound.execute(one.text).fetchall()
    finally:
        sound.execute("ROLLBACK")
    assert offenders, sql


def test_results_say_what_was_found(sound: duckdb.DuckDBPyConnection) -> None:
    """Counts are whole, samples short: five rows, named by column."""
    sound.execute("BEGIN")
    try:
        sound.execute("UPDATE sentences SET text = text || repeat('x', 10)")
        found = {one.name: one for one in run_checks(sound) if one.offenders}
    finally:
        sound.execute("ROLLBACK")
    result = found["sentence_offsets"]
    assert result.severity == "abort"
    assert result.offenders == 4
    assert len(result.sample) == 4
    assert result.sample[0].startswith("article_id='")
    assert "text between its offsets" in result.title


def test_positions_are_code_points(tmp_path: Path) -> None:
    """Astral characters, joiners and combining accents count as Python counts them."""
    layout = Layout(tmp_path)
    odd = Paper(
        "odd.txt", title="Été 👩‍👩‍👧", body=("Cafe\u0301 👩‍👩‍👧 opened.", "\U0001d54f\u200d said no.")
    )
    assert run(layout, "one", [odd]).sentences == 2


@pytest.mark.parametrize(
    ("name", "sql"),
    [
        ("fill_rates", MANY_ARTICLES.format("if(range < 22 OR range > 27, title, NULL) AS title")),
        ("fill_rates", MANY_ARTICLES.replace("(44)", "(40)").format("if(range < 22, title, NULL) AS title")),
        (
            "bodies_lost",
            f"{DOCUMENTS.format('(SELECT min(article_id) FROM articles)', 9, 30)};"
            "INSERT INTO former_bodies SELECT path, document_no, document_id, 900 FROM documents",
        ),
        (
            "bodies_lost",
            f"{DOCUMENTS.format('(SELECT min(article_id) FROM articles)', 9, 60)};"
            "INSERT INTO former_bodies SELECT path, document_no, 'another text', 900 FROM documents",
        ),
        (
            "bodies_shrunk",
            "INSERT INTO former_bodies SELECT path, document_no, document_id, 90 FROM documents",
        ),
    ],
)
def test_checks_with_measures_know_what_is_little(
    sound: duckdb.DuckDBPyConnection, name: str, sql: str
) -> None:
    """A fall that is small, few articles, short bodies and other texts are no reason to speak."""
    (one,) = [check for check in statements.checks() if check.name == name]
    sound.execute("BEGIN")
    try:
        sound.execute(sql)
        offenders = sound.execute(one.text).fetchall()
    finally:
        sound.execute("ROLLBACK")
    assert offenders == []


def test_bodies_are_remembered_for_one_load(tmp_path: Path) -> None:
    """Loading a text with less of its body notes how long it was; the next load forgets that."""
    layout = Layout(tmp_path)
    long = Paper("rain.txt", body=tuple(f"It rained for {hours} hours." for hours in range(40)))
    run(layout, "one", [long])
    run(layout, "two", [Paper("rain.txt", title="Rain", body=("It rained.",))], known=["rain.txt"])
    warned = {one.name: one.sample for one in check(layout) if one.offenders}
    assert list(warned) == ["bodies_shrunk"]
    assert "path='rain.txt'" in warned["bodies_shrunk"][0]
    run(layout, "three", [Paper("snow.txt", title="Snow")])
    assert [one.name for one in check(layout) if one.offenders] == []
