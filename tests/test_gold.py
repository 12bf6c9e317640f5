"""The main job, end to end: what `copydesk run` puts into the warehouse is exactly what the gold says."""

from pathlib import Path

import duckdb
import pytest

from tests.conftest import connect, run_copydesk
from tests.golden import SAMPLE_GOLD, SHARED, expected, found, load_gold

SAMPLE = load_gold(SAMPLE_GOLD)
SEEDS_GOLD = SHARED / "gold" / "seeds.json"
SEEDS = load_gold(SEEDS_GOLD) if SEEDS_GOLD.is_file() else []


@pytest.mark.parametrize("gold", SAMPLE, ids=[gold["file"] for gold in SAMPLE])
def test_sample_article_comes_out_as_its_gold_says(
    sample: duckdb.DuckDBPyConnection, gold: dict[str, object]
) -> None:
    """Every field, paragraph, sentence, removed block and repair of our own sample is right."""
    assert found(sample, gold) == expected(gold)


def test_sample_covers_every_article_file(sample: duckdb.DuckDBPyConnection) -> None:
    """No file of the sample is without gold, but for the picture that is no text."""
    paths = {path for (path,) in sample.execute("SELECT path FROM files").fetchall()}
    rejected = sample.execute("SELECT path, reason FROM rejects").fetchall()
    assert rejected == [("harbour-view-news/photo.txt", "binary_file")]
    assert paths - {gold["file"] for gold in SAMPLE} == {"harbour-view-news/photo.txt"}


@pytest.mark.parametrize("number", range(5))
def test_real_article_comes_out_as_its_gold_says(seeds_warehouse: Path, number: int) -> None:
    """The five real files come out exactly: metadata, body, removed blocks, sentences."""
    with connect(seeds_warehouse) as database:
        assert found(database, SEEDS[number]) == expected(SEEDS[number])


def test_real_articles_have_148_sentences(seeds_warehouse: Path) -> None:
    """The count of the gold, as a guard against a comparison that compares nothing."""
    with connect(seeds_warehouse) as database:
        assert database.execute("SELECT count(*) FROM sentences").fetchone() == (148,)
        joins = "SELECT count(*) FROM repairs WHERE kind = 'page_break_join'"
        assert database.execute(joins).fetchone() == (5,)


def test_same_article_under_two_names_is_one_article(seeds: Path, tmp_path: Path) -> None:
    """A copy of a file, line ends changed or not, adds a path and no article; a picture is a reject."""
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"
    raw.mkdir()
    for file in sorted(seeds.iterdir()):
        (raw / file.name).write_bytes(file.read_bytes())
    first = min(raw.iterdir())
    (raw / "copy.txt").write_bytes(first.read_bytes())
    (raw / "windows.txt").write_bytes(first.read_bytes().replace(b"\n", b"\r\n") + b"\r\n\r\n")
    (raw / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    run_copydesk(raw, warehouse)
    with connect(warehouse) as database:
        assert database.execute("SELECT count(*) FROM articles_current").fetchone() == (5,)
        paths = database.execute(
            "SELECT paths FROM articles_current WHERE list_contains(paths, 'copy.txt')"
        ).fetchone()
        assert paths == ([first.name, "copy.txt", "windows.txt"],)
        rejects = database.execute("SELECT path, reason, advice <> '' FROM rejects").fetchall()
        assert rejects == [("picture.txt", "binary_file", True)]
