"""Bytes to text, with the reason for the choice.

The order is: byte-order mark, valid UTF-8, UTF-16 by the place of its zero bytes, UTF-8 with a few
stray bytes, then a detector. Bytes that no step reads as text are no text.
"""

import codecs
import re
from dataclasses import dataclass
from typing import Final

from copydesk.errors import RejectError

_MAGIC: Final = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"RIFF": "a RIFF media file",
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a zip archive or office document",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"SQLite format 3\x00": "an SQLite database",
    b"PAR1": "a Parquet file",
}
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MULTIBYTE: Final = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}", re.DOTALL
)
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_HIGH: Final = bytes(range(128, 256))

MOST_CONTROLS: Final = 0.01
"""Share of control bytes above which bytes are no text: text has none, random bytes have 10 %."""

LEAST_ZEROS: Final = 0.5
"""Share of the high bytes of UTF-16 that are zero in text of Latin letters: nearly all of them."""

_ADVICE: Final = "Convert it to text first, or move it out of the raw folder."


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded file: its text, the encoding's Python name, how it was found, and how surely (0–1)."""

    text: str
    encoding: str
    method: str
    confidence: float


def decode(content: bytes) -> Decoded:
    """Decode the bytes of a text file.

    Raises:
        RejectError: reason ``empty_file``, ``binary_file`` or ``undecodable``.
    """
    if not content:
        raise RejectError(
            "read", "empty_file", "the file has no bytes", "Nothing to do, or deliver it again."
        )
    for magic, name in _MAGIC.items():
        if content.startswith(magic):
            raise RejectError("read", "binary_file", f"the bytes are {name}, not text", _ADVICE)
    decoded = _by_mark(content) or _as_utf8(content) or _as_utf16(content)
    if decoded is None:
        _refuse_binary(content)
        decoded = _as_mixed_utf8(content) or _by_detector(content)
    return decoded


def _by_mark(content: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return Decoded(content[len(mark) :].decode(encoding), encoding, "byte_order_mark", 1.0)
            except UnicodeDecodeError:
                return None
    return None


def _as_utf8(content: bytes) -> Decoded | None:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if len(content) - len(content.translate(None, _CONTROLS)) > MOST_CONTROLS * len(content):
        return None
    return Decoded(text, "utf-8", "valid_utf8", 1.0)


def _as_utf16(content: bytes) -> Decoded | None:
    """Read UTF-16 without a mark: in Western text every other byte is zero."""
    even, odd = content[0::2].count(0), content[1::2].count(0)
    if max(even, odd) < LEAST_ZEROS * len(content) / 2:
        return None
    encoding = "utf-16-le" if odd > 3 * even else "utf-16-be" if even > 3 * odd else None
    if encoding is None:
        return None
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    strange = sum(not (char.isprintable() or char.isspace()) for char in text)
    return Decoded(text, encoding, "zero_bytes", 0.95) if strange <= MOST_CONTROLS * len(text) else None


def _refuse_binary(content: bytes) -> None:
    controls = len(content) - len(content.translate(None, _CONTROLS))
    if controls > MOST_CONTROLS * len(content):
        share = round(100 * controls / len(content))
        raise RejectError("read", "binary_file", f"{share} % of the bytes are control characters", _ADVICE)


def _as_mixed_utf8(content: bytes) -> Decoded | None:
    """Read UTF-8 with stray bytes: text in a legacy encoding seldom holds a valid sequence by chance.

    So more valid sequences than strays mean UTF-8. Strays are read as Windows-1252, what is left as
    U+FFFD.
    """
    sequences = list(_MULTIBYTE.finditer(content))
    high = len(content) - len(content.translate(None, _HIGH))
    strays = high - sum(len(found[0]) for found in sequences)
    if len(sequences) <= strays:
        return None
    pieces: list[str] = []
    position = 0
    for found in sequences:
        pieces += (
            content[position : found.start()].decode("cp1252", "replace"),
            found[0].decode("utf-8", "replace"),
        )
        position = found.end()
    pieces.append(content[position:].decode("cp1252", "replace"))
    return Decoded("".join(pieces), "utf-8", "mostly_utf8", 0.9)


def _by_detector(content: bytes) -> Decoded:
    """Ask charset-normalizer for the legacy encodings."""
    from charset_normalizer import from_bytes  # few files need it

    best = from_bytes(content).best()
    if best is None:
        raise RejectError("read", "undecodable", "no known encoding fits the bytes", "Save it as UTF-8.")
    return Decoded(str(best), best.encoding, "charset_normalizer", round(1.0 - best.chaos, 4))
