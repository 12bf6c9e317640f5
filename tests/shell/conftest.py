"""Folders of raw files and warehouses to work on."""

from pathlib import Path

import pytest

from copydesk.settings import Settings
from tests.shell.rawfolder import ARTICLES, write_all


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings for an empty raw folder and a warehouse that is not there yet."""
    raw = tmp_path / "raw"
    raw.mkdir()
    return Settings(raw=raw, warehouse=tmp_path / "warehouse")


@pytest.fixture
def filled(settings: Settings) -> Settings:
    """Settings for a raw folder with the three articles."""
    write_all(settings.raw, ARTICLES)
    return settings
