"""The settings of ``[tool.prefect]`` reach Prefect, which ignores a key it does not know without a word."""

import json
import subprocess
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

Python = Callable[..., subprocess.CompletedProcess[str]]

READ = """
import functools, json, sys
from prefect.settings import get_current_settings
found = get_current_settings()
values = {path: functools.reduce(getattr, path.split("."), found) for path in json.loads(sys.argv[1])}
print(json.dumps(values, default=lambda value: sorted(value) if isinstance(value, set) else str(value)))
"""

REQUIRED: Mapping[str, object] = {
    "server.analytics_enabled": False,
    "server.ephemeral.enabled": False,
    "server.concurrency.lease_storage": "prefect.server.concurrency.lease_storage.filesystem",
    "server.services.task_run_recorder.batch_size": 200,
}


def _leaves(table: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", value


def test_settings_of_the_project_are_in_effect(project: Path, python: Python) -> None:
    """Every key of the table exists in Prefect and has the value that is written there."""
    table = tomllib.loads((project / "pyproject.toml").read_text())["tool"]["prefect"]
    written = dict(_leaves(table))
    assert REQUIRED.items() <= written.items()
    done = python("-c", READ, json.dumps(sorted(written)))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == written
