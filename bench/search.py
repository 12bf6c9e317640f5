"""Full text on a million sentences: the index in SQL tables against SQLite's FTS5, in cost, size and latency.

usage: python -m bench.search [--articles N] [--times N]

News (real where it is at hand, else made up) is loaded and published, then multiplied in the
database, letters exchanged in each copy so that the vocabulary grows.
Then both indexes are built, and the same
questions are asked of both; the first answer of each question is not counted.
Times are CPU, of all threads: an idle machine is not needed.
"""

import argparse
import os
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb

from bench.speed.corpora import NEWS, made_up, real_news
from copydesk import runs
from copydesk.settings import Settings
from copydesk.warehouse import Layout, searching, statements
from copydesk.warehouse.connect import SETTINGS, WRITER_SETTINGS

QUESTIONS: Final = {
    "a rare word": "zuckerberg",
    "two words": "climate change",
    "a phrase": '"climate change"',
    "four words": "senate vote health care",
    "a beginning": "bridg*",
    "a word of every article": "the",
    "a phrase of every article": '"of the"',
}
EXCHANGED: Final = ("", "zkv scf", "qjw kyv", "xbp gdf", "hjk wzq", "vzx bcs")
"""Letters and what stands for them in the copies."""

ASKED: Final = 5
FTS5: Final = """
    SELECT sentences.text FROM found JOIN sentences ON sentences.rowid = found.rowid
    WHERE found MATCH ? ORDER BY rank LIMIT 20
"""


def main() -> None:
    """Measure, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=8_000, metavar="N", help="articles to load")
    parser.add_argument("--times", type=int, default=4, metavar="N", help="copies of them in the database")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        layout = _published(folder, options.articles)
        database = folder / "many.duckdb"
        _multiply(layout.working, database, options.times)
        _ours(database)
        for tokens in ("unicode61 remove_diacritics 2", "trigram"):
            _sqlite(database, folder / "fts5.sqlite", tokens)


def _published(folder: Path, articles: int) -> Layout:
    write = real_news if NEWS.exists() else made_up
    with _measured(f"load and publish {articles:,} articles, index included"):
        settings = Settings(write(articles, folder / "raw"), folder / "warehouse", workers=1)
        runs.run(settings)
    return Layout(settings.warehouse)


def _multiply(working: Path, database: Path, times: int) -> None:
    """Copy the articles and their sentences, so many times, into a database of the same tables."""
    with duckdb.connect(database, config=WRITER_SETTINGS) as connection:
        connection.execute("ATTACH ? AS loaded (READ_ONLY)", [str(working)])
        for statement in (*statements.schema(), *statements.read_all("search"), *statements.furnishing()):
            connection.execute(statement.text)
        for number, letters in enumerate(EXCHANGED[:times]):
            before, _, after = letters.partition(" ")
            text = f"translate(text, '{before}', '{after}') AS text"
            for table, changed in {
                "articles": f"md5(article_id || {number}) AS article_id, {text}",
                "sentences": f"md5(article_id || {number}) AS article_id, {text}",
                "documents": f"md5(article_id || {number}) AS article_id, path || {number} AS path",
                "files": f"path || {number} AS path",
            }.items():
                connection.execute(f"INSERT INTO {table} SELECT * REPLACE ({changed}) FROM loaded.{table}")
        counted = "SELECT count(*), (SELECT count(*) FROM sentences), sum(word_count) FROM articles"
        articles, sentences, words = connection.execute(counted).fetchall()[0]
    print(f"{articles:,} articles, {sentences:,} sentences, {words:,} words")


def _ours(database: Path) -> None:
    before = database.stat().st_size
    with (
        _measured("index in SQL tables: build"),
        duckdb.connect(database, config=WRITER_SETTINGS) as connection,
    ):
        searching.make_index(connection)
    print(f"  {(database.stat().st_size - before) / 1e6:,.0f} MB")
    with duckdb.connect(database, read_only=True, config=SETTINGS) as connection:
        _ask(lambda words: len(connection.execute("FROM search($1)", [words]).fetchall()))


def _sqlite(database: Path, index: Path, tokens: str) -> None:
    index.unlink(missing_ok=True)
    with _measured(f"SQLite FTS5, {tokens}: build"), sqlite3.connect(index) as other:
        other.execute("CREATE TABLE sentences (article_id TEXT, sentence_no INTEGER, text TEXT)")
        other.execute(
            f"CREATE VIRTUAL TABLE found USING fts5(text, content='sentences', tokenize='{tokens}')"
        )
        with duckdb.connect(database, read_only=True, config=SETTINGS) as connection:
            connection.execute("SELECT article_id, sentence_no, text FROM sentences")
            while rows := connection.fetchmany(50_000):
                other.executemany("INSERT INTO sentences VALUES (?, ?, ?)", rows)
        other.execute("INSERT INTO found (found) VALUES ('rebuild')")
    print(f"  {index.stat().st_size / 1e6:,.0f} MB, texts included")
    _ask(lambda words: len(other.execute(FTS5, [words]).fetchall()))
    other.close()


def _ask(search: Callable[[str], int]) -> None:
    for kind, words in QUESTIONS.items():
        found = search(words)
        taken = []
        for _ in range(ASKED):
            start = time.process_time()
            search(words)
            taken.append(time.process_time() - start)
        print(f"  {kind} ({words}): {1000 * statistics.median(taken):,.0f} ms CPU, {found} shown")


@contextmanager
def _measured(what: str) -> Iterator[None]:
    start = _cpu()
    yield
    print(f"{what}: {_cpu() - start:.1f} s CPU", flush=True)


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    os.environ.setdefault("TZ", "UTC")
    main()
