"""Bytes to text: each step of the cascade, and what is refused."""

import codecs

import pytest

from bench.encodings import cases, exact
from bench.language_texts import GOLD
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
        (TEXT.encode("utf-16-le") + b"x", "utf-16-le", "zero_bytes_mended"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le") + b"x", "utf-16-le", "byte_order_mark_mended"),
        (codecs.BOM_UTF16_LE + b"plain words " * 50, "utf-8", "valid_utf8"),
        (TEXT.encode() + "é".encode()[:1], "utf-8", "cut_utf8"),
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
    assert (decoded.encoding, decoded.method) == ("cp1252", "chardet")


def test_what_is_damaged_is_seen() -> None:
    """A pair of surrogates is the character, half a pair and a cut character are U+FFFD, the rest is as it was."""
    pair = "\U0001f4f0".encode("utf-16-be")
    halves = b"".join(chr(int.from_bytes(pair[i : i + 2])).encode("utf-8", "surrogatepass") for i in (0, 2))
    assert decode(TEXT.encode() + halves).text == TEXT + "\U0001f4f0"
    assert decode(TEXT.encode() + halves[:3] + b" end").text == TEXT + "\ufffd end"
    assert decode(TEXT.encode() + "é".encode()[:1]).text == TEXT + "\ufffd"


def test_macroman_is_known_by_its_quotes() -> None:
    """Quotes and dashes of MacRoman would be capitals in the middle of words; real accents are left alone."""
    text = "“We don’t know,” she said – “not yet.”"
    assert decode(text.encode("mac_roman")).text == text
    for other in (
        "Él no vio MÁS SEÑALES, dijo Óscar Ñúñez.",
        "É o ÚLTIMO, disse Ângela.",
        "Òscar va dir que sí.",
    ):
        assert decode(other.encode("cp1252")).method != "misplaced_capitals"


def test_japanese_of_seven_bits_is_read() -> None:
    """ISO-2022-JP is valid UTF-8, byte by byte; its escapes tell."""
    text = "台風で海沿いの道路が閉鎖された。市は「選択の余地はなかった」と述べた。\n" * 3
    assert decode(text.encode("iso2022_jp")).text == text


@pytest.mark.skipif(not GOLD.exists(), reason="the texts lie beside the repository")
def test_legacy_encodings_of_forty_languages() -> None:
    """Of every fifth case of the benchmark at least as many are exact as when it was written."""
    found = list(cases(1, every=5))
    share, confused, _, _ = exact(found)
    assert len(found) > 700
    assert share >= 0.985, confused
