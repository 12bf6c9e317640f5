"""Law 5: a rule that does not prove itself does not load."""

import time
from typing import Any, Final

import pytest

from copydesk.errors import RuleError
from copydesk.model import Document
from copydesk.process import process
from copydesk.rules import (
    LONGEST_EVER,
    NEEDED_GROUPS,
    PLACES,
    Rule,
    RuleSet,
    compile_rules,
    in_force,
    load_rules,
)
from copydesk.rules.files import shipped_files, version_of
from copydesk.rules.proof import examine

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


LEDGER = """
[outlet]
name = "The Ledger"
domains = ["ledger.example"]
paths = ["ledger/*"]
""" + GOOD.replace("x.ad", "ledger.ad")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("[outlet]", "[publisher]"), "does not say whose rules"),
        (('name = "The Ledger"', ""), "does not say whose rules"),
        (('domains = ["ledger.example"]\npaths = ["ledger/*"]', ""), "does not say whose rules"),
        (('paths = ["ledger/*"]', 'paths = "ledger/*"'), "no lists of texts"),
        (('paths = ["ledger/*"]', "paths = [7]"), "no lists of texts"),
        (('name = "The Ledger"', 'name = "The Ledger"\ncity = "Hull"'), "an unknown key city"),
        (('remove = ["Advert"]', 'remove = ["Anzeige"]'), "misses its own example"),
        (('id = "ledger.ad"', 'id = "x.ad"'), "two rules are called x.ad"),
    ],
)
def test_an_outlet_without_proof_does_not_load(change: tuple[str, str], says: str) -> None:
    """Rules of one outlet prove themselves like all others, and their file says whose they are."""
    text = LEDGER.replace(*change)
    assert text != LEDGER
    files = {"x.toml": GOOD, "outlets/ledger.toml": text}
    with pytest.raises(RuleError, match=says):
        compile_rules(files)
    assert any(
        says in failure.problem or "id of another" in failure.problem
        for proof in examine(files)
        for failure in proof.failures
    )


FOLDER = {
    "any.toml": GOOD.replace("'''advert", "'''anzeige")
    .replace('"Advert"', '"Anzeige"')
    .replace("x.ad", "x.de"),
    "outlets/ledger.toml": LEDGER,
    "outlets/post.toml": LEDGER.replace("ledger", "post").replace("Ledger", "Post"),
}


@pytest.mark.parametrize(
    ("path", "text", "outlet"),
    [
        ("ledger/2024/a.txt", "The pier.", "ledger"),
        ("ledger/a.txt", "Read more on post.example", "ledger"),
        ("a.txt", "Write to desk@ledger.example.", "ledger"),
        ("a.txt", "https://www.Ledger.example/a?b", "ledger"),
        ("a.txt", "See news.ledger.example, please", "ledger"),
        ("a.txt", "The ledger is an example.", ""),
        ("a.txt", "theledger.example", ""),
        ("a.txt", "élledger.example", ""),
        ("a.txt", "the-ledger.example", ""),
        ("a.txt", "ledger.examples", ""),
        ("a.txt", "ledger.example.org", ""),
        ("a.txt", "ledger.example and post.example", ""),
        ("old/ledger/a.txt", "The pier.", ""),
    ],
)
def test_rules_of_an_outlet_hold_for_its_documents_only(path: str, text: str, outlet: str) -> None:
    """Known by one path or else by one domain; in doubt no outlet's rules hold (law 2)."""
    rules = compile_rules(FOLDER)
    assert rules.outlet_of(path, text) == outlet
    found = rules.of(rules.outlet_of(path, text)).match("Advert", ("anywhere",))
    assert (found.rule_id if found else "") == (f"{outlet}.ad" if outlet else "")
    general = rules.of(outlet).match("Anzeige", ("anywhere",))
    assert general is not None
    assert general.rule_id == "x.de"


def test_the_stages_take_the_rules_of_the_outlet() -> None:
    """A line that one outlet uses is furniture there, and its named groups are evidence; body elsewhere."""
    rule = """
[[rule]]
id = "ledger.tide"
label = "navigation"
pattern = '''tide of the day, by (?P<outlet>.*)'''
remove = ["Tide of the day, by The Ledger"]
keep = ["The tide of the day was low."]
"""
    head = LEDGER[: LEDGER.index("[[rule]]")]
    rules = compile_rules({**shipped_files(), "outlets/ledger.toml": head + rule})
    text = (
        "The pier is of oak. It reaches far.\n\nTide of the day, by The Ledger\n\nBoats land. It is fine.\n"
    )
    token = in_force.set(rules)
    try:
        here, elsewhere = (
            process(Document("", path, 0, text, "text", "utf-8")) for path in ("ledger/a.txt", "post/a.txt")
        )
    finally:
        in_force.reset(token)
    assert here.draft.blocks[1][5:7] == ("navigation", "ledger.tide")
    assert [one.value for one in here.draft.evidence if one.field == "outlet"] == ["The Ledger"]
    assert elsewhere.draft.blocks[1].verdict == "kept"
    assert (
        process(Document("", "ledger/a.txt", 0, text, "text", "utf-8")).draft.blocks == elsewhere.draft.blocks
    )


def test_one_file_holds_the_rules_of_an_outlet() -> None:
    """Two files under one name would hide one another, as a shipped one and somebody's own."""
    files = {
        "own/outlets/ledger.toml": LEDGER,
        "outlets/ledger.toml": LEDGER.replace("ledger.ad", "other.ad"),
    }
    with pytest.raises(RuleError, match="two files hold the rules of outlet ledger"):
        compile_rules(files)


def test_every_file_is_part_of_the_version() -> None:
    """Rules, words and outlets: a change of any of them is another version, its order too."""
    files = {**FOLDER, "words.toml": ""}
    versions = {version_of({**files, name: text + "\n"}) for name, text in files.items()}
    versions |= {version_of(files), version_of(dict(reversed(files.items())))}
    assert len(versions) == len(files) + 2
    assert compile_rules(files).version == version_of(files)


def test_all_failures_are_found_where_loading_stops_at_the_first() -> None:
    """The collected proof of the shipped rules has none; of three broken ones it has three."""
    shipped_proofs = examine(shipped_files())
    assert [failure for proof in shipped_proofs for failure in proof.failures] == []
    assert sum(proof.rules for proof in shipped_proofs) >= len(load_rules().rules)
    bad = GOOD.replace('["Advert"]', '["Anzeige", "Advert", "Reklame"]')
    (proof,) = examine({"x.toml": bad + GOOD.replace("x.ad", "x.other").replace('"advertisement"', '"ads"')})
    assert [(one.rule_id, one.text) for one in proof.failures] == [
        ("x.other", ""),
        ("x.ad", "Anzeige"),
        ("x.ad", "Reklame"),
    ]


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
