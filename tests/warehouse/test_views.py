"""Views that the sample corpus has no rows for: reprints, gaps, growth, quotations in other styles."""

from datetime import date

import duckdb
import pytest

from copydesk.warehouse import Layout, publish, statements
from tests.warehouse.handmade import Paper, run

LONG = "The ferry to the northern islands will sail again on Monday."
SHORT = "He declined to comment."


def ask(layout: Layout, sql: str) -> list[tuple[object, ...]]:
    """Ask the published database."""
    with duckdb.connect(str(layout.published), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_reprints_share_long_sentences_between_outlets(bare: Layout) -> None:
    """Short sentences count for nothing, nor does an outlet's second version; the earlier day is first."""
    later = {"outlet_domain": "echo.example", "published_on": date(2024, 3, 2), "published_at": None}
    run(
        bare,
        "one",
        [
            Paper("a.txt", "Ferry", (LONG, SHORT)),
            Paper("b.txt", "Boat", (LONG.upper(), SHORT), changes={**later, "date_precision": "day"}),
            Paper("c.txt", "Ferry again", (LONG, SHORT, "It is late.")),
            Paper("d.txt", "Tram", (SHORT,), changes={"outlet_domain": "tram.example"}),
        ],
    )
    publish(bare)
    found = ask(bare, "SELECT sentences_shared, share_of_shorter, first_outlet FROM reprints")
    assert found == [(1, 0.5, "courier.example")] * 2


def test_growth_sums_to_what_is_there(bare: Layout) -> None:
    """A changed article counts for the run that wrote it last; the last sum is what is current."""
    run(bare, "one", [Paper("a.txt", "A"), Paper("b.txt", "B")])
    changed = Paper("a.txt", "A", ("It snowed.",))
    run(bare, "two", [changed, Paper("c.txt", "C")], known=["a.txt"])
    publish(bare)
    columns = "run_no, files_new, files_changed, articles, articles_so_far, sentences_so_far"
    assert ask(bare, f"SELECT {columns} FROM corpus_growth") == [(1, 2, 0, 1, 1, 2), (2, 1, 1, 2, 3, 5)]


@pytest.mark.parametrize(
    ("sentence", "language", "speaker"),
    [
        ("said the mayor, Ann Lee", "en", "Ann Lee"),
        ("Ann Lee, the mayor, said on Monday", "en", "Ann Lee"),
        ("But Lee said", "en", "Lee"),
        ("she said", "en", None),
        ("the mayor said Monday", "en", None),
        ("the mayor said in a letter to Ann Lee", "en", None),
        ("according to Ann Lee", "en", "Ann Lee"),
        ("sagte der Bürgermeister Jan Ott", "de", "Jan Ott"),
        ("sagte der Bürgermeister", "de", None),
        ("Der Bürgermeister sagte", "de", None),
        (", so Ott", "de", "Ott"),
        ("explique la maire, Anne Petit", "fr", "Anne Petit"),
        ("explicó el alcalde, Juan de la Torre", "es", "Juan de la Torre"),
        ("Torre dijo", "es", "Torre"),
        ("powiedziała Anna Nowak", "pl", "Anna Nowak"),
        ("nobody speaks here", "en", None),
    ],
)
def test_who_speaks(sentence: str, language: str, speaker: str | None) -> None:
    """A name beside a verb of saying; NULL for pronouns, days, roles without a name, and whom it was told."""
    connection = duckdb.connect()
    for one in statements.read_all("macros"):
        if one.name < "20":
            connection.execute(one.text)
    found = connection.execute("SELECT speaker_of($1, $2)", [f"… {sentence} …", language]).fetchall()
    assert found == [(speaker,)]


def test_a_quotation_goes_on_over_sentences(bare: Layout) -> None:
    """A sentence between the marks of others is speech too; a word in marks alone is not."""
    body = ("“We wait here,” said Ann Lee.", "They call it a “ferry”.")
    run(bare, "one", [Paper("a.txt", "A", body)])
    publish(bare)
    assert ask(bare, "SELECT speaker, named_in, quotation FROM quotes") == [
        ("Ann Lee", "sentence", "We wait here,")
    ]
