"""Bytes to text: each step of the cascade, and what is refused."""

import codecs

import pytest

from copydesk.errors import RejectError
from copydesk.readers.encoding import decode

TEXT = "Żółw – „der Bär“ said it’s “fine”. " * 20


@pytest.mark.parametrize(
    ("content", "encoding", "method"),
    [
        (TEXT.encode(), "utf-8", "valid_utf8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8", "byte_order_mark"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le", "byte_order_mark"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be", "byte_order_mark"),
        (("plain words " * 50).encode("utf-16-le"), "utf-16-le", "zero_bytes"),
        (b"", "", "empty_file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "", "binary_file"),
        (bytes(range(256)) * 20, "", "binary_file"),
        (b"%PDF-1.7\n", "", "binary_file"),
        (b"x\x00\x01\x02\x03\x04", "", "binary_file"),
        (b"\x00\x01" * 50, "", "binary_file"),
        (b"\x00" * 64, "", "binary_file"),
    ],
)
def test_the_cascade_decides(content: bytes, encoding: str, method: str) -> None:
    """The encoding and the method that found it; for what is no text, the reason of the refusal."""
    if not encoding:
        with pytest.raises(RejectError) as refused:
            decode(content)
        assert refused.value.reason == method
        assert refused.value.advice
    else:
        decoded = decode(content)
        assert (decoded.encoding, decoded.method) == (encoding, method)
        assert decoded.text.startswith(("Żółw", "plain"))


def test_stray_bytes_do_not_turn_utf8_into_something_else() -> None:
    """One Windows-1252 quote in a UTF-8 text is read as that quote, the rest stays UTF-8."""
    decoded = decode(TEXT.encode() + b" it\x92s")
    assert decoded.method == "mostly_utf8"
    assert decoded.text == TEXT + " it’s"


def test_a_legacy_encoding_is_found() -> None:
    """German text in Windows-1252 is read by the detector, and says so."""
    text = "Die Bürgermeisterin erklärte am Dienstag, die Brücke über den Fluß werde größer. " * 10
    decoded = decode(text.encode("cp1252"))
    assert decoded.text == text
    assert decoded.method == "charset_normalizer"
