"""Characters that are not what their author typed: mojibake, ligatures, blanks that are none.

Mojibake is text that was written in one encoding and read in another ("donâ€™t"). It is undone by ftfy,
whose other fixes (quotes made straight, full width made half) are all off: they change what authors typed.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from copydesk.model import Repair
from copydesk.patterns import linear

INVISIBLE_RULE: Final = "repair.invisible_character"
LIGATURE_RULE: Final = "repair.ligature"
SPACE_RULE: Final = "repair.space"
MOJIBAKE_RULE: Final = "repair.mojibake.ftfy"

_INVISIBLE: Final = re.compile("[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b\u2060\ufeff]+")
_LIGATURES: Final = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
"""What typesetting joined: https://www.unicode.org/charts/PDF/UFB00.pdf. Letters of Unicode's own
alphabets that look joined (æ, œ, ĳ) are spelling and stay."""

_EMPTY: Final = "\u2800\u3164\uffa0"
"""Blank to the eye and no blank to Unicode: the empty Braille cell and the fillers of Hangul."""

_ODD: Final = re.compile(f"[{''.join(_LIGATURES)}]|[{_EMPTY}]+")
_HALF: Final = re.compile("(?<=[\xc2-\xf4\x80-\x9f\u20ac])\x85")
_WORD: Final = re.compile("[^ \t\n\r\x0b\x0c]+ ?")

_ENCODINGS: Final = (
    *("latin-1", "cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1257", "iso8859-2"),
    *("mac-roman", "cp437"),
)
"""The encodings as which UTF-8 is misread; ftfy tries the same (``ftfy.chardata.CHARMAP_ENCODINGS``)."""

_LEADS: Final = ((0xC2, 0xE0, 1), (0xE0, 0xF0, 2), (0xF0, 0xF5, 3))
"""First bytes of UTF-8, from and up to, and how many bytes follow."""

_OLD: Final = frozenset({"mac-roman", "cp437"})
_LEADS_OF_LATIN: Final = ((0xC2, 0xC6, 1), (0xE2, 0xE3, 2))
"""The same for Latin letters and punctuation: other first bytes are quotes and accents in these encodings."""


ODD_BLANKS: Final = (
    r"[\x00-\x09\x0b-\x1f\x7f\x{85}\x{a0}\x{ad}\x{1680}\x{2000}-\x{200b}\x{2028}\x{2029}\x{202f}\x{205f}\x{2060}"
    r"\x{3000}\x{feff}]"
)
"""For RE2: every blank and line end but the space and the line feed, and what nobody sees."""


def is_odd(source: str) -> bool:
    """Tell at little cost whether a text may hold mojibake, ligatures or blanks that are none.

    >>> is_odd("A “clean” text"), is_odd("donâ€™t"), is_odd("\ufb01rst")
    (False, True, True)
    """
    return not source.isascii() and linear(suspects()).search(source) is not None


@cache
def suspects() -> str:
    """Give, for RE2, what the two, three or four bytes of a UTF-8 character look like in each encoding."""
    parts = {f"[{''.join(_LIGATURES)}{_EMPTY}\x80-\x84\x86-\x9f]", "[ÃĂ] "}
    for name in _ENCODINGS:
        tails = _read_as(name, 0x80, 0xC0)
        for first, last, count in _LEADS_OF_LATIN if name in _OLD else _LEADS:
            parts.add(f"[{_read_as(name, first, last)}]" + f"[{tails}]" * count)
    return "|".join(sorted(parts))


def _read_as(encoding: str, first: int, last: int) -> str:
    chars = {bytes([byte]).decode(encoding, "replace") for byte in range(first, last)} - {"\ufffd"}
    if encoding.startswith("cp12"):  # what these leave undefined is read as a control character
        chars |= {chr(byte) for byte in range(first, last) if byte < 0xA0}
    return "".join(f"\\x{{{ord(char):x}}}" for char in sorted(chars))


def whole_lines(source: str) -> str:
    """Put something else, one for one, for each half of a misread character that looks like a line end.

    The letter "ą" of a Polish page is "Ä" and U+0085 when its UTF-8 is misread.
    """
    return _HALF.sub("?", source) if "\x85" in source else source


def invisible(source: str, start: int, end: int) -> Iterator[Repair]:
    """List what nobody sees in ``source[start:end]``: controls, soft hyphens, zero-width spaces."""
    for run in _INVISIBLE.finditer(source, start, end):
        yield Repair("invisible_character", run.start(), run.end(), "", INVISIBLE_RULE)


def odd(source: str, start: int, end: int) -> Iterator[Repair]:
    """List the ligatures of ``source[start:end]`` and its blanks that are none."""
    for run in _ODD.finditer(source, start, end):
        if run[0] in _LIGATURES:
            yield Repair("ligature", run.start(), run.end(), _LIGATURES[run[0]], LIGATURE_RULE)
        else:
            yield Repair("space", run.start(), run.end(), " ", SPACE_RULE)


def mojibake(source: str, start: int, end: int) -> Iterator[Repair]:
    """List the misread words of ``source[start:end]`` and how they should read.

    ftfy judges the passage as a whole, then each word is mended by the same steps. Where that does not
    come to the same, one repair holds all that changed.
    """
    text = source[start:end]
    if text.isascii():
        return
    import ftfy

    fixed, plan = ftfy.fix_encoding_and_explain(text, _config())
    if fixed == text or not plan:
        return
    steps = [(step[0], step[1]) for step in plan]
    words = [(word.start(), word[0]) for word in _WORD.finditer(text) if not word[0].isascii()]
    try:
        mended = [(at, word, ftfy.apply_plan(word, steps)) for at, word in words]
    except UnicodeError:
        mended = []
    if _put(text, mended) != fixed:
        mended = [(0, text, fixed)]
    for at, word, after in mended:
        if word != after:
            yield _repair(start + at, word, after)


@cache
def _config() -> Any:
    import ftfy

    return ftfy.TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_c1_controls=True,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
    )


def _put(text: str, mended: list[tuple[int, str, str]]) -> str:
    pieces: list[str] = []
    position = 0
    for at, word, after in mended:
        pieces += (text[position:at], after)
        position = at + len(word)
    return "".join([*pieces, text[position:]])


def _repair(start: int, before: str, after: str) -> Repair:
    """Make the repair of a word; a blank behind it that stays is no part of it."""
    if before.endswith(" ") and after.endswith(" "):
        before, after = before[:-1], after[:-1]
    clean = _INVISIBLE.sub("", after).translate(_TYPED)
    return Repair("mojibake", start, start + len(before), clean, MOJIBAKE_RULE)


_TYPED: Final = str.maketrans({**_LIGATURES, **dict.fromkeys(_EMPTY, " ")})
