"""Press releases of 17 wires: the ends that the archive and the wires add, and what must stay.

What is known of a release comes from how the archive is built: the heading is the title, the path holds the
day, all below the last rule (``---``) are links of the archive. A wire's "Contact Details" and "Contact
Information" reach from their line to that rule.
"""

import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from bench.quality import metadata
from bench.quality.bodies import LINE_WORDS, TOKEN
from bench.quality.cases import DATA, Case, Outcome, run
from bench.quality.labels import known_of
from bench.quality.report import Error, Report
from copydesk.model import Block

FILE: Final = "press_releases_md.tar.gz"
RULE: Final = "\n---\n"
PROSE_WORDS: Final = 12
"""Words that make a line prose: no line of contacts of some 900 releases of one wire has as many."""
FEWEST: Final = 5
"""Releases that a wire must have for a row of its own."""

_CONTACT: Final = re.compile(r"^[ \t]*Contact (?:Details|Information)", re.MULTILINE)
_TAIL: Final = re.compile(
    r"^[\W_]*(?:about\b|contacts?\b|media contacts?\b|press contacts?\b|investor|company contact|disclaimer"
    r"|disclosure|forward[- ]looking|cautionary|safe harbor|for (?:more|further|additional|media)\b|source\b"
    r"|view source|the post\b|this (?:article|press|release|news|content|communication)\b|to learn more"
    r"|learn more|visit\b|please\b|notes?\b|copyright|©|follow\b|#{2,}|-+ ?end\b|end$|website|www\.|https?:"
    r"|e-?mail\b|tel\b|phone\b|logo\b|photo\b|image\b|video\b|media\b|hashtag|the issuer\b)",
    re.IGNORECASE | re.MULTILINE,
)
"""Openings of lines with which the end of a release may begin. Below the first that follows half of the
release, nothing counts as body; above it, what has one of them counts as nothing."""
_POINTER: Final = re.compile(r"^[\W_]*(?:click here|read more|see also|watch the)\b", re.IGNORECASE)
"""Openings of pointers to figures and films, which are no sentences of the body wherever they stand."""

_SENTENCE_END: Final = re.compile(r"[.!?…][\"”’')\]]*(?=\s|$)")


class Zone:
    """Spans of a release: its body, its contacts and the links of the archive."""

    def __init__(self, text: str) -> None:
        rule = text.rfind(RULE)
        self.foot = rule + len(RULE) if rule >= 0 else len(text)
        end = rule if rule >= 0 else len(text)
        contacts = [found.start() for found in _CONTACT.finditer(text, 0, end)]
        self.contact = contacts[-1] if contacts else end
        self.contact_end = _end_of_contacts(text, self.contact, end)
        self.body = len(text) - len(text.lstrip("#").partition("\n")[2])
        tails = [found.start() for found in _TAIL.finditer(text, self.body + (end - self.body) // 2, end)]
        self.body_end = min([self.contact, *tails])

    def of(self, block: Block) -> str:
        """Name the zone that a block begins in: ``foot``, ``contact``, ``body`` or nothing."""
        if block.start >= self.foot:
            return "foot"
        if self.contact <= block.start < self.contact_end:
            return "contact"
        return "body" if self.body <= block.start and block.end <= self.body_end else ""


def _end_of_contacts(text: str, start: int, end: int) -> int:
    """Find where contacts end: at a line of prose or at the archive's rule."""
    at = start
    for line in text[start:end].splitlines(keepends=True):
        if len(line.split()) >= PROSE_WORDS:
            return at
        at += len(line)
    return end


def _cases(sample: int) -> Iterator[Case]:
    with tarfile.open(DATA / FILE) as archive:
        members = sorted((one for one in archive if one.isfile()), key=lambda one: one.name)
        for number, member in enumerate(members[::sample]):
            stream = archive.extractfile(member)
            if stream is None:
                continue
            text = stream.read().decode("utf-8", "replace")
            wire, year, day = member.name.split("/")[1:4]
            heading = text.partition("\n")[0]
            title = heading[2:].strip() if heading.startswith("# ") else None
            gold: dict[str, Any] = {"title": title, "date": f"{year}-{day[:2]}-{day[2:]}", "wire": wire}
            yield Case(f"{number}.md", text, gold)


def measure(sample: int) -> Report:
    """Count ends that were removed and sentences of the body that were, and score titles and dates."""
    outcomes = run(_cases(sample))
    counts: Counter[str] = Counter()
    errors = [error for outcome in outcomes for error in _weigh(outcome, counts)]
    figures = {
        "documents": float(len(outcomes)),
        "footer_blocks": float(counts["foot"]),
        "footers_removed": 1 - counts["foot_kept"] / max(counts["foot"], 1),
        "contact_blocks": float(counts["contact"]),
        "contacts_removed": 1 - counts["contact_kept"] / max(counts["contact"], 1),
        "ends_removed": 1
        - (counts["foot_kept"] + counts["contact_kept"]) / max(counts["foot"] + counts["contact"], 1),
        "body_sentences": float(counts["sentences"]),
        "body_sentences_lost": float(counts["sentences_lost"]),
        "body_sentences_as_metadata": float(counts["sentences_as_metadata"]),
    }
    return Report(figures, _wires(outcomes, counts), tuple(errors)).plus(metadata.measure(outcomes))


def _weigh(outcome: Outcome, counts: Counter[str]) -> Iterator[Error]:
    zone, wire = Zone(outcome.case.text), outcome.case.gold["wire"]
    counts[wire] += 1
    blocks = list(outcome.blocks)
    for number, block in enumerate(blocks):
        where = zone.of(block)
        if not where or not TOKEN.search(block.plain):
            continue
        if where == "body":
            is_wrong = _weigh_body(block, counts)
        else:
            is_wrong = block.verdict == "kept"
            counts[where] += 1
            counts[f"{where}_kept"] += is_wrong
            counts[f"{wire} ends"] += 1
        if is_wrong:
            counts[f"{wire} {'lost' if where == 'body' else 'kept'}"] += 1
            known = (*known_of(block, number, len(blocks)), ("zone", where))
            yield Error(known, len(block.plain), f"{wire} · {outcome.case.name} · {block.plain[:120]}")


def _weigh_body(block: Block, counts: Counter[str]) -> bool:
    """Count the sentences of a block of the body; tell whether they were removed."""
    if len(block.plain.split()) < LINE_WORDS or _TAIL.match(block.plain) or _POINTER.match(block.plain):
        return False
    sentences = len(_SENTENCE_END.findall(block.plain))
    counts["sentences"] += sentences
    is_lost = block.verdict == "removed" and sentences > 0
    counts["sentences_lost"] += sentences * is_lost
    counts["sentences_as_metadata"] += sentences * (block.verdict == "metadata")
    return is_lost


def _wires(outcomes: list[Outcome], counts: Counter[str]) -> dict[str, dict[str, float]]:
    wires = sorted({outcome.case.gold["wire"] for outcome in outcomes})
    return {
        wire: {
            "documents": float(counts[wire]),
            "end_blocks": float(counts[f"{wire} ends"]),
            "ends_kept": float(counts[f"{wire} kept"]),
            "body_blocks_lost": float(counts[f"{wire} lost"]),
        }
        for wire in wires
        if counts[wire] >= FEWEST
    }
