"""The contract with langdetect, on texts in 75 languages and on news.

The texts lie beside the repository and are not part of it; without them these tests are skipped.
"""

import gzip
import json
from pathlib import Path

import pytest

from bench import language as bench
from bench.language_texts import KINDS, halves
from copydesk.language import UNKNOWN, exact, read_languages
from copydesk.language.det import score
from copydesk.language.loaded import STORE
from copydesk.language.profiles import texts as profile_texts

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
GOLD = DATA / "language_gold" / "lingua_dev.jsonl.gz"
NEWS = DATA / "us_news_8k.jsonl.gz"
pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="shared/data/language_gold is not there")

EXACT_EVERY = 22
"""Every 22nd text: 2,040 of them, over all languages, from single words to sentences."""


def test_exact_is_langdetect() -> None:
    """The same languages in the same order with the same probabilities, on more than 2,000 texts."""
    from langdetect.detector_factory import DetectorFactory
    from langdetect.lang_detect_exception import LangDetectException

    factory = DetectorFactory()
    factory.load_json_profile(list(profile_texts().values()))
    factory.set_seed(0)
    with gzip.open(GOLD, "rt", encoding="utf-8") as stream:
        texts = [json.loads(line)["text"] for number, line in enumerate(stream) if number % EXACT_EVERY == 0]
    assert len(texts) >= 2000
    for text in texts:
        detector = factory.create()
        detector.append(text)
        try:
            expected = [(found.lang, found.prob) for found in detector.get_probabilities()]
        except LangDetectException:
            expected = []
        assert exact.probabilities(text) == expected, text


def test_det_agrees_with_langdetect() -> None:
    """In the known languages: on every article that it names a language for, on 99 % of such sentences."""
    known = set(STORE.tables().codes)
    detect = bench.langdetect_seeded()
    _, measuring = halves()
    for kind, answered, least in (("articles", 0.99, 1.0), ("news", 0.94, 1.0), ("sentences", 0.88, 0.99)):
        texts = [one.text for one in measuring if one.kind == kind and one.language in known]
        texts = texts[:: max(len(texts) // 1300, 1)]
        named = [
            (text, reading.language)
            for text, reading in zip(texts, read_languages(texts), strict=True)
            if reading.language != UNKNOWN
        ]
        same = sum(detect(text) == language for text, language in named)
        assert len(named) >= answered * len(texts), kind
        assert same >= least * len(named), (kind, same, len(named))


def test_det_agrees_with_langdetect_on_news() -> None:
    """American articles are English or unknown, mostly the former, and hardly ever seem mixed."""
    with gzip.open(NEWS, "rt", encoding="utf-8") as stream:
        texts = [
            json.loads(line)["content_original"] for number, line in enumerate(stream) if number % 16 == 0
        ]
    readings = read_languages([text for text in texts if len(text) > 500])
    assert {reading.language for reading in readings} <= {"en", UNKNOWN}
    assert sum(reading.language == "en" for reading in readings) >= 0.98 * len(readings)
    assert sum(reading.is_mixed for reading in readings) <= 0.03 * len(readings)


def test_det_is_never_less_right_than_langdetect() -> None:
    """Best guess against best guess, on short and long texts; a third of them, for time."""
    tables = STORE.tables()
    detect = bench.langdetect_seeded()
    _, measuring = halves()
    for kind in KINDS:
        chosen = [one for one in measuring if one.kind == kind and one.language in tables.codes]
        chosen = chosen if kind == "articles" else chosen[::6]
        guesses = [
            tables.codes[int(found.total.argmax())] for found in score(tables, [one.text for one in chosen])
        ]
        ours = sum(guess == one.language for guess, one in zip(guesses, chosen, strict=True))
        theirs = sum(detect(one.text) == one.language for one in chosen)
        assert ours >= theirs, (kind, ours, theirs, len(chosen))


def test_confidence_is_what_it_says() -> None:
    """Measured on texts it was not fitted on; floors are the figures of docs/language.md less a little."""
    tables = STORE.tables()
    _, measuring = halves()
    for kind, most_error, least_area in (("articles", 0.05, 0.97), ("sentences", 0.03, 0.94)):
        sure, right, known = bench.confidences(tables, [one for one in measuring if one.kind == kind])
        assert bench.calibration_error(sure, right) <= most_error, kind
        assert bench.area(sure, right) >= least_area, kind
        if kind == "articles":
            assert (sure[known] >= 0.5).mean() >= 0.99
            assert (sure[~known] >= 0.5).mean() <= 0.18


def test_sentences_of_mixed_articles() -> None:
    """Articles put together from sentences, a third of them with a foreign passage, by a fixed seed."""
    _, measuring = halves()
    found = bench.mixed(bench.mixed_articles(measuring, count=400))
    assert found.flagged_of_mixed >= 0.65
    assert found.flagged_of_others <= 0.10
    assert found.sentences_right >= 0.975
