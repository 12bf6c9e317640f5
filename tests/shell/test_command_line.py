"""The command line: what it prints, where, and with which exit code it leaves."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from copydesk import __version__, runs, settings
from copydesk.cli import exits, invoke
from copydesk.cli.commands import copydesk
from copydesk.errors import CheckError, ResourceError, RetryError
from copydesk.settings import Settings
from tests.shell.rawfolder import ARTICLES, write_all

DOCUMENT = Path(__file__).parents[2] / "docs" / "cli.md"
COMMAND = [sys.executable, "-m", "copydesk.cli"]
PLACES = os.pathsep.join(str(Path(place).resolve()) for place in sys.path if Path(place).is_dir())
ENVIRONMENT = {**os.environ, "PYTHONPATH": PLACES}
"""Other processes start in other folders, where a relative PYTHONPATH leads nowhere."""

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COPYDESK_TRACEBACK", raising=False)
    for key in settings.KEYS:
        monkeypatch.delenv(f"COPYDESK_{key.upper()}", raising=False)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A warehouse with the three articles and one reject, for tests that leave it as it is."""
    folder = tmp_path_factory.mktemp("loaded")
    write_all(folder / "raw", {**ARTICLES, "empty.txt": ""})
    settings = Settings(folder / "raw", folder / "warehouse")
    runs.run(settings)
    return settings


def errors(captured: Captured) -> list[str]:
    """What is on stderr, which must be an error and a hint, a line each; nothing is on stdout."""
    output = captured.readouterr()
    lines = output.err.splitlines()
    assert output.out == ""
    assert [line.split(":")[0] for line in lines] == ["error", "hint"], lines
    assert "Traceback" not in output.err
    return lines


def every_command() -> Iterator[tuple[str, click.Command]]:
    """The commands by name, those of a group behind the group's."""
    for name, command in copydesk.commands.items():
        if isinstance(command, click.Group):
            yield from ((f"{name} {below}", one) for below, one in command.commands.items())
        else:
            yield name, command


def test_every_command_option_and_exit_code_is_documented() -> None:
    """docs/cli.md knows all that the commands know, and no exit code that they do not."""
    text = DOCUMENT.read_text(encoding="utf-8")
    sections = {part.split("`")[0]: part for part in text.split("## `copydesk ")}
    for name, command in every_command():
        assert name in sections, name
        for parameter in command.params:
            words = (
                parameter.opts
                if isinstance(parameter, click.Option)
                else [parameter.metavar or str(parameter.name)]
            )
            for word in [*words, *parameter.secondary_opts]:
                assert word in sections[name] or word == "SELECT…", (name, word)
    for option in ("--version", "--help", "-h"):
        assert f"`{option}`" in text
    documented = dict(re.findall(r"^\| (\d+) \| (.+) \|$", text, re.MULTILINE))
    assert {int(code): meaning for code, meaning in documented.items()} == exits.MEANINGS
    for key in settings.KEYS:
        assert f"| `{key}` | `COPYDESK_{key.upper()}` |" in text


def test_help_has_an_example_for_each_command(capsys: Captured) -> None:
    """No command prints the help, which fits a screen and lists all; each command shows how it is used."""
    assert invoke([]) == 0
    shown = capsys.readouterr().out
    assert len(shown.splitlines()) <= 30
    assert "..." not in shown.replace("[ARGS]...", "")
    for name in copydesk.commands:
        assert re.search(rf"^  {name} +\w", shown, re.MULTILINE), name
    for name, _ in every_command():
        assert invoke([*name.split(), "--help"]) == 0
        text = capsys.readouterr().out
        assert f"Example:\n    copydesk {name} " in text
        assert len(text.splitlines()) <= 24


def test_version(capsys: Captured) -> None:
    """The version is the package's."""
    assert invoke(["--version"]) == 0
    assert capsys.readouterr().out == f"copydesk {__version__}\n"


def test_help_imports_nothing_heavy() -> None:
    """Help comes at once: neither the database nor Arrow nor the rules are imported for it."""
    code = (
        "import sys; from copydesk.cli import invoke; invoke(['--help'])\n"
        "heavy = {'duckdb', 'pyarrow', 'prefect', 'jinja2', 're2', 'langdetect', 'copydesk.process'}\n"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["rnu"], "copydesk has no command 'rnu'", "Did you mean 'run'?"),
        (["frobnicate"], "copydesk has no command 'frobnicate'", "copydesk --help shows what there is."),
        (["run", "--warehous", "x"], "copydesk run has no option --warehous", "Did you mean --warehouse?"),
        (["run", "--workers", "0"], "Invalid value for '--workers'", "copydesk run --help"),
        (["run", "extra"], "Got unexpected extra argument (extra)", "copydesk run --help"),
        (["sql"], "Missing argument", "copydesk sql --help"),
        (["sql", "--format", "tabel", "x"], "'tabel' is not one of 'table'", "copydesk sql --help"),
        (["run", "--raw", "nowhere"], "the raw folder nowhere does not exist", "--raw DIR"),
        (["sql", "SELECT 1"], "there is no database at data/warehouse/copydesk.duckdb", "copydesk run"),
        (["show", "x.txt"], "there is no database", "copydesk run"),
        (["explain", "x.txt"], "there is no file x.txt", "path of a raw file"),
        (["explain", "."], ". is a folder", "copydesk run"),
        (["rules", "tset"], "copydesk rules has no command 'tset'", "Did you mean 'test'?"),
        (["rules", "test", "--rules", "x"], "there is no folder of rules at x", "*.toml"),
        (["rules", "diff", "shipped", "x"], "there is no folder of rules at x", "*.toml"),
        (["rules", "diff", "shipped", "shipped"], "the raw folder data/raw does not exist", "--raw DIR"),
    ],
)
def test_wrong_use_leaves_with_two(arguments: list[str], message: str, hint: str, capsys: Captured) -> None:
    """What is wrong and the nearest right thing, a line each, and nothing is made."""
    assert invoke(arguments) == exits.USAGE
    lines = errors(capsys)
    assert message in lines[0]
    assert hint in lines[1]
    assert not list(Path().iterdir()) or not Path("data").exists()


def test_wrong_settings_leave_with_two(capsys: Captured) -> None:
    """A wrong copydesk.toml stops every command that needs it."""
    Path("copydesk.toml").write_text("worker = 2\n")
    assert invoke(["run"]) == exits.USAGE
    assert errors(capsys)[1] == "hint: Did you mean 'workers'?"


def test_run_prints_the_summary_and_writes_the_page(filled: Settings, capsys: Captured) -> None:
    """The summary goes to stdout, nothing to stderr; -q prints nothing at all, --json one object."""
    places = ["--raw", str(filled.raw), "--warehouse", str(filled.warehouse)]
    assert invoke(["run", *places]) == 0
    output = capsys.readouterr()
    assert "3 new" in output.out
    assert output.err == ""
    assert (filled.warehouse / "report" / "index.html").exists()
    assert invoke(["run", *places, "-q"]) == 0
    assert capsys.readouterr().out == ""
    assert invoke(["run", *places, "--json"]) == 0
    summary = json.loads(capsys.readouterr().out)
    assert summary["plan"]["files_unchanged"] == 3
    assert summary["publish"]["database"] == str(filled.warehouse / "copydesk.duckdb")


def test_run_over_an_empty_folder_ends_well(settings: Settings, capsys: Captured) -> None:
    """No files is no error; it is said, and what there is can be asked."""
    places = ["--warehouse", str(settings.warehouse)]
    assert invoke(["run", "--raw", str(settings.raw), *places]) == 0
    assert "The folder is empty" in capsys.readouterr().out
    assert invoke(["sql", "SELECT count(*) FROM articles_current", *places]) == 0


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (CheckError("check x: 1 row", "Look at it."), exits.CHECK_FAILED),
        (RetryError("held by 7", "Wait."), exits.BUSY),
        (ResourceError("the disk is full", "Free space."), exits.RESOURCES),
        (MemoryError(), exits.RESOURCES),
        (KeyboardInterrupt(), exits.INTERRUPTED),
        (ZeroDivisionError("\x1b[31mdivision\nby zero"), exits.UNEXPECTED),
    ],
)
def test_exit_codes(
    error: BaseException, code: int, filled: Settings, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each kind of failure has its code, and is told in one line and a hint."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(runs, "run", fail)
    assert invoke(["run", "--raw", str(filled.raw)]) == code
    assert "\x1b" not in "".join(errors(capsys))


def test_traceback_only_on_demand(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """COPYDESK_TRACEBACK=1 shows where an unexpected error happened."""

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(runs, "run", fail)
    monkeypatch.setenv("COPYDESK_TRACEBACK", "1")
    assert invoke(["run"]) == exits.UNEXPECTED
    assert "Traceback" in capsys.readouterr().err


def test_database_held_by_another_process_leaves_with_five(loaded: Settings) -> None:
    """Somebody has the published database open for writing, or the working one: busy, and by whom."""
    for name, arguments in (
        ("copydesk.duckdb", ["sql", "SELECT 1"]),
        (".work/working.duckdb", ["run", "--raw", str(loaded.raw)]),
    ):
        code = (
            "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
        )
        holder = subprocess.Popen(
            [sys.executable, "-c", code, str(loaded.warehouse / name)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        with holder:
            assert holder.stdout is not None
            assert holder.stdout.readline() == b"held\n"
            command = [*COMMAND, *arguments, "--warehouse", str(loaded.warehouse)]
            done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
            holder.communicate(b"")
        assert done.returncode == exits.BUSY, done.stderr
        assert str(holder.pid) in done.stderr
        assert done.stdout == ""


def test_interrupt_leaves_with_130_and_the_next_run_goes_on(settings: Settings) -> None:
    """Ctrl-C in the middle: one line, no traceback, and a run afterwards finishes the work."""
    write_all(settings.raw, {**ARTICLES, **{f"{number}.txt": "" for number in range(520)}})  # three batches
    places = ["--raw", str(settings.raw), "--warehouse", str(settings.warehouse), "--workers", "2"]
    process = subprocess.Popen(
        [*COMMAND, "run", *places], env=ENVIRONMENT, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    started = settings.warehouse / ".work" / "runs"
    while not list(started.glob("*/*.documents.parquet")) and process.poll() is None:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == exits.INTERRUPTED, told
    assert told.startswith("error: interrupted\nhint: ")
    assert len(told.splitlines()) == 2, told
    done = subprocess.run(
        [*COMMAND, "run", *places], env=ENVIRONMENT, capture_output=True, text=True, check=True
    )
    assert "The warehouse holds 3 articles" in done.stdout


def test_sql_formats(loaded: Settings, capsys: Captured) -> None:
    """The same rows as a table, as CSV and as JSON."""
    question = "SELECT 7 AS n, 'a,b' || chr(10) || 'c' AS t, NULL AS nothing, ['x', 'y'] AS l"
    base = ["sql", question, "--warehouse", str(loaded.warehouse), "--format"]
    assert invoke([*base, "table"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "n  t      nothing  l",
        "-  -----  -------  ------",
        "7  a,b c  NULL     [x, y]",
        "(1 row)",
    ]
    assert invoke([*base, "csv"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows == [["n", "t", "nothing", "l"], ["7", "a,b\nc", "", "[x, y]"]]
    assert invoke([*base, "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row == {"n": 7, "t": "a,b\nc", "nothing": None, "l": ["x", "y"]}


def test_wrong_sql_leaves_with_two_and_changes_nothing(loaded: Settings, capsys: Captured) -> None:
    """DuckDB's words on one line; the snapshot cannot be changed."""
    for question in (
        "SELEC 1",
        "SELECT nothing FROM articles",
        "DROP TABLE articles",
        "DELETE FROM articles",
    ):
        assert invoke(["sql", question, "--warehouse", str(loaded.warehouse)]) == exits.USAGE
        errors(capsys)


def test_values_are_written_as_sql_writes_them(loaded: Settings, capsys: Captured) -> None:
    """Booleans, lists with NULL and intervals in DuckDB's spelling; JSON that every parser reads."""
    question = "SELECT true AS b, [1, NULL] AS l, interval 3 days AS i, 'nan'::DOUBLE AS x, 'y' AS x"
    base = ["sql", question, "--warehouse", str(loaded.warehouse), "--format"]
    assert invoke([*base, "csv"]) == 0
    assert list(csv.reader(io.StringIO(capsys.readouterr().out)))[1] == [
        "true",
        "[1, NULL]",
        "3 days",
        "nan",
        "y",
    ]
    assert invoke([*base, "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out, parse_constant=pytest.fail)
    assert row == {"b": True, "l": [1, None], "i": "3 days", "x": "nan", "x_1": "y"}


@pytest.mark.parametrize(
    "question",
    [
        "COPY (SELECT 1) TO '{}' (FORMAT csv)",
        "SELECT * FROM read_text('{}')",
        "ATTACH '{}' AS other",
        "INSTALL httpfs",
        "SET threads = 1",
        "SELECT 1; SELECT 2",
        "",
    ],
)
def test_a_question_reaches_nothing_else(
    loaded: Settings, tmp_path: Path, capsys: Captured, question: str
) -> None:
    """No file is read or written, nothing is installed or set, and one question is asked at a time."""
    file = tmp_path / "file.txt"
    file.write_text("kept")
    assert invoke(["sql", question.format(file), "--warehouse", str(loaded.warehouse)]) == exits.USAGE
    errors(capsys)
    assert file.read_text() == "kept"


def test_ctrl_c_ends_a_question(loaded: Settings) -> None:
    """A query that would take minutes ends within seconds, with 130."""
    long = "SELECT count(*) FROM range(30_000_000_000) r WHERE sin(r.range) > 2"
    command = [sys.executable, "-m", "copydesk.cli", "sql", long, "--warehouse", str(loaded.warehouse)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        time.sleep(3)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == exits.INTERRUPTED


def test_show_takes_the_path_that_a_shell_completes(loaded: Settings, capsys: Captured) -> None:
    """With or without the raw folder, with or without ``./``."""
    inside = "north/ferry.txt"
    for path in (inside, f"./{inside}", f"{os.path.relpath(loaded.raw)}/{inside}"):
        arguments = ["show", path, "--warehouse", str(loaded.warehouse)]
        if path not in (inside, f"./{inside}"):
            os.environ["COPYDESK_RAW"] = os.path.relpath(loaded.raw)
        try:
            assert invoke(arguments) == 0
        finally:
            os.environ.pop("COPYDESK_RAW", None)
        assert f"from {inside}" in capsys.readouterr().out


def test_a_missing_disk_is_told(settings: Settings, capsys: Captured) -> None:
    """When all that was known is gone, the summary warns; when it is back, so are the articles."""
    write_all(settings.raw, ARTICLES)
    place = ["--raw", str(settings.raw), "--warehouse", str(settings.warehouse)]
    assert invoke(["run", *place]) == 0
    hidden = settings.raw.with_name("unmounted")
    settings.raw.rename(hidden)
    settings.raw.mkdir()
    capsys.readouterr()
    assert invoke(["run", *place]) == 0
    assert "Warning: every file known so far is gone" in capsys.readouterr().out
    settings.raw.rmdir()
    hidden.rename(settings.raw)
    assert invoke(["run", *place]) == 0
    out = capsys.readouterr().out
    assert "Warning" not in out
    assert f"holds {len(ARTICLES)} articles" in out


def test_a_warehouse_with_a_question_mark_is_refused(settings: Settings, capsys: Captured) -> None:
    """DuckDB reads what stands behind ? as options: said before anything is made."""
    place = settings.warehouse.with_name("a?b")
    write_all(settings.raw, ARTICLES)
    assert invoke(["run", "--raw", str(settings.raw), "--warehouse", str(place)]) == exits.USAGE
    errors(capsys)
    assert not place.exists()


def test_show_by_path_and_by_beginning_of_the_id(loaded: Settings, capsys: Captured) -> None:
    """An article with its files, its text and what is known of it."""
    base = ["--warehouse", str(loaded.warehouse)]
    assert invoke(["show", "north/ferry.txt", *base]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Ferry returns after repairs\n")
    assert "from north/ferry.txt" in shown
    assert "The new engine came from Bergen." in shown
    article_id = shown.splitlines()[1].split()[0]
    assert invoke(["show", article_id[:8], *base]) == 0
    assert capsys.readouterr().out == shown
    assert invoke(["show", "empty.txt", *base]) == exits.USAGE
    assert "rejected" in errors(capsys)[0]
    assert invoke(["show", "zzzz", *base]) == exits.USAGE
    assert "no article" in errors(capsys)[0]


def test_nothing_from_a_file_steers_the_terminal(settings: Settings, capsys: Captured) -> None:
    """Names and texts with escape sequences and direction marks come out as words, in every command."""
    hostile = "Ferry \x1b]0;owned\x07\x1b[2Jsails \u202eagain \x9b31m[/tag]"
    text = f"{hostile}\n\nThe ferry {hostile} sails on Monday. It is {hostile} the old one.\n"
    write_all(settings.raw, {"a.txt": text, "\x1b[31mred\u202e.txt": "", "\x1b[31mred\u202e.mp3": ""})
    base = ["--warehouse", str(settings.warehouse)]
    commands = [
        ["run", "--raw", str(settings.raw)],
        ["run", "--raw", str(settings.raw), "--json"],
        ["show", "a.txt"],
        ["show", "\x1b[31mred\u202e.txt"],
        ["sql", "FROM articles"],
        ["sql", "FROM articles", "--format", "json"],
        ["sql", "FROM rejects"],
        ["sql", "SELECT '\x1b[31m"],
    ]
    for command in commands:
        invoke([*command, *base])
        output = capsys.readouterr()
        assert not re.search(
            "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", output.out + output.err
        )


def test_pipes_get_no_colour_and_may_close(loaded: Settings) -> None:
    """A reader that has seen enough is no error, and a file gets no escape sequences."""
    base = [*COMMAND, "sql", "--warehouse", str(loaded.warehouse), "--format", "csv"]
    with subprocess.Popen(
        [*base, "SELECT unnest(range(200000)) AS n"],
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"n\n"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
    shown = subprocess.run(
        [*COMMAND, "show", "north/ferry.txt", "--warehouse", str(loaded.warehouse)],
        env=ENVIRONMENT,
        capture_output=True,
        check=True,
    )
    assert b"\x1b" not in shown.stdout


def test_no_color_is_respected(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal there is colour, unless its reader does not want it."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert settings.wants_color()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not settings.wants_color()


def test_warehouse_that_cannot_be_made_leaves_with_six(filled: Settings, capsys: Captured) -> None:
    """What the system refuses is told with its place; a file in the way stops root, too."""
    Path("file").write_text("x")
    assert invoke(["run", "--raw", str(filled.raw), "--warehouse", "file/warehouse"]) == exits.RESOURCES
    assert "file/warehouse" in errors(capsys)[0]
