"""Documents are run: what the README shows is what the commands print, and what it links to is there."""

import re
import tomllib
from pathlib import Path

import pytest

from copydesk.rules import MATCHES, PLACES, compile_rules
from tests.golden import REPOSITORY
from tests.tools import console, lock

DOCUMENTS = sorted(path for pattern in ("*.md", "docs/**/*.md") for path in REPOSITORY.glob(pattern))


def test_the_readme_shows_what_the_commands_print() -> None:
    """Every console block of the README, run in a new folder, prints what stands below the command."""
    assert console.main(["--check"]) == 0


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_links_lead_somewhere(path: Path) -> None:
    """No document links to a file that is not there."""
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (path.parent / link).exists()]
    assert missing == []


def test_the_rule_in_the_manual_loads() -> None:
    """The example of docs/rules.md is a rule, and the manual names every place and every kind of match."""
    manual = (REPOSITORY / "docs" / "rules.md").read_text(encoding="utf-8")
    example = re.search(r"```toml\n(.*?)```", manual, re.DOTALL)
    assert example
    assert compile_rules({"manual.toml": example[1]}).rules
    for word in (*PLACES, *MATCHES):
        assert f"`{word}`" in manual


def test_pip_installs_what_the_lock_says() -> None:
    """The requirements for pip hold the versions and hashes of uv.lock, and neither names a registry."""
    locked = tomllib.loads((REPOSITORY / "uv.lock").read_text())
    versions = {package["name"]: package.get("version") for package in locked["package"]}
    hashes = set(re.findall(r'hash = "(sha256:[0-9a-f]{64})"', (REPOSITORY / "uv.lock").read_text()))
    for name in lock.EXPORTS:
        text = (REPOSITORY / name).read_text()
        pinned = dict(re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", text, re.MULTILINE))
        assert len(pinned) > 80
        assert {package: versions[package] for package in pinned} == pinned
        assert set(re.findall(r"sha256:[0-9a-f]{64}", text)) <= hashes
        assert "://" not in text
    assert set(re.findall(r'https?://[^/"]+', (REPOSITORY / "uv.lock").read_text())) == {lock.NOWHERE}


def test_the_two_breaking_packages_are_held_back() -> None:
    """Prefect 3.8.8 breaks with newer fastapi and sqlalchemy: both pins stand, in project and lock."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]["dependencies"]
    assert {"prefect==3.8.8", "fastapi>=0.139,<0.151", "sqlalchemy[asyncio]>=2.0,<2.1"} <= set(project)
    packages = tomllib.loads((REPOSITORY / "uv.lock").read_text())["package"]
    locked = {package["name"]: package.get("version", "") for package in packages}
    assert locked["sqlalchemy"].startswith("2.0.")
    assert tuple(map(int, locked["fastapi"].split(".")[:2])) < (0, 151)
