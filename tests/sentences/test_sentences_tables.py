"""The language files: known keys, words that can match, no word in two lists that contradict."""

import tomllib
from pathlib import Path

import pytest

from copydesk import sentences
from copydesk.sentences.tables import language_table

FILES = sorted((Path(sentences.__file__).parent / "languages").glob("*.toml"))
WORDS = {"never_ends", "may_end", "after_name", "numbered", "ends", "starters", "proper", "speech"}
PLACES = {"ends_before", "ends_after", "goes_on"}
KEYS = WORDS | PLACES | {"like", "extra_marks"}
FLAGS = {"has_full_stops", "has_ordinal_stops", "has_caseless_initials", "has_title_case"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_keys_are_known_and_words_can_match(file: Path) -> None:
    """No key is misspelt, no word ends with the full stop that the lookup leaves off."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    assert set(data) <= KEYS | FLAGS
    for key in KEYS - {"like", "extra_marks"}:
        words = " ".join(data.get(key, [])).split()
        assert len(words) == len(set(words)), f"{key} has a word twice"
        assert not [word for word in words if word.endswith(".")]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_lists_do_not_contradict(file: Path) -> None:
    """What ends a sentence before any capital is in no list that says otherwise."""
    table = language_table(file.stem)
    assert table.after_name <= table.never_ends
    assert not table.ends & (table.never_ends | table.may_end | table.numbered)
    assert not table.numbered & (table.never_ends | table.may_end)


def test_a_language_without_a_table_is_undetermined() -> None:
    """Unknown codes, odd codes and regions do not fail."""
    for code in ("xx", "", "../en", "Å", "EN-us-x"):
        assert language_table(code).never_ends
    assert language_table("pt-BR") == language_table("pt")
