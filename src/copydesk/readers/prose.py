"""Reader for plain text and markdown: one file, one document."""

from copydesk.errors import RejectError
from copydesk.metadata import path_dates
from copydesk.model import Document, Evidence, RawFile
from copydesk.readers.encoding import decode
from copydesk.text import digest, is_blank, is_tidy


def read(file: RawFile, format_name: str) -> tuple[Document, ...]:
    """Decode a file and make it one document; line ends become ``\\n``.

    The day that the path gives is part of what the document says, so it is part of its identity: the same
    text under two days is two documents (of one article).

    Raises:
        RejectError: the file is empty, binary, or holds nothing but blanks.
    """
    decoded = decode(file.content)
    text = decoded.text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if is_blank(text):
        raise RejectError(
            "read", "empty_file", "the file holds no text", "Nothing to do, or deliver it again."
        )
    hint = Evidence(
        field="encoding",
        value=decoded.encoding,
        raw="",
        start=None,
        end=None,
        method=decoded.method,
        confidence=decoded.confidence,
        is_chosen=True,
    )
    days = path_dates.read(file.path)
    document_id = digest(text, *(day.value for day in days))
    hints = (hint, *days)
    return (Document(document_id, file.path, 0, text, format_name, decoded.encoding, hints, is_tidy(text)),)
