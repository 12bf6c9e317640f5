"""Raw files to Arrow tables, where one bad file never costs a neighbour."""

import re
import traceback
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Final, NamedTuple

import pyarrow as pa

from copydesk import accounting, process, readers, rules
from copydesk.batches.columns import BATCH_TABLES, Columns, Versions
from copydesk.corrections import Corrections
from copydesk.errors import RejectError, StopError
from copydesk.fingerprints import Ledger, installed
from copydesk.model import Document, Processed, RawFile, Rejection
from copydesk.process import NO_CORRECTIONS, NOTHING_KNOWN, Knowledge

_ADDRESS: Final = re.compile(r"0x[0-9a-f]+")
_LOCATION: Final = re.compile(r"(?:/[^\s/'\":]+)+/(?=[^\s/])")

TOGETHER: Final = 64
"""Documents that go through the stages together: enough for the language tables, little enough for memory."""

UNEXPECTED: Final = "This is a fault of copydesk, not of the file: please report it together with the file."


class Making(NamedTuple):
    """What makes the rows of a batch: versions for its columns, what is known of its documents."""

    versions: Versions
    known: Knowledge
    ledger: Ledger


class _Read(NamedTuple):
    """A document and the file it was read out of."""

    file: RawFile
    document: Document


class Outcome(NamedTuple):
    """What a document, or a file without any, comes to: processed, rejected, or both: without a body."""

    processed: Processed | None
    reject: Rejection | None


def outcomes(file: RawFile, language_engine: str = "det") -> list[Outcome]:
    """Return what the documents of a file come to, in order, as :func:`process_batch` would decide.

    Never raises for what is in the file. Raises StopError when the language engine is not installed.
    """
    read = _read(file)
    documents = [one.document for one in read if isinstance(one, _Read)]
    done = iter(_process(documents, _making(language_engine, NOTHING_KNOWN)))
    return [Outcome(None, one) if isinstance(one, Rejection) else _outcome(one, next(done)) for one in read]


def _outcome(read: _Read, outcome: Processed | Exception) -> Outcome:
    if isinstance(outcome, Exception):
        return Outcome(None, _rejection(outcome, read.file, read.document.document_no))
    return Outcome(outcome, None if outcome.article else _no_body(read))


def versions(
    language_engine: str = "det", corrections: Corrections = NO_CORRECTIONS, rules_version: str | None = None
) -> Versions:
    """Return what the rows of this process are made by; corrections are rules for one document.

    ``rules_version`` is that of the rules in force, where it is known without loading them.
    """
    by_rules = rules.load_rules().version if rules_version is None else rules_version
    made_by = "+".join(filter(None, (by_rules, corrections.version)))
    return Versions(process.pipeline_version(language_engine), made_by, language_engine)


def process_batch(
    files: Sequence[RawFile],
    unread: Iterable[Rejection] = (),
    language_engine: str = "det",
    known: Knowledge = NOTHING_KNOWN,
) -> dict[str, pa.Table]:
    """Return the rows that ``files`` become, by table, with the schemas of ``tables.SCHEMAS``.

    ``unread`` are the files of the batch that could not be read; they become rows of ``rejects``.
    ``known`` is what is known of some of the documents beside their text.
    The order of the rows follows the paths and the numbers, not the order of the arguments. ``run_id``
    is NULL: the loader knows it. Never raises for what is in a file: that is a reject.

    Raises:
        StopError: what the language engine needs is not installed.
    """
    made_by = _making(language_engine, known)
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


def _making(language_engine: str, known: Knowledge) -> Making:
    ledger = Ledger(installed(language_engine, rules.load_rules().files))
    return Making(versions(language_engine, known.corrections), known, ledger)


def _tables(todo: Iterable[RawFile | Rejection], made_by: Making) -> dict[str, pa.Table]:
    columns = Columns()
    waiting: list[Rejection | _Read] = []
    for one in todo:
        waiting += [one] if isinstance(one, Rejection) else _read(one)
        if len(waiting) >= TOGETHER:
            _add_all(columns, waiting, made_by)
            waiting = []
    _add_all(columns, waiting, made_by)
    columns.add_fingerprints(made_by.ledger.rows())
    return columns.tables()


def _tables_alone(one: RawFile | Rejection, made_by: Making) -> dict[str, pa.Table]:
    try:
        return _tables([one], made_by)
    except (ValueError, OverflowError, pa.ArrowException) as error:
        reject = one if isinstance(one, Rejection) else _rejection(error, one, None)
        return _tables([reject], made_by)


def _read(file: RawFile) -> list[Rejection | _Read]:
    """Read the documents of a file; what cannot be read comes back as the reason."""
    unreadable = unknown_format(file.path, file.sha256)
    if unreadable:
        return [unreadable]
    try:
        documents = readers.read_documents(file)
    except Exception as error:
        return [_rejection(error, file, None)]
    if not documents:
        return [_nothing(file, None, "empty", "no document was found in it")]
    return [_Read(file, document) for document in documents]


def _add_all(columns: Columns, waiting: Sequence[Rejection | _Read], made_by: Making) -> None:
    """Process what was read, in its order, together."""
    documents = [one.document for one in waiting if isinstance(one, _Read)]
    outcomes = iter(_process(documents, made_by))
    for one in waiting:
        if isinstance(one, Rejection):
            columns.add_reject(one)
        else:
            _add(columns, one, next(outcomes), made_by)


def _process(documents: Sequence[Document], made_by: Making) -> list[Processed | Exception]:
    """Process documents together; when one of them fails, each alone, so that it fails alone."""
    try:
        engine = made_by.versions.language_engine
        outcomes = process.process_all(documents, engine, made_by.known)
        return [_verified(processed) for processed in outcomes]
    except StopError:
        raise
    except Exception as error:
        if len(documents) == 1:
            return [error]
    return [_process([document], made_by)[0] for document in documents]


def _verified(processed: Processed) -> Processed:
    accounting.verify(processed.draft)
    return processed


def _add(columns: Columns, read: _Read, outcome: Processed | Exception, made_by: Making) -> None:
    processed, reject = _outcome(read, outcome)
    columns.add_document(
        read.document, processed.article if processed else None, _fingerprint(read.document, made_by)
    )
    if processed:
        columns.add_account(processed.draft)
        if processed.article:
            columns.add_article(processed.draft, processed.article, made_by.versions)
    if reject:
        columns.add_reject(reject)


def _fingerprint(document: Document, made_by: Making) -> str:
    outlet = (
        rules.load_rules().outlet_of(document.path, document.text) if made_by.ledger.installed.outlets else ""
    )
    return made_by.ledger.of(document.format, outlet, made_by.known.corrections.of(document))


def _no_body(read: _Read) -> Rejection:
    detail = "no body is left when title, dates and furniture are taken off"
    return _nothing(read.file, read.document.document_no, "no_body", detail)


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
