"""What outlets are known to repeat goes when a file comes, and is put right where it was not in place."""

from pathlib import Path

import pytest

from copydesk import runs
from copydesk.settings import Settings
from copydesk.warehouse import Layout, query
from tests.corpus.test_any_order import SUBJECTS, current
from tests.corpus.test_repeated_lines import FOOTER, MOTTO, REFRAIN, article


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A warehouse that knows the lines of the valley from five articles."""
    settings = Settings(tmp_path / "raw", tmp_path / "warehouse", workers=1)
    for subject in SUBJECTS[:5]:
        write(settings, f"valley/{subject}.txt", article(subject))
    assert runs.run(settings).files_relabelled == 5
    return settings


def write(settings: Settings, path: str, text: str) -> None:
    """Write a raw file."""
    place = settings.raw / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


def require_same_as_fresh(settings: Settings) -> None:
    """The warehouse is the one that a single delivery of all files makes."""
    fresh = Settings(settings.raw, settings.warehouse.with_name("fresh"), workers=1)
    runs.run(fresh)
    assert current(settings) == current(fresh)
    assert runs.run(settings).plan.is_empty


def lines_of(settings: Settings, path: str) -> list[object]:
    """The lines that were taken out of a file because others repeat them."""
    sql = f"""
        SELECT raw_text FROM blocks JOIN documents USING (document_id)
        WHERE path = '{path}' AND rule_id = 'corpus.repeated_line' ORDER BY block_no
    """
    return [line for (line,) in query(Layout(settings.warehouse).published, sql).rows]


def test_new_files_of_a_known_outlet_are_processed_once(settings: Settings) -> None:
    """Their lines are known when they come, and nothing is left to relabel."""
    for subject in SUBJECTS[5:]:
        write(settings, f"valley/{subject}.txt", article(subject))
    assert runs.run(settings).files_relabelled == 0
    assert lines_of(settings, f"valley/{SUBJECTS[5]}.txt") == [MOTTO, FOOTER]
    require_same_as_fresh(settings)


def test_lines_of_another_outlet_come_back(settings: Settings) -> None:
    """The herald has the valley's footer once: it was tried, it is not the herald's, so it is body again."""
    write(settings, "herald/sluice.txt", article("sluice"))
    assert runs.run(settings).files_relabelled == 1
    assert lines_of(settings, "herald/sluice.txt") == []
    require_same_as_fresh(settings)


def test_lines_behind_another_outlets_line_are_found(settings: Settings) -> None:
    """A document with a line of its outlet and one of another's keeps the latter and what lies above it."""
    for subject in SUBJECTS[:5]:
        write(settings, f"herald/{subject}.txt", article(f"herald {subject}", "The herald wishes you well"))
    runs.run(settings)
    mixed = article("windmill", f"The herald wishes you well\n\n{FOOTER}")
    write(settings, "valley/windmill.txt", mixed)
    assert runs.run(settings).files_relabelled == 1
    assert lines_of(settings, "valley/windmill.txt") == [FOOTER]
    require_same_as_fresh(settings)


def test_a_known_line_that_was_not_reached_settles_nothing_else(settings: Settings) -> None:
    """A line in the middle of a body is no reason to process a file twice."""
    text = article("windmill", "").replace(
        MOTTO, f"{MOTTO}\n\nThe windmill turned again on Tuesday, she said."
    )
    write(settings, "valley/windmill.txt", text)
    assert runs.run(settings).files_relabelled == 0
    assert lines_of(settings, "valley/windmill.txt") == []
    require_same_as_fresh(settings)


def test_a_body_of_tried_lines_alone_is_looked_at_again(settings: Settings) -> None:
    """It was left whole for the lines of two outlets; with those of its own a body is left."""
    own = "The herald wishes all of its readers a calm and happy week, as always."
    for subject in SUBJECTS[:5]:
        write(settings, f"herald/{subject}.txt", article(f"herald {subject}", own))
    runs.run(settings)
    write(settings, "valley/short.txt", f"The short one\n\nBy Ana Ruiz\n\n{own}\n\n{FOOTER}\n")
    assert runs.run(settings).files_relabelled == 1
    assert lines_of(settings, "valley/short.txt") == [FOOTER]
    require_same_as_fresh(settings)


def test_a_line_that_the_delivery_makes_too_rare_comes_back(settings: Settings) -> None:
    """The lines are tried on what comes, and are no longer furniture when it has come."""
    for number in range(60):
        write(settings, f"valley/{number}.txt", article(f"barn {number}", "").replace(MOTTO, REFRAIN))
    write(settings, "valley/windmill.txt", article("windmill"))
    runs.run(settings)
    assert lines_of(settings, "valley/windmill.txt") == []
    require_same_as_fresh(settings)


def test_copies_of_one_text_are_labelled_as_one(settings: Settings) -> None:
    """A known text that comes again in another folder, and a new one that comes in two."""
    write(settings, "valley/copy.txt", article(SUBJECTS[0]))
    for outlet in ("gazette", "valley"):
        write(settings, f"{outlet}/windmill.txt", article("windmill"))
    runs.run(settings)
    require_same_as_fresh(settings)


def test_of_copies_in_two_encodings_one_tells_of_itself(settings: Settings) -> None:
    """Of a text that several files hold one is relabelled, as it is where its lines become known."""
    write(settings, "valley/a.txt", f"\ufeff{article('windmill')}")
    write(settings, "valley/b.txt", article("windmill"))
    assert runs.run(settings).files_relabelled == 1
    fresh = Settings(settings.raw, settings.warehouse.with_name("fresh"), workers=1)
    runs.run(fresh)
    said = ("FROM evidence ORDER BY ALL", "SELECT path, encoding FROM files ORDER BY path")
    assert current(settings, said) == current(fresh, said)


def test_a_copy_of_a_text_that_keeps_its_line(settings: Settings) -> None:
    """Its rows stand whole, and the copy's, which lack the line, are not mixed with them."""
    quoted = article("sluice", f"- {FOOTER}")
    for subject in SUBJECTS[:5]:
        write(settings, f"gazette/{subject}.txt", article(f"gazette {subject}", f"- {FOOTER}"))
    write(settings, "herald/sluice.txt", quoted)
    runs.run(settings)
    assert lines_of(settings, "herald/sluice.txt") == []
    write(settings, "herald/copy.txt", quoted)
    runs.run(settings)
    require_same_as_fresh(settings)
