"""A warehouse to fill."""

from pathlib import Path

import pytest

from copydesk.warehouse import Layout


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """A warehouse folder that does not exist yet, with characters that other tools take for wildcards."""
    return Layout(tmp_path / "ware[1]* house")
