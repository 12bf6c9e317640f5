"""The benchmark runs, and the page shows what it measured. No time is tested: a benchmark is no test."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench.marks import write_into
from bench.speed import newsroom, pages
from bench.speed.contest import spread
from bench.speed.measure import run
from tests.golden import REPOSITORY

MEASURED = REPOSITORY / "bench" / "speed.json"
KEYS = {
    *("machine", "corpus", "contenders", "cpu_ms_per_article", "articles_per_second", "speed_up_two_workers"),
    *("stages", "floors", "bytes_per_article", "growth", "press_releases", "spreads"),
}


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The figures of the short form, which `make bench-quick` runs."""
    folder = tmp_path_factory.mktemp("bench")
    command = [sys.executable, "-m", "bench.speed", "--quick", "--folder", str(folder)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in folder.iterdir()] == ["speed.json"]
    return dict(json.loads((folder / "speed.json").read_text(encoding="utf-8")))


def test_the_short_form_measures_everything(quick: dict[str, Any]) -> None:
    """Every stage has a cost, and no stage is free but those that made-up news never needs."""
    assert quick.keys() >= KEYS
    assert {name for name, micro in quick["stages"].items() if micro <= 0.1} <= {"mark_foreign_sentences"}
    assert {"split_blocks", "split_sentences", "load", "publish"} <= quick["stages"].keys()
    assert pages.FLOOR_OF.keys() <= quick["stages"].keys()
    assert set(pages.FLOOR_OF.values()) <= quick["floors"].keys()
    assert all(row["unchanged_wall_s"] > 0 for row in quick["growth"])
    assert "| target |" in pages.tables(quick)["verdict"]


def test_the_page_shows_what_was_measured() -> None:
    """The tables of docs/performance.md are those of bench/speed.json, which has all that was asked for."""
    figures = json.loads(MEASURED.read_text(encoding="utf-8"))
    assert figures.keys() >= KEYS | {"ratio_to_stock_script", "ratio_to_datatrove"}
    page = (REPOSITORY / "docs" / "performance.md").read_text(encoding="utf-8")
    for name, table in pages.tables(figures).items():
        assert f"<!-- {name} -->\n{table}\n<!-- end of {name} -->" in page


def test_the_newsroom_writes_the_same_again() -> None:
    """The same seed gives the same articles, however many; they are as long as was asked for."""
    few, many = list(newsroom.articles(3)), list(newsroom.articles(30))
    assert many[:3] == few
    assert len(set(many)) == 30
    assert all(newsroom.WORDS <= len(text.split()) < 1.3 * newsroom.WORDS for text in many)


def test_usage_counts_the_processes_that_a_command_starts() -> None:
    """CPU of a grandchild is CPU of the command, and a command that fails is told."""
    burn = "import time; s = time.process_time()\nwhile time.process_time() - s < 0.3: pass"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}])"
    assert run(["-c", code]).cpu_s >= 0.3
    with pytest.raises(SystemExit, match="ZeroDivisionError"):
        run(["-c", "1 / 0"])


def test_figures_go_between_marks(tmp_path: Path) -> None:
    """What stood between the marks is replaced, the rest stays; a page without marks is an error."""
    page = tmp_path / "page.md"
    page.write_text("a\n<!-- one -->\nold\n<!-- end of one -->\nb\n", encoding="utf-8")
    write_into(page, {"one": r"new \1"})
    assert page.read_text(encoding="utf-8") == "a\n<!-- one -->\nnew \\1\n<!-- end of one -->\nb\n"
    with pytest.raises(SystemExit, match="no marks for two"):
        write_into(page, {"two": ""})


def test_spread() -> None:
    """Median, least, greatest."""
    assert spread([3.0, 1.0, 2.0]) == (2.0, 1.0, 3.0)
