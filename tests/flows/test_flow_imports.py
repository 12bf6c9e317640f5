"""Importing costs nothing that is not used: no server, no database, and no Prefect in the core."""

import json
import subprocess
from collections.abc import Callable

Python = Callable[..., subprocess.CompletedProcess[str]]

LOOK_AT_FLOWS = """
import json, socket, subprocess, sys
def refuse(*args, **kwargs): raise AssertionError("importing the flows did this")
socket.socket.connect = socket.socket.bind = subprocess.Popen.__init__ = refuse
import flows.ingest, flows.nightly, flows.publish
heavy = ("duckdb", "pyarrow", "prefect.server.api.server")
print(json.dumps([name for name in heavy if name in sys.modules]))
"""

CORE_WITHOUT_PREFECT = """
import importlib, pkgutil, sys
sys.modules["prefect"] = None
import copydesk
for module in pkgutil.walk_packages(copydesk.__path__, "copydesk."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
print("imported")
"""

ENTRY_POINT = """
import sys
import flows.__main__
assert "prefect" not in sys.modules, "the entry point waits for Prefect before it can start a server"
print("imported")
"""


def test_importing_flows_starts_nothing_and_loads_no_database(python: Python) -> None:
    """A deployment, or a look at a flow, needs neither a server nor duckdb."""
    done = python("-c", LOOK_AT_FLOWS)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []


def test_the_core_imports_without_prefect(python: Python) -> None:
    """Every module below ``copydesk`` works where Prefect is not installed, as in a worker of an engine."""
    done = python("-c", CORE_WITHOUT_PREFECT)
    assert (done.returncode, done.stdout.strip()) == (0, "imported"), done.stderr


def test_the_entry_point_imports_prefect_late(python: Python) -> None:
    """The server and Prefect's import take seconds each; they must be able to overlap."""
    done = python("-c", ENTRY_POINT)
    assert (done.returncode, done.stdout.strip()) == (0, "imported"), done.stderr


def test_a_project_that_wants_no_tracking_is_not_tracked(python: Python) -> None:
    """Prefect's client telemetry is off as soon as one of our flows is imported."""
    done = python("-c", "import flows, os; print(os.environ['DO_NOT_TRACK'])")
    assert done.stdout.strip() == "1"
