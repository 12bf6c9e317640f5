"""Batches: rows in the order of paths, and one bad file that costs only itself."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from copydesk import accounting, batches, process, readers, sources
from copydesk.batches import Batch, BatchFile, shard_paths
from copydesk.batches.columns import BATCH_TABLES, Versions
from copydesk.batches.shards import PARSED
from copydesk.corrections import Corrections
from copydesk.model import Document, Draft, Processed, RawFile
from copydesk.process import Knowledge
from copydesk.tables import SCHEMAS
from tests.shell.rawfolder import ARTICLES


def raw(path: str, text: str | bytes) -> RawFile:
    """A file as the sources give it."""
    content = text if isinstance(text, bytes) else text.encode("utf-8")
    return RawFile(path, hashlib.sha256(content).hexdigest(), content)


FILES = [raw(path, text) for path, text in ARTICLES.items()]


def reasons(tables: dict[str, pa.Table]) -> dict[str, str]:
    """The reason of each rejected path."""
    return {row["path"]: row["reason"] for row in tables["rejects"].to_pylist()}


def test_tables_have_the_schemas_and_the_articles() -> None:
    """Every staged table is there, in the column law's schema, and positions point where they say."""
    tables = batches.process_batch(FILES)
    assert set(tables) == set(BATCH_TABLES)
    for name, table in tables.items():
        assert table.schema.equals(SCHEMAS[name], check_metadata=True), name
        table.validate(full=True)
    assert reasons(tables) == {}
    texts = {row["article_id"]: row for row in tables["articles"].to_pylist()}
    assert len(texts) == len(FILES)
    for row in tables["sentences"].to_pylist():
        article = texts[row["article_id"]]["text"]
        assert article[row["start_char"] : row["end_char"]] == row["text"]
    for row in texts.values():
        assert row["text_chars"] == len(row["text"])
        assert row["run_id"] is None


def test_order_of_files_changes_nothing() -> None:
    """The rows follow the paths."""
    first = batches.process_batch(FILES)
    assert batches.process_batch(FILES[::-1]) == first


def test_blocks_account_for_the_source() -> None:
    """Law 1 in the tables: the blocks of a document hold its non-blank characters once."""
    tables = batches.process_batch(FILES)
    held: dict[str, int] = {}
    for row in tables["blocks"].to_pylist():
        held[row["document_id"]] = held.get(row["document_id"], 0) + row["nonblank_chars"]
        assert len("".join(row["raw_text"].split())) == row["nonblank_chars"]
    documents = tables["documents"].to_pylist()
    assert {row["document_id"]: row["nonblank_chars"] for row in documents} == held


def test_bad_input_becomes_rejects_with_advice() -> None:
    """Empty, binary and unknown files are rejects; the articles beside them load."""
    bad = [
        raw("empty.txt", ""),
        raw("blank.md", " \n\n\t\n"),
        raw("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8),
        raw("song.mp3", b"ID3"),
    ]
    tables = batches.process_batch([*FILES, *bad])
    assert set(reasons(tables)) == {file.path for file in bad}
    assert reasons(tables)["song.mp3"] == "unknown_format"
    assert all(row["advice"] and row["detail"] for row in tables["rejects"].to_pylist())
    assert tables["articles"].num_rows == len(FILES)


Stages = Callable[..., list[Processed]]


def failing(error: Exception, path: str) -> Stages:
    """The real stages, but for one file."""
    true_process = process.process_all

    def stages(documents: Sequence[Document], *rest: Any) -> list[Processed]:
        if any(document.path == path for document in documents):
            raise error
        return true_process(documents, *rest)

    return stages


def test_fault_of_a_stage_costs_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any error is told by type, message and last frame, without folders and addresses of this machine."""
    monkeypatch.setattr(process, "process_all", failing(KeyError(f"{__file__} at 0x7f00aa"), FILES[0].path))
    tables = batches.process_batch(FILES)
    (row,) = tables["rejects"].to_pylist()
    assert (row["path"], row["reason"], row["document_no"]) == (FILES[0].path, "internal_error", 0)
    assert row["detail"].startswith("KeyError: 'test_batches.py at 0x…' (test_batches.py:")
    assert tables["articles"].num_rows == len(FILES) - 1
    documents = {row["path"]: row["article_id"] for row in tables["documents"].to_pylist()}
    assert documents[FILES[0].path] is None


def test_fault_of_a_reader_costs_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same holds before there is a document."""
    true_read = readers.read_documents

    def read(file: RawFile) -> tuple[Document, ...]:
        if file.path == FILES[1].path:
            raise RecursionError("too deep")
        return true_read(file)

    monkeypatch.setattr(readers, "read_documents", read)
    tables = batches.process_batch(FILES)
    assert reasons(tables) == {FILES[1].path: "internal_error"}
    assert tables["articles"].num_rows == len(FILES) - 1


def test_reader_without_documents_is_a_reject(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that gives nothing must not vanish."""
    monkeypatch.setattr(readers, "read_documents", lambda file: ())
    assert set(reasons(batches.process_batch(FILES)).values()) == {"empty"}


def test_account_that_does_not_add_up_is_a_reject(monkeypatch: pytest.MonkeyPatch) -> None:
    """Law 1 stands between every document and the tables."""

    def verify(draft: Draft) -> None:
        raise accounting.AccountingError("characters_lost", "no block holds characters 3-5")

    monkeypatch.setattr(accounting, "verify", verify)
    tables = batches.process_batch(FILES)
    assert set(reasons(tables).values()) == {"characters_lost"}
    assert tables["articles"].num_rows == tables["blocks"].num_rows == 0


def test_document_without_body_keeps_its_account(monkeypatch: pytest.MonkeyPatch) -> None:
    """No article, but its blocks and evidence say where everything went."""
    true_process = process.process_all

    def without_body(documents: Sequence[Document], *rest: Any) -> list[Processed]:
        return [Processed(one.draft, None) for one in true_process(documents, *rest)]

    monkeypatch.setattr(process, "process_all", without_body)
    tables = batches.process_batch(FILES[:1])
    assert reasons(tables) == {FILES[0].path: "no_body"}
    assert tables["documents"].to_pylist()[0]["article_id"] is None
    assert tables["blocks"].num_rows > 0
    assert tables["articles"].num_rows == tables["sentences"].num_rows == 0


def test_value_that_no_column_holds_costs_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lone surrogate cannot be stored as text; the neighbours can."""
    true_read = readers.read_documents

    def read(file: RawFile) -> tuple[Document, ...]:
        documents = true_read(file)
        if file.path != FILES[2].path:
            return documents
        one = documents[0]
        text = f"{one.text}\n\nThis is \ud800 a sentence of this text. And this is one more.\n"
        return (Document(one.document_id, one.path, 0, text, one.format, one.encoding, one.hints),)

    monkeypatch.setattr(readers, "read_documents", read)
    tables = batches.process_batch(FILES)
    assert reasons(tables) == {FILES[2].path: "internal_error"}
    assert tables["articles"].num_rows == len(FILES) - 1


@pytest.fixture
def batch(tmp_path: Path) -> Batch:
    """A batch over two files, one of which is not there."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text(ARTICLES["north/ferry.txt"])
    files = (BatchFile("a.txt", "planned", 1), BatchFile("b.txt", "planned", 1))
    read = partial(sources.read, tmp_path / "raw", max_bytes=10_000)
    return Batch(files, read, tmp_path, Versions("1", "2"))


def test_shards_record_what_was_parsed(batch: Batch) -> None:
    """The identity of a file is the hash of the bytes that were parsed, not of those that were planned."""
    counts = batches.stage_batch(batch)
    assert (counts.files, counts.articles, counts.rejects) == (2, 1, 1)
    parsed = pq.read_table(shard_paths(batch.folder, batch.batch_id)[PARSED]).to_pylist()
    content = (batch.folder / "raw" / "a.txt").read_bytes()
    assert parsed == [
        {"path": "a.txt", "sha256": hashlib.sha256(content).hexdigest(), "size_bytes": len(content)},
        {"path": "b.txt", "sha256": "", "size_bytes": 1},
    ]
    assert not list(batch.folder.glob("*.tmp"))


def test_finished_batch_is_not_done_again(batch: Batch) -> None:
    """What is on the disk counts; the files are not even opened."""
    first = batches.stage_batch(batch)
    (batch.folder / "raw" / "a.txt").unlink()
    assert batches.stage_batch(batch) == first


def test_batch_id_follows_content_and_versions(batch: Batch) -> None:
    """Other bytes or other stages are another batch; another folder is not."""
    assert replace(batch, folder=batch.folder / "x").batch_id == batch.batch_id
    changed = (BatchFile("a.txt", "other", 1), batch.files[1])
    assert replace(batch, files=changed).batch_id != batch.batch_id
    assert replace(batch, versions=Versions("1", "3")).batch_id != batch.batch_id
    repeated = {batch.files[0].path: frozenset({"Brought to every porch"})}
    assert replace(batch, known=Knowledge(Corrections(), repeated)).batch_id != batch.batch_id


def test_worker_imports_no_database() -> None:
    """A worker of any engine pays for what a batch needs and no more."""
    code = (
        "import sys, copydesk.batches, copydesk.sources\n"
        "sys.exit(' '.join({'duckdb', 'prefect', 'click', 'jinja2'} & set(sys.modules)) or 0)"
    )
    places = os.pathsep.join(str(Path(place).resolve()) for place in sys.path if Path(place).is_dir())
    environment = {**os.environ, "PYTHONPATH": places}
    done = subprocess.run([sys.executable, "-c", code], env=environment, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 0, done.stderr
    assert batches.begin_worker.__module__.startswith("copydesk.batches")
    assert batches.stage_batch.__module__.startswith("copydesk.batches")
