"""Dates as Chinese, Japanese, Arabic and Russian print writes them, brought to the form that shapes know.

Every function keeps the length of the text, so that what is found in the one lies in the other.
"""

import re
from typing import Final

REPUBLIC: Final = 1911
"""The year before year 1 of the calendar that is official in Taiwan (民國)."""

NOON: Final = 12

_DIGITS: Final = {
    first + number: ord("0") + number for first in (0x0660, 0x06F0, 0xFF10) for number in range(10)
} | {ord("："): ord(":"), ord("／"): ord("/")}
"""Arabic-Indic, Persian and full-width digits, and the full-width marks between them."""

_NEEDED: Final = re.compile("[年\u0660-\u0669\u06f0-\u06f9\uff10-\uff19\u0600-\u06ff]|\\d ?г| в \\d")
_SIGNS: Final = re.compile(
    r"(?P<era>(?:中華)?民[國国] ?)?(?<!\d)(?P<year>\d{2,4}) ?年 ?"
    r"(?P<month>\d{1,2}) ?月 ?(?P<day>\d{1,2}) ?[日号號]"
    r"(?: ?(?:[(（][一二三四五六日天月火水木金土](?:曜日?)?[)）]|"
    r"(?:星期|周|週)[一二三四五六日天]|[月火水木金土日]曜日?))?"
    r"(?:[ ,，]*(?P<half>上午|下午|午前|午後|凌晨|早上|晚上|晚間|晚间|中午)? ?"
    r"(?P<hour>\d{1,2}) ?[:时時点點] ?(?P<minute>\d{2})(?!\d)(?: ?分)?)?"
)
_LATE: Final = frozenset(["下午", "午後", "晚上", "晚間", "晚间"])
_RUSSIAN: Final = re.compile(r"(?<=\d{4}) ?(?:года?|г\.?)(?!\w)| в (?=\d{1,2}[:.]\d{2})")
_TWO_NAMES: Final = re.compile(r"(?<=\d )[^\W\d_]+(?: [^\W\d_]+)? ?/ ?(?=[^\W\d_]+ \d{4})")
_LEVANTINE: Final = {
    "كانون الثاني": "يناير",
    "تشرين الأول": "أكتوبر",
    "تشرين الاول": "أكتوبر",
    "تشرين الثاني": "نوفمبر",
    "كانون الأول": "ديسمبر",
    "كانون الاول": "ديسمبر",
}
"""Months with names of two words, and their names of one word."""


def western(text: str) -> str:
    """Write the dates of a text with Western digits and marks; its length stays the same.

    >>> western("2024年3月3日 下午2:05"), western("٣ مارس ٢٠٢٤") == "3 مارس 2024"
    ('2024-3-3   14:05', True)
    >>> western("3 марта 2024 года, 14:05"), western("民國113年3月3日")
    ('3 марта 2024     , 14:05', '2024-3-3  ')
    """
    if text.isascii() or not _NEEDED.search(text):
        return text
    text = text.translate(_DIGITS)
    if "年" in text:
        return _SIGNS.sub(_signs, text)
    text = _RUSSIAN.sub(_blanks, _TWO_NAMES.sub(_blanks, text))
    for name, other in _LEVANTINE.items():
        text = text.replace(name, other.ljust(len(name))) if name in text else text
    return text


def reach(written: str, plain: str, end: int) -> int:
    """Find where a date ends in the text as written, whose last signs ``western`` made blanks.

    >>> reach("2024年3月3日 港口", western("2024年3月3日 港口"), 8)
    9
    """
    while end < len(written) and plain[end] == " " and not written[end].isspace():
        end += 1
    return end


def _signs(found: re.Match[str]) -> str:
    """Write one date between signs with hyphens, its time as hour and minute of the day."""
    year = int(found["year"]) + (REPUBLIC if found["era"] else 0)
    on = f"{year}-{found['month']}-{found['day']}"
    time = ""
    if found["hour"]:
        hour = int(found["hour"])
        time = f" {hour + NOON if found['half'] in _LATE and hour < NOON else hour}:{found['minute']}"
    written = on + time.rjust(len(found[0]) - len(on))
    return written if len(written) == len(found[0]) else found[0]


def _blanks(found: re.Match[str]) -> str:
    return " " * len(found[0])
