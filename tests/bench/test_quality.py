"""The gate of quality: its metric counts as it says, and a figure beyond its bound fails."""

import json
from datetime import date

import pytest

from bench.quality import __main__ as gate
from bench.quality import days, labels, metadata, offices, page, people, releases, sets, targets
from bench.quality.bodies import Gold, long_lines, score, shingles
from bench.quality.cases import Case, Outcome, run
from bench.quality.report import Error, Report, classes, cuts
from tests.golden import REPOSITORY, SHARED

MEASURED = json.loads(gate.MEASURED.read_text(encoding="utf-8"))
FIGURES = {name: found["figures"] for name, found in MEASURED.items()}
NEEDS_TEXTS = pytest.mark.skipif(not SHARED.is_dir(), reason="the texts are not here: no ../shared")

PAGE = """Home
Sports

Bridge reopens after three years

By Ann Example

May 3, 2024

The old bridge over the river was opened again on Friday after three years of work.

Hundreds of people walked over it in the rain, said a woman who sells coffee beside it.
"""


def outcome(text: str, **gold: str) -> Outcome:
    """What becomes of a text with this gold."""
    (one,) = run([Case("0.txt", text, gold)])
    return one


def test_shingles_are_runs_of_four_tokens() -> None:
    """Five tokens have two runs; three are one shorter run; repeated runs count; punctuation is nothing."""
    assert shingles("a b, c-d e") == {("a", "b", "c", "d"): 1, ("b", "c", "d", "e"): 1}
    assert shingles("one two three") == {("one", "two", "three"): 1}
    assert shingles("x x x x x") == {("x", "x", "x", "x"): 2}
    assert shingles(" – ") == {}
    assert shingles("今天天气很好，我们去公园。") == {("今天天气很好", "我们去公园"): 1}


def test_score_averages_over_documents_before_f1() -> None:
    """By hand: P 1/2 and 1, R 1 and 1/3, so the averages are 3/4 and 2/3 and their F1 is 12/17."""
    noisy = ("a b c d", "a b c d e")  # found 2 runs, 1 right; gold has 1
    short = ("a b c d e f", "a b c d")  # found 1 run, right; gold has 3
    found = score([noisy, short])
    assert found == pytest.approx((3 / 4, 2 / 3, 12 / 17))


def test_score_leaves_out_what_is_not_there() -> None:
    """Nothing found has no precision but no recall either; nothing to find has no recall; F1 of 0 is 0."""
    assert score([("a b c d", "a b c d"), ("a b c d", "")]) == pytest.approx((1, 1 / 2, 2 / 3))
    assert score([("a b c d", "a b c d"), ("", "e f g h")]) == pytest.approx((1 / 2, 1, 2 / 3))
    assert score([("a b c d", "")]) == (0, 0, 0)
    assert score([("", "")]) == (0, 0, 0)


@NEEDS_TEXTS
def test_score_gives_the_known_baseline() -> None:
    """The figures that the issue names for the page as it is and for its long lines."""
    assert FIGURES["wcxb_dev"]["raw_f1"] == pytest.approx(0.809, abs=0.0005)
    assert FIGURES["wcxb_dev"]["long_lines_f1"] == pytest.approx(0.834, abs=0.0005)


def test_long_lines_have_eight_words() -> None:
    """Seven words go, eight stay."""
    assert long_lines("a b c d e f g\na b c d e f g h\n") == "a b c d e f g h"


def test_gold_holds_half_a_line_or_a_short_line_whole() -> None:
    """A word of the body is no line of it, however often it stands there."""
    gold = Gold("Share\nThe shares of the bank rose by three per cent on Monday.")
    assert gold.holds("Share")
    assert not gold.holds("bank")
    assert gold.holds("The shares of the bank rose by three per cent")
    assert not gold.holds("The shares of the bank are what our newsletter is about every day")


def test_labels_are_weighed_against_gold() -> None:
    """A menu that is kept and a paragraph that is not in the gold are errors; the kept body is none."""
    body = PAGE.partition("2024\n\n")[2]
    weighed = labels.account([outcome(PAGE, body=body)])
    kept = [error.text for error in weighed.errors if error.known[0] == ("done", "kept")]
    assert not any("bridge over the river" in text for text in kept)
    assert weighed.figures["removal_precision"] == 1
    assert weighed.table["paragraph"]["blocks"] >= 2
    lost = labels.account([outcome(PAGE, body="")])
    assert any("bridge over the river" in error.text for error in lost.errors)


def test_metadata_is_right_wrong_or_silent() -> None:
    """What the text shows is right against true gold; against gold that it does not show it is false."""
    head = PAGE.removeprefix("Home\nSports\n\n")
    true = {"title": "Bridge reopens after three years", "author": "Ann Example", "date": "2024-05-03"}
    right = metadata.measure([outcome(head, **true)]).figures
    assert (right["title_exact"], right["authors_f1"], right["date_exact"]) == (1, 1, 1)
    assert "false_dates" not in right
    other = {"title": "Hundreds walk in rain", "author": "Ben Sample", "date": "2024-05-03"}
    hidden = metadata.measure([outcome(head, **other)])
    assert (hidden.figures["false_titles"], hidden.figures["false_authors"]) == (1, 1)
    assert {error.name for error in hidden.errors} == {"false · title", "false · authors"}
    undated = head.replace("May 3, 2024", "")
    assert metadata.measure([outcome(undated, date="2021-01-09")]).figures["false_dates"] == 0


def test_days_are_read_without_asking_the_product() -> None:
    """Forms of a day are seen; a longer number, another month or another year is none."""
    day = date(2024, 5, 3)
    for text in (
        "3 May 2024",
        "Friday, May 3rd 2024",
        "2024-05-03T10:00",
        "03.05.2024",
        "5/3/24",
        "2024年5月3日",
        "May 3,\n  2024",
    ):
        assert days.shows(text, day), text
    for text in ("13 May 2024", "May 3, 2023", "May 30, 2024", "3 June 2024", "12024-05-031", "May 2024"):
        assert not days.shows(text, day), text
    assert days.has_date_of_its_own("News\nUpdated 7 June 2023\nText")
    assert days.has_date_of_its_own("RIVERTON, Ohio, June 7, 2023 – " + "The bridge was opened again. " * 3)
    assert not days.has_date_of_its_own("On June 7, 2023, " + "the bridge was opened again. " * 3)
    assert not days.has_date_of_its_own(
        "It had been closed for good, people said, ever since the floods of 7 June 2023."
    )


def test_names_are_people() -> None:
    """Degrees, roles and outlets are not; a name of one word is not counted."""
    names = people.split_names("By Ann Example, MD, and Ben Sample; Staff Writer")
    assert [name for name in names if people.is_person(name)] == ["Ann Example", "Ben Sample"]
    assert not people.is_person("ann99 example")


def test_zones_of_a_release() -> None:
    """Below the rule is the archive's, from the contacts on the wire's; the body lies above them."""
    text = "# Title\n\nBody one.\n\nBody two.\n\nContact Details\n\nAnn Example\n\n---\n\n[Link](https://a.example)"
    zone = releases.Zone(text)
    assert text[zone.body : zone.body_end].strip() == "Body one.\n\nBody two."
    assert text[zone.contact : zone.contact_end].strip() == "Contact Details\n\nAnn Example"
    assert text[zone.foot :].strip() == "[Link](https://a.example)"


def test_gold_of_an_office_comes_from_the_name_of_its_file() -> None:
    """The title is the line that makes the name; days are read in both orders, impossible ones are none."""
    text = "Office\nTwo men’s trial: 3 charged\nPublished\nMay 3, 2024\n"
    assert offices.title_of("press_two-mens-trial-3-charged", text) == "Two men’s trial: 3 charged"
    assert offices.title_of("press_something-else", text) is None
    assert offices.day_of("20240503_two-men", "") == "2024-05-03"
    assert offices.day_of("two_men_050324_pdf", "") == "2024-05-03"
    assert offices.day_of("two_men_993399_pdf", text) == "2024-05-03"


@pytest.mark.parametrize("which", ["full", "quick"])
def test_bounds_name_figures(which: str) -> None:
    """Every bound is of a set and a figure that are measured, and every set has a bound."""
    bounds = targets.read_bounds(which)
    assert bounds.keys() == {"at_least", "at_most"}
    for side in bounds.values():
        for name, keys in side.items():
            assert keys.keys() <= FIGURES[name].keys(), name
    bound = {name for side in targets.read_bounds("full").values() for name in side}
    assert bound == set(sets.SETS)


def test_written_figures_keep_the_bounds() -> None:
    """What bench/quality.json holds passes: a floor that was raised was reached."""
    assert FIGURES.keys() == sets.SETS.keys()
    assert targets.broken(FIGURES, targets.read_bounds("full")) == []


def test_each_bound_fails_when_it_is_broken() -> None:
    """A hair below any floor, a hair above any ceiling, or a figure that vanished: each is named."""
    bounds = targets.read_bounds("full")
    for side, step in (("at_least", -1e-4), ("at_most", 1e-4)):
        for name, keys in bounds[side].items():
            for key, number in keys.items():
                beyond = {name: FIGURES[name] | {key: number + step}}
                assert [text.split(" is ")[0] for text in targets.broken(beyond, bounds)] == [
                    f"{name}: {key}"
                ]
                gone = {name: {other: value for other, value in FIGURES[name].items() if other != key}}
                assert len(targets.broken(gone, bounds)) == 1


def test_tightening_raises_and_never_loosens() -> None:
    """A floor follows a better figure and stays above a worse one; guards and other sections stay."""
    text = "# why\n[full.at_least.wcxb_dev]\nf1 = 0.8 # target 0.9\nprecision = 0.9\nrecall = 0.4 # guard\n"
    text += "\n[quick.at_least.wcxb_dev]\nf1 = 0.7\n"
    fresh = targets.tightened(text, "full", {"wcxb_dev": {"f1": 0.8567, "precision": 0.5, "recall": 0.5}})
    assert fresh == text.replace("f1 = 0.8 #", "f1 = 0.854 #")
    ceiling = "[full.at_most.wcxb_dev]\nfalse_dates = 0.05\nfalse_titles = 0.3\n"
    lower = targets.tightened(ceiling, "full", {"wcxb_dev": {"false_dates": 0.0, "false_titles": 0.1234}})
    assert lower == "[full.at_most.wcxb_dev]\nfalse_dates = 0.01\nfalse_titles = 0.126\n"


def test_check_leaves_with_1_below_a_floor(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command fails, and says which figure and by what."""
    for f1, code in ((0.99, 0), (0.01, 1)):
        report = Report(FIGURES["readability"] | {"f1": f1})
        monkeypatch.setattr(
            sets, "measure", lambda names, sample, report=report: iter([("readability", report)])
        )
        assert gate.main(["--sets", "readability", "--check"]) == code
    assert "readability: f1 is 0.01, its floor is" in capsys.readouterr().out


def test_missing_texts_are_skipped_by_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without ../shared the gate passes and says what it did not measure."""
    gone = {"readability": sets.SETS["readability"]._replace(file=REPOSITORY / "gone.gz")}
    monkeypatch.setattr(sets, "SETS", gone)
    assert gate.main(["--sets", "readability", "--check"]) == 0
    assert "readability: skipped" in capsys.readouterr().out


def test_page_shows_what_was_written() -> None:
    """Figures, labels and bounds of docs/quality.md are those of bench/quality.json and of the floors."""
    text = page.PAGE.read_text(encoding="utf-8")
    bounds = targets.read_bounds("full")
    for name, found in MEASURED.items():
        assert page.set_table(name, Report(found["figures"], found["table"]), bounds) in text


def test_errors_are_counted_by_class_and_by_what_is_known() -> None:
    """The name of a class leaves language and script out; a cut counts them."""
    one = Error((("done", "kept"), ("place", "tail"), ("language", "de")), 5, "a")
    two = Error((("done", "kept"), ("place", "tail"), ("language", "fr")), 7, "b")
    assert classes([one, two]) == [("kept · tail", 2, 12)]
    assert cuts([one, two])["language"] == {"de": {"kept": 1}, "fr": {"kept": 1}}
