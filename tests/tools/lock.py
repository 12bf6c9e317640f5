"""Write ``uv.lock`` and the pip requirements from ``pyproject.toml``: ``make lock``.

The lock names versions and hashes but no registry: where a package comes from is the business of
the machine that installs it (its own index, a mirror, a folder of wheels), and the hashes make that
safe. So the addresses that ``uv lock`` writes are replaced, and ``make`` installs by name and hash.

usage: lock.py [--check]    --check: change nothing, fail when the requirements are not the lock's
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "uv.lock"
NOWHERE = "https://registry.invalid"
EXPORTS = {
    "requirements.txt": ["--no-default-groups", "--group", "build"],
    "requirements-test.txt": ["--no-default-groups", "--group", "build", "--group", "test"],
    "requirements-bench.txt": [
        "--no-default-groups",
        "--group",
        "build",
        "--group",
        "test",
        "--group",
        "bench",
    ],
}


def main(arguments: list[str]) -> int:
    """Lock and export, or compare."""
    if "--check" in arguments:
        stale = [name for name, options in EXPORTS.items() if (ROOT / name).read_text() != export(options)]
        print("\n".join(f"{name} is not what uv.lock says: run make lock" for name in stale))
        return 1 if stale else 0
    subprocess.run(["uv", "lock", "--quiet"], cwd=ROOT, check=True)
    LOCK.write_text(without_addresses(LOCK.read_text()))
    for name, options in EXPORTS.items():
        (ROOT / name).write_text(export(options))
    return 0


def without_addresses(lock: str) -> str:
    """Replace the registry and the folder of every file; names, sizes and hashes stay."""
    lock = re.sub(r'registry = "[^"]*"', f'registry = "{NOWHERE}/simple"', lock)
    return re.sub(r'url = "[^"]*/([^/"]+)"', rf'url = "{NOWHERE}/\1"', lock)


def export(options: list[str]) -> str:
    """Give the locked versions as pip requirements with hashes."""
    command = [
        "uv",
        "export",
        "--frozen",
        "--quiet",
        "--no-emit-project",
        "--no-header",
        "--no-annotate",
        *options,
    ]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
