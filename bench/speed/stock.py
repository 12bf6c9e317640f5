"""The script everybody writes first: ``python -m bench.speed.stock RAW DATABASE COUNT``.

langdetect for the language, pySBD for the sentences, ``executemany`` for the rows, one file after the other.
No cleaning, no metadata, no accounting: it does less than copydesk.
"""

import sys
from itertools import islice
from pathlib import Path

import duckdb


def main(raw: str, database: str, count: str) -> int:
    """Load the first ``count`` files of ``raw`` into a new database."""
    import langdetect
    import pysbd

    langdetect.DetectorFactory.seed = 0
    segmenter = pysbd.Segmenter(language="en", clean=False)
    with duckdb.connect(database) as connection:
        connection.execute("CREATE TABLE articles (path TEXT, title TEXT, language TEXT, text TEXT)")
        connection.execute("CREATE TABLE sentences (path TEXT, sentence_no INTEGER, text TEXT)")
        for path in islice(sorted(Path(raw).rglob("*.txt")), int(count)):
            title, _, text = path.read_text(encoding="utf-8").partition("\n\n")
            language = langdetect.detect(text)
            sentences = [
                (path.name, number, sentence) for number, sentence in enumerate(segmenter.segment(text))
            ]
            connection.execute("INSERT INTO articles VALUES (?, ?, ?, ?)", [path.name, title, language, text])
            connection.executemany("INSERT INTO sentences VALUES (?, ?, ?)", sentences)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
