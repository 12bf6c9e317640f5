"""Front matter: the block of keys and values at the top of a markdown file, between ``---`` or ``+++``.

Of YAML only what front matter is made of is read: ``key: value``, quotes, lists in brackets or with
dashes. What is nested deeper is passed over. TOML is read by ``tomllib``. Either block stays out of the body
as a whole, whatever keys it has.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from copydesk.rules.words import folded

FENCES: Final = ("---", "+++")
MARKUP: Final = "front_matter"
MOST_LINES: Final = 100
"""Lines. A block that is not closed by then is no front matter."""

FIELDS: Final = (
    *("title", "kicker", "subtitle", "authors", "published", "updated"),
    *("outlet", "section", "url"),
)
"""What keys are read for; the keys of each are in ``words.toml``, table ``front_<field>``."""

_KEY: Final = re.compile(r"([^\W\d][\w -]{0,40}?)[ \t]*:(?:[ \t]+(.*)|)$")
_ITEM: Final = re.compile(r"[ \t]*-[ \t]+(?:name:[ \t]+)?(.*)$")


def end_of(text: str) -> int:
    """Tell where the front matter at the top of a text ends; 0 when it has none.

    It opens with a fence on the first line, holds at least one key, and nothing that is no YAML (or TOML).

    >>> end_of("---\\ntitle: Docks\\n---\\nText"), end_of("---\\nText\\n---\\n"), end_of("Text")
    (20, 0, 0)
    """
    if not text.startswith(FENCES):
        return 0
    lines = text.split("\n", MOST_LINES + 1)[: MOST_LINES + 1]
    fence = lines[0].rstrip()
    closing = next((n for n, line in enumerate(lines) if n and line.rstrip() in {fence, "..."}), None)
    if fence not in FENCES or closing is None:
        return 0
    inside = lines[1:closing]
    is_block = bool(_toml("\n".join(inside))) if fence == "+++" else _is_yaml(inside)
    return sum(len(line) + 1 for line in lines[:closing]) + len(lines[closing]) if is_block else 0


def _is_yaml(lines: list[str]) -> bool:
    filled = [line for line in lines if line.strip() and not line.startswith("#")]
    keys = sum(_KEY.match(line) is not None for line in filled)
    return keys > 0 and all(_KEY.match(line) or line[0] in " \t-" for line in filled)


def read(text: str) -> Iterator[tuple[str, str]]:
    """Read the fields of a block of front matter, fences on, in the order of its keys.

    Returns: pairs of a field of ``FIELDS`` and one value; a list gives a pair for each of its values.

    >>> list(read('---\\ntitle: "Docks: closed"\\ntags: [a]\\nauthors:\\n  - Ann Cole\\n---'))
    [('title', 'Docks: closed'), ('authors', 'Ann Cole')]
    """
    lines = text.split("\n")[1:-1]
    pairs = _toml_pairs("\n".join(lines)) if text.startswith("+++") else _yaml_pairs(lines)
    for key, value in pairs:
        field = _field_of(key.strip().casefold().replace("-", "_").replace(" ", "_"))
        if field and value:
            yield field, value


def _yaml_pairs(lines: list[str]) -> Iterator[tuple[str, str]]:
    key = ""
    for line in lines:
        if found := _KEY.match(line):
            key, value = found[1], (found[2] or "").strip()
            if value.startswith("[") and value.endswith("]"):
                yield from ((key, _unquoted(part)) for part in value[1:-1].split(","))
            elif value[:1] not in {"|", ">", "{", "&", "*"}:
                yield key, _unquoted(value)
        elif key and (item := _ITEM.match(line)):
            yield key, _unquoted(item[1])
        elif line.strip().startswith("name:"):  # author: a person with a name of its own line
            yield key, _unquoted(line.partition(":")[2])


def _unquoted(value: str) -> str:
    value = value.strip()
    if value[:1] in {'"', "'"} and value.find(value[0], 1) > 0:
        return value[1 : value.rfind(value[0])].strip()
    return value.partition(" #")[0].rstrip()


def _toml(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}


def _toml_pairs(text: str) -> Iterator[tuple[str, str]]:
    for key, value in _toml(text).items():
        yield from ((key, str(one)) for one in (value if isinstance(value, list) else [value]))


@cache
def _field_of(key: str) -> str | None:
    return next((field for field in FIELDS if key in folded(f"front_{field}")), None)
