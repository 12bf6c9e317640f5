"""Was this line end made by an author or by a margin? The evidence, and when it is enough."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

from copydesk.rules.words import words
from copydesk.text import last_word, starts_lower

WIDEST_MARGIN: Final = 100
"""Characters. Mail and terminals wrap at 65–80; no tool seen wraps beyond 100, paragraphs do."""

NARROWEST_MARGIN: Final = 40
"""Characters. Below it, short lines that are no wrapped prose look wrapped."""

WRAPPED_SHARE: Final = 0.7
"""Share of a document's line ends that a margin must explain before it is believed."""

SHORT_SHARE: Final = 0.6
"""Share of the column below which a line was ended by its author: a header, a signature."""

LEAST_BREAKS: Final = 3
_CLOSED: Final = frozenset('.!?…:;。！？"”’»)]*')
_HYPHENS: Final = frozenset("-\u2010")
_LONG_LINE: Final = 40
_HYPHEN_END: Final = re.compile(r"[^\W\d_]{2}[-\u2010]$")


@dataclass(frozen=True, slots=True)
class WrapWidth:
    """The column at which a document's lines were wrapped; 0 where they were not."""

    columns: int

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
            if not gap and " " in a
        ]
        if len(breaks) < LEAST_BREAKS:
            return cls(0)
        columns = max(len(above) for above, _ in breaks)
        if not NARROWEST_MARGIN <= columns <= WIDEST_MARGIN:
            return cls(0)
        breaks = [(a, b) for a, b in breaks if len(a) >= SHORT_SHARE * columns or starts_lower(b)]
        full = sum(_is_full(above, below, columns) for above, below in breaks)
        return cls(columns if full >= WRAPPED_SHARE * len(breaks) else 0)

    def is_wrapped(self, above: str, below: str) -> bool:
        """Tell whether the first word of ``below`` would not have fitted behind ``above``."""
        return self.columns > 0 and _is_full(above, below, self.columns)


def _is_full(above: str, below: str, columns: int) -> bool:
    word = below.split(maxsplit=1)[0]
    return len(above) + 1 + len(word) > columns


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
