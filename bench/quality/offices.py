"""Press releases of prosecutors' offices: web pages and PDFs whose files are named by title, some by day.

The title is the line of the text whose words make the file's name. A day comes from the name, or from the
line below "Published" that the pages of one office have; the author from the line below "Author".
"""

import re
import tarfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from bench.quality import metadata
from bench.quality.cases import DATA, Case, run
from bench.quality.report import Report

FILE: Final = "press_office_txt.tar.gz"
SLUG_CHARS: Final = 40
"""Characters of a file's name that tell a title from another line."""

_DAY_FIRST: Final = re.compile(r"(?<!\d)(20\d\d)[-_]?(\d\d)[-_]?(\d\d)(?!\d)")
_DAY_LAST: Final = re.compile(r"(?<!\d)(\d\d)[-_]?(\d\d)[-_]?(\d\d)(?!\d)")
_PREFIX: Final = re.compile(r"^(?:press-release_|press_|news_|media_news_|newsroom_news-releases_|\d{8}_)")
_BELOW: Final = "{}\n([^\n]+)\n"


def measure(sample: int) -> Report:
    """Score titles, authors and dates."""
    outcomes = run(_cases(sample))
    return Report({"documents": float(len(outcomes))}).plus(metadata.measure(outcomes))


def _cases(sample: int) -> Iterator[Case]:
    with tarfile.open(DATA / FILE) as archive:
        members = sorted((one for one in archive if one.isfile()), key=lambda one: one.name)
        for number, member in enumerate(members[::sample]):
            stream = archive.extractfile(member)
            if stream is not None:
                text = stream.read().decode("utf-8", "replace")
                name = member.name.rsplit("/", 1)[-1].removesuffix(".txt")
                author = re.search(_BELOW.format("\nAuthor"), text)
                gold = {
                    "title": title_of(name, text),
                    "author": author.group(1) if author else None,
                    "date": day_of(name, text),
                }
                yield Case(f"{number}.txt", text, gold)


def slug(text: str) -> str:
    """Write a text as the name of a file.

    >>> slug("DA's Office: 3 charged")
    'das-office-3-charged'
    """
    letters = re.sub(r"[^a-z0-9 -]", "", text.lower().replace("–", " ").replace("&", " "))
    return "-".join(letters.replace("-", " ").split())


def title_of(name: str, text: str) -> str | None:
    """Give the first line whose slug is the file's name, which may be cut off; None when there is none."""
    wanted = _PREFIX.sub("", name.lower())
    for line in text.split("\n"):
        made = slug(line)
        if made == wanted or (len(wanted) >= SLUG_CHARS and made.startswith(wanted) and " - " not in line):
            return line.strip()
    return None


def day_of(name: str, text: str) -> str | None:
    """Give the day, as ISO 8601, of a file's name or of the page's line below "Published"."""
    for form, order in ((_DAY_FIRST, (0, 1, 2)), (_DAY_LAST, (2, 0, 1))):
        for found in form.finditer(name):
            year, month, day = (int(found.groups()[place]) for place in order)
            try:
                return date(year % 100 + 2000, month, day).isoformat()
            except ValueError:
                continue
    below = re.search(_BELOW.format("\nPublished"), text)
    try:
        return datetime.strptime(below.group(1), "%B %d, %Y").date().isoformat() if below else None  # noqa: DTZ007
    except ValueError:
        return None
