"""What one block of a page looks like on its own, in numbers.

All of it is read from the text alone and none of it from the words of one language: a script without blanks
between words is measured in characters that weigh more, and what is familiar is what the document's own
prose says.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np

from copydesk.clean.shapes import ends_sentence
from copydesk.model import VERDICTS, Block

Matrix: TypeAlias = Any
"""A numpy array of float64: one row a block, one column a feature."""

CJK_WEIGHT: Final = 2.5
"""Letters of an alphabet that one Chinese or Japanese character is worth."""

LEAST_PROSE: Final = 90.0
"""Size from which on a block that ends like a sentence counts as prose here."""

LOOKED_AT: Final = 80
"""Characters at the start of a block that tell its figures, capitals and links."""

LEAST_COUNTED: Final = 24
"""Characters below which no stop or comma inside a block is counted."""

WORDS_FROM: Final = 400
"""Characters at the start of a block whose words are looked for elsewhere in the document."""

_CJK: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_PAIR: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff]{2}|[^\\W\\d_]{2,}")
_FIGURE: Final = re.compile(r"\d")
_LINKISH: Final = re.compile(r"[|»›>©@/]|\.\.\.")
_STOPS: Final = (". ", "? ", "! ", "… ", "; ")
_WIDE_STOPS: Final = ("。", "！", "？", "；")
_WIDE_COMMAS: Final = ("，", "、", "، ")
_COMMAS: Final = (", ",)
_OPENERS: Final = frozenset("\"“„«‘'「『—–")
_DATING: Final = frozenset({"byline", "date", "dateline", "kicker", "title", "wire_credit", "subtitle"})


class Look(NamedTuple):
    """What blocks look like, one column each; every block has one value in it.

    ``size`` is characters, wide ones weighed; ``familiar`` the share of a block's words that the document's
    prose holds elsewhere; ``removing`` and ``dating`` what a rule says of its words; the rest counts, shares
    and marks (1 or 0) of what its name says.
    """

    size: Sequence[float]
    words: Sequence[float]
    ends: Sequence[float]
    stops: Sequence[float]
    commas: Sequence[float]
    capitals: Sequence[float]
    figures: Sequence[float]
    starts_small: Sequence[float]
    is_item: Sequence[float]
    is_heading: Sequence[float]
    is_spaced: Sequence[float]
    linkish: Sequence[float]
    colon: Sequence[float]
    asks: Sequence[float]
    opens_quote: Sequence[float]
    repeats: Sequence[float]
    familiar: Sequence[float]
    removing: Sequence[float]
    dating: Sequence[float]


def look_at(blocks: Sequence[Block], labels: Sequence[str]) -> Matrix:
    """Measure every block on its own.

    Arguments: the blocks of a document; for each the label that a rule gives its words, or nothing.
    Returns: one row a block, the columns of ``Look``.
    """
    plains = [block.plain for block in blocks]
    sizes = [size_of(plain) for plain in plains]
    columns = Look(
        size=sizes,
        words=[plain.count(" ") + 1 for plain in plains],
        ends=[ends_sentence(plain) for plain in plains],
        stops=[_count(plain, _STOPS, _WIDE_STOPS) for plain in plains],
        commas=[_count(plain, _COMMAS, _WIDE_COMMAS) for plain in plains],
        **_starts([plain[:LOOKED_AT] for plain in plains]),
        is_item=[block.markup in {"bullet", "number"} for block in blocks],
        is_heading=[block.markup[:1] == "h" for block in blocks],
        is_spaced=[block.is_spaced for block in blocks],
        colon=[plain[-1:] in {":", "："} for plain in plains],
        asks=[plain[-1:] in {"?", "!", "？", "！"} for plain in plains],
        opens_quote=[plain[:1] in _OPENERS for plain in plains],
        repeats=_repeats(plains),
        familiar=_familiar(plains, sizes),
        removing=[VERDICTS.get(label) == "removed" for label in labels],
        dating=[label in _DATING for label in labels],
    )
    return np.array(columns, dtype=np.float64).T.copy()


def size_of(plain: str) -> float:
    """Give the length of a text in letters of an alphabet."""
    if plain.isascii():
        return float(len(plain))
    return len(plain) + (CJK_WEIGHT - 1) * len(_CJK.findall(plain))


def _count(plain: str, marks: Sequence[str], wide: Sequence[str]) -> int:
    """Count marks in a text that is long enough to hold a sentence."""
    if len(plain) < LEAST_COUNTED:
        return 0
    found = sum([plain.count(mark) for mark in marks])
    return found if plain.isascii() else found + sum([plain.count(mark) for mark in wide])


def _starts(starts: Sequence[str]) -> dict[str, list[float]]:
    """Measure the beginnings of blocks."""
    words = [start.split() for start in starts]
    return {
        "capitals": [sum([word[0].isupper() for word in own]) / (len(own) or 1) for own in words],
        "figures": [len(_FIGURE.findall(start)) / (len(start) or 1) for start in starts],
        "starts_small": [start[:1].islower() for start in starts],
        "linkish": [len(_LINKISH.findall(start)) for start in starts],
    }


def _repeats(plains: Sequence[str]) -> list[float]:
    seen = Counter(plains)
    return [seen[plain] - 1.0 for plain in plains]


def _familiar(plains: Sequence[str], sizes: Sequence[float]) -> list[float]:
    """Give for each block the share of its words that other blocks of prose in the document hold too."""
    words = [
        set(_PAIR.findall(plain[:WORDS_FROM]) if size > len(plain) else plain[:WORDS_FROM].lower().split())
        for plain, size in zip(plains, sizes, strict=True)
    ]
    spread: Counter[str] = Counter()
    for size, own in zip(sizes, words, strict=True):
        if size >= LEAST_PROSE:
            spread.update(own)
    twice = {word for word, times in spread.items() if times > 1}
    return [
        len(own & (twice if size >= LEAST_PROSE else spread.keys())) / (len(own) or 1)
        for size, own in zip(sizes, words, strict=True)
    ]
