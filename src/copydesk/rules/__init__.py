"""The rules: which texts are furniture or metadata, as data that brings its own proof (law 5).

A rule file is TOML, ``<language>.toml`` or ``any.toml``, or ``outlets/<outlet>.toml`` for what holds
in one outlet only; ``docs/rules.md`` is the manual. A rule without a text that it must match and one
that it must leave alone does not load, nor does one that fails an example of its own.
"""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, Final, TypeAlias

import re2

from copydesk.errors import RuleError
from copydesk.model import VERDICTS
from copydesk.patterns import options
from copydesk.rules.files import is_of_outlet, is_word_list, shipped_files, version_of
from copydesk.rules.outlets import Outlet, OutletFinder, read_outlet

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
    """One rule; ``pattern`` is compiled by RE2 and matched without regard to case."""

    rule_id: str
    label: str
    where: str
    pattern: Any
    longest: int
    remove: tuple[str, ...]
    keep: tuple[str, ...]

    def takes(self, plain: str) -> bool:
        """Tell whether it fits a block's plain text, wherever that stands."""
        return len(plain) <= self.longest and self.pattern.match(plain) is not None

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


Find: TypeAlias = Callable[[str], Sequence[int]]
"""Gives the numbers of the rules that fit a text, in order."""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules of an installation, in the order of their files; the first that fits decides.

    ``rules`` are those for every document; a document of an outlet with rules of its own takes the set
    that ``of`` gives. ``files`` are the texts they were read from, by name, with the word lists.
    """

    rules: tuple[Rule, ...]
    version: str
    files: Mapping[str, str] = field(repr=False, compare=False)
    _find: Find = field(repr=False, compare=False)
    _by_id: Mapping[str, Rule] = field(repr=False, compare=False)
    _of: Mapping[str, "RuleSet"] = field(default_factory=dict, repr=False, compare=False)
    _finder: OutletFinder = field(default=OutletFinder(()), repr=False, compare=False)

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

    @property
    def outlets(self) -> tuple[Outlet, ...]:
        """The outlets that have rules of their own, in the order of their files."""
        return self._finder.outlets

    def outlet_of(self, path: str, text: str) -> str:
        """Name the outlet whose own rules a document takes; the empty string when no one outlet is."""
        return self._finder.find(path, text)

    def of(self, outlet: str) -> "RuleSet":
        """Give the rules for a document of an outlet, its own ones first; see ``outlet_of``."""
        return self._of.get(outlet, self)


in_force: Final[ContextVar[RuleSet | None]] = ContextVar("rules_in_force", default=None)
"""The rules that stages of this context decide by, None for the shipped ones.

It is no argument because what a stage looks up in passing (a word, a kicker) would carry it through
every signature, for the sake of the two commands that compare rules. ``rules.use.using`` sets it, for a
whole batch at a time.
"""


def load_rules() -> RuleSet:
    """Give the rules in force: the ones that are shipped, unless ``rules.use.using`` says otherwise.

    Raises:
        RuleError: a file is no TOML, or a rule is incomplete or fails its own examples.
    """
    return in_force.get() or shipped_rules()


@cache
def shipped_rules() -> RuleSet:
    """Give the rules that are shipped with copydesk; raises what ``compile_rules`` raises."""
    return compile_rules(shipped_files())


def compile_rules(texts: Mapping[str, str]) -> RuleSet:
    """Compile rule files given as texts by name, and run every rule over its own examples.

    Raises:
        RuleError: names the file, the rule and what is wrong with it.
    """
    general: list[Rule] = []
    special: list[tuple[Outlet, list[Rule]]] = []
    for name, text in texts.items():
        if is_of_outlet(name):
            special.append((read_outlet(name, text), list(rules_of(name, text))))
        elif not is_word_list(name):
            general += rules_of(name, text)
    every = [*general, *(rule for _, rules in special for rule in rules)]
    if twice := repeated([rule.rule_id for rule in every]):
        raise RuleError(f"two rules are called {twice[0]}", "Give one of them another id.")
    if twice := repeated([outlet.key for outlet, _ in special]):
        raise RuleError(f"two files hold the rules of outlet {twice[0]}", "Make one file of them.")
    for rule in every:
        for problem, text in failures(rule):
            raise RuleError(f"rule {rule.rule_id} {problem} {text!r}", MEND)
    version, by_id, find = version_of(texts), {rule.rule_id: rule for rule in every}, _find_in(general)
    sets = {
        outlet.key: RuleSet((*rules, *general), version, texts, _one_after_other(rules, find), by_id)
        for outlet, rules in special
    }
    return RuleSet(
        tuple(general),
        version,
        texts,
        find,
        by_id,
        sets,
        OutletFinder(tuple(outlet for outlet, _ in special)),
    )


def repeated(names: Sequence[str]) -> list[str]:
    """Give the names that occur more than once, sorted."""
    return sorted(name for name, times in Counter(names).items() if times > 1)


def _find_in(rules: Sequence[Rule]) -> Find:
    index = re2.Set.MatchSet(options(case_sensitive=False))
    for rule in rules:
        index.Add(rule.pattern.pattern)
    if rules:
        index.Compile()

    @lru_cache(maxsize=REMEMBERED)
    def find(plain: str) -> Sequence[int]:
        return sorted(index.Match(plain) or ())

    return find


def _one_after_other(first: Sequence[Rule], second: Find) -> Find:
    find_first, offset = _find_in(first), len(first)
    return lambda plain: [*find_first(plain), *(offset + number for number in second(plain))]


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


def failures(rule: Rule) -> Iterator[tuple[str, str]]:
    """Run a rule over its own examples, and yield what it does wrong with which text."""
    for text in rule.remove:
        if not rule.takes(text):
            yield "misses its own example", text
    for text in rule.keep:
        if rule.takes(text):
            yield "takes what it must keep:", text
