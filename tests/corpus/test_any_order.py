"""Whatever is delivered in whatever order: what the corpus says follows from the raw folder alone (law 3)."""

import random
from pathlib import Path

import pytest

from copydesk import runs
from copydesk.errors import StopError
from copydesk.settings import Settings
from copydesk.warehouse import Layout, query
from tests.corpus.test_repeated_lines import FOOTER, MOTTO, article

OUTLETS = ("gazette", "herald", "valley")
SUBJECTS = ("bridge", "bakery", "ferry", "orchard", "library", "mill", "railway", "harbour", "school")
CURRENT = (
    "SELECT * EXCLUDE (run_id) FROM articles_current ORDER BY article_id",
    "FROM sentences_current ORDER BY ALL",
    "FROM blocks_current ORDER BY ALL",
    "SELECT outlet, line, articles, outlet_articles FROM furniture ORDER BY ALL",
)
STEPS = 6


def current(settings: Settings, questions: tuple[str, ...] = CURRENT) -> list[list[tuple[object, ...]]]:
    """What analysts read of the files that are there, run ids left out."""
    return [query(Layout(settings.warehouse).published, question).rows for question in questions]


class Folder:
    """A raw folder of three outlets that changes at random; the same seed makes the same changes."""

    def __init__(self, raw: Path, seed: int) -> None:
        """Take the folder ``raw``."""
        self.raw = raw
        self.chance = random.Random(seed)

    def change(self) -> None:
        """Write new or changed files, copies in another outlet or beside, and some without any body."""
        for _ in range(self.chance.randint(3, 9)):
            outlet, subject = self.chance.choice(OUTLETS), self.chance.choice(SUBJECTS)
            footer = self.chance.choice([f"{FOOTER} {outlet}", f"{FOOTER} {outlet}", ""])
            name = self.chance.choice([f"{subject}.txt", f"copy of {subject}.txt"])
            text = article(f"{self.chance.choice(OUTLETS)} {subject}", footer)
            if self.chance.random() < 0.3:
                text = text.replace("\n\n", "\n\n\n")  # another document, the same article
            if self.chance.random() < 0.1:
                text = f"{MOTTO}\n"  # rejected, or no corpus
            path = self.raw / outlet / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("seed", range(4))
def test_any_deliveries_end_where_one_does(tmp_path: Path, seed: int) -> None:
    """Six random deliveries, killed between their two loads now and then, against one of all files."""
    settings = Settings(tmp_path / "raw", tmp_path / "warehouse", workers=1)
    folder = Folder(settings.raw, seed)
    for step in range(STEPS):
        folder.change()
        if folder.chance.random() < 0.3 and step < STEPS - 1:
            plan = runs.plan(settings)
            runs.process(settings, plan.run_id)
            runs.load(settings, plan.run_id)
        else:
            runs.run(settings)
    fresh = Settings(settings.raw, tmp_path / "fresh", workers=1)
    runs.run(fresh)
    assert current(settings) == current(fresh)
    assert current(fresh)[3], "the corpus of this seed says nothing"
    assert runs.run(settings).plan.is_empty
    assert runs.relabel(settings).is_empty


def write(raw: Path, outlet: str, subjects: tuple[str, ...], of: str = "") -> None:
    (raw / outlet).mkdir(parents=True, exist_ok=True)
    for subject in subjects:
        text = article(f"{of or outlet} {subject}", f"{FOOTER} {of or outlet}")
        (raw / outlet / f"{subject}.txt").write_text(text, encoding="utf-8")


def test_a_copy_elsewhere_takes_an_article_from_its_outlet(tmp_path: Path) -> None:
    """A text that two outlets hold belongs to the first of them; the other one has one article less."""
    settings = Settings(tmp_path / "raw", tmp_path / "warehouse", workers=1)
    write(settings.raw, "valley", SUBJECTS[:5])
    assert runs.run(settings).files_relabelled == 5
    write(settings.raw, "gazette", SUBJECTS[:1], of="valley")
    runs.run(settings)
    fresh = Settings(settings.raw, tmp_path / "fresh", workers=1)
    runs.run(fresh)
    assert current(settings) == current(fresh)
    assert current(settings)[3] == []


def test_articles_of_files_that_are_gone_stay(tmp_path: Path) -> None:
    """They count, but they cannot be read again: none is rejected for it, and they come back relabelled."""
    settings = Settings(tmp_path / "raw", tmp_path / "warehouse", workers=1)
    write(settings.raw, "valley", SUBJECTS[:4])
    runs.run(settings)
    for path in (settings.raw / "valley").iterdir():
        path.unlink()
    write(settings.raw, "valley", SUBJECTS[4:])
    assert runs.run(settings).files_relabelled == len(SUBJECTS[4:])
    states = ("SELECT state, count(*) FROM files GROUP BY 1 ORDER BY 1", "SELECT count(*) FROM rejects")
    assert current(settings, states) == [[("gone", 4), ("loaded", 5)], [(0,)]]
    assert runs.run(settings).plan.is_empty
    write(settings.raw, "valley", SUBJECTS[:4])
    runs.run(settings)
    fresh = Settings(settings.raw, tmp_path / "fresh", workers=1)
    runs.run(fresh)
    assert current(settings) == current(fresh)


def loaded(settings: Settings) -> None:
    """Bring a run to where its first load is done and its relabelling is not."""
    plan = runs.plan(settings)
    runs.process(settings, plan.run_id)
    runs.load(settings, plan.run_id)


def test_files_that_go_between_the_two_loads(tmp_path: Path) -> None:
    """A file that waited to be relabelled when a run was killed may be gone when the next one comes."""
    settings = Settings(tmp_path / "raw", tmp_path / "warehouse", workers=1)
    write(settings.raw, "valley", SUBJECTS)
    loaded(settings)
    (settings.raw / "valley" / "ferry.txt").unlink()
    assert runs.run(settings).files_relabelled == len(SUBJECTS) - 1
    assert current(settings, ("SELECT path FROM files WHERE state = 'gone'", "FROM rejects")) == [
        [("valley/ferry.txt",)],
        [],
    ]


def test_a_file_that_changes_while_it_is_relabelled_is_counted_by_the_next_run(tmp_path: Path) -> None:
    """A relabelling counts nothing, so what it reads for the first time is still to be done."""
    settings = Settings(tmp_path / "raw", tmp_path / "warehouse", workers=1)
    write(settings.raw, "valley", SUBJECTS[:5])
    loaded(settings)
    changed = article("valley windmill", "")
    (settings.raw / "valley" / "ferry.txt").write_text(changed, encoding="utf-8")
    runs.relabel(settings)
    assert runs.run(settings).plan.files_changed == 1
    fresh = Settings(settings.raw, tmp_path / "fresh", workers=1)
    runs.run(fresh)
    assert current(settings) == current(fresh)


def test_nothing_is_published_before_all_labels_are_decided(tmp_path: Path) -> None:
    """Published alone, stage by stage, the state between the two loads is refused."""
    settings = Settings(tmp_path / "raw", tmp_path / "warehouse", workers=1)
    write(settings.raw, "valley", SUBJECTS)
    loaded(settings)
    with pytest.raises(StopError, match="9 files wait to be relabelled"):
        runs.publish(settings)
    runs.relabel(settings)
    assert runs.publish(settings).is_changed


CORRECTION = """
[[correction]]
path = "valley/ferry.txt"
reason = "The motto is the last line of the poem here."
status = "final"
block_text = "{text}"
expect_label = "{expect}"
label = "{label}"
"""


@pytest.mark.parametrize(
    ("text", "expect", "label", "left"),
    [(MOTTO, "paragraph", "quote", MOTTO), (MOTTO, "paragraph", "promo", "over the hills.")],
)
def test_a_correction_stands_against_the_corpus(
    tmp_path: Path, text: str, expect: str, label: str, left: str
) -> None:
    """What a person says of a block is not stale because other articles have the line as well."""
    corrections = tmp_path / "corrections.toml"
    corrections.write_text(CORRECTION.format(text=text, expect=expect, label=label), encoding="utf-8")
    settings = Settings(tmp_path / "raw", tmp_path / "warehouse", workers=1, corrections=corrections)
    for subjects in (SUBJECTS[:4], SUBJECTS[4:]):
        write(settings.raw, "valley", subjects)
        runs.run(settings)
    one = "SELECT text FROM articles_current WHERE list_contains(paths, 'valley/ferry.txt')"
    ((found,),) = current(settings, (one,))[0]
    assert str(found).endswith(left)
    assert current(settings, ("FROM rejects",)) == [[]]
    fresh = Settings(settings.raw, tmp_path / "fresh", workers=1, corrections=corrections)
    runs.run(fresh)
    assert current(settings) == current(fresh)
