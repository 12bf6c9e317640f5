"""``copydesk rules test`` and ``copydesk rules diff``, and runs by somebody's own rules."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from copydesk import rules, runs, settings
from copydesk.cli import exits, invoke
from copydesk.errors import RuleError, StopError
from copydesk.rules.one import MEND
from copydesk.rules.use import load_from, using
from copydesk.settings import Settings
from tests.shell.rawfolder import ARTICLES, write_all

Captured = pytest.CaptureFixture[str]

SHIPPED = Path(rules.__file__).parent
SPONSOR = """
[[rule]]
id = "own.promo.mayor"
label = "promo"
where = "anywhere"
match = "prefix"
pattern = '''today's tide: '''
remove = ["Today's tide: high at noon."]
keep = ["The tide is high today."]
"""
TIDE = "Today's tide: high at noon, low at six"
NEWS = {
    **ARTICLES,
    "north/tide.txt": "The tide comes in\n\nThe water rose by a metre on Monday. Nobody was hurt by it.\n\n"
    f"{TIDE}\n\nThe harbour stayed open all day. The boats had been moored before, it said.\n",
    "north/ad.txt": "A pier is built\n\nThe pier is made of oak. It reaches far into the bay.\n\n"
    "Advertisement\n\nThe first boats landed there on Sunday. It was a fine day for it.\n",
    "photo.xyz": "no text",
}


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    for key in settings.KEYS:
        monkeypatch.delenv(f"COPYDESK_{key.upper()}", raising=False)


@pytest.fixture
def own() -> Path:
    """A folder with one rule, to be added to the shipped ones."""
    write_all(Path("own"), {"tides.toml": SPONSOR})
    return Path("own")


def whole_set(folder: str, changes: dict[str, tuple[str, str]]) -> Path:
    """Copy the shipped rule files and change some of their text."""
    target = Path(folder)
    target.mkdir()
    for file in SHIPPED.glob("*.toml"):
        shutil.copy(file, target)
    for name, (before, after) in changes.items():
        text = (target / name).read_text(encoding="utf-8")
        assert before in text
        (target / name).write_text(text.replace(before, after, 1), encoding="utf-8")
    return target


def printed(capsys: Captured, *arguments: str, code: int = 0) -> str:
    """Give what ``copydesk rules`` prints; it must leave with ``code``."""
    assert invoke(["rules", *arguments]) == code
    return capsys.readouterr().out


def test_the_shipped_rules_pass(capsys: Captured) -> None:
    """A line a file, and all prove themselves."""
    lines = printed(capsys, "test").splitlines()
    assert [line.split()[0] for line in lines[:-1]] == sorted(
        file.name for file in SHIPPED.glob("*.toml") if not file.name.startswith("words")
    )
    assert all(line.endswith("passed") for line in lines[:-1])
    assert lines[-1] == f"{len(rules.load_rules().rules)} rules, version {rules.load_rules().version}: " + (
        "all prove themselves"
    )


def test_every_failure_is_listed_with_what_to_do(own: Path, capsys: Captured) -> None:
    """Two failing examples, a rule without proof, a file that is no TOML: all four, and exit code 3."""
    broken = SPONSOR.replace('remove = ["', 'remove = ["Yesterday\'s tide", "').replace(
        "The tide is high today.", "Today's tide: it was never so high."
    )
    unproved = SPONSOR.replace("mayor", "other").replace('keep = ["The tide is high today."]', "")
    write_all(own, {"tides.toml": broken + unproved, "torn.toml": "[[rule]"})
    shown = printed(capsys, "test", "--rules", "own", code=exits.NOT_PASSED)
    flat = " ".join(shown.split())
    for words in (
        "own.promo.mayor misses its own example “Yesterday's tide” Mend the pattern, or the example.",
        "own.promo.mayor takes what it must keep “Today's tide: it was never so high.” Mend",
        "does not prove itself: it needs a text to remove and one to keep See docs/rules.md",
        "the rule file own/torn.toml is no TOML",
    ):
        assert words in flat
    assert "own/tides.toml     1 rule      3 examples  3 failures" in shown
    assert shown.splitlines()[-1].endswith(": 4 failures")
    found = json.loads(printed(capsys, "test", "--rules", "own", "--json", code=exits.NOT_PASSED))
    assert not found["is_passed"]
    failures = [failure for file in found["files"] for failure in file["failures"]]
    assert [failure["rule_id"] for failure in failures] == [
        "own.promo.other",
        "own.promo.mayor",
        "own.promo.mayor",
        "",
    ]
    assert [failure["text"] for failure in failures[1:3]] == [
        "Yesterday's tide",
        "Today's tide: it was never so high.",
    ]


def test_rules_that_fail_only_beside_others(own: Path, capsys: Captured) -> None:
    """One that never decides and one that takes what another must keep are failures too."""
    dead = SPONSOR.replace("mayor", "late").replace('"promo"', '"legal"')
    greedy = SPONSOR.replace("mayor", "greedy").replace("'''today's tide: '''", "'''the tide is '''")
    greedy = greedy.replace("Today's tide: high", "The tide is high").replace(
        "The tide is high today.", "Tide"
    )
    write_all(own, {"tides.toml": SPONSOR + dead + greedy})
    flat = " ".join(printed(capsys, "test", "--rules", "own", code=exits.NOT_PASSED).split())
    assert "own.promo.late never decides" in flat
    assert "own.promo.greedy takes what own.promo.mayor must keep “The tide is high today.”" in flat


def test_hostile_rules_do_not_steer_the_terminal(own: Path, capsys: Captured) -> None:
    """What a rule file says is shown as words, like what any file says."""
    write_all(
        own, {"tides.toml": SPONSOR.replace("Today's tide: high", r"\u001b[2J\u202eToday's tide: high")}
    )
    shown = printed(capsys, "test", "--rules", "own", code=exits.NOT_PASSED)
    assert r"\x1b[2J\u202eToday" in shown
    assert "\x1b" not in shown


def difference(capsys: Captured, before: str, after: str, *options: str) -> dict[str, Any]:
    """Give the comparison as JSON, of the raw folder ``raw``."""
    found: dict[str, Any] = json.loads(
        printed(capsys, "diff", before, after, "--on", "raw", "--json", *options)
    )
    return found


def test_a_rule_added_shows_its_gains(own: Path, capsys: Captured) -> None:
    """The block it removes, its characters, an example, the document; the way back loses it."""
    write_all(Path("raw"), NEWS)
    found = difference(capsys, "shipped", "own")
    text_chars = sum(not char.isspace() for char in TIDE)
    source = NEWS["north/tide.txt"]
    (group,) = found["groups"]
    assert group == {
        "kind": "gained",
        "rule_id": "own.promo.mayor",
        "before": "heading",
        "after": "promo",
        "blocks": 1,
        "chars": text_chars,
        "documents": 1,
        "examples": [{"path": "north/tide.txt", "start": source.index(TIDE), "text": TIDE}],
    }
    assert found["texts_changed"] == ["north/tide.txt"]
    assert (found["files"], found["documents"], found["unread"], found["documents_affected"]) == (6, 5, 1, 1)
    assert found["version_before"] == rules.load_rules().version
    (back,) = difference(capsys, "own", "shipped", "--examples", "0")["groups"]
    assert back == {**group, "kind": "lost", "before": "promo", "after": "heading", "examples": []}
    shown = printed(capsys, "diff", "shipped", "own", "--on", "raw")
    assert f"Gained removals: 1 block, {text_chars} characters\n" in shown
    assert f"+ own.promo.mayor: heading → promo, 1 block, {text_chars} characters in 1 document\n" in shown
    assert f"    north/tide.txt:{source.index(TIDE)} “{TIDE}”\n" in shown
    assert "Article texts changed: 1\n  north/tide.txt\n" in shown
    assert "Lost removals: 0 blocks, 0 characters\n" in shown


def test_two_versions_of_the_files_are_compared_with_their_words(capsys: Captured) -> None:
    """Another label, and a sentence that another word list joins: each side has its own words.toml."""
    write_all(Path("raw"), NEWS)
    cut = "The pier is made of oak and reaches far out into the bay, where nobody had ever dared to build"
    write_all(Path("raw"), {"cut.txt": f"A pier\n\n{cut} forsooth\n\nBergen said so. It was safe.\n"})
    whole_set("before", {})
    ad, word = ('label = "advertisement"', 'label = "promo"'), ('en = "', 'en = "forsooth|')
    whole_set("after", {"en.toml": ad, "words.toml": word})
    assert difference(capsys, "shipped", "before")["groups"] == []
    found = difference(capsys, "before", "after")
    changes = [tuple(one.values())[:5] for one in found["groups"]]
    assert changes == [("relabelled", "en.advertisement.marker", "advertisement", "promo", 1)]
    assert found["texts_changed"] == ["cut.txt"]
    assert difference(capsys, "before", "after") == found


def test_a_body_that_is_gained_or_lost_is_told(own: Path, capsys: Captured) -> None:
    """A document of which nothing else is left would become a reject."""
    write_all(Path("raw"), {"one.txt": f"{TIDE}\n"})
    found = difference(capsys, "shipped", "own")
    assert (found["bodies_lost"], found["texts_changed"]) == (["one.txt"], [])
    assert difference(capsys, "own", "shipped")["bodies_gained"] == ["one.txt"]


def test_metadata_that_changes_is_told(own: Path, capsys: Captured) -> None:
    """A rule that finds what the shipped ones leave unknown: the field, the documents, both values."""
    rule = """
[[rule]]
id = "own.kicker.section"
label = "kicker"
where = "head"
pattern = '''filed to (?P<section>.+)'''
remove = ["Filed to Harbour"]
keep = ["Filed too late"]
"""
    write_all(own, {"section.toml": rule})
    write_all(Path("raw"), {"a.txt": f"Filed to Harbour\n\n{ARTICLES['north/ferry.txt']}", **ARTICLES})
    found = difference(capsys, "shipped", "own")
    change = {"name": "section", "documents": 1}
    change["examples"] = [{"path": "a.txt", "before": "", "after": "Harbour"}]
    assert change in found["metadata"]
    assert found["documents_affected"] == 1
    shown = printed(capsys, "diff", "shipped", "own", "--on", "raw")
    assert "~ section: 1 document\n    a.txt – → “Harbour”\n" in shown


def test_rules_that_do_not_load_leave_with_two(own: Path, capsys: Captured) -> None:
    """A comparison needs two sets that work; which rule is at fault is said."""
    write_all(Path("raw"), ARTICLES)
    write_all(own, {"tides.toml": SPONSOR.replace("Today's tide: high", "High")})
    assert invoke(["rules", "diff", "shipped", "own", "--on", "raw"]) == exits.USAGE
    assert "rule own.promo.mayor misses its own example" in capsys.readouterr().err


@pytest.mark.parametrize("workers", [1, 2])
def test_a_run_takes_the_rules_of_the_settings(workers: int, own: Path, tmp_path: Path) -> None:
    """The rules are named in every row, a second run has nothing to do, other rules start anew."""
    long = NEWS["north/tide.txt"] + "The harbour stayed open all day. " * 6000
    many = {f"more/{number}.txt": f"{long}\n\nNumber {number} came last.\n" for number in range(12)}
    write_all(Path("raw"), NEWS if workers == 1 else {**NEWS, **many})  # two batches, for two workers
    chosen = Settings(Path("raw"), tmp_path / "warehouse", workers, rules=own)
    runs.run(chosen)
    with duckdb.connect(str(chosen.warehouse / "copydesk.duckdb"), read_only=True) as database:
        assert database.execute("SELECT DISTINCT rules_version FROM articles").fetchall() == [
            (load_from(own).version,)
        ]
        query = "SELECT label, raw_text FROM blocks_current WHERE rule_id = 'own.promo.mayor'"
        assert set(database.execute(query).fetchall()) == {("promo", TIDE)}
    assert runs.run(chosen).plan.is_empty
    if workers == 1:
        assert runs.run(replace(chosen, rules=None)).plan.is_reprocessing


def test_rules_that_change_under_a_run_stop_it(own: Path, tmp_path: Path) -> None:
    """No row may bear the version of rules that did not make it."""
    write_all(Path("raw"), ARTICLES)
    chosen = Settings(Path("raw"), tmp_path / "warehouse", 1, rules=own)
    planned = runs.plan(chosen)
    write_all(own, {"tides.toml": SPONSOR.replace('"promo"', '"contact"')})
    with pytest.raises(StopError, match="changed while the run went on"):
        runs.process(chosen, planned.run_id)


def test_one_process_reads_one_words_file(own: Path) -> None:
    """What is remembered of words would answer for others: a process that has read some takes no others."""
    from copydesk.rules.words import words

    assert words("function_words")
    other = whole_set("other", {"words.toml": ('en = "', 'en = "forsooth|')})
    with pytest.raises(StopError, match="other word lists"), using(other):
        pass
    with using(own) as added:
        assert rules.load_rules() is added
    assert rules.load_rules().version == load_from(None).version


@pytest.mark.parametrize("workers", [1, 2])
def test_a_run_with_rules_that_fail_leaves_what_is_published(workers: int, own: Path, tmp_path: Path) -> None:
    """The plan does not load rules: a batch says which is at fault, from whatever process, with exit 2."""
    long = NEWS["north/tide.txt"] + "The harbour stayed open all day. " * 6000
    write_all(Path("raw"), {f"more/{number}.txt": f"{long}\n\nNumber {number}.\n" for number in range(12)})
    chosen = Settings(Path("raw"), tmp_path / "warehouse", workers)
    runs.run(chosen)
    before = (chosen.warehouse / "copydesk.duckdb").read_bytes()
    write_all(own, {"tides.toml": SPONSOR.replace("Today's tide: high", "High")})
    with pytest.raises(RuleError, match=r"own\.promo\.mayor misses its own example") as raised:
        runs.run(replace(chosen, rules=own))
    assert (raised.value.exit_code, raised.value.advice) == (exits.USAGE, MEND)
    assert (chosen.warehouse / "copydesk.duckdb").read_bytes() == before
    assert runs.run(chosen).plan.is_empty
