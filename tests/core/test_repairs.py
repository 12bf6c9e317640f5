"""Repairs: one text in, the text and its repairs out; and texts in which nothing may be repaired."""

import random
import textwrap

import pytest

from copydesk.accounting import verify
from copydesk.blocks import characters, split
from copydesk.clean import build_paragraphs
from copydesk.model import Block, Document, Draft
from copydesk.process import process
from copydesk.text import digest


def repaired(text: str) -> tuple[list[str], list[tuple[str, str, str]]]:
    """The plain texts of the blocks, and kind, before and after of the repairs."""
    blocks, repairs = split(text, lambda line: False)
    return [block.plain for block in blocks], [(r.kind, text[r.start : r.end], r.after) for r in repairs]


def clean(text: str) -> Draft:
    draft = process(Document(digest(text), "a.txt", 0, text, "text", "utf-8")).draft
    verify(draft)
    return draft


@pytest.mark.parametrize(
    ("text", "plain", "repairs"),
    [
        ("We donâ€™t know", "We don’t know", [("mojibake", "donâ€™t", "don’t")]),
        ("Ein schÃ¶ner Tag", "Ein schöner Tag", [("mojibake", "schÃ¶ner", "schöner")]),
        ("a cafÃƒÂ© again", "a café again", [("mojibake", "cafÃƒÂ©", "café")]),
        ("Carolina\x92s docks", "Carolina’s docks", [("mojibake", "Carolina\x92s", "Carolina’s")]),
        (
            "RzÄ\x85d upadÅ\x82",
            "Rząd upadł",
            [("mojibake", "RzÄ\x85d", "Rząd"), ("mojibake", "upadÅ\x82", "upadł")],
        ),
        ("РџСЂРёРІРµС‚ всем", None, []),  # half of it is right: nobody knows
        (
            "the \ufb01rst o\ufb00er",
            "the first offer",
            [("ligature", "\ufb01", "fi"), ("ligature", "\ufb00", "ff")],
        ),
        ("one\u2800two", "one two", [("space", "\u2800", " ")]),
        ("zero\u200bwidth", "zerowidth", [("invisible_character", "\u200b", "")]),
        ("10\u202f000 m\u00a0of\u3000quay", "10 000 m of quay", []),
    ],
)
def test_characters_are_mended(text: str, plain: str | None, repairs: list[tuple[str, str, str]]) -> None:
    """Each misread word is a repair of its own; blanks are squeezed as everywhere, without rows."""
    plains, found = repaired(text)
    if plain is not None:
        assert plains == [plain]
        assert found == repairs
    else:
        assert plains[0].endswith("всем")


@pytest.mark.parametrize(
    "text",
    [
        "Il a dit « à la fin » – déjà… l’été, cœur, Œuvre, où ?",
        "Größe, Straße, „Zitat“ und Çeşme; naïve façade, 5 £ or 6 € — 20 °C",
        "Ελλάδα: «Ο πρωθυπουργός», είπε. Россия — США» № 5",
        "Łódź, żółć, ĳsland, æther, Ŀl, ½ or ⅔, ﷺ",
        "A Â B, Ã and Ñ are letters.",
    ],
)
def test_right_characters_stay(text: str) -> None:
    """Letters, quotes and marks that somebody typed are left as they are."""
    assert repaired(text) == ([text], [])


def test_clean_text_is_not_even_looked_at() -> None:
    """The test that costs little says no to what news texts are full of."""
    assert not characters.is_odd("“Quotes” – dashes… and l’été, Größe, Łódź, 10 € for «all»")


SENTENCES = [
    "The port authority closed the northern docks on Monday for at least six weeks",
    "Engineers had found cracks in two of the piers during an inspection in the spring",
    "Ships are sent to the southern basin, where the union fears long nights for its members",
    "Nobody in the town hall wanted to say what the work will cost or who is to pay for it",
    "The mayor promised that no worker would lose a day of pay while the cranes stand still",
]
REST = " A second sentence stands behind it."


def test_touching_sentences_are_paragraphs() -> None:
    """Several sentences that touch the next are ends of paragraphs; the quotes fall on their sides."""
    said = '"We will be back," she said. "It is our port."'
    text = f"{SENTENCES[0]}.{REST}{SENTENCES[1]}.{said}{SENTENCES[2]}.“Nobody asked us.”{SENTENCES[3]}."
    plains, found = repaired(text)
    assert plains == [
        f"{SENTENCES[0]}.{REST}",
        f"{SENTENCES[1]}.",
        said,
        f"{SENTENCES[2]}.",
        "“Nobody asked us.”",
        f"{SENTENCES[3]}.",
    ]
    assert {kind for kind, _, _ in found} == {"paragraph_split"}
    assert found[0][1:] == (".", ".\n\n")
    assert clean(text).text == "\n\n".join(plains)


@pytest.mark.parametrize("gap", ["\\n\\n", "<br><br/>", "</p><p>", "   "])
def test_what_stood_for_a_break_becomes_one(gap: str) -> None:
    """Escapes, tags and gaps between paragraphs go, and their place is recorded."""
    paragraphs = [f"{sentence}.{REST}{REST}" for sentence in SENTENCES]
    text = gap.join(paragraphs)
    draft = clean(text)
    assert draft.text == "\n\n".join(paragraphs)
    assert [repair.kind for repair in draft.repairs] == ["paragraph_split"] * 4


@pytest.mark.parametrize(
    "text",
    [
        f"{SENTENCES[0]}.{SENTENCES[1]}. " + REST * 6,  # once: a slip
        "Booking.com, Amazon.Com, Node.JS and ASP.NET met e.g.The firm of J.K.Rowling and Mr.Smith. " * 5,
        f"{SENTENCES[0]}.  {SENTENCES[1]}.  {SENTENCES[2]}.  {SENTENCES[3]}.  {SENTENCES[4]}.",  # typewriter
        f"The tag <br> ends a line. {SENTENCES[0]}." + REST * 6,
        f"It lies in C:\\new\\notes and C:\\nights\\new. {SENTENCES[0]}." + REST * 6,
    ],
)
def test_paragraphs_stay_whole(text: str) -> None:
    """Slips, names with full stops, two blanks by habit and texts about tags are no lost breaks."""
    plains, found = repaired(text)
    assert len(plains) == 1
    assert "paragraph_split" not in {kind for kind, _, _ in found}


PROSE = [
    f"{a}. {b}, said the town hall. {c}."
    for a, b, c in zip(SENTENCES, SENTENCES[1:], SENTENCES[2:], strict=False)
]


@pytest.mark.parametrize("width", [28, 40, 66, 72, 80, 100, 130])
def test_every_margin_is_undone(width: int) -> None:
    """Wrapped by a newspaper's column, by mail or by a printer, paragraphs come back whole."""
    text = "\n\n".join("\n".join(textwrap.wrap(paragraph, width)) for paragraph in PROSE)
    plains, found = repaired(text)
    assert plains == PROSE
    assert {kind for kind, _, _ in found} == {"line_join"}


def test_lines_without_spaces_between_words() -> None:
    """Chinese lines join without a space, and a line that ends a paragraph early ends it."""
    paragraph = (
        "港口管理局周一表示北部码头将关闭至少六个星期因为工程师在春季检查时发现两座码头出现裂缝" * 5 + "。"
    )
    text = "\n".join(textwrap.wrap(paragraph, 30)) + "\n" + "\n".join(textwrap.wrap(paragraph, 30))
    assert repaired(text)[0] == [paragraph, paragraph]


def test_a_list_of_titles_is_not_wrapped() -> None:
    """Lines of about the same length that each start with a capital are a list."""
    titles = [
        "Port Authority Says Northern Docks Will Close for Six Weeks",
        "Cracks Found in Two Piers, Engineers Tell the Town Council",
        "Union Fears Long Nights as Ships Go to the Southern Basin",
        "Who Will Pay? Town Hall Keeps Silent about Costs of Docks",
        "Mayor Promises That Crane Drivers Will Not Lose Any Wages",
        "Old Lighthouse Lens Comes Home after Forty Years in Store",
        "Ferry to the Islands Sails Again with an Engine of Bergen",
    ]
    assert repaired("\n".join(titles))[0] == titles


@pytest.mark.parametrize(
    ("lines", "plain"),
    [
        ("the inter-\nnational court", "the international court"),
        ("a well-\nknown docker", "a well-known docker"),
        ("the London-\nbased firm", "the London-based firm"),
        ("the Anglo-\nSaxon fleet", "the Anglo-Saxon fleet"),
        ("the COVID-\n19 rules", "the COVID-19 rules"),
        ("in pre- and post-\nwar years, post-war", "in pre- and post-war years, post-war"),
        ("die Vor-\nund Nachteile der Häfen", "die Vor- und Nachteile der Häfen"),
    ],
)
def test_hyphens_at_line_ends(lines: str, plain: str) -> None:
    """The margin's hyphen goes; that of a compound, a name or a half left out stays."""
    filler = "the firm that had to pay for all of it asked the court to say so as"
    start = filler[: len(filler) - len(lines.partition("\n")[0])].rpartition(" ")[0]
    text = "\n".join([filler] * 6) + f"\n{start} {lines}"
    assert repaired(text)[0][0].endswith(plain)


BODY = [f"{a}. {b}. {c}." for a, b, c in zip(SENTENCES, SENTENCES[2:], SENTENCES[1:], strict=False)] * 3


def paged(seed: int, is_wrapped: bool) -> tuple[str, int]:
    """Set the body as pages with running heads and numbers; tell how many sentences the pages cut."""
    rng = random.Random(seed)
    foot = rng.choice(["{0}", "- {0} -", "Page {0} of 9", "The Harbour Post {0}"])
    lines = [(line, n == 0) for one in BODY for n, line in enumerate(textwrap.wrap(one, 70))]
    size = rng.choice([9, 11, 14])
    pages = [lines[at : at + size] for at in range(0, len(lines), size)]
    cuts = sum(above[-1][0][-1] != "." for above in pages[:-1])
    text = ""
    for number, page in enumerate(pages, 1):
        text += "Quay and Shore Review\n\n" if number > 1 else ""
        for line, is_first in page:
            text += ("\n\n" if is_first and not text.endswith("\n\n") else "") + line
            text += "\n" if is_wrapped else " "
        text = text.rstrip() + "\n\n" + foot.format(number) + "\n" + rng.choice(["\n", "\f"])
    return text, cuts


@pytest.mark.parametrize("is_wrapped", [True, False])
@pytest.mark.parametrize("seed", range(8))
def test_pages_are_bound_again(seed: int, is_wrapped: bool) -> None:
    """Running heads, feet and numbers are furniture, and every sentence that a page cut is whole again."""
    text, cuts = paged(seed, is_wrapped)
    draft = clean(text)
    assert cuts
    for one in BODY:
        for sentence in one.split(". "):
            assert sentence.rstrip(".") in draft.text
    assert "Quay and Shore" not in draft.text
    assert "Harbour Post" not in draft.text
    assert not any(paragraph.text.strip("- ").isdigit() for paragraph in draft.paragraphs)
    assert sum(repair.rule_id == "repair.page_break_join" for repair in draft.repairs) >= cuts
    furniture = {block.rule_id for block in draft.blocks if block.label == "page_furniture"}
    assert "neighbours.running_head" in furniture


def test_a_refrain_is_no_running_head() -> None:
    """A heading that comes back between whole paragraphs stays, though it stands on every page."""
    text = "# The docks in five parts\n\n" + "\n\n".join(
        f"What the town says\n\n{one} {one}" for one in BODY[:5]
    )
    draft = clean(text)
    assert draft.text.count("What the town says") == 5
    assert not any(block.label == "page_furniture" for block in draft.blocks)


LEAD = "Engineers have found cracks in the northern docks, and the port will close for six weeks from Monday."


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("Northern docks to close for repair", "Northern docks to close for repair"),
        ("Northern docks to close for repair", "“NORTHERN DOCKS TO CLOSE FOR REPAIR.”"),
        ("Northern docks to close for repair | The Harbour Post", "Northern docks to close for repair"),
        ("Northern docks to close for repair", "Northern docks to close for repair - The Harbour Post"),
        (f"{LEAD[:-1]}", LEAD),
    ],
)
def test_a_title_said_again_is_a_title(title: str, first: str) -> None:
    """The first paragraph is no paragraph if it is the title once more, however it is written."""
    draft = clean(f"# {title}\n\n{first}\n\nBy Ann Cole\n\n3 March 2017\n\n{BODY[0]}\n\n{BODY[1]}")
    assert draft.text == f"{BODY[0]}\n\n{BODY[1]}"
    assert [block.rule_id for block in draft.blocks if block.label == "title"][-1] == "head.title.repeated"


def test_a_first_paragraph_that_says_more_stays() -> None:
    """A lead that begins like the title is the lead."""
    draft = clean(f"# Engineers have found cracks in the northern docks\n\n{LEAD}\n\n{BODY[0]}")
    assert draft.text == f"{LEAD}\n\n{BODY[0]}"


@pytest.mark.parametrize("unit", [". ", ".A", '."', "\\n", "<br", "â€", "-\n", "a  .  ", "Ã \n", ".”A"])
def test_hostile_repetition_is_linear(unit: str) -> None:
    """A text made of what the patterns look for is read in the time of its length."""
    repaired(unit * 20_000)


def test_blocks_that_touch_are_not_joined_though_a_sentence_seems_cut() -> None:
    """Where a repair has ended a paragraph inside a line nothing stands in between that a join could replace."""
    upper, lower = "The council said that the docks has no", "intention of closing."
    spans = [(0, len(upper), upper), (len(upper), len(upper + lower), lower)]
    blocks = tuple(Block(a, b, plain, label="paragraph", rule_id="shape.paragraph") for a, b, plain in spans)
    draft = Draft(Document("x", "a.txt", 0, upper + lower, "text", "utf-8"), blocks=blocks)
    assert [paragraph.text for paragraph in build_paragraphs(draft).paragraphs] == [upper, lower]
