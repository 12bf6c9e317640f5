"""Which language a text is in; ``und`` where that cannot be told.

langdetect is the engine of record: its profiles and its normaliser are used by all engines. ``det`` scores
every n-gram of a fixed sample and is what a run uses; ``exact`` answers as langdetect does with a fixed seed,
for audits; ``lid`` asks CLD2 as well. ``docs/language.md`` has the measurements.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from copydesk import versions
from copydesk.model import Reading

__all__ = [
    "ENGINES",
    "Reading",
    "attach",
    "engine_id",
    "prepare",
    "read_languages",
    "read_sentence_languages",
]

ENGINES: Final = ("det", "exact", "lid")

LEAST_LETTERS: Final = 20
"""Letters. On less, every engine names a language with confidence and is mostly wrong."""

LEAST_CONFIDENCE: Final = 0.5
DISSENT: Final = 10.0
"""Nats by which a window must speak against the language of its article for it to count as mixed."""

OVERRIDE: Final = 20.0
"""Nats by which a sentence of a mixed article must speak against the article's language to bear its own."""

UNKNOWN: Final = "und"
"""ISO 639-2 code for an undetermined language."""

_LANGDETECT: Final = "langdetect-1.0.9"
PLACES: Final = 4
"""Decimal places of a stored confidence: floats that differ beyond them are the same answer."""


def engine_id(engine: str) -> str:
    """Name an engine with its version, as it is stored beside each answer.

    >>> engine_id("det"), engine_id("exact")
    ('det-1+langdetect-1.0.9', 'exact+langdetect-1.0.9')
    """
    own = "" if engine == "exact" else f"-{versions.load().stages['detect_languages']}"
    return f"{engine}{own}+{_LANGDETECT}"


def read_languages(texts: Sequence[str], engine: str = "det") -> list[Reading]:
    """Read the language of each text; together they are cheaper, and none depends on another.

    Raises:
        StopError: the profiles of langdetect, or what the engine needs, are not installed.
    """
    from copydesk.language import answers  # numpy: a tenth of a second that a look at the command saves

    return answers.read_exactly(texts) if engine == "exact" else answers.read(texts, engine)


def read_sentence_languages(sentences: Sequence[str], language: str) -> list[str]:
    """Read the language of each sentence of a mixed article: the article's unless much speaks against it."""
    from copydesk.language import answers

    return answers.read_sentences(sentences, language)


def prepare(folder: Path) -> None:
    """Build the tables into a folder unless they are there, for ``attach``; safe when two do it at once.

    Raises:
        OSError: they cannot be written.
    """
    from copydesk.language import tables

    if tables.open_saved(folder) is None:
        tables.save(tables.build(), folder)


def attach(folder: Path | None) -> None:
    """Share the tables that lie in a folder; where they are missing or damaged they are built in memory."""
    from copydesk.language.loaded import STORE

    STORE.attach(folder)
