"""Bylines: names are read, doubtful lines give nobody."""

import pytest

from copydesk.metadata import bylines, datelines

SIGNED = [
    ("By Maria Dale", ("Maria Dale",), None),
    ("by\u00a0Inessa Holm\u00a0", ("Inessa Holm",), None),
    ("BY JOHN COLE AND ANN REED", ("JOHN COLE", "ANN REED"), None),
    ("By Ann Cole, Tom Reed and Jo van Dyk", ("Ann Cole", "Tom Reed", "Jo van Dyk"), None),
    ("By Ann Cole, Staff Writer", ("Ann Cole",), None),
    ("By Ann Cole (Reuters)", ("Ann Cole",), "Reuters"),
    ("By Ann Cole, Special to The Ledger", ("Ann Cole",), None),
    ("By Ann Cole | March 3, 2024", ("Ann Cole",), None),
    ("By Ann Cole ann@ledger.example", ("Ann Cole",), None),
    ("By Sara Mann, Tom Reed and Ann Cole // CBS Harbour", ("Sara Mann", "Tom Reed", "Ann Cole"), None),
    ("By Ann Cole | Harbour Ledger", ("Ann Cole",), None),
    ("By Reuters", (), "Reuters"),
    ("Von Jana Vogt und Karl von Thun", ("Jana Vogt", "Karl von Thun"), None),
    ("Par Claire Morel et Jean-Luc de Brest", ("Claire Morel", "Jean-Luc de Brest"), None),
    ("Por Lucía Prado y José Ortega Gil", ("Lucía Prado", "José Ortega Gil"), None),
    ("J. K. Lee • 3 min read", ("J. K. Lee",), None),
    ("Por João da Silva e Maria Souza", ("João da Silva", "Maria Souza"), None),
    ("Di Mario Rossi e Anna De Santis", ("Mario Rossi", "Anna De Santis"), None),
    ("Door Jan de Vries en Piet Bakker", ("Jan de Vries", "Piet Bakker"), None),
    ("Por Ana Gil en Ciudad Real", ("Ana Gil",), None),
    ("Autor: Jan Kowalski i Anna Nowak", ("Jan Kowalski", "Anna Nowak"), None),
    ("Haber: Ayşe Kaya ve Ali Yılmaz", ("Ayşe Kaya", "Ali Yılmaz"), None),
    ("Anna Nowak | 5 min czytania", ("Anna Nowak",), None),
]


@pytest.mark.parametrize(("line", "authors", "agency"), SIGNED)
def test_a_byline_is_read(line: str, authors: tuple[str, ...], agency: str | None) -> None:
    """People in order, roles, places, dates and addresses left out, agencies told apart."""
    signed = bylines.read(line)
    assert (signed.authors, signed.agency) == (authors, agency)


@pytest.mark.parametrize(
    "line",
    [
        "By the numbers",
        "By Harbour Staff",
        "By noon",
        "Von wegen",
        "Par temps de crise",
        "Plato",
        "Di Redazione",
    ],
)
def test_a_doubtful_byline_gives_nobody(line: str) -> None:
    """What is not a list of names is not cut down to one."""
    assert bylines.read(line).authors == ()


@pytest.mark.parametrize(
    ("paragraph", "text", "place", "agency"),
    [
        ("BERLIN (dpa) – Die Regierung hat es eilig.", "BERLIN (dpa) –", "BERLIN", "dpa"),
        ("PARIS, 3 mars 2024 (AFP) – Le port rouvre.", "PARIS, 3 mars 2024 (AFP) –", "PARIS", "AFP"),
        ("MADRID, 3 mar (EFE) – El puerto abre.", "MADRID, 3 mar (EFE) –", "MADRID", "EFE"),
        ("São Paulo (Reuters) - The port opened.", "São Paulo (Reuters) -", "São Paulo", "Reuters"),
        (
            "NEW YORK, Jan. 5, 2024 /PRNewswire/ -- The firm said.",
            "NEW YORK, Jan. 5, 2024 /PRNewswire/ --",
            "NEW YORK",
            "PRNewswire",
        ),
        ("MILLBROOK — The bridge is open.", "MILLBROOK —", "MILLBROOK", None),
    ],
)
def test_a_leading_dateline_is_read(paragraph: str, text: str, place: str, agency: str | None) -> None:
    """Place, day and agency before the first sentence, as agencies and local papers write them."""
    line = datelines.leading(paragraph)
    assert line is not None
    assert (line.text, line.place, line.agency) == (text, place, agency)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Hamburg – the city of bridges – has built another.",
        "The port (AFP) – as agencies call it – is open again and busy.",
        "NATO said – and not for the first time – that it would not.",
        "I – of all people – was asked.",
    ],
)
def test_prose_with_a_dash_is_no_dateline(paragraph: str) -> None:
    """A sentence that happens to have a dash early on is left alone."""
    assert datelines.leading(paragraph) is None
