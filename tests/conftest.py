"""Fixtures that several rooms' tests share: the warehouses made from the seeds and from the sample."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.golden import SAMPLE_RAW, SHARED


def run_copydesk(raw: Path, warehouse: Path, *options: str) -> str:
    """Run the installed command as a user would and give its output; it must leave with 0."""
    command = [sys.executable, "-m", "copydesk.cli", "run", "--raw", str(raw), "--warehouse", str(warehouse)]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def connect(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """Open the published database of a warehouse for reading."""
    return duckdb.connect(str(warehouse / "copydesk.duckdb"), read_only=True)


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The five real files; the tests that need them are skipped where the folder is missing."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("the five real files are not here: no shared folder beside the repository")
    return folder


@pytest.fixture(scope="session")
def seeds_warehouse(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse that ``copydesk run`` makes of the five real files."""
    warehouse = tmp_path_factory.mktemp("seeds")
    run_copydesk(seeds, warehouse)
    return warehouse


@pytest.fixture(scope="session")
def sample_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse that ``copydesk run`` makes of the sample corpus in ``data/raw``."""
    warehouse = tmp_path_factory.mktemp("sample")
    run_copydesk(SAMPLE_RAW, warehouse)
    return warehouse


@pytest.fixture
def sample(sample_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published database of the sample corpus."""
    with connect(sample_warehouse) as database:
        yield database
