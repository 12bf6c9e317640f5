"""``prefect.yaml`` against the flows: what would fail at deployment or at night fails here."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect import Flow
from prefect._internal.schemas.validators import validate_cron_string

from flows.ingest import ingest
from flows.nightly import nightly
from flows.publish import publish

FLOWS: Mapping[str, Flow[..., Any]] = {"ingest": ingest, "nightly": nightly, "publish": publish}
TEXT = (Path(__file__).resolve().parents[2] / "prefect.yaml").read_text()
DEPLOYMENTS: list[dict[str, Any]] = yaml.safe_load(TEXT)["deployments"]


def test_every_flow_has_a_deployment() -> None:
    """One deployment per flow, with the entry point of that flow."""
    entrypoints = {one["name"]: one["entrypoint"] for one in DEPLOYMENTS}
    assert entrypoints == {name: f"flows/{name}.py:{name}" for name in FLOWS}


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda one: str(one["name"]))
def test_parameters_are_what_the_flow_takes(deployment: dict[str, Any]) -> None:
    """Prefect validates the parameters when a run starts; that is too late for a typing error."""
    given = deployment["parameters"]
    assert set(FLOWS[deployment["name"]].validate_parameters(given)) >= set(given)


@pytest.mark.parametrize("workers", [0, -1, "many"])
def test_wrong_parameters_are_refused(workers: object) -> None:
    """The test above would pass if nothing were validated."""
    with pytest.raises(Exception, match="workers"):
        nightly.validate_parameters({"workers": workers})


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda one: str(one["name"]))
def test_deployments_are_complete(deployment: dict[str, Any]) -> None:
    """A schedule with its time zone, a pool, one run at a time, and words for a person."""
    (schedule,) = deployment["schedules"]
    assert validate_cron_string(schedule["cron"])
    assert schedule["timezone"]
    assert deployment["work_pool"]["name"] == "copydesk"
    assert deployment["concurrency_limit"]["limit"] == 1
    assert deployment["concurrency_limit"]["collision_strategy"] == "CANCEL_NEW"
    assert deployment["description"]
    assert deployment["tags"]


def test_nothing_of_one_machine_and_no_secret_is_in_the_file() -> None:
    """No absolute path, no home, no address, no credential."""
    assert not re.search(r"(?i)(?:^|[\s\"'])(?:/|~|[a-z]:\\)|https?://|password|secret|token|api_key", TEXT)
