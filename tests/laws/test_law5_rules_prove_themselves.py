"""Law 5: a rule that does not prove itself does not load."""

import pytest

from copydesk.errors import RuleError
from copydesk.rules import RuleSet, compile_rules, load_rules

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
