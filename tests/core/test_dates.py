"""Dates: what a line says is read, no more and no less."""

import pytest

from copydesk.metadata import dates, day_order, path_dates, stamps

FOUND = [
    ("12 December 2017", "2017-12-12"),
    ("December 12, 2017", "2017-12-12"),
    ("Dec. 12, 2017", "2017-12-12"),
    ("Tuesday, 12th December 2017", "2017-12-12"),
    ("12. Dezember 2017", "2017-12-12"),
    ("Dienstag, den 12. Dezember 2017", "2017-12-12"),
    ("12.12.2017", "2017-12-12"),
    ("03.04.2024", "2024-04-03"),
    ("le 1er mars 2024", "2024-03-01"),
    ("mardi 12 décembre 2017", "2017-12-12"),
    ("3 de marzo de 2024", "2024-03-03"),
    ("domingo, 3 de marzo de 2024", "2024-03-03"),
    ("12 grudnia 2017", "2017-12-12"),
    ("12 декабря 2017", "2017-12-12"),
    ("2024-03-03", "2024-03-03"),
    ("25/12/2017", "2017-12-25"),
    ("12/25/2017", "2017-12-25"),
    ("3 March 2024, 14:05 CET", "2024-03-03T14:05+01:00"),
    ("March 3, 2024 at 2:05 p.m. EST", "2024-03-03T14:05-05:00"),
    ("March 3, 2024 12:05 AM UTC", "2024-03-03T00:05+00:00"),
    ("03.03.2024, 14:05 Uhr", "2024-03-03T14:05"),
    ("3 mars 2024 à 14h05", "2024-03-03T14:05"),
    ("2024-03-03T14:05:09Z", "2024-03-03T14:05:09+00:00"),
    ("2024-03-03T14:05+02:00", "2024-03-03T14:05+02:00"),
    ("March 2024", "2024-03"),
    ("marzo de 2024", "2024-03"),
]


@pytest.mark.parametrize(("line", "iso"), FOUND)
def test_a_date_line_is_read(line: str, iso: str) -> None:
    """A line that is a date and nothing else, in the forms newspapers write."""
    moment = dates.whole(line)
    assert moment is not None
    assert moment.iso == iso


@pytest.mark.parametrize(
    "line",
    [
        "31 February 2024",
        "12 Putin 2017",
        "Monday March 14",
        "14:05",
        "2024",
        "7 years ago",
        "Room 12, May Building",
        "On 12 December 2017 the bridge fell",
        "Chapter 3 of 2016",
        "13.13.2017",
        "1 March 1203",
        "",
    ],
)
def test_what_is_no_date_line_is_none(line: str) -> None:
    """Half a date, an impossible one, and prose that holds one are not date lines."""
    assert dates.whole(line) is None


@pytest.mark.parametrize(
    ("language", "iso", "is_ambiguous"),
    [("en", "2024-04-03", True), ("und", "2024-04-03", True), ("fr", "2024-04-03", False)],
)
def test_day_and_month_follow_the_language(language: str, iso: str, is_ambiguous: bool) -> None:
    """3/4/2024 is a date in French; in English it could be two."""
    moment = dates.find("3/4/2024", language)
    assert moment is not None
    assert (moment.iso, moment.is_ambiguous) == (iso, is_ambiguous)


SAID = [
    ("Published 9:05 a.m. ET March 3, 2024", [("published", "2024-03-03T09:05-05:00")]),
    ("Updated 3:15 p.m. ET, Tue July 12, 2016", [("updated", "2016-07-12T15:15-04:00")]),
    ("Mar 3, 2024 at 9:05 AM EST", [("", "2024-03-03T09:05-05:00")]),
    ("Sun., March 3, 2024", [("", "2024-03-03")]),
    ("Sun, 03 Mar 2024 14:05:09 +0100", [("", "2024-03-03T14:05:09+01:00")]),
    ("Sun Mar 3 14:05:09 2024", [("", "2024-03-03T14:05:09")]),
    ("2024-03-03T14:05:09.123Z", [("", "2024-03-03T14:05:09+00:00")]),
    ("2024.03.03", [("", "2024-03-03")]),
    ("03-Mar-2024", [("", "2024-03-03")]),
    (
        "Published: March 3, 2024 | Updated: March 4, 2024",
        [("published", "2024-03-03"), ("updated", "2024-03-04")],
    ),
    ("March 3, 2024 5 min read", [("", "2024-03-03")]),
    ("December 9, 2024 0 Comments", [("", "2024-12-09")]),
    ("3. März 2024, 14:05 Uhr", [("", "2024-03-03T14:05")]),
    ("Stand: 03.03.2024, 14:05 Uhr", [("published", "2024-03-03T14:05")]),
    ("Zuletzt aktualisiert am 4. März 2024", [("updated", "2024-03-04")]),
    ("Publié le 3 mars 2024 à 14h05", [("published", "2024-03-03T14:05")]),
    ("Mis à jour le 4 mars 2024", [("updated", "2024-03-04")]),
    ("Publicado el 3 de marzo de 2024 a las 14:05", [("published", "2024-03-03T14:05")]),
    ("Atualizado em 3 de março de 2024 às 14h05", [("updated", "2024-03-03T14:05")]),
    ("Pubblicato il 3 marzo 2024 alle ore 14:05", [("published", "2024-03-03T14:05")]),
    ("Geplaatst op 3 maart 2024 om 14:05 uur", [("published", "2024-03-03T14:05")]),
    ("Opublikowano: 3 stycznia 2012, 11:04", [("published", "2012-01-03T11:04")]),
    ("10:02, 5 января 2012 г.", [("", "2012-01-05T10:02")]),
    ("3 Mart 2024 Pazar, 14:05", [("", "2024-03-03")]),
    ("Τελευταία ενημέρωση: 11 Απριλίου 2013, 12:30", [("updated", "2013-04-11T12:30")]),
]


@pytest.mark.parametrize(("line", "said"), SAID)
def test_a_line_that_says_when_is_read(line: str, said: list[tuple[str, str]]) -> None:
    """Dates with their times and zones, and what announces them, in the order of the line."""
    assert [(one.kind, one.moment.iso) for one in stamps.read(line)] == said


@pytest.mark.parametrize(
    "line",
    [
        "3 March 2024 – 5 March 2024",
        "March 3, 2024, March 4, 2024 and March 5, 2024",
        "Sale until 3 March 2024",
        "Copyright 3 March 2024",
        "Published 6 hours ago",
        "Published in 2024",
        "Born on March 3, 1990",
        "Ann Cole, March 3, 2024",
        "31 February 2024",
        "Updated daily",
    ],
)
def test_a_line_that_says_something_else_gives_no_date(line: str) -> None:
    """Spans of time, events, half dates and impossible ones announce no publication."""
    assert stamps.read(line) == ()


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("March 3, 2024 9:05 am PT", "2024-03-03T09:05-08:00"),
        ("June 3, 2024 9:05 am PT", "2024-06-03T09:05-07:00"),
        ("March 10, 2024 9:05 am ET", "2024-03-10T09:05"),
        ("June 3, 1999 9:05 am ET", "1999-06-03T09:05"),
        ("31 Dec 2018 12:00:00 IST", "2018-12-31T12:00:00"),
        ("March 3, 2024 25:05", "2024-03-03"),
        ("March 3, 2024 9 AM", "2024-03-03"),
    ],
)
def test_a_zone_that_settles_nothing_gives_no_point_in_time(line: str, iso: str) -> None:
    """Summer time by its rule where the rule is known; no offset on the days it changes, before it, or for a
    name that several zones bear; an hour alone is no time."""
    moment = dates.find(line, "en")
    assert moment is not None
    assert moment.iso == iso


@pytest.mark.parametrize(
    ("document", "iso"),
    [
        ("3/4/2024. The fair opened on 25/12/2023.", "2024-04-03"),
        ("3/4/2024. The fair opened on 12/25/2023.", "2024-03-04"),
        ("3/4/2024. Call the desk: (555) 010-4477.", "2024-03-04"),
        ("3/4/2024. See www.ledger.co.uk/fair.", "2024-04-03"),
    ],
)
def test_a_document_settles_the_order_of_day_and_month(document: str, iso: str) -> None:
    """Its own dates, then the country it shows signs of."""
    moment = dates.find("3/4/2024", "en")
    assert moment is not None
    assert day_order.settled(moment, document).iso == iso


@pytest.mark.parametrize(
    "document",
    ["3/4/2024", "3/4/2024, 25/12/2023, 12/25/2023", "3/4/2024 (555) 010-4477 www.ledger.co.uk"],
)
def test_without_a_sign_or_with_two_the_order_stays_open(document: str) -> None:
    """No sign, or signs that contradict each other: the date is evidence and no value."""
    moment = dates.find("3/4/2024", "en")
    assert moment is not None
    assert day_order.settled(moment, document).is_ambiguous


@pytest.mark.parametrize(
    ("path", "days"),
    [
        ("wire/2024/0303/harbour.md", ["2024-03-03"]),
        ("wire/2024/03/03/harbour.md", ["2024-03-03"]),
        ("2024-03-03-harbour.md", ["2024-03-03"]),
        ("post/20240303_harbour.txt", ["2024-03-03"]),
        ("2024/0303/2024-03-03-harbour.md", ["2024-03-03"]),
        ("2024/0303/2024-03-05-harbour.md", ["2024-03-03", "2024-03-05"]),
        ("photos/img_20240303.txt", []),
        ("post/2024-03-chess.md", []),
        ("post/2024/1399/x.md", []),
        ("case-20190342/12345678.txt", []),
        ("2024/harbour.md", []),
        ("harbour.md", []),
    ],
)
def test_a_path_gives_a_day_only_where_names_begin(path: str, days: list[str]) -> None:
    """Folders of year, month and day, and dates that names begin with; runs of digits are none."""
    rows = path_dates.read(path)
    assert [row.value for row in rows] == days
    assert {row.method for row in rows} <= {"path_date" if len(days) == 1 else "path_date_conflict"}
