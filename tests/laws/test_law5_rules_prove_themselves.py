"""Law 5: a rule that does not prove itself does not load."""

import time
from typing import Any, Final

import pytest

from copydesk.errors import RuleError
from copydesk.rules import LONGEST_EVER, NEEDED_GROUPS, PLACES, Rule, RuleSet, compile_rules, load_rules

HOSTILE_CHARS: Final = 20_000
"""Characters of the smaller hostile text: more than ten times what a rule is ever shown."""

GOOD = """
[[rule]]
id = "x.ad"
label = "advertisement"
pattern = '''advert'''
remove = ["Advert"]
keep = ["Adverts are dear"]
"""


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("remove = ['Advert']", ""), "does not prove itself"),
        (('keep = ["Adverts are dear"]', ""), "does not prove itself"),
        (('remove = ["Advert"]', "remove = []"), "does not prove itself"),
        (('remove = ["Advert"]', 'remove = ["Anzeige"]'), "misses its own example"),
        (('keep = ["Adverts are dear"]', 'keep = ["ADVERT"]'), "takes what it must keep"),
        (('label = "advertisement"', 'label = "ads"'), "a label that does not exist"),
        (('id = "x.ad"', 'id = "x.ad"\ncolour = "red"'), "an unknown key"),
        (('id = "x.ad"', 'id = "x.ad"\nwhere = "middle"'), "where ="),
        (("'''advert'''", "'''(?=x)advert'''"), "no RE2 pattern"),
        (('id = "x.ad"', ""), "has no id"),
        (('label = "advertisement"', 'label = "byline"'), "without a group named authors"),
        (("[[rule]]", "[[rule"), "no TOML"),
        (("[[rule]]", GOOD + "[[rule]]"), "two rules are called x.ad"),
    ],
)
def test_a_rule_without_proof_does_not_load(change: tuple[str, str], says: str) -> None:
    """Each way in which a rule can be unproved or malformed stops the load and names the rule."""
    before, after = change
    text = GOOD.replace(before.replace("'", '"') if before.startswith("remove = ['") else before, after)
    assert text != GOOD
    with pytest.raises(RuleError, match=says):
        compile_rules({"x.toml": text})


def test_a_proved_rule_loads() -> None:
    """The rule that the cases above damage is itself good."""
    assert compile_rules({"x.toml": GOOD}).match("ADVERT", ("anywhere",)) is not None


@pytest.fixture(scope="module")
def shipped() -> RuleSet:
    return load_rules()


def test_every_shipped_rule_decides_an_example_of_its_own(shipped: RuleSet) -> None:
    """No rule is dead: each gives its own label to at least one of its examples in the whole set."""
    dead = []
    for rule in shipped.rules:
        deciding = [shipped.match(text, (rule.where,)) for text in rule.remove]
        if not any(found and found.label == rule.label for found in deciding):
            dead.append(rule.rule_id)
    assert dead == []


def test_what_one_rule_keeps_no_rule_removes_anywhere(shipped: RuleSet) -> None:
    """A text that must be left alone by one rule is not taken in the middle of a body by another."""
    taken = [
        (text, found.rule_id)
        for rule in shipped.rules
        for text in rule.keep
        if (found := shipped.match(text, ("anywhere",)))
    ]
    assert taken == []


def test_a_rule_that_needs_a_group_names_it_in_all_its_examples(shipped: RuleSet) -> None:
    """The cleaner reads the names of a byline and the date of a date line: no branch may lack them."""
    nameless = [
        (rule.rule_id, text)
        for rule in shipped.rules
        for text in rule.remove
        if rule.label in NEEDED_GROUPS and not set(NEEDED_GROUPS[rule.label]) & set(rule.groups(text))
    ]
    assert nameless == []


def seconds(pattern: Any, text: str) -> float:
    """Measure the CPU time of one match: the best of three, since other work only adds."""
    measured = []
    for _ in range(3):
        start = time.process_time()
        pattern.match(text)
        measured.append(time.process_time() - start)
    return min(measured)


@pytest.mark.parametrize("rule", load_rules().rules, ids=lambda rule: rule.rule_id)
def test_a_rule_needs_time_in_proportion_to_the_text(rule: Rule) -> None:
    """Twice the text takes twice as long, give or take a factor of two; half a second is never reached.

    The hostile text is the rule's own examples over and over: its pattern is always about to fit.
    """
    half = " ".join([*rule.remove, *rule.keep]) * (HOSTILE_CHARS // 20)
    half = half[:HOSTILE_CHARS]
    small, large = seconds(rule.pattern, half), seconds(rule.pattern, half * 2)
    assert large < max(4 * small, 0.05)
    assert large < 0.5


def test_the_whole_set_reads_the_longest_block_at_once(shipped: RuleSet) -> None:
    """All rules together read a block of hostile text in a time that a page does not notice."""
    for rule in shipped.rules:
        shipped.match((rule.remove[0] + " ") * 20, PLACES)
    start = time.process_time()
    for rule in shipped.rules:
        shipped.match((" ".join(rule.remove) * LONGEST_EVER)[:LONGEST_EVER], PLACES)
    assert (time.process_time() - start) / len(shipped.rules) < 0.01
