r"""Make text that came from a file safe to show: it must not steer a terminal or reorder a line.

Taken out are the escape sequences of terminals (ECMA-48: CSI, OSC and single ESC), the control characters
C0 and C1, and the characters that change the direction of writing (Unicode Standard Annex 9, and U+061C);
"Trojan Source" (CVE-2021-42574) tells why.
"""

import re
import unicodedata
from typing import Final

_SEQUENCE: Final = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor, screen
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"  # OSC and kin
)
_BLANK: Final = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")

STEERING: Final = "\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff"
"""The characters beyond C0 that are taken out, as ranges for a class of a regular expression."""

_CONTROL: Final = re.compile(f"[\x00-\x1f{STEERING}]")


def printable(text: str) -> str:
    r"""Return ``text`` on one line, without anything that steers a terminal.

    >>> printable("Rates \x1b[31mup\x1b[0m\n\u202etxt.exe")
    'Rates up txt.exe'
    """
    return _CONTROL.sub("", _BLANK.sub(" ", _SEQUENCE.sub("", text)))


def printable_lines(text: str) -> str:
    r"""As :func:`printable`, but the line ends stay.

    >>> printable_lines("one\r\ntwo\a")
    'one\ntwo'
    """
    return "\n".join(printable(line).rstrip() for line in text.split("\n"))


_HIDDEN: Final = re.compile(f"[\x00-\x1f\xad\u200b\u2028\u2029\u2060{STEERING}]")


def visible(text: str) -> str:
    r"""Return ``text`` on one line with everything that steers or hides written out: nothing is lost.

    >>> visible("Rates \x1b[31mup\n\u202etxt.exe")
    'Rates \\x1b[31mup\\n\\u202etxt.exe'
    """
    return _HIDDEN.sub(lambda found: _written_out(found[0]), text)


def _written_out(char: str) -> str:
    named = {"\n": r"\n", "\t": r"\t", "\r": r"\r"}
    return named.get(char) or (f"\\x{ord(char):02x}" if ord(char) < 0x100 else f"\\u{ord(char):04x}")


def columns(text: str) -> int:
    """Return the columns ``text`` takes on a terminal (Unicode Standard Annex 11, and marks take none).

    >>> columns("naïve"), columns("日本")
    (5, 4)
    """
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def shorten(text: str, chars: int) -> str:
    """Return ``text`` cut to at most ``chars`` characters, the last an ellipsis when something was cut.

    >>> shorten("newsletter", 5)
    'news…'
    """
    return text if len(text) <= chars else text[: chars - 1] + "…"
