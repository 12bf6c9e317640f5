"""Which texts are rules: the files that are shipped, and the folder of rules that somebody else has.

A folder with a ``words.toml`` is a whole set and stands for itself; one without is added to the shipped
files, its own first, so that what they say wins.
"""

import hashlib
from collections.abc import Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from copydesk.errors import StopError

WORDS: Final = "words.toml"
OUTLETS: Final = "outlets/"
OWN: Final = "own/"
"""Stands before the names of the files of a folder that is added to the shipped ones."""

_VERSION_CHARS: Final = 12


def is_of_outlet(name: str) -> bool:
    """Tell whether a rule file holds for one outlet only, by its name."""
    return name.removeprefix(OWN).startswith(OUTLETS)


def is_word_list(name: str) -> bool:
    """Tell whether a file holds words and not rules, by its name."""
    return name.startswith("words")


def shipped_files() -> dict[str, str]:
    """Read the files that are shipped: name to text, in the order in which their rules decide."""
    return _texts(resources.files("copydesk.rules"))


def read_files(folder: Path | None) -> dict[str, str]:
    """Read the files of a folder of rules: name to text, in the order in which their rules decide.

    Arguments: a folder, whole or to be added to the shipped files; None for the shipped ones alone.

    Raises:
        StopError: there is no such folder, no rule file in it, or one cannot be read.
    """
    if folder is None:
        return shipped_files()
    if not folder.is_dir():
        raise StopError(f"there is no folder of rules at {folder}", "Name a folder that holds *.toml files.")
    try:
        texts = _texts(folder)
    except (OSError, UnicodeDecodeError) as error:
        raise StopError(
            f"the rules in {folder} cannot be read: {error}", "Make them readable files in UTF-8."
        ) from error
    if not texts:
        raise StopError(
            f"the folder {folder} holds no rule file", "Put *.toml files into it, see docs/rules.md."
        )
    return texts if WORDS in texts else {OWN + name: text for name, text in texts.items()} | shipped_files()


def version_of(texts: Mapping[str, str]) -> str:
    """Name a set of files by their content: 12 characters of a hash of names and texts in order."""
    joined = "\0".join(f"{name}\0{text}" for name, text in texts.items())
    return hashlib.sha256(joined.encode()).hexdigest()[:_VERSION_CHARS]


def _texts(folder: Traversable) -> dict[str, str]:
    found = {item.name: item for item in _toml_files(folder)}
    outlets = folder / OUTLETS.rstrip("/")
    if outlets.is_dir():
        found |= {OUTLETS + item.name: item for item in _toml_files(outlets)}
    return {name: found[name].read_text(encoding="utf-8") for name in sorted(found)}


def _toml_files(folder: Traversable) -> list[Traversable]:
    return [
        item for item in folder.iterdir() if item.name.endswith(".toml") and not item.name.startswith(".")
    ]
