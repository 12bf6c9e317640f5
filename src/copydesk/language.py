"""Which language a text is in, by langdetect, made repeatable.

langdetect draws random numbers, loads its profiles in directory order, is not safe when two threads
use it first, and reads no capitals. Here the seed is fixed, the profiles are loaded in the order of
their names under a lock, and text in capitals is lowered first; too little text is ``und``.
"""

import os
import threading
from functools import cache
from typing import Any, Final

from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
from langdetect.lang_detect_exception import LangDetectException

LANGUAGE_ENGINE: Final = "langdetect-1.0.9"

LEAST_LETTERS: Final = 20
"""Letters. On less, langdetect names a language with high confidence and is mostly wrong."""

MOST_CHARS: Final = 4000
"""Characters read: some hundred settle the language of an article, and the cost grows with them."""

LEAST_CONFIDENCE: Final = 0.5
_SEED: Final = 0
_PLACES: Final = 4
_LOCK: Final = threading.Lock()


def detect(text: str) -> tuple[str, float]:
    """Name the language of a text.

    Returns: the ISO 639-1 code and the confidence (0–1, 4 places); ``("und", 0.0)`` where the text
        has under 20 letters or no language reaches a confidence of 0.5.
    """
    sample = text[:MOST_CHARS]
    letters = [char for char in sample if char.isalpha()]
    if len(letters) < LEAST_LETTERS:
        return "und", 0.0
    if 2 * sum(char.isupper() for char in letters) > len(letters):
        sample = sample.lower()
    detector = _factory().create()
    detector.append(sample)
    try:
        best = detector.get_probabilities()
    except LangDetectException:
        return "und", 0.0
    if not best or best[0].prob < LEAST_CONFIDENCE:
        return "und", 0.0
    return best[0].lang.split("-")[0], round(best[0].prob, _PLACES)


def _factory() -> Any:
    with _LOCK:
        return _loaded_factory()


@cache
def _loaded_factory() -> Any:
    names = sorted(name for name in os.listdir(PROFILES_DIRECTORY) if not name.startswith("."))
    profiles = []
    for name in names:
        with open(os.path.join(PROFILES_DIRECTORY, name), encoding="utf-8") as profile:
            profiles.append(profile.read())
    factory = DetectorFactory()
    factory.load_json_profile(profiles)
    factory.set_seed(_SEED)
    return factory
