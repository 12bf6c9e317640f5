"""Run the commands in the documents' ``console`` blocks and write what they print below them.

In a block, a line that starts with ``$ `` is a command, to the end of the line or of the text that it
quotes, and what follows is its output. A block of another language that names a file behind it
(```` ```toml my-rules/tides.toml ````) is written there first. All commands of all documents run in order in
one new project folder that holds the sample corpus; ``make run`` stands for ``copydesk run`` there, since
both print the same. Output that differs in times, moments or in versions of rules alone is kept.

usage: console.py [--check]    --check: change nothing, fail when a document shows something else
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ("README.md", "docs/cli.md", "docs/rules.md", "docs/revisions.md")
BLOCK = re.compile(r"^```(?:console|\w+ (?P<file>\S+))\n(?P<body>.*?)^```", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ ([^\"\n]*(?:\"[^\"]*\"[^\"\n]*)*)$", re.MULTILINE)
PASSING = re.compile(
    r"\d{4}-\d\d-\d\d \d\d:\d\d UTC|\d+\.\d+ s\b|\brules [0-9a-f]{12}\b(?: → [0-9a-f]{12}\b)?"
)
STANDS_FOR = {"make run": "copydesk run"}


def main(arguments: list[str]) -> int:
    """Refresh the documents, or compare them."""
    stale = []
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        shutil.copytree(ROOT / "data" / "raw", project / "data" / "raw")
        for name in DOCUMENTS:
            shown = (ROOT / name).read_text(encoding="utf-8")
            fresh = BLOCK.sub(lambda block: written_or_run(block, project), shown)
            if fresh != shown:
                stale.append(name)
                if "--check" not in arguments:
                    (ROOT / name).write_text(fresh, encoding="utf-8")
    if stale and "--check" in arguments:
        print(f"{', '.join(stale)} shows other output than the commands print: run make docs")
        return 1
    return 0


def written_or_run(block: re.Match[str], project: Path) -> str:
    """Write the file that a block shows, or give the block with what its commands print now."""
    if block["file"] is None:
        return kept_or(block[0], refreshed(block["body"], project))
    place = project / block["file"]
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(block["body"], encoding="utf-8")
    return block[0]


def kept_or(shown: str, fresh: str) -> str:
    """Give the block as shown where it differs from the fresh one in nothing but times and versions."""
    return shown if PASSING.sub("", shown) == PASSING.sub("", fresh) else fresh


def refreshed(block: str, project: Path) -> str:
    """Give a console block with the output that its commands print now."""
    lines = []
    for command in COMMAND.findall(block):
        lines += [f"$ {command}", output(STANDS_FOR.get(command, command), project)]
    return "```console\n" + "\n".join(lines) + "\n```"


def output(command: str, project: Path) -> str:
    """Run one command as a shell would, with the copydesk of this interpreter."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {"PATH": path, "HOME": str(project), "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
    environment |= {key: value for key, value in os.environ.items() if key == "PYTHONPATH"}
    done = subprocess.run(
        command, shell=True, cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{command}\nleft with {done.returncode}: {done.stderr}")
    return done.stdout.rstrip("\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
