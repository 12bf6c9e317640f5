"""Which of day and month a document writes first, where its language does not settle it: English."""

import re
from functools import lru_cache
from typing import Final

from copydesk.metadata.dates import MONTHS_A_YEAR, Moment
from copydesk.rules.words import words

_NUMBERS: Final = re.compile(r"(?<![\d/.-])(\d{1,2})[/-](\d{1,2})[/-](?:19|20)\d{2}(?![\d/-])")
_US_SIGNS: Final = re.compile(
    r"\b\d{1,2}(?::\d{2})? ?[aApP]\.?[mM]\.? \(?(?:ET|CT|MT|PT|[ECMP][SD]T)\b"
    r"|(?:\(\d{3}\) ?|\b\d{3}[-.])\d{3}[-.]\d{4}\b"
)
"""A time in a zone of the United States, a telephone number as it is written there."""

_DOMAIN_END: Final = re.compile(r"(?<=[\w-]\.)((?:co|com|org|gov|ac)\.[a-z]{2}|ie|eu)\b")


def settled(moment: Moment, text: str) -> Moment:
    """Give an ambiguous date the order that its document writes dates in; as it is where nothing tells.

    Arguments: a date; the text of the whole document.
    """
    order = of_text(text) if moment.is_ambiguous else ""
    if order == "month":
        return moment.month_first
    return moment.day_first if order else moment


@lru_cache(maxsize=4)
def of_text(text: str) -> str:
    """Tell the order by what the document says: ``day``, ``month``, or nothing.

    Its dates that can be read in one way only are asked first, then signs of the country: US zones
    and telephone numbers, the endings of domains. Signs that contradict each other settle nothing.

    >>> of_text("25/12/2017, 3/4/2018"), of_text("Call (555) 010-4477."), of_text("3/4/2018")
    ('day', 'month', '')
    """
    orders = set()
    for first, other in _NUMBERS.findall(text):
        if int(first) > MONTHS_A_YEAR:
            orders.add("day")
        elif int(other) > MONTHS_A_YEAR:
            orders.add("month")
    if not orders:
        endings = set(_DOMAIN_END.findall(text))
        orders |= {"day"} if endings & words("day_first_domains") else set()
        orders |= {"month"} if _US_SIGNS.search(text) else set()
    return orders.pop() if len(orders) == 1 else ""
