"""Texts without capitals, without blanks, or with digits of their own: dates, names, datelines, cleaning."""

from typing import Any

import pytest

from copydesk.accounting import verify
from copydesk.clean import shapes
from copydesk.metadata import bylines, datelines, dates
from copydesk.metadata.scripts import western
from copydesk.model import Document, Draft
from copydesk.process import process
from copydesk.text import digest

WHOLE_DATES = [
    ("2024年3月3日", "2024-03-03"),
    ("2024年03月03日 14:05", "2024-03-03T14:05"),
    ("2024年3月3日14时05分", "2024-03-03T14:05"),
    ("2024年3月3日 下午2:05", "2024-03-03T14:05"),
    ("2024年3月3日(日) 午後2時05分", "2024-03-03T14:05"),
    ("2024年3月3日 星期日", "2024-03-03"),
    ("民國113年3月3日", "2024-03-03"),
    ("２０２４年３月３日", "2024-03-03"),
    ("٣ مارس ٢٠٢٤", "2024-03-03"),
    ("3 آذار/مارس 2024", "2024-03-03"),
    ("3 كانون الثاني 2024", "2024-01-03"),
    ("الأحد 3 مارس 2024", "2024-03-03"),
    ("3 Μαρτίου 2024", "2024-03-03"),
    ("Παρασκευή 6 Γενάρη 2012", "2012-01-06"),
    ("3 ΜΑΡΤΙΟΥ 2024", "2024-03-03"),
    ("3 марта 2024 года, 14:05", "2024-03-03T14:05"),
    ("3 марта 2024 г. в 14:05", "2024-03-03T14:05"),
    ("Воскресенье, 3 марта 2024", "2024-03-03"),
]


@pytest.mark.parametrize(("line", "iso"), WHOLE_DATES)
def test_a_date_line_is_read(line: str, iso: str) -> None:
    """A line that is a date and nothing else, as papers of these languages print it."""
    moment = dates.whole(line)
    assert moment is not None
    assert moment.iso == iso
    assert len(western(line)) == len(line)


@pytest.mark.parametrize(
    "line",
    [
        "2024年13月3日",
        "2024年3月",
        "3月3日",
        "令和6年3月3日",
        "2024年3月3日，港口关闭。",
        "٣ مارس",
        "3 года 2024 года",
        "6 Γενάρη",
    ],
)
def test_what_is_no_date_line_is_none(line: str) -> None:
    """Half a date, an impossible one, a year of an emperor, and prose that holds a date."""
    assert dates.whole(line) is None


def test_a_date_found_covers_its_last_sign() -> None:
    """What stands behind a date begins behind its sign for the day."""
    text = "2024年3月3日 记者 王伟"
    moment = dates.find(text)
    assert moment is not None
    assert text[moment.start : moment.end] == "2024年3月3日"


SIGNED = [
    ("记者 王伟", ("王伟",), None),
    ("本报记者 王伟 李娜", ("王伟", "李娜"), None),
    ("记者 王 伟", ("王伟",), None),
    ("文/王伟", ("王伟",), None),
    ("作者：王伟", ("王伟",), None),
    ("作者：玛丽·戴尔", ("玛丽·戴尔",), None),
    ("新华社记者 王伟、李娜", ("王伟", "李娜"), "新华社"),
    ("（记者 王伟 通讯员 李娜）", ("王伟", "李娜"), None),
    ("〔記者陳美玲／台北報導〕", ("陳美玲",), None),
    ("陳美玲／台北報導", ("陳美玲",), None),
    ("作者：新华社", (), "新华社"),
    ("編集委員 山田太郎", ("山田太郎",), None),
    ("山田太郎記者", ("山田太郎",), None),
    ("編集委員 山田 太郎", ("山田 太郎",), None),
    ("聞き手・山田太郎", ("山田太郎",), None),
    ("【ロンドン＝山田太郎】", ("山田太郎",), None),
    ("Автор: Иван Петров", ("Иван Петров",), None),
    ("Иван Петров и Анна Котова", ("Иван Петров", "Анна Котова"), None),
    ("Иван Петров, корреспондент", ("Иван Петров",), None),
    ("Анна Котова (РИА Новости)", ("Анна Котова",), "РИА Новости"),
    ("Του Γιώργου Παπαδόπουλου", ("Γιώργου Παπαδόπουλου",), None),
    ("Της Μαρίας Δέδε και του Γιώργου Παππά", ("Μαρίας Δέδε", "Γιώργου Παππά"), None),
    ("بقلم: أحمد علي", ("أحمد علي",), None),
    ("بقلم أحمد علي وليلى حسن", ("أحمد علي", "ليلى حسن"), None),
    ("بقلم أحمد علي وليد", ("أحمد علي وليد",), None),
]


@pytest.mark.parametrize(("line", "authors", "agency"), SIGNED)
def test_a_byline_is_read(line: str, authors: tuple[str, ...], agency: str | None) -> None:
    """People in order; roles and the word for "reporter" dropped, agencies told apart."""
    signed = bylines.read(line)
    assert (signed.authors, signed.agency, signed.is_whole) == (authors, agency, True)


@pytest.mark.parametrize(
    "line",
    [
        "王伟",
        "文化节",
        "记者昨天获悉",
        "記者会見",
        "编辑部",
        "安全生产",
        "山田太郎",
        "الأحد الدامي",
        "Της Ελληνικής Αστυνομίας",
        "Автор",
    ],
)
def test_a_doubtful_byline_gives_nobody(line: str) -> None:
    """Two characters, or a word that also begins a sentence, sign nothing."""
    assert bylines.read(line).authors == ()


@pytest.mark.parametrize("line", ["أخبار محلية", "حسن علي 3 مارس 2024", "ميناء بيروت"])
def test_words_without_capitals_do_not_sign_by_their_place(line: str) -> None:
    """In a script without capitals any two words look like a name, so that a word must say who signs."""
    signed = bylines.read(line)
    assert not signed.is_bare
    assert not signed.is_stamped


DATELINES = [
    ("新华社北京3月3日电（记者 王伟 李娜）北码头将关闭。", "北京", "新华社", ("王伟", "李娜")),
    ("（中央社記者王偉台北3日電）北碼頭將關閉。", "台北", "中央社", ("王偉",)),
    ("〔記者陳美玲／台北報導〕北碼頭將關閉。", "台北", None, ("陳美玲",)),
    ("中新网3月3日电 北码头将关闭。", None, "中新网", ()),
    ("【北京共同】北埠頭が閉鎖される。", "北京", "共同", ()),
    ("【ロンドン＝山田太郎】北埠頭が閉鎖される。", "ロンドン", None, ("山田太郎",)),
    ("［東京 3日 ロイター］ 北埠頭が閉鎖される。", "東京", "ロイター", ()),
    ("МОСКВА, 3 мар – РИА Новости. Порт закрыт.", "МОСКВА", "РИА Новости", ()),
    ("МОСКВА, 3 марта. /ТАСС/. Порт закрыт.", "МОСКВА", "ТАСС", ()),
    ("القاهرة (رويترز) - أغلق الميناء أبوابه.", "القاهرة", "رويترز", ()),
]


@pytest.mark.parametrize(("paragraph", "place", "agency", "authors"), DATELINES)
def test_a_leading_dateline_is_read(
    paragraph: str, place: str | None, agency: str | None, authors: tuple[str, ...]
) -> None:
    """Place, wire and reporter before the first sentence."""
    line = datelines.leading(paragraph)
    assert line is not None
    assert (line.place, line.agency, line.authors) == (place, agency, authors)


@pytest.mark.parametrize(
    "paragraph",
    [
        "本报的读者不多。",
        "本报记者3月3日电话采访了他。",
        "新华社记者在北京3月3日看到，北码头已经关闭。",
        "【写真＝共同】",
        "Москва, 3 марта – это день закрытия порта.",
        "الميناء (وهو قديم) - أغلق أبوابه.",
    ],
)
def test_prose_is_no_dateline(paragraph: str) -> None:
    """A wire's name or a day early in a sentence is no dateline."""
    assert datelines.leading(paragraph) is None


@pytest.mark.parametrize(
    ("text", "is_prose"),
    [
        ("港务局说，北码头将从周一起关闭六个星期，船只改走南港。", True),
        (
            "港務局說，北碼頭將從週一起關閉六個星期，船隻改走南港，工會擔心夜班太長，碼頭太擠，市府要再商量",
            True,
        ),
        ("首页 新闻 国际 体育 财经 娱乐 汽车 房产 教育 健康 旅游 图片 视频 论坛 博客", False),
        ("相关新闻", False),
        ("Ποιος θα πληρώσει τα εννέα εκατομμύρια για το λιμάνι;", True),
        ("من سيدفع تسعة ملايين لإصلاح الميناء الشمالي القديم؟", True),
    ],
)
def test_prose_is_known_in_every_script(text: str, is_prose: bool) -> None:
    """Sentences end in other signs, and a line of characters says more than one of letters."""
    assert shapes.is_prose(text) is is_prose


def clean(text: str) -> Draft:
    draft = process(Document(digest(text), "a.txt", 0, text, "text", "utf-8")).draft
    verify(draft)
    return draft


BODIES = {
    "zh": "港务局星期二说，工程师在北码头发现裂缝，港口将从下周一起关闭六个星期，船只改走南港。\n\n"
    "修理费用估计为九百万元，其中三分之一由市政府承担，工会担心夜班过长，码头过于拥挤。",
    "ja": "港湾局は火曜日、北埠頭で亀裂が見つかり、来週月曜日から六週間にわたって港を閉鎖すると発表した。\n\n"
    "修理の費用は九億円と見積もられ、三分の一を市が負担する。労働組合は夜間の作業が長くなると心配している。",
    "ru": "Инженеры нашли трещины в северном причале, и порт закроют на шесть недель с понедельника, сообщили власти.\n\n"
    "Ремонт обойдётся в девять миллионов рублей, треть из них заплатит город, а суда направят в южную гавань.",
    "el": "Μηχανικοί βρήκαν ρωγμές στη βόρεια προβλήτα και το λιμάνι θα κλείσει για έξι εβδομάδες από τη Δευτέρα.\n\n"
    "Η επισκευή θα κοστίσει εννέα εκατομμύρια ευρώ, το ένα τρίτο από τον δήμο, και τα πλοία θα πάνε νότια.",
    "ar": "عثر المهندسون على شقوق في الرصيف الشمالي وسيغلق الميناء أبوابه ستة أسابيع ابتداء من يوم الاثنين المقبل.\n\n"
    "وقالت الإدارة إن الإصلاح سيكلف تسعة ملايين، يدفع المجلس البلدي ثلثها، وستتجه السفن إلى الحوض الجنوبي.",
}
HEADS: list[tuple[str, str, dict[str, Any]]] = [
    (
        "zh",
        "北码头将关闭六周\n\n2024年3月3日 14:05\n\n本报记者 王伟 李娜",
        {"authors": ("王伟", "李娜"), "day": "2024-03-03"},
    ),
    (
        "zh",
        "北碼頭將關閉六週\n\n〔記者陳美玲／台北報導〕\n\n發布時間：2024年3月3日",
        {"authors": ("陳美玲",), "day": "2024-03-03"},
    ),
    (
        "ja",
        "北埠頭、六週間閉鎖へ\n\n2024年3月3日 14時05分\n\n編集委員 山田太郎",
        {"authors": ("山田太郎",), "day": "2024-03-03"},
    ),
    (
        "ru",
        "Северный причал закроют на ремонт\n\nАвтор: Иван Петров\n\n3 марта 2024 года, 14:05",
        {"authors": ("Иван Петров",), "day": "2024-03-03"},
    ),
    (
        "el",
        "Κλείνει η βόρεια προβλήτα\n\nΤου Γιώργου Παπαδόπουλου\n\n3 Μαρτίου 2024",
        {"authors": ("Γιώργου Παπαδόπουλου",), "day": "2024-03-03"},
    ),
    (
        "ar",
        "إغلاق الرصيف الشمالي ستة أسابيع\n\nبقلم: أحمد علي\n\n٣ مارس ٢٠٢٤",
        {"authors": ("أحمد علي",), "day": "2024-03-03"},
    ),
]


@pytest.mark.parametrize(("language", "head", "wanted"), HEADS)
def test_a_head_is_read(language: str, head: str, wanted: dict[str, Any]) -> None:
    """Title, authors and day are read, and nothing of the head stays in the body."""
    draft = clean(f"{head}\n\n{BODIES[language]}\n")
    assert draft.metadata.title == head.split("\n", maxsplit=1)[0]
    assert draft.metadata.authors == wanted["authors"]
    assert str(draft.metadata.published_on) == wanted["day"]
    assert draft.text == BODIES[language]


TAILS = [
    ("zh", "责任编辑：王伟\n\n相关新闻\n\n分享到："),
    ("zh", "編輯：陳美玲\n\n延伸閱讀\n\n未經授權，不得轉載。"),
    ("ja", "【共同通信】\n\n関連記事\n\n無断転載を禁じます。"),
    ("ru", "Фото: Иван Петров\n\nЧитайте также: Забастовка продолжается\n\nВсе права защищены."),
    ("el", "Πηγή: ΑΠΕ-ΜΠΕ\n\nΔιαβάστε επίσης\n\nΑκολουθήστε μας στο Facebook"),
    ("ar", "تحرير: ليلى حسن\n\nاقرأ أيضا: إضراب الميناء\n\nجميع الحقوق محفوظة"),
]


@pytest.mark.parametrize(("language", "tail"), TAILS)
def test_a_tail_is_removed(language: str, tail: str) -> None:
    """Editors, pointers and legal lines below the last sentence go; the body stays whole."""
    assert clean(f"{BODIES[language]}\n\n{tail}\n").text == BODIES[language]
