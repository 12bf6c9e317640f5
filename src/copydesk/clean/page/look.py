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

WORDS_FROM: Final = 400
"""Characters at the start of a block whose words are looked for elsewhere in the document."""

_CJK: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_WORD: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff]{2}|[^\\W\\d_]{3,}")
_FIGURE: Final = re.compile(r"\d")
_STOPS: Final = (". ", "? ", "! ", "… ", "; ")
_WIDE_STOPS: Final = ("。", "！", "？", "；")
_WIDE_COMMAS: Final = ("，", "、", "، ")
_LINKISH: Final = ("|", "»", "›", ">", "©", "@", "/", "...")
_OPENERS: Final = frozenset("\"“„«‘'「『—–")
_DATING: Final = frozenset({"byline", "date", "dateline", "kicker", "title", "wire_credit", "subtitle"})


class Look(NamedTuple):
    """What one block looks like.

    ``size`` is its characters, wide ones weighed; ``familiar`` the share of its words that the document's
    prose holds elsewhere; ``removing`` and ``dating`` what a rule says of its words; the rest counts, shares
    and marks (1 or 0) of what its name says.
    """

    size: float
    words: float
    ends: float
    stops: float
    commas: float
    capitals: float
    figures: float
    starts_small: float
    is_item: float
    is_heading: float
    is_spaced: float
    linkish: float
    colon: float
    asks: float
    opens_quote: float
    repeats: float
    familiar: float
    removing: float
    dating: float


def look_at(blocks: Sequence[Block], labels: Sequence[str]) -> Matrix:
    """Measure every block on its own.

    Arguments: the blocks of a document; for each the label that a rule gives its words, or nothing.
    Returns: one row a block, the columns of ``Look``.
    """
    seen = Counter([block.plain for block in blocks])
    sizes = [size_of(block.plain) for block in blocks]
    words = [frozenset(_WORD.findall(block.plain[:WORDS_FROM].lower())) for block in blocks]
    spread: Counter[str] = Counter()
    for size, own in zip(sizes, words, strict=True):
        if size >= LEAST_PROSE:
            spread.update(own)
    rows = []
    for block, label, size, own in zip(blocks, labels, sizes, words, strict=True):
        least = 1 + (size >= LEAST_PROSE)
        familiar = sum([spread[word] >= least for word in own]) / len(own) if own else 0.0
        rows.append(_look(block, label, size, (seen[block.plain], familiar)))
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(Look._fields))


def size_of(plain: str) -> float:
    """Give the length of a text in letters of an alphabet."""
    if plain.isascii():
        return float(len(plain))
    return len(plain) + (CJK_WEIGHT - 1) * len(_CJK.findall(plain))


def _look(block: Block, label: str, size: float, elsewhere: tuple[int, float]) -> Look:
    plain, markup = block.plain, block.markup
    start = plain[:LOOKED_AT]
    words = start.split()
    is_narrow = plain.isascii()
    stops = sum([plain.count(mark) for mark in _STOPS])
    commas = plain.count(", ")
    if not is_narrow:
        stops += sum([plain.count(mark) for mark in _WIDE_STOPS])
        commas += sum([plain.count(mark) for mark in _WIDE_COMMAS])
    end = plain[-1:]
    return Look(
        size=size,
        words=plain.count(" ") + 1.0,
        ends=ends_sentence(plain),
        stops=stops,
        commas=commas,
        capitals=sum([word[0].isupper() for word in words]) / (len(words) or 1),
        figures=len(_FIGURE.findall(start)) / (len(start) or 1),
        starts_small=plain[:1].islower(),
        is_item=markup in {"bullet", "number"},
        is_heading=markup[:1] == "h",
        is_spaced=block.is_spaced,
        linkish=sum([start.count(mark) for mark in _LINKISH]),
        colon=end in {":", "："},
        asks=end in {"?", "!", "？", "！"},
        opens_quote=plain[:1] in _OPENERS,
        repeats=elsewhere[0] - 1.0,
        familiar=elsewhere[1],
        removing=VERDICTS.get(label) == "removed",
        dating=label in _DATING,
    )
