"""What rules are asked about a document can be told from its rows: so a change of rules finds whom it reaches."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from copydesk.blocks import split
from copydesk.blocks.alone import texts_of
from copydesk.metadata.titles import asked_of
from copydesk.model import Document
from copydesk.process import process
from copydesk.rules import RuleSet, load_rules
from tests.news import JOINTS, PARTS, sources

MISREAD = (
    "Die TÃ¼r war zu, sagte er.",
    "Und das stimmte.Â Er ging. Sie blieb.Die anderen auch.Niemand kam.Sie ging.",
    "donâ€™t look back",
    "kwota zÅ\x82oty i wiÄ\x85c nic",
    "\ufb01rst of all, the of\ufb01ce",
    "a\u00adb and \u200b and \u3164 more",
    "WATCH:\u2003What is next",
    "- [Read more](https://x.example/a_b) about\nthe whole story\\n\\nand more \\n",
    "one<br>two<br/>three</p><p>four",
    "a well-\nknown inter-\nnational self-\nmade and pre-\nand post-war thing",
    "The **By Ana Ruiz** said.\\n\\n By Jon Berg \\n\n\\n",
    "By Ana Ruiz  \n=====",
    "Published: 3 May 2024 . . .Ünd.Äber.Ölig.",
)
"""Characters, escapes, tags and line ends that are mended."""

odd_news = st.lists(
    st.tuples(st.sampled_from((*PARTS, *MISREAD, *MISREAD)), st.sampled_from(JOINTS)), min_size=1, max_size=12
).map(lambda pairs: "".join(part + joint for part, joint in pairs))
texts = st.one_of(odd_news, sources).filter(lambda text: bool(text.strip()))


@pytest.mark.parametrize("stand_alone", [True, False])
@given(text=texts)
@example(text="Ã¤hnlich.Ähnlich war es.Ändern Sie das.Über ihn.Öl.")
@settings(max_examples=300, deadline=None)
def test_a_block_alone_tells_what_it_reads(text: str, stand_alone: bool) -> None:
    """Every line asked for and the plain text of every block are among those told from its span."""
    asked: list[str] = []

    def stands_alone(line: str) -> bool:
        asked.append(line)
        return stand_alone

    blocks, _ = split(text, stands_alone)
    told: set[str] = set()
    for block in blocks:
        found = texts_of(text[block.start : block.end])
        if found is None:
            return
        assert block.plain in found
        told |= found
    assert set(asked) <= told


@given(text=texts)
@settings(max_examples=300, deadline=None)
def test_all_that_rules_are_asked_is_told_by_the_rows(text: str) -> None:
    """The whole way: no stage asks about a text that blocks, titles and kickers in the rows do not tell."""
    asked: set[str] = set()
    true_match = RuleSet.match

    def match(self: RuleSet, plain: str, places: tuple[str, ...]) -> Any:
        asked.add(plain)
        return true_match(self, plain, places)

    load_rules()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(RuleSet, "match", match)
        try:
            draft = process(Document("0" * 32, "a.md", 0, text, "markdown", "utf-8")).draft
        except (
            KeyError
        ):  # a fault elsewhere: such a document is a reject, and one without blocks is done again
            return
    told: set[str] = {""}
    for block in draft.blocks:
        found = texts_of(text[block.start : block.end])
        if found is None:
            return
        told |= found
    for row in draft.evidence:
        if row.field in {"title", "kicker"}:
            told.update(asked_of(row.value))
    assert asked <= told


def test_too_many_ways_are_said_to_be_so() -> None:
    """A block with more hyphens at line ends than can be tried can read anything."""
    assert texts_of("a-\nb-\nc-\nd-\ne-\nf and so on") is None
