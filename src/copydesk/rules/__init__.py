"""The rules: which texts are furniture or metadata, as data that brings its own proof (law 5).

A rule file is TOML, ``<language>.toml`` or ``any.toml``, or ``outlets/<outlet>.toml`` for what holds
in one outlet only; ``docs/rules.md`` is the manual. A rule without a text that it must match and one
that it must leave alone does not load, nor does one that fails an example of its own.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from typing import Final, TypeAlias

import re2

from copydesk.errors import RuleError
from copydesk.patterns import options
from copydesk.rules.files import is_of_outlet, is_word_list, shipped_files, version_of
from copydesk.rules.one import (
    LONGEST,
    LONGEST_EVER,
    MATCHES,
    MEND,
    NEEDED_GROUPS,
    PLACES,
    REMEMBERED,
    Groups,
    Rule,
    entries_of,
    failures,
    require_pattern,
    rule_of,
    rules_of,
)
from copydesk.rules.outlets import Outlet, OutletFinder, read_outlet

__all__ = [
    "LONGEST",
    "LONGEST_EVER",
    "MATCHES",
    "MEND",
    "NEEDED_GROUPS",
    "PLACES",
    "Groups",
    "Rule",
    "RuleSet",
    "compile_rules",
    "entries_of",
    "failures",
    "in_force",
    "load_rules",
    "repeated",
    "require_pattern",
    "rule_of",
    "rules_of",
    "shipped_rules",
]

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
    version, by_id, find = version_of(texts), {rule.rule_id: rule for rule in every}, _find_in(general)
    for rules, found in ((general, find), *((rules, _find_in(rules)) for _, rules in special)):
        _prove(rules, found)
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
        try:
            index.Add(rule.source)
        except re2.error:
            require_pattern(rule)
            raise
    if rules:
        index.Compile()

    @lru_cache(maxsize=REMEMBERED)
    def find(plain: str) -> Sequence[int]:
        return sorted(index.Match(plain) or ())

    return find


def _one_after_other(first: Sequence[Rule], second: Find) -> Find:
    find_first, offset = _find_in(first), len(first)
    return lambda plain: [*find_first(plain), *(offset + number for number in second(plain))]


def _prove(rules: Sequence[Rule], find: Find) -> None:
    for number, rule in enumerate(rules):
        for problem, text in failures(rule, partial(_fits, find, number)):
            raise RuleError(f"rule {rule.rule_id} {problem} {text!r}", MEND)


def _fits(find: Find, number: int, text: str) -> bool:
    return number in find(text)
