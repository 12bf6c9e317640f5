"""Flattened pages, invented: what is around the article goes, what is in it stays, and articles stay whole."""

import numpy as np
import pytest

from bench.page_model import FITTED, version_of
from copydesk.accounting import verify
from copydesk.clean.page import titles
from copydesk.clean.page.gate import is_page, may_be_page
from copydesk.clean.page.look import Look, look_at
from copydesk.clean.page.place import FEATURES, measure, region
from copydesk.clean.page.score import CONTEXT, load_model
from copydesk.model import Block, Document, Draft
from copydesk.process import process
from copydesk.text import digest


def clean(text: str) -> Draft:
    draft = process(Document(digest(text), "a.txt", 0, text, "text", "utf-8")).draft
    verify(draft)
    return draft


EN_MENU = "Skip to content\n* Home\n* News\n+ Local\n+ Region\n+ Courts\n* Sport\n+ Football\n+ Rowing\n* Opinion\n* Weather\n* Obituaries\n* Jobs\n* Log in\n* Subscribe\nSearch"
EN_FOOT = "Most read\n\n* Ferry strike enters third week\n* Council votes on bus lanes\n* Rowers win again at home regatta\n\nFollow us\n* Facebook\n* Twitter\n* Instagram\n\n* About us\n* Contact\n* Privacy\n* Terms of use\n* Careers\n* Advertise"
EN_TITLE = "Northern docks to close for repair"
EN_BODY = [
    "Engineers have found cracks in the northern docks, and the port will close for six weeks from Monday, the harbour master said.",
    "The port authority said on Tuesday that the repair would cost nine million pounds, a third of it from the city and the rest from the owners of the quays.",
    "Ships will be sent to the southern basin, where the union fears long nights and crowded quays, and where two cranes have been out of use since the spring.",
    "The last time that the docks were closed was forty years ago, when a storm tore the gates from their hinges and flooded the lower town.",
]
PAGES = {
    "en": (EN_MENU, EN_TITLE, "By Ann Cole\n\n3 March 2017", EN_BODY, EN_FOOT),
    "de": (
        "Zum Inhalt springen\n* Startseite\n* Politik\n* Wirtschaft\n* Sport\n+ Fußball\n+ Rudern\n* Kultur\n* Wetter\n* Reise\n* Anzeigen\n* Abo\n* Anmelden\n* Suche",
        "Norddocks schließen für sechs Wochen",
        "3. März 2017",
        [
            "Ingenieure haben Risse in den nördlichen Docks gefunden, und der Hafen schließt von Montag an für sechs Wochen, teilte der Hafenmeister mit.",
            "Die Hafenbehörde erklärte am Dienstag, die Reparatur werde neun Millionen Euro kosten, ein Drittel davon zahle die Stadt und den Rest die Eigentümer der Kais.",
            "Schiffe werden in das südliche Becken geleitet, wo die Gewerkschaft lange Nächte und volle Kais befürchtet und wo zwei Kräne seit dem Frühjahr stillstehen.",
        ],
        "Meistgelesen\n\n* Fährstreik geht in die dritte Woche\n* Stadtrat stimmt über Busspuren ab\n\n* Impressum\n* Datenschutz\n* AGB\n* Kontakt\n* Mediadaten\n* Karriere",
    ),
    "zh": (
        "首页\n* 新闻\n* 国内\n* 国际\n* 财经\n* 体育\n* 娱乐\n* 科技\n* 汽车\n* 房产\n* 教育\n* 健康\n* 博客\n* 论坛\n登录\n注册",
        "北部码头因维修将关闭六周",
        "2017年3月3日",
        [
            "工程师在北部码头发现了裂缝，港务局局长说，港口将从星期一起关闭六个星期，所有船只必须在周末之前离开。",
            "港务局星期二表示，维修费用将达到九百万元，其中三分之一由市政府承担，其余部分由码头的业主支付。",
            "船只将改道前往南部港池，工会担心那里夜间作业时间过长，码头也会过于拥挤，而且两台起重机从春天起就停止使用了。",
        ],
        "热点新闻\n* 渡轮罢工进入第三周\n* 市议会表决公交专用道\n* 赛艇队再次获胜\n\n关于我们\n* 联系我们\n* 广告服务\n* 招聘信息\n* 网站地图\n* 法律声明",
    ),
    "ru": (
        "Главная\n* Новости\n* Политика\n* Экономика\n* Общество\n* Спорт\n* Культура\n* Погода\n* Афиша\n* Фото\n* Видео\n* Архив\n* Реклама\nВход\nРегистрация",
        "Северные доки закроют на шесть недель",
        "3 марта 2017",
        [
            "Инженеры обнаружили трещины в северных доках, и порт закроют с понедельника на шесть недель, сообщил начальник гавани.",
            "Администрация порта заявила во вторник, что ремонт обойдётся в девять миллионов рублей, треть этой суммы выделит город, а остальное заплатят владельцы причалов.",
            "Суда направят в южный бассейн, где профсоюз опасается долгих ночных смен и переполненных причалов и где два крана не работают с весны.",
        ],
        "Самое читаемое\n\n* Забастовка паромщиков идёт третью неделю\n* Совет голосует за автобусные полосы\n\n* О нас\n* Контакты\n* Вакансии\n* Правила\n* Карта сайта",
    ),
}


def page(language: str, body: list[str] | None = None) -> str:
    menu, title, signed, own, foot = PAGES[language]
    return "\n\n".join([menu, title, signed, *(body or own), foot])


@pytest.mark.parametrize("language", sorted(PAGES))
def test_body_stays_and_the_rest_goes(language: str) -> None:
    """The body is exactly the paragraphs of the article; the title is found above it."""
    draft = clean(page(language))
    assert [paragraph.text for paragraph in draft.paragraphs] == PAGES[language][3]
    assert draft.metadata.title == PAGES[language][1]


@pytest.mark.parametrize("language", sorted(PAGES))
def test_every_removed_run_has_its_evidence(language: str) -> None:
    """What the model removed lies in a row that names the model, the label, the score and three features."""
    draft = clean(page(language))
    rows = [row for row in draft.evidence if row.field == "label"]
    assert rows
    for block in draft.blocks:
        if block.rule_id in {"page.navigation", "page.related"}:
            found = [row for row in rows if row.start is not None and row.start <= block.start]
            row = found[-1]
            assert row.end is not None
            assert row.end >= block.end
            assert row.value.partition(":")[0] == block.label
            assert row.value.count(",") == 2
            assert row.method == load_model().version
            assert 0.5 < row.confidence <= 1
            assert row.raw == draft.document.text[row.start : row.end]


def test_date_of_a_menu_is_no_date_of_the_article() -> None:
    """A date among the menu's lines is no evidence; an article without one has none."""
    menu, title, _, body, foot = PAGES["en"]
    dated = menu.replace("* Weather", "* Weather\nThursday, 5 January 2012")
    draft = clean("\n\n".join([dated, title, *body, foot]))
    assert draft.metadata.published_on is None


KEPT = {
    "quotations": [
        "“We have no choice.”",
        "“The gates will not hold another winter,” he said.",
        "“It is late.”",
    ],
    "short paragraphs": ["Nobody was hurt.", "That is new.", "Then came the rain."],
    "heading": ["What happens next"],
    "list": [
        "Three basins stay open:",
        "- the southern basin for freight.",
        "- the old harbour for fishing boats.",
    ],
    "interview": [
        "Q: When did you know?",
        "A: In the spring, when the divers came back with their pictures.",
        "Q: And the union?",
        "A: It was told the same day.",
    ],
    "live blog": [
        "14.05 The first ships have left the northern quay.",
        "14.40 The harbour master speaks to the press.",
        "15.10 The gates are shut.",
    ],
}


@pytest.mark.parametrize("name", sorted(KEPT))
def test_what_is_short_inside_a_body_stays(name: str) -> None:
    """Short lines between the paragraphs of a page are body as they are in an article."""
    body = [*EN_BODY[:2], *KEPT[name], *EN_BODY[2:]]
    kept = {paragraph.text for paragraph in clean(page("en", body)).paragraphs}
    assert [text for text in KEPT[name] if text.removeprefix("- ") not in kept] == []


def test_lead_above_a_list_stays() -> None:
    """A paragraph below the title stays though a list of short lines parts it from the rest of the body."""
    lead = "HULL, England – The owner of two cranes was fined on Monday for the flood in the lower town, the court said."
    body = [lead, "Fined for:\n(1) Neglect of the gates\n(2) Neglect of the cranes\nCase 12/2017", *EN_BODY]
    assert lead in {paragraph.text for paragraph in clean(page("en", body)).paragraphs}


VERSE = "The tide came in\nand took the wall\nand left the sand\nand that was all\n\nThe gulls went out\nand circled wide\nand cried for what\nthe water hid\n\nThe keeper's lamp\nburned low and red\nand no one came\nto wake the dead"
ARTICLES = {
    "verse": VERSE,
    "minutes": "\n\n".join(
        [*(f"Item {n}: {word}" for n, word in enumerate(["Quays", "Cranes", "Gates"])), *EN_BODY]
    ),
    "questions": "\n\n".join(
        line for pair in zip(["And then?", "Why?", "Who?", "When?"], EN_BODY, strict=True) for line in pair
    ),
}


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_clean_text_is_left_alone(name: str) -> None:
    """Texts of short lines without a menu lose nothing to the model."""
    draft = clean(ARTICLES[name])
    assert [
        block.plain for block in draft.blocks if block.rule_id in {"page.navigation", "page.related"}
    ] == []


def test_article_is_no_page() -> None:
    """The gate leaves an article to the rules; the same article with its site around it is a page."""
    assert not may_be_page([Block(0, 1, plain) for plain in EN_BODY * 5])
    assert not may_be_page([])
    blocks = [
        *(Block(0, 1, line) for line in EN_MENU.split("\n")),
        *(Block(0, 1, plain) for plain in EN_BODY),
    ]
    assert may_be_page(blocks)
    assert is_page(blocks, [""] * len(blocks))
    assert not is_page(blocks, ["contact"] * len(blocks))


def test_features_have_their_names() -> None:
    """Each column has one name, and the shipped model has a number for each."""
    looks = look_at([Block(0, 1, "Home"), Block(0, 1, EN_BODY[0])], ["navigation", ""])
    assert looks.shape == (2, len(Look._fields))
    assert looks[:, Look._fields.index("removing")].tolist() == [1.0, 0.0]
    assert measure(looks).shape == (2, len(FEATURES))
    assert len({*FEATURES, *CONTEXT}) == len(FEATURES) + len(CONTEXT)
    first, second = load_model().passes
    assert (len(first.weight), len(second.weight)) == (len(FEATURES), len(FEATURES) + len(CONTEXT))


def test_version_names_the_numbers() -> None:
    """Numbers changed by hand, or a fit without its version, do not pass for the model of that name."""
    lines = FITTED.read_text(encoding="utf-8").rstrip("\n").split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith("version ="))
    assert lines[start] == f'version = "{version_of(lines[start + 1 :])}"'
    assert lines[start] == f'version = "{load_model().version}"'


def test_region_is_the_run_with_the_most_prose() -> None:
    """Menus around it and a long comment far below do not move it."""
    sizes = np.array([5.0, 8, 300, 20, 400, 350, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 200])
    assert region(sizes, sizes >= 100) == (2, 5)


@pytest.mark.parametrize("text", ["Home\n" * 40, "\n".join("abcdefghijklmnop"), "12:30\n" * 30 + "Go on."])
def test_page_without_a_body_loses_nothing_to_the_model(text: str) -> None:
    """Where nothing looks like a body, the model removes nothing or leaves something."""
    draft = clean(text)
    kept = [block for block in draft.blocks if block.verdict == "kept"]
    assert kept or not [row for row in draft.evidence if row.field == "label"]


def test_a_page_whose_window_is_named_has_that_title() -> None:
    """ "Headline - Site" at the top names the line below that is the headline, though another is nearer."""
    plains = [
        "Northern docks to close for repair - The Harbour Post",
        "Skip to content",
        "Press",
        "NORTHERN DOCKS TO CLOSE FOR REPAIR",
        "Author",
        "Harbour office releases and notices of the week",
    ]
    assert titles.named_title(plains, len(plains)) == 3
    assert titles.named_title(plains[:3], 3) is None
    assert titles.named_title(["Docks - The Harbour Post", "Docks"], 2) is None
