"""Two sets of rule files held against each other: which rules, outlets and words differ, and what they fit.

Rules are asked one question only, which of them is the first to fit a text (``RuleSet.match``), and the rule
that has decided, what its groups hold. So where no rule that is new, gone, changed or elsewhere in the order
fits any text that is asked about, all answers are what they were.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, Final, NamedTuple

import re2

from copydesk.patterns import options
from copydesk.rules.files import is_of_outlet, is_word_list
from copydesk.rules.one import LONGEST_EVER, Rule, rules_of
from copydesk.rules.outlets import Outlet, read_outlet

ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "moved"
NOWHERE: Final = -1


class ChangedRule(NamedTuple):
    """A rule that one of two sets has and the other not, or not in this form and place; where it stands."""

    kind: str
    file: str
    rule: Rule


class RuleChanges(NamedTuple):
    """What differs between two sets of rule files.

    ``general`` are rules for every document, ``special`` those of one outlet, by its key. ``heads`` are
    outlets that only one set has, or that it finds by other paths or domains; ``words`` the names of word
    lists that say something else.
    """

    general: tuple[ChangedRule, ...]
    special: Mapping[str, tuple[ChangedRule, ...]]
    heads: tuple[Outlet, ...]
    words: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether both sets decide alike."""
        return not (self.general or self.special or self.heads or self.words)


def changes_between(before: Mapping[str, str], after: Mapping[str, str]) -> RuleChanges:
    """Compare two sets of rule files, name to text in their order; examples and comments are no change.

    Raises:
        RuleError: a file is no TOML, or a rule has not the form of one.
    """
    general = tuple(_differing(_general(before), _general(after)))
    outlets = [_special(files) for files in (before, after)]
    special = {}
    for key in sorted({*outlets[0], *outlets[1]}):
        sides = [own[key][1] if key in own else [] for own in outlets]
        if found := tuple(_differing(*sides)):
            special[key] = found
    heads = [frozenset(head for head, _ in own.values()) for own in outlets]
    words = [{name: text for name, text in files.items() if is_word_list(name)} for files in (before, after)]
    names = sorted({*words[0], *words[1]})
    changed = tuple(name for name in names if _said(words[0].get(name)) != _said(words[1].get(name)))
    return RuleChanges(general, special, tuple(sorted(heads[0] ^ heads[1])), changed)


def _said(text: str | None) -> object:
    return None if text is None else tomllib.loads(text)


def _general(files: Mapping[str, str]) -> list[tuple[str, Rule]]:
    names = [name for name in files if not is_of_outlet(name) and not is_word_list(name)]
    return [(name, rule) for name in names for rule in rules_of(name, files[name])]


def _special(files: Mapping[str, str]) -> dict[str, tuple[Outlet, list[tuple[str, Rule]]]]:
    found = {}
    for name, text in files.items():
        if is_of_outlet(name):
            head = read_outlet(name, text)
            found[head.key] = (head, [(name, rule) for rule in rules_of(name, text)])
    return found


def _differing(before: Sequence[tuple[str, Rule]], after: Sequence[tuple[str, Rule]]) -> list[ChangedRule]:
    """List the rules that are not, in this form and order, in both."""
    old, new = ([_form(rule) for _, rule in side] for side in (before, after))
    runs = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    stay_old = {number for run in runs for number in range(run.a, run.a + run.size)}
    stay_new = {number for run in runs for number in range(run.b, run.b + run.size)}
    gone = [one for number, one in enumerate(before) if number not in stay_old]
    come = [one for number, one in enumerate(after) if number not in stay_new]
    return [
        ChangedRule(_kind(rule, others, alone), file, rule)
        for side, others, alone in ((gone, come, REMOVED), (come, gone, ADDED))
        for file, rule in side
    ]


def _form(rule: Rule) -> tuple[object, ...]:
    """Give what a rule decides by; its examples prove it and decide nothing."""
    return rule.rule_id, rule.label, rule.where, rule.source, rule.longest


def _kind(rule: Rule, others: Sequence[tuple[str, Rule]], alone: str) -> str:
    same = next((other for _, other in others if other.rule_id == rule.rule_id), None)
    if same is None:
        return alone
    return MOVED if _form(same) == _form(rule) else CHANGED


@dataclass(frozen=True, slots=True)
class Fitting:
    """Changed rules as one index: which of them fit a text, wherever it may stand."""

    changed: tuple[ChangedRule, ...]
    _index: Any = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index = re2.Set.MatchSet(options(case_sensitive=False))
        for one in self.changed:
            index.Add(one.rule.source)
        if self.changed:
            index.Compile()
        object.__setattr__(self, "_index", index)

    @property
    def longest(self) -> int:
        """Characters of the longest text that one of them looks at."""
        return max((one.rule.longest for one in self.changed), default=NOWHERE)

    def numbers(self, text: str) -> list[int]:
        """Give the numbers of the rules that fit a text."""
        if len(text) > min(self.longest, LONGEST_EVER):
            return []
        found = self._index.Match(text) or ()
        return sorted(number for number in found if len(text) <= self.changed[number].rule.longest)
