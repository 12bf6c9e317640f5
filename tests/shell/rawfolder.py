"""Raw folders to work on, and what lies in a folder."""

import hashlib
from collections.abc import Callable
from pathlib import Path

ARTICLES = {
    "north/ferry.txt": "Ferry returns after repairs\n\nBy Ana Lind\n\n14 March 2023\n\n"
    "The ferry to Skarholm sails again on Monday. Passengers had waited for two months.\n\n"
    "The new engine came from Bergen. It is quieter than the old one, the captain said.\n",
    "north/library.md": "# Library stays open on Sundays\n\n**By Jon Berg**\n\n"
    "The town library will stay open on Sundays. The council voted nine to two.\n\n"
    "Readers had asked for it since last spring. The cost is small, the mayor said.\n",
    "south/market.txt": "Der Markt zieht um\n\nVon Eva Roth\n\n"
    "Der Wochenmarkt zieht im Mai auf den Bahnhofsplatz. Das hat der Stadtrat beschlossen.\n\n"
    "Die Händler freuen sich auf mehr Platz. Einige fürchten den Wind, sagte ein Sprecher.\n",
}
"""Three invented articles."""


def write_all(folder: Path, files: dict[str, str]) -> None:
    """Write ``files`` (path to text) below ``folder``."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def fingerprint(folder: Path, keep: Callable[[Path], bool] = lambda _: True) -> dict[str, str]:
    """Every file, folder and link below ``folder`` with a hash of its bytes and its time of change."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if not keep(path):
            continue
        content = path.read_bytes() if path.is_file() else b""
        found[str(path.relative_to(folder))] = (
            f"{hashlib.sha256(content).hexdigest()} {path.lstat().st_mtime_ns}"
        )
    return found
