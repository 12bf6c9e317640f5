"""Datelines of Chinese, Japanese, Arabic and Russian print, which the shape of Western ones does not fit.

Each is known by a wire's name in it, or by the sign that ends it (电, 報導, 訊): a place alone is prose.
"""

import re
from functools import cache
from typing import Final, NamedTuple

from copydesk.metadata import han_names
from copydesk.metadata.name_forms import agency_of
from copydesk.rules.words import words

LONGEST: Final = 60
"""Characters in which a dateline must end."""

_DAY: Final = r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日"
_PLACE: Final = r"(?P<place>[\u30a1-\u30fa\u3400-\u9fffー]{1,8}?)"
_CHINESE: Final = re.compile(
    r"[（(【〔]?(?P<wire>WIRES|本[报報社网網刊])(?P<before>(?:记者|記者)[\u3400-\u9fff]{2,3}?)?(?:PLACE)?\s*"
    rf"(?:{_DAY}\s*(?:专|專)?[电電讯訊](?![话話力影视視台])|[讯訊])[）)】〕]?\s*"
    r"(?:[（(](?P<credit>(?:记者|記者|通讯员)[^（）()]{2,24})[）)])?[\s:：]?".replace("PLACE", _PLACE)
)
_TAIWANESE: Final = re.compile(
    r"[（(【〔](?P<credit>(?:[特本]?[派報]?[記记]者)[\u3400-\u9fff、]{2,12}?)\s*[／/]?\s*"
    r"(?P<place>[\u3400-\u9fff]{2}|[\u3400-\u9fff]{2}[縣市])\s*(?:报道|報導|報道|综合报道|\d{1,2}日電)[）)】〕]"
)
_JAPANESE: Final = re.compile(
    rf"[【［\[]{_PLACE}(?:[＝=](?P<credit>[\u3041-\u3096\u3400-\u9fff ]{{3,8}})|(?:\s*{_DAY}\s*)?"
    r"(?P<wire>WIRES))[】］\]]"
)
_RUSSIAN: Final = re.compile(
    r"(?P<place>[А-ЯЁ][А-ЯЁ -]+(?: ?/[А-ЯЁа-яё. -]+/)?),? \d{1,2} [а-яё]+\.?(?: \d{4})?"
    r" ?(?:[-–—/] ?(?P<wire>[^.:–—/]{2,24})[./:]+|"
    r"\((?P<bracket>[^()]{2,20})\) ?[-–—.])"
)
_ARABIC: Final = re.compile(
    r"(?P<place>[\u0621-\u064a]+(?: [\u0621-\u064a]+){0,2}) ?(?:\((?P<bracket>[^()]{2,30})\) ?[-–—:]?"
    r"|[-–—/] ?(?:\(?(?P<wire>[\u0621-\u064a. ]{2,30})\)?) ?[:–—-])"
)


class ScriptDateline(NamedTuple):
    """Where it ends in the text, and what it gives; None and () where it gives none."""

    end: int
    place: str | None
    agency: str | None
    authors: tuple[str, ...]


def read(plain: str) -> ScriptDateline | None:
    """Read the dateline that a text begins with.

    >>> read("新华社北京3月3日电（记者 王伟 李娜）北码头将关闭。")
    ScriptDateline(end=20, place='北京', agency='新华社', authors=('王伟', '李娜'))
    >>> read("МОСКВА, 3 мар – РИА Новости. Порт закрыт.")[1:3], read("本报的读者不多。")
    (('МОСКВА', 'РИА Новости'), None)
    """
    if plain.isascii():
        return None
    start = plain[:LONGEST]
    if han_names.is_han(start):
        return _han(start)
    for pattern in (_RUSSIAN, _ARABIC):
        found = pattern.match(start)
        agency = agency_of((found["wire"] or found["bracket"]).strip()) if found else None
        if found and agency:
            return ScriptDateline(found.end(), found["place"], agency, ())
    return None


def _han(start: str) -> ScriptDateline | None:
    for pattern in (_with_wires(_CHINESE.pattern), _TAIWANESE, _with_wires(_JAPANESE.pattern)):
        found = pattern.match(start)
        if not found:
            continue
        parts = found.groupdict()
        wire = parts.get("wire")
        credit = parts.get("before") or parts.get("credit") or ""
        signed = f"{credit}記者" if "＝" in found[0] else credit
        authors = han_names.read(signed).authors if signed else ()
        if not wire and not authors:
            continue
        return ScriptDateline(found.end(), parts["place"], agency_of(wire) if wire else None, authors)
    return None


@cache
def _with_wires(pattern: str) -> re.Pattern[str]:
    """Put the agencies that are written in Chinese characters or kana into a pattern."""
    names = sorted(filter(han_names.is_han, words("agencies")), key=lambda name: (-len(name), name))
    return re.compile(pattern.replace("WIRES", "|".join(map(re.escape, names))))
