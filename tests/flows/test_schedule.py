"""A deployment with a cron schedule gets runs: the test that sqlalchemy 2.1 fails without a word.

With sqlalchemy 2.1 the server of Prefect 3.8 looks healthy and runs what is started by hand, but its
scheduler fails every minute and no scheduled run ever appears.
"""

import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.prefect

START_SECONDS = 240
SCHEDULE_SECONDS = 120
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def _ask(url: str, content: object = None) -> Any:
    body = None if content is None else json.dumps(content).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    with DIRECT.open(request, timeout=60) as answer:
        return json.load(answer)


@pytest.fixture
def server(tmp_path: Path, environment: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Run ``prefect server start`` on loopback; return the environment of its clients."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])
    switched_off = ("PREFECT_SERVER_ANALYTICS_ENABLED", "PREFECT_SERVER_UI_ENABLED")
    quiet = dict.fromkeys(switched_off, "false") | {"DO_NOT_TRACK": "1"}
    command = ["-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", port]
    with (tmp_path / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=tmp_path,
            env={**environment, **quiet},
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
        )
    try:
        url = f"http://127.0.0.1:{port}/api"
        _wait_healthy(url, process)
        yield {**environment, **quiet, "PREFECT_API_URL": url}
    finally:
        process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_healthy(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            assert _ask(f"{url}/health") is True
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise AssertionError(f"the server did not start; exit code {process.poll()}")


def test_deployments_get_scheduled_runs(server: dict[str, str], project: Path) -> None:
    """``prefect deploy`` of ``prefect.yaml`` as it is; then each deployment has runs within two minutes."""
    for command in (["work-pool", "create", "copydesk", "--type", "process"], ["deploy", "--all"]):
        done = subprocess.run(
            [sys.executable, "-m", "prefect", "--no-prompt", *command],
            cwd=project,
            env=server,
            capture_output=True,
            text=True,
            timeout=180,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    url = server["PREFECT_API_URL"]
    deployments = {one["id"]: one["name"] for one in _ask(f"{url}/deployments/filter", {})}
    assert sorted(deployments.values()) == ["ingest", "nightly", "publish"]
    scheduled: set[str] = set()
    deadline = time.monotonic() + SCHEDULE_SECONDS
    while time.monotonic() < deadline and scheduled != set(deployments.values()):
        time.sleep(1)
        runs = _ask(f"{url}/flow_runs/filter", {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}})
        scheduled = {deployments[run["deployment_id"]] for run in runs}
    assert scheduled == set(deployments.values())
