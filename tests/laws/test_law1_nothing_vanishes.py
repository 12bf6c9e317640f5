"""Law 1: every non-blank character lies in one decided block, and a replay gives back the article."""

import duckdb
import pytest
from hypothesis import given, settings

from copydesk.accounting import AccountingError, verify
from copydesk.model import Block, Document, Draft, Repair
from copydesk.process import process
from copydesk.text import digest
from tests.news import PARTS, sources


def document(text: str) -> Document:
    return Document(digest(text), "a.txt", 0, text, "text", "utf-8")


def replay_by_character(source: str, blocks: list[Block], repairs: list[Repair]) -> str:
    """A second replay, written another way: character by character over the whole source."""
    dropped = {at for repair in repairs for at in range(repair.start, repair.end)}
    put = {repair.start: repair.after for repair in repairs}
    ends = {repair.end: repair for repair in repairs}
    text, above = "", None
    for block in blocks:
        if block.verdict != "kept":
            continue
        join = ends.get(block.start)
        if above is not None:
            is_joined = join is not None and join.start <= above.end and not join.after.endswith("\n\n")
            text = (
                text + (put[join.start] if join and join.start == above.end else "")
                if is_joined
                else text + "\0"
            )
        for at in range(block.start, block.end):
            text += put.get(at, "") + ("" if at in dropped else source[at])
        above = block
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\0")) if above else ""


@given(sources)
@settings(max_examples=250, deadline=None)
def test_every_character_is_accounted_for(source: str) -> None:
    """Blocks cover the source without overlap, each is decided, and both replays give the article text."""
    draft = process(document(source)).draft
    verify(draft)
    covered = [0] * len(source)
    for block in draft.blocks:
        assert block.label
        assert block.rule_id
        for at in range(block.start, block.end):
            covered[at] += 1
    assert all(count == 1 for count, char in zip(covered, source, strict=True) if not char.isspace())
    if "\0" not in source:
        assert replay_by_character(source, list(draft.blocks), list(draft.repairs)) == draft.text


@given(sources)
@settings(max_examples=100, deadline=None)
def test_sentences_cover_the_text(source: str) -> None:
    """Sentences are exact spans of the article text, in order; between them stand only blanks."""
    draft = process(document(source)).draft
    position = 0
    for sentence in draft.sentences:
        assert draft.text[sentence.start : sentence.end] == sentence.text
        assert not draft.text[position : sentence.start].strip()
        assert sentence.text in draft.paragraphs[sentence.paragraph_no].text
        position = sentence.end
    assert not draft.text[position:].strip()


def finished() -> Draft:
    return process(document("\n\n".join(part for part in PARTS[:20] if "\n" not in part))).draft


def lose_a_block(draft: Draft) -> Draft:
    return draft._replace(blocks=draft.blocks[:3] + draft.blocks[4:])


def overlap(draft: Draft) -> Draft:
    wider = draft.blocks[3]._replace(end=draft.blocks[4].start + 1)
    return draft._replace(blocks=(*draft.blocks[:3], wider, *draft.blocks[4:]))


def undecide(draft: Draft) -> Draft:
    return draft._replace(blocks=(draft.blocks[0]._replace(rule_id=""), *draft.blocks[1:]))


def lose_a_repair(draft: Draft) -> Draft:
    visible = next(n for n, r in enumerate(draft.repairs) if draft.document.text[r.start : r.end].strip())
    kept = {b.start: b.end for b in draft.blocks if b.verdict == "kept"}
    inside = [
        n for n, r in enumerate(draft.repairs) if any(s <= r.start and r.end <= e for s, e in kept.items())
    ]
    gone = inside[0] if inside else visible
    return draft._replace(repairs=draft.repairs[:gone] + draft.repairs[gone + 1 :])


def change_the_text(draft: Draft) -> Draft:
    first = draft.paragraphs[0]._replace(text=draft.paragraphs[0].text + "!")
    return draft._replace(paragraphs=(first, *draft.paragraphs[1:]))


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lose_a_block, "characters_lost"),
        (overlap, "blocks_overlap"),
        (undecide, "block_undecided"),
        (lose_a_repair, "replay_differs"),
        (change_the_text, "replay_differs"),
    ],
)
def test_a_false_account_is_refused(damage: object, reason: str) -> None:
    """The check that runs before every commit sees each way in which an account can be wrong."""
    draft = finished()
    verify(draft)
    with pytest.raises(AccountingError) as refused:
        verify(damage(draft))  # type: ignore[operator]
    assert refused.value.reason == reason


def test_the_warehouse_alone_replays_every_article(sample: duckdb.DuckDBPyConnection) -> None:
    """From blocks and repairs in SQL, without the files, every article text comes back."""
    documents = sample.execute("SELECT document_id, text FROM articles").fetchall()
    assert len(documents) == 30
    for document_id, text in documents:
        rows = sample.execute(
            "SELECT start_char, end_char, raw_text, label FROM blocks "
            "WHERE document_id = ? ORDER BY block_no",
            [document_id],
        ).fetchall()
        repairs = sample.execute(
            "SELECT kind, start_char, end_char, after_text, rule_id FROM repairs "
            "WHERE document_id = ? ORDER BY repair_no",
            [document_id],
        ).fetchall()
        source = [" "] * max(end for _, end, _, _ in rows)
        for start, end, raw, _ in rows:
            source[start:end] = raw
        blocks = [Block(start, end, "", label=label, rule_id="x") for start, end, _, label in rows]
        assert replay_by_character("".join(source), blocks, [Repair(*row) for row in repairs]) == text
