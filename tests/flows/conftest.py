"""What the tests of the Prefect edge share: folders of their own and programs that end with the test.

This folder is no package on purpose: as one it would be called ``flows`` and hide the real one.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project() -> Path:
    """Return the project's root."""
    return PROJECT


@pytest.fixture
def environment(tmp_path: Path) -> Mapping[str, str]:
    """Return the environment of a machine that knows nothing of Prefect, with a home of its own."""
    ours = ("PREFECT_", "COPYDESK_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    paths = [PROJECT, *map(Path, filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep)))]
    path = os.pathsep.join(str(each.absolute()) for each in paths)
    return {**kept, "PREFECT_HOME": str(tmp_path / "prefect"), "PYTHONPATH": path, "NO_PROXY": "127.0.0.1"}


@pytest.fixture
def python(environment: Mapping[str, str]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return a function that runs Python with some arguments in a folder and returns what it said."""

    def run(*arguments: str, cwd: Path = PROJECT, timeout: int = 240) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=timeout
        )

    return run
