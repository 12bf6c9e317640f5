"""The cookbook answers, and its answers are what was counted in the files of the sample corpus by hand.

Nothing here is copied from an answer: each figure says what was counted, by reading ``data/raw``.
"""

from pathlib import Path
from typing import Any

import pytest

from copydesk.errors import StopError
from copydesk.warehouse import Layout, query, question, questions
from tests.tools import sqldocs

Rows = list[dict[str, Any]]

COUNTED: dict[str, list[dict[str, Any]]] = {
    # 12 articles bear 3 March 2024 (a Sunday), 11 bear 17 May (a Friday), 7 no date; en 14, de 6, fr 5, es 5
    "volume_by_outlet_and_day": [{"outlet": "Harbour View News", "articles": 2}, {"published_on": None, "articles": 7}],
    "volume_by_month": [{"en": 6, "de": 2, "fr": 2, "es": 2}, {"en": 5, "de": 2, "fr": 2, "es": 2}, {"month": None, "en": 3}],
    "volume_by_weekday": [{"weekday": "Sunday", "articles": 12}, {"weekday": "Friday", "articles": 11}],
    # the ferry's own article, and "the ticket office of the ferry" of the oyster weekend
    "search": [{"path": "harbour-view-news/ferry-timetable.md"}, {"path": "harbour-view-news/oyster-weekend.txt"}],
    # the covered bridge four times; the railway bridge of the Elbe is written in one word
    "keyword_in_context": [{"right_context": " half a mile downstream. A woo"[:30]}],
    # £12.60 of the ferry, £18,400 of the clock, $1.9 million and $200,000 of the bridge, $86,400 and $310 of the library
    "sums_of_money": [{"match": one} for one in ("£12.60", "£18,400", "$1.9 million", "$200,000", "$86,400", "$310")],
    # March: ferry, library, snow, lens (schoolteacher), tide clock, Fahrradstraße, tramway, relojes; May: balloon, moss
    "attention_over_time": [{"matching": 8, "total": 12}, {"matching": 0, "total": 0, "share": None}, {"matching": 2, "total": 11}],
    "attention_by_outlet": [{"outlet": "Harbour View News", "matching": 2, "total": 2, "hits": 2}],
    # the bridge of boats and the railway bridge on the same day; moths in the star count; the oysters bear no date
    "first_to_report": [
        {"topic": "bridges", "articles": 3, "first_day_paths": ["elbtal-aktuell/eisenbahnbruecke.txt", "la-voz-del-estuario/puente-de-barcas.md"]},
        {"topic": "moths", "articles": 1, "first_day_paths": ["orbital-dispatch/star-count.txt"]},
        {"topic": "oysters", "first_day": None, "articles_undated": 1},
    ],
    # three sentences each: on the summer service, the moths, the train at the window, the clock, the lens …
    "most_quoted": [{"speaker": one, "sentences": 3, "articles": 1} for one in ("Declan Foyle", "Dr. Henrike Solano", "Ludo Pereira", "Odile Marchbanks")],
    "quoted_on_a_topic": [{"speaker": "Reyes"}, {"speaker": "Lou Castellano"}, {"speaker": "Dr. Matthias Kölling"}, {"speaker": "Remedios Olmo"}],
    "quotes_without_speaker": [{"language": "es", "sentences": 11, "named": 11}],
    # metres: ferry, dredging, tide clock and balloon; inches, feet and miles: snow gauge, covered bridge, creamery
    "wording_compared": [
        {"folder": "harbour-view-news", "metres": 3, "miles": 0},
        {"folder": "millbrook-ledger", "metres": 0, "miles": 3},
        {"folder": "orbital-dispatch", "metres": 1, "miles": 0},
    ],
    "same_article_in_several_files": [{"paths": ["millbrook-ledger/2024-03-chess-club.md", "millbrook-ledger/chess-club.md"]}],
    # three outlets sign on both days; between them lie 28 days of March, 30 of April and 16 of May
    "gaps_in_coverage": [{"outlet": one, "days": 74} for one in ("Elbtal Aktuell", "La Lanterne du Port", "The Millbrook Ledger")],
    "languages": [{"language": "en", "articles": 14}, {"language": "de", "articles": 6}, {"language": "es", "articles": 5}, {"language": "fr", "articles": 5}],
    # four sentences in two paragraphs
    "shortest_articles": [{"path": "orbital-dispatch/comet-name.txt", "sentence_count": 4, "paragraph_count": 2}],
    "longest_articles": [{"path": "harbour-view-news/ferry-timetable.md", "sentence_count": 17}],
    "style_by_language": [{"language": "en", "articles": 14}],
    # chess club, covered bridge and snow gauge
    "authors": [{"author": "Pete Okafor", "articles": 3}, {"author": "Malte Friis", "articles": 2}],
    "agencies": [{"agency": one, "articles": 1} for one in ("AFP", "EFE", "Reuters", "dpa")],
    "places": [{"dateline_place": one, "articles": 1} for one in ("BERLIN", "LONDON", "MADRID", "MILLBROOK", "PARIS")],
    # six lines begin with ©
    "removed_by_rule": [{"rule_id": "copyright.sign", "blocks": 6, "articles": 6}],
    "is_the_rule_right": [{"path": "elbtal-aktuell/chor-im-wasserturm.md", "raw_text": "© 2024 Elbtal Aktuell. Alle Rechte vorbehalten."}],
    # a society's newsletter and an advertisement that "has been taken down" are news
    "kept_though_it_looks_alike": [{"path": "harbour-view-news/tide-clock.txt"}, {"path": "orbital-dispatch/moss-sensor.md"}],
    # an advertisement, a biography of three sentences and a newsletter of two lines under the shortest of bodies
    "articles_that_lost_most": [{"path": "harbour-view-news/lighthouse-lens.txt"}],
    # three texts begin without a title, eleven name no author
    "missing_metadata": [{"field": "title", "missing": 3}, {"field": "authors", "missing": 11}, {"field": "published_on", "missing": 7}, {"field": "language", "missing": 0}],
    "undated_articles": [{"path": "orbital-dispatch/comet-name.txt", "title": None}, {"path": "harbour-view-news/dredging-debate.txt"}],
    "printed_corrections": [{"correction": "It is fourteen, not forty."}],
    # clock-maker, kilo-grams; yard-stick, num-bers; herge-stellt, kosten-loses, Unter-schriften; ver-rière, recon-nu;
    # pana-dera, entre-ga, cláu-sula
    "repairs": [{"kind": "hyphen_join", "repairs": 12, "articles": 5}],
    "rejects": [{"path": "harbour-view-news/photo.txt", "reason": "binary_file"}],
    "growth": [{"run_no": 1, "files_new": 32, "articles": 30, "articles_so_far": 30}],
}  # fmt: skip

SIZES = {
    "keyword_in_context": 4,
    "sums_of_money": 6,
    "search": 2,
    "is_the_rule_right": 6,
    "kept_though_it_looks_alike": 2,
    "undated_articles": 7,
    "printed_corrections": 2,
    "rejects": 1,
    "same_article_in_several_files": 1,
    "reprints": 0,  # no outlet copied another
    "languages_in_one_article": 0,
    "lines_that_outlets_repeat": 0,  # there are too few articles to learn from
    "silent_changes": 0,  # the corpus was delivered once
    "volume_by_weekday": 2,
    "gaps_in_coverage": 3,
    "authors": 7,
    "places": 5,
    "agencies": 4,
}


def answer(warehouse: Path, text: str) -> Rows:
    """The rows of an answer by the names of their columns."""
    result = query(Layout(warehouse).published, text)
    return [dict(zip(result.columns, row, strict=True)) for row in result.rows]


def plain(value: Any) -> Any:
    """A value that can be compared: numbers as they print."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


@pytest.mark.parametrize("name", [one.name for one in questions()])
def test_every_question_is_answered(sample_warehouse: Path, name: str) -> None:
    """Each question runs, and its answer holds what was counted."""
    rows = answer(sample_warehouse, question(name).text)
    for expected in COUNTED.get(name, []):
        assert any(all(plain(row[key]) == value for key, value in expected.items()) for row in rows), expected
    if name in SIZES:
        assert len(rows) == SIZES[name]


def test_what_was_counted_is_asked() -> None:
    """No expectation is left over from a question that is gone, and hardly a question has none."""
    names = {one.name for one in questions()}
    assert set(COUNTED) | set(SIZES) <= names
    assert names - set(COUNTED) - set(SIZES) <= {"longest_sentences", "weak_metadata"}
    assert len(names) == len(questions()) >= 25


def test_questions_are_found_by_name_and_number() -> None:
    """By either, or both; a wrong name is answered with the nearest."""
    assert question("growth") == question("36") == question("36_growth")
    with pytest.raises(StopError, match="grwoth") as told:
        question("grwoth")
    assert "Did you mean growth?" in told.value.advice


def test_the_documents_are_those_of_the_sql(sample_warehouse: Path) -> None:
    """docs/schema.md and docs/cookbook.md say what the comments and the answers are now: else run make docs."""
    assert sqldocs.SCHEMA.read_text(encoding="utf-8") == sqldocs.schema_page()
    assert sqldocs.COOKBOOK.read_text(encoding="utf-8") == sqldocs.cookbook_page(sample_warehouse)
