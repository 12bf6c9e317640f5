"""All that is wrong with the rules of a folder, where loading them stops at the first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from copydesk.errors import RuleError
from copydesk.rules import (
    MEND,
    Rule,
    RuleSet,
    compile_rules,
    entries_of,
    failures,
    repeated,
    require_pattern,
    rule_of,
)
from copydesk.rules.files import is_of_outlet, is_word_list
from copydesk.rules.outlets import read_outlet

_TWICE: Final = "Give one of them another id."
_DEAD: Final = "Put it before the rules that take its examples, or drop it."
_TAKEN: Final = "Narrow the rule's pattern, or its place with where."


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that does not prove itself: what is wrong, with which example (empty for none), what to do."""

    rule_id: str
    problem: str
    text: str
    advice: str


@dataclass(frozen=True, slots=True)
class FileProof:
    """What a rule file holds, and every failure in it."""

    name: str
    rules: int
    examples: int
    failures: tuple[Failure, ...]


def examine(files: Mapping[str, str]) -> tuple[FileProof, ...]:
    """Run all rules over all examples, and list every failure.

    Arguments: rule files, name to text, as ``files.read_files`` gives them.
    Returns: the proof of each file, in order. Beyond what stops a rule from loading, a rule fails that
        never decides, because others come before it, and one that takes in the middle of a body what
        another must keep; these two are looked for only when all rules load.
    """
    names = [name for name in files if not is_word_list(name)]
    loaded = {name: _load(name, files[name]) for name in names}
    ids = [rule.rule_id for rules, _ in loaded.values() for rule in rules]
    found = {
        name: [*broken, *_own_failures(rules, repeated(ids))] for name, (rules, broken) in loaded.items()
    }
    if not any(found.values()):
        whole = compile_rules(files)
        for name, (rules, _) in loaded.items():
            outlet = read_outlet(name, files[name]).key if is_of_outlet(name) else ""
            found[name] += _among_others(rules, whole.of(outlet))
    return tuple(
        FileProof(
            name,
            len(rules),
            sum(len(rule.remove) + len(rule.keep) for rule in rules),
            tuple(found[name]),
        )
        for name, (rules, _) in loaded.items()
    )


def _load(name: str, text: str) -> tuple[list[Rule], list[Failure]]:
    """Read the rules of a file that have the form of one, and what is wrong with the others."""
    rules: list[Rule] = []
    broken: list[Failure] = []
    try:
        entries = entries_of(name, text)
        if is_of_outlet(name):
            read_outlet(name, text)
    except RuleError as error:
        return [], [Failure("", str(error), "", error.advice)]
    for entry in entries:
        try:
            rule = rule_of(name, entry)
            require_pattern(rule)
            rules.append(rule)
        except RuleError as error:
            broken.append(Failure(str(entry.get("id", "")), str(error), "", error.advice))
    return rules, broken


def _own_failures(rules: list[Rule], twice: list[str]) -> Iterator[Failure]:
    for rule in rules:
        if rule.rule_id in twice:
            yield Failure(rule.rule_id, "has the id of another rule", "", _TWICE)
        for problem, text in failures(rule):
            yield Failure(rule.rule_id, problem.rstrip(":"), text, MEND)


def _among_others(rules: list[Rule], whole: RuleSet) -> Iterator[Failure]:
    """Yield what is wrong with rules only when others stand beside them."""
    for rule in rules:
        deciding = [whole.match(text, (rule.where,)) for text in rule.remove]
        if not any(found and found.label == rule.label for found in deciding):
            yield Failure(rule.rule_id, "never decides: other rules take all its examples", "", _DEAD)
        for text in rule.keep:
            taker = whole.match(text, ("anywhere",))
            if taker:
                yield Failure(taker.rule_id, f"takes what {rule.rule_id} must keep", text, _TAKEN)
