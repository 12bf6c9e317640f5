"""The nearest datatrove pipeline: ``python -m bench.speed.trove RAW FOLDER COUNT``.

Reader, C4 and Gopher quality filters, sentences, Parquet. Its language filter needs a model from the network
and is left out, in datatrove's favour. What the filters drop stays in, so that all the work is done on all.
"""

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.filters import C4QualityFilter, GopherQualityFilter
from datatrove.pipeline.writers import ParquetWriter
from datatrove.utils.text import split_into_sentences


def clean(data: Iterator[Document], *_: Any) -> Iterator[Document]:
    """Put every document through both filters."""
    filters = C4QualityFilter(filter_no_terminal_punct=False), GopherQualityFilter()
    for document in data:
        for one in filters:
            one.filter(document)
        yield document


def cut(data: Iterator[Document], *_: Any) -> Iterator[Document]:
    """Cut every document into sentences."""
    for document in data:
        document.metadata["sentences"] = split_into_sentences(document.text, "eng")
        yield document


def main(raw: str, folder: str, count: str) -> int:
    """Filter and cut the first ``count`` files of ``raw`` and write them to ``folder``."""
    paths = list(islice(sorted(Path(raw).rglob("*.txt")), int(count)))
    documents = [Document(text=path.read_text(encoding="utf-8"), id=path.name) for path in paths]
    steps = [documents, clean, cut, ParquetWriter(str(Path(folder) / "out"), compression="zstd")]
    LocalPipelineExecutor(pipeline=steps, tasks=1, logging_dir=str(Path(folder) / "logs")).run()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
