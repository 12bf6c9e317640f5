"""Run the commands in the documents' ``console`` blocks and write what they print below them.

In a block, a line that starts with ``$ `` is a command, to the end of the line or of the text that it
quotes, and what follows is its output. All commands
of all documents run in order in one new project folder that holds the sample corpus; ``make run``
stands for ``copydesk run`` there, since both print the same. Output that differs in times alone is kept.

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
DOCUMENTS = ("README.md",)
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"^\$ ([^\"\n]*(?:\"[^\"]*\"[^\"\n]*)*)$", re.MULTILINE)
SECONDS = re.compile(r"\d+\.\d+ s\b")
STANDS_FOR = {"make run": "copydesk run"}


def main(arguments: list[str]) -> int:
    """Refresh the documents, or compare them."""
    stale = []
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        shutil.copytree(ROOT / "data" / "raw", project / "data" / "raw")
        for name in DOCUMENTS:
            shown = (ROOT / name).read_text(encoding="utf-8")
            fresh = BLOCK.sub(lambda block: kept_or(block[0], refreshed(block[1], project)), shown)
            if fresh != shown:
                stale.append(name)
                if "--check" not in arguments:
                    (ROOT / name).write_text(fresh, encoding="utf-8")
    if stale and "--check" in arguments:
        print(f"{', '.join(stale)} shows other output than the commands print: run make docs")
        return 1
    return 0


def kept_or(shown: str, fresh: str) -> str:
    """Give the block as shown where it differs from the fresh one in nothing but times."""
    return shown if SECONDS.sub("", shown) == SECONDS.sub("", fresh) else fresh


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
    done = subprocess.run(
        command, shell=True, cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{command}\nleft with {done.returncode}: {done.stderr}")
    return done.stdout.rstrip("\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
