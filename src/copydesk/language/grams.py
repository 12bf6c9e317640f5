"""Text to n-grams, as langdetect cuts them, for many texts in one pass.

What langdetect does character by character: blanks squeezed, a text with little Latin in it freed of that,
a word's second and later capitals give no n-gram, none reaches across a blank.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from copydesk.language.profiles import LONGEST_GRAM
from copydesk.language.tables import (
    BLANK,
    IS_LATIN,
    IS_OTHER_SCRIPT,
    IS_UPPER_CLASS,
    NO_GRAM,
    Array,
    Tables,
    rows_of_trigrams,
)


class Laid(NamedTuple):
    """Pieces of text laid end to end, a blank before each.

    The code points (uint32), the number of the piece that each belongs to, and their flags.
    """

    codes: Array
    pieces: Array
    flags: Array


def lay(tables: Tables, pieces: Sequence[str]) -> Laid:
    """Lay pieces of text end to end; lone surrogates are let through."""
    codes = np.frombuffer(" ".join(["", *pieces, ""]).encode("utf-32-le", "surrogatepass"), np.uint32)
    lengths = [len(piece) + 1 for piece in pieces]
    lengths[0] += 1
    return Laid(codes, np.repeat(np.arange(len(pieces), dtype=np.int32), lengths), tables.flags[codes])


def cleaned(text: str) -> str:
    """Take addresses out and compose Vietnamese letters, as langdetect does before it reads a text."""
    if "://" in text:
        text = _detector().URL_RE.sub(" ", text)
    if "@" in text:
        text = _detector().MAIL_RE.sub(" ", text)
    return text if text.isascii() else _composed(text)


@cache
def _detector() -> Any:
    from langdetect.detector import Detector  # a tenth of a second, which a run without texts does not pay

    return Detector


def _composed(text: str) -> str:
    from langdetect.utils.ngram import NGram

    return str(NGram.normalize_vi(text)) if any(mark in text for mark in NGram.DMARK_CLASS) else text


def without_stray_latin(laid: Laid, texts: Array) -> Laid:
    """Take the Latin letters out of each text that has twice as many letters of another script.

    Arguments: the pieces; the number of the text that each piece is from, in rising order.
    """
    is_other = (laid.flags & IS_OTHER_SCRIPT) != 0
    if not is_other.any():
        return laid
    is_latin = (laid.flags & IS_LATIN) != 0
    is_latin_text = 2 * count_by_text(is_latin, laid, texts) >= count_by_text(is_other, laid, texts)
    if is_latin_text.all():
        return laid
    kept = ~is_latin | is_latin_text[texts[laid.pieces]]
    return Laid(*(part[kept] for part in laid))


def count_by_text(mask: Array, laid: Laid, texts: Array) -> Array:
    """Count the characters of each text that a mask chooses; every text has a piece, every piece a blank.

    Arguments: a truth for each character; the pieces; the number of the text that each piece is from.
    """
    first_pieces = np.flatnonzero(np.diff(texts, prepend=-1))
    first_chars = np.searchsorted(laid.pieces, first_pieces)
    counts: Array = np.add.reduceat(mask, first_chars, dtype=np.int64)
    return counts


def rows_of(tables: Tables, laid: Laid) -> tuple[Array, Array]:
    """Find the n-grams of laid pieces.

    Returns: the rows of the n-grams in the order in which langdetect meets them (by end, shorter first),
        and the number of the piece that each lies in.
    """
    classes = tables.classes[laid.codes]
    is_blank = classes == BLANK
    kept = np.empty(len(classes), bool)
    kept[0] = True
    np.logical_or(~is_blank[1:], ~is_blank[:-1], out=kept[1:])
    if not kept.all():
        classes, is_blank, laid = classes[kept], is_blank[kept], Laid(*(part[kept] for part in laid))
    size = len(tables.singles)
    rows = np.full((len(classes), LONGEST_GRAM), NO_GRAM, np.int32)
    rows[:, 0] = tables.singles[classes]
    pairs = tables.pairs[classes[:-1].astype(np.int32) * size + classes[1:]]
    rows[1:, 1] = tables.pair_rows[pairs]
    keys = pairs[:-1].astype(np.uint32) * np.uint32(size) + classes[2:]
    rows[2:, 2] = np.where((pairs[:-1] == 0) | is_blank[1:-1], NO_GRAM, rows_of_trigrams(tables, keys))
    is_upper = (laid.flags & IS_UPPER_CLASS) != 0
    rows[1:][is_upper[1:] & is_upper[:-1]] = NO_GRAM
    flat = rows.ravel()
    at = np.flatnonzero(flat != NO_GRAM)
    return flat[at], laid.pieces[at // LONGEST_GRAM]
