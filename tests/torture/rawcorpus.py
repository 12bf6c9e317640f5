"""A raw folder that has everything a run must be able to be killed over, and the folder it turns into.

The texts are the benchmark's made-up news, cut to many lengths. Three outlets repeat lines of their own,
texts come twice, some are markdown, some files cannot be read. The second state of the folder has files that
are new, changed and gone, and an outlet that was not there.
"""

import random
from pathlib import Path
from typing import Final, NamedTuple

from bench.speed import newsroom

FOOTERS: Final = {
    "courier": "Brought to every porch in Marlow County since the great flood",
    "ledger": "The Ledger keeps its lamp lit for the people of the valley",
    "herald": "Herald readers meet on the pier every first Thursday",
    "gazette": "Set in type above the old ferry house by people you know",
}
"""What each outlet puts below its texts; no rule knows these lines, only the corpus can."""

FIRST: Final = ("courier", "ledger", "herald")


class Plan(NamedTuple):
    """How many documents a folder has, and which of its states is written: 0 or 1."""

    documents: int
    state: int = 0
    seed: int = 5


def write(folder: Path, plan: Plan) -> int:
    """Write the corpus of ``plan`` into ``folder``; return the number of files."""
    files: dict[str, bytes] = {}
    for number, text in enumerate(newsroom.articles(plan.documents, plan.seed)):
        if plan.state and number % 23 == 4:
            continue  # gone
        path, content = _file(number, text, is_changed=bool(plan.state) and number % 17 == 3)
        files[path] = content.encode()
        if number % 31 == 7:  # a copy, in the folder of another outlet
            files[f"copies/{FIRST[(number + 1) % 3]}/{number:05}.txt"] = content.encode()
    if plan.state:
        for number, text in enumerate(newsroom.articles(max(20, plan.documents // 12), plan.seed + 1)):
            files[f"gazette/{number:05}.txt"] = _text(text, 40 + number, "gazette").encode()
    files |= _unreadable(plan)
    for path, written in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(written)
    return len(files)


def _file(number: int, text: str, is_changed: bool) -> tuple[str, str]:
    outlet = FIRST[number % 3]
    cut = _text(text, number, outlet)
    if is_changed:
        cut = cut.replace("declined to comment", "had no comment") + "\nCorrection: a name was mended.\n"
    if number % 5:
        return f"{outlet}/{number // 500:02}/{number:05}.txt", cut
    title, _, rest = cut.partition("\n")
    return f"{outlet}/{number // 500:02}/{number:05}.md", f"# {title}\n{rest}"


def _text(text: str, number: int, outlet: str) -> str:
    """Cut ``text`` to between five paragraphs and half of them, with the outlet's line below."""
    paragraphs = text.rstrip("\n").split("\n\n")
    kept = paragraphs[: 5 + random.Random(number).randrange(len(paragraphs) // 2)]
    return "\n\n".join([*kept, FOOTERS[outlet]]) + "\n"


def _unreadable(plan: Plan) -> dict[str, bytes]:
    """Files that are rejected, each for its reason, two of them other ones in the second state."""
    return {
        "courier/picture.jpg": b"\xff\xd8\xff\xe0 no text",
        "courier/empty.txt": b"",
        "ledger/blank.txt": b" \n\t\n",
        "herald/bytes.txt": bytes(range(256)) * 8,
        f"herald/table{plan.state}.csv": b"a,b\n1,2\n",
        **({"ledger/nothing.md": b"# \n"} if plan.state else {}),
    }
