"""The commands on what leaves the warehouse: export, verify-export, forget."""

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from copydesk import runs, settings, warehouse
from copydesk.cli import exits, invoke
from copydesk.errors import StopError
from copydesk.report import write_page
from copydesk.settings import Settings
from copydesk.warehouse import Layout, forgetting
from tests.corpus.test_repeated_lines import FOOTER as LINE
from tests.corpus.test_repeated_lines import MOTTO, SUBJECTS, removed, state, write
from tests.shell.rawfolder import ARTICLES, write_all
from tests.shell.test_command_line import COMMAND, ENVIRONMENT, errors

Captured = pytest.CaptureFixture[str]
NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
RARE = "Quintessenzqx"
SECRET = (
    f"{RARE} seen at the pier\n\nBy Ana Lind\n\n14 March 2023\n\n"
    f"A {RARE} was seen at the pier on Monday. Passengers had waited for two hours.\n\n"
    f"The {RARE} came from Bergen. It is quieter than the old one, the captain said.\n"
)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for key in settings.KEYS:
        monkeypatch.delenv(f"COPYDESK_{key.upper()}", raising=False)


@pytest.fixture
def loaded(settings: Settings) -> Settings:
    """A warehouse with four articles, one of which is to be forgotten, and its page."""
    write_all(settings.raw, {**ARTICLES, "secret.txt": SECRET})
    runs.run(settings, now=lambda: NOON)
    write_page(settings)
    return settings


def places(settings: Settings) -> list[str]:
    return ["--raw", str(settings.raw), "--warehouse", str(settings.warehouse)]


def rows(settings: Settings, sql: str) -> list[tuple[object, ...]]:
    return warehouse.query(Layout(settings.warehouse).published, sql).rows


def test_export_writes_a_file(loaded: Settings, capsys: Captured) -> None:
    """By the ending of the file, or by --format; the report is on stdout."""
    place = ["--warehouse", str(loaded.warehouse)]
    assert invoke(["export", "--output", "a.csv", *place]) == exits.OK
    assert capsys.readouterr().out == "4 rows written to a.csv\n"
    found = list(csv.DictReader(io.StringIO(Path("a.csv").read_text("utf-8"), newline="")))
    assert {row["language"] for row in found} == {"en", "de"}
    options = ["sentences", "--output", "b.txt", "--format", "jsonl", "--language", "de", "--json", *place]
    assert invoke(["export", *options]) == exits.OK
    told = json.loads(capsys.readouterr().out)
    lines = Path("b.txt").read_text("utf-8").splitlines()
    assert (told["rows"], told["format"], told["bytes"]) == (
        len(lines),
        "jsonl",
        Path("b.txt").stat().st_size,
    )
    assert len(lines) == 4
    for since, until, count in (("2023", "2023", 2), ("2023-03", "2023-03", 2), ("2023-03-15", "2024", 0)):
        assert invoke(["export", "--since", since, "--until", until, "--output", "c.csv", *place]) == exits.OK
        assert capsys.readouterr().out == f"{count} rows written to c.csv\n"


def test_export_notes_what_it_guards(loaded: Settings, capsys: Captured) -> None:
    """Formulas and cells that Excel cuts are told on stderr; --raw-csv writes them as they are."""
    sql = "SELECT '=1+1' AS a, repeat('x', 40000) AS b"
    options = ["export", "--sql", sql, "--output", "a.csv", "--warehouse", str(loaded.warehouse)]
    assert invoke(options) == exits.OK
    told = capsys.readouterr()
    assert told.out == "1 row written to a.csv\n"
    assert [line.partition(" ")[0] for line in told.err.splitlines()] == ["note:", "note:"]
    assert "--raw-csv" in told.err
    assert invoke([*options, "--raw-csv", "--bom"]) == exits.OK
    assert "formula" not in capsys.readouterr().err
    assert Path("a.csv").read_bytes().startswith(b'\xef\xbb\xbf"a","b"\n"=1+1"')


def test_removed_text_is_asked_for_by_name(loaded: Settings, capsys: Captured) -> None:
    """Blocks hold names and numbers that were cut away: they leave only with --with-removed."""
    options = ["export", "blocks", "--output", "a.jsonl", "--warehouse", str(loaded.warehouse)]
    assert invoke(options) == exits.USAGE
    assert "--with-removed" in errors(capsys)[1]
    assert not Path("a.jsonl").exists()
    assert invoke([*options, "--with-removed"]) == exits.OK
    assert "paragraph" in Path("a.jsonl").read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--output", "a.xlsx"], "tells no format"),
        (["--output", "nowhere/a.csv"], "no folder nowhere"),
        (["--output", ".", "--format", "csv"], "is not a file"),
        (["--output", "raw/a.csv"], "the raw folder is never written"),
        (["--output", "warehouse/export/a.csv"], "comes and goes with the runs"),
        (["articles", "--sql", "SELECT 1", "--output", "a.csv"], "--sql and TABLE"),
        (["--since", "2024", "--sql", "SELECT 1", "--output", "a.csv"], "--sql and --since"),
        (["--sql", "SELECT nothing", "--output", "a.csv"], "nothing"),
        (["--since", "2024-13", "--output", "a.csv"], "is no day"),
        (["--until", "2023-02-29", "--output", "a.csv"], "is no day"),
        (["--until", "yesterday", "--output", "a.csv"], "is no day"),
    ],
)
def test_export_refuses(loaded: Settings, capsys: Captured, options: list[str], said: str) -> None:
    """What cannot be meant is told in one line, and nothing is written."""
    before = sorted(Path().rglob("*"))
    monkeyed = {"COPYDESK_RAW": str(loaded.raw), "COPYDESK_WAREHOUSE": str(loaded.warehouse)}
    with pytest.MonkeyPatch.context() as patched:
        for key, value in monkeyed.items():
            patched.setenv(key, value)
        assert invoke(["export", *options]) == exits.USAGE
    assert said in errors(capsys)[0]
    assert sorted(Path().rglob("*")) == before


def test_export_through_a_link_and_over_a_file(loaded: Settings, capsys: Captured) -> None:
    """A link leads to the file that is replaced; it stays a link."""
    Path("there").mkdir()
    Path("there/a.csv").write_text("old")
    Path("a.csv").symlink_to("there/a.csv")
    assert invoke(["export", "--output", "a.csv", "--warehouse", str(loaded.warehouse)]) == exits.OK
    assert Path("a.csv").is_symlink()
    assert Path("there/a.csv").read_text("utf-8").startswith('"article_id"')


def test_export_to_a_full_disk(loaded: Settings) -> None:
    """The disk's refusal is told with the place, and leaves with 6; nothing of the file stays."""
    script = (
        "import resource, signal, sys; from copydesk.cli import invoke\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "sys.exit(invoke(sys.argv[1:]))"
    )
    options = ["export", "--output", "a.csv", "--warehouse", str(loaded.warehouse)]
    done = subprocess.run(
        [sys.executable, "-c", script, *options], capture_output=True, text=True, env=ENVIRONMENT
    )
    assert (done.returncode, done.stdout) == (exits.RESOURCES, "")
    assert "a.csv" in done.stderr
    assert not list(Path().glob("*a.csv*"))


def test_verify_export(loaded: Settings, capsys: Captured, tmp_path: Path) -> None:
    """Whole is 0, damaged is 3 with a line for each damage, a folder that is not there is 2."""
    place = ["--warehouse", str(loaded.warehouse)]
    assert invoke(["verify-export", *place]) == exits.OK
    assert "is whole: " in capsys.readouterr().out
    path = next(Layout(loaded.warehouse).export.resolve().rglob("*.parquet"))
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content[:-8])
    assert invoke(["verify-export", str(loaded.warehouse / "export")]) == exits.NOT_PASSED
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"changed: {path.parent.parent.parent.name}/year=")
    assert "is damaged in 1 place" in lines[1]
    assert invoke(["verify-export", "--json", *place]) == exits.NOT_PASSED
    told = json.loads(capsys.readouterr().out)
    assert (told["is_whole"], told["damages"][0]["problem"]) == (False, "changed")
    assert invoke(["verify-export", str(tmp_path / "nowhere")]) == exits.USAGE
    assert "no export" in errors(capsys)[0]


def test_forget(loaded: Settings, capsys: Captured) -> None:
    """By its path: the document leaves tables, export and page; the raw file stays and is rejected."""
    page = Path(write_page(loaded))
    found = [path for path in (loaded.raw / "secret.txt",) if path.exists()]
    assert invoke(["forget", str(loaded.raw / "secret.txt"), "--yes", *places(loaded)]) == exits.OK
    assert capsys.readouterr().out.splitlines() == [
        f"Forgotten: {RARE} seen at the pier (1 document, 4 sentences)",
        "  rejected from now on, delete it yourself: secret.txt",
    ]
    assert all(path.exists() for path in found)
    assert page.exists()
    assert holding(loaded) == []
    assert rows(loaded, "SELECT reason FROM rejects_current") == [("forgotten",)]
    for _ in range(2):
        summary = runs.run(loaded, now=lambda: NOON)
        assert (summary.plan.is_empty, summary.articles_total) == (True, 3)
    assert [one.reason for one in summary.rejects] == ["forgotten"]


def holding(settings: Settings) -> list[str]:
    """Where the rare word is still to be found: files by their bytes, tables and export by their values."""
    layout = Layout(settings.warehouse)
    files = [path for path in layout.root.rglob("*") if path.is_file() and not path.is_symlink()]
    found = [str(path) for path in files if RARE.encode() in path.read_bytes()]
    for database in (layout.working, layout.published):
        with duckdb.connect(database, read_only=True) as connection:
            tables = {
                table: str(connection.execute(f"FROM {table}").fetchall())
                for table in forgetting.table_columns(connection)
            }
        found += [f"{database.name} {table}" for table, text in tables.items() if RARE in text]
    for path in layout.exports.rglob("*.parquet"):
        with duckdb.connect() as connection:
            if RARE in str(connection.execute("FROM read_parquet(?)", [str(path)]).fetchall()):
                found.append(str(path))
    return found


def test_the_word_is_found_before(loaded: Settings) -> None:
    """The search of the other tests can fail: before, tables and exports hold the word."""
    found = " ".join(holding(loaded))
    for place in ("working.duckdb articles", "copydesk.duckdb blocks", "sentences/year=2023"):
        assert place in found


def test_forget_asks(loaded: Settings, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --yes a person must say so; where there is none, nothing happens."""
    assert invoke(["forget", "secret.txt", *places(loaded)]) == exits.USAGE
    assert "--yes" in errors(capsys)[1]
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    for answer in (False, True):
        monkeypatch.setattr("click.confirm", lambda *_, answer=answer, **__: answer)
        assert invoke(["forget", "secret.txt", *places(loaded)]) == exits.OK
        told = capsys.readouterr()
        assert RARE in told.err
        assert ("nothing was erased" in told.err) == (not answer)
        assert rows(loaded, "SELECT count(*) FROM forgotten") == [(int(answer),)]


def test_forget_what_is_not_there(loaded: Settings, capsys: Captured) -> None:
    """Nothing answers; and what is forgotten is forgotten."""
    assert invoke(["forget", "nowhere.txt", "--yes", *places(loaded)]) == exits.USAGE
    assert "no document answers" in errors(capsys)[0]
    assert invoke(["forget", "secret.txt", "--yes", "--json", *places(loaded)]) == exits.OK
    assert json.loads(capsys.readouterr().out)["files"] == ["secret.txt"]
    assert invoke(["forget", "secret.txt", "--yes", *places(loaded)]) == exits.USAGE
    assert "forgotten already" in errors(capsys)[0]


def test_forgotten_text_does_not_come_back(loaded: Settings) -> None:
    """Not under another name or day, not after a change of the rules' version; another text does."""
    runs.forget(loaded, "secret.txt", lambda: NOON)
    copies = {"2023/0315/copy.txt": SECRET, "b/copy.md": SECRET.replace("\n", "\r\n")}
    write_all(loaded.raw, {**copies, "secret.txt": SECRET.replace(RARE, "Lantern")})
    runs.run(loaded, now=lambda: NOON)
    assert rows(loaded, "SELECT path, reason FROM rejects_current ORDER BY ALL") == [
        ("2023/0315/copy.txt", "forgotten"),
        ("b/copy.md", "forgotten"),
    ]
    assert ("Lantern seen at the pier",) in rows(loaded, "SELECT title FROM articles_current")
    assert holding(loaded) == []


def test_a_document_without_a_body_is_forgotten(settings: Settings, capsys: Captured) -> None:
    """What became no article has an account too, with all its text."""
    write_all(settings.raw, {**ARTICLES, "bare.md": f"# {RARE}\n"})
    runs.run(settings, now=lambda: NOON)
    assert rows(settings, "SELECT reason FROM rejects_current") == [("no_body",)]
    assert holding(settings) != []
    assert invoke(["forget", "bare.md", "--yes", *places(settings)]) == exits.OK
    assert "a document without a title (1 document, 0 sentences)" in capsys.readouterr().out
    assert holding(settings) == []
    write_all(settings.raw, {"copy.md": f"# {RARE}\n"})
    runs.run(settings, now=lambda: NOON)
    assert rows(settings, "SELECT path, reason FROM rejects_current ORDER BY ALL") == [
        ("bare.md", "forgotten"),
        ("copy.md", "forgotten"),
    ]
    assert holding(settings) == []


def test_what_the_outlet_repeats_is_decided_anew(settings: Settings, tmp_path: Path) -> None:
    """With the fifth article of five, a line that all have is the outlet's no longer."""
    write(settings.raw, SUBJECTS[:5])
    runs.run(settings, now=lambda: NOON)
    assert removed(settings) == [(MOTTO, 5), (LINE, 5)]
    runs.forget(settings, f"valley/{SUBJECTS[4]}.txt", lambda: NOON)
    assert removed(settings) == []
    never = Settings(tmp_path / "never", tmp_path / "other")
    write(never.raw, SUBJECTS[:4])
    runs.run(never, now=lambda: NOON)
    assert state(settings) == state(never)
    export = Layout(settings.warehouse).export
    grown = {path.name for path in export.resolve().rglob("*.parquet")}
    shutil.rmtree(export.resolve())
    runs.publish(settings)
    assert {path.name for path in export.resolve().rglob("*.parquet")} == grown


def test_forget_needs_the_raw_folder(loaded: Settings) -> None:
    """Without it the outlet's other documents could not be read again: nothing is begun."""
    loaded.raw.rename(loaded.raw.with_name("elsewhere"))
    with pytest.raises(StopError):
        runs.forget(loaded, "secret.txt", lambda: NOON)
    assert rows(loaded, "SELECT count(*) FROM forgotten") == [(0,)]
    assert not Layout(loaded.warehouse).erasing.exists()


@pytest.mark.parametrize("moment", range(6))
def test_forget_killed_anywhere(loaded: Settings, moment: int) -> None:
    """Killed at some moment, the document is either there whole, or gone when the next run has ended."""
    command = [*COMMAND, "forget", "secret.txt", "--yes", *places(loaded)]
    process = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    note, deadline = Layout(loaded.warehouse).erasing, time.monotonic() + 60
    while not note.exists() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)
    time.sleep(0.06 * moment)
    process.send_signal(signal.SIGKILL)
    process.wait()
    runs.run(loaded, now=lambda: NOON)
    write_page(loaded)
    assert not note.exists()
    if rows(loaded, "SELECT count(*) FROM forgotten") == [(1,)]:
        assert holding(loaded) == []
        assert rows(loaded, "SELECT count(*) FROM articles_current") == [(3,)]
    else:
        assert rows(loaded, "SELECT count(*) FROM articles_current") == [(4,)]
        assert "copydesk.duckdb articles" in " ".join(holding(loaded))
    assert os.path.exists(loaded.raw / "secret.txt")
