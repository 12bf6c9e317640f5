"""The rules: which texts are furniture or metadata, as data that brings its own proof (law 5).

A rule file is TOML, ``<language>.toml`` or ``any.toml``, or ``outlets/<outlet>.toml`` for what holds
in one outlet only; ``docs/rules.md`` is the manual. A rule without a text that it must match and one
that it must leave alone does not load, nor does one that fails an example of its own.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from typing import Final, Protocol

from copydesk.errors import RuleError
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
from copydesk.rules.sets import Index, fitting, index_of, one_after_other

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


class Decide(Protocol):
    """Finds the first rule that fits a text and acts in one of some places; it remembers what it found."""

    def __call__(self, plain: str, places: tuple[str, ...], /) -> Rule | None:
        """Give the rule; None when there is none."""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules of an installation, in the order of their files; the first that fits decides.

    ``rules`` are those for every document; a document of an outlet with rules of its own takes the set
    that ``of`` gives. ``files`` are the texts they were read from, by name, with the word lists.
    """

    rules: tuple[Rule, ...]
    version: str
    files: Mapping[str, str] = field(repr=False, compare=False)
    _decide: Decide = field(repr=False, compare=False)
    _by_id: Mapping[str, Rule] = field(repr=False, compare=False)
    _of: Mapping[str, "RuleSet"] = field(default_factory=dict, repr=False, compare=False)
    _finder: OutletFinder = field(default=OutletFinder(()), repr=False, compare=False)

    def match(self, plain: str, places: tuple[str, ...]) -> Rule | None:
        """Find the first rule that fits a block's plain text and may act in one of ``places``."""
        return self._decide(plain, places) if len(plain) <= LONGEST_EVER else None

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
    version, by_id, index = version_of(texts), {rule.rule_id: rule for rule in every}, index_of(general)
    _prove(general, index)
    sets: dict[str, RuleSet] = {}
    for outlet, own in special:
        of_own = index_of(own)
        _prove(own, of_own)
        decide = _decide_by((*own, *general), one_after_other(of_own, len(own), index))
        sets[outlet.key] = RuleSet((*own, *general), version, texts, decide, by_id)
    finder = OutletFinder(tuple(outlet for outlet, _ in special))
    return RuleSet(tuple(general), version, texts, _decide_by(general, index), by_id, sets, finder)


def repeated(names: Sequence[str]) -> list[str]:
    """Give the names that occur more than once, sorted."""
    return sorted(name for name, times in Counter(names).items() if times > 1)


def _decide_by(rules: Sequence[Rule], index: Index) -> Decide:
    @lru_cache(maxsize=REMEMBERED)
    def decide(plain: str, places: tuple[str, ...]) -> Rule | None:
        fits = (rules[number] for number in fitting(index, places, plain))
        return next((rule for rule in fits if len(plain) <= rule.longest), None)

    return decide


def _prove(rules: Sequence[Rule], index: Index) -> None:
    for number, rule in enumerate(rules):
        for problem, text in failures(rule, partial(_fits, index, rule.where, number)):
            raise RuleError(f"rule {rule.rule_id} {problem} {text!r}", MEND)


def _fits(index: Index, place: str, number: int, text: str) -> bool:
    return number in fitting(index, (place,), text)
