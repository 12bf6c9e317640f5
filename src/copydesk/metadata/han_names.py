"""Names in Chinese and Japanese credits, which have no capitals, and often no blanks between them.

A name is believed only beside a word that says what the person did ("记者 王伟", "文／陳美玲",
"編集委員 山田太郎"): two characters alone may be any word.
"""

import re
from functools import cache
from typing import Final, NamedTuple

from copydesk.rules.words import words

LONGEST_CHINESE: Final = 4
LONGEST_JAPANESE: Final = 6
MOST_CREDITED: Final = 6

_HAN: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_KANA: Final = re.compile("[\u3041-\u30f6]")
_NAME: Final = re.compile(
    "[\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff々ー]+(?:[·・][\u30a1-\u30fa\u3400-\u9fffー]+){0,3}"
)
_BRACKETS: Final = re.compile(r"[()（）〔〕【】\[\]［］〈〉＜＞]")
_PLACE_BEHIND: Final = re.compile(
    r"[/／] ?[\u3400-\u9fff]{0,6}(?:报道|報導|报导|報道|攝影|摄影|电|電)$"
    r"|(?:综合|綜合)?(?:报道|報導|报导|報道)$"
)
_PLACE_BEFORE: Final = re.compile(r"^[\u30a1-\u30fa\u3400-\u9fffー]{2,8}[＝=]")
_JAPANESE: Final = "roles_before_japanese_names"
_PROSE: Final = frozenset("的了在是不也就")
"""Characters of sentences that no name holds."""

_LISTED: Final = re.compile(r"[、，,；;/／|｜:：＝=]|\s+")


class HanCredits(NamedTuple):
    """Who signed: people, the agency if one is named, and whether all of the text was understood."""

    authors: tuple[str, ...]
    agency: str | None
    is_whole: bool


def is_han(text: str) -> bool:
    """Tell whether a text holds Chinese characters or kana.

    >>> is_han("记者 王伟"), is_han("Ann Cole")
    (True, False)
    """
    return not text.isascii() and _HAN.search(text) is not None


def read(text: str) -> HanCredits:
    """Read a credit; nobody where any part of it is neither role, agency nor name.

    >>> read("新华社记者 王伟 李娜"), read("安全生产").authors
    (HanCredits(authors=('王伟', '李娜'), agency='新华社', is_whole=True), ())
    """
    bare = _BRACKETS.sub(" ", text).strip()
    is_placed = bool(_PLACE_BEHIND.search(bare) or _PLACE_BEFORE.search(bare))
    bare = _PLACE_BEFORE.sub("", _PLACE_BEHIND.sub("", bare))
    bare, agency = _without_agency(bare)
    found = _roles().search(bare)
    parts = [part.strip("·・") for part in _LISTED.split(_roles().sub(" ", bare))]
    parts = [part for part in parts if part]
    agency = agency or next((part for part in parts if part in words("agencies")), None)
    parts = [part for part in parts if part != agency]
    if not parts:
        return HanCredits((), agency, agency is not None)
    is_japanese = is_placed or bool(found and (found.start() or found[0] in words(_JAPANESE)))
    names = _names(parts, is_japanese) if found or is_placed else ()
    return HanCredits(names, agency, True) if names else HanCredits((), None, False)


def _without_agency(text: str) -> tuple[str, str | None]:
    """Take the agency off the start of a credit."""
    for name in _agencies():
        if text.startswith(name):
            return text[len(name) :].strip(), name
    return text, None


@cache
def _agencies() -> tuple[str, ...]:
    """Give the agencies that are written in Chinese characters, the longest first."""
    return tuple(sorted(filter(is_han, words("agencies")), key=lambda name: (-len(name), name)))


@cache
def _roles() -> re.Pattern[str]:
    roles = sorted(filter(is_han, words("roles") | words(_JAPANESE)), key=lambda role: (-len(role), role))
    return re.compile("(?:" + "|".join(map(re.escape, roles)) + ")+")


def _names(parts: list[str], is_japanese: bool) -> tuple[str, ...]:
    """Read parts as names: several Chinese ones, or one that a blank divides; () where one is none.

    >>> _names(["王", "伟", "李娜"], False), _names(["山田", "太郎"], True), _names(["昨天获悉"], False)
    (('王伟', '李娜'), ('山田 太郎',), ())
    """
    parts = _joined(parts)
    is_listed = 0 < len(parts) <= MOST_CREDITED and _PROSE.isdisjoint("".join(parts))
    if not is_listed or not all(_NAME.fullmatch(part) for part in parts):
        return ()
    if all(_is_chinese(part) or _is_foreign(part) for part in parts):
        return tuple(parts)
    is_one = is_japanese and all(len(part) <= LONGEST_JAPANESE for part in parts)
    if not is_one or len(parts) > 2:
        return ()
    return (" ".join(parts),) if len("".join(parts)) > 2 else ()


def _is_foreign(part: str) -> bool:
    """Tell whether a part is a foreign name written by its sound, a point between its words."""
    return "·" in part or "・" in part


def _joined(parts: list[str]) -> list[str]:
    """Join the halves of names of two characters that are set with a blank to fill three."""
    joined: list[str] = []
    for part in parts:
        is_half = bool(joined) and len(joined[-1]) == 1 and joined[-1] in words("surnames")
        if is_half and len(part) == 1:
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _is_chinese(part: str) -> bool:
    has_surname = part[:1] in words("surnames") or part[:2] in words("surnames")
    return has_surname and 1 < len(part) <= LONGEST_CHINESE and not _KANA.search(part)
