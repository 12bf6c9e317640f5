"""Measure the language engines: ``python -m bench.language [--fit] [--write]``.

``--fit`` fits the confidence anew first, ``--write`` puts what is printed into ``docs/language.md``.
"""

import argparse
import contextlib
import io
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bench.language_fit import fit
from bench.language_texts import GOLD, KINDS, Text, halves
from bench.marks import write_into
from copydesk.language import ENGINES, LEAST_LETTERS, UNKNOWN, Reading, read_languages
from copydesk.language.answers import read_sentences
from copydesk.language.calibration import confidence
from copydesk.language.det import score
from copydesk.language.loaded import STORE
from copydesk.language.profiles import texts as profile_texts
from copydesk.language.tables import Tables, code_of

PAGE = Path(__file__).resolve().parents[1] / "docs" / "language.md"


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, or measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="fit the confidence and write calibration.toml")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/language.md")
    options = parser.parse_args(arguments)
    if not GOLD.exists():
        print(f"{GOLD.name} is not there: nothing to measure with", file=sys.stderr)
        return 2
    fitting, measuring = halves()
    if options.fit:
        fit(fitting)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        print_accuracy(measuring)
        print_confidence(measuring)
        print_mixed(measuring)
    print(printed.getvalue(), end="")
    if options.write:
        write_into(PAGE, {"measured": "```text\n" + printed.getvalue() + "```"})
    return 0


def langdetect_seeded() -> Callable[[str], str]:
    """Return langdetect itself, seeded, its profiles in order of name; ``und`` where it raises."""
    from langdetect.detector_factory import DetectorFactory
    from langdetect.lang_detect_exception import LangDetectException

    factory = DetectorFactory()
    factory.load_json_profile(list(profile_texts().values()))
    factory.set_seed(0)

    def detect(text: str) -> str:
        detector = factory.create()
        detector.append(text)
        try:
            return code_of(detector.detect())
        except LangDetectException:
            return UNKNOWN

    return detect


def print_accuracy(texts: Sequence[Text]) -> None:
    """Print how often each engine is right, and what it costs."""
    known = set(STORE.tables().codes)
    print("right among the languages langdetect knows / among all 75; und; CPU per text, batches of 64")
    for kind in KINDS:
        chosen = [text for text in texts if text.kind == kind]
        supported = [text.language in known for text in chosen]
        for engine in (*ENGINES, "langdetect"):
            answers, seconds = _answers(chosen, engine)
            right = [answer == text.language for answer, text in zip(answers, chosen, strict=True)]
            among = sum(r for r, s in zip(right, supported, strict=True) if s) / sum(supported)
            unknown = sum(answer == UNKNOWN for answer in answers) / len(answers)
            print(
                f"{kind:<10} {engine:<11} {among:7.2%} {sum(right) / len(right):7.2%} {unknown:7.2%} und "
                f"{1e6 * seconds / len(chosen):8.0f} µs   ({len(chosen)} texts)"
            )


def _answers(texts: Sequence[Text], engine: str) -> tuple[list[str], float]:
    plain = [text.text for text in texts]
    if engine == "langdetect":
        detect = langdetect_seeded()
        start = time.process_time()
        return [detect(text) for text in plain], time.process_time() - start
    read_languages(plain[:1], engine)
    start = time.process_time()
    found: list[Reading] = []
    for first in range(0, len(plain), 64):
        found += read_languages(plain[first : first + 64], engine)
    return [reading.language for reading in found], time.process_time() - start


def confidences(tables: Tables, texts: Sequence[Text]) -> tuple[Any, Any, Any]:
    """Give confidence, whether the best guess is right, and whether the language is known, of each text."""
    rows = [
        (
            confidence(scores),
            tables.codes[int(scores.total.argmax())] == text.language,
            text.language in tables.codes,
        )
        for text, scores in zip(texts, score(tables, [one.text for one in texts]), strict=True)
        if scores.grams and scores.letters >= LEAST_LETTERS
    ]
    sure, right, known = zip(*rows, strict=True)
    return np.array(sure), np.array(right), np.array(known)


def print_confidence(texts: Sequence[Text]) -> None:
    """Print how far the confidence is what it says, and what leaks through it."""
    for kind in KINDS:
        sure, right, known = confidences(STORE.tables(), [text for text in texts if text.kind == kind])
        line = f"{kind:<10} best guess right {np.mean(right[known]):.2%} of known languages"
        line += f"; calibration error {calibration_error(sure, right):.3f}"
        if not right.all():
            line += f", area under the curve {area(sure, right):.3f}"
        for at in (0.5, 0.9):
            line += f"; at {at} keeps {np.mean(sure[known] >= at):.1%}"
            if not known.all():
                line += f", leaks {np.mean(sure[~known] >= at):.1%} of other languages"
        print(line)


def calibration_error(chance: Any, hit: Any) -> float:
    """Give the mean distance between confidence and share of right answers, over ten equal bins."""
    bins = np.minimum((chance * 10).astype(int), 9)
    return float(
        sum(abs(np.sum(chance[bins == n]) - np.sum(hit[bins == n])) for n in range(10)) / len(chance)
    )


def area(chance: Any, hit: Any) -> float:
    """Give the chance that a right answer is surer than a wrong one."""
    order = np.argsort(chance, kind="stable")
    ranks = np.empty(len(chance))
    ranks[order] = np.arange(1, len(chance) + 1)
    wrong = len(hit) - hit.sum()
    return float((ranks[hit].sum() - hit.sum() * (hit.sum() + 1) / 2) / (hit.sum() * wrong))


def mixed_articles(texts: Sequence[Text], count: int = 1500, seed: int = 7) -> Iterator[list[Text]]:
    """Make articles of 25 sentences of one language; a third holds a passage of 1–8 in another."""
    known = set(STORE.tables().codes)
    by_language: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        if text.kind == "sentences" and text.language in known and len(text.text) >= 40:
            by_language[text.language].append(text)
    generator = np.random.default_rng(seed)
    names = sorted(by_language)
    for number in range(count):
        own, other = generator.choice(names, 2, replace=False)
        article = [by_language[own][n] for n in generator.integers(0, len(by_language[own]), 25)]
        if number % 3 == 0:
            size = int(generator.integers(1, 9))
            place = int(generator.integers(0, 26))
            foreign = [by_language[other][n] for n in generator.integers(0, len(by_language[other]), size)]
            article = [*article[:place], *foreign, *article[place:]]
        yield article


class Mixed(NamedTuple):
    """Shares of articles flagged and of sentences given their language, 0–1."""

    flagged_of_mixed: float
    flagged_of_others: float
    sentences_right: float
    alone_right: float
    foreign_found: float


def mixed(articles: Iterable[list[Text]]) -> Mixed:
    """Measure what is made of articles of which some hold a passage in another language."""
    tables = STORE.tables()
    flagged: dict[bool, list[bool]] = {True: [], False: []}
    right, alone_right, foreign_found = [], [], []
    for article in articles:
        sentences, gold = [one.text for one in article], [one.language for one in article]
        own = max(set(gold), key=gold.count)
        reading = read_languages([" ".join(sentences)])[0]
        flagged[len(set(gold)) > 1].append(reading.is_mixed)
        given = [reading.language] * len(gold)
        if reading.is_mixed:
            given = read_sentences(sentences, reading.language)
        hits = [answer == language for answer, language in zip(given, gold, strict=True)]
        right += hits
        foreign_found += [hit for hit, language in zip(hits, gold, strict=True) if language != own]
        alone = [tables.codes[int(scores.total.argmax())] for scores in score(tables, sentences)]
        alone_right += [answer == language for answer, language in zip(alone, gold, strict=True)]
    shares = (flagged[True], flagged[False], right, alone_right, foreign_found)
    return Mixed(*(float(np.mean(share)) for share in shares))


def print_mixed(texts: Sequence[Text]) -> None:
    """Print what is made of mixed articles."""
    found = mixed(mixed_articles(texts))
    print(
        f"mixed      flagged {found.flagged_of_mixed:.1%} of mixed, {found.flagged_of_others:.1%} of others; "
        f"sentences right {found.sentences_right:.2%} (each read alone {found.alone_right:.2%}); "
        f"foreign sentences found {found.foreign_found:.1%}"
    )


if __name__ == "__main__":
    sys.exit(main())
