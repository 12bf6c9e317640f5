"""Was this line end made by an author or by a margin? The evidence, and when it is enough."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

from copydesk.rules.words import words
from copydesk.text import is_unspaced, last_word, starts_lower

WIDEST_MARGIN: Final = 200
"""Columns. Mail and terminals wrap at 65–80, pages of print at up to 130; one-line paragraphs are longer."""

NARROWEST_MARGIN: Final = 20
"""Columns. Newspapers set 25 to 40; below it nothing tells wrapped prose from a list."""

USUAL_MARGINS: Final = range(40, 101)
"""Columns of mail, terminals and pages. For others the evidence must be better."""

WRAPPED_SHARE: Final = 0.7
"""Share of a document's line ends that a margin must explain before it is believed."""

WRAPPED_SHARE_UNUSUAL: Final = 0.9

FLOWING_SHARE: Final = 0.5
"""Share of line ends inside a sentence, from which on lines of unlike length are wrapped prose: where
letters have their own widths a margin is no number of characters. Of one-line paragraphs it is near 0."""

LIST_SHARE: Final = 0.2
"""The same, below which lines are a list whatever their length; German, with its capitals, has 0.5."""

RAGGED: Final = 0.78
"""How full, as a share of the column, a line in letters of unlike widths is at least."""

RAGGED_END: Final = 0.88
"""The same for a line that ends like a sentence: it may be the last of its paragraph."""

SHORT_SHARE: Final = 0.6
"""Share of the column below which a line was ended by its author: a header, a signature."""

LONGEST_PARAGRAPH: Final = 15
"""Lines from one blank line to the next, on average, up to which blank lines tell the paragraphs apart."""

LEAST_BREAKS: Final = 3
LEAST_BREAKS_UNUSUAL: Final = 6
OUTLIERS: Final = 0.95
"""Share of lines that are no longer than the column: a link or a line of a header may be."""

_CLOSED: Final = frozenset('.!?…:;。！？"”’»)]*')
_ENDED: Final = frozenset(".!?…。！？؟।")
_CLOSERS: Final = '"”’»)]」』*_'
_HYPHENS: Final = frozenset("-\u2010")
_LONG_LINE: Final = 40
_HYPHEN_END: Final = re.compile(r"[^\W\d_]{2}[-\u2010]$")
_WIDE: Final = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]")


@dataclass(frozen=True, slots=True)
class WrapWidth:
    """The column at which a document's lines were wrapped; 0 where they were not.

    ``least_full`` is how full, as a share of the column, a wrapped line is at least, and
    ``least_full_ended`` the same where it ends like a sentence: 1 where a margin is a number of
    characters, less where letters have their own widths.
    """

    columns: int
    least_full: float = 1.0
    least_full_ended: float = 1.0

    @classmethod
    def of(cls, lines: Sequence[str], are_spaced: Sequence[bool]) -> Self:
        """Find the column from all line ends that no blank line follows.

        Arguments: trimmed non-blank lines; for each, whether a blank line stands before it.
        """
        if are_spaced.count(False) < LEAST_BREAKS:
            return cls(0)
        breaks = [
            (a, b)
            for a, b, gap in zip(lines, lines[1:], are_spaced[1:], strict=False)
            if not gap and (" " in a or is_unspaced(a[-1]))
        ]
        if len(breaks) < LEAST_BREAKS:
            return cls(0)
        widths = sorted(_width(above) for above, _ in breaks)
        usual = widths[int(OUTLIERS * (len(widths) - 1))]
        if not NARROWEST_MARGIN <= usual <= WIDEST_MARGIN:
            return cls(0)
        for columns in (widths[-1], usual):
            is_usual = columns == widths[-1] and columns in USUAL_MARGINS and not is_unspaced(lines[-1][0])
            if _explains(breaks, columns, is_usual):
                return cls(columns)
        if not _flows(breaks, usual):
            return cls(0)
        inner = sum(_is_ended(a) and not _is_full(a, b, RAGGED_END * usual) for a, b in breaks)
        spaced = are_spaced.count(True)
        is_spaced = spaced > inner or spaced * LONGEST_PARAGRAPH >= len(lines)
        return cls(usual, *((SHORT_SHARE, SHORT_SHARE) if is_spaced else (RAGGED, RAGGED_END)))

    def is_wrapped(self, above: str, below: str) -> bool:
        """Tell whether the first word of ``below`` would not have fitted behind ``above``."""
        if not self.columns:
            return False
        is_end = self.least_full < 1 and _is_ended(above) and not starts_lower(below)
        share = self.least_full_ended if is_end else self.least_full
        return _is_full(above, below, share * self.columns)


def _explains(breaks: Sequence[tuple[str, str]], columns: int, is_usual: bool) -> bool:
    """Tell whether a margin of ``columns`` explains enough of the line ends.

    Lists of links look much the same; where the margin is not one that prose usually has, most lines must
    end inside a sentence.
    """
    if not NARROWEST_MARGIN <= columns <= WIDEST_MARGIN:
        return False
    telling = [(a, b) for a, b in breaks if _width(a) >= SHORT_SHARE * columns or starts_lower(b)]
    full = sum(_is_full(above, below, columns) for above, below in telling)
    flowing = _inside_sentences(telling) / len(telling)
    if is_usual:
        is_list = len(telling) >= LEAST_BREAKS_UNUSUAL and flowing < LIST_SHARE
        return full >= WRAPPED_SHARE * len(telling) and not is_list
    if len(telling) < LEAST_BREAKS_UNUSUAL or full < WRAPPED_SHARE_UNUSUAL * len(telling):
        return False
    if sum(is_unspaced(above[-1]) for above, _ in telling) > len(telling) / 2:
        return True
    return flowing >= FLOWING_SHARE


def _flows(breaks: Sequence[tuple[str, str]], columns: int) -> bool:
    """Tell whether lines of unlike length are wrapped prose: most end inside a sentence, and are long."""
    telling = [(a, b) for a, b in breaks if _width(a) >= SHORT_SHARE * columns or starts_lower(b)]
    if len(telling) < LEAST_BREAKS_UNUSUAL or _inside_sentences(telling) < FLOWING_SHARE * len(telling):
        return False
    full = sum(_is_full(above, below, RAGGED * columns) for above, below in telling)
    return full >= WRAPPED_SHARE * len(telling)


def _inside_sentences(breaks: Sequence[tuple[str, str]]) -> int:
    """Count the line ends inside a sentence: what follows starts small, or has no capitals to start with."""
    return sum(
        not _is_ended(above) and (starts_lower(below) or _is_caseless(below)) for above, below in breaks
    )


def _is_caseless(line: str) -> bool:
    """Tell whether a line is in a script without capitals; one that sets no spaces is not asked."""
    first = line[0]
    return first.isalpha() and first.upper() == first.lower() and not is_unspaced(first)


def _is_ended(above: str) -> bool:
    return above.rstrip(_CLOSERS)[-1:] in _ENDED


def _width(line: str) -> int:
    """Count the columns of a line; an ideograph takes two (Unicode's East Asian Width)."""
    return len(line) if line.isascii() else len(line) + len(_WIDE.findall(line))


def _is_full(above: str, below: str, columns: float) -> bool:
    if is_unspaced(below[0]) and is_unspaced(above[-1]):
        return _width(above) + 4 > columns  # marks that may not begin a line are carried over in pairs
    word = below.split(maxsplit=1)[0]
    return _width(above) + 1 + _width(word) > columns


def continues(above: str, below: str) -> bool:
    """Tell whether ``below`` must go on with the sentence that ``above`` left open.

    It must when a hyphen cuts a word, when ``above`` stops at a word that ends no sentence ("of",
    "und", "les"), or when a long line stops without punctuation and ``below`` starts small.

    >>> continues("To contact the", "Socialist Party visit:"), continues("Ana Ruiz", "16 March 2016")
    (True, False)
    """
    end = above[-1:]
    if end in _HYPHENS and starts_lower(below) and _HYPHEN_END.search(above):
        return True
    if not end or end in _CLOSED or not below[:1].isalnum():
        return False
    if last_word(above) in words("function_words") and " " in above:
        return True
    return len(above) >= _LONG_LINE and starts_lower(below)
