"""Dates: what a line says is read, no more and no less."""

import pytest

from copydesk.metadata import dates

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
