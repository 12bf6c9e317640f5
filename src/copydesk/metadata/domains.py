"""The domains that links and addresses point to, those that belong to no newsroom left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from copydesk.rules.words import words

_ADDRESS: Final = re.compile(
    r"(?P<email>[\w.+-]{1,64}@)(?P<host>[\w-]+(?:\.[\w-]+){1,5})"
    r"|(?:https?://|\bwww\.)(?P<site>[\w-]+(?:\.[\w-]+){0,5})[^\s()<>\[\]]*"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A domain named at ``[start, end)`` of a text, in lower case, ``www.`` off."""

    domain: str
    start: int
    end: int
    is_email: bool


def domains(text: str) -> Iterator[Found]:
    """Find the domains a text links to, in order.

    >>> [found.domain for found in domains("[us](https://www.Bote.example/kontakt) x@gmail.com")]
    ['bote.example']
    """
    for found in _ADDRESS.finditer(text):
        host = (found["host"] or found["site"]).lower().removeprefix("www.").strip(".")
        if "." in host and host not in words("shared_hosts"):
            yield Found(host, found.start(), found.end(), found["email"] is not None)
