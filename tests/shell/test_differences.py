"""Texts compared: both come back whole from the pieces, and the time is bounded."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.report.differences import (
    ADDED,
    CHANGED,
    REMOVED,
    SAME,
    WORD_PATTERN,
    Change,
    Piece,
    compare_texts,
    tokens,
)
from copydesk.warehouse import statements

WORDS = st.sampled_from(["ferry", "ferry", "sails", "Monday", "a", "a", "雨", "–", "don’t", "\u202e"])
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
TEXTS = st.lists(PARAGRAPHS, max_size=8).map("\n\n".join)


def sides(changes: list[Change]) -> tuple[str, str]:
    """The two texts, put together from the pieces."""
    both = []
    for kind in (REMOVED, ADDED):
        kinds = {SAME, kind}
        parts = [[piece.text for piece in one.pieces if piece.kind in kinds] for one in changes]
        both.append("\n\n".join("".join(part) for part in parts if part))
    return both[0], both[1]


@given(TEXTS, TEXTS)
def test_both_texts_come_back(before: str, after: str) -> None:
    """Nothing vanishes and nothing is made up, whatever was found to be alike."""
    assert sides(compare_texts(before, after)) == (before, after)


@given(TEXTS)
def test_a_text_is_like_itself(text: str) -> None:
    assert all(change.kind == SAME for change in compare_texts(text, text))


def test_words_are_compared_inside_a_paragraph() -> None:
    """A phrase that was replaced is one phrase; a paragraph of other words is another paragraph."""
    before = "The ferry sails on Monday next week.\n\nNobody spoke.\n\nThe engine is new."
    after = "The ferry sails late Tuesday next week.\n\nThe engine is new.\n\nIt rained."
    assert compare_texts(before, after) == [
        Change(
            CHANGED,
            (
                Piece(SAME, "The ferry sails "),
                Piece(REMOVED, "on Monday"),
                Piece(ADDED, "late Tuesday"),
                Piece(SAME, " next week."),
            ),
        ),
        Change(REMOVED, (Piece(REMOVED, "Nobody spoke."),)),
        Change(SAME, (Piece(SAME, "The engine is new."),)),
        Change(ADDED, (Piece(ADDED, "It rained."),)),
    ]


def test_tokens_are_the_text() -> None:
    """Words, blanks and single signs; scripts without blanks letter by letter."""
    assert tokens("Don’t – 3 雨が") == ["Don", "’", "t", " ", "–", " ", "3", " ", "雨", "が"]


def test_a_word_is_what_the_load_counts() -> None:
    """The pattern stands in SQL once more."""
    sql = statements.read("load", "46_revision_changes").replace("'\n|| '", "")
    assert f"SET VARIABLE word_pattern = '{WORD_PATTERN}';" in sql


COUNT = 20_000
LONG = {
    "one word": ("a " * COUNT, "a " * (COUNT - 1) + "b"),
    "backwards": (" ".join(map(str, range(COUNT))), " ".join(map(str, range(COUNT, 0, -1)))),
    "few paragraphs": tuple("\n\n".join(f"a b {n % k}" for n in range(COUNT // 2)) for k in (3, 4)),
    "shifted": tuple("\n\n".join(f"word{n + k} x" for n in range(COUNT // 2)) for k in (0, 7)),
    "alike": tuple("\n\n".join("a b " * 100 + str(n + k) for n in range(300)) for k in (0, 1000)),
}


@pytest.mark.parametrize("name", LONG)
def test_the_time_is_bounded(name: str) -> None:
    """Long and hostile texts take seconds at most: quadratic, each of these would take minutes."""
    before, after = LONG[name]
    started = time.process_time()
    changes = compare_texts(before, after)
    assert time.process_time() - started < 10
    assert sides(changes) == (before, after)


def test_a_change_in_a_very_long_paragraph_is_found() -> None:
    """What is alike at both ends costs nothing."""
    words = [f"word{n}" for n in range(5_000)]
    before, after = " ".join(words), " ".join([*words[:2500], "new", *words[2500:]])
    (change,) = compare_texts(before, after)
    assert [piece for piece in change.pieces if piece.kind != SAME] == [Piece(ADDED, "new ")]


def test_long_lists_are_cut_at_what_is_unique() -> None:
    """Beyond the pairs that are compared, what occurs once in both keeps the rest in place."""
    lines = [f"Line {n} of the poem." for n in range(2_000)]
    after = [line for n, line in enumerate(lines) if n % 100]
    changes = compare_texts("\n\n".join(lines), "\n\n".join(after))
    assert sum(change.kind == SAME for change in changes) == len(after)
    assert {change.kind for change in changes} == {SAME, REMOVED}
