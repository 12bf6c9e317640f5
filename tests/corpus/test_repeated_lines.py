"""The corpus has its say: what many articles of an outlet repeat at their edges is furniture."""

from pathlib import Path

import pytest

from copydesk import runs
from copydesk.clean.repeated import label_repeated_lines
from copydesk.model import Document
from copydesk.process import process
from copydesk.settings import Settings
from copydesk.text import digest
from copydesk.warehouse import Layout, query

FOOTER = "Brought to every porch in the county since the flood"
MOTTO = "A motto that only the valley knows and nobody wrote a rule for"
REFRAIN = "Then the bell of the old town hall rang once more across the square."
SUBJECTS = ("bridge", "bakery", "ferry", "orchard", "library", "mill", "railway", "harbour")


def article(subject: str, footer: str = FOOTER) -> str:
    """An article of its own words, with a refrain in the middle and the outlet's lines at both ends."""
    return "\n\n".join(
        [
            f"The {subject} gets a new roof",
            "By Ana Ruiz",
            f"The {subject} in the valley will get a new roof this spring, the council said on Monday.",
            REFRAIN,
            f"Workers carried beams to the {subject} before the first rain of the year came over the hills.",
            MOTTO,
            *([footer] if footer else []),
        ]
    )


def write(raw: Path, subjects: tuple[str, ...], footer: str = FOOTER) -> None:
    (raw / "valley").mkdir(parents=True, exist_ok=True)
    for subject in subjects:
        (raw / "valley" / f"{subject}.txt").write_text(article(subject, footer), encoding="utf-8")


def state(settings: Settings) -> list[list[tuple[object, ...]]]:
    """Everything that the corpus can change, run ids left out."""
    questions = (
        "SELECT * EXCLUDE (run_id) FROM articles ORDER BY article_id",
        "FROM sentences ORDER BY ALL",
        "FROM blocks ORDER BY ALL",
        "FROM furniture ORDER BY ALL",
    )
    return [query(Layout(settings.warehouse).published, question).rows for question in questions]


def removed(settings: Settings) -> list[tuple[object, ...]]:
    sql = "SELECT raw_text, count(*) FROM blocks WHERE rule_id = 'corpus.repeated_line' GROUP BY 1 ORDER BY 1"
    return query(Layout(settings.warehouse).published, sql).rows


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "raw", tmp_path / "warehouse", workers=1)


def test_lines_at_the_edges_go_and_the_middle_stays(settings: Settings) -> None:
    """The two lines below the body go from all articles; the refrain, repeated as often, stays."""
    write(settings.raw, SUBJECTS)
    summary = runs.run(settings)
    assert summary.files_relabelled == len(SUBJECTS)
    assert removed(settings) == [(MOTTO, len(SUBJECTS)), (FOOTER, len(SUBJECTS))]
    texts = query(Layout(settings.warehouse).published, "SELECT text FROM articles").rows
    assert all(REFRAIN in str(text) and FOOTER not in str(text) for (text,) in texts)
    counts = "SELECT DISTINCT articles, outlet_articles FROM furniture"
    assert query(Layout(settings.warehouse).published, counts).rows == [(len(SUBJECTS), len(SUBJECTS))]
    again = runs.run(settings)
    assert again.plan.is_empty
    assert not again.files_relabelled
    assert not again.publish.is_changed


def test_few_articles_are_no_corpus(settings: Settings) -> None:
    """What four articles repeat may be chance."""
    write(settings.raw, SUBJECTS[:4])
    assert not runs.run(settings).files_relabelled
    assert removed(settings) == []


def test_reprints_count_once(settings: Settings) -> None:
    """Copies of one article that differ in their title repeat all their lines, and that says nothing."""
    (settings.raw / "valley").mkdir(parents=True)
    for number in range(8):
        text = article("bridge").replace("gets a new roof", f"gets roof number {number}")
        (settings.raw / "valley" / f"{number}.txt").write_text(text, encoding="utf-8")
    assert not runs.run(settings).files_relabelled


def test_deliveries_end_where_one_delivery_does(settings: Settings, tmp_path: Path) -> None:
    """Whatever came first, the corpus is the same in the end, and so is every label (law 3)."""
    for subjects in (SUBJECTS[:3], SUBJECTS[3:6], SUBJECTS[6:]):
        write(settings.raw, subjects)
        runs.run(settings)
    whole = Settings(tmp_path / "raw", tmp_path / "whole", workers=2)
    runs.run(whole)
    assert state(settings) == state(whole)


def test_what_is_no_longer_repeated_comes_back(settings: Settings, tmp_path: Path) -> None:
    """When the outlet drops its footer, three articles are too few, and it is body there."""
    write(settings.raw, SUBJECTS)
    runs.run(settings)
    write(settings.raw, SUBJECTS[:5], footer="")
    runs.run(settings)
    assert removed(settings) == [(MOTTO, 5)]
    fresh = Settings(settings.raw, tmp_path / "fresh", workers=1)
    runs.run(fresh)
    assert state(settings) == state(fresh)


def test_a_run_that_ended_before_relabelling_is_taken_up(settings: Settings) -> None:
    """Between the two loads of a run nothing is published; the next run goes on there."""
    write(settings.raw, SUBJECTS)
    plan = runs.plan(settings)
    runs.process(settings, plan.run_id)
    runs.load(settings, plan.run_id)
    assert not Layout(settings.warehouse).published.exists()
    summary = runs.run(settings)
    assert summary.plan.is_empty
    assert summary.files_relabelled == len(SUBJECTS)
    assert removed(settings) == [(MOTTO, len(SUBJECTS)), (FOOTER, len(SUBJECTS))]


def test_two_files_of_one_document(settings: Settings) -> None:
    """A copy of a file that was relabelled is the same article, with the same labels."""
    write(settings.raw, SUBJECTS)
    runs.run(settings)
    before = state(settings)
    (settings.raw / "valley" / "copy.txt").write_text(article("bridge"), encoding="utf-8")
    runs.run(settings)
    assert state(settings) == before


def test_a_body_of_nothing_else_stays() -> None:
    """Where every line is repeated there is no edge to take off."""
    text = f"{REFRAIN}\n\n{FOOTER}."
    draft = process(Document(digest(text), "a.txt", 0, text, "text", "utf-8")).draft
    lines = frozenset(draft.document.text.split("\n\n"))
    assert label_repeated_lines(draft._replace(repeated_lines=lines)).blocks == draft.blocks
