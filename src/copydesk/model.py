"""The values that flow through copydesk: frozen, slotted, with no behaviour beyond their own meaning.

What an article has dozens of (blocks, repairs, evidence, sentences) and the draft that each stage makes
anew are named tuples: made in a third of the time of a frozen dataclass, and turned into columns by one
``zip``.

Positions are code points (Python string indices), start inclusive, end exclusive. A *blank* is a
character for which ``str.isspace()`` holds.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal, NamedTuple, TypeAlias

Verdict: TypeAlias = Literal["kept", "removed", "metadata"]

VERDICTS: Final[dict[str, Verdict]] = {
    "title": "metadata",
    "kicker": "metadata",
    "subtitle": "metadata",
    "byline": "metadata",
    "date": "metadata",
    "dateline": "metadata",
    "wire_credit": "metadata",
    "paragraph": "kept",
    "heading": "kept",
    "list_item": "kept",
    "quote": "kept",
    "correction": "kept",
    "other": "kept",
    "caption": "removed",
    "advertisement": "removed",
    "newsletter": "removed",
    "contact": "removed",
    "author_bio": "removed",
    "share": "removed",
    "related": "removed",
    "promo": "removed",
    "navigation": "removed",
    "comment": "removed",
    "copyright": "removed",
    "legal": "removed",
    "page_furniture": "removed",
}
"""Every label a block can bear, and what becomes of a block that bears it."""

CORRECTION: Final = "correction"
"""The method of corrected values, and what the rule ids of corrected blocks begin with, before a dot."""

EVIDENCE_FIELDS: Final = (
    "title",
    "kicker",
    "subtitle",
    "authors",
    "agency",
    "published",
    "outlet",
    "outlet_domain",
    "section",
    "url",
    "dateline",
    "dateline_place",
    "language",
    "encoding",
    "label",
)
"""Every field that an evidence row can speak for; ``label`` is that of removed blocks of a page."""


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file of the raw folder, read once.

    ``path`` is relative to the raw folder, with ``/`` between its parts; bytes of a name that are
    not UTF-8 stand as ``\\xNN``. ``sha256`` is the hex digest of ``content``.
    """

    path: str
    sha256: str
    content: bytes


class Evidence(NamedTuple):
    """What the source says about one field: one row, whether it was chosen or not.

    ``start``/``end`` are positions in the source text, None where the evidence is not in the text
    (an encoding, a language). ``confidence`` lies in 0–1 and is rounded to 4 places.
    """

    field: str
    value: str
    raw: str
    start: int | None
    end: int | None
    method: str
    confidence: float
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One article-shaped unit read out of a file.

    ``text`` is the decoded source: byte-order mark gone, line ends turned to ``\\n``, nothing else
    changed. ``document_id`` is a hash of ``text`` and of the day its path gives; ``hints`` is what the
    reader already knows. ``is_tidy`` says that it is known of ``text`` that no line has blanks to squeeze.
    """

    document_id: str
    path: str
    document_no: int
    text: str
    format: str
    encoding: str
    hints: tuple[Evidence, ...] = ()
    is_tidy: bool = False


class Block(NamedTuple):
    """A span of the source with one label and the id of the rule that gave it.

    ``plain`` is its text with markup off and blanks squeezed. ``markup`` is what the source marked
    it as: ``h1`` to ``h6``, ``bold``, ``italic``, ``bullet``, ``number``, ``quote``, ``break`` or
    nothing. ``is_spaced`` tells whether a blank line (or the start of the text) stands before it.
    ``paragraph_no`` is the paragraph of the article that it feeds, None if none. Label and rule are
    empty until a stage has decided.
    """

    start: int
    end: int
    plain: str
    markup: str = ""
    is_spaced: bool = True
    label: str = ""
    rule_id: str = ""
    paragraph_no: int | None = None

    @property
    def verdict(self) -> Verdict:
        """What becomes of the block: it follows from the label alone."""
        return VERDICTS[self.label]


class Repair(NamedTuple):
    """A change between the source and the article text: ``source[start:end]`` became ``after``.

    A repair whose span reaches from the end of one kept block to the start of the next joins them
    into one paragraph; any other lies inside one block. One whose ``after`` ends in a blank line stands at
    the end of a block and says that a paragraph ended there.
    """

    kind: str
    start: int
    end: int
    after: str
    rule_id: str


class Paragraph(NamedTuple):
    """A paragraph of the article text: ``text`` is clean, ``kind`` the label of its first block."""

    kind: str
    text: str


class Sentence(NamedTuple):
    """A sentence: ``article.text[start:end] == text``; numbers count from 0."""

    sentence_no: int
    paragraph_no: int
    kind: str
    text: str
    start: int
    end: int
    language: str
    words: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article beside its body; None (or no authors) where nothing is."""

    title: str | None = None
    kicker: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    published_on: date | None = None
    published_at: datetime | None = None
    date_precision: str | None = None
    outlet: str | None = None
    outlet_domain: str | None = None
    section: str | None = None
    url: str | None = None
    dateline: str | None = None
    dateline_place: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a text's language.

    ``language`` is an ISO 639 code or ``und``; ``confidence`` the probability that it is right, 4 places;
    ``runner_up`` the next best, None when there is none; ``is_mixed`` tells that a part of the text seems
    to be in another language.
    """

    language: str = "und"
    confidence: float = 0.0
    runner_up: str | None = None
    is_mixed: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """The clean article. ``article_id`` hashes the source, ``content_hash`` title and body.

    ``language_engine`` is the id, with version, of what read the language.
    """

    article_id: str
    metadata: Metadata
    language: str
    language_confidence: float
    text: str
    content_hash: str
    language_runner_up: str | None
    is_mixed: bool
    language_engine: str


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a file or document is not in ``articles``, and what to do about it."""

    path: str
    sha256: str
    document_no: int | None
    stage: str
    reason: str
    detail: str
    advice: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person knows better about one document.

    ``target`` is the path or the id of the document. ``field`` is the field that gets ``value`` in place
    of ``expect`` (several for authors, none for unknown), or ``label``, for the blocks that read
    ``block_text``.
    """

    correction_id: str
    target: str
    field: str
    expect: tuple[str, ...]
    value: tuple[str, ...]
    block_text: str
    reason: str


class Draft(NamedTuple):
    """A document on its way through the stages; each stage returns it with more known.

    ``outlet_rules`` names the outlet whose own rules it takes; empty where the general ones are all.
    ``repeated_lines`` are raw lines that many articles of its outlet, or of any, repeat.
    """

    document: Document
    language_engine: str = "det"
    blocks: tuple[Block, ...] = ()
    repairs: tuple[Repair, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    metadata: Metadata = Metadata()
    reading: Reading = Reading()
    sentences: tuple[Sentence, ...] = ()
    outlet_rules: str = ""
    repeated_lines: frozenset[str] = frozenset()
    corrections: tuple[Correction, ...] = ()

    @property
    def language(self) -> str:
        """The language of the body."""
        return self.reading.language

    @property
    def text(self) -> str:
        """The body: paragraphs joined by a blank line."""
        return "\n\n".join([paragraph.text for paragraph in self.paragraphs])


@dataclass(frozen=True, slots=True)
class Processed:
    """What one document became; ``article`` is None when no body was left."""

    draft: Draft
    article: Article | None
