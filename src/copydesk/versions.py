"""The versions of the stages and readers, which are data: ``versions.toml``.

``tests/tools/versions.py`` raises them, and notes the code that each stands for.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

FILE: Final = "versions.toml"


class Versions(NamedTuple):
    """By name, the version of each reader (one a format) and of each stage, ``rows`` among them."""

    readers: Mapping[str, int]
    stages: Mapping[str, int]


@cache
def load() -> Versions:
    """Read the versions that are shipped."""
    text = (resources.files("copydesk") / FILE).read_text(encoding="utf-8")
    return Versions(**tomllib.loads(text))
