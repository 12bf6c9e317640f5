"""How two lines that were one go together again: with a space, with nothing, with or without a hyphen."""

import re
from typing import Final, NamedTuple

from copydesk.rules.words import words
from copydesk.text import is_unspaced, starts_lower

NEARBY: Final = 10_000
"""Characters on both sides of a cut word in which its spelling is looked for; it bounds the time."""

_HYPHEN: Final = re.compile(r"\w[-\u2010]$")
_SOFT: Final = re.compile(r"[^\W\d_][-\u2010]$")
_TAIL: Final = re.compile(r"\w+")
_SUSPENDED: Final = frozenset({"and", "or", "und", "oder", "sowie", "och"})
"""Words behind a hyphen that stands for the end of a later word: "pre- and post-war"."""


class Joint(NamedTuple):
    """What becomes of a line end: ``dropped`` characters above it go, ``after`` stands in its place."""

    dropped: int
    after: str


def joint(source: str, upper: tuple[int, int], lower: tuple[int, int]) -> Joint:
    """Tell how two parts of a source go together; both are spans, free of blanks at their ends.

    A hyphen at the end goes when it only marked the margin. It stays where the document writes the word
    with one nearby, where a half is one that compounds are made with, and before a capital or figure.
    """
    above = source[max(upper[0], upper[1] - 80) : upper[1]]
    below = source[lower[0] : min(lower[1], lower[0] + 80)]
    if not _HYPHEN.search(above):
        return Joint(0, "" if is_unspaced(above[-1:]) and is_unspaced(below[:1]) else " ")
    found = _TAIL.match(below)
    tail = found[0] if found else ""
    if not tail or (tail in _SUSPENDED and below[len(tail) : len(tail) + 1].isspace()):
        return Joint(0, " ")
    if not (starts_lower(below) and _SOFT.search(above)):
        return Joint(0, "")
    nearby = source[max(0, upper[1] - NEARBY) : lower[0] + NEARBY]
    return Joint(1, _hyphen(nearby, above.rsplit(maxsplit=1)[-1][:-1], tail))


def _hyphen(nearby: str, written: str, tail: str) -> str:
    """Keep the hyphen of a compound, drop that of a margin; ``written`` is all that stands before it."""
    if f"{written}-{tail}" in nearby:
        return "-"
    head = re.split(r"[^\w]", written)[-1]
    if _is_word(nearby, head + tail):
        return ""
    is_compound = (
        len(head) == 1
        or head.lower() in words("compound_starts")
        or tail in words("compound_ends")
        or "-" in written
    )
    return "-" if is_compound else ""


def _is_word(text: str, word: str) -> bool:
    """Tell whether a text has ``word`` as a word of its own, not beside a hyphen."""
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None
