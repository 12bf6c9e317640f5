"""Titles, authors and dates against gold: right where the text shows them, silent where it does not."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from bench.quality import days
from bench.quality.bodies import TOKEN
from bench.quality.cases import Outcome
from bench.quality.people import is_person, same, split_names
from bench.quality.report import Error, Report

_MARKS: Final = str.maketrans("‘’‚‛′“”„‟″«»‐‑‒–—―", "'''''" + '"' * 7 + "-" * 6)
_MARKUP: Final = re.compile(r"^[#>*_\s]+|[*_#\s]+$")


class Finding(NamedTuple):
    """One field of one document: ``kind`` is ``right``, ``wrong``, ``missed``, ``false`` or ``silent``.

    The last two are of documents whose text does not show the field: something given, nothing given.
    """

    field: str
    kind: str
    wanted: str
    given: str


def even(text: str) -> str:
    """Bring a title to the form in which titles are compared: blanks, quotes and dashes do not count.

    >>> even("  “Nothing”  – he said")
    '"Nothing" - he said'
    """
    return " ".join(unicodedata.normalize("NFKC", text).translate(_MARKS).split())


def measure(outcomes: Sequence[Outcome]) -> Report:
    """Score titles, authors and dates.

    Arguments: outcomes whose gold may have ``title``, ``author`` (one string) and ``date`` (ISO).
    Returns: exactness of what the text shows, falsehoods where it does not, each with its count of documents.
    """
    titles, people, published = Counter[str](), Counter[str](), Counter[str]()
    errors = []
    for outcome in outcomes:
        found = [*_title(outcome, titles), *_authors(outcome, people), *_date(outcome, published)]
        for one in found:
            if one.kind in ("wrong", "missed", "false"):
                known = (("done", one.kind), ("field", one.field), ("language", outcome.language))
                errors.append(
                    Error(known, len(one.wanted), f"{outcome.case.name} · {one.wanted} · {one.given}")
                )
    figures = _title_figures(titles) | _author_figures(people) | _date_figures(published)
    return Report(figures, errors=tuple(errors))


def _count(counts: Counter[str], finding: Finding) -> list[Finding]:
    counts[finding.kind] += 1
    return [finding]


def _title(outcome: Outcome, counts: Counter[str]) -> list[Finding]:
    wanted, given = outcome.case.gold.get("title"), outcome.metadata.title
    if not wanted:
        return []
    lines = {even(_MARKUP.sub("", line)) for line in outcome.case.text.split("\n")}
    is_right = given is not None and even(given) == even(wanted)
    if even(wanted) in lines:
        kind = "right" if is_right else "missed" if given is None else "wrong"
    else:
        kind = "silent" if given is None or _is_variant(given, wanted) else "false"
    return _count(counts, Finding("title", kind, wanted[:80], (given or "–")[:80]))


def _is_variant(given: str, wanted: str) -> bool:
    """Tell whether at least half of the words of the shorter title are in the other.

    A page's title with its site, one with a number before it, the paper's own for what a collector gave.
    """
    one, other = (set(TOKEN.findall(even(title).casefold())) for title in (given, wanted))
    return 2 * len(one & other) >= min(len(one), len(other))


def _title_figures(counts: Counter[str]) -> dict[str, float]:
    shown = counts["right"] + counts["wrong"] + counts["missed"]
    hidden = counts["false"] + counts["silent"]
    return _shares(
        [
            ("title_documents", shown, None),
            ("title_exact", counts["right"], shown),
            ("title_precision", counts["right"], counts["right"] + counts["wrong"]),
            ("untitled_documents", hidden, None),
            ("false_titles", counts["false"], hidden),
        ]
    )


def _shares(rows: Sequence[tuple[str, int, int | None]]) -> dict[str, float]:
    """Give counts as they are (of None) and shares of what there is; a share of nothing is left out."""
    return {name: float(count) if of is None else count / of for name, count, of in rows if of != 0}


def _authors(outcome: Outcome, counts: Counter[str]) -> list[Finding]:
    names = split_names(outcome.case.gold.get("author") or "")
    people = [name for name in names if is_person(name)]
    if not people:
        return []
    text = same(outcome.case.text)
    wanted = {same(name) for name in people if same(name) in text}
    given = {same(name) for name in outcome.metadata.authors}
    show = (", ".join(people), ", ".join(outcome.metadata.authors) or "–")
    if not wanted:
        return _count(counts, Finding("authors", "false" if given else "silent", *show))
    extra = given - {same(name) for name in names}
    counts["names_right"] += len(wanted & given)
    counts["names_missed"] += len(wanted - given)
    counts["names_extra"] += len(extra)
    kind = "wrong" if extra else "missed" if wanted - given else "right"
    return _count(counts, Finding("authors", kind, *show))


def _author_figures(counts: Counter[str]) -> dict[str, float]:
    right, missed, extra = counts["names_right"], counts["names_missed"], counts["names_extra"]
    shown = counts["right"] + counts["wrong"] + counts["missed"]
    hidden = counts["false"] + counts["silent"]
    return _shares(
        [
            ("author_documents", shown, None),
            ("authors_precision", right, right + extra),
            ("authors_recall", right, right + missed),
            ("authors_f1", 2 * right, 2 * right + missed + extra),
            ("authorless_documents", hidden, None),
            ("false_authors", counts["false"], hidden),
        ]
    )


def _date(outcome: Outcome, counts: Counter[str]) -> list[Finding]:
    wanted = _day(outcome.case.gold.get("date"))
    if wanted is None:
        return []
    given, text = outcome.metadata.published_on, outcome.case.text
    if days.shows(text, wanted):
        kind = "right" if given == wanted else "missed" if given is None else "wrong"
    elif given != wanted and _is_undated(text, wanted):
        kind = "silent" if given is None else "false"
    else:
        counts["elsewhere"] += 1
        return []
    return _count(counts, Finding("date", kind, str(wanted), str(given or "–")))


def _day(given: str | None) -> date | None:
    try:
        return date.fromisoformat((given or "")[:10])
    except ValueError:
        return None


def _is_undated(text: str, day: date) -> bool:
    """Tell whether neither the day, a neighbour of it (time zones) nor another day's line is there."""
    near = [day + timedelta(days=step) for step in (-1, 0, 1)]
    return not (
        days.has_date_of_its_own(text)
        or any(days.shows(text, one) or days.shows_without_year(text, one) for one in near)
    )


def _date_figures(counts: Counter[str]) -> dict[str, float]:
    shown = counts["right"] + counts["wrong"] + counts["missed"]
    hidden = counts["false"] + counts["silent"]
    return _shares(
        [
            ("date_documents", shown, None),
            ("date_exact", counts["right"], shown),
            ("date_precision", counts["right"], counts["right"] + counts["wrong"]),
            ("undated_documents", hidden, None),
            ("false_dates", counts["false"], hidden),
            ("otherwise_dated_documents", counts["elsewhere"], None),
        ]
    )
