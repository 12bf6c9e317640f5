"""Bytes to documents: one module per format, found by the ending of the file's name."""

from collections.abc import Callable
from typing import Final

from copydesk.errors import RejectError
from copydesk.model import Document, RawFile
from copydesk.readers import prose

FORMATS: Final[dict[str, str]] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
}
"""Ending of a file name (lower case) to the format it stands for."""

READERS: Final[dict[str, Callable[[RawFile, str], tuple[Document, ...]]]] = {
    "text": prose.read,
    "markdown": prose.read,
}


def format_of(path: str) -> str | None:
    """Name the format of a file by its path; None when no reader knows the ending.

    >>> format_of("outlet/story.MD"), format_of("photo.png")
    ('markdown', None)
    """
    name = path.rsplit("/", 1)[-1].lower()
    return FORMATS.get(name[name.rfind(".") :]) if "." in name else None


def read_documents(file: RawFile) -> tuple[Document, ...]:
    """Read the documents out of a file.

    Raises:
        RejectError: no reader knows the format, the bytes are no text, or there is no text in them.
    """
    format_name = format_of(file.path)
    if format_name is None:
        endings = ", ".join(FORMATS)
        raise RejectError(
            "read", "unknown_format", "no reader knows this ending", f"Known endings are {endings}."
        )
    return READERS[format_name](file, format_name)
