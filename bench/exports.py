"""What the order of the rows and the size of row groups cost who asks the Parquet export.

``python -m bench.exports`` writes the same made-up articles and sentences in each way, asks each the
questions below in DuckDB, and prints two tables for docs/decisions/0005-export-in-partitions.md: CPU
milliseconds, the least of several rounds in which the ways take turns.
"""

import argparse
import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import duckdb

from copydesk.warehouse import statements
from copydesk.warehouse.exported import EXPORTED, ExportedTable
from copydesk.warehouse.partfiles import write_partitions

ARTICLES: Final = 60_000
SENTENCES_EACH: Final = 20
ROUNDS: Final = 5

WORDS: Final = """
    SET VARIABLE words = (
        SELECT list(substr(md5(i::VARCHAR), 1, 2 + (i % 9)::INTEGER) ORDER BY i) FROM range(4000) AS made (i)
    )
"""
SENTENCES: Final = """
    CREATE TABLE made_sentences AS
    SELECT
        md5((number // {each})::VARCHAR) AS article_id,
        (number % {each})::INTEGER AS sentence_no,
        list_aggregate(
            [
                getvariable('words')[
                    1 + floor(4000 * pow((hash(number, place) % 100000) / 100000, 3))::INTEGER
                ]
                FOR place IN range(18)
            ],
            'string_agg',
            ' '
        ) || '.' AS text
    FROM range({sentences}) AS made (number)
"""
FILL: Final = """
    INSERT INTO sentences
    SELECT article_id, sentence_no, sentence_no // 3, 'paragraph', text, sentence_no * 120,
        sentence_no * 120 + length(text), 'en', 18
    FROM made_sentences ORDER BY article_id, sentence_no;

    INSERT INTO articles BY NAME
    SELECT
        article_id, md5(article_id) AS document_id,
        'Title ' || left(article_id, 9) AS title,
        [('Author ' || (hash(article_id) % 300))] AS authors,
        DATE '2024-01-01' + (hash(article_id, 1) % 366)::INTEGER AS published_on, 'day' AS date_precision,
        'outlet' || floor(40 * pow((hash(article_id, 2) % 1000) / 1000, 2))::INTEGER AS outlet,
        'en' AS language, 0.99 AS language_confidence,
        string_agg(text, ' ' ORDER BY sentence_no) AS text,
        sum(length(text)) AS text_chars, 18 * count(*) AS word_count, count(*) AS sentence_count,
        7 AS paragraph_count, md5(article_id || 'c') AS content_hash,
        '3+model+det+segmenter' AS pipeline_version, md5('rules') AS rules_version, md5('run') AS run_id,
        false AS is_mixed, 'det-1' AS language_engine
    FROM made_sentences GROUP BY article_id ORDER BY article_id;
"""

QUESTIONS: Final = {
    "articles": {
        "count by day": "SELECT published_on, count(*) FROM articles GROUP BY ALL",
        "one day, with text": "SELECT title, text FROM articles WHERE published_on = DATE '2024-03-03'",
        "one outlet's month, with text": "SELECT title, text FROM articles WHERE outlet = 'outlet7' "
        "AND published_on BETWEEN DATE '2024-03-01' AND DATE '2024-03-31'",
        "one article by its id": f"SELECT text FROM articles WHERE article_id = md5('{ARTICLES // 3}')",
    },
    "sentences": {
        "one article's sentences": "SELECT text FROM sentences "
        f"WHERE article_id = md5('{ARTICLES // 3}') ORDER BY sentence_no",
        "one day's sentences": "SELECT sentences.text FROM sentences JOIN articles USING (article_id) "
        "WHERE published_on = DATE '2024-03-03'",
        "a word, by outlet": "SELECT outlet, count(*) FROM sentences JOIN articles USING (article_id) "
        "WHERE sentences.text LIKE '%c4ca%' GROUP BY ALL",
    },
}
ORDERS: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "articles": (
        ("article_id",),
        ("published_on", "article_id"),
        ("outlet", "published_on", "article_id"),
    ),
    "sentences": (("article_id", "sentence_no"), ("published_on", "article_id", "sentence_no")),
}
SIZES: Final = {"articles": (2_048, 8_192, 32_768), "sentences": (30_720, 122_880, 491_520)}


def main(arguments: Sequence[str] | None = None) -> None:
    """Write, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    asked = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="copydesk-bench-"))
    try:
        with duckdb.connect(folder / "made.duckdb", config={"threads": 1}) as connection:
            fill(connection, asked.articles)
            for name, questions in QUESTIONS.items():
                compare(connection, folder, name, questions)
    finally:
        shutil.rmtree(folder)


def fill(connection: duckdb.DuckDBPyConnection, articles: int) -> None:
    """Make articles of one year and language, and the plan of an export that writes them all."""
    for statement in statements.schema():
        connection.execute(statement.text)
    connection.execute(WORDS)
    connection.execute(SENTENCES.format(each=SENTENCES_EACH, sentences=articles * SENTENCES_EACH))
    connection.execute(FILL)
    connection.execute("ATTACH ':memory:' AS export_plan")
    connection.execute(
        "CREATE TABLE export_plan.changed AS "
        "SELECT article_id, document_id, [article_id || '.txt'] AS paths, 0 AS part, published_on "
        "FROM articles"
    )


def compare(
    connection: duckdb.DuckDBPyConnection, folder: Path, name: str, questions: dict[str, str]
) -> None:
    """Write one table in each way, ask each way each question, print a line a way."""
    (table,) = (one for one in EXPORTED if one.name == name)
    ways = [
        replace(table, order=order, group_rows=rows, file_rows=100 * rows)
        for order in ORDERS[name]
        for rows in SIZES[name]
    ]
    written = [write(connection, way, folder / f"{name}{number}") for number, way in enumerate(ways)]
    least = [[float("inf")] * len(questions) for _ in ways]
    for _ in range(ROUNDS):
        for number in range(len(ways)):
            for place, milliseconds in enumerate(ask(folder, name, number, questions)):
                least[number][place] = min(least[number][place], milliseconds)
    print(f"| {name} sorted by | rows per group | MB | CPU s to write | {' | '.join(questions)} |")
    print("|" + " --- |" * (len(questions) + 4))
    for way, (size, seconds), figures in zip(ways, written, least, strict=True):
        shown = " | ".join(f"{one:.1f}" for one in figures)
        print(f"| {', '.join(way.order)} | {way.group_rows:,} | {size / 1e6:.1f} | {seconds:.1f} | {shown} |")


def write(connection: duckdb.DuckDBPyConnection, way: ExportedTable, folder: Path) -> tuple[int, float]:
    """Write a table in one way; return bytes and CPU seconds."""
    before = time.process_time()
    (file,) = write_partitions(connection, way, [folder])
    return file.path.stat().st_size, time.process_time() - before


def ask(folder: Path, name: str, number: int, questions: dict[str, str]) -> list[float]:
    """Ask one way all questions; sentences ask the articles of the way in the middle."""
    places = {"articles": folder / "articles4", name: folder / f"{name}{number}"}
    with duckdb.connect(config={"threads": 1}) as connection:
        for table, place in places.items():
            connection.execute(f"CREATE VIEW {table} AS FROM read_parquet('{place}/*.parquet')")
        figures = []
        for question in questions.values():
            before = time.process_time()
            connection.execute(question).fetchall()
            figures.append(1000 * (time.process_time() - before))
    return figures


if __name__ == "__main__":
    main()
