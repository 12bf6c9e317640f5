"""The flows' own logic without a server: what is retried, what is skipped, what is shown how often."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn
from uuid import uuid4

import pytest
from prefect.states import Failed

from copydesk import runs
from copydesk.errors import CheckError, ResourceError, RetryError, StopError
from copydesk.runs import LoadReport, PlanReport
from copydesk.settings import Settings
from flows import __main__ as entry
from flows import display, tasks
from flows.ingest import ingest_stages, outcome

STAGES = (tasks.plan, tasks.process, tasks.load, tasks.relabel, tasks.check, tasks.publish)


def _planned(new: int = 0, gone: int = 0) -> PlanReport:
    return PlanReport("0" * 32, not (new or gone), 1204, new, 3, gone, 0)


@pytest.mark.parametrize(
    ("error", "is_retried"),
    [
        (RetryError("the warehouse is held by process 7"), True),
        (OSError("stale file handle"), True),
        (StopError("no such folder"), False),
        (CheckError("3 rows"), False),
        (ResourceError("the disk is full"), False),
        (TypeError("a mistake of ours"), False),
    ],
)
def test_only_what_can_pass_is_retried(error: Exception, is_retried: bool) -> None:
    """Waiting 42 s for a wrong folder to become right helps nobody."""
    assert tasks.may_pass_on_retry(tasks.plan, None, Failed(data=error)) is is_retried  # type: ignore[arg-type]


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: str(stage.name))
def test_stages_keep_nothing_in_prefect(stage: Any) -> None:
    """Every stage has a timeout, keeps no result and caches nothing."""
    assert stage.timeout_seconds > 0
    assert stage.persist_result is False
    assert stage.retries == (0 if stage is tasks.check else tasks.RETRIES)


def test_an_unchanged_folder_is_neither_processed_nor_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends after the plan, and says that nothing was loaded."""

    def never(*_: object) -> NoReturn:
        raise AssertionError("there is nothing to process or load")

    planned = PlanReport("0" * 32, True, 24, 0, 0, 0, 24)
    monkeypatch.setattr(tasks, "plan", lambda _: planned)
    monkeypatch.setattr(tasks, "process", never)
    monkeypatch.setattr(tasks, "load", never)
    assert ingest_stages(Settings()) == (planned, LoadReport("0" * 32, 0, 0, 0, is_loaded=False))


def test_the_turn_waits_for_who_holds_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock is tried again after each pause, and held for the whole block."""
    slept: list[float] = []
    refusals = iter([RetryError("held"), RetryError("held")])

    @contextmanager
    def writing(_: Settings) -> Iterator[None]:
        for error in refusals:
            raise error
        yield

    monkeypatch.setattr(runs, "writing", writing)
    monkeypatch.setattr("time.sleep", slept.append)
    with tasks.turn(Settings()):
        assert slept == tasks.RETRY_SECONDS[:2]


def test_the_turn_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock that stays held is an error with an exit code of its own, not a run that hangs."""

    def writing(_: Settings) -> NoReturn:
        raise RetryError("held by process 7")

    monkeypatch.setattr(runs, "writing", writing)
    monkeypatch.setattr("time.sleep", lambda _: None)
    with pytest.raises(RetryError, match="process 7"), tasks.turn(Settings()):
        raise AssertionError("the block must not run without the lock")


def test_errors_inside_the_turn_are_not_taken_for_a_held_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A RetryError out of the block goes on to the caller; the block runs once."""

    @contextmanager
    def writing(_: Settings) -> Iterator[None]:
        yield

    monkeypatch.setattr(runs, "writing", writing)
    with pytest.raises(RetryError, match="from inside"), tasks.turn(Settings()):
        raise RetryError("from inside")


def test_progress_reaches_the_server_a_few_times_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand batches are twenty requests, the last of them 100 per cent."""
    shown: list[float] = []
    monkeypatch.setattr(display, "create_progress_artifact", lambda *_, **__: uuid4())
    monkeypatch.setattr(display, "update_progress_artifact", lambda _, value: shown.append(value))
    update = display.progress("files")
    for done in range(1, 10_001):
        update(done, 10_000)
    assert shown == sorted(shown)
    assert (len(shown), shown[-1]) == (display.MAX_UPDATES, 100.0)


def test_a_display_that_fails_does_not_fail_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Prefect's pages are not the work."""
    import httpx

    def refuse(*_: object, **__: object) -> NoReturn:
        raise httpx.ConnectError("refused")

    monkeypatch.setattr(display, "create_progress_artifact", refuse)
    monkeypatch.setattr(display, "create_markdown_artifact", refuse)
    display.progress("files")(1, 2)
    display.summary("# Summary")


def test_run_names_say_what_was_done() -> None:
    """Thousands are grouped; files that are gone are named when there are some."""
    assert outcome(_planned(new=1204)) == "1,204 new, 3 changed"
    assert outcome(_planned(gone=2)) == "0 new, 3 changed, 2 gone"


@pytest.mark.parametrize(
    ("error", "code"),
    [(StopError("m", "Do this."), 2), (CheckError("m"), 4), (RetryError("m"), 5), (ValueError("m"), 1)],
)
def test_failures_are_a_line_a_hint_and_an_exit_code(
    error: Exception, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As the ``copydesk`` command does it, and never a traceback."""

    def fail(_: object) -> NoReturn:
        raise error

    monkeypatch.setattr(entry, "_run", fail)
    assert entry.main(["nightly"]) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("error: ")
    assert "Traceback" not in said.err


def test_wrong_options_are_told_before_a_server_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody waits 20 s to read that 0 workers cannot work."""
    monkeypatch.setattr(entry, "own_server", lambda _: sys.exit("a server was started"))
    assert entry.main(["nightly", "--raw", str(tmp_path), "--workers", "0"]) == StopError.exit_code
    assert "workers" in capsys.readouterr().err
