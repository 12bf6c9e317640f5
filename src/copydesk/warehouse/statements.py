"""Finds the SQL text: ``copydesk/sql`` in an installed package, ``sql`` at the root of a checkout."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from copydesk.errors import StopError
from copydesk.tables import SCHEMAS

_HEADER: Final = re.compile(r"^-- (title|severity|question): *(.+?) *$", re.MULTILINE)
_PLACES: Final = (Path(__file__).parents[1] / "sql", Path(__file__).parents[3] / "sql")


@dataclass(frozen=True, slots=True)
class Statement:
    """One file of SQL: ``name`` is its name without ``.sql``."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Check:
    """A query for offenders; ``severity`` is ``abort`` or ``warn``."""

    name: str
    title: str
    severity: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A query that people ask: ``question`` says in their words what it answers."""

    number: str
    name: str
    question: str
    text: str


def folder(places: tuple[Path, ...] = _PLACES) -> Path:
    """Return the folder of the SQL files.

    Raises StopError when there is none: then the installation is broken.
    """
    for place in places:
        if (place / "schema").is_dir():
            return place
    raise StopError(
        f"the SQL files of copydesk are missing (looked in {' and '.join(map(str, places))})",
        "Install copydesk again, or run it from a complete checkout.",
    )


def read(kind: str, name: str) -> str:
    """Return the text of ``sql/<kind>/<name>.sql``."""
    return (folder() / kind / f"{name}.sql").read_text(encoding="utf-8")


def read_all(kind: str) -> tuple[Statement, ...]:
    """Return every statement of ``sql/<kind>``, in order of name."""
    files = sorted((folder() / kind).glob("*.sql"), key=lambda path: path.name)
    return tuple(Statement(path.stem, path.read_text(encoding="utf-8")) for path in files)


def schema() -> tuple[Statement, ...]:
    """Return the DDL of the tables, in the order of ``tables.SCHEMAS``."""
    return tuple(Statement(name, read("schema", name)) for name in SCHEMAS)


def furnishing() -> tuple[Statement, ...]:
    """Return views and macros in the order of their numbers, in which each finds what it speaks of."""
    return tuple(sorted((*read_all("macros"), *read_all("views")), key=lambda one: one.name))


def questions() -> tuple[Question, ...]:
    """Return the questions of ``sql/queries`` in the order of their numbers.

    Raises StopError when one does not say what it answers.
    """
    return tuple(_question(statement) for statement in read_all("queries"))


def _question(statement: Statement) -> Question:
    number, _, name = statement.name.partition("_")
    asked = dict(_HEADER.findall(statement.text)).get("question")
    if not asked:
        raise StopError(
            f"sql/queries/{statement.name}.sql does not say what it answers",
            "It needs a line `-- question: ...`.",
        )
    return Question(number, name, asked, statement.text)


def checks() -> tuple[Check, ...]:
    """Return the checks in order of name.

    Raises StopError when the header of one is not complete.
    """
    return tuple(_check(statement) for statement in read_all("checks"))


def checks_digest() -> str:
    """Return a hash of the checks: what other checks have proved is not proved by these."""
    sha256 = hashlib.sha256()
    for statement in read_all("checks"):
        sha256.update(f"{statement.name}\n{statement.text}\n".encode())
    return sha256.hexdigest()[:32]


def _check(statement: Statement) -> Check:
    header = dict(_HEADER.findall(statement.text))
    if header.get("severity") not in ("abort", "warn") or "title" not in header:
        raise StopError(
            f"the header of sql/checks/{statement.name}.sql is not complete",
            "It needs the lines `-- title: ...` and `-- severity: abort` or `-- severity: warn`.",
        )
    return Check(statement.name, header["title"], header["severity"], statement.text)


def digest(full_text: bool = True) -> str:
    """Return a hash of tables, views and macros: a publication made by other SQL is not current.

    Nor is one with an index of words where none is wanted, or without where one is.
    """
    sha256 = hashlib.sha256(b"" if full_text else b"no index of words\n")
    for statement in (*schema(), *read_all("search"), *furnishing()):
        sha256.update(f"{statement.name}\n{statement.text}\n".encode())
    return sha256.hexdigest()[:32]
