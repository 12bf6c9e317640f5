"""Rows of a query into the Parquet files of their partitions, in row groups of a set size."""

import stat
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, islice, pairwise
from operator import attrgetter
from pathlib import Path
from typing import Final, NamedTuple

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from copydesk.warehouse import files, statements
from copydesk.warehouse.connect import batches
from copydesk.warehouse.exported import ExportedTable

COMPRESSION: Final = "zstd"

BATCH_ROWS: Final = 16_384
"""Rows that the database hands out at a time."""

_WRITE_BITS: Final = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class PartFile(NamedTuple):
    """A file that was written: ``part`` is the number of its partition, ``path`` where it lies."""

    part: int
    path: Path
    rows: int
    sha256: str


class _Run(NamedTuple):
    """Rows of one partition that follow each other."""

    part: int
    rows: pa.Table


def write_partitions(
    connection: duckdb.DuckDBPyConnection, table: ExportedTable, folders: Sequence[Path]
) -> list[PartFile]:
    """Write the rows of ``table`` that ``export_plan.changed`` names, each partition's below its folder.

    ``folders`` are those of the partitions, by number. A partition without rows gets a file without rows.
    Returns: the files, in order of partition and name.
    """
    columns = ", ".join(f'"{name}"' for name in (*table.schema.names, "part"))
    order = ", ".join(f"{name} NULLS FIRST" for name in ("part", *table.order))
    query = statements.read("export", table.name).strip().removesuffix(";")
    relation = connection.sql(f"SELECT {columns} FROM (\n{query}\n) ORDER BY {order}")
    written: list[PartFile] = []
    todo = iter(range(len(folders)))
    for part, runs in groupby(_runs(relation), key=attrgetter("part")):
        for empty in iter(todo.__next__, part):
            written += _write_part(table, [], empty, folders[empty])
        written += _write_part(table, (run.rows for run in runs), part, folders[part])
    for empty in todo:
        written += _write_part(table, [], empty, folders[empty])
    return written


def _runs(relation: duckdb.DuckDBPyRelation) -> Iterator[_Run]:
    """Cut what the database hands out where the partition changes."""
    for batch in batches(relation, BATCH_ROWS):
        rows = pa.Table.from_batches([batch])
        parts = rows["part"].to_numpy()
        starts = [0, *(np.flatnonzero(np.diff(parts)) + 1).tolist(), len(parts)]
        for start, end in pairwise(starts):
            if end > start:
                yield _Run(int(parts[start]), rows.drop_columns("part").slice(start, end - start))


def _write_part(
    table: ExportedTable, rows: Iterable[pa.Table], part: int, folder: Path
) -> Iterator[PartFile]:
    """Write the files of one partition: one, and more only above ``file_rows``."""
    folder.mkdir(parents=True)
    groups = _row_groups(rows, table.described, table.group_rows)
    first = next(groups, table.described.empty_table())
    number = 0
    while first is not None:
        others = islice(groups, table.file_rows // table.group_rows - 1)
        yield _write_file(table, chain([first], others), part, folder / f"part-{number}.parquet")
        first = next(groups, None)
        number += 1


def _write_file(table: ExportedTable, groups: Iterable[pa.Table], part: int, unnamed: Path) -> PartFile:
    """Write one file, and name it by its content: a name never stands for two contents."""
    short = [name for name in table.schema.names if name not in table.texts]
    rows = 0
    with pq.ParquetWriter(
        unnamed, table.described, compression=COMPRESSION, use_dictionary=short, write_statistics=short
    ) as writer:
        for group in groups:
            writer.write_table(group, row_group_size=max(1, group.num_rows))
            rows += group.num_rows
    sha256 = files.digest(unnamed)
    path = unnamed.with_name(f"{unnamed.stem}-{sha256[:16]}.parquet")
    unnamed.chmod(
        unnamed.stat().st_mode & ~_WRITE_BITS
    )  # versions share it: who writes into one writes into all
    unnamed.rename(path)
    files.sync(path)
    return PartFile(part, path, rows, sha256)


def _row_groups(rows: Iterable[pa.Table], schema: pa.Schema, size: int) -> Iterator[pa.Table]:
    """Put the tables together to ones of ``size`` rows, whatever pieces the database hands out."""
    held: list[pa.Table] = []
    count = 0
    for one in rows:
        held.append(one.cast(schema))
        count += one.num_rows
        while count >= size:
            together = pa.concat_tables(held)
            yield together.slice(0, size).combine_chunks()
            held, count = [together.slice(size)], count - size
    if count:
        yield pa.concat_tables(held).combine_chunks()
