"""What the versions of the stages stand for: a note on the code and the data behind each.

The note (``versions.json`` beside this file) holds a digest of every file that a stage or reader reaches: of
modules what they do (neither docstrings nor comments), of data their bytes, of packages the version in
``requirements.txt``. When one has changed, somebody has to say whether what documents become can change:

usage: versions.py                say what has changed, and what to type
       versions.py raise NAME…    outcomes of these stages or readers can change: raise their versions
       versions.py same           outcomes cannot change: note the code as it is
"""

import ast
import hashlib
import inspect
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from copydesk import process, readers, versions

ROOT: Final = Path(__file__).resolve().parents[2]
SOURCE: Final = ROOT / "src" / "copydesk"
NOTE: Final = Path(__file__).with_suffix(".json")
ROWS: Final = "rows"

BESIDE: Final = {
    ROWS: (
        *("process.py", "stories.py", "accounting.py", "readers/__init__.py"),
        *("batches/work.py", "batches/columns.py", "tables/__init__.py"),
    ),
    "label_repeated_lines": ("warehouse/furniture.py", "../../sql/load/35_furniture.sql"),
}
"""Files below ``src/copydesk`` that belong to a stage beside those that it imports."""

UNTOLD: Final = ("rules/", "cli/", "previews/")
"""Folders whose data are none of ours: rule files are known by their content in every run."""

PACKAGES: Final = {"re2": "google-re2", "charset_normalizer": "charset-normalizer"}
"""Modules whose package has another name."""

Node = ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign


class Changes(NamedTuple):
    """What is not as noted: files, and for each stage or reader that can reach one, which."""

    files: tuple[str, ...]
    parts: Mapping[str, tuple[str, ...]]
    raised: tuple[str, ...]


def main(arguments: list[str]) -> int:
    """Compare, or write the note."""
    if not arguments:
        found = changes()
        print(told(found) if found.files or found.raised else "all versions stand for the code as it is")
        return 1 if found.files or found.raised else 0
    verb, *names = arguments
    known = {*versions.load().readers, *versions.load().stages}
    if verb not in {"raise", "same"} or (verb == "raise") != bool(names) or set(names) - known:
        print(__doc__)
        return 2
    for name in names:
        raise_version(name)
    versions.load.cache_clear()
    write_note()
    return 0


def told(found: Changes) -> str:
    """Say what has changed and what to type."""
    command = ".venv/bin/python tests/tools/versions.py"
    lines = [f"changed: {', '.join(found.files)}"] if found.files else []
    lines += [f"{name} is raised, and the code that it stands for is not noted" for name in found.raised]
    if found.parts:
        lines.append("if what documents become can change by it, raise what can come out otherwise of")
        lines.append(f"    {command} raise {' '.join(found.parts)}")
        lines.append("if it cannot (a matter of form, or of speed)")
    return "\n".join([*lines, f"    {command} same"])


def changes(now: Mapping[str, Mapping[str, str]] | None = None) -> Changes:
    """Compare the code with the note; ``now`` is what ``code`` gives."""
    noted = json.loads(NOTE.read_text(encoding="utf-8"))
    now = code() if now is None else now
    files = {name: digest for own in now.values() for name, digest in own.items()}
    changed = {name for name in {*files, *noted["files"]} if files.get(name) != noted["files"].get(name)}
    parts = {name: tuple(sorted(changed & set(own))) for name, own in now.items() if changed & set(own)}
    raised = tuple(name for name, number in numbers().items() if noted["versions"].get(name) != number)
    return Changes(tuple(sorted(changed)), parts, raised)


def write_note() -> None:
    """Note the code as it is, and the versions that stand for it."""
    files = {name: digest for own in code().values() for name, digest in own.items()}
    text = json.dumps({"versions": numbers(), "files": files}, indent=0, sort_keys=True)
    NOTE.write_text(text + "\n", encoding="utf-8")


def numbers() -> dict[str, int]:
    """Give the versions of readers and stages by name."""
    return {**versions.load().readers, **versions.load().stages}


def raise_version(name: str) -> None:
    """Raise one version in the file that holds them."""
    place = SOURCE / versions.FILE
    text = place.read_text(encoding="utf-8")
    text = re.sub(rf"(?m)^({name} = )(\d+)", lambda found: f"{found[1]}{int(found[2]) + 1}", text)
    place.write_text(text, encoding="utf-8")


def code() -> dict[str, dict[str, str]]:
    """Give by stage or reader the files that it can reach, each with a digest of what it does."""
    found = {name: reached(function) for name, function in readers.READERS.items()}
    found |= {stage.__name__: reached(inspect.unwrap(stage)) for stage in process.STAGES}
    found[ROWS] = {}
    for name, places in BESIDE.items():
        found[name] = {**found[name], **{place: digest_of(place) for place in places}}
    return found


def reached(function: Callable[..., Any]) -> dict[str, str]:
    """Follow what a function names, through its own module by name and through others whole."""
    home = Path(inspect.getfile(function)).relative_to(SOURCE).as_posix()
    if home != "process.py":
        return {name: digest_of(name) for name in closure({home})}
    tree = ast.parse((SOURCE / home).read_text(encoding="utf-8"))
    own, imported = _named(tree)
    waiting, nodes, places = [function.__name__], {}, set()
    while waiting:
        name = waiting.pop()
        if name in imported:
            places |= imported[name]
        elif name in own and name not in nodes:
            nodes[name] = own[name]
            waiting += [node.id for node in ast.walk(own[name]) if isinstance(node, ast.Name)]
    bodies = "".join(plain(nodes[name]) for name in sorted(nodes))
    return {f"{home}:{function.__name__}": _digest(bodies)} | {
        name: digest_of(name) for name in closure(places)
    }


def _named(tree: ast.Module) -> tuple[dict[str, ast.stmt], dict[str, set[str]]]:
    """Give what a module defines and what it imports, by the name it has in it."""
    own: dict[str, ast.stmt] = {}
    imported: dict[str, set[str]] = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            own[node.name] = node
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            own |= {target.id: node for target in targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.ImportFrom | ast.Import):
            for alias in node.names:
                imported[alias.asname or alias.name] = set(_places(node, alias.name))
    return own, imported


def closure(places: set[str]) -> set[str]:
    """Give the files that modules reach: what they import, its data, and the packages."""
    found: set[str] = set()
    waiting = sorted(places)
    while waiting:
        place = waiting.pop()
        if place in found:
            continue
        found.add(place)
        if place.endswith(".py"):
            tree = ast.parse((SOURCE / place).read_text(encoding="utf-8"))
            nodes = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom | ast.Import)]
            waiting += [one for node in nodes for alias in node.names for one in _places(node, alias.name)]
            waiting += _data_beside(place)
    return found - {"versions.py"}


def _data_beside(place: str) -> Iterator[str]:
    """Give the data files of the folder that a module lies in, if it is a package's."""
    folder = (SOURCE / place).parent
    if folder == SOURCE or place.startswith(UNTOLD):
        return
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(SOURCE).as_posix()
        if file.is_file() and file.suffix not in {".py", ".pyc"} and not name.startswith(UNTOLD):
            yield name


def _places(node: ast.ImportFrom | ast.Import, name: str) -> Iterator[str]:
    """Give the file, or the package of somebody else, that an import is of."""
    module = node.module or "" if isinstance(node, ast.ImportFrom) else name
    first, *rest = module.split(".")
    if first != "copydesk":
        if first not in sys.stdlib_module_names:
            yield f"package {PACKAGES.get(first, first)}"
        return
    for parts in ((*rest, name), tuple(rest)):
        for file in ("/".join(parts) + ".py", "/".join((*parts, "__init__.py"))):
            if (SOURCE / file).is_file():
                yield file
                return


def digest_of(place: str) -> str:
    """Give a digest of what a file does, or the version of a package."""
    if place.startswith("package "):
        name = place.removeprefix("package ")
        locked = "".join((ROOT / f"requirements{kind}.txt").read_text() for kind in ("", "-test"))
        version = re.search(rf"(?m)^{re.escape(name)}==(\S+)", locked)
        return version[1] if version else "any"
    content = (SOURCE / place).read_bytes()
    return _digest(plain(ast.parse(content)) if place.endswith(".py") else content.decode("utf-8"))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def plain(value: object) -> str:
    """Write a syntax tree without what changes nothing: docstrings, places, what is empty.

    Python's own ``ast.dump`` differs from version to version.
    """
    if isinstance(value, ast.AST):
        fields = ((name, getattr(value, name, None)) for name in value._fields if name not in {"ctx", "kind"})
        inside = [f"{name}={plain(field)}" for name, field in fields if field not in (None, [])]
        return f"{type(value).__name__}({','.join(inside)})"
    if isinstance(value, list):
        return f"[{','.join(plain(one) for one in value if not _is_text_alone(one))}]"
    return repr(value)


def _is_text_alone(node: object) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
