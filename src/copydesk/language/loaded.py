"""The tables of this process: mapped from a folder where they were saved, else built, once, under a lock.

langdetect's own loading is not safe when two threads come first: half-loaded profiles give wrong answers.
Which way the tables came changes no answer, only what the first one costs.
"""

import threading
from pathlib import Path

import numpy as np

from copydesk.language import tables as saved
from copydesk.language.tables import Array, Tables


class Store:
    """Holds the tables once they are there."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._folder: Path | None = None
        self._tables: Tables | None = None
        self._shares: Array | None = None

    def attach(self, folder: Path | None) -> None:
        """Take the tables from this folder from now on; None forgets them."""
        with self._lock:
            if folder is None or folder != self._folder:
                self._folder, self._tables, self._shares = folder, None, None

    def tables(self) -> Tables:
        """Return the tables; raises StopError when langdetect's profiles are not the ones expected."""
        with self._lock:
            if self._tables is None:
                mapped = saved.open_saved(self._folder) if self._folder else None
                self._tables = mapped or saved.build()
            return self._tables

    def shares(self) -> Array:
        """Return the relative frequencies as langdetect has them, a row per n-gram (float64)."""
        tables = self.tables()
        with self._lock:
            if self._shares is None:
                shares = np.zeros((len(tables.weights), len(tables.languages)))
                shares[tables.cells[0], tables.cells[1]] = tables.cell_values
                self._shares = shares
            return self._shares


STORE = Store()
