"""An export held against its manifest: whatever is done to it is found."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from copydesk.errors import StopError
from copydesk.warehouse import Layout, publish, verify_export
from tests.warehouse.handmade import Paper, run


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """A warehouse with two articles, published."""
    layout = Layout(tmp_path_factory.mktemp("original"))
    run(layout, "one", [Paper("rain.txt"), Paper("snow.txt", title="Snow", changes={"language": "de"})])
    publish(layout)
    return layout


@pytest.fixture
def export(original: Layout, tmp_path: Path) -> Path:
    """A copy of the export, as somebody takes it elsewhere, to be damaged."""
    shutil.copytree(original.export.resolve(), tmp_path / "copy")
    for path in (tmp_path / "copy").rglob("*.parquet"):
        path.chmod(0o644)
    return tmp_path / "copy"


def one(export: Path, table: str = "articles") -> Path:
    return sorted((export / table).rglob("*.parquet"))[0]


def test_whole(original: Layout, export: Path) -> None:
    """In its place, by its link or copied elsewhere, an export is whole and says what it holds."""
    for place in (original.export, original.export.resolve(), export):
        found = verify_export(place)
        assert found.damages == ()
        assert (found.files, found.rows) == (6, {"articles": 2, "sentences": 4, "evidence": 12})
        assert found.run_id
        assert found.schema_version


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def rename(path: Path) -> None:
    path.rename(path.with_name("part-1.parquet"))


def replace(path: Path) -> None:
    path.unlink()
    path.mkdir()


def empty(folder: Path) -> Path:
    shutil.rmtree(folder)
    folder.mkdir()
    return folder


DAMAGES: dict[str, tuple[Callable[[Path], object], set[tuple[str, str]]]] = {
    "lost": (lambda export: one(export).unlink(), {("articles", "missing")}),
    "cut": (lambda export: cut(one(export)), {("articles", "changed")}),
    "one bit": (lambda export: flip(one(export, "sentences")), {("sentences", "changed")}),
    "renamed": (lambda export: rename(one(export)), {("articles", "missing"), ("articles", "extra")}),
    "extra": (lambda export: (export / "articles" / "x.parquet").write_bytes(b"x"), {("articles", "extra")}),
    "hidden extra": (lambda export: (export / ".x").write_bytes(b"x"), {(".x", "extra")}),
    "folder for a file": (
        lambda export: replace(one(export)),
        {("articles", "missing")},
    ),
    "no manifest": (
        lambda export: empty(export).joinpath("x").write_bytes(b"x"),
        {("manifest.json", "missing"), ("x", "extra")},
    ),
    "no json": (
        lambda export: empty(export).joinpath("manifest.json").write_text("{"),
        {("manifest.json", "unreadable")},
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_damage(export: Path, name: str) -> None:
    """Each is found, and nothing else."""
    damage, expected = DAMAGES[name]
    damage(export)
    found = verify_export(export)
    assert {(one.path.split("/")[0], one.problem) for one in found.damages} == expected


MANIFESTS: dict[str, tuple[Callable[[dict[str, dict[str, object]]], object], str]] = {
    "other rows": (lambda files: next(iter(files.values())).update(rows=7), "changed"),
    "other hash": (lambda files: next(iter(files.values())).update(sha256="0" * 64), "changed"),
    "outside": (lambda files: files.update({"../../passwd": {"table": "articles", "rows": 0}}), "outside"),
    "absolute": (lambda files: files.update({"/etc/passwd": {"table": "articles", "rows": 0}}), "outside"),
    "not named": (lambda files: files.pop(next(iter(files))), "extra"),
}


@pytest.mark.parametrize("name", MANIFESTS)
def test_manifest_of_something_else(export: Path, name: str) -> None:
    """A manifest that says otherwise, or leads out of the folder, is found out."""
    change, problem = MANIFESTS[name]
    path = export / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    change(manifest["files"])
    path.write_text(json.dumps(manifest), "utf-8")
    assert problem in {one.problem for one in verify_export(export).damages}


def test_manifest_changed_in_its_place(original: Layout, tmp_path: Path) -> None:
    """A version's folder is named by its manifest: files and manifest changed together are found there."""
    shutil.copytree(original.root, tmp_path / "warehouse", symlinks=True)
    export = Layout(tmp_path / "warehouse").export
    path = export / "manifest.json"
    path.write_text(
        path.read_text("utf-8").replace('"rules_version": "r1"', '"rules_version": "r2"'), "utf-8"
    )
    assert [one.problem for one in verify_export(export).damages] == ["changed"]


def test_rows_are_counted(export: Path) -> None:
    """A file of other rows with a manifest that has its hash, but not its rows."""
    path = one(export)
    rows = pq.ParquetFile(path).read()
    path.unlink()
    pq.write_table(rows.slice(0, 0), path)
    manifest = json.loads((export / "manifest.json").read_text("utf-8"))
    entry = manifest["files"][path.relative_to(export).as_posix()]
    entry |= {"bytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    (export / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert [one.detail for one in verify_export(export).damages] == ["it has 0 rows, the manifest says 1"]


def test_no_export(tmp_path: Path) -> None:
    """A folder that is not there is a mistake of the command, not a damage."""
    with pytest.raises(StopError, match="no export"):
        verify_export(tmp_path / "nowhere")
