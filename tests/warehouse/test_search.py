"""Full text: what is found, in which order, and that the index is that of the published articles."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from copydesk.errors import StopError
from copydesk.warehouse import Among, Layout, kwic, publish, search, searching
from tests.warehouse.handmade import Paper, run

UNDATED = dict.fromkeys(("published_on", "published_at", "date_precision"))
PAPERS = (
    Paper("ferry.txt", "The ferry is late", ("Nobody saw the captain.", "Rain fell on the old pier.")),
    Paper("pier.txt", "A walk by the sea", ("The ferry waits at the pier.", "The PIER is old, old.")),
    Paper("cafe.txt", "Café Zürich", ("Der Kaffee im Café schmeckt.", "Señor Núñez no estaba."),
          changes={"outlet_domain": "bote.example", "language": "de", **UNDATED}),
    Paper("beida.txt", "北京大学的新楼", ("北京大学在三月开放。", "学生很高兴。"),
          changes={"language": "zh"}),
    Paper("thai.txt", "ข่าว", ("เรือข้ามฟากมาสายในวันนี้",), changes={"language": "th"}),
)  # fmt: skip


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published warehouse of the five papers."""
    layout = Layout(tmp_path_factory.mktemp("search"))
    run(layout, "one", PAPERS)
    publish(layout)
    return layout.published


def paths(database: Path, words: str, **among: Any) -> list[object]:
    """The paths that a search finds, in its order."""
    result = search(database, words, Among(**among))
    return [row[result.columns.index("path")] for row in result.rows]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ferry", ["ferry.txt", "pier.txt"]),  # a word of the title weighs more
        ("FERRY captain", ["ferry.txt"]),  # all words, anywhere in the article
        ('"old pier"', ["ferry.txt"]),
        ('"pier old"', []),
        ('"late nobody"', []),  # a title's end and a text's beginning are not side by side
        ("old-pier", ["ferry.txt"]),  # what is cut in the text is cut in the question
        ("pie*", ["pier.txt", "ferry.txt"]),
        ('"the pie"*', ["pier.txt"]),
        ("pie", []),
        ("ferry -captain", ["pier.txt"]),
        ('ferry -"old pier"', ["pier.txt"]),
        ("-captain", []),  # exclusions alone ask for nothing
        ("cafe zurich", ["cafe.txt"]),
        ("CAFÉ", ["cafe.txt"]),
        ("nunez", ["cafe.txt"]),
        ("北京大学", ["beida.txt"]),
        ("大学", ["beida.txt"]),
        ("学京", []),
        ("学", ["beida.txt"]),
        ("兴", ["beida.txt"]),  # the last character of a run begins no pair
        ("ข้ามฟาก", ["thai.txt"]),
        ("ferry the", ["ferry.txt", "pier.txt"]),
        ("xylophone", []),
        ("ferry xylophone", []),
        ("' OR 1=1 --", []),
    ],
)
def test_what_is_found(published: Path, words: str, found: Sequence[str]) -> None:
    """Words, phrases, beginnings, exclusions; no case, no accents; characters in Chinese and Thai."""
    assert paths(published, words) == found


def test_only_some_articles(published: Path) -> None:
    """Outlet by name or domain, day and language restrict what is found before the best are taken."""
    assert paths(published, "old", limit=1) == ["pier.txt"]
    assert paths(published, "the", outlet="COURIER.example") == ["pier.txt", "ferry.txt"]
    assert paths(published, "der", outlet="Bote.Example") == ["cafe.txt"]
    assert paths(published, "der", language="en") == []
    assert paths(published, "ferry", since="2024-03-01", until="2024-03-01") == ["ferry.txt", "pier.txt"]
    assert paths(published, "ferry", since="2024-03-02") == []
    assert paths(published, "cafe", since="1990-01-01") == []  # its day is not known
    assert paths(published, "ferry pier", until="2024-02-29") == []


def test_the_sentence_with_the_hits_is_shown_and_marked(published: Path) -> None:
    """The sentence that has most of the words, each with its accents between marks, punctuation outside."""
    result = search(published, "ferry pier", Among())
    snippets = {row[5]: row[4] for row in result.rows}
    assert snippets == {
        "ferry.txt": "Rain fell on the old [pier].",
        "pier.txt": "The [ferry] waits at the [pier].",
    }
    (row,) = search(published, "cafe", Among(), ("«", "»")).rows
    assert row[4] == "Der Kaffee im «Café» schmeckt."
    (row,) = search(published, "大学", Among()).rows
    assert row[4] == "北京[大学]在三月开放。"


def test_a_hit_in_the_title_alone_has_no_sentence(published: Path) -> None:
    """Nothing is shown that does not have the words."""
    (row,) = search(published, "walk", Among()).rows
    assert row[4] is None


def test_there_must_be_a_word(published: Path) -> None:
    """A question of signs asks for nothing, and says so."""
    with pytest.raises(StopError, match="no word"):
        search(published, '"…" -', Among())


def test_any_duckdb_can_ask(published: Path) -> None:
    """The macro needs no program of ours and no extension."""
    with duckdb.connect(str(published), read_only=True) as connection:
        found = connection.execute("SELECT path FROM search('ferry', hits := 1)").fetchall()
        assert found == [("ferry.txt",)]
        loaded = "SELECT extension_name FROM duckdb_extensions() WHERE loaded AND extension_name = 'fts'"
        assert connection.execute(loaded).fetchall() == []


def test_the_index_is_that_of_what_is_current(bare: Layout) -> None:
    """Changed articles are found by their new words, gone ones no more; a word is held once."""
    run(bare, "one", PAPERS[:2])
    publish(bare)
    changed = Paper("pier.txt", "A walk by the sea", ("The tram waits at the pier.",))
    run(bare, "two", [changed], gone=["ferry.txt"], known=["pier.txt"])
    publish(bare)
    assert paths(bare.published, "ferry") == []
    assert paths(bare.published, "tram") == ["pier.txt"]
    with duckdb.connect(str(bare.published), read_only=True) as connection:
        words = connection.execute("SELECT word, places FROM search_vocabulary").fetchall()
    once = ["a", "at", "by", "pier", "sea", "tram", "waits", "walk"]
    assert words == sorted([("the", 3), *((word, 1) for word in once)])


def test_chunks_make_no_difference(bare: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles indexed one at a time are found as well as all at once, by phrases too."""
    monkeypatch.setattr(searching, "CHUNK_ARTICLES", 1)
    run(bare, "one", PAPERS)
    publish(bare)
    assert paths(bare.published, "ferry") == ["ferry.txt", "pier.txt"]
    assert paths(bare.published, '"old pier"') == ["ferry.txt"]
    assert paths(bare.published, "pie*") == ["pier.txt", "ferry.txt"]


def test_an_empty_warehouse_is_published(bare: Layout) -> None:
    """No article, no word, and a question finds nothing."""
    run(bare, "one", [])
    publish(bare)
    assert paths(bare.published, "ferry") == []


def test_keyword_in_context(published: Path) -> None:
    """Every place of a pattern with what stands before and behind; the place is that in articles.text."""
    rows = kwic(published, r"pier\b", 10, Among(), "left").rows
    assert [(*row[:3], row[7], row[9]) for row in rows] == [
        ("n the old ", "pier", ".", "ferry.txt", 46),
        ("ts at the ", "pier", ". The PIE", "pier.txt", 23),
        ("ier. The ", "PIER", " is old, o", "pier.txt", 34),
    ]
    assert [row[10] for row in kwic(published, "pier", 10, Among(limit=1)).rows] == [3]


def test_orders_of_hits(published: Path) -> None:
    """By the hit, and by the words behind it; within a day by article and place."""

    def found(order: str, pattern: str) -> list[tuple[object, ...]]:
        return [row[1:3] for row in kwic(published, pattern, 7, Among(), order).rows]

    hits = [str(hit).lower() for hit, _ in found("match", "rain|pier|ferry")]
    assert hits == ["ferry", "pier", "pier", "pier", "rain"]
    assert found("right", "ferry|rain") == [("Rain", " fell o"), ("ferry", " waits ")]


def test_case_matters_where_the_pattern_says_so(published: Path) -> None:
    """(?-i) at its beginning switches case on."""
    assert len(kwic(published, "PIER", 5, Among()).rows) == 3
    assert len(kwic(published, "(?-i)PIER", 5, Among()).rows) == 1


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("a(", "missing )"),
        ("a*", "empty text"),
        ("(?=a)", "invalid perl operator"),
        ("[", "missing ]"),
        ("", "empty text"),
    ],
)
def test_a_wrong_pattern_is_told(published: Path, pattern: str, told: str) -> None:
    """RE2's words, and what is meant by them."""
    with pytest.raises(StopError, match=re.escape(told)):
        kwic(published, pattern, 10, Among())


def test_a_pattern_that_matches_nothing_much_is_refused_in_sql_too(published: Path) -> None:
    """The macro does not answer nonsense for it."""
    with (
        duckdb.connect(str(published), read_only=True) as connection,
        pytest.raises(duckdb.Error, match="empty text"),
    ):
        connection.execute("FROM kwic('x*')").fetchall()
