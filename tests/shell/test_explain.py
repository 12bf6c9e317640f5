"""``copydesk explain``: what would become of a file, on any terminal and none, and as JSON."""

import json
import os
import pty
import re
import subprocess
import sys
import termios
from pathlib import Path
from typing import Any

import pytest

from copydesk import settings
from copydesk.accounting import replay
from copydesk.cli import exits, invoke
from copydesk.model import Block, Repair
from copydesk.report.plain import columns
from tests.shell.rawfolder import write_all

Captured = pytest.CaptureFixture[str]

STORY = (
    "# Ferry returns after **repairs**\n\n"
    "By Ana Lind\n\n"
    "14 March 2023\n\n"
    "The ferry to Skarholm sails again on Monday. Passengers had waited, and the long-\n"
    "distance buses had been full since the middle of January, as the operator said.\n\n"
    "- Advertisement -\n\n"
    "The new engine came from Bergen. It is quieter than the old one, the captain said.\n"
)

SHOWN = """\
story.md
document 0: markdown, utf-8
+ kept  - removed  = metadata

= title         | # Ferry returns after **repairs**
                · metadata by head.title.heading
                · title = Ferry returns after repairs from “# Ferry returns after **repairs**” (heading, 0.99)
                · markup: “# ” became “” by markup.markdown
                · markup: “**” became “” by markup.markdown, 2 times

= byline        | By Ana Lind
                · metadata by en.byline.by
                · authors = Ana Lind (byline, 0.99)

= date          | 14 March 2023
                · metadata by edge.date.line
                · published = 2023-03-14 from “14 March 2023” (date_line, 0.99)

+ paragraph     | The ferry to Skarholm sails again on Monday. Passengers had waited, and the long-
                | distance buses had been full since the middle of January, as the operator said.
                · kept by shape.paragraph
                · hyphen_join: “-\\n” became “-” by repair.hyphen_join

- advertisement | - Advertisement -
                · removed by en.advertisement.marker

+ paragraph     | The new engine came from Bergen. It is quieter than the old one, the captain said.
                · kept by shape.paragraph

Evidence that is not in the text
  encoding = utf-8 (valid_utf8, 1.0)
"""
"""Versions and the language's confidence, which no rule gives, are left out."""


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    for key in settings.KEYS:
        monkeypatch.delenv(f"COPYDESK_{key.upper()}", raising=False)
    write_all(tmp_path, {"story.md": STORY})


def explained(capsys: Captured, *arguments: str, code: int = 0) -> str:
    """Give what the command prints; it must leave with ``code`` and say nothing else."""
    assert invoke(["explain", *arguments]) == code
    output = capsys.readouterr()
    assert output.err == ""
    return output.out


def as_json(capsys: Captured, *arguments: str, code: int = 0) -> dict[str, Any]:
    """Give the JSON document that the command prints."""
    shown: dict[str, Any] = json.loads(explained(capsys, *arguments, "--json", code=code))
    return shown


def ink(text: str) -> int:
    """Characters that are no blanks."""
    return sum(not char.isspace() for char in text)


def test_every_block_is_shown_with_its_decision(capsys: Captured) -> None:
    """The text in its order, and below each block who decided, what was read from it, what was repaired."""
    shown = explained(capsys, "story.md")
    plain = re.sub(r"  \d+ bytes, rules [0-9a-f]{12}|, language en \(.*?\)", "", shown)
    assert plain.startswith(SHOWN)
    assert list(Path().iterdir()) == [Path("story.md")]


def test_the_sum_of_the_characters_is_shown(capsys: Captured) -> None:
    """Kept, removed and metadata add up to the characters of the source, blanks aside (law 1)."""
    last = explained(capsys, "story.md").splitlines()[-1]
    removed, metadata = (
        ink("- Advertisement -"),
        ink("# Ferry returns after **repairs** By Ana Lind 14 March 2023"),
    )
    kept = ink(STORY) - removed - metadata
    assert last.startswith(
        f"kept {kept} + removed {removed} + metadata {metadata} = {ink(STORY)} of {ink(STORY)} in the source"
    )


def test_json_holds_everything(capsys: Captured) -> None:
    """The blocks hold the whole source, and with the repairs they give the article text."""
    (document,) = as_json(capsys, "story.md")["documents"]
    assert document["source"] == STORY
    blocks = document["blocks"]
    assert [block["raw"] for block in blocks] == [STORY[one["start"] : one["end"]] for one in blocks]
    assert sum(ink(block["raw"]) for block in blocks) == ink(STORY) == document["source_chars"]
    rebuilt = replay(
        STORY,
        [Block(b["start"], b["end"], b["plain"], label=b["label"], rule_id=b["rule_id"]) for b in blocks],
        [Repair(**repair) for block in blocks for repair in block["repairs"]],
    )
    assert rebuilt == document["article"]["text"]
    assert document["article"]["metadata"]["published_on"] == "2023-03-14"
    assert [one["field"] for one in document["evidence_elsewhere"]] == ["encoding", "language"]
    assert [len(block["evidence"]) for block in blocks] == [1, 1, 1, 0, 0, 0]
    assert document["sentences"][-1]["text"].endswith("the captain said.")


@pytest.mark.parametrize("width", [24, 33, 59, 60, 81])
def test_no_line_is_wider_than_the_terminal(
    width: int, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words longer than a line and wide characters are cut too, and every character of the text is there."""
    monkeypatch.setenv("COLUMNS", str(width))
    long = (
        f"Ferry news\n\n{'x' * 150} end. It sails again.\n\n渡船周一再次启航。{'新发动机来自卑尔根' * 12}。\n"
    )
    Path("long.txt").write_text(long, encoding="utf-8")
    lines = explained(capsys, "long.txt").splitlines()
    assert [line for line in lines if columns(line) > width] == []
    body = "".join("".join(re.findall("[x新发动机来自卑尔根]+", line)) for line in lines)
    assert "x" * 150 in body
    assert "新发动机来自卑尔根" * 12 in body


def on_a_terminal(width: int, **environment: str) -> str:
    """Run the command with its output on a terminal of ``width`` columns and give what arrives there."""
    places = os.pathsep.join(str(Path(place).resolve()) for place in sys.path if Path(place).is_dir())
    own = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "NO_COLOR"}}
    own |= {"PYTHONPATH": places, "TERM": "xterm", **environment}
    leader, follower = pty.openpty()
    termios.tcsetwinsize(follower, (24, width))
    command = [sys.executable, "-m", "copydesk.cli", "explain", "story.md"]
    with subprocess.Popen(command, env=own, stdout=follower, stderr=follower) as process:
        os.close(follower)
        arrived = b""
        while True:
            try:
                chunk = os.read(leader, 4096)
            except OSError:  # the other side is closed: Linux says so with EIO
                break
            if not chunk:
                break
            arrived += chunk
    os.close(leader)
    assert process.returncode == 0, arrived
    return arrived.decode().replace("\r\n", "\n")


def test_colours_say_nothing_that_words_do_not(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal there is colour; taken off, it leaves what is printed where there is none."""
    coloured = on_a_terminal(72)
    assert "\x1b[31m\x1b[2m\x1b[9m- Advertisement -\x1b[0m" in coloured
    assert "\x1b[32m+ paragraph     | \x1b[0mThe ferry" in coloured
    assert "\x1b[33m\x1b[4m**\x1b[0m\x1b[36mrepairs" in coloured
    monkeypatch.setenv("COLUMNS", "72")
    plain = explained(capsys, "story.md")
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain
    assert on_a_terminal(72, NO_COLOR="1") == plain


def test_nothing_in_a_file_steers_the_terminal(capsys: Captured) -> None:
    """Control characters are written out where they stand; JSON gives them back exactly."""
    hostile = "sails \x1b[2J\x1b]0;owned\x07again \u202etoday\u2066 \x9b31m now\x08\x7f"
    text = (
        f"Ferry {hostile}\n\nThe ferry {hostile} on Monday.\tIt is {hostile} than the old one.\n\n"
        + "It sails. " * 99
    )
    name = "a\x1b[31m\u202eb.txt"
    Path(name).write_text(text, encoding="utf-8")
    shown = explained(capsys, name)
    whole = explained(capsys, name, "--json")
    for output in (shown, whole):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", output)
    written_out = r"sails \x1b[2J\x1b]0;owned\x07again \u202etoday\u2066 \x9b31m now\x08\x7f"
    assert f"| Ferry {written_out}" in shown
    assert "Monday.\\tIt is" in " ".join(re.sub(r"\s+\| ", " ", shown).split())
    assert json.loads(whole)["documents"][0]["source"] == text


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty_file"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n", "binary_file"),
        ("page.xyz", b"The ferry sails.", "unknown_format"),
        ("large.txt", b"The ferry sails." * 100, "too_large"),
        ("marker.txt", b"- Advertisement -\n", "no_body"),
    ],
)
def test_a_reject_is_told_with_its_advice(
    name: str, content: bytes, reason: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reason, detail and advice as a run stores them, and exit code 3; what can be shown is shown."""
    monkeypatch.setenv("COPYDESK_MAX_FILE_BYTES", "1000")
    Path(name).write_bytes(content)
    shown = explained(capsys, name, code=exits.NOT_PASSED)
    found = as_json(capsys, name, code=exits.NOT_PASSED)
    (reject,) = found["rejects"]
    assert reject["reason"] == reason
    assert f"rejected: {reason} (stage {reject['stage']})\n" in shown
    for key in ("detail", "advice"):
        assert reject[key]
        assert reject[key] in " ".join(shown.split())
    assert ("- advertisement | - Advertisement -" in shown) == (reason == "no_body")
    assert len(found["documents"]) == (reason == "no_body")


def test_a_link_is_rejected_as_in_a_run(capsys: Captured) -> None:
    """Links in a raw folder are not followed, so neither is this one."""
    Path("link.md").symlink_to("story.md")
    assert "rejected: not_a_file" in explained(capsys, "link.md", code=exits.NOT_PASSED)


def test_own_rules_decide_first_and_only_where_they_are_asked_for(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of rules is named by option or setting; without, the same process takes the shipped ones."""
    rule = """
    [[rule]]
    id = "own.ad"
    label = "promo"
    match = "prefix"
    pattern = '''advertisement'''
    remove = ["Advertisement -"]
    keep = ["An advertisement"]
    """
    write_all(Path("rules"), {"zz.toml": rule})
    before = explained(capsys, "story.md")
    assert "removed by en.advertisement.marker" in before
    after = explained(capsys, "story.md", "--rules", "rules")
    assert "- promo         | - Advertisement -" in after
    assert "removed by own.ad" in after
    monkeypatch.setenv("COPYDESK_RULES", "rules")
    assert explained(capsys, "story.md") == after
    monkeypatch.delenv("COPYDESK_RULES")
    assert explained(capsys, "story.md") == before


def test_an_outlet_is_known_by_the_path_below_the_raw_folder(capsys: Captured) -> None:
    """As in a run: a file of the raw folder by its path there, one elsewhere by what its text says."""
    rule = """
    [outlet]
    name = "The Ledger"
    paths = ["ledger/*"]
    [[rule]]
    id = "ledger.navigation.engine"
    label = "navigation"
    match = "prefix"
    pattern = '''advertisement'''
    remove = ["Advertisement -"]
    keep = ["An advertisement"]
    """
    write_all(
        Path(), {"rules/outlets/ledger.toml": rule, "news/ledger/a.md": STORY, "news/other/a.md": STORY}
    )
    shown = explained(capsys, "news/ledger/a.md", "--raw", "news", "--rules", "rules")
    assert shown.startswith("ledger/a.md ")
    assert "with the rules of outlet ledger" in " ".join(shown.split())
    assert "removed by ledger.navigation.engine" in shown
    for place in (["news/other/a.md", "--raw", "news"], ["news/ledger/a.md"]):
        other = explained(capsys, *place, "--rules", "rules")
        assert "removed by en.advertisement.marker" in other
        assert "outlet" not in other
