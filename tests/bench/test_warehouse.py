"""The benchmark of the warehouse runs, and its page shows what it measured. No time is tested."""

import json
from pathlib import Path

import pytest

from bench.warehouse import pages
from bench.warehouse.__main__ import QUICK, measure
from bench.warehouse.multiply import multiply, sentences
from copydesk import runs, warehouse
from copydesk.settings import Settings
from copydesk.warehouse import Layout
from tests.golden import REPOSITORY

MEASURED = REPOSITORY / "bench" / "warehouse.json"


def test_the_short_form_measures_everything(tmp_path: Path) -> None:
    """Every figure is there, a load costs something, and no analyst sees an error."""
    figures = measure(QUICK, tmp_path)
    assert figures["load"]["articles_per_cpu_second"] > 0
    assert figures["sizes"]["database_mb"] > 0
    small, large = (row["sentences"] for row in figures["snapshots"])
    assert large == 3 * small > 0
    assert figures["analysts"]["loading"]["errors"] == 0
    assert "| target |" in pages.tables(figures)["bounds"]


@pytest.mark.skipif(not MEASURED.exists(), reason="not measured yet")
def test_the_page_shows_what_was_measured() -> None:
    """The tables of docs/warehouse.md are those of bench/warehouse.json."""
    figures = json.loads(MEASURED.read_text(encoding="utf-8"))
    page = (REPOSITORY / "docs" / "warehouse.md").read_text(encoding="utf-8")
    for name, table in pages.tables(figures).items():
        assert f"<!-- {name} -->\n{table}\n<!-- end of {name} -->" in page


def test_a_multiplied_warehouse_passes_the_checks(tmp_path: Path) -> None:
    """It is a warehouse like one that was loaded: its account holds, its ids are its own."""
    settings = Settings(REPOSITORY / "data" / "raw", tmp_path / "one", workers=1)
    runs.run(settings)
    one, many = Layout(settings.warehouse), Layout(tmp_path / "many")
    multiply(one, 3, many)
    assert sentences(many) == 3 * sentences(one)
    assert [found.name for found in warehouse.check(many) if found.offenders] == []
