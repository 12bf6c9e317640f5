"""Which line of a page is the title of its article: above the body, and not one of the menu.

The line is chosen by a linear model over the lines above the body, whose numbers stand in ``page_model.toml``
too. It must be a good deal likelier than the others: unknown is an answer.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from copydesk.clean.page.look import Look, Matrix
from copydesk.clean.shapes import is_title
from copydesk.metadata import dates
from copydesk.model import Block

FARTHEST: Final = 60
"""Blocks above the first prose of the body in which a title is looked for."""

SHORTEST: Final = 6
LONGEST: Final = 220
"""Characters between which a title lies."""

MOST_FIGURES: Final = 0.4
"""Share of figures in a title; dates and telephone numbers have more."""

LEAST_CHANCE: Final = 0.2
"""Probability below which the likeliest line is not taken."""

LEAST_WORDS: Final = 4
NEAR: Final = 3
GROUP: Final = 12
"""Blocks above a title-like line that are searched for another: the title comes before the standfirst."""

_ECHO: Final = 6
_DIGITS: Final = 6
_SURE_CHANCE: Final = 0.01
_OWN: Final = (
    "familiar",
    "ends",
    "asks",
    "colon",
    "removing",
    "dating",
    "capitals",
    "figures",
    "starts_small",
    "is_spaced",
    "is_item",
)
FEATURES: Final = (
    *_OWN,
    "score",
    "log_size",
    "log_words",
    "long",
    "very_long",
    "has_words",
    "linkish",
    "commas",
    "is_title",
    "is_spaced_below",
    "stands_alone",
    "is_strong",
    "strong_familiar",
    "strong_above",
    "strong_below",
    "log_distance",
    "distance_share",
    "is_near",
    "is_first_prose",
    "dated_right_below",
    "dated_below",
    "dated_above",
    "removing_above",
    "removing_below",
    "size_below",
    "size_above",
    "echoes",
    "repeats",
)
"""What the chance of a line to be the title is made of; ``features`` gives them in this order."""


NAMED_WITHIN: Final = 3
"""Blocks at the very top of a page among which the title of its window stands, where it was written out."""

_SITE: Final = re.compile(r"(?P<title>.+) (?:[-–—|·»]|::) \S.*")
"""A window's title: the headline, a sign, the name of the site."""


class TitleModel(NamedTuple):
    """For each of ``FEATURES`` its usual value, its spread and its weight."""

    usual: Matrix
    spread: Matrix
    weight: Matrix


class Candidates(NamedTuple):
    """Lines that may be the title: numbers of their blocks, and one row of ``FEATURES`` each."""

    numbers: list[int]
    features: Matrix


def named_title(plains: Sequence[str], start: int) -> int | None:
    """Find the line that the page's window names: "Headline - Site" at the top, "Headline" alone below.

    Arguments: the plain texts of the blocks; the number of the first block of prose of the body.
    Returns: the number of the first block that is the headline alone; None where no window is named.
    """
    for number, plain in enumerate(plains[: min(NAMED_WITHIN, start)]):
        site = _SITE.fullmatch(plain)
        headline = site["title"].casefold() if site else ""
        if len(headline.split()) < LEAST_WORDS or len(headline) > LONGEST:
            continue
        for other in range(number + 1, start):
            if plains[other].casefold() == headline:
                return other
    return None


def find_title(candidates: Candidates, model: TitleModel) -> int | None:
    """Choose the title among candidates: the number of its block; None where no line stands out."""
    if not candidates.numbers:
        return None
    weighed = (candidates.features - model.usual) / model.spread * model.weight
    odds = np.round(np.cumsum(weighed, axis=1)[:, -1], _DIGITS)
    best = int(np.argmax(odds))
    chance = 1.0 / float(np.exp(odds - odds[best]).sum())
    return candidates.numbers[best] if round(chance, 4) >= LEAST_CHANCE else None


def candidates_of(blocks: Sequence[Block], looks: Matrix, body: Matrix, start: int) -> Candidates:
    """Gather the lines that may be the title.

    Arguments: the blocks of a page; what ``look_at`` gave; the scores, one a block; the number of the
        first block of prose of the body.
    """
    top = max(0, start - FARTHEST)
    rows = slice(max(0, top - GROUP), min(len(blocks), start + 1 + NEAR))
    columns = _columns(blocks[rows], looks[rows], body[rows], start - rows.start)
    numbers = [
        number for number in range(top, start + 1) if _may_be_title(blocks[number].plain, looks[number])
    ]
    chosen = [number - rows.start for number in numbers]
    return Candidates(numbers, np.stack(columns, axis=1)[chosen])


def _may_be_title(plain: str, look: Matrix) -> bool:
    """Tell whether a line is neither too short nor too long for a title, and no date in any script."""
    is_date = look[Look._fields.index("figures")] > MOST_FIGURES or dates.whole(plain) is not None
    return SHORTEST <= len(plain) <= LONGEST and not is_date


def _columns(blocks: Sequence[Block], looks: Matrix, body: Matrix, start: int) -> list[Matrix]:
    """Give the columns of ``FEATURES`` for blocks in a row; ``start`` is the first prose among them."""
    look = dict(zip(Look._fields, looks.T, strict=True))
    distance = start - np.arange(len(blocks))
    form = np.array([is_title(block.plain) for block in blocks], dtype=np.float64)
    spaced_below = np.append(look["is_spaced"][1:], 1.0)
    alone = look["is_spaced"] * spaced_below
    plain = (look["removing"] == 0) & (look["dating"] == 0)
    strong = form * alone * plain * (look["words"] >= LEAST_WORDS)
    log_size = np.log1p(look["size"])
    chance = np.clip(body, _SURE_CHANCE, 1 - _SURE_CHANCE)
    return [
        *(look[name] for name in _OWN),
        np.log(chance / (1 - chance)),
        log_size,
        np.log(look["words"]),
        *(1.0 * (look["size"] >= size) for size in (100, 140)),
        1.0 * (look["words"] >= LEAST_WORDS),
        1.0 * (look["linkish"] > 0),
        1.0 * (look["commas"] > 0),
        form,
        spaced_below,
        alone,
        strong,
        strong * look["familiar"],
        np.log1p(_sum_above(strong, GROUP)),
        np.log1p(_sum_above(strong[::-1], GROUP)[::-1] * (distance > 0)),
        np.log1p(np.maximum(distance, 0)),
        distance / (start + 1),
        1.0 * (distance <= NEAR),
        1.0 * (distance <= 0),
        np.append(look["dating"][1:], 0.0),
        1.0 * (_sum_above(look["dating"][::-1], 1 + NEAR)[::-1] > 0),
        1.0 * (_sum_above(look["dating"], 2) > 0),
        _sum_above(look["removing"], NEAR),
        _sum_above(look["removing"][::-1], NEAR)[::-1],
        np.append(log_size[1:], 0.0),
        np.append(0.0, log_size[:-1]),
        _echoes([block.plain for block in blocks]),
        1.0 * (look["repeats"] > 0),
    ]


def _sum_above(column: Matrix, reach: int) -> Matrix:
    """Add up the values of the rows within reach above each row."""
    total = np.append(0.0, np.cumsum(column))
    index = np.arange(len(column))
    return total[index] - total[np.maximum(index - reach, 0)]


def _echoes(plains: Sequence[str]) -> Matrix:
    """Tell which lines stand inside a longer line near above: a path of links, "Title | Site"."""
    return np.array(
        [
            1.0 * any(plain != other and plain in other for other in plains[max(0, n - _ECHO) : n])
            for n, plain in enumerate(plains)
        ]
    )
