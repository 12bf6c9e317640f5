"""The short form of ``make torture``: it runs with all tests, and a failing seed is told."""

from collections import Counter
from pathlib import Path

import pytest

from tests.torture import __main__ as command
from tests.torture import rawcorpus, rounds
from tests.torture.stages import STAGES, Began, stage_of


def test_a_killed_run_ends_like_one_never_killed(tmp_path: Path) -> None:
    """At least 20 SIGKILLs over every stage; each round ends with the rows and bytes of the unkilled run.

    Readers are served a whole version after each kill, and no finished batch is done again.
    """
    outcome = command.torture(tmp_path, command.SHORT, iter(range(command.MOST_ROUNDS)))
    assert command.is_enough(outcome.kills, command.SHORT), command.table(outcome, command.SHORT)
    assert outcome.kept > 0


def test_the_same_seed_is_the_same_round() -> None:
    """Scenario, stages and moments follow from the seed; over the seeds every stage is meant as often."""
    assert rounds.plan(7) == rounds.plan(7)
    planned = [[stage for stage, _ in rounds.plan(seed)[1]] for seed in range(200)]
    meant = Counter(stage for stages in planned for stage in stages)
    assert meant.keys() == set(STAGES)
    assert max(meant.values()) < 1.5 * min(meant.values())
    assert any(len(set(stages)) < len(stages) for stages in planned)  # twice in a row


def test_a_difference_is_found(tmp_path: Path) -> None:
    """The harness can fail: a row that is lost behind its back breaks the promise."""
    scenarios = rounds.prepare(tmp_path, 60)
    first = scenarios["first"]
    wrong = first.expected._replace(snapshot=first.expected.snapshot | {"articles": "other"})
    broken = {name: rounds.Scenario(one.raw, one.origin, wrong, {}) for name, one in scenarios.items()}
    with pytest.raises(rounds.BrokenError, match=r"seed 0, first, killed in .*"):
        rounds.play(tmp_path, broken, 0)


def test_the_corpus_has_everything(tmp_path: Path) -> None:
    """The two states of a folder differ in files new, changed and gone; both have copies and rejects."""
    for state in (0, 1):
        rawcorpus.write(tmp_path / str(state), rawcorpus.Plan(60, state))
    before, after = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (tmp_path / "0", tmp_path / "1")
    )
    assert before.keys() - after.keys()
    assert after.keys() - before.keys()
    assert any(before[path] != after[path] for path in before.keys() & after.keys())
    assert {path.suffix for path in before} == {".txt", ".md", ".jpg", ".csv"}
    assert len(set(before.values())) < len(before)


def test_stages_are_told_from_what_lies_in_the_folder(tmp_path: Path) -> None:
    """What an earlier run left is no stage of this one."""
    work = tmp_path / ".work"
    run = work / "runs" / "r"
    run.mkdir(parents=True)
    began = Began(7, 0, ())
    assert stage_of(tmp_path, began) == "start"
    (work / "lock").write_text("7\n")
    assert stage_of(tmp_path, began) == "discovery"
    (run / "ticket.json").touch()
    assert stage_of(tmp_path, began) == "batches"
    assert stage_of(tmp_path, began._replace(since_ns=2**62)) == "discovery"
    (run / "processed.parquet").touch()
    assert stage_of(tmp_path, began) == "load"
    (work / "working.duckdb.wal").write_bytes(b"x")
    assert stage_of(tmp_path, began) == "checkpoint"
    (tmp_path / ".copydesk.duckdb.new").touch()
    assert stage_of(tmp_path, began) == "publish"
    (work / "exports" / ".new").mkdir(parents=True)
    assert stage_of(tmp_path, began) == "export"
