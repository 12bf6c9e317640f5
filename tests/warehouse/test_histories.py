"""Histories: what a load keeps of what it replaces, and what becomes of rejects."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import duckdb
import pytest

from copydesk.errors import CheckError
from copydesk.warehouse import Layout, check, load
from tests.warehouse.handmade import STARTED, File, Paper, Reject, Stump, hashed, job, run, stage

RAIN = Paper("rain.txt", body=("It rained in Dover.", "It stopped."))
POURED = replace(RAIN, body=("It poured in Dover today.", "It stopped."))
WHAT = "outcome, changed, words_added, words_removed"
REVISIONS = f"SELECT path, document_no, revision_no, {WHAT} FROM article_revisions"
HISTORY = "SELECT path, document_no, reason, resolution, resolved_run_id FROM reject_history"


def select(layout: Layout, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(layout.working, read_only=True) as connection:
        return connection.execute(sql).fetchall()


def deliver(layout: Layout, *deliveries: Sequence[File]) -> None:
    """Load one run a delivery; files that were there before are changed ones."""
    known: set[str] = set()
    for step, files in enumerate(deliveries):
        run(layout, f"step {step}", files, known=sorted(known))
        known |= {file.path for file in files}
    assert [one.name for one in check(layout) if one.offenders and one.severity == "abort"] == []


def test_a_changed_text_keeps_the_earlier_one(layout: Layout) -> None:
    """All that a person needs to see what changed is there without the old file."""
    deliver(layout, [RAIN], [POURED])
    assert select(layout, REVISIONS + " ORDER BY ALL") == [("rain.txt", 0, 1, "revised", ["text"], 2, 1)]
    ids = "document_id, article_id, later_document_id, later_article_id, sha256"
    assert select(layout, f"SELECT {ids}, title, authors, text, run_id FROM article_revisions") == [
        (
            RAIN.document_id,
            RAIN.article_id,
            POURED.document_id,
            POURED.article_id,
            RAIN.sha256,
            "A Title",
            ["Ann Example", "Bo Beispiel"],
            "It rained in Dover.\n\nIt stopped.",
            hashed("step 1"),
        )
    ]


@pytest.mark.parametrize(
    ("later", "changed", "words"),
    [
        (replace(RAIN, title="Rain at last"), ["title"], (0, 0)),
        (replace(RAIN, blanks="\n\n"), [], (0, 0)),
        (replace(RAIN, body=("It rained in Dover. It stopped.",)), [], (0, 0)),
        (replace(RAIN, body=("It stopped.", "It rained in Dover.")), ["text"], (0, 0)),
        (replace(POURED, url="https://courier.example/rain"), ["url", "text"], (2, 1)),
        (replace(POURED, changes={"authors": ["Cy Example"]}), ["authors", "text"], (2, 1)),
        (
            replace(POURED, changes={"published_at": None, "date_precision": "day"}),
            ["published", "text"],
            (2, 1),
        ),
    ],
)
def test_what_changed_is_named(
    layout: Layout, later: Paper, changed: list[str], words: tuple[int, int]
) -> None:
    """Fields by name, words by number; another layout alone changes no field."""
    deliver(layout, [RAIN], [later])
    assert select(layout, "SELECT changed, words_added, words_removed FROM article_revisions") == [
        (changed, *words)
    ]


def test_scripts_without_blanks_count_characters(layout: Layout) -> None:
    """A paragraph of Chinese is not one word."""
    before = Paper("wen.txt", body=("今天下雨了。",))
    deliver(layout, [before], [replace(before, body=("今天下大雪了。",))])
    assert select(layout, "SELECT words_added, words_removed FROM article_revisions") == [(2, 1)]


def test_a_version_that_comes_back_is_a_further_revision(layout: Layout) -> None:
    """A, B, A: two rows, and the second says that A took the place of B again."""
    deliver(layout, [RAIN], [POURED], [RAIN])
    found = select(
        layout, "SELECT revision_no, article_id, later_article_id FROM article_revisions ORDER BY 1"
    )
    assert found == [(1, RAIN.article_id, POURED.article_id), (2, POURED.article_id, RAIN.article_id)]


def test_times_follow_the_versions(layout: Layout) -> None:
    """A version was first seen when the one before it was replaced."""
    for step, paper in enumerate((RAIN, POURED, RAIN)):
        folder = stage(layout.runs / str(step), [[paper]], known=["rain.txt"] if step else [])
        load(layout, replace(job(folder, str(step)), started_at=STARTED + timedelta(days=step)))
    days = "epoch(first_seen_at - TIMESTAMPTZ '2024-05-01 06:00+00') / 86400"
    until = "epoch(replaced_at - TIMESTAMPTZ '2024-05-01 06:00+00') / 86400"
    assert select(layout, f"SELECT revision_no, {days}, {until} FROM article_revisions ORDER BY 1") == [
        (1, 0, 1),
        (2, 1, 2),
    ]


def test_new_rules_and_labels_are_no_revision(layout: Layout) -> None:
    """The same source processed again, whatever it comes to, is the same version."""
    again = replace(RAIN, pipeline="p2", changes={"language_confidence": 0.5})
    run(layout, "one", [RAIN])
    run(layout, "two", [again], known=["rain.txt"], pipeline="p2")
    folder = stage(layout.runs / "three", [[replace(again, changes={"language_confidence": 0.25})]])
    load(layout, replace(job(folder, "three", "p2"), is_relabelling=True))
    assert select(layout, "FROM article_revisions") == []


def test_a_change_that_comes_with_new_rules_says_so(layout: Layout) -> None:
    """Then a difference can come from the rules: nobody can tell without the old file."""
    run(layout, "one", [RAIN])
    run(layout, "two", [replace(POURED, pipeline="p2")], known=["rain.txt"], pipeline="p2")
    run(layout, "three", [replace(RAIN, pipeline="p2")], known=["rain.txt"], pipeline="p2")
    assert select(layout, "SELECT is_same_making FROM article_revisions ORDER BY revision_no") == [
        (False,),
        (True,),
    ]


def relabel(layout: Layout, name: str, paper: Paper) -> None:
    folder = stage(layout.runs / name, [[paper]], noted={paper.path: "relabelled"})
    load(layout, replace(job(folder, name), is_relabelling=True))


def test_a_relabelling_before_publication_settles_what_changed(layout: Layout) -> None:
    """The corpus has its say after the load: what it takes out of the later version was no change.

    A relabelling behind that one is about something else, and changes no revision any more.
    """
    later = replace(POURED, title="New title")
    changed = "SELECT changed FROM article_revisions"
    deliver(layout, [RAIN], [later])
    assert select(layout, changed) == [(["title", "text"],)]
    relabel(layout, "three", replace(later, changes={"title": "A Title"}))
    assert select(layout, changed) == [(["text"],)]
    relabel(layout, "four", replace(later, changes={"title": "Newest title"}))
    assert select(layout, changed) == [(["text"],)]


def test_copies_are_revised_each(layout: Layout) -> None:
    """A text that another file still holds is an earlier version all the same; its article stays."""
    copy = replace(RAIN, path="copy.txt")
    deliver(layout, [RAIN, copy], [POURED])
    assert select(layout, "SELECT path, article_id FROM article_revisions") == [("rain.txt", RAIN.article_id)]
    assert select(layout, "SELECT count(*) FROM articles") == [(2,)]
    run(layout, "later", [replace(POURED, path="copy.txt")], known=["copy.txt"])
    assert select(layout, "SELECT path, later_article_id FROM article_revisions ORDER BY 1") == [
        ("copy.txt", POURED.article_id),
        ("rain.txt", POURED.article_id),
    ]


def test_a_version_that_was_a_spare_is_kept_as_it_was(layout: Layout) -> None:
    """Of two documents that are one article only one is shown; the earlier version is that of the file."""
    twin = replace(RAIN, path="twin.txt", blanks="\n\n\n", changes={"title": "Twin"})
    first = replace(RAIN, changes={"title": "First"})
    deliver(layout, [first, twin], [POURED, replace(POURED, path="twin.txt", blanks=" ")])
    assert select(layout, "SELECT path, title FROM article_revisions ORDER BY 1") == [
        ("rain.txt", "First"),
        ("twin.txt", "Twin"),
    ]


REJECTS: list[File] = [Stump("rain.txt"), Reject("rain.txt")]


@pytest.mark.parametrize("reject", REJECTS, ids=["no body", "whole file"])
def test_an_article_that_becomes_a_reject_is_kept(layout: Layout, reject: File) -> None:
    """Its rows go, its version stays; nothing is said to have changed, since nothing is there to compare."""
    deliver(layout, [RAIN], [reject])
    assert select(layout, REVISIONS) == [("rain.txt", 0, 1, "rejected", [], None, None)]
    assert select(layout, "SELECT text FROM article_revisions") == [("It rained in Dover.\n\nIt stopped.",)]
    assert select(layout, "SELECT count(*) FROM articles") == [(0,)]


@pytest.mark.parametrize("reject", REJECTS, ids=["no body", "whole file"])
def test_a_reject_between_two_versions_is_no_version(layout: Layout, reject: File) -> None:
    """The next text is compared with the last one; the same text again is no revision at all."""
    deliver(layout, [RAIN], [reject], [POURED])
    assert select(layout, REVISIONS) == [("rain.txt", 0, 1, "revised", ["text"], 2, 1)]
    assert select(layout, "SELECT run_id FROM article_revisions") == [(hashed("step 2"),)]


@pytest.mark.parametrize("reject", REJECTS, ids=["no body", "whole file"])
def test_a_file_that_cannot_be_read_for_a_while_has_no_revision(layout: Layout, reject: File) -> None:
    deliver(layout, [RAIN], [reject], [RAIN])
    assert select(layout, REVISIONS) == []


def test_a_reject_that_new_rules_let_pass_closes_the_gap(layout: Layout) -> None:
    """The document was in the file before, as a reject; now it is an article."""
    stump = Stump("rain.txt", POURED.source)
    deliver(layout, [RAIN], [stump])
    run(layout, "rules", [replace(POURED, pipeline="p2")], known=["rain.txt"], pipeline="p2")
    assert select(layout, REVISIONS) == [("rain.txt", 0, 1, "revised", ["text"], 2, 1)]
    assert select(layout, HISTORY)[0][3] in ("changed", "passed")


def test_a_file_that_goes_and_comes_back_with_another_text(layout: Layout) -> None:
    """What it held when it went is the earlier version."""
    run(layout, "one", [RAIN])
    run(layout, "two", gone=["rain.txt"])
    assert select(layout, REVISIONS) == []
    run(layout, "three", [POURED], known=["rain.txt"])
    assert select(layout, REVISIONS) == [("rain.txt", 0, 1, "revised", ["text"], 2, 1)]


def paper(number: int, title: str, *body: str, url: str | None = None) -> Paper:
    return Paper("week.jsonl", title=title, body=body, number=number, url=url)


def test_documents_that_move_inside_their_file_are_no_revisions(layout: Layout) -> None:
    """One more in front, one taken out: the others have other numbers and the same text."""
    first, second, third = (paper(n, f"Title {n}", f"Sentence {n}.") for n in range(3))
    moved = [paper(0, "New", "All new."), replace(first, number=1), replace(third, number=2)]
    deliver(layout, [first, second, third], moved)
    assert select(layout, "SELECT document_no, outcome, title FROM article_revisions") == [
        (1, "removed", "Title 1")
    ]


def test_documents_of_a_file_are_matched_by_address_title_and_number(layout: Layout) -> None:
    """Each that moved and changed finds its later version; the rest was removed, or is new."""
    deliver(
        layout,
        [
            paper(0, "Alpha", "One.", url="https://courier.example/a"),
            paper(1, "Beta", "Two."),
            paper(2, "Gamma", "Three."),
            paper(3, "Delta", "Four."),
        ],
        [
            paper(0, "Beta", "Two and more."),
            paper(1, "Alpha, amended", "One.", url="https://courier.example/a"),
            paper(2, "Gamma, amended", "Three and more."),
        ],
    )
    later = {
        "Alpha": paper(1, "Alpha, amended", "One.", url="https://courier.example/a").article_id,
        "Beta": paper(0, "Beta", "Two and more.").article_id,
        "Gamma": paper(2, "Gamma, amended", "Three and more.").article_id,
        "Delta": None,
    }
    found = {
        row[0]: row[1] for row in select(layout, "SELECT title, later_article_id FROM article_revisions")
    }
    assert found == later
    assert select(layout, "SELECT title FROM article_revisions WHERE outcome = 'removed'") == [("Delta",)]


def test_a_title_that_several_documents_have_matches_nothing(layout: Layout) -> None:
    """Better no counterpart than a wrong one."""
    columns = [paper(number, "Weather", f"Day {number} was dry.") for number in range(3)]
    later = [paper(number, "Weather", f"Day {number} was wet.") for number in (3, 4)]
    deliver(layout, columns, later)
    assert select(layout, "SELECT DISTINCT outcome FROM article_revisions") == [("removed",)]


def test_a_document_that_moves_to_another_file_is_not_removed(layout: Layout) -> None:
    kept, moved = paper(0, "Alpha", "One."), paper(1, "Beta", "Two.")
    deliver(layout, [kept, moved], [kept, replace(moved, path="beta.txt", number=0)])
    assert select(layout, REVISIONS) == []


def test_a_failed_load_keeps_no_version(layout: Layout) -> None:
    """Law 4: the histories are part of the load."""
    run(layout, "one", [RAIN, Reject("late.txt")])
    bad = replace(POURED, changes={"word_count": 99})
    with pytest.raises(CheckError):
        run(layout, "two", [bad, Paper("late.txt", title="Late")], known=["rain.txt", "late.txt"])
    assert select(layout, REVISIONS) == []
    assert select(layout, HISTORY) == [("late.txt", None, "binary", None, None)]


def test_a_reject_is_remembered_when_it_is_one_no_more(layout: Layout) -> None:
    """How it ended: an article, other bytes, gone, another reason; as long as it stands, once."""
    same = Paper("passed.txt", title="Passed")
    first: list[File] = [
        Reject("passed.txt", same.sha256),
        Reject("changed.txt"),
        Reject("gone.txt"),
        Reject("otherwise.txt"),
        Reject("unread.txt", ""),
        Reject("stands.txt"),
    ]
    second: list[File] = [
        same,
        Paper("changed.txt", title="Changed"),
        Reject("otherwise.txt", reason="empty"),
        Paper("unread.txt", title="Unread"),
        Reject("stands.txt"),
    ]
    run(layout, "one", first)
    run(layout, "two", second, known=[one.path for one in first], gone=["gone.txt"])
    two = hashed("two")
    assert select(layout, f"{HISTORY} ORDER BY ALL") == [
        ("changed.txt", None, "binary", "changed", two),
        ("gone.txt", None, "binary", "gone", two),
        ("otherwise.txt", None, "binary", "rejected_otherwise", two),
        ("otherwise.txt", None, "empty", None, None),
        ("passed.txt", None, "binary", "passed", two),
        ("stands.txt", None, "binary", None, None),
        ("unread.txt", None, "binary", "passed", two),
    ]
    stands = "SELECT run_id FROM reject_history WHERE path = 'stands.txt'"
    assert select(layout, stands) == [(hashed("one"),)]
    assert select(layout, "SELECT count(*) FROM rejects WHERE path = 'passed.txt'") == [(0,)]


def test_a_reject_that_comes_back_with_its_file_is_a_new_row(layout: Layout) -> None:
    """It stood, was gone, and stands again since the run that found the file."""
    run(layout, "one", [Reject("late.txt")])
    run(layout, "two", gone=["late.txt"])
    run(layout, "three", noted={"late.txt": "returned"})
    assert select(
        layout, "SELECT run_id, resolution, resolved_run_id FROM reject_history ORDER BY ALL"
    ) == sorted([(hashed("one"), "gone", hashed("two")), (hashed("three"), None, None)])
    assert select(layout, "SELECT state FROM files") == [("rejected",)]


def test_missing_files(layout: Layout) -> None:
    """Gone, kept, there again: state and time, and nothing of the articles is touched."""
    about = "SELECT state, missing_since IS NOT NULL FROM files"
    run(layout, "one", [RAIN])
    articles = select(layout, "FROM articles")
    run(layout, "two", noted={"rain.txt": "kept"})
    assert select(layout, about) == [("loaded", True)]
    run(layout, "three", gone=["rain.txt"])
    assert select(layout, about) == [("gone", True)]
    run(layout, "four", noted={"rain.txt": "returned"})
    assert select(layout, about) == [("loaded", False)]
    assert select(layout, "SELECT files_returned FROM runs") == [(0,), (0,), (0,), (1,)]
    assert select(layout, "FROM articles") == articles


class Ledger:
    """What ought to be kept of one file, worked out one delivery after the other."""

    def __init__(self) -> None:
        """Begin with a file that was never seen."""
        self.held: str | None = None
        self.gap: str | None = None
        self.kept: list[tuple[str, str | None]] = []

    def deliver(self, version: str) -> None:
        """Take the next version, or a reject; a file that is gone holds what it held."""
        if version == "reject":
            if self.held is not None:
                self.kept.append((self.held, None))
                self.gap = self.held
            self.held = None
            return
        if self.gap is not None:
            self.kept.pop()
            if self.gap != version:
                self.kept.append((self.gap, version))
        elif self.held not in (None, version):
            self.kept.append((str(self.held), version))
        self.held, self.gap = version, None


@pytest.mark.parametrize("seed", range(3))
def test_any_sequence_of_deliveries(layout: Layout, seed: int) -> None:
    """Three files, three versions, rejects, files that go: what is kept is what the ledger says."""
    chance = random.Random(seed)
    versions = {name: Paper("x", body=(f"It {name} in Dover.",)) for name in ("rained", "poured", "snowed")}
    ledgers = {path: Ledger() for path in ("a.txt", "b.txt", "c.txt")}
    seen: set[str] = set()
    for step in range(8):
        chosen = {path: chance.choice([*versions, "reject", "gone", "same"]) for path in ledgers}
        files: list[File] = []
        gone: list[str] = []
        for path, word in chosen.items():
            if word == "gone" and path in seen:
                gone.append(path)
            elif word in ("gone", "same"):
                continue
            elif word == "reject":
                files.append(Stump(path) if chance.random() < 0.5 else Reject(path))
            else:
                files.append(replace(versions[word], path=path))
            if word not in ("gone", "same"):
                ledgers[path].deliver(word)
        run(layout, f"step {step}", files, gone=gone, known=sorted(seen))
        seen |= {file.path for file in files}
    names: dict[object, str | None] = {None: None}
    names |= {paper.article_id: name for name, paper in versions.items()}
    ids = "article_id, later_article_id, revision_no"
    for path, ledger in ledgers.items():
        found = select(
            layout, f"SELECT {ids} FROM article_revisions WHERE path = '{path}' ORDER BY revision_no"
        )
        assert [(names[before], names[after]) for before, after, _ in found] == ledger.kept
        assert [number for *_, number in found] == list(range(1, len(found) + 1))
    assert [one.name for one in check(layout) if one.offenders and one.severity == "abort"] == []
