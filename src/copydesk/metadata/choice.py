"""Which evidence is believed: a documented order of methods, field by field."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final

from copydesk.model import Evidence, Metadata

RECASED: Final = "+recased"
"""Behind a method: the source writes the value in capitals, and it was given its usual case."""

METHODS: Final[dict[str, tuple[str, ...]]] = {
    "title": ("front_matter", "title_field", "heading", "marked_line", "first_line"),
    "kicker": ("front_matter", "title_prefix", "kicker_line"),
    "subtitle": ("front_matter", "subtitle_line"),
    "authors": (
        *("front_matter", "byline", "byline_near_title", "name_line", "name_near_title"),
        *("dateline", "leading_dateline", "byline_elsewhere", "biography"),
    ),
    "agency": ("byline", "byline_near_title", "name_line", "dateline", "leading_dateline", "source_line"),
    "published": (
        "front_matter",
        "published_line",
        "date_line",
        "byline_date",
        "dateline",
        "leading_dateline",
        "date_near_title",
        "title_date",
        "published_elsewhere",
        "updated_line",
        "updated_elsewhere",
        "front_matter_updated",
        "path_date",
        "date_elsewhere",
    ),
    "outlet": ("front_matter", "source_line", "copyright_line", "republished", "author_bio", "title_suffix"),
    "outlet_domain": ("contact_link", "contact_email"),
    "section": ("front_matter", "section_field"),
    "url": ("front_matter", "url_field"),
    "dateline": ("dateline", "leading_dateline"),
    "dateline_place": ("dateline", "leading_dateline"),
}
"""Most believed first, after a person's correction; among equals the first in the text, of dates the nearest
to the title. A method that is not
named is never chosen."""

_RANKS: Final = {
    (field, method + suffix): rank
    for field, methods in METHODS.items()
    for rank, method in enumerate(("correction", *methods))
    for suffix in ("", RECASED)
}
"""How far down its order a method stands, by field and method."""

_DAY_CHARS: Final = 10
_MONTH_CHARS: Final = 7


def choose(evidence: Iterable[Evidence]) -> tuple[tuple[Evidence, ...], Metadata]:
    """Choose the value of each field and mark the rows it came from.

    Arguments: all evidence of a document, in the order of the text.
    Returns: the same rows, the chosen ones marked, and the metadata they give.
    """
    rows = list(evidence)
    best: dict[str, tuple[int, list[int]]] = {}
    for number, row in enumerate(rows):
        rank = _RANKS.get((row.field, row.method))
        if rank is None:
            continue
        known = best.get(row.field)
        if known is None or rank < known[0]:
            best[row.field] = (rank, [number])
        elif rank == known[0]:
            known[1].append(number)
    values: dict[str, Any] = {}
    for field in METHODS:
        if field not in best:
            continue
        chosen = best[field][1]
        if field == "published":
            chosen = [_nearest(rows, chosen)]
        elif field != "authors":
            chosen = chosen[:1]
        for number in chosen:
            rows[number] = Evidence(*rows[number][:-1], is_chosen=True)
        values |= _values(field, [rows[number].value for number in chosen])
    return tuple(rows), Metadata(**values)


def _nearest(rows: Sequence[Evidence], numbers: Sequence[int]) -> int:
    """Choose among dates of one method: the first below the title, else the last above it.

    The head of a page bears the day on which it was called up, far above the title.
    """
    title = next((row.start for row in rows if row.field == "title" and row.is_chosen), None)
    if title is None:
        return numbers[0]
    below = [number for number in numbers if (start := rows[number].start) is None or start > title]
    return below[0] if below else numbers[-1]


def _values(field: str, texts: Sequence[str]) -> dict[str, Any]:
    if field == "authors":
        return {"authors": tuple(dict.fromkeys(texts))}
    return _published(texts[0]) if field == "published" else {field: texts[0]}


def _published(value: str) -> dict[str, Any]:
    """Turn an ISO text into day, point in time and precision; a month alone gives no day."""
    if len(value) == _MONTH_CHARS:
        return {"date_precision": "month"}
    on = date.fromisoformat(value[:_DAY_CHARS])
    if len(value) == _DAY_CHARS:
        return {"published_on": on, "date_precision": "day"}
    at = datetime.fromisoformat(value)
    clock = value[_DAY_CHARS + 1 :].partition("+")[0].partition("-")[0]
    precision = "second" if clock.count(":") > 1 else "minute"
    return {"published_on": on, "published_at": at if at.tzinfo else None, "date_precision": precision}
