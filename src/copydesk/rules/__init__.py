"""The rules: which texts are furniture or metadata, as data that brings its own proof (law 5).

A rule file is TOML, ``<language>.toml`` or ``any.toml``; ``docs/rules.md`` is the manual. A rule
without a text that it must match and one that it must leave alone does not load, nor does one that
fails an example of its own.
"""

import hashlib
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib import resources
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

_KEYS: Final = {"id", "label", "pattern", "where", "match", "longest", "remove", "keep"}
_VERSION_CHARS: Final = 12


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; ``pattern`` is compiled by RE2 and matched without regard to case."""

    rule_id: str
    label: str
    where: str
    pattern: Any
    longest: int
    remove: tuple[str, ...]
    keep: tuple[str, ...]

    def groups(self, plain: str) -> Groups:
        """Give the named groups that took part in the match: name to text and position in ``plain``."""
        return _groups(self.pattern, plain)


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


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules of an installation, in the order of their files; the first that fits decides."""

    rules: tuple[Rule, ...]
    version: str
    _find: Callable[[str], Sequence[int]] = field(repr=False, compare=False)
    _by_id: Mapping[str, Rule] = field(repr=False, compare=False)

    def match(self, plain: str, places: Sequence[str]) -> Rule | None:
        """Find the first rule that fits a block's plain text and may act in one of ``places``."""
        if len(plain) > LONGEST_EVER:
            return None
        for number in self._find(plain):
            rule: Rule = self.rules[number]
            if rule.where in places and len(plain) <= rule.longest:
                return rule
        return None

    def by_id(self, rule_id: str) -> Rule | None:
        """Find a rule by its id; None for the ids that code gives (``shape.…``, ``markup.…``)."""
        return self._by_id.get(rule_id)


@cache
def load_rules() -> RuleSet:
    """Load the rules that are shipped with copydesk.

    Raises:
        RuleError: a file is no TOML, or a rule is incomplete or fails its own examples.
    """
    folder = resources.files("copydesk.rules")
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".toml"))
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in names}
    rules = compile_rules({name: text for name, text in texts.items() if not name.startswith("words")})
    version = hashlib.sha256("\0".join(f"{name}\0{text}" for name, text in texts.items()).encode())
    return replace(rules, version=version.hexdigest()[:_VERSION_CHARS])


def compile_rules(texts: Mapping[str, str]) -> RuleSet:
    """Compile rule files given as texts by name, and run every rule over its own examples.

    Raises:
        RuleError: names the file, the rule and what is wrong with it.
    """
    rules = [rule for name, text in texts.items() for rule in _rules_of(name, text)]
    ids = [rule.rule_id for rule in rules]
    if twice := sorted({rule_id for rule_id in ids if ids.count(rule_id) > 1}):
        raise RuleError(f"two rules are called {twice[0]}", "Give one of them another id.")
    index = re2.Set.MatchSet(options(case_sensitive=False))
    for rule in rules:
        index.Add(rule.pattern.pattern)
    if rules:
        index.Compile()
    for rule in rules:
        _prove(rule)

    @lru_cache(maxsize=REMEMBERED)
    def find(plain: str) -> Sequence[int]:
        return sorted(index.Match(plain) or ())

    return RuleSet(tuple(rules), "", find, {rule.rule_id: rule for rule in rules})


def _rules_of(name: str, text: str) -> Iterator[Rule]:
    try:
        entries = tomllib.loads(text).get("rule", [])
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"the rule file {name} is no TOML: {error}", "Mend the line it names.") from error
    for entry in entries:
        yield _rule(name, entry)


def _rule(name: str, entry: Mapping[str, Any]) -> Rule:
    rule_id = entry.get("id", "(no id)")
    where, match = entry.get("where", "anywhere"), entry.get("match", "full")
    problem = _problem(entry, where, match)
    if problem:
        raise RuleError(f"rule {rule_id} in {name} {problem}", "See docs/rules.md for the form of a rule.")
    try:
        pattern = re2.compile(MATCHES[match] % entry["pattern"], options(case_sensitive=False))
    except re2.error as error:
        raise RuleError(
            f"rule {rule_id} in {name} is no RE2 pattern: {error}",
            "RE2 has no look-around and no back-references.",
        ) from error
    longest = entry.get("longest", LONGEST)
    return Rule(
        rule_id, entry["label"], where, pattern, longest, tuple(entry["remove"]), tuple(entry["keep"])
    )


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


def _prove(rule: Rule) -> None:
    for text in rule.remove:
        if not rule.pattern.match(text) or len(text) > rule.longest:
            raise RuleError(
                f"rule {rule.rule_id} misses its own example {text!r}", "Mend the pattern, or the example."
            )
    for text in rule.keep:
        if rule.pattern.match(text) and len(text) <= rule.longest:
            raise RuleError(
                f"rule {rule.rule_id} takes what it must keep: {text!r}", "Mend the pattern, or the example."
            )
