"""Small functions on text: ``str`` in, ``str`` (or a number) out."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_WORD: Final = re.compile(r"\w+(?:['’-]\w+)*")
_CHARSET: Final = "cp1252"
"""The letters, quotes and dashes of Western print, one byte each: their words can be counted as bytes."""
_CLASSES: Final = bytes(
    ord("a" if re.match(r"\w", char) else "'" if char in "'’-" else " ")
    for char in (bytes([byte]).decode(_CHARSET, "replace") for byte in range(256))
)
_JOINT: Final = re.compile(rb"'(?<=a')(?=a)")
"""A mark between two letters, in classes; looked for by the mark, which is rare, not by the letters."""

_WIDE: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
UNSPACED_WIDTH: Final = 3
"""Letters that a Chinese character counts for: two make a word, which has six letters with its blank."""

_LONG: Final = 1000
"""Characters from which on blanks are found faster by numpy."""

_SPACE, _LINE, _OTHER = 1, 2, 7
_NO_PAIR_OF_LINES: Final = 3
"""Kinds of blanks. The product of two neighbours has none of these bits if one is none, or both end lines."""

_EMPTY_LINES: Final = re.compile("\n{3,}")
_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
)
"""Letters and marks of scripts that set no space between words: Thai, Lao, Burmese, Khmer, Han, kana."""
_ID_CHARS: Final = 32
MOST_SITE_WORDS: Final = 6


def squeeze(text: str) -> str:
    """Turn every run of blanks into one space and trim the ends.

    >>> squeeze("  by\\xa0Ana \\n Ruiz ")
    'by Ana Ruiz'
    """
    if text.isprintable() and "  " not in text:  # of all blanks only the plain space is printable
        return text.strip(" ")
    return " ".join(text.split())


def nonblank_chars(text: str) -> int:
    """Count the characters that are not blank.

    >>> nonblank_chars(" a b\\n")
    2
    """
    if len(text) > _LONG:
        import numpy as np  # a tenth of a second, which a look at a command saves

        return len(text) - int(np.count_nonzero(_blank_kinds(text)))
    flat = text.replace("\n", " ")
    if flat.isprintable():  # of all blanks only the plain space is printable
        return len(flat) - flat.count(" ")
    return len("".join(text.split()))


def is_tidy(text: str) -> bool:
    """Tell whether squeezing changes no line of a text: its blanks are line ends and single spaces in lines.

    >>> is_tidy("a b\\n\\nc"), is_tidy("a  b"), is_tidy("a\\tb"), is_tidy("a \\nb"), is_tidy(" a")
    (True, False, False, False, False)
    """
    kinds = _blank_kinds(text)
    if not len(kinds) or _SPACE in (kinds[0], kinds[-1]) or kinds.max() >= _OTHER:
        return False
    return not ((kinds[1:] * kinds[:-1]) & _NO_PAIR_OF_LINES).any()


def _blank_kinds(text: str) -> "npt.NDArray[np.uint8]":
    """Give the kind of blank that each UTF-16 unit of a text is, 0 for none; no blank takes two units."""
    import numpy as np

    return _kinds_of_blanks().take(np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16))


@cache
def _kinds_of_blanks() -> "npt.NDArray[np.uint8]":
    import numpy as np

    kinds = np.zeros(1 << 16, np.uint8)
    kinds[[code for code in range(1 << 16) if chr(code).isspace()]] = _OTHER
    kinds[[ord(" "), ord("\n")]] = _SPACE, _LINE
    return kinds


def is_blank(text: str) -> bool:
    """Tell whether a text has no character but blanks; the empty text has none.

    >>> is_blank(""), is_blank(" \\n"), is_blank("x")
    (True, True, False)
    """
    return not text or text.isspace()


def word_count(text: str) -> int:
    """Count words: runs of letters, digits and underscores, held together by ``'``, ``’`` or ``-``.

    >>> word_count("Syria's two-year war – 3.5 years?")
    6
    """
    return len(_WORD.findall(text))


def word_counts(text: str, spans: Sequence[tuple[int, int]]) -> list[int]:
    """Count the words, as ``word_count`` does, of parts of a text that cut no word in two.

    >>> word_counts("He's gone. So it goes!", [(0, 10), (11, 22)])
    [2, 3]
    """
    try:
        classes = text.encode("ascii" if text.isascii() else _CHARSET).translate(_CLASSES)
    except UnicodeEncodeError:
        return [word_count(text[start:end]) for start, end in spans]
    # a word begins at a letter behind none, and with each span; the blank in front moves all places by one
    classes = b" " + _JOINT.sub(b"a", classes).replace(b"'", b" ")
    return [
        classes.count(b" a", start, end + 1) + classes.startswith(b"aa", start, end + 1)
        for start, end in spans
    ]


def width(text: str) -> int:
    """Measure a text in letters of print with blanks: a character of Chinese or kana says as much as three.

    >>> width("Docks close"), width("北码头将关闭")
    (11, 18)
    """
    if text.isascii():
        return len(text)
    return len(text) + (UNSPACED_WIDTH - 1) * len(_WIDE.findall(text))


def is_wider(text: str, chars: int) -> bool:
    """Tell whether a text is wider than so many letters; most texts are by their length alone."""
    return len(text) > chars or (len(text) * UNSPACED_WIDTH > chars and width(text) > chars)


def starts_lower(text: str) -> bool:
    """Tell whether a text starts with a word in lower case; "iPhone" is a name.

    >>> starts_lower("and so"), starts_lower("3 men"), starts_lower("iPhone sales"), starts_lower("")
    (True, False, False, False)
    """
    return text[:1].islower() and not text[1:2].isupper()


def is_unspaced(char: str) -> bool:
    """Tell whether a character belongs to a script that sets no space between words; Korean does.

    >>> is_unspaced("中"), is_unspaced("。"), is_unspaced("한"), is_unspaced("a"), is_unspaced("")
    (True, True, False, False, False)
    """
    return _UNSPACED.match(char) is not None


def last_word(text: str) -> str:
    """Give the last blank-separated word as written, brackets and commas off.

    >>> last_word("for the defeat of (the,")
    'the'
    """
    words = text.rsplit(maxsplit=1)
    return words[-1].strip("(),;") if words else ""


def canonical(text: str, *, is_known_tidy: bool = False) -> str:
    """Bring a source to the form its identity is taken from; faster where it is known to be tidy already.

    Two files that differ only in blanks, line ends or Unicode composition are the same article, so:
    NFC, blanks in a line squeezed, runs of empty lines made one.

    >>> canonical("Cafe\\u0301 \\r\\n\\r\\n\\r\\nopen ") == "Café\\n\\nopen"
    True
    """
    lines = composed(text)
    if not is_known_tidy:
        lines = "\n".join(map(squeeze, lines.split("\n")))
    return (_EMPTY_LINES.sub("\n\n", lines) if "\n\n\n" in lines else lines).strip("\n")


def composed(text: str) -> str:
    """Bring a text to Unicode's composed form, NFC."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def without_site(title: str) -> tuple[str, str]:
    """Split the name of a site off a page's title.

    >>> without_site("Docks to close | The Harbour Post"), without_site("Docks | to close")
    (('Docks to close', 'The Harbour Post'), ('Docks | to close', ''))
    """
    head, bar, site = title.rpartition(" | ")
    words = site.split()
    is_site = (
        bar and head and 0 < len(words) <= MOST_SITE_WORDS and words[0][:1].isupper() and site[-1:].isalnum()
    )
    return (head, site) if is_site else (title, "")


def digest(*parts: str) -> str:
    """Hash texts to an id: the first 32 hex characters of a SHA-256 over the length-marked parts.

    >>> digest("ab", "c") == digest("a", "bc")
    False
    """
    sha = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        sha.update(b"%d:" % len(data))
        sha.update(data)
    return sha.hexdigest()[:_ID_CHARS]
