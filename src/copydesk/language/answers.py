"""From scores to answers: a language, how sure it is, and whether the text is mixed."""

from collections.abc import Sequence

import numpy as np

from copydesk.language import (
    DISSENT,
    LEAST_CONFIDENCE,
    LEAST_LETTERS,
    OVERRIDE,
    PLACES,
    UNKNOWN,
    Reading,
    det,
    exact,
    second_opinion,
)
from copydesk.language.calibration import confidence
from copydesk.language.det import Scores
from copydesk.language.loaded import STORE
from copydesk.language.tables import Tables, code_of


def read(texts: Sequence[str], engine: str) -> list[Reading]:
    """Read languages with ``det``, or with ``lid``, which asks CLD2 about each answer."""
    tables = STORE.tables()
    readings = [_reading(tables, scores) for scores in det.score(tables, texts)]
    if engine != "lid":
        return readings
    return [_settled(text, reading) for text, reading in zip(texts, readings, strict=True)]


def read_exactly(texts: Sequence[str]) -> list[Reading]:
    """Read languages as langdetect does with a fixed seed; it is handed text in capitals in small letters."""
    return [_exactly(text) for text in texts]


def read_sentences(sentences: Sequence[str], language: str) -> list[str]:
    """Read the language of each sentence of a mixed article; of one in no known language, each by itself."""
    tables = STORE.tables()
    if language not in tables.codes:
        return [reading.language for reading in read(sentences, "det")]
    own = tables.codes.index(language)
    found = []
    for scores in det.score(tables, sentences):
        lead = scores.total[scores.best] - scores.total[own]
        is_other = lead > OVERRIDE and scores.letters >= LEAST_LETTERS
        found.append(scores.language if is_other else language)
    return found


def _reading(tables: Tables, scores: Scores) -> Reading:
    if scores.letters < LEAST_LETTERS or not scores.grams:
        return Reading()
    is_mixed = max(scores.dissents) > DISSENT
    agreeing = scores
    if is_mixed:  # a foreign passage makes the rest no less sure
        agreeing = scores.part(tables, np.array(scores.dissents) <= DISSENT)
    sure = round(confidence(agreeing), PLACES) if agreeing.best == scores.best else 0.0
    if sure < LEAST_CONFIDENCE:
        return Reading(UNKNOWN, sure, scores.language, is_mixed)
    return Reading(scores.language, sure, scores.runner_up, is_mixed)


def _settled(text: str, reading: Reading) -> Reading:
    known = frozenset(STORE.tables().codes)
    language, sure = second_opinion.settle(text, reading.language, reading.confidence, known)
    if language == reading.language:
        return reading
    return Reading(language, round(sure, PLACES), reading.language, reading.is_mixed)


def _exactly(text: str) -> Reading:
    letters = [char for char in text[: exact.LONGEST] if char.isalpha()]
    if len(letters) < LEAST_LETTERS:
        return Reading()
    is_shouted = 2 * sum(map(str.isupper, letters)) > len(letters)
    found = exact.probabilities(text.lower() if is_shouted else text)
    if not found or found[0][1] < LEAST_CONFIDENCE:
        return Reading()
    runner_up = found[1][0] if len(found) > 1 else None
    return Reading(code_of(found[0][0]), round(found[0][1], PLACES), runner_up and code_of(runner_up))
