"""Raw files to Arrow tables, where one bad file never costs a neighbour."""

import re
import traceback
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Final

import pyarrow as pa

from copydesk import accounting, process, readers, rules
from copydesk.batches.columns import BATCH_TABLES, Rows, Versions
from copydesk.errors import RejectError
from copydesk.model import Document, Processed, RawFile, Rejection

_ADDRESS: Final = re.compile(r"0x[0-9a-f]+")
_LOCATION: Final = re.compile(r"(?:/[^\s/'\":]+)+/(?=[^\s/])")

UNEXPECTED: Final = "This is a fault of copydesk, not of the file: please report it together with the file."


def versions() -> Versions:
    """Return what the rows of this process are made by."""
    return Versions(process.PIPELINE_VERSION, rules.load_rules().version)


def process_batch(files: Sequence[RawFile], unread: Iterable[Rejection] = ()) -> dict[str, pa.Table]:
    """Return the rows that ``files`` become, by table, with the schemas of ``tables.SCHEMAS``.

    ``unread`` are the files of the batch that could not be read; they become rows of ``rejects``.
    The order of the rows follows the paths and the numbers, not the order of the arguments. ``run_id``
    is NULL: the loader knows it. Never raises for what is in a file: that is a reject.
    """
    made_by = versions()
    todo: list[RawFile | Rejection] = sorted([*files, *unread], key=lambda one: one.path)
    try:
        return _tables(todo, made_by)
    except (ValueError, OverflowError, pa.ArrowException):  # some value is no column's value: find whose
        alone = [_tables_alone(one, made_by) for one in todo]
        return {name: pa.concat_tables([tables[name] for tables in alone]) for name in BATCH_TABLES}


def unknown_format(path: str, sha256: str) -> Rejection | None:
    """Return why no reader takes ``path``, None when one does."""
    if readers.format_of(path) is not None:
        return None
    advice = "Save it as .txt or .md, or move it out of the raw folder."
    return Rejection(path, sha256, None, "read", "unknown_format", f"no reader for {path}", advice)


def _tables(todo: Iterable[RawFile | Rejection], made_by: Versions) -> dict[str, pa.Table]:
    rows = Rows()
    for one in todo:
        if isinstance(one, Rejection):
            rows.add_reject(one)
        else:
            _add_file(rows, one, made_by)
    return rows.tables()


def _tables_alone(one: RawFile | Rejection, made_by: Versions) -> dict[str, pa.Table]:
    try:
        return _tables([one], made_by)
    except (ValueError, OverflowError, pa.ArrowException) as error:
        reject = one if isinstance(one, Rejection) else _rejection(error, one, None)
        return _tables([reject], made_by)


def _add_file(rows: Rows, file: RawFile, made_by: Versions) -> None:
    unreadable = unknown_format(file.path, file.sha256)
    if unreadable:
        rows.add_reject(unreadable)
        return
    try:
        documents = readers.read_documents(file)
    except Exception as error:
        rows.add_reject(_rejection(error, file, None))
        return
    if not documents:
        rows.add_reject(_nothing(file, None, "empty", "no document was found in it"))
    for document in documents:
        _add_document(rows, file, document, made_by)


def _add_document(rows: Rows, file: RawFile, document: Document, made_by: Versions) -> None:
    try:
        processed: Processed = process.process(document)
        accounting.verify(processed.draft)
    except Exception as error:
        rows.add_document(document, None)
        rows.add_reject(_rejection(error, file, document.document_no))
        return
    rows.add_document(document, processed.article)
    rows.add_account(processed.draft)
    if processed.article:
        rows.add_article(processed.draft, processed.article, made_by)
    else:
        detail = "no body is left when title, dates and furniture are taken off"
        rows.add_reject(_nothing(file, document.document_no, "no_body", detail))


def _nothing(file: RawFile, document_no: int | None, reason: str, detail: str) -> Rejection:
    advice = "Look at the file; if it does hold an article, please report it with the file."
    return Rejection(file.path, file.sha256, document_no, "process", reason, detail, advice)


def _rejection(error: Exception, file: RawFile, document_no: int | None) -> Rejection:
    if isinstance(error, RejectError):
        return Rejection(
            file.path, file.sha256, document_no, error.stage, error.reason, str(error), error.advice
        )
    stage = "process" if document_no is not None else "read"
    return Rejection(
        file.path, file.sha256, document_no, stage, "internal_error", _describe(error), UNEXPECTED
    )


def _describe(error: Exception) -> str:
    """Say what went wrong and where, without addresses and folders: a row must not depend on the machine."""
    message = _LOCATION.sub("", _ADDRESS.sub("0x…", str(error))).encode("utf-8", "backslashreplace").decode()
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({PurePath(frames[-1].filename).name}:{frames[-1].lineno} {frames[-1].name})" if frames else ""
    return f"{type(error).__name__}: {message}{where}"
