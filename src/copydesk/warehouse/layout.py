"""Where everything lies below the warehouse folder."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

LANGUAGE_TABLES: Final = "language"
"""Folder in the work folder for the tables of the language engine; they can be made anew at any time."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of one warehouse; ``root`` is its folder. Nothing is created by asking."""

    root: Path

    @property
    def published(self) -> Path:
        """The read-only snapshot that analysts query."""
        return self.root / "copydesk.duckdb"

    @property
    def export(self) -> Path:
        """The link to the current Parquet export."""
        return self.root / "export"

    @property
    def work(self) -> Path:
        """The folder of everything that is not for analysts."""
        return self.root / ".work"

    @property
    def working(self) -> Path:
        """The working database, which one writer has open."""
        return self.work / "working.duckdb"

    @property
    def proof(self) -> Path:
        """The note on what was proved of the working database."""
        return self.work / "proof.json"

    @property
    def erasing(self) -> Path:
        """The note that something is being erased for good; it lies there until that is done."""
        return self.work / "erasing"

    @property
    def seen(self) -> Path:
        """What is remembered of the raw files between runs."""
        return self.work / "seen.parquet"

    @property
    def lock(self) -> Path:
        """The file that the writer holds a lock on."""
        return self.work / "lock"

    @property
    def runs(self) -> Path:
        """The staging folders, one per run id."""
        return self.work / "runs"

    @property
    def language_tables(self) -> Path:
        """The tables of the language engine, shared by all workers."""
        return self.work / LANGUAGE_TABLES

    @property
    def exports(self) -> Path:
        """The versions of the export, one folder each."""
        return self.work / "exports"
