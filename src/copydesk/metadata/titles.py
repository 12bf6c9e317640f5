"""Titles: the kicker in front of one."""

import re
from collections.abc import Sequence
from typing import Final

from copydesk.model import Block
from copydesk.rules import load_rules
from copydesk.text import MOST_SITE_WORDS, without_site

LONGEST_KICKER: Final = 30
_PREFIX: Final = re.compile(r"([^:|]{3,30}?)\s?(?::|\|)\s+(\S.*)")
LEAST_TITLE: Final = 5
_DASHES: Final = (" - ", " – ", " — ")
_OTHERS: Final = frozenset({"title", "byline", "paragraph"})
"""Labels of blocks that name no site, whatever they read."""


def split_kicker(title: str) -> tuple[str | None, str]:
    """Split the kicker off a title; a prefix is one only if a rule knows the word.

    >>> split_kicker("WATCH: Troops come home"), split_kicker("Rome: a walk")
    (('WATCH', 'Troops come home'), (None, 'Rome: a walk'))
    """
    found = _PREFIX.fullmatch(title)
    if not found or len(found[2]) < LEAST_TITLE:
        return None, title
    rule = load_rules().match(_asked(found[1]), ("head",))
    return (found[1], found[2]) if rule and rule.label == "kicker" else (None, title)


def asked_of(text: str) -> tuple[str, ...]:
    """Give what rules may be asked about a text that is a title, or the kicker that was split off one.

    >>> asked_of("WATCH: Troops come home"), asked_of("WATCH")
    (('WATCH:',), ('WATCH:',))
    """
    found = _PREFIX.fullmatch(text)
    if found:
        return (_asked(found[1]),)
    return (_asked(text),) if len(text) <= LONGEST_KICKER else ()


def _asked(kicker: str) -> str:
    return f"{kicker}:"


def split_site(title: str, blocks: Sequence[Block]) -> tuple[str, str]:
    """Split the name of the site off a title; behind a dash only if either half stands alone elsewhere.

    Arguments: the title as written; the labelled blocks of the document, in which a site names itself.
    Returns: title and site; the site is empty where there is none.
    """
    head, site = without_site(title)
    if site:
        return head, site
    for dash in _DASHES:
        head, _, site = title.rpartition(dash)
        if len(head) < LEAST_TITLE or not 0 < len(site.split()) <= MOST_SITE_WORDS:
            continue
        alone = {block.plain.casefold(): block.label for block in blocks}
        if head.casefold() in alone or alone.get(site.casefold(), "title") not in _OTHERS:
            return head, site
    return title, ""
