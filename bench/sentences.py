"""F1 and speed of a sentence segmenter on the hand-segmented sets of ``shared/data/sentences_gold``.

Use: ``python -m bench.sentences [MODULE] [--data FOLDER] [--errors SET] [--speed] [--write]``

MODULE is an importable name or the path of a ``.py`` file; it has ``segment(text, language)`` or
``make(language)(text)``, both giving spans in code points. The score is the F1 of the boundaries inside
paragraphs, a boundary being its position counted in non-blank characters: blanks never count. A document is
handed over whole, its paragraphs joined by a blank line. Texts masked with underscores are left out.
"""

import argparse
import gzip
import importlib
import importlib.util
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.marks import write_into

Segmenter = Callable[[str, str], list[tuple[int, int]]]

ENGLISH = "en"
LANGUAGES = {
    "Chinese": "zh",
    "Dutch": "nl",
    "English": ENGLISH,
    "French": "fr",
    "German": "de",
    "Italian": "it",
    "Russian": "ru",
    "Spanish": "es",
    "Ukrainian": "uk",
}
"""Language of a treebank ``UD_<Language>-<Name>``."""

DATA = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "sentences_gold"
PAGE = Path(__file__).resolve().parents[1] / "docs" / "sentences.md"
ARTICLE_WORDS = 600
"""Words of the article that the speed is given for."""


@dataclass(slots=True)
class GoldDocument:
    """One document of a set: ``paragraphs`` are lists of sentences."""

    set_name: str
    language: str
    paragraphs: list[list[str]]

    @property
    def text(self) -> str:
        """The body as the segmenter gets it."""
        glue = "" if self.language == "zh" else " "
        return "\n\n".join(glue.join(sentences) for sentences in self.paragraphs)


@dataclass(slots=True)
class Score:
    """Counts of boundaries over the documents of one set."""

    right: int = 0
    extra: int = 0
    missed: int = 0
    extras: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """F1 in per cent; 100 where there is nothing to find and nothing was found."""
        total = 2 * self.right + self.extra + self.missed
        return 200 * self.right / total if total else 100.0


def read_documents(folder: Path) -> Iterator[GoldDocument]:
    """Every document of the gold sets that can be scored, in file order."""
    for record in _records(folder / "ud_dev.jsonl.gz"):
        name = record["treebank"].removeprefix("UD_")
        if name != "English-GUMReddit":
            yield GoldDocument(name, LANGUAGES[name.split("-")[0]], _clean(record["paras"]))
    for record in _records(folder / "gum_half.jsonl.gz"):
        genre = record["doc"].split("_")[1]
        if genre != "reddit":
            yield GoldDocument(f"gum_{genre}", ENGLISH, _clean(record["paras"]))


def _records(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _clean(paragraphs: list[list[str]]) -> list[list[str]]:
    squeezed = [[" ".join(s.split()) for s in sentences] for sentences in paragraphs]
    return [[s for s in sentences if s] for sentences in squeezed if any(sentences)]


def inner_boundaries(document: GoldDocument) -> tuple[set[int], set[int]]:
    """Gold boundaries inside paragraphs, and the ends of paragraphs, in non-blank characters."""
    inner: set[int] = set()
    outer: set[int] = set()
    position = 0
    for sentences in document.paragraphs:
        for sentence in sentences:
            position += len("".join(sentence.split()))
            inner.add(position)
        inner.discard(position)
        outer.add(position)
    return inner, outer


def found_boundaries(text: str, spans: list[tuple[int, int]]) -> dict[int, int]:
    """Ends of the spans: position in non-blank characters -> position in ``text``."""
    found: dict[int, int] = {}
    position = at = 0
    for _, end in spans:
        position += len("".join(text[at:end].split()))
        found[position] = at = end
    return found


def score_document(document: GoldDocument, segment: Segmenter, score: Score) -> None:
    """Add the document's counts, and its errors as text with ``|`` at the boundary."""
    text = document.text
    inner, outer = inner_boundaries(document)
    found = found_boundaries(text, segment(text, document.language))
    guessed = found.keys() - outer
    score.right += len(guessed & inner)
    score.extra += len(guessed - inner)
    score.missed += len(inner - guessed)
    score.extras += [_show(text, found[position]) for position in sorted(guessed - inner)]
    starts = [index for index, char in enumerate(text) if not char.isspace()]
    score.misses += [_show(text, starts[position - 1] + 1) for position in sorted(inner - guessed)]


def _show(text: str, at: int) -> str:
    return (text[max(0, at - 60) : at] + "|" + text[at : at + 40]).replace("\n", "¶")


def load(name: str) -> ModuleType:
    """The module of that name, or at that path."""
    if not name.endswith(".py"):
        return importlib.import_module(name)
    spec = importlib.util.spec_from_file_location("segmenter_under_test", name)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{name} cannot be imported")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def segmenter(module: ModuleType) -> Segmenter:
    """The module's segmenter as a function of text and language."""
    if hasattr(module, "segment"):
        found: Segmenter = module.segment
        return found
    made: dict[str, Callable[[str], list[tuple[int, int]]]] = {}

    def segment(text: str, language: str) -> list[tuple[int, int]]:
        if language not in made:
            made[language] = module.make(language)
        return made[language](text)

    return segment


def article_us(documents: list[GoldDocument], segment: Segmenter, rounds: int = 5) -> float:
    """CPU microseconds per article of 600 words: the English documents, minimum of ``rounds``."""
    texts = [document.text for document in documents if document.language == ENGLISH]
    words = sum(len(text.split()) for text in texts)
    times = []
    for _ in range(rounds):
        before = time.process_time()
        for text in texts:
            segment(text, ENGLISH)
        times.append(time.process_time() - before)
    return min(times) * 1e6 / words * ARTICLE_WORDS


def main() -> None:
    """Print a row per set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("module", nargs="?", default="copydesk.sentences")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--errors", metavar="SET", help="print the wrong boundaries of this set")
    parser.add_argument("--speed", action="store_true", help="print CPU time per 600-word article")
    parser.add_argument("--write", action="store_true", help="put rows and speed into docs/sentences.md")
    options = parser.parse_args()
    segment = segmenter(load(options.module))
    documents = list(read_documents(options.data))
    scores: defaultdict[str, Score] = defaultdict(Score)
    for document in documents:
        score_document(document, segment, scores[document.set_name])
    lines = rows(scores)
    if options.speed or options.write:
        lines.append(f"{article_us(documents, segment):.1f} us of CPU per article of {ARTICLE_WORDS} words")
    print("\n".join(lines))
    if options.errors:
        shown = scores[options.errors]
        for kind, texts in (("extra  ", shown.extras), ("missed ", shown.misses)):
            print(*(f"{kind} {text}" for text in texts), sep="\n")
    if options.write:
        write_into(PAGE, {"measured": "\n".join(["```text", *lines, "```"])})


def rows(scores: Mapping[str, Score]) -> list[str]:
    """Give a line per set and one for the mean."""
    lines = [
        f"{name:24}{score.f1:7.2f}  extra {score.extra:4}  missed {score.missed:4}"
        for name, score in scores.items()
    ]
    mean = sum(score.f1 for score in scores.values()) / len(scores)
    return [*lines, f"{'mean':24}{mean:7.2f}"]


if __name__ == "__main__":
    main()
