"""The table of contents: the ordered stages that turn a document into an article.

blocks → labels → paragraphs → language → metadata → sentences. Language comes before metadata and
sentences because both read by it: the order of day and month, the abbreviations.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from typing import Final, TypeAlias

from copydesk.blocks import split
from copydesk.clean import build_paragraphs, label_blocks
from copydesk.language import LANGUAGE_ENGINE, detect
from copydesk.metadata import dates, read_metadata
from copydesk.model import Article, Document, Draft, Evidence, Processed, Sentence
from copydesk.rules import PLACES, load_rules
from copydesk.sentences import SEGMENTER_VERSION, segment
from copydesk.stories import article_id, content_hash
from copydesk.text import word_count

PIPELINE_VERSION: Final = f"1+{LANGUAGE_ENGINE}+{SEGMENTER_VERSION}"
"""Changes whenever the same source may come out otherwise for a reason other than the rules."""


Stage: TypeAlias = Callable[[Sequence[Draft]], list[Draft]]
"""A stage takes drafts that are processed together; what it makes of one never depends on the others."""


def each(stage: Callable[[Draft], Draft]) -> Stage:
    """Make a stage of a function on one draft."""

    @wraps(stage)
    def over_all(drafts: Sequence[Draft]) -> list[Draft]:
        return [stage(draft) for draft in drafts]

    return over_all


def split_blocks(draft: Draft) -> Draft:
    """Cut the source into blocks (stage)."""
    rules = load_rules()

    def stands_alone(line: str) -> bool:
        return rules.match(line, PLACES) is not None or dates.whole(line) is not None

    blocks, repairs = split(draft.document.text, stands_alone)
    return replace(draft, blocks=blocks, repairs=repairs)


def detect_language(draft: Draft) -> Draft:
    """Name the language of the body, with its evidence (stage)."""
    language, confidence = detect(draft.text)
    found = Evidence("language", language, "", None, None, LANGUAGE_ENGINE, confidence, is_chosen=True)
    return replace(
        draft, language=language, language_confidence=confidence, evidence=(*draft.evidence, found)
    )


def split_sentences(draft: Draft) -> Draft:
    """Cut the body into sentences (stage)."""
    text, language = draft.text, draft.language
    starts, position = [], 0
    for paragraph in draft.paragraphs:
        starts.append(position)
        position += len(paragraph.text) + len("\n\n")
    starts.append(position)
    sentences: list[Sentence] = []
    paragraph_no = 0
    for number, (start, end) in enumerate(segment(text, language)):
        while start >= starts[paragraph_no + 1]:
            paragraph_no += 1
        kind, sentence = draft.paragraphs[paragraph_no].kind, text[start:end]
        words = word_count(sentence)
        sentences.append(Sentence(number, paragraph_no, kind, sentence, start, end, language, words))
    return replace(draft, sentences=tuple(sentences))


STAGES: Final[tuple[Stage, ...]] = (
    each(split_blocks),
    each(label_blocks),
    each(build_paragraphs),
    each(detect_language),
    each(read_metadata),
    each(split_sentences),
)


def process_all(documents: Sequence[Document]) -> list[Processed]:
    """Turn documents into articles with their accounts, through all stages in order.

    Returns: for each document the finished draft and the article; None in its place when no body was
        left. What one becomes does not depend on the others; together they are cheaper.
    """
    drafts = [Draft(document) for document in documents]
    for stage in STAGES:
        drafts = stage(drafts)
    return [Processed(draft, _article(draft) if draft.paragraphs else None) for draft in drafts]


def process(document: Document) -> Processed:
    """Turn one document into an article with its account."""
    return process_all([document])[0]


def _article(draft: Draft) -> Article:
    text = draft.text
    return Article(
        article_id=article_id(draft.document.text),
        metadata=draft.metadata,
        language=draft.language,
        language_confidence=draft.language_confidence,
        text=text,
        content_hash=content_hash(draft.metadata.title, text),
    )
