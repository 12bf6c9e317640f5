"""One rule: its form, how it is read from a file, and its proof by its own examples."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final, TypeAlias

import re2

from copydesk.errors import RuleError
from copydesk.model import VERDICTS
from copydesk.patterns import options

Groups: TypeAlias = Mapping[str, tuple[str, int]]
"""What the named groups of a rule's pattern found: name to text and position."""

PLACES: Final = ("anywhere", "head", "tail", "edge")
"""Where a rule may act: ``edge`` is head or tail; what is in the middle of a body is safe from it."""

MATCHES: Final = {"full": r"(?:%s)\z", "prefix": r"(?:%s)"}
"""How a pattern must fit a block's plain text. Both are anchored at its start: linear, see re2."""

LONGEST: Final = 300
"""Characters of a block beyond which a rule does not look at it, unless it says ``longest``."""

LONGEST_EVER: Final = 1500
"""Characters. No rule may look at a longer block: it is body text whatever it starts with."""

REMEMBERED: Final = 1024
"""Texts whose rules are remembered: the stages ask several times, and furniture repeats in a batch."""

NEEDED_GROUPS: Final = {"byline": ("authors",), "date": ("published", "updated")}
"""Labels whose rules must name what they found, since the cleaner looks at it before it decides."""

MEND: Final = "Mend the pattern, or the example."
_KEYS: Final = {"id", "label", "pattern", "where", "match", "longest", "remove", "keep"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; ``source`` is its pattern for RE2, anchored, matched without regard to case.

    Deciding takes all patterns as one set; ``pattern``, this one alone, is compiled when it is asked for.
    """

    rule_id: str
    label: str
    where: str
    source: str
    longest: int
    remove: tuple[str, ...]
    keep: tuple[str, ...]

    @property
    def pattern(self) -> Any:
        """The compiled pattern; raises re2.error when it is none."""
        return _compiled(self.source)

    def takes(self, plain: str) -> bool:
        """Tell whether it fits a block's plain text, wherever that stands."""
        return len(plain) <= self.longest and self.pattern.match(plain) is not None

    def groups(self, plain: str) -> Groups:
        """Give the named groups that took part in the match: name to text and position in ``plain``."""
        return _groups(self.pattern, plain)


@cache
def _compiled(source: str) -> Any:
    return re2.compile(source, options(case_sensitive=False))


@lru_cache(maxsize=REMEMBERED)
def _groups(pattern: Any, plain: str) -> Groups:
    found = pattern.match(plain) if pattern.groupindex else None
    if not found:
        return {}
    return {
        name: (found.group(number), found.start(number))
        for name, number in pattern.groupindex.items()
        if found.group(number)
    }


def rules_of(name: str, text: str) -> Iterator[Rule]:
    """Read the rules of a file in order; their examples are not run.

    Raises:
        RuleError: the file is no TOML, or a rule of it has not the form of one.
    """
    for entry in entries_of(name, text):
        yield rule_of(name, entry)


def entries_of(name: str, text: str) -> list[Mapping[str, Any]]:
    """Read the ``[[rule]]`` tables of a file; raises RuleError when it is no TOML."""
    try:
        entries: list[Mapping[str, Any]] = tomllib.loads(text).get("rule", [])
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"the rule file {name} is no TOML: {error}", "Mend the line it names.") from error
    return entries


def rule_of(name: str, entry: Mapping[str, Any]) -> Rule:
    """Make a rule of its table; raises RuleError when that has not the form of one."""
    rule_id = entry.get("id", "(no id)")
    where, match = entry.get("where", "anywhere"), entry.get("match", "full")
    problem = _problem(entry, where, match)
    if problem:
        raise RuleError(f"rule {rule_id} in {name} {problem}", "See docs/rules.md for the form of a rule.")
    longest, source = entry.get("longest", LONGEST), MATCHES[match] % entry["pattern"]
    return Rule(rule_id, entry["label"], where, source, longest, tuple(entry["remove"]), tuple(entry["keep"]))


def require_pattern(rule: Rule) -> None:
    """Make sure that RE2 takes the pattern of a rule; raises RuleError when it does not."""
    try:
        _ = rule.pattern
    except re2.error as error:
        raise RuleError(
            f"rule {rule.rule_id} is no RE2 pattern: {_said(error)}",
            "RE2 has no look-around and no back-references.",
        ) from error


def _said(error: Exception) -> str:
    """Give what RE2 says of a pattern, which it says in bytes."""
    (said,) = error.args or ("",)
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)


def _problem(entry: Mapping[str, Any], where: str, match: str) -> str:
    """Say what is wrong with the form of a rule; the empty string when nothing is."""
    if unknown := sorted(set(entry) - _KEYS):
        return f"has an unknown key {unknown[0]}"
    if missing := sorted({"id", "label", "pattern"} - set(entry)):
        return f"has no {missing[0]}"
    if entry["label"] not in VERDICTS:
        return f"gives a label that does not exist: {entry['label']}"
    if where not in PLACES or match not in MATCHES:
        return f"has where = {where!r}, match = {match!r}"
    if not 0 < entry.get("longest", LONGEST) <= LONGEST_EVER:
        return f"has longest = {entry['longest']}; at most {LONGEST_EVER} characters are looked at"
    needed = NEEDED_GROUPS.get(entry["label"], ())
    if needed and not any(f"(?P<{name}>" in entry["pattern"] for name in needed):
        return f"gives {entry['label']} without a group named {' or '.join(needed)}"
    if not entry.get("remove") or not entry.get("keep"):
        return "does not prove itself: it needs a text to remove and one to keep"
    return ""


def failures(rule: Rule, fits: Callable[[str], bool] | None = None) -> Iterator[tuple[str, str]]:
    """Run a rule over its own examples, and yield what it does wrong with which text.

    ``fits`` tells whether its pattern fits a text, where that is known without compiling it alone.
    """

    def takes(text: str) -> bool:
        return rule.takes(text) if fits is None else len(text) <= rule.longest and fits(text)

    for text in rule.remove:
        if not takes(text):
            yield "misses its own example", text
    for text in rule.keep:
        if takes(text):
            yield "takes what it must keep:", text
