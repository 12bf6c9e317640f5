"""Source to blocks: which lines belong together, and what is taken off them."""

import pytest

from copydesk.blocks import split


def plains(text: str) -> list[str]:
    blocks, _ = split(text, lambda line: line.startswith("By "))
    return [block.plain for block in blocks]


WRAPPED = (
    "The strike that closed the harbour for a week has ended, the union said\n"
    "on Monday, and the first ships are moving again. The firm, which had no\n"
    "intention of paying, has agreed to pay a third of what was asked for by\n"
    "the men, and an inter-\n"
    "national court will look at the rest.\n"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\n\ntwo", ["one", "two"]),
        ("A line.\nAnother line.", ["A line.", "Another line."]),
        ("Ana Ruiz\n16 March 2016", ["Ana Ruiz", "16 March 2016"]),
        (
            "To contact the Ledger and the  \nHarbour Society visit:",
            ["To contact the Ledger and the Harbour Society visit:"],
        ),
        ("# Title #\nText", ["Title", "Text"]),
        ("Title\n=====\nText", ["Title", "Text"]),
        ("**Bold line**\nText", ["Bold line", "Text"]),
        ("- one\n- two", ["one", "two"]),
        ("> a quotation\n> goes on", ["a quotation goes on"]),
        ("see [the map](https://x.example/a_b) or *this* \\*", ["see the map or this *"]),
        ("2 * 3 * 4 and snake_case_name", ["2 * 3 * 4 and snake_case_name"]),
        ("zero\u200bwidth and soft\u00adhyphen", ["zerowidth and softhyphen"]),
        ("\u00a0\u00a0by\u00a0Ana\u00a0", ["by Ana"]),
        ("   ", []),
    ],
)
def test_lines_become_blocks(text: str, expected: list[str]) -> None:
    """A blank line ends a block; a line end does unless the evidence says it was only wrapped."""
    assert plains(text) == expected


def test_hard_wrapped_lines_are_joined() -> None:
    """A margin explains all line ends: one block, each join and the undone hyphen a repair."""
    blocks, repairs = split(WRAPPED, lambda line: False)
    assert len(blocks) == 1
    assert "said on Monday" in blocks[0].plain
    assert "an international court" in blocks[0].plain
    assert [repair.kind for repair in repairs] == ["line_join", "line_join", "line_join", "hyphen_join"]


def test_a_compound_keeps_its_hyphen() -> None:
    """A word that the document writes with a hyphen elsewhere keeps it at a line end."""
    text = WRAPPED.replace("of paying", "of an inter-national pay")
    assert "an inter-national court" in plains(text)[0]


def test_one_line_paragraphs_stay_apart() -> None:
    """Long lines without blank lines between them are paragraphs, not wrapped text."""
    lines = [
        f"Paragraph {n} of an article that has no blank lines, only line ends, {'word ' * n}."
        for n in range(30)
    ]
    assert len(plains("\n".join(lines))) == 30
