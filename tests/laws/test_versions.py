"""Law 3 over time: code that may decide otherwise has another version: no warehouse is half old."""

import ast
from pathlib import Path

import pytest

from copydesk import process, readers, versions
from copydesk.language import engine_id
from tests.tools import versions as tool


def test_every_version_stands_for_the_code_as_it_is() -> None:
    """Whoever changes a stage says whether what documents become can change: the message is what to type."""
    found = tool.changes()
    assert not found.files, tool.told(found)
    assert not found.raised, tool.told(found)


def test_every_stage_and_reader_has_a_version() -> None:
    """And nothing else has one."""
    assert set(versions.load().readers) == set(readers.READERS)
    names = {stage.__name__ for stage in process.STAGES}
    assert set(versions.load().stages) == names | {tool.ROWS}


def test_every_module_of_the_core_belongs_to_a_stage() -> None:
    """No module below the batches is out of sight; what is shown or proved to people aside."""
    reached = {name for own in tool.code().values() for name in own}
    rooms = ("blocks", "clean", "language", "metadata", "readers", "rules", "sentences")
    modules = {
        path.relative_to(tool.SOURCE).as_posix()
        for room in rooms
        for path in (tool.SOURCE / room).rglob("*.py")
        if path.name != "__init__.py" and "alone" not in path.name
    }
    assert modules - reached == {"rules/use.py", "rules/proof.py", "rules/changes.py"} & modules


def test_a_change_names_the_stages_that_reach_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line of the module of names is label's and metadata's business, not the sentences'."""
    now = tool.code()
    changed = {
        part: {name: "other" if name == "metadata/names.py" else digest for name, digest in own.items()}
        for part, own in now.items()
    }
    found = tool.changes(changed)
    assert found.files == ("metadata/names.py",)
    assert {"label_blocks", "read_metadata"} <= set(found.parts)
    assert not {"split_sentences", "text"} & set(found.parts)
    assert "versions.py raise" in tool.told(found)
    assert "versions.py same" in tool.told(found)


@pytest.mark.parametrize(
    ("before", "after", "is_same"),
    [
        ('"""Doc."""\nX = 1\n"""What X is."""\n', "# no doc\nX = 1", True),
        ("def f():\n    'Doc.'\n    return 1\n", "def f():\n\n    return (1)  # one\n", True),
        ("X = 1", "X = 2", False),
        ("def f(a):\n    return a\n", "def f(a):\n    return -a\n", False),
        ("X = 'a'", "X = 'b'", False),
    ],
)
def test_only_what_code_does_counts(before: str, after: str, is_same: bool) -> None:
    """Comments, docstrings and layout are no change; values and code are."""
    assert (tool.plain(ast.parse(before)) == tool.plain(ast.parse(after))) is is_same


def test_raising_changes_one_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file stays as it is but for the one line."""
    before = (tool.SOURCE / versions.FILE).read_text(encoding="utf-8")
    (tmp_path / versions.FILE).write_text(before, encoding="utf-8")
    monkeypatch.setattr(tool, "SOURCE", tmp_path)
    tool.raise_version("rows")
    after = (tmp_path / versions.FILE).read_text(encoding="utf-8").splitlines()
    differing = [(a, b) for a, b in zip(before.splitlines(), after, strict=True) if a != b]
    number = versions.load().stages["rows"]
    assert [(a.split(" #")[0], b.split(" #")[0]) for a, b in differing] == [
        (f"rows = {number}", f"rows = {number + 1}")
    ]


def test_a_raised_stage_is_another_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is stored with every article follows from the versions of all stages and readers."""
    before = process.pipeline_version("det")
    told = versions.load()
    for kind in ("readers", "stages"):
        for name, number in getattr(told, kind).items():
            raised = told._replace(**{kind: {**getattr(told, kind), name: number + 1}})
            with monkeypatch.context() as patched:
                patched.setattr(versions, "load", lambda raised=raised: raised)
                assert process.pipeline_version("det") != before
                assert (engine_id("det") != "det-1+langdetect-1.0.9") is (name == "detect_languages")
