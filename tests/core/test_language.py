"""Languages: the same answer every time, capitals read, and "unknown" where there is too little."""

import os
import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from copydesk import language

SHORT = [
    "Barcelona hotel restaurant internet photo",
    "Putin Syria Assad 2017 visit Moscow",
    "La situation in Berlin ist very normal",
    "Taxi radio piano kilo metro video",
    "Hamburg Amsterdam Antwerpen Rotterdam",
    "Der Film van de week in de bioscoop",
]


def test_the_order_of_a_directory_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Doubtful texts get the same language and confidence however often profiles are loaded, in any order."""
    listdir = os.listdir
    answers = []
    for seed in range(3):
        language._loaded_factory.cache_clear()

        def shuffled(folder: str, seed: int = seed) -> list[str]:
            names = listdir(folder)
            random.Random(seed).shuffle(names)
            return names

        monkeypatch.setattr(os, "listdir", shuffled)
        answers.append([language.detect(text) for text in SHORT])
    language._loaded_factory.cache_clear()
    assert answers[0] == answers[1] == answers[2]
    assert any(0 < confidence < 0.99 for _, confidence in answers[0]), "no text here is doubtful"


def test_threads_that_come_first_together_get_the_right_answer() -> None:
    """Eight threads at the first use: the profiles are loaded once, and whole."""
    language._loaded_factory.cache_clear()
    text = "The council met on Monday and talked about the bridge until late in the night."
    with ThreadPoolExecutor(8) as pool:
        assert {code for code, _ in pool.map(language.detect, [text] * 8)} == {"en"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Der Rat hat am Montag bis spät in die Nacht über die neue Brücke gesprochen.", "de"),
        ("DER RAT HAT AM MONTAG BIS SPÄT IN DIE NACHT ÜBER DIE NEUE BRÜCKE GESPROCHEN.", "de"),
        ("Le conseil a parlé lundi du nouveau pont jusque tard dans la nuit.", "fr"),
        ("El consejo habló el lunes del nuevo puente hasta altas horas de la noche.", "es"),
        ("市议会星期一讨论了新桥的问题，一直讨论到深夜，没有作出任何决定。", "zh"),
        ("OK", "und"),
        ("12 December 2017", "und"),
        ("", "und"),
        ("1234567890 " * 20, "und"),
    ],
)
def test_a_language_is_named_or_unknown(text: str, code: str) -> None:
    """ISO 639-1 codes, capitals no worse than small letters, `und` for too little text."""
    assert language.detect(text)[0] == code
