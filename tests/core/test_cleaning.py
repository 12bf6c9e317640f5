"""Small articles, each with one difficulty: what the cleaner must make of them, and must not."""

from typing import Any

import pytest

from copydesk.accounting import verify
from copydesk.model import Document, Draft
from copydesk.process import process
from copydesk.text import digest

LEAD = "Engineers have found cracks in the northern docks, and the port will close for six weeks from Monday."
BODY = (
    f"{LEAD}\n\nThe port authority said on Tuesday that the repair would cost nine million pounds, a third of it from "
    "the city.\n\nShips will be sent to the southern basin, where the union fears long nights and crowded quays."
)
TITLE = "Northern docks to close for repair"


def clean(text: str) -> Draft:
    draft = process(Document(digest(text), "a.txt", 0, text, "text", "utf-8")).draft
    verify(draft)
    return draft


HEADS: list[tuple[str, dict[str, Any]]] = [
    ("# {T}\n\nBill Van Auken  \n3 March 2017", {"authors": ("Bill Van Auken",), "day": "2017-03-03"}),
    (
        "# {T}\n\nAnn Cole and Tom Reed\n3 March 2017",
        {"authors": ("Ann Cole", "Tom Reed"), "day": "2017-03-03"},
    ),
    ("# {T}\n\n3 March 2017\n\n**Ann Cole in Hull**", {"authors": ("Ann Cole",), "day": "2017-03-03"}),
    (
        "# {T}\n\n12 December 2017\nSocialist Harbour Party",
        {"authors": (), "day": "2017-12-12", "first": "Socialist Harbour Party"},
    ),
    (
        "{T}\n\nBy Ann Cole in Hull and Tom Reed in Leeds\n\n3 March 2017",
        {"authors": ("Ann Cole", "Tom Reed")},
    ),
    ("{T}\n\nBy Ann Cole and agencies", {"authors": ("Ann Cole",)}),
    ("{T}\n\nBy Reuters Staff", {"authors": (), "agency": "Reuters Staff"}),
    ("{T}\n\nBy the Editorial Board", {"authors": ()}),
    ("{T}\n\nPublished on March 3, 2017 by Ann Cole", {"authors": ("Ann Cole",), "day": "2017-03-03"}),
    ("{T}\n\nOriginally published 3 March 2017", {"day": "2017-03-03"}),
    ("{T}\n\nHarbour Post, March 3, 2017", {"day": "2017-03-03", "outlet": None}),
    ("Hull, March 3, 2017\n\n{T}", {"day": "2017-03-03"}),
    ("{T} | The Harbour Post\n\n3 March 2017", {"outlet": "The Harbour Post", "day": "2017-03-03"}),
    ("{T}\n\n2017/03/03", {"day": "2017-03-03"}),
    (
        "# {T}\n\nA one-sentence standfirst that is long enough to look like prose stands here.\n\nBy Ann Cole\n\n3 March 2017",
        {"authors": ("Ann Cole",), "day": "2017-03-03", "first": "A one-sentence standfirst"},
    ),
    ("MUST WATCH: {T}\n\n3 March 2017", {"kicker": "MUST WATCH"}),
    (
        "Sign up here to get the latest news and offers in your inbox every day.\n\n# {T}\n\nBy Ann Cole",
        {"authors": ("Ann Cole",)},
    ),
    ("Subject: {T}\n\nBy Ann Cole", {"authors": ("Ann Cole",)}),
    ("{T}\u2028\u2028By Ann Cole\u2028\u20283 March 2017", {"authors": ("Ann Cole",), "day": "2017-03-03"}),
]


@pytest.mark.parametrize(("head", "wanted"), HEADS, ids=[head[:40] for head, _ in HEADS])
def test_a_head_is_read(head: str, wanted: dict[str, Any]) -> None:
    """Title, authors and date are found however they stand, and nothing of them is left in the body."""
    draft = clean(f"{head}\n\n{BODY}".replace("{T}", TITLE))
    found = draft.metadata
    assert found.title == TITLE
    assert draft.paragraphs[0].text.startswith(wanted.get("first", LEAD))
    if "day" in wanted:
        assert str(found.published_on) == wanted["day"]
    for name in ("authors", "agency", "outlet", "kicker"):
        if name in wanted:
            assert getattr(found, name) == wanted[name]


TAILS: list[tuple[str, list[str], dict[str, Any]]] = [
    (
        "To contact the Harbour Watch and the\nDockers’ Party visit:\n\n**[hw.example/contact](https://hw.example/contact)**",
        ["contact", "contact"],
        {"outlet_domain": "hw.example"},
    ),
    (
        "To contact the Harbour Watch visit:\n\nhttp://www.hw.example",
        ["contact", "contact"],
        {"outlet_domain": "hw.example"},
    ),
    ("Contact the editor:\n\nhw.example/contact", ["contact", "contact"], {"outlet_domain": "hw.example"}),
    ("ENDS\n\nPress desk: 020 7946 0018", ["page_furniture", "contact"], {}),
    (
        "Subscribe to our newsletter\nSign up here to get the latest news, updates and special offers delivered directly to your inbox.",
        ["newsletter", "newsletter"],
        {},
    ),
    ("Ann Cole, a former docker, is the author of “Quayside”. She lives in Hull.", ["author_bio"], {}),
    ("Ann Cole writes about ships. If you like her work, support her.", ["author_bio"], {}),
    (
        "Support us on Patreon: https://patreon.example/hw\n\nCopyright © Harbour Watch 2017",
        ["promo", "copyright"],
        {"outlet": "Harbour Watch"},
    ),
    ("This article first appeared in The Harbour Post.", ["legal"], {"outlet": "The Harbour Post"}),
    (
        "The author also recommends:\n\n[The cracks](https://hw.example/cracks)\n\n[12 January 2017](https://hw.example/c)",
        ["related", "related", "related"],
        {"published_on": None},
    ),
    ("Share this article on Facebook\n\nRead more: Who pays for the docks?", ["share", "related"], {}),
    ("(Reporting by Ann Cole in Hull; Editing by Tom Reed)", [], {}),
]


@pytest.mark.parametrize(("tail", "labels", "wanted"), TAILS, ids=[tail[:40] for tail, _, _ in TAILS])
def test_a_tail_is_removed(tail: str, labels: list[str], wanted: dict[str, Any]) -> None:
    """Furniture below the body goes, with what it says of the outlet; the body stays whole."""
    draft = clean(f"# {TITLE}\n\nBy Ann Cole\n\n{BODY}\n\n{tail}")
    assert draft.text == BODY
    assert [block.label for block in draft.blocks if block.verdict == "removed"] == labels
    for name, value in wanted.items():
        assert getattr(draft.metadata, name) == value


def test_a_date_at_the_foot_leaves_the_head_alone() -> None:
    """A short article signed at its foot keeps its title and all its paragraphs."""
    body = f"{LEAD}\n\nShips will be sent to the southern basin, the port authority said."
    for foot in (
        "Stand: 03.03.2024",
        "Published: 3 March 2024\n\n© 2024 The Harbour Post. All rights reserved.",
    ):
        draft = clean(f"{TITLE}\n\n{body}\n\n{foot}")
        assert (draft.metadata.title, draft.text) == (TITLE, body)
        assert str(draft.metadata.published_on) == "2024-03-03"


KEPT = [
    "Turnout: 45.2 per cent",
    "Final score: 3-2",
    "By Super Tuesday, most of the field is likely to have gone home, said Ann Cole of the city’s docks committee.",
    "Source: The FBI investigated a tip that the firm was involved in the theft of the cranes.",
    "Hintergrund: Der Streit um die Häfen begann vor zwei Jahren und ist bis heute nicht beigelegt worden.",
    "Sponsored by State Senator Laura Murphy and Representative Mary Gill, the bill passed in the spring.",
    "“We will be back,” said Mary Smith, a crane driver, who lives in the shadow of the docks.",
    "Mary Smith, a teacher, was arrested on Monday at the gate of the northern docks with two others.",
    "Nobody knows who will pay for it.",
    "Contact with the last ship was lost at noon on Friday, the coast guard said in the evening.",
]


@pytest.mark.parametrize("paragraph", KEPT)
@pytest.mark.parametrize("place", ["middle", "end"])
def test_body_is_left_alone(paragraph: str, place: str) -> None:
    """A paragraph that shares words with furniture stays, in the middle of a body and at its end."""
    upper, lower = BODY.rsplit("\n\n", 1)
    parts = [upper, paragraph, lower] if place == "middle" else [upper, lower, paragraph]
    body = "\n\n".join(parts)
    assert clean(f"# {TITLE}\n\nBy Ann Cole\n\n{body}").text == body


LONG = "The committee, which had been asked three times in the last two years to look at the northern docks, has now"
CUTS = [
    (
        "it has said for years that it would not pay for the docks as long as it has no",
        "intention of doing so.",
    ),
    (f"{LONG} found out that the", "Spanish firm will not pay."),
    (f"{LONG} reported on the city’s", "Liberal mayor."),
    (f"{LONG} been told that they were", "Spanish."),
    (f"{LONG} heard from Foreign Minister", "Sergei Lavrov."),
    (f"{LONG} spoken of the", "“moderate opposition” in the port."),
    (f"{LONG} lost 40%", "of its members."),
    (f"{LONG} dropped the plan –", "which nobody liked."),
    (f"{LONG} asked “Will it hold?”", "and got no answer."),
    (f"{LONG} met in the U.S.", "embassy."),
]


@pytest.mark.parametrize(("upper", "lower"), CUTS)
def test_a_cut_sentence_is_joined(upper: str, lower: str) -> None:
    """A page break in a sentence is undone, whatever the lower half starts with, and is on record."""
    draft = clean(f"# {TITLE}\n\n{BODY}\n\n{upper}\n\n{lower}\n\n{LEAD}")
    assert f"{upper} {lower}" in draft.text
    assert [repair.kind for repair in draft.repairs if repair.kind != "markup"] == ["page_break_join"]


@pytest.mark.parametrize("between", ["3", "- Advertisement -", "Page 4 of 7"])
def test_a_cut_is_joined_across_what_is_removed(between: str) -> None:
    """A page number or an advertisement between the halves goes, and the sentence is whole."""
    draft = clean(
        f"# {TITLE}\n\n{BODY}\n\nThe repair will cost more, according to\n\n{between}\n\nfigures of the city."
    )
    assert "according to figures of the city." in draft.text


APART = [
    (
        "Updated at 5:10 p.m. ET",
        "Secretary of State Ann Cole said that the docks would be closed for six weeks.",
    ),
    (
        "What to watch for",
        "It is ten years since the northern docks were opened by the mayor and a brass band.",
    ),
    (
        "He made an official announcement:",
        "in Hull, all ships would be turned away at the gates of the port.",
    ),
    (
        "What the firm said about the cranes",
        "iPhone sales fell in the same week, as if to show that all is connected.",
    ),
]


@pytest.mark.parametrize(("upper", "lower"), APART)
def test_what_is_not_cut_stays_apart(upper: str, lower: str) -> None:
    """A heading, a stamp or a colon above a paragraph is not joined with it."""
    draft = clean(f"# {TITLE}\n\n{BODY}\n\n{upper}\n\n{lower}\n\n{LEAD}")
    assert not [repair for repair in draft.repairs if repair.kind == "page_break_join"]
