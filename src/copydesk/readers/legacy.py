"""Legacy encodings: what the bytes of a text are when they are no Unicode.

chardet says; its answers are read as the web does (https://encoding.spec.whatwg.org/#names-and-labels:
Latin-1 is Windows-1252) where that encoding holds all of the other, and never by chardet's own "superset"
switch, which takes ISO-8859-2 for Windows-1250.
"""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded file: its text, the encoding's Python name, how it was found, and how surely (0–1)."""

    text: str
    encoding: str
    method: str
    confidence: float


SAMPLE_BYTES: Final = 200_000
"""Bytes that are shown to the detector: lines with high bytes, which alone tell one encoding from another."""

FEW_BYTES: Final = 4
"""High bytes below which an encoding of old systems is not believed without a sign of its own."""

MOST_UNREADABLE: Final = 0.01
"""Share of characters that the encoding chosen may leave unreadable."""

_HIGH: Final = bytes(range(128, 256))
_WIDER: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "shift_jis_2004": "cp932",
    "shift_jisx0213": "cp932",
    "iso8859-9": "cp1254",
    "euc_jis_2004": "euc_jp",
    "euc_jisx0213": "euc_jp",
    "iso2022_jp_2": "iso2022_jp",
    "tis-620": "cp874",
}
"""Encodings that are read as another, which holds all of their characters at the same bytes."""

_OLD: Final = ("mac", "cp4", "cp7", "cp8", "cp11", "hp", "kz", "ptcp")
_MISPLACED: Final = re.compile(
    "(?<=[a-z])[ÒÓÔÕÑÐ](?=[a-z ])|(?<=[A-Za-z0-9])Õ(?=[a-z])|(?<=[.,!?;:])[ÓÕ]|(?<= )[ÑÐ](?= )"
    "|(?<![A-Za-zÀ-ÿ])(?:Ò(?=[A-Za-z])|Ô(?=[A-Z]))|(?<=[a-z])[ÓÕÉ](?![a-z])"
)
"""Capitals with accents where no word has one: quotes, dashes and dots of MacRoman read as Windows-1252."""


def legacy(content: bytes) -> Decoded | None:
    """Decode bytes that are no Unicode; None when no encoding fits them."""
    name, method, confidence = _name(content)
    if name is None:
        return None
    text = content.decode(name, "replace")
    if text.count("\ufffd") > MOST_UNREADABLE * len(text):
        return None
    return Decoded(text, name, method, confidence)


def high_bytes(content: bytes) -> int:
    """Return how many bytes are beyond ASCII."""
    return len(content) - len(content.translate(None, _HIGH))


def _name(content: bytes) -> tuple[str | None, str, float]:
    """Name the encoding, the method that found it and the confidence."""
    import chardet  # few files need it
    from chardet.enums import EncodingEra

    era = EncodingEra.ALL & ~EncodingEra.MAINFRAME
    shown = _sample(content)
    found = chardet.detect(shown, encoding_era=era, compat_names=False, max_bytes=len(shown) or 1)
    name = found["encoding"]
    if _is_mac(content):
        return "mac_roman", "misplaced_capitals", 0.9
    if name is None:
        return None, "chardet", 0.0
    confidence = 0.95 if high_bytes(shown) > 10 * FEW_BYTES else 0.8
    if name.startswith(_OLD) and high_bytes(content) < FEW_BYTES and b"\x81" not in content:
        return "cp1252", "few_high_bytes", 0.6
    return _WIDER.get(name, name), "chardet", confidence


def _sample(content: bytes) -> bytes:
    """Return the lines with high bytes, up to ``SAMPLE_BYTES``; all lines of what has none (ISO-2022)."""
    if len(content) <= SAMPLE_BYTES or not high_bytes(content):
        return content[:SAMPLE_BYTES]
    lines = (line for line in content.split(b"\n") if not line.isascii())
    return b"\n".join(lines)[:SAMPLE_BYTES]


def _is_mac(content: bytes) -> bool:
    """Tell MacRoman by its quotes: most high bytes would be capitals where no word has one."""
    text = content[:SAMPLE_BYTES].decode("cp1252", "replace")
    strange = len(_MISPLACED.findall(text))
    return strange > 0 and 2 * strange > high_bytes(content[:SAMPLE_BYTES])
