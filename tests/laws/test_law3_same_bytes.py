"""Law 3: the same input gives the same bytes, whatever the names of the folders, the workers, the time."""

import hashlib
import shutil
from pathlib import Path

import pytest

from copydesk.tables import CLOCK_COLUMNS, SCHEMAS
from tests.conftest import connect, run_copydesk
from tests.golden import SAMPLE_RAW


def tables(warehouse: Path) -> dict[str, str]:
    """Give a hash of every table's rows, clock columns left out."""
    digests = {}
    with connect(warehouse) as database:
        for table, schema in SCHEMAS.items():
            clocks = CLOCK_COLUMNS.get(table, ())
            columns = ", ".join(f'"{name}"' for name in schema.names if name not in clocks)
            rows = database.execute(f"SELECT {columns} FROM {table} ORDER BY ALL").fetchall()
            digests[table] = hashlib.sha256(repr(rows).encode()).hexdigest()
    return digests


def exports(warehouse: Path) -> dict[str, bytes]:
    root = (warehouse / "export").resolve()
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


@pytest.mark.parametrize("workers", ["1", "3"])
def test_workers_and_places_change_no_byte(sample_warehouse: Path, tmp_path: Path, workers: str) -> None:
    """A copy of the raw folder, written in another order, gives the same rows and the same export."""
    raw = tmp_path / "elsewhere"
    for file in sorted(SAMPLE_RAW.rglob("*"), reverse=True):
        if file.is_file():
            target = raw / file.relative_to(SAMPLE_RAW)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    run_copydesk(raw, tmp_path / "warehouse", "--workers", workers)
    assert tables(tmp_path / "warehouse") == tables(sample_warehouse)
    assert exports(tmp_path / "warehouse") == exports(sample_warehouse)


def test_a_second_run_writes_nothing(sample_warehouse: Path) -> None:
    """Over unchanged files not one file below the warehouse changes its bytes."""

    def fingerprint() -> dict[Path, str]:
        files = (path for path in sample_warehouse.rglob("*") if path.is_file())
        return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    before = fingerprint()
    assert "Nothing to do" in run_copydesk(SAMPLE_RAW, sample_warehouse)
    assert fingerprint() == before
    assert before


def test_one_step_or_two_end_with_the_same_articles(sample_warehouse: Path, tmp_path: Path) -> None:
    """Files that come in two deliveries give the same articles as in one, but for the run's id."""
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"
    files = [file for file in sorted(SAMPLE_RAW.rglob("*")) if file.is_file()]
    for half in (files[::2], files[1::2]):
        for file in half:
            target = raw / file.relative_to(SAMPLE_RAW)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
        run_copydesk(raw, warehouse)
    query = "SELECT * EXCLUDE (run_id) FROM articles_current ORDER BY article_id"
    with connect(warehouse) as two, connect(sample_warehouse) as one:
        assert two.execute(query).fetchall() == one.execute(query).fetchall()
        for table in ("sentences", "blocks", "repairs", "evidence", "documents"):
            rows = f"SELECT * FROM {table} ORDER BY ALL"
            assert two.execute(rows).fetchall() == one.execute(rows).fetchall()
