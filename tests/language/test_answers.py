"""Languages: the same answer every time, capitals read, and "unknown" where there is too little."""

import random
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from copydesk import language
from copydesk.errors import StopError
from copydesk.language import Reading, det, profiles, tables
from copydesk.language.loaded import STORE

COUNCIL = "Der Rat hat am Montag bis spät in die Nacht über die neue Brücke gesprochen."
HARBOUR = "The harbour master told the council on Monday that the old bridge would close for a year. "
SHORT = [
    "Barcelona hotel restaurant internet photo",
    "Putin Syria Assad 2017 visit Moscow",
    "La situation in Berlin ist very normal",
    "Taxi radio piano kilo metro video",
    "Hamburg Amsterdam Antwerpen Rotterdam",
    "Der Film van de week in de bioscoop",
]


@pytest.fixture
def fresh() -> Iterator[None]:
    """A process that has not asked for a language yet."""
    language.attach(None)
    yield
    language.attach(None)


def code(text: str, engine: str = "det") -> str:
    return language.read_languages([text], engine)[0].language


@pytest.mark.parametrize("engine", language.ENGINES)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (COUNCIL, "de"),
        (COUNCIL.upper(), "de"),
        ("Le conseil a parlé lundi du nouveau pont jusque tard dans la nuit.", "fr"),
        ("El consejo habló el lunes del nuevo puente hasta altas horas de la noche.", "es"),
        ("市议会星期一讨论了新桥的问题，一直讨论到深夜，没有作出任何决定。", "zh"),
        ("Городской совет в понедельник до поздней ночи говорил о новом мосте.", "ru"),
        ("OK", "und"),
        ("12 December 2017", "und"),
        ("", "und"),
        ("1234567890 " * 20, "und"),
    ],
)
def test_a_language_is_named_or_unknown(text: str, expected: str, engine: str) -> None:
    """ISO 639-1 codes, capitals no worse than small letters, `und` for too little text."""
    assert code(text, engine) == expected


def test_a_language_that_the_profiles_lack_is_unknown_or_asked_for() -> None:
    """langdetect calls this text Welsh or Croatian with a confidence near 1; CLD2 knows Irish."""
    irish = (
        "Dúirt an Taoiseach inné go mbeidh an rialtas ag obair leis na comhairlí áitiúla chun tithe nua a "
        "thógáil ar fud na tíre, agus go gcuirfear airgead breise ar fáil don Ghaeltacht an bhliain seo."
    )
    assert code(irish) == "und"
    assert code(irish, "lid") == "ga"


def test_what_comes_out_for_a_text_does_not_depend_on_its_neighbours() -> None:
    """Law 3: batches are cut by size, so a text's neighbours are an accident."""
    texts = [*SHORT, COUNCIL * 9, HARBOUR * 40, "", "AB", (HARBOUR + COUNCIL) * 7]
    alone = [language.read_languages([text])[0] for text in texts]
    order = list(range(len(texts)))
    random.Random(3).shuffle(order)
    together = language.read_languages([texts[number] for number in order])
    assert together == [alone[number] for number in order]


def test_threads_that_come_first_together_get_the_right_answer(fresh: None) -> None:
    """Eight threads at the first use: the tables are built once, and whole."""
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(code, [HARBOUR] * 8)) == {"en"}


def test_sums_of_weights_are_exact() -> None:
    """The most that a sample can add up to is a whole number that a float32 holds; so order cannot matter."""
    weights = STORE.tables().weights
    assert (weights == weights.round()).all()
    assert weights.max() * 3 * (det.SAMPLE_CHARS + det.WINDOWS) < 2**24


def test_the_installed_profiles_are_the_ones_that_answers_were_measured_with() -> None:
    assert profiles.digest(profiles.texts()) == profiles.PROFILES_SHA256


def test_other_profiles_are_refused(fresh: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other profiles would give other answers under the same engine id."""
    monkeypatch.setattr(profiles, "PROFILES_SHA256", "0" * 64)
    with pytest.raises(StopError, match="profiles"):
        code(HARBOUR)


def test_saved_tables_answer_as_built_ones(fresh: None, tmp_path: Path) -> None:
    """Sharing the tables is a matter of cost."""
    texts = [*SHORT, HARBOUR * 9, COUNCIL]
    built = language.read_languages(texts)
    language.prepare(tmp_path)
    language.prepare(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [tables.NAME]
    language.attach(tmp_path)
    assert language.read_languages(texts) == built
    assert not STORE.tables().weights.flags.owndata, "the weights are a copy, not the file"


@pytest.mark.parametrize("damage", ["cut", "remove", "empty"])
def test_damaged_tables_are_built_anew(fresh: None, tmp_path: Path, damage: str) -> None:
    """A power cut may leave files without content."""
    language.prepare(tmp_path)
    weights = tmp_path / tables.NAME / "weights.npy"
    if damage == "remove":
        shutil.rmtree(tmp_path / tables.NAME)
    else:
        weights.write_bytes(weights.read_bytes()[:1000] if damage == "cut" else b"")
    language.attach(tmp_path)
    assert code(HARBOUR) == "en"
    language.prepare(tmp_path)
    assert tables.open_saved(tmp_path) is not None


def test_an_article_with_a_foreign_passage_is_mixed() -> None:
    """The passage shows in a window, then sentence by sentence."""
    german = [COUNCIL, "Die Brücke ist seit dem Winter gesperrt, weil ein Pfeiler gebrochen ist."]
    english = [HARBOUR.strip(), "Nobody had asked the people who live on the other bank of the river."]
    article = " ".join(english * 3 + german * 2 + english * 3)
    reading = language.read_languages([article])[0]
    assert (reading.language, reading.is_mixed) == ("en", True)
    assert language.read_sentence_languages([*english, *german], "en") == ["en", "en", "de", "de"]
    assert not language.read_languages([" ".join(english * 9)])[0].is_mixed


@pytest.mark.parametrize("engine", language.ENGINES)
@pytest.mark.parametrize(
    "text",
    [
        "\ud800" * 30,
        "\0" * 100,
        "a" * 1_000_000,
        "🙂" * 500,
        "x@y.example " * 99,
        "\U0001d400" * 99,
        " " * 999,
    ],
    ids=["surrogates", "zeros", "one letter", "emoji", "addresses", "letters beyond the tables", "blanks"],
)
def test_hostile_texts_have_some_answer(text: str, engine: str) -> None:
    """What is in a file never raises here."""
    assert isinstance(language.read_languages([text], engine)[0], Reading)


def test_no_text_at_all() -> None:
    assert language.read_languages([]) == []
