"""Figures in a document stand between marks, so that the command that measures them can write them there."""

import re
from collections.abc import Mapping
from pathlib import Path


def write_into(page: Path, figures: Mapping[str, str]) -> None:
    """Put each text between the marks of its name in ``page``; SystemExit when the page has none."""
    text = page.read_text(encoding="utf-8")
    for name, fresh in figures.items():
        head, foot = f"<!-- {name} -->\n", f"\n<!-- end of {name} -->"
        marked = re.compile(f"{re.escape(head)}.*?{re.escape(foot)}", re.DOTALL)
        if not marked.search(text):
            raise SystemExit(f"{page} has no marks for {name}")
        text = marked.sub((head + fresh + foot).replace("\\", r"\\"), text)
    page.write_text(text, encoding="utf-8")
