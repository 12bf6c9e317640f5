"""The domains that links and addresses point to, those that belong to no newsroom left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from copydesk.rules.words import words

_ADDRESS: Final = re.compile(
    r"(?P<email>[\w.+-]{1,64}@)(?P<host>[\w-]+(?:\.[\w-]+){1,5})"
    r"|(?:https?://|\bwww\.)(?P<site>[\w-]+(?:\.[\w-]+){0,5})[^\s()<>\[\]]*"
    r"|\b(?P<bare>[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+){0,3}\.[a-z]{2,12})\b(?:/[^\s()<>\[\]]*)?"
)

_FILE_ENDINGS: Final = frozenset(
    ["pdf", "html", "htm", "php", "jpg", "jpeg", "png", "doc", "docx", "txt", "mp3"]
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
        host = (found["host"] or found["site"] or found["bare"]).lower().removeprefix("www.").strip(".")
        is_file = found["bare"] is not None and host.rpartition(".")[2] in _FILE_ENDINGS
        if "." in host and host not in words("shared_hosts") and not is_file:
            yield Found(host, found.start(), found.end(), found["email"] is not None)
