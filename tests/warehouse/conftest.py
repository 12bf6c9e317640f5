"""Warehouses to fill."""

import shutil
from pathlib import Path

import pytest

from copydesk.warehouse import Layout, connect, migrations


@pytest.fixture
def bare(tmp_path: Path) -> Layout:
    """A warehouse folder that does not exist yet, with characters that other tools take for wildcards."""
    return Layout(tmp_path / "ware[1]* house")


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working database with tables and no run, made once to save time."""
    layout = Layout(tmp_path_factory.mktemp("empty"))
    with connect.writing(layout) as connection:
        migrations.bring_up(connection, layout.working)
    return layout.working


@pytest.fixture
def layout(bare: Layout, empty: Path) -> Layout:
    """A warehouse as it is before the first commit."""
    bare.work.mkdir(parents=True)
    shutil.copy(empty, bare.working)
    return bare
