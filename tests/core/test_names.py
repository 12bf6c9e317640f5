"""Bylines: names are read, doubtful lines give nobody."""

import pytest

from copydesk.metadata import bylines, datelines, name_forms, names

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
    ("Haber: Ayşe Kaya ve Ali Yılmaz", ("Ayşe Kaya", "Ali Yılmaz"), None),
    ("Anna Nowak | 5 min czytania", ("Anna Nowak",), None),
    ("By Ann Cole in Berlin and Tom Reed in Kyiv", ("Ann Cole", "Tom Reed"), None),
    ("By Ann Cole, Tom Reed, Jo van Dyk", ("Ann Cole", "Tom Reed", "Jo van Dyk"), None),
    ("By Ann Cole, Tom Reed, and Jo van Dyk, Staff Writers", ("Ann Cole", "Tom Reed", "Jo van Dyk"), None),
    ("By Ann Cole and Tom Reed, Special to The Ledger", ("Ann Cole", "Tom Reed"), None),
    ("By ANN COLE Associated Press", ("ANN COLE",), "Associated Press"),
    ("By Ann Cole, Reuters", ("Ann Cole",), "Reuters"),
    ("By Ann Cole, Soo Min Lee and Tom Fund", ("Ann Cole", "Soo Min Lee", "Tom Fund"), None),
    ("By Ann W Cole | 5 dk. okuma", ("Ann W Cole",), None),
    ("Geschreven door Anna de Vries en Jan van Dijk", ("Anna de Vries", "Jan van Dijk"), None),
    ("Ann Cole | 5 Min. Lesezeit", ("Ann Cole",), None),
    ("By Associated Press writer Ann Cole", ("Ann Cole",), None),
    ("By Staff Writer Ann Cole", ("Ann Cole",), None),
    ("By Ann Cole Last Updated: March 3, 2024", ("Ann Cole",), None),
    ("By Ann ColePublished: Mar 3, 2024", ("Ann Cole",), None),
    ("By Ann ColeMarch 3, 2024 5 Mins Read", ("Ann Cole",), None),
    ("Posted by Ann Cole on March 3, 2024", ("Ann Cole",), None),
    ("Written by: Ann Cole, Senior Analyst Updated Mar 3, 2024", ("Ann Cole",), None),
    ("By Ann Cole, M.D., Ph.D.", ("Ann Cole",), None),
    ("By Ann Cole ● March 3, 2024 ● 6 min read", ("Ann Cole",), None),
    ("By Ann Cole with Tom Reed", ("Ann Cole", "Tom Reed"), None),
    ("By Ann Cole Edited by Tom Reed", ("Ann Cole",), None),
    ("By Tom Reed, Jr. and Ann Cole III", ("Tom Reed, Jr.", "Ann Cole III"), None),
    ("By Seán O’Brien-Lee @seanlee", ("Seán O’Brien-Lee",), None),
    ("Tom Reed Tom Reed", ("Tom Reed",), None),
    ("Di Giulia Rossi e Marco De Luca", ("Giulia Rossi", "Marco De Luca"), None),
    ("Door Anna de Vries en Jan van Dijk", ("Anna de Vries", "Jan van Dijk"), None),
    ("Autor: Jan Kowalski i Anna Nowak", ("Jan Kowalski", "Anna Nowak"), None),
    ("Автор: Иван Петров и Анна Орлова", ("Иван Петров", "Анна Орлова"), None),
    ("Von unserem Korrespondenten Jana Vogt", (), None),
]


@pytest.mark.parametrize(("line", "authors", "agency"), SIGNED)
def test_a_byline_is_read(line: str, authors: tuple[str, ...], agency: str | None) -> None:
    """People in order, roles, places, dates and addresses left out, agencies told apart."""
    signed = bylines.read(line)
    assert (signed.authors, signed.agency) == (authors, agency)


@pytest.mark.parametrize(
    "line",
    [
        "Di Redazione",
        *["By the numbers", "By Harbour Staff", "By noon", "Von wegen", "Par temps de crise", "Plato"],
        *["By The Editorial Team", "By News Desk", "By Amanda", "Edited by Ann Cole", "Photos by Ann Cole"],
        *["Reviewed by Ann Cole, MD", "Search Ann Cole Blog", "LoginSubscribe Now", "Ann Cole’s Column"],
        *["Navigation Menu", "Best Of", "Find A Location", "Release Date", "Popular Search Terms"],
        *["Harbour Post, Valley Times", "E-Commerce , SEO", "By 3 March 2024", "Sponsored by Ann Cole"],
    ],
)
def test_a_doubtful_byline_gives_nobody(line: str) -> None:
    """What is not a list of names is not cut down to one."""
    assert bylines.read(line).authors == ()


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("ANN COLE", "Ann Cole"),
        ("SEAN O'BRIEN-LEE", "Sean O'Brien-Lee"),
        ("JAN VAN DER BERG", "Jan van der Berg"),
        ("J.R. MCDONALD III", "J.R. McDonald III"),
        ("Ann COLE", "Ann COLE"),
        ("ИВАН ПЕТРОВ", "Иван Петров"),
    ],
)
def test_a_name_in_capitals_is_given_its_usual_case(written: str, value: str) -> None:
    """Only where the whole name is in capitals: one that has small letters has its own case."""
    assert name_forms.recased(written) == value


@pytest.mark.parametrize(
    ("paragraph", "text", "place", "agency"),
    [
        (
            "NEW YORK, NY — June 11, 2026 — (HARBOUR NEWSWIRE) — The firm said.",
            "NEW YORK, NY — June 11, 2026 — (HARBOUR NEWSWIRE) —",
            "NEW YORK, NY",
            "HARBOUR NEWSWIRE",
        ),
        ("Hull, UK, 15 October 2024 – The firm said.", "Hull, UK, 15 October 2024 –", "Hull, UK", None),
        ("(July 31, 2024)— The firm said.", "(July 31, 2024)—", None, None),
        (
            "January 9, 2025 – Los Angeles, CA – The firm said.",
            "January 9, 2025 – Los Angeles, CA –",
            "Los Angeles, CA",
            None,
        ),
        ("BOSTON, Mass., June 9, 2025; iFirm said.", "BOSTON, Mass., June 9, 2025;", "BOSTON, Mass.", None),
        ("BURBANK, Calif. (AP) — A man said.", "BURBANK, Calif. (AP) —", "BURBANK, Calif.", "AP"),
        (
            "DUBAI, UAE / HULL, UK, May 7, 2025 /2-4PressRelease/ -- iFirm said.",
            "DUBAI, UAE / HULL, UK, May 7, 2025 /2-4PressRelease/ --",
            "DUBAI, UAE / HULL, UK",
            "2-4PressRelease",
        ),
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
        "On August 29, 2024 – The firm said.",
        "Photo: Ann Cole – March 3, 2024 – The port",
        "Ann Cole said on March 3, 2024 – The port",
        "In the end – The port",
    ],
)
def test_prose_with_a_dash_is_no_dateline(paragraph: str) -> None:
    """A sentence that happens to have a dash early on is left alone."""
    assert datelines.leading(paragraph) is None


def test_a_firm_with_its_stock_exchange_is_the_sentence_behind_a_dateline() -> None:
    """The line breaks inside the sentence: it is no dateline that stands alone."""
    line = "HULL, Texas - March 3, 2024 (NEWSWIRE) - Harbour Mineral Corp. (NYSE: HMC)"
    assert datelines.alone(line) is None
    begun = datelines.leading(f"{line} said that the docks would close.")
    assert begun is not None
    assert (begun.place, begun.agency) == ("HULL, Texas", "NEWSWIRE")


def test_nothing_between_commas_is_no_role() -> None:
    """A line of code is no byline, and an empty part of one no fault."""
    assert not names.is_role("")
    assert bylines.read("c, _, err := vault.Verify(checkpoint, s.policy)").authors == ()
