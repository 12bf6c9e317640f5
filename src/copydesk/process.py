"""The table of contents: the ordered stages that turn a document into an article.

blocks → labels → corrections → repeated lines → paragraphs → language → metadata → corrections → sentences →
their languages. Language comes before metadata and sentences because both read by it: the order of day and
month, the abbreviations. Labels are corrected before the corpus has its say, so that a correction cannot
become stale by what other documents repeat.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from itertools import accumulate, repeat
from typing import Final, NamedTuple, TypeAlias

from copydesk import versions
from copydesk.blocks import split
from copydesk.clean import build_paragraphs, label_blocks, label_repeated_lines
from copydesk.clean.page.score import load_model
from copydesk.corrections import Corrections, correct_labels, correct_metadata
from copydesk.language import engine_id, read_languages, read_sentence_languages
from copydesk.metadata import front_matter, read_metadata, stamps
from copydesk.model import Article, Block, Document, Draft, Evidence, Paragraph, Processed, Reading, Sentence
from copydesk.rules import PLACES, load_rules
from copydesk.sentences import segment
from copydesk.stories import article_id, content_hash
from copydesk.text import digest, word_counts

NO_CORRECTIONS: Final = Corrections()


class Knowledge(NamedTuple):
    """What is known of documents beside their text.

    ``corrections`` are what people know better about single ones; ``repeated_lines`` are, by path, raw lines
    that many articles of its outlet, or of any, repeat.
    """

    corrections: Corrections
    repeated_lines: Mapping[str, frozenset[str]]


NOTHING_KNOWN: Final = Knowledge(NO_CORRECTIONS, {})


def pipeline_version(language_engine: str) -> str:
    """Name what makes articles beside rules and corrections: readers and stages, model of pages, language."""
    numbers = [f"{name}={number}" for kind in versions.load() for name, number in sorted(kind.items())]
    return f"{digest(*numbers)[:8]}+{load_model().version}+{engine_id(language_engine)}"


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
    rules = load_rules().of(draft.outlet_rules)

    def stands_alone(line: str) -> bool:
        return rules.match(line, PLACES) is not None or stamps.is_stamp(line)

    text = draft.document.text
    end = front_matter.end_of(text)
    blocks, repairs = split("\n" * end + text[end:] if end else text, stands_alone)
    if end:
        blocks = (Block(0, end, "", front_matter.MARKUP), *blocks)
    return draft._replace(blocks=blocks, repairs=repairs)


def detect_languages(drafts: Sequence[Draft]) -> list[Draft]:
    """Name the language of each body, with its evidence (stage)."""
    if not drafts:
        return []
    engine = drafts[0].language_engine
    readings = read_languages([draft.text for draft in drafts], engine)
    return [
        _with_reading(draft, reading, engine_id(engine))
        for draft, reading in zip(drafts, readings, strict=True)
    ]


def _with_reading(draft: Draft, reading: Reading, method: str) -> Draft:
    language, confidence = reading.language, reading.confidence
    found = Evidence("language", language, "", None, None, method, confidence, is_chosen=True)
    return draft._replace(reading=reading, evidence=(*draft.evidence, found))


def split_sentences(draft: Draft) -> Draft:
    """Cut the body into sentences (stage)."""
    text, language = draft.text, draft.language
    spans = segment(text, language)
    if not spans:
        return draft
    starts, ends = zip(*spans, strict=True)
    texts = [text[start:end] for start, end in spans]
    numbers = _paragraph_numbers(draft.paragraphs, starts)
    kinds = [draft.paragraphs[number].kind for number in numbers]
    counts = word_counts(text, spans)
    columns = (range(len(spans)), numbers, kinds, texts, starts, ends, repeat(language), counts)
    return draft._replace(sentences=tuple(map(Sentence, *columns)))


def _paragraph_numbers(paragraphs: Sequence[Paragraph], starts: Sequence[int]) -> list[int]:
    """Number the paragraph that holds each sentence, by where the sentences start in the body."""
    ends = list(accumulate(len(paragraph.text) + len("\n\n") for paragraph in paragraphs))
    numbers, number = [], 0
    for start in starts:
        while start >= ends[number]:
            number += 1
        numbers.append(number)
    return numbers


def mark_foreign_sentences(draft: Draft) -> Draft:
    """Give the sentences of a mixed article each its own language (stage)."""
    if not draft.reading.is_mixed:
        return draft
    languages = read_sentence_languages([one.text for one in draft.sentences], draft.language)
    sentences = zip(draft.sentences, languages, strict=True)
    return draft._replace(sentences=tuple(one._replace(language=found) for one, found in sentences))


STAGES: Final[tuple[Stage, ...]] = (
    each(split_blocks),
    each(label_blocks),
    each(correct_labels),
    each(label_repeated_lines),
    each(build_paragraphs),
    detect_languages,
    each(read_metadata),
    each(correct_metadata),
    each(split_sentences),
    each(mark_foreign_sentences),
)


def process_all(
    documents: Sequence[Document], language_engine: str = "det", known: Knowledge = NOTHING_KNOWN
) -> list[Processed]:
    """Turn documents into articles with their accounts, through all stages in order.

    Arguments: the documents; one of ``language.ENGINES``; what is known of some of them beside their text.
    Returns: for each document the finished draft and the article; None in its place when no body was
        left. What one becomes does not depend on the others; together they are cheaper.

    Raises:
        RejectError: a correction of one of them is stale.
    """
    outlet_of = load_rules().outlet_of
    drafts = [
        Draft(
            document,
            language_engine,
            outlet_rules=outlet_of(document.path, document.text),
            repeated_lines=known.repeated_lines.get(document.path, frozenset()),
            corrections=known.corrections.of(document),
        )
        for document in documents
    ]
    for stage in STAGES:
        drafts = stage(drafts)
    return [Processed(draft, _article(draft) if draft.paragraphs else None) for draft in drafts]


def process(document: Document) -> Processed:
    """Turn one document into an article with its account."""
    return process_all([document])[0]


def _article(draft: Draft) -> Article:
    text = draft.text
    return Article(
        article_id=article_id(draft.document),
        metadata=draft.metadata,
        language=draft.language,
        language_confidence=draft.reading.confidence,
        text=text,
        content_hash=content_hash(draft.metadata.title, text),
        language_runner_up=draft.reading.runner_up,
        is_mixed=draft.reading.is_mixed,
        language_engine=engine_id(draft.language_engine),
    )
