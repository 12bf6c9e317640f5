"""The table of contents: the ordered stages that turn a document into an article.

blocks → labels → paragraphs → language → metadata → sentences. Language comes before metadata and
sentences because both read by it: the order of day and month, the abbreviations.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from typing import Final

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
    text, position = draft.text, 0
    starts: list[int] = []
    for paragraph in draft.paragraphs:
        starts.append(position)
        position += len(paragraph.text) + len("\n\n")
    sentences: list[Sentence] = []
    for number, (start, end) in enumerate(segment(text, draft.language)):
        paragraph_no = bisect_right(starts, start) - 1
        kind, sentence = draft.paragraphs[paragraph_no].kind, text[start:end]
        words = word_count(sentence)
        sentences.append(Sentence(number, paragraph_no, kind, sentence, start, end, draft.language, words))
    return replace(draft, sentences=tuple(sentences))


STAGES: Final[tuple[Callable[[Draft], Draft], ...]] = (
    split_blocks,
    label_blocks,
    build_paragraphs,
    detect_language,
    read_metadata,
    split_sentences,
)


def process(document: Document) -> Processed:
    """Turn a document into an article with its account, through all stages in order.

    Returns: the finished draft, and the article; None in its place when no body was left.
    """
    draft = Draft(document)
    for stage in STAGES:
        draft = stage(draft)
    if not draft.paragraphs:
        return Processed(draft, None)
    article = Article(
        article_id=article_id(document.text),
        metadata=draft.metadata,
        language=draft.language,
        language_confidence=draft.language_confidence,
        text=draft.text,
        content_hash=content_hash(draft.metadata.title, draft.text),
    )
    return Processed(draft, article)
