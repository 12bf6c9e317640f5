"""Bytes to text, with the reason for the choice.

The order is: byte-order mark, valid UTF-8, UTF-16 by the place of its zero bytes, UTF-8 with a few stray
bytes, then legacy encodings (``copydesk.readers.legacy``). Bytes that no step reads as text are no text. A
byte that is no character in the encoding chosen stands in the text as U+FFFD: nothing vanishes unseen.
"""

import codecs
import re
from typing import Final

from copydesk.errors import RejectError
from copydesk.readers.legacy import Decoded, high_bytes, legacy

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
_MAGIC_BYTES: Final = tuple(_MAGIC)
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MULTIBYTE: Final = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|\xed[\x80-\x9f][\x80-\xbf]|[\xe0-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|[\xf0-\xf4][\x80-\xbf]{3}"
)
_SURROGATES: Final = re.compile(
    rb"\xed[\xa0-\xaf][\x80-\xbf](?:\xed[\xb0-\xbf][\x80-\xbf])?|\xed[\xb0-\xbf][\x80-\xbf]"
)
_CUT: Final = re.compile(rb"(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\Z")
_ESCAPES: Final = re.compile(rb"\x1b\$?[()][@A-J]|\x1b\$[@AB]")
"""What ISO-2022 changes its characters with."""

_STRAYS: Final = "copydesk.windows"
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))

MOST_CONTROLS: Final = 0.01
"""Share of control bytes above which bytes are no text: text has none, random bytes have 10 %."""

LEAST_ZEROS: Final = 0.5
"""Share of the high bytes of UTF-16 that are zero in text of Latin letters: nearly all of them."""

MOST_UNREADABLE: Final = 0.001
"""Share of characters that may be unreadable in a file that is otherwise what it seems; one always may."""

UNREADABLE: Final = "\ufffd"
FALSE_MARK_BYTES: Final = 4000
_ADVICE: Final = "Convert it to text first, or move it out of the raw folder."


def decode(content: bytes) -> Decoded:
    """Decode the bytes of a text file.

    Raises:
        RejectError: reason ``empty_file``, ``binary_file`` or ``undecodable``.
    """
    if not content:
        raise RejectError(
            "read", "empty_file", "the file has no bytes", "Nothing to do, or deliver it again."
        )
    if content.startswith(_MAGIC_BYTES):
        name = next(name for magic, name in _MAGIC.items() if content.startswith(magic))
        raise RejectError("read", "binary_file", f"the bytes are {name}, not text", _ADVICE)
    has_escapes = b"\x1b" in content and _ESCAPES.search(content) is not None
    decoded = _by_mark(content) or (None if has_escapes else _as_utf8(content)) or _as_utf16(content)
    if decoded is None:
        _refuse_binary(content)
        decoded = _as_damaged_utf8(content) or legacy(content)
    if decoded is None:
        raise RejectError("read", "undecodable", "no known encoding fits the bytes", "Save it as UTF-8.")
    return decoded


def _by_mark(content: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _behind_mark(content[len(mark) :], encoding)
    return None


def _behind_mark(content: bytes, encoding: str) -> Decoded | None:
    """Read what stands behind a mark, which may lie: UTF-16 of words and blanks has zero bytes."""
    if encoding.startswith("utf-16") and b"\x00" not in content[:FALSE_MARK_BYTES]:
        return _as_utf8(content)
    try:
        return Decoded(content.decode(encoding), encoding, "byte_order_mark", 1.0)
    except UnicodeDecodeError:
        if encoding == "utf-8":
            return _as_damaged_utf8(content)
        text = content.decode(encoding, "replace")
        is_near = text.count(UNREADABLE) <= 1 + MOST_UNREADABLE * len(text)
        return Decoded(text, encoding, "byte_order_mark_mended", 0.95) if is_near else None


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
    text = content.decode(encoding, "replace")
    strange = sum(not (char.isprintable() or char.isspace()) for char in text)
    if strange > MOST_CONTROLS * len(text) or text.count(UNREADABLE) > 1 + MOST_UNREADABLE * len(text):
        return None
    return Decoded(text, encoding, "zero_bytes_mended" if UNREADABLE in text else "zero_bytes", 0.95)


def _refuse_binary(content: bytes) -> None:
    controls = len(content) - len(content.translate(None, _CONTROLS))
    if controls > MOST_CONTROLS * len(content):
        share = round(100 * controls / len(content))
        raise RejectError("read", "binary_file", f"{share} % of the bytes are control characters", _ADVICE)


def _as_damaged_utf8(content: bytes) -> Decoded | None:
    """Read UTF-8 in which something is wrong: legacy encodings seldom give a valid sequence by chance.

    So more valid sequences than stray bytes mean UTF-8: in 397 articles in legacy encodings a quarter of the
    high bytes were part of one at most. Two halves of a surrogate pair, each written as a
    character (CESU-8), are the character; half a pair, and a last character that was cut, are U+FFFD; other
    strays are read as Windows-1252.
    """
    sequences = list(_MULTIBYTE.finditer(content))
    strays = high_bytes(content) - sum(len(found[0]) for found in sequences)
    pairs = _SURROGATES.findall(content)
    if len(sequences) + len(pairs) <= strays - sum(map(len, pairs)):
        return None
    cut = _CUT.search(content)
    whole = content[: cut.start()] if cut else content
    text = _SURROGATES.sub(_paired, whole).decode("utf-8", _STRAYS)
    method = "cut_utf8" if cut and strays == len(cut[0]) else "mostly_utf8"
    return Decoded(text + UNREADABLE if cut else text, "utf-8", method, 0.9)


def _paired(found: re.Match[bytes]) -> bytes:
    pair = found[0].decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
    return pair.decode("utf-16-le", "replace").encode()


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are no UTF-8 as Windows-1252: a handler of errors for ``bytes.decode``."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_STRAYS, _as_windows)
