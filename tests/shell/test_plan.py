"""``copydesk plan`` and ``copydesk rules diff`` on a warehouse: told beforehand, and not a byte written."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from copydesk import runs, settings
from copydesk.cli import exits, invoke
from copydesk.runs.writing import writing
from copydesk.settings import Settings
from tests.shell.rawfolder import ARTICLES, fingerprint, write_all

Captured = pytest.CaptureFixture[str]

TIDE = "Tide of the day: high water 06:12"
RULE = """
[[rule]]
id = "own.promo.tide"
label = "promo"
pattern = '''tide of the day:.*'''
remove = ["Tide of the day: none"]
keep = ["The tide of the day"]
"""
SENTENCE = "The harbour stayed open all day, the master of the port said on Monday."


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for key in settings.KEYS:
        monkeypatch.delenv(f"COPYDESK_{key.upper()}", raising=False)


@pytest.fixture
def loaded(filled: Settings, tmp_path: Path) -> Settings:
    """A warehouse of four articles, one of which has a line that the rule in ``rules/`` takes."""
    write_all(filled.raw, {"tide.txt": f"The tide comes in\n\n{SENTENCE}\n\n{TIDE}\n\n{SENTENCE}\n"})
    write_all(tmp_path / "rules", {"own.toml": RULE})
    runs.run(replace(filled, workers=1))
    return filled


def places(chosen: Settings, *more: str) -> list[str]:
    return ["--warehouse", str(chosen.warehouse), *more]


def test_plan_tells_what_run_then_does(loaded: Settings, capfd: Captured) -> None:
    """New, changed, gone and reached by a rule, each with its files; the counts are those of the run."""
    write_all(loaded.raw, {"new.txt": ARTICLES["north/ferry.txt"].replace("ferry", "boat")})
    write_all(loaded.raw, {"north/ferry.txt": ARTICLES["north/ferry.txt"].replace("two", "three")})
    (loaded.raw / "south/market.txt").unlink()
    options = places(loaded, "--raw", str(loaded.raw), "--rules", "rules")
    before = fingerprint(loaded.warehouse)
    assert invoke(["plan", *options]) == exits.OK
    told = capfd.readouterr().out
    assert fingerprint(loaded.warehouse) == before
    for line in (
        "+ 1 file new: new.txt",
        "~ 1 file changed: north/ferry.txt",
        "- 1 file gone: south/market.txt",
        "* 1 file to be done again, 25 % of all",
        "rule own.promo.tide (added in own/own.toml): 1 file, tide.txt",
    ):
        assert line in told
    assert invoke(["plan", *options, "--json", "--exit-code"]) == exits.TO_DO
    found = json.loads(capfd.readouterr().out)
    plan = runs.run(replace(loaded, rules=Path("rules"), workers=1)).plan
    for name in ("files_new", "files_changed", "files_gone", "files_reprocessed", "files_unchanged"):
        assert found["plan"][name] == getattr(plan, name) == 1
    assert invoke(["plan", *options, "--exit-code"]) == exits.OK
    assert "Nothing to do." in capfd.readouterr().out


def test_plan_of_a_first_run_makes_no_folder(filled: Settings, capfd: Captured) -> None:
    """There need be no warehouse, and there is none afterwards."""
    options = places(filled, "--raw", str(filled.raw), "--exit-code")
    assert invoke(["plan", *options]) == exits.TO_DO
    assert "+ 3 files new" in capfd.readouterr().out
    assert not filled.warehouse.exists()


def test_plan_leaves_a_run_alone(loaded: Settings, capfd: Captured) -> None:
    """While another run holds the warehouse the plan is told, with a word of it."""
    with writing(loaded):
        before = fingerprint(loaded.warehouse)
        assert invoke(["plan", *places(loaded, "--raw", str(loaded.raw))]) == exits.OK
        assert "A run goes on" in capfd.readouterr().out
        assert fingerprint(loaded.warehouse) == before


def test_plan_sees_what_is_loaded_and_not_published(filled: Settings) -> None:
    """A run that was killed before its publication has done its files; there is still something to do."""
    planned = runs.plan(filled)
    runs.process(filled, planned.run_id)
    runs.load(filled, planned.run_id)
    found = runs.forecast(filled)
    assert (found.plan.files_new, found.plan.files_unchanged, found.is_to_do) == (0, 3, True)


def test_rules_diff_shows_gains_before_and_after(loaded: Settings, capfd: Captured) -> None:
    """Before a run the change that it will make, after it the one that it has made: the same."""
    command = ["rules", "diff", *places(loaded, "--on", str(loaded.raw), "--rules", "rules")]
    assert invoke(command) == exits.OK
    before = capfd.readouterr().out
    assert "A change of rules can reach 1 of 4 files" in before
    assert "Gained removals: 1 block" in before
    assert "own.promo.tide" in before
    runs.run(replace(loaded, rules=Path("rules"), workers=1))
    assert invoke(command) == exits.OK
    assert capfd.readouterr().out == before


def test_rules_diff_takes_two_sets_or_none(capfd: Captured) -> None:
    """One is a mistake."""
    assert invoke(["rules", "diff", "shipped"]) == exits.USAGE
    assert "Name two sets of rules" in capfd.readouterr().err
