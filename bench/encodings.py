"""How often a text in a legacy encoding is decoded exactly: ``python -m bench.encodings``.

Articles in some 40 languages (``bench.language_texts``) are cut to three lengths, written in the encodings
that were used for their language, and read by ``copydesk.readers.encoding``; what an encoding lacks is left
out before. A text is right when every character is. Nothing was tuned on the texts of half 1, the default;
``--write`` writes the tables into ``docs/encodings.md``.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from bench.language_texts import halves
from bench.markdown import table
from bench.marks import write_into
from copydesk.errors import RejectError
from copydesk.readers.encoding import decode

ROOT: Final = Path(__file__).resolve().parents[1]
CHARS: Final = (120, 600, 3000)
ENCODINGS: Final[dict[str, tuple[str, ...]]] = {
    "en": ("cp1252", "mac_roman", "utf-16-le", "utf-16-be"),
    "de": ("cp1252", "latin-1", "mac_roman"),
    "fr": ("cp1252", "iso8859-15", "mac_roman"),
    **dict.fromkeys(("es", "pt", "sv"), ("cp1252", "latin-1")),
    **dict.fromkeys(("it", "nl", "da", "nb", "fi", "is"), ("cp1252",)),
    **dict.fromkeys(("pl", "cs", "sk", "hu", "ro", "hr", "sl"), ("cp1250", "iso8859-2")),
    "ru": ("cp1251", "koi8-r", "iso8859-5", "cp866", "mac_cyrillic"),
    "uk": ("cp1251", "koi8-u"),
    **dict.fromkeys(("bg", "sr", "mk", "be"), ("cp1251",)),
    "el": ("cp1253", "iso8859-7"),
    "tr": ("cp1254", "iso8859-9"),
    "he": ("cp1255", "iso8859-8"),
    "ar": ("cp1256", "iso8859-6"),
    "fa": ("cp1256",),
    "lt": ("cp1257", "iso8859-13"),
    **dict.fromkeys(("lv", "et"), ("cp1257",)),
    "vi": ("cp1258",),
    "th": ("cp874",),
    "zh": ("gb18030", "big5"),
    "ja": ("cp932", "euc_jp", "iso2022_jp"),
    "ko": ("cp949",),
}
"""The encodings that texts in a language were written in before Unicode."""


class Case(NamedTuple):
    """A text in an encoding."""

    language: str
    encoding: str
    text: str

    @property
    def content(self) -> bytes:
        """Its bytes."""
        return self.text.encode(self.encoding)


def cases(half: int, every: int = 1) -> Iterator[Case]:
    """Yield every so-many-th case; texts without a character beyond ASCII tell nothing and are left out."""
    number = 0
    for one in halves()[half]:
        for encoding in ENCODINGS.get(one.language, ()) if one.kind in ("articles", "news") else ():
            for chars in CHARS:
                text = one.text[:chars].encode(encoding, "ignore").decode(encoding)
                if encoding.startswith("utf") or not text.isascii():
                    number += 1
                    if number % every == 0:
                        yield Case(one.language, encoding, text)


def exact(found: list[Case]) -> tuple[float, Counter[tuple[str, str]], Counter[str], Counter[str]]:
    """Decode: the share of cases that are exact; confusions; hits and cases by encoding."""
    confused: Counter[tuple[str, str]] = Counter()
    hits: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for case in found:
        try:
            decoded = decode(case.content)
            is_right, name = decoded.text == case.text, decoded.encoding
        except RejectError as error:
            is_right, name = False, error.reason
        seen[case.encoding] += 1
        hits[case.encoding] += is_right
        if not is_right:
            confused[case.encoding, name] += 1
    return sum(hits.values()) / len(found), confused, hits, seen


def main(arguments: list[str] | None = None) -> int:
    """Print the share of exact texts by encoding, and what was taken for what."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--half", type=int, choices=(0, 1), default=1)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    share, confused, hits, seen = exact(list(cases(options.half)))
    rows = [(name, seen[name], f"{hits[name] / seen[name]:.3f}") for name in sorted(seen)]
    whole = ("all", sum(seen.values()), f"{share:.4f}")
    figures = {
        "exact": table(["encoding", "texts", "exact"], [*rows, whole]),
        "confused": table(
            ["encoding", "taken for", "texts"], [(*pair, count) for pair, count in confused.most_common()]
        ),
    }
    print("\n\n".join(figures.values()))
    if options.write:
        write_into(ROOT / "docs" / "encodings.md", figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
