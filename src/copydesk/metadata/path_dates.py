"""The day that a file's path gives: the last resort, believed where nothing in the text says one."""

import re
from datetime import date
from typing import Final

from copydesk.model import Evidence

PATH_DATE: Final = "path_date"
CONFLICT: Final = "path_date_conflict"
"""The method of days that contradict each other: evidence that is never chosen."""

CONFIDENCE: Final = 0.7
_YEAR: Final = r"(?P<y>(?:19|20)\d{2})"
_SHAPES: Final = (
    re.compile(rf"(?:^|/){_YEAR}/(?P<m>\d{{2}})/?(?P<d>\d{{2}})(?=/)"),  # 2024/03/03/slug, 2024/0303/slug
    re.compile(rf"(?:^|[/_. -]){_YEAR}-(?P<m>\d{{2}})-(?P<d>\d{{2}})(?=[/_. T-]|$)"),
    re.compile(rf"(?:^|[/_. -]){_YEAR}_(?P<m>\d{{2}})_(?P<d>\d{{2}})(?=[/_. -]|$)"),
    re.compile(rf"(?:^|/){_YEAR}(?P<m>\d{{2}})(?P<d>\d{{2}})(?=[/_-]|\.[a-z]+$)"),  # only where a name begins
)


def read(path: str) -> tuple[Evidence, ...]:
    """Give the evidence of the day that a path names, as folders or at a place where names begin.

    Arguments: a path relative to the raw folder. A run of eight digits inside a name is no day.
    Returns: one row, without a span since it is not in the text; where the path names several days,
        one row each, none of which is ever chosen.

    >>> [row.value for row in read("wire/2024/0303/harbour.md")], read("photos/img_20240303.txt")
    (['2024-03-03'], ())
    """
    found = {day: raw for shape in _SHAPES for match in shape.finditer(path) for day, raw in _day(match)}
    method = PATH_DATE if len(found) == 1 else CONFLICT
    return tuple(
        Evidence("published", day, raw, None, None, method, CONFIDENCE) for day, raw in sorted(found.items())
    )


def _day(match: re.Match[str]) -> list[tuple[str, str]]:
    try:
        day = date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return []
    return [(str(day), match[0].strip("/_. -"))]
