"""Titles: the kicker in front of one."""

import re
from typing import Final

from copydesk.rules import load_rules

_PREFIX: Final = re.compile(r"([^:|]{3,30}?)\s?(?::|\|)\s+(\S.*)")
LEAST_TITLE: Final = 5


def split_kicker(title: str) -> tuple[str | None, str]:
    """Split the kicker off a title; a prefix is one only if a rule knows the word.

    >>> split_kicker("WATCH: Troops come home"), split_kicker("Rome: a walk")
    (('WATCH', 'Troops come home'), (None, 'Rome: a walk'))
    """
    found = _PREFIX.fullmatch(title)
    if not found or len(found[2]) < LEAST_TITLE:
        return None, title
    rule = load_rules().match(f"{found[1]}:", ("head",))
    return (found[1], found[2]) if rule and rule.label == "kicker" else (None, title)
