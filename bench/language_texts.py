"""The texts that the language engines are measured on, and those that the confidence is fitted on.

They are those of ``../shared/data/language_gold`` (75 languages): an *article* is sentences of one language
joined to some 3,000 characters, a *headline* the first 50 characters of a sentence. *News* are real articles,
full of names, in English, Greek, Chinese, Polish and Russian. Of each language and kind every second text is
for fitting and the others for measuring.
"""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).resolve().parents[1].parent / "shared" / "data"
GOLD = DATA / "language_gold" / "lingua_dev.jsonl.gz"
ENGLISH_NEWS = DATA / "us_news_8k.jsonl.gz"
OTHER_NEWS = DATA / "rawtext_gold" / "daniel_half.jsonl.gz"
ENGLISH_EVERY = 20
KINDS = ("articles", "news", "sentences", "headlines")
ARTICLE_CHARS = 3000
HEADLINE_CHARS = 50
SAME = {"nb": "no", "nn": "no"}
"""Bokmål and Nynorsk are both ``no`` in langdetect's profiles."""


class Text(NamedTuple):
    """A text with the language it is in."""

    kind: str
    language: str
    text: str


def halves() -> tuple[list[Text], list[Text]]:
    """Read the gold and deal it out."""
    sentences: dict[str, list[str]] = defaultdict(list)
    with gzip.open(GOLD, "rt", encoding="utf-8") as stream:
        for line in stream:
            entry = json.loads(line)
            if entry["kind"] == "sentences":
                sentences[SAME.get(entry["lang"], entry["lang"])].append(entry["text"])
    fitting, measuring = list(_news(0)), list(_news(1))
    for language in sorted(sentences):
        fitting += _kinds(language, sentences[language][::2])
        measuring += _kinds(language, sentences[language][1::2])
    return fitting, measuring


def _news(half: int) -> Iterator[Text]:
    for path, language, body, every in (
        (ENGLISH_NEWS, None, "content_original", ENGLISH_EVERY),
        (OTHER_NEWS, "lang", "gold", 1),
    ):
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            entries = [json.loads(line) for number, line in enumerate(stream) if number % every == 0]
        for entry in entries[half::2]:
            text = entry[body] if isinstance(entry[body], str) else entry[body]["body"]
            if len(text) >= ARTICLE_CHARS / 10:
                yield Text("news", entry[language] if language else "en", text)


def _kinds(language: str, sentences: Sequence[str]) -> Iterator[Text]:
    article = ""
    for sentence in sentences:
        yield Text("sentences", language, sentence)
        yield Text("headlines", language, sentence[:HEADLINE_CHARS])
        article = f"{article} {sentence}".strip()
        if len(article) >= ARTICLE_CHARS:
            yield Text("articles", language, article)
            article = ""
