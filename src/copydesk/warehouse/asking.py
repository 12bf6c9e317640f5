"""Questions that are ready: full text, keyword in context, and those of ``sql/queries`` by name."""

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import re2

from copydesk.errors import StopError
from copydesk.patterns import linear
from copydesk.warehouse import statements
from copydesk.warehouse.jobs import QueryResult
from copydesk.warehouse.reading import query

ORDERS: Final = ("date", "left", "match", "right")
"""How hits in context are sorted: by day; by the words before the hit, the last first; by the hit; by the
words behind it."""


@dataclass(frozen=True, slots=True)
class Among:
    """Which articles are looked at, and how many hits are wanted; days as ``2024-03-01``, both included."""

    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    language: str | None = None
    limit: int = 20


def search(database: Path, words: str, among: Among, marks: tuple[str, str] = ("[", "]")) -> QueryResult:
    """Return the articles that have all ``words``, best first, with hits between ``marks``.

    Raises StopError when there is nothing to look for or no index, and what ``query`` raises.
    """
    if not any(character.isalnum() for character in words):
        raise StopError(f"there is no word in {words!r}", "Give words to look for.")
    values = (words, among.limit, among.outlet, among.since, among.until, among.language, *marks)
    found = query(database, statements.read("ask", "search"), *values)
    if not found.rows and not query(database, "FROM search_articles LIMIT 1").rows:
        _require_no_articles(database)
    return found


def kwic(database: Path, pattern: str, width: int, among: Among, order: str = "date") -> QueryResult:
    """Return the places that an RE2 pattern matches, with ``width`` characters on each side.

    ``order`` is one of ``ORDERS``. The last column counts all places. Raises StopError for a pattern that is
    none or matches the empty text, and what ``query`` raises.
    """
    _require_pattern(pattern)
    values = (pattern, width, among.limit, among.outlet, among.since, among.until, among.language, order)
    return query(database, statements.read("ask", "kwic"), *values)


def question(name: str) -> statements.Question:
    """Return the question of ``sql/queries`` that answers to ``name``: its name, its number, or both.

    Raises StopError when there is none.
    """
    questions = statements.questions()
    for one in questions:
        if name in (one.name, one.number, f"{one.number}_{one.name}"):
            return one
    near = difflib.get_close_matches(name, [one.name for one in questions], n=1, cutoff=0.5)
    advice = f"Did you mean {near[0]}? " if near else ""
    raise StopError(f"there is no query {name!r}", f"{advice}`copydesk sql --list` lists them.")


def _require_no_articles(database: Path) -> None:
    """Make sure that nothing is indexed only because nothing is there."""
    if query(database, "FROM articles_current LIMIT 1").rows:
        raise StopError(
            "the published database has no index of words",
            "Set `full_text = true` in copydesk.toml and run again; `copydesk kwic` needs no index.",
        )


def _require_pattern(pattern: str) -> None:
    try:
        compiled = linear(pattern)
    except re2.error as error:
        raise StopError(
            f"the pattern {pattern!r} is wrong: {_reason(error)}",
            "Patterns are RE2's: \\b, \\w+, (one|two), \\p{L}; a \\ before ( [ . * + finds the sign itself.",
        ) from error
    if compiled.search(""):
        raise StopError(
            f"the pattern {pattern!r} matches the empty text, so it would match everywhere",
            "Write + for *, or take the ? away.",
        )


def _reason(error: re2.error) -> str:
    said = error.args[0] if error.args else error
    return said.decode(errors="replace") if isinstance(said, bytes) else str(said)
