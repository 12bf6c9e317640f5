"""Bytes on the disk, and what they could be at their least: the same texts and tables in plain zstd."""

from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from copydesk.tables import SCHEMAS

_FRAME: Final = 16 * 1024 * 1024


def size(path: Path) -> int:
    """Return the bytes of a file, or of all files below a folder."""
    if path.is_file():
        return path.stat().st_size
    return sum(one.stat().st_size for one in path.rglob("*") if one.is_file())


def zstd_of_texts(raw: Path) -> int:
    """Return the bytes of all files below ``raw``, one behind the other, in zstd frames of 16 MB."""
    codec = pa.Codec("zstd", compression_level=3)
    total, held = 0, bytearray()
    for path in sorted(one for one in raw.rglob("*") if one.is_file()):
        held += path.read_bytes()
        if len(held) >= _FRAME:
            total += len(codec.compress(bytes(held), asbytes=True))
            held.clear()
    return total + len(codec.compress(bytes(held), asbytes=True))


def zstd_of_tables(database: Path, work: Path) -> int:
    """Return the bytes of the tables' columns as Parquet files compressed by zstd, texts of the source aside.

    ``blocks.raw_text`` is the source once more, which :func:`zstd_of_texts` counts.
    """
    work.mkdir()
    with duckdb.connect(database, read_only=True) as connection:
        for table in SCHEMAS:
            columns = "* EXCLUDE (raw_text)" if table == "blocks" else "*"
            place = str(work / f"{table}.parquet")
            connection.execute(
                f"COPY (SELECT {columns} FROM {table}) TO '{place}' (FORMAT parquet, COMPRESSION zstd)"
            )
    return size(work)
