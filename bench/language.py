"""Measure the language engines, and fit the confidence: ``python bench/language.py [--fit]``.

The texts are those of ``../shared/data/language_gold`` (75 languages): an *article* is sentences of one
language joined to some 3,000 characters, a *headline* the first 50 characters of a sentence. *News* are real
articles, full of names, in English, Greek, Chinese, Polish and Russian. Of each language and kind every
second text is for fitting and the others for measuring.
"""

import argparse
import gzip
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from copydesk.language import ENGINES, LEAST_LETTERS, UNKNOWN, Reading, read_languages
from copydesk.language.answers import read_sentences
from copydesk.language.calibration import FEATURES, Normal, confidence, density, features, mean_likelihood
from copydesk.language.det import score
from copydesk.language.loaded import STORE
from copydesk.language.profiles import texts as profile_texts
from copydesk.language.tables import Tables, code_of

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "data" / "language_gold" / "lingua_dev.jsonl.gz"
FITTED = ROOT / "src" / "copydesk" / "language" / "calibration.toml"
ENGLISH_NEWS = ROOT.parent / "shared" / "data" / "us_news_8k.jsonl.gz"
OTHER_NEWS = ROOT.parent / "shared" / "data" / "rawtext_gold" / "daniel_half.jsonl.gz"
ENGLISH_EVERY = 20
KINDS = ("articles", "news", "sentences", "headlines")
ARTICLE_CHARS = 3000
HEADLINE_CHARS = 50
LEAST_SPREAD = 0.1
SAME = {"nb": "no", "nn": "no"}
"""Bokmål and Nynorsk are both ``no`` in langdetect's profiles."""


class Text(NamedTuple):
    """A text with the language it is in."""

    kind: str
    language: str
    text: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, or measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--fit", action="store_true", help="fit the confidence anew and write calibration.toml"
    )
    options = parser.parse_args(arguments)
    if not GOLD.exists():
        print(f"{GOLD.name} is not there: nothing to measure with", file=sys.stderr)
        return 2
    fitting, measuring = halves()
    if options.fit:
        fit(fitting)
    print_accuracy(measuring)
    print_confidence(measuring)
    print_mixed(measuring)
    return 0


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


def fit(texts: Sequence[Text]) -> None:
    """Fit the logistic regression of ``calibration.FEATURES`` and write it."""
    tables = STORE.tables()
    scored = [
        (text, scores)
        for text, scores in zip(texts, score(tables, [one.text for one in texts]), strict=True)
        if scores.grams and scores.letters >= LEAST_LETTERS
    ]
    by_language: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for text, scores in scored:
        if text.language in tables.codes:
            column = tables.codes.index(text.language)
            by_language[text.language].append((mean_likelihood(scores, column), density(scores)))
    everywhere = [value for values in by_language.values() for value in values]
    normal = {code: _normal(by_language[code] or everywhere) for code in tables.codes}
    rows = np.array([features(tables, scores, normal) for _, scores in scored])
    right = np.array([tables.codes[int(one.total.argmax())] == text.language for text, one in scored])
    weights = logistic(rows, right.astype(float), _importance([text.kind for text, _ in scored]))
    lines = [
        "# How sure an answer of the engine det is. Made by `python bench/language.py --fit`.",
        "",
        "[weights]",
        *(f"{name} = {weight:.4f}" for name, weight in zip(FEATURES, weights, strict=True)),
        "",
        "[normal] # see calibration.Normal; languages without a text to fit on have the values of all others",
        *(f"{code} = {list(values)}" for code, values in normal.items()),
    ]
    FITTED.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"fitted on {len(scored)} texts, {right.mean():.1%} of them answered right: {FITTED.name}")


def _normal(values: Sequence[tuple[float, float]]) -> Normal:
    likelihood, spread = np.mean(values, axis=0)[0], np.std(values, axis=0)[0]
    known_per_letter = np.mean(values, axis=0)[1]
    return Normal._make(
        round(float(value), 4) for value in (likelihood, max(spread, LEAST_SPREAD), known_per_letter)
    )


def _importance(kinds: Sequence[str]) -> Any:
    """Weigh each text so that the few articles count for a third, as sentences and headlines do."""
    return np.array([len(kinds) / len(KINDS) / kinds.count(kind) for kind in kinds])


def logistic(rows: Any, right: Any, importance: Any, rounds: int = 40) -> Any:
    """Fit a logistic regression by iteratively reweighted least squares with a small ridge."""
    weights = np.zeros(rows.shape[1])
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        spread = np.maximum(chance * (1 - chance), 1e-6) * importance
        hessian = (rows * spread[:, None]).T @ rows + np.eye(rows.shape[1])
        weights += np.linalg.solve(hessian, rows.T @ ((right - chance) * importance) - weights)
    return weights


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
            confidence(tables, scores),
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
