"""The commands search and kwic, and the ready questions of sql."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from copydesk import runs
from copydesk.cli import exits, invoke
from copydesk.errors import StopError
from copydesk.settings import Settings
from copydesk.warehouse import Among, Layout, search
from tests.shell.rawfolder import ARTICLES, write_all

Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The option that names a warehouse of the three articles."""
    folder = tmp_path_factory.mktemp("searching")
    write_all(folder / "raw", ARTICLES)
    runs.run(Settings(folder / "raw", folder / "warehouse"))
    return ["--warehouse", str(folder / "warehouse")]


def test_search_shows_the_sentence_with_its_hits(place: list[str], capsys: Captured) -> None:
    """Title, path and sentence; as JSON an object per article; nothing found is said."""
    assert invoke(["search", "council", *place]) == exits.OK
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "  1. Library stays open on Sundays"
    assert "north/library.md" in lines[1]
    assert lines[2].strip() == "The [council] voted nine to two."
    assert invoke(["search", "handler", "--language", "de", "--json", *place]) == exits.OK
    (found,) = json.loads(capsys.readouterr().out)
    assert found["path"] == "south/market.txt"
    assert found["snippet"] == "Die [Händler] freuen sich auf mehr Platz."
    assert invoke(["search", "ferry", "--since", "2024-01-01", *place]) == exits.OK
    assert capsys.readouterr().out == "(no article has all these words)\n"


def test_kwic_sets_the_hits_below_each_other(place: list[str], capsys: Captured) -> None:
    """Aligned for people; everything for programs; what the limit hides is told on stderr."""
    assert invoke(["kwic", "said", "--width", "12", *place]) == exits.OK
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "(2 hits)"
    assert len({line.index("said") for line in lines[:-1]}) == 1
    assert invoke(["kwic", "said", "--limit", "1", "--format", "csv", *place]) == exits.OK
    output = capsys.readouterr()
    assert [row["match"] for row in csv.DictReader(io.StringIO(output.out))] == ["said"]
    assert output.err == "note: these are 1 of 2 hits; a larger --limit shows more\n"


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["kwic", "a("], "the pattern 'a(' is wrong: missing )", "RE2"),
        (["kwic", "a*"], "matches the empty text", "Write +"),
        (["search", "…"], "there is no word", "Give words"),
        (["search", "x", "--since", "May"], "Invalid value for '--since'", "copydesk search --help"),
        (["sql", "--query", "grwoth"], "there is no query 'grwoth'", "Did you mean growth?"),
        (["sql", "SELECT 1", "--query", "growth"], "exclude each other", "copydesk sql --help"),
    ],
)
def test_errors_say_what_helps(
    place: list[str], capsys: Captured, arguments: list[str], message: str, hint: str
) -> None:
    """One line of what is wrong and one of what to do; exit code 2."""
    assert invoke([*arguments, *place]) == exits.USAGE
    error, advice = capsys.readouterr().err.splitlines()
    assert message in error
    assert hint in advice


def test_ready_questions(place: list[str], capsys: Captured, tmp_path: Path) -> None:
    """They are listed with what they answer, and asked by name or number."""
    assert invoke(["sql", "--list"]) == exits.OK
    assert "growth" in capsys.readouterr().out
    for name in ("growth", "36"):
        assert invoke(["sql", "--query", name, "--format", "json", *place]) == exits.OK
        (row,) = json.loads(capsys.readouterr().out)
        assert row["articles_so_far"] == 3


def test_without_an_index_search_says_how_to_get_one(tmp_path: Path) -> None:
    """The setting turns the index off and on; a publication without one is not current when one is wanted."""
    write_all(tmp_path / "raw", ARTICLES)
    places = Settings(tmp_path / "raw", tmp_path / "warehouse", workers=1)
    runs.run(replace(places, full_text=False))
    database = Layout(places.warehouse).published
    with pytest.raises(StopError, match="no index of words"):
        search(database, "council", Among())
    assert runs.run(places).publish.is_changed
    assert search(database, "council", Among()).rows
    assert not runs.run(places).publish.is_changed
