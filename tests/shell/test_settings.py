"""Settings: where a value comes from, and what is said about a wrong one."""

import os
from pathlib import Path

import pytest

from copydesk import language, settings
from copydesk.errors import StopError


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for key in settings.KEYS:
        monkeypatch.delenv(f"COPYDESK_{key.upper()}", raising=False)


def test_defaults_need_no_file() -> None:
    """Without file, environment and options the documented defaults hold."""
    chosen = settings.load()
    assert (chosen.raw, chosen.warehouse) == (Path("data/raw"), Path("data/warehouse"))
    assert chosen.workers == os.cpu_count()
    assert chosen.max_file_bytes == 64 * 1024 * 1024


def test_option_wins_over_environment_over_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each source of settings overrules the one below it."""
    Path("copydesk.toml").write_text('raw = "file"\nwarehouse = "file"\nworkers = 3\nmax_file_bytes = 10\n')
    monkeypatch.setenv("COPYDESK_RAW", "environment")
    monkeypatch.setenv("COPYDESK_WAREHOUSE", "environment")
    monkeypatch.setenv("COPYDESK_WORKERS", "")
    chosen = settings.load(raw="option")
    assert [str(chosen.raw), str(chosen.warehouse)] == ["option", "environment"]
    assert (chosen.workers, chosen.max_file_bytes) == (3, 10)


def test_waiting_may_be_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seconds to wait for another run: none unless told, and none is a value that can be told."""
    assert settings.load().wait_seconds == 0
    monkeypatch.setenv("COPYDESK_WAIT_SECONDS", "30")
    assert settings.load().wait_seconds == 30
    assert settings.load(wait=0).wait_seconds == 0


@pytest.mark.parametrize(
    ("content", "message", "advice"),
    [
        ("wait_seconds = -1", "wait_seconds in copydesk.toml is not a whole number of at least 0", "Give a"),
        ('warehose = "x"', "unknown key 'warehose'", "Did you mean 'warehouse'?"),
        ('zzz = "x"', "unknown key 'zzz'", "The keys are raw"),
        ("workers = 0", "workers in copydesk.toml is not a whole number", "Give a number"),
        ("workers = true", "not a whole number", "Give a number"),
        (
            'language_engine = "exakt"',
            "language_engine in copydesk.toml is no language engine",
            "Did you mean",
        ),
        ('language_engine = "zzz"', "no language engine: 'zzz'", "The engines are det, exact, lid."),
        ("keep_missing = 1", "keep_missing in copydesk.toml is neither true nor false", "Give true"),
        ('keep_missing = "perhaps"', "neither true nor false: 'perhaps'", "Give true"),
        ("max_gone_share = 2", "max_gone_share in copydesk.toml is not a share from 0 to 1", "Give a number"),
        ("max_gone_share = nan", "not a share", "such as 0.5"),
        ("max_gone_share = true", "not a share", "such as 0.5"),
        ('max_gone_share = "half"', "not a share", "such as 0.5"),
        ("raw = 5", "raw in copydesk.toml is not the name of a folder", "Give a path"),
        ("raw = ", "not valid TOML", "Mend that place"),
    ],
)
def test_wrong_file_says_what_and_what_to_do(content: str, message: str, advice: str) -> None:
    """A wrong file stops everything, with the place and the remedy."""
    Path("copydesk.toml").write_text(content)
    with pytest.raises(StopError) as caught:
        settings.load()
    assert message in str(caught.value)
    assert advice in caught.value.advice


def test_the_engines_are_those_of_the_language_room() -> None:
    """The settings import nothing heavy, so they repeat the names."""
    assert settings.LANGUAGE_ENGINES == language.ENGINES
    assert settings.load().language_engine == "det"


def test_wrong_environment_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A value of the environment that cannot be used is told by the name of its variable."""
    monkeypatch.setenv("COPYDESK_WORKERS", "many")
    with pytest.raises(StopError, match="COPYDESK_WORKERS is not a whole number of at least 1: 'many'"):
        settings.load()


@pytest.mark.parametrize(
    ("word", "is_kept"), [("true", True), ("YES", True), ("false", False), ("no", False)]
)
def test_missing_files_by_word(monkeypatch: pytest.MonkeyPatch, word: str, is_kept: bool) -> None:
    """The environment knows only words; an option overrules them."""
    assert not settings.load().keep_missing
    assert settings.load().full_text
    monkeypatch.setenv("COPYDESK_KEEP_MISSING", word)
    monkeypatch.setenv("COPYDESK_MAX_GONE_SHARE", "0.25")
    chosen = settings.load()
    assert (chosen.keep_missing, chosen.max_gone_share, chosen.allow_gone) == (is_kept, 0.25, False)
    assert settings.load(keep_missing=not is_kept).keep_missing is not is_kept
