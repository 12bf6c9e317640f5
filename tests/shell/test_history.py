"""What is revised, missing, and tried again, as the commands and whole runs show it."""

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from copydesk import readers, runs, settings, warehouse
from copydesk.cli import exits, invoke
from copydesk.errors import StopError
from copydesk.model import Document, RawFile
from copydesk.runs import Wanted
from copydesk.runs.missing import LEAST_GONE
from copydesk.settings import Settings
from copydesk.warehouse import Layout
from tests.corpus import test_repeated_lines as valley
from tests.shell.rawfolder import ARTICLES, fingerprint, write_all

FERRY = "north/ferry.txt"
CURRENT = "SELECT * EXCLUDE (run_id) FROM articles_current ORDER BY article_id"
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    for key in settings.KEYS:
        monkeypatch.delenv(f"COPYDESK_{key.upper()}", raising=False)


def rows(chosen: Settings, sql: str) -> list[tuple[object, ...]]:
    """What the published database answers."""
    return warehouse.query(Layout(chosen.warehouse).published, sql).rows


def revise(chosen: Settings, old: str, new: str, path: str = FERRY) -> None:
    """Change a raw file and run."""
    file = chosen.raw / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    runs.run(chosen)


def shown(chosen: Settings, capsys: Captured, *words: str) -> str:
    """What a command that ends well prints."""
    capsys.readouterr()
    assert invoke([*words, "--warehouse", str(chosen.warehouse)]) == 0
    return capsys.readouterr().out


@pytest.fixture(scope="module")
def revised(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A warehouse whose ferry was revised twice, with an empty file, for tests that leave it as it is."""
    folder = tmp_path_factory.mktemp("revised")
    filled = Settings(folder / "raw", folder / "warehouse", workers=1)
    write_all(filled.raw, {**ARTICLES, "empty.txt": ""})
    runs.run(filled)
    revise(
        filled, "on Monday. Passengers had waited for two months", "on Tuesday. Passengers had waited long"
    )
    revise(
        filled,
        "Ferry returns after repairs\n\nBy Ana Lind",
        "Ferry is back at work\n\nBy Ana Lind and Jon Berg",
    )
    return filled


def test_diff_shows_the_last_change_and_those_before(
    revised: Settings, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fields with both values, words inside their paragraph, paragraphs that are alike counted."""
    last = shown(revised, capsys, "diff", FERRY)
    assert last.startswith(f"Ferry is back at work\n{FERRY}\nrevision 2 of 2: first seen ")
    assert "changed: title, authors; 0 words added, 0 removed" in last
    assert "title\n  - Ferry returns after repairs\n  + Ferry is back at work\n" in last
    assert "authors\n  - Ana Lind\n  + Ana Lind, Jon Berg\n" in last
    assert "The text is the same." in last
    assert f"copydesk diff {FERRY} --revision 1 shows the change before" in last
    monkeypatch.setenv("COPYDESK_RAW", str(revised.raw))
    first = shown(revised, capsys, "diff", str(revised.raw / FERRY), "--revision", "1")
    assert "changed: text; 2 words added, 4 removed" in first
    assert "on [-Monday-]{+Tuesday+}. Passengers had waited [-for two months-]{+long+}." in first
    assert "    The new engine came from Bergen." in first


def test_diff_by_the_id_of_either_version(revised: Settings, capsys: Captured) -> None:
    """An id means the last revision that it is part of."""
    ids = rows(revised, "SELECT article_id, later_article_id FROM article_revisions ORDER BY revision_no")
    (first, second), (_, third) = ids
    assert "revision 1 of 2" in shown(revised, capsys, "diff", str(first)[:10])
    assert "revision 2 of 2" in shown(revised, capsys, "diff", str(second))
    assert "revision 2 of 2" in shown(revised, capsys, "diff", str(third))


def test_diff_as_json_gives_both_texts_whole(revised: Settings, capsys: Captured) -> None:
    """The pieces of a kind, put together, are the versions."""
    found = json.loads(shown(revised, capsys, "diff", FERRY, "--revision", "1", "--json"))
    assert (found["matched_by"], found["revision_no"], found["last_revision_no"]) == ("path", 1, 2)
    assert (found["changed"], found["fields"]) == (["text"], [])
    texts = rows(revised, "SELECT text FROM article_revisions ORDER BY revision_no")
    for kinds, (text,) in zip(({"same", "removed"}, {"same", "added"}), texts, strict=True):
        paragraphs = [
            "".join(p["text"] for p in one["pieces"] if p["kind"] in kinds) for one in found["text"]
        ]
        assert "\n\n".join(paragraphs) == text


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (["north/fery.txt"], "no article answers to 'north/fery.txt'", f"Did you mean '{FERRY}'?"),
        (["north/library.md"], "has one version: nothing of it was replaced", "FROM revisions"),
        ([FERRY, "--revision", "9"], "has revisions 1 to 2, no 9", "Leave out --revision"),
        (["empty.txt"], "empty.txt was rejected (empty_file)", ""),
    ],
)
def test_diff_that_finds_nothing_says_what_helps(
    revised: Settings, capsys: Captured, words: list[str], message: str, hint: str
) -> None:
    assert invoke(["diff", *words, "--warehouse", str(revised.warehouse)]) == exits.USAGE
    told = capsys.readouterr().err
    assert message in told
    assert hint in told


def test_show_tells_of_revisions(revised: Settings, capsys: Captured) -> None:
    """A line with the command; the id of an earlier version leads there too."""
    assert f"revised 2 times: copydesk diff {FERRY} shows how" in shown(revised, capsys, "show", FERRY)
    assert "revised" not in shown(revised, capsys, "show", "north/library.md")
    ((earlier,),) = rows(revised, "SELECT article_id FROM article_revisions WHERE revision_no = 1")
    assert invoke(["show", str(earlier), "--warehouse", str(revised.warehouse)]) == exits.USAGE
    told = capsys.readouterr().err
    assert f"is an earlier version, which {FERRY} replaced" in told
    assert f"copydesk diff {str(earlier)[:12]}" in told


def test_diff_of_what_was_rejected_shows_what_is_lost(filled: Settings, capsys: Captured) -> None:
    """All of it stands as taken out."""
    runs.run(filled)
    (filled.raw / FERRY).write_text("")
    runs.run(filled)
    told = shown(filled, capsys, "diff", FERRY)
    assert "what took its place was rejected" in told
    assert "  - The ferry to Skarholm sails again on Monday." in told
    assert "  + " not in told
    assert rows(filled, "SELECT outcome, changed FROM revisions") == [("rejected", [])]


def test_nothing_in_a_version_steers_the_terminal(settings: Settings, capsys: Captured) -> None:
    text = "Ferry \x1b[2Jsails\n\nThe ferry \u202e sails on {}. It is \x9b31m the old one.\n"
    write_all(settings.raw, {"a.txt": text.format("Monday")})
    runs.run(settings)
    revise(settings, "on Monday", "on \x1b[31mFriday", "a.txt")
    for option in ([], ["--json"]):
        out = shown(settings, capsys, "diff", "a.txt", *option)
        assert "Friday" in out
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out)


def test_what_the_corpus_removes_is_no_change_of_the_text(settings: Settings) -> None:
    """The later version comes with the footer of its outlet, which is taken off before it is published."""
    valley.write(settings.raw, valley.SUBJECTS)
    runs.run(settings)
    assert valley.removed(settings)
    revise(settings, "this spring", "this long autumn", "valley/ferry.txt")
    assert valley.removed(settings)[0][1] == len(valley.SUBJECTS)
    assert rows(settings, "SELECT changed, words_added, words_removed FROM revisions") == [(["text"], 2, 1)]


PAGE = """---
title: {title}
url: {url}
author: Ana Lind
date: 2024-03-0{day}
---

The {thing} of Skarholm sails again on Monday, and nobody had thought it would.

{extra}
"""


def page(day: int, extra: str, **about: str) -> str:
    values = {"title": "Ferry sails", "url": "https://www.herald.example/ferry", "thing": "ferry", **about}
    return PAGE.format(day=day, extra=extra, **values)


def test_one_address_in_two_files_is_a_revision_too(settings: Settings, capsys: Captured) -> None:
    """A second crawl of the same page: matched by its url, and said so; another page of that url is not."""
    write_all(settings.raw, {"crawl-1/a.md": page(3, "It had been away for two months, the captain said.")})
    runs.run(settings)
    other = page(5, "Nothing here is the same at all.", title="Bakery", thing="bakery")
    again = page(4, "It had been away for three months.", url="http://herald.example/ferry/#top")
    write_all(settings.raw, {"crawl-2/a.md": again, "crawl-3/a.md": other})
    runs.run(settings)
    found = rows(settings, "SELECT matched_by, title, changed, paths FROM revisions")
    assert found == [
        ("url", "Ferry sails", ["published", "text"], ["crawl-1/a.md", "crawl-2/a.md"]),
    ]
    told = shown(settings, capsys, "diff", "crawl-2/a.md")
    assert "crawl-1/a.md → crawl-2/a.md, the same url" in told
    assert "{+three+}" in told
    assert "url\n  - https://www.herald.example/ferry\n" in told


def test_the_front_page_as_address_matches_nothing(settings: Settings) -> None:
    """Many articles give the address of their outlet instead of their own."""
    home = "https://www.herald.example/"
    write_all(settings.raw, {"a.md": page(3, "One.", url=home), "b.md": page(4, "Two.", url=home)})
    runs.run(settings)
    assert rows(settings, "SELECT count(*) FROM articles WHERE url IS NOT NULL") == [(2,)]
    assert rows(settings, "FROM revisions") == []


def test_a_correction_of_copies_is_one_revision(filled: Settings) -> None:
    """The same text in two files, revised in both: one row with both paths."""
    write_all(filled.raw, {"copy.txt": ARTICLES[FERRY]})
    runs.run(filled)
    for path in ("copy.txt", FERRY):
        file = filled.raw / path
        file.write_text(file.read_text().replace("two months", "three months"))
    runs.run(filled)
    assert rows(filled, "SELECT paths, changed FROM revisions") == [(["copy.txt", FERRY], ["text"])]
    assert rows(filled, "SELECT count(*) FROM article_revisions") == [(2,)]


def test_a_file_that_is_back_is_current_without_processing(
    filled: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Gone, it leaves the current views; back as it was, nothing of it is read again."""
    runs.run(filled)
    before = rows(filled, CURRENT)
    away = filled.raw.with_name("ferry.txt")
    shutil.move(filled.raw / FERRY, away)
    assert runs.run(filled).plan.files_gone == 1
    assert rows(filled, "SELECT path, state, missing_since IS NULL FROM files WHERE state = 'gone'") == [
        (FERRY, "gone", False)
    ]
    assert len(rows(filled, CURRENT)) == 2
    shutil.move(away, filled.raw / FERRY)
    with monkeypatch.context() as nothing_is_read:
        nothing_is_read.setattr(readers, "read_documents", None)
        summary = runs.run(filled)
    assert (summary.plan.files_returned, summary.plan.files_changed, summary.load.articles) == (1, 0, 0)
    assert rows(filled, CURRENT) == before
    assert rows(filled, "SELECT missing_since FROM files") == [(None,)] * 3
    assert rows(filled, "FROM article_revisions") == []
    assert runs.run(filled).plan.is_empty


def test_a_file_that_is_back_after_new_rules_is_processed(filled: Settings, tmp_path: Path) -> None:
    """What other rules made of it is not current any more; a warehouse made at once is the same."""
    runs.run(filled)
    away = filled.raw.with_name("ferry.txt")
    shutil.move(filled.raw / FERRY, away)
    filled = replace(filled, corrections=tmp_path / "corrections.toml")
    filled.corrections.write_text(
        '[[correction]]\npath = "north/ferry.txt"\nreason = "She spells it so."\nstatus = "final"\n'
        'field = "authors"\nexpect = ["Ana Lind"]\nvalue = ["Ana Lindh"]\n'
    )
    runs.run(filled)
    shutil.move(away, filled.raw / FERRY)
    assert runs.run(filled).plan.files_changed == 1
    assert rows(filled, "SELECT count(*) FROM articles_current WHERE authors = ['Ana Lindh']") == [(1,)]


def test_missing_files_that_are_kept_stay_current(filled: Settings) -> None:
    """Nothing of them changes but a note; the next run writes nothing; without the setting they go."""
    runs.run(filled)
    before = rows(filled, CURRENT)
    away = filled.raw.with_name("ferry.txt")
    shutil.move(filled.raw / FERRY, away)
    kept = replace(filled, keep_missing=True)
    plan = runs.run(kept).plan
    assert (plan.files_gone, plan.files_kept) == (0, 1)
    assert rows(kept, CURRENT) == before
    assert rows(kept, "SELECT path, state FROM files WHERE missing_since IS NOT NULL") == [(FERRY, "loaded")]
    unchanged = fingerprint(kept.warehouse, lambda path: path.suffix in (".duckdb", ".parquet"))
    again = runs.run(kept).plan
    assert (again.is_empty, again.files_kept) == (True, 1)
    assert fingerprint(kept.warehouse, lambda path: path.suffix in (".duckdb", ".parquet")) == unchanged
    shutil.move(away, filled.raw / FERRY)
    assert runs.run(kept).plan.files_returned == 1
    shutil.move(filled.raw / FERRY, away)
    runs.run(kept)
    assert runs.run(filled).plan.files_gone == 1
    assert len(rows(filled, CURRENT)) == 2


def test_a_kept_file_is_not_relabelled_and_not_lost(settings: Settings) -> None:
    """The corpus learns of a line that a missing file has as well: it waits until the file is there again."""
    valley.write(settings.raw, valley.SUBJECTS[:4])
    runs.run(settings)
    away = settings.raw.with_name("away")
    settings.raw.rename(away)
    valley.write(settings.raw, valley.SUBJECTS[4:])
    kept = replace(settings, keep_missing=True)
    summary = runs.run(kept)
    assert summary.files_relabelled == 4
    assert rows(kept, "SELECT count(*) FROM articles_current") == [(len(valley.SUBJECTS),)]
    assert rows(kept, "FROM rejects") == []
    assert runs.run(kept).plan.is_empty
    shutil.copytree(away, settings.raw, dirs_exist_ok=True)
    summary = runs.run(kept)
    assert (summary.plan.files_returned, summary.files_relabelled) == (4, 4)
    fresh = replace(settings, warehouse=settings.warehouse.with_name("fresh"))
    runs.run(fresh)
    assert rows(kept, CURRENT) == rows(fresh, CURRENT)


def many(raw: Path, count: int) -> list[Path]:
    """Write small articles and give their files."""
    texts = {f"{n}.txt": f"Title {n}\n\nSentence {n} is here. It has {n} words.\n" for n in range(count)}
    write_all(raw, texts)
    return [raw / name for name in texts]


def test_very_many_gone_at_once_stop_the_run(settings: Settings, capsys: Captured) -> None:
    """A disk that is not mounted looks like a folder whose files were deleted: nothing is changed."""
    files = many(settings.raw, LEAST_GONE + 2)
    runs.run(settings)
    before = fingerprint(settings.warehouse, lambda path: path.name != "lock")
    for file in files[:LEAST_GONE]:
        file.unlink()
    place = ["--raw", str(settings.raw), "--warehouse", str(settings.warehouse), "-q"]
    assert invoke(["run", *place]) == exits.USAGE
    told = capsys.readouterr().err
    assert f"{LEAST_GONE} of {len(files)} known files are no longer in" in told
    assert "--allow-gone" in told
    assert "--keep-missing" in told
    assert fingerprint(settings.warehouse, lambda path: path.name != "lock") == before
    assert runs.plan(replace(settings, max_gone_share=1.0)).files_gone == LEAST_GONE
    assert invoke(["run", *place, "--keep-missing"]) == 0
    assert rows(settings, "SELECT count(*) FROM articles_current") == [(len(files),)]
    assert invoke(["run", *place, "--allow-gone"]) == 0
    assert rows(settings, "SELECT count(*) FROM articles_current") == [(2,)]


def test_a_few_may_go_and_a_share_of_many(settings: Settings) -> None:
    """Fewer than the least number are never asked about, nor a share that the setting allows."""
    files = many(settings.raw, 2 * LEAST_GONE)
    runs.run(settings)
    for file in files[:LEAST_GONE]:
        file.unlink()
    with pytest.raises(StopError, match=r"max_gone_share \(0.1\)"):
        runs.run(replace(settings, max_gone_share=0.1))
    assert runs.run(settings).plan.files_gone == LEAST_GONE
    for file in files[LEAST_GONE + 1 :]:
        file.unlink()
    assert runs.run(settings).plan.files_gone == LEAST_GONE - 1


def fail_on(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Let reading fail for some files as a fault of ours would make it."""
    true_read = readers.read_documents

    def read(file: RawFile) -> tuple[Document, ...]:
        if file.path in names:
            raise RuntimeError("this should not happen")
        return true_read(file)

    monkeypatch.setattr(readers, "read_documents", read)


@pytest.fixture
def rejected(filled: Settings) -> Settings:
    """A warehouse with two rejects by a fault that was mended since, and an empty file."""
    write_all(filled.raw, {"north/empty.txt": ""})
    with pytest.MonkeyPatch.context() as faulty:
        fail_on(faulty, FERRY, "south/market.txt")
        runs.run(replace(filled, workers=1))
    assert len(rows(filled, "FROM rejects_current")) == 3
    return replace(filled, workers=1)


def test_rejects_tried_again_leave_or_stay(rejected: Settings, capsys: Captured) -> None:
    """What passes is an article and history; what does not stands as before."""
    place = ["--raw", str(rejected.raw)]
    told = shown(rejected, capsys, "replay", "--rejects", *place)
    assert told.startswith("3 files with rejects tried again in ")
    assert "2  passed" in told
    assert "1  rejected as before" in told
    assert "1  empty_file" in told
    assert rows(rejected, "SELECT count(*) FROM articles_current") == [(3,)]
    assert rows(rejected, "SELECT path FROM rejects_current") == [("north/empty.txt",)]
    found = rows(rejected, "SELECT path, reason, resolution FROM reject_history ORDER BY path")
    assert found == [
        ("north/empty.txt", "empty_file", None),
        (FERRY, "internal_error", "passed"),
        ("south/market.txt", "internal_error", "passed"),
    ]
    assert runs.run(rejected).plan.is_empty
    fresh = replace(rejected, warehouse=rejected.warehouse.with_name("fresh"))
    runs.run(fresh)
    assert rows(rejected, CURRENT) == rows(fresh, CURRENT)


@pytest.mark.parametrize(
    ("wanted", "passed", "tried"),
    [
        (Wanted("internal_error"), 2, 2),
        (Wanted("empty_file"), 0, 1),
        (Wanted(paths=("south",)), 1, 1),
        (Wanted(paths=("north/",)), 1, 2),
        (Wanted("internal_error", (FERRY,)), 1, 1),
        (Wanted("empty_file", (FERRY,)), 0, 0),
    ],
)
def test_rejects_of_a_reason_or_place(rejected: Settings, wanted: Wanted, passed: int, tried: int) -> None:
    done = runs.replay(rejected, wanted)
    assert (done.files, done.passed, done.still) == (tried, passed, tried - passed)


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        ([], "What is to be tried again? Say --rejects", "copydesk replay --help"),
        (
            ["--rejects", "--reason", "emty_file"],
            "no reject has the reason 'emty_file'",
            "Did you mean 'empty_file'?",
        ),
        (["--rejects", "north/fery.txt"], "no reject lies at north/fery.txt", f"Did you mean '{FERRY}'?"),
        (["--rejects", "zzz"], "no reject lies at zzz", "FROM rejects_current"),
    ],
)
def test_replay_that_finds_nothing_says_what_helps(
    rejected: Settings, capsys: Captured, words: list[str], message: str, hint: str
) -> None:
    place = ["--raw", str(rejected.raw), "--warehouse", str(rejected.warehouse)]
    assert invoke(["replay", *words, *place]) == exits.USAGE
    told = capsys.readouterr().err
    assert message in told
    assert hint in told


def test_replay_leaves_missing_files_and_new_rules_alone(rejected: Settings, tmp_path: Path) -> None:
    """A file that is not there keeps its reject; with other rules a run has to do it, for all files."""
    (rejected.raw / FERRY).unlink()
    done = runs.replay(rejected, Wanted("internal_error"))
    assert (done.files, done.passed, done.missing) == (1, 1, (FERRY,))
    assert rows(rejected, "SELECT reason FROM rejects WHERE path = 'north/ferry.txt'") == [
        ("internal_error",)
    ]
    other = replace(rejected, corrections=tmp_path / "corrections.toml")
    other.corrections.write_text(
        '[[correction]]\npath = "x.txt"\nreason = "So."\nstatus = "open"\nfield = "title"\n'
        'expect = "a"\nvalue = "b"\n'
    )
    before = rows(rejected, "FROM runs")
    with pytest.raises(StopError, match="stages or rules have changed"):
        runs.replay(other, Wanted())
    assert rows(rejected, "FROM runs") == before


def test_replay_with_nothing_to_do(settings: Settings) -> None:
    with pytest.raises(StopError, match="nothing was loaded yet"):
        runs.replay(settings, Wanted())
    runs.run(settings)
    with pytest.raises(StopError, match="there are no rejects"):
        runs.replay(settings, Wanted())
