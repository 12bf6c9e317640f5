"""The index of all words that ``search()`` looks up: made anew with each snapshot, tables like any other.

Splitting, sorting and numbering millions of words is done on whole columns by Arrow and numpy; what a word is
says one macro (``sql/macros/03_search_words.sql``), for the texts as for the questions.
"""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

CHUNK_ARTICLES: Final = 2_048
"""Articles that are indexed at once, at most 2**14: what is held in memory. Each chunk is sorted by itself,
and a search looks at one place in every chunk."""

PLACE_BITS: Final = 20
"""Bits of a word's number in its article; 2**20 and more words share the last number."""

_LOCAL_BITS: Final = 14 + PLACE_BITS
_ARTICLES: Final = """
    SELECT article_id, paths[1] AS path, len(search_words(coalesce(title, ''))) AS title_words,
        concat_ws(' ', title, text) AS words
    FROM articles_current
"""
_VOCABULARY: Final = """
    INSERT INTO search_vocabulary
    SELECT word, any_value(word_hash), sum(places) FROM search_counts GROUP BY word ORDER BY word
"""

Numbers = np.ndarray[Any, np.dtype[Any]]


class _Vocabulary(NamedTuple):
    """The distinct words of a chunk in order of their hashes, and which of them each distinct string holds.

    ``starts`` and ``counts`` say which part of ``ranks`` a string has.
    """

    words: pa.Array
    hashes: Numbers
    ranks: Numbers
    starts: Numbers
    counts: Numbers


def make_index(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the empty tables of ``sql/search`` in the database that ``connection`` uses.

    Macros and views must be there. Memory: a chunk of articles and its words, whatever the number of chunks.
    """
    connection.execute("CREATE TEMP TABLE search_counts (word VARCHAR, word_hash UBIGINT, places UBIGINT)")
    first = 0
    with connection.cursor() as reader:
        for chunk in _chunks(reader):
            _index(connection, chunk, first)
            first += chunk.num_rows
    connection.execute(_VOCABULARY)
    connection.execute("DROP TABLE search_counts")


def _chunks(connection: duckdb.DuckDBPyConnection) -> Iterator[pa.Table]:
    """Give the articles by the thousand."""
    held: list[pa.RecordBatch] = []
    for batch in connection.sql(_ARTICLES).to_arrow_reader(CHUNK_ARTICLES):
        held.append(batch)
        if sum(one.num_rows for one in held) >= CHUNK_ARTICLES:
            whole = pa.Table.from_batches(held)
            yield whole.slice(0, CHUNK_ARTICLES)
            held = whole.slice(CHUNK_ARTICLES).to_batches()
    if held:
        yield pa.Table.from_batches(held)


def _index(connection: duckdb.DuckDBPyConnection, chunk: pa.Table, first: int) -> None:
    """Write what is to be found in a chunk of articles, the first of which has the number ``first``."""
    strings = pc.ascii_split_whitespace(chunk["words"].combine_chunks())
    encoded = strings.values.dictionary_encode()
    known = _vocabulary(connection, encoded.dictionary)
    codes = encoded.indices.to_numpy(zero_copy_only=False)
    counts = known.counts[codes]
    ends = np.concatenate(([0], np.cumsum(counts)))
    offsets = ends[strings.offsets.to_numpy()]
    lengths = np.diff(offsets)
    ranks = _ranks(known, codes, counts)
    keys = ranks << _LOCAL_BITS | _places(offsets, lengths)
    keys.sort()
    per_word = np.bincount(ranks, minlength=len(known.hashes))
    places = (keys & (1 << _LOCAL_BITS) - 1) + (first << PLACE_BITS)
    _insert(connection, "search_places", {"a": np.repeat(known.hashes, per_word), "b": places})
    _insert(connection, "search_counts", {"a": known.words, "b": known.hashes, "c": per_word})
    numbers = np.arange(first, first + len(lengths))
    _insert(
        connection,
        "search_articles",
        {"a": numbers, "b": chunk["article_id"], "c": chunk["path"], "d": chunk["title_words"], "e": lengths},
    )


def _vocabulary(connection: duckdb.DuckDBPyConnection, strings: pa.Array) -> _Vocabulary:
    """Find the words in the distinct strings of a chunk."""
    connection.register("search_strings", pa.table({"string": strings}))
    found = connection.sql("SELECT search_words(string) AS words FROM search_strings").to_arrow_table()
    connection.unregister("search_strings")
    lists = found["words"].combine_chunks()
    counts = lists.value_lengths().to_numpy()
    encoded = lists.flatten().dictionary_encode()
    connection.register("search_distinct", pa.table({"word": encoded.dictionary}))
    hashed = connection.sql(
        "SELECT md5_number_lower(word) AS word_hash FROM search_distinct"
    ).to_arrow_table()
    connection.unregister("search_distinct")
    hashes = hashed["word_hash"].to_numpy()
    order = np.argsort(hashes)
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.arange(len(order))
    starts = np.concatenate(([0], np.cumsum(counts)[:-1]))
    return _Vocabulary(
        encoded.dictionary.take(pa.array(order)),
        hashes[order],
        ranks[encoded.indices.to_numpy()],
        starts,
        counts,
    )


def _ranks(known: _Vocabulary, codes: Numbers, counts: Numbers) -> Numbers:
    """Give the words of all strings, one behind the other; most strings hold one."""
    places = np.repeat(known.starts[codes], counts)
    many = np.flatnonzero(counts > 1)
    firsts = (np.cumsum(counts) - counts)[many]
    for further in range(1, int(known.counts.max(initial=1))):
        has = counts[many] > further
        places[firsts[has] + further] += further
    ranks: Numbers = known.ranks[places]
    return ranks


def _places(offsets: Numbers, lengths: Numbers) -> Numbers:
    """Give for every word the number of its article in the chunk and, in the lower bits, its own."""
    numbers: Numbers = np.arange(offsets[-1]) - np.repeat(offsets[:-1], lengths)
    np.minimum(numbers, (1 << PLACE_BITS) - 1, out=numbers)
    numbers += np.repeat(np.arange(len(lengths)) << PLACE_BITS, lengths)
    return numbers


def _insert(connection: duckdb.DuckDBPyConnection, table: str, columns: dict[str, Any]) -> None:
    connection.register("search_rows", pa.table(columns))
    connection.execute(f"INSERT INTO {table} SELECT * FROM search_rows")
    connection.unregister("search_rows")
