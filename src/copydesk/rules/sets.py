"""The patterns of many rules as few sets: a text is looked through once a set and not once a rule.

There is a set for each place where rules act. In the middle of a body only few may, and a small set costs a
seventh of what all of them cost: RE2 builds its automaton while it reads, and a line that it never saw makes
it build for every rule that is still in play.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import re2

from copydesk.patterns import options
from copydesk.rules.one import PLACES, Rule, require_pattern


class PlaceSet(NamedTuple):
    """The rules of one place: the numbers they bear among all rules, and their patterns as one set.

    ``longest`` is the greatest number of characters that any of them looks at.
    """

    numbers: Sequence[int]
    longest: int
    patterns: Any

    def behind(self, others: int) -> "PlaceSet":
        """Give the same set where other rules stand before its own."""
        return self._replace(numbers=[others + number for number in self.numbers])


Index: TypeAlias = Mapping[str, Sequence[PlaceSet]]
"""By place, the sets of the rules that act there; places without a rule are not in it."""


def index_of(rules: Sequence[Rule]) -> Index:
    """Compile rules; raises RuleError when RE2 does not take the pattern of one."""
    found: dict[str, Sequence[PlaceSet]] = {}
    for place in PLACES:
        numbers = [number for number, rule in enumerate(rules) if rule.where == place]
        if numbers:
            longest = max(rules[number].longest for number in numbers)
            found[place] = (PlaceSet(numbers, longest, _compiled([rules[number] for number in numbers])),)
    return found


def _compiled(rules: Iterable[Rule]) -> Any:
    patterns = re2.Set.MatchSet(options(case_sensitive=False))
    for rule in rules:
        try:
            patterns.Add(rule.source)
        except re2.error:
            require_pattern(rule)
            raise
    patterns.Compile()
    return patterns


def one_after_other(first: Index, rules: int, second: Index) -> Index:
    """Join the sets of so many rules and those of the rules that stand behind them."""
    return {
        place: (*first.get(place, ()), *(found.behind(rules) for found in second.get(place, ())))
        for place in PLACES
    }


def fitting(index: Index, places: Iterable[str], plain: str) -> list[int]:
    """Give the numbers of the rules of some places whose patterns fit a text, in order.

    A rule that does not look at so long a text may be among them.
    """
    text, size = plain.encode(), len(plain)
    found: list[int] = []
    for place in places:
        for numbers, longest, patterns in index.get(place, ()):
            if size <= longest and (fits := patterns.Match(text)):
                found += [numbers[at] for at in fits]
    return sorted(found) if len(found) > 1 else found
