"""Pages in languages beside English, invented: furniture off, author and date read, the body whole."""

import pytest

from copydesk.model import Document
from copydesk.process import process

PAGES = {
    "pt": (
        """Início > Economia
Greve no porto entra na terceira semana
Por Lúcia Prado e João da Cruz
Publicado em 3 de março de 2024

BODY

Continua após a publicidade

REST

Leia também: O ferry que nunca partiu
Todos os direitos reservados.
Assine a nossa newsletter
""",
        "Os estivadores do porto votaram na noite de domingo por continuar a greve que começou em fevereiro.",
        "O sindicato disse que não volta à mesa antes de receber uma proposta por escrito da administração.",
        ("Lúcia Prado", "João da Cruz"),
    ),
    "it": (
        """Home > Economia
Lo sciopero del porto entra nella terza settimana
Di Lucia Prato e Marco De Santis
Pubblicato il 3 marzo 2024

BODY

L'articolo continua dopo la pubblicità

REST

Leggi anche: Il traghetto che non partì mai
© RIPRODUZIONE RISERVATA
Iscriviti alla nostra newsletter
""",
        "I portuali hanno votato nella notte di domenica per continuare lo sciopero cominciato a febbraio.",
        "Il sindacato ha detto che non tornerà al tavolo prima di ricevere una proposta scritta dell'azienda.",
        ("Lucia Prato", "Marco De Santis"),
    ),
    "nl": (
        """Home > Economie
Staking in de haven gaat derde week in
Door Joke de Wit en Piet van Dam
Gepubliceerd op 3 maart 2024

BODY

Tekst gaat verder onder de advertentie

REST

Lees ook: De veerboot die nooit vertrok
Alle rechten voorbehouden.
Schrijf je in voor onze nieuwsbrief
""",
        "De havenarbeiders hebben zondagavond besloten om de staking die in februari begon voort te zetten.",
        "De vakbond zegt dat hij niet terugkeert naar de tafel voordat er een schriftelijk voorstel ligt.",
        ("Joke de Wit", "Piet van Dam"),
    ),
    "pl": (
        """Strona główna > Gospodarka
Strajk w porcie trwa już trzeci tydzień
Autor: Anna Nowak i Jan Kowalski
Opublikowano: 3 marca 2024

BODY

Dalsza część artykułu pod reklamą

REST

Czytaj także: Prom, który nie wypłynął
Wszelkie prawa zastrzeżone.
Zapisz się do naszego newslettera
""",
        "Dokerzy zagłosowali w niedzielę wieczorem za dalszym strajkiem, który rozpoczął się w lutym.",
        "Związek mówi, że nie wróci do stołu rozmów, zanim nie otrzyma pisemnej propozycji od zarządu.",
        ("Anna Nowak", "Jan Kowalski"),
    ),
    "tr": (
        """Ana Sayfa > Ekonomi
Limandaki grev üçüncü haftasına girdi
Haber: Ayşe Kaya ve Ali Yılmaz
Yayınlanma: 3 Mart 2024

BODY

REKLAM

REST

İlgili haber: Hiç kalkmayan vapur
Her hakkı saklıdır.
Haber bültenimize abone olun
""",
        "Liman işçileri pazar gecesi yapılan oylamada şubatta başlayan grevi sürdürme kararı aldı.",
        "Sendika, yönetimden yazılı bir öneri gelmeden masaya yeniden oturmayacağını açıkladı.",
        ("Ayşe Kaya", "Ali Yılmaz"),
    ),
}


@pytest.mark.parametrize("language", PAGES)
def test_a_page_is_its_body_with_author_and_date(language: str) -> None:
    """Menu, byline, advertisement, pointer, legal line and newsletter go; the two paragraphs stay."""
    page, first, second, authors = PAGES[language]
    text = page.replace("BODY", first).replace("REST", second)
    article = process(Document("0" * 32, "a.txt", 0, text, "text", "utf-8")).article
    assert article is not None
    assert article.text == f"{first}\n\n{second}"
    assert article.language == language
    assert article.metadata.authors == authors
    assert str(article.metadata.published_on) == "2024-03-03"
    assert article.metadata.title == page.splitlines()[1]
