"""Other rules than the shipped ones, for as long as somebody works with them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeAlias

from copydesk.errors import StopError
from copydesk.rules import RuleSet, compile_rules, in_force, shipped_rules
from copydesk.rules.files import WORDS, read_files
from copydesk.rules.words import has_read_other

SETS: Final = 4
"""Compiled sets that are remembered: a worker comes back to the same one with every batch."""


RulesFrom: TypeAlias = Path | Mapping[str, str] | None
"""Where rules are: in a folder, as texts of files by name in their order, or shipped."""


def load_from(place: RulesFrom) -> RuleSet:
    """Load the rules of a folder, see ``files.read_files``, or of texts; None gives the shipped ones.

    Raises:
        StopError: the folder cannot be read.
        RuleError: a rule is incomplete or fails its own examples.
    """
    if place is None:
        return shipped_rules()
    return _compiled(tuple((place if isinstance(place, Mapping) else read_files(place)).items()))


@lru_cache(maxsize=SETS)
def _compiled(files: tuple[tuple[str, str], ...]) -> RuleSet:
    return compile_rules(dict(files))


@contextmanager
def using(place: RulesFrom) -> Iterator[RuleSet]:
    """Let the stages decide by the rules of a folder, or of texts; a context manager that gives them.

    One process reads one ``words.toml``, since what the stages remember of words and names is not
    forgotten: comparing two of them takes two processes.

    Raises:
        StopError: the folder cannot be read, or this process has worked with other word lists.
        RuleError: a rule is incomplete or fails its own examples.
    """
    rules = load_from(place)
    if has_read_other(rules.files[WORDS]):
        named = place if isinstance(place, Path) else "shipped"
        raise StopError(
            f"the {named} rules have other word lists than this process has read",
            "Start a new process for them.",
        )
    token = in_force.set(rules)
    try:
        yield rules
    finally:
        in_force.reset(token)
