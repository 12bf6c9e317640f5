"""langdetect's profiles: how often each n-gram occurs in each of its 55 languages.

The profiles and the normaliser of langdetect 1.0.9 are the record that every engine here works from.
"""

import hashlib
import json
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

from copydesk.errors import StopError

VERSION: Final = "langdetect-1.0.9"

PROFILES_SHA256: Final = "6d4ac98b936d56bd98a023dbec0c0f19bed35fab8ab9558f5df535cb3ce6ee3b"
"""Digest over names and contents of the profiles, in order of name."""

LONGEST_GRAM: Final = 3
"""Characters. Some profiles list longer ones, which langdetect never looks up."""


class Profile(NamedTuple):
    """One language: its code in langdetect and the relative frequency of its n-grams among equals."""

    language: str
    grams: dict[str, float]


def texts() -> dict[str, str]:
    """Return the installed profiles as they are on disk, by name and in order of name.

    langdetect itself loads them in the order of the directory, which differs between machines and shows
    in the last digits of its probabilities.
    """
    found = find_spec("langdetect")
    if found is None or not found.submodule_search_locations:
        raise StopError("langdetect is not installed", "Install copydesk again, with what it depends on.")
    folder = Path(found.submodule_search_locations[0]) / "profiles"
    paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


def load() -> list[Profile]:
    """Parse the installed profiles, in order of name.

    Raises:
        StopError: they are not the ones of langdetect 1.0.9.
    """
    read = texts()
    if digest(read) != PROFILES_SHA256:
        raise StopError(
            f"the language profiles are not those of {VERSION}",
            "Install the version of langdetect that the lock file names.",
        )
    return [_parse(text) for text in read.values()]


def digest(read: dict[str, str]) -> str:
    """Hash profiles as ``texts`` gives them: 64 hex characters."""
    sha256 = hashlib.sha256()
    for name, text in read.items():
        sha256.update(f"{name}\0{text}\0".encode())
    return sha256.hexdigest()


def _parse(text: str) -> Profile:
    data = json.loads(text)
    totals = data["n_words"]
    grams = {
        gram: count / totals[len(gram) - 1]
        for gram, count in data["freq"].items()
        if len(gram) <= LONGEST_GRAM
    }
    return Profile(data["name"], grams)
