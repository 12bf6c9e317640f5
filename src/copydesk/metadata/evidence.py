"""What one block says about the article: evidence rows, with their place in the source."""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final, NamedTuple

from copydesk.metadata import bylines, datelines, dates, day_order, front_matter, stamps
from copydesk.metadata.calendar import is_weekday
from copydesk.metadata.choice import RECASED
from copydesk.metadata.datelines import Dateline
from copydesk.metadata.dates import Moment
from copydesk.metadata.domains import domains
from copydesk.metadata.name_forms import agency_of, recased
from copydesk.metadata.titles import split_kicker, split_site
from copydesk.model import Block, Draft, Evidence
from copydesk.rules import Groups, Rule
from copydesk.rules.words import folded

SURE: Final = 0.99
LIKELY: Final = 0.9
FAIR: Final = 0.8
WEAK: Final = 0.7
MOST_LEADS: Final = 6
"""Paragraphs that may stand above the one with the dateline: summaries, which no markup tells apart."""

REACH_ABOVE: Final = 80
"""Characters above a date in which the line that announces it ends."""

LEAST_BEFORE_DATE: Final = 4
"""Words of a title at whose end a day may stand."""

_OUTLET_EDGE: Final = ' .,;:|–—-"„“”«»'


def of_block(draft: Draft, block: Block, rule: Rule | None) -> Iterator[Evidence]:
    """Give the evidence rows of one block.

    Arguments: the draft it belongs to; the block, labelled; the rule that labelled it, None where
        code did.
    """
    groups: Groups = rule.groups(block.plain) if rule else {}
    reader = _READERS.get(block.label)
    if reader:
        yield from reader(draft, block, groups)
    yield from _named(draft, block, groups)


class Claim(NamedTuple):
    """What a text says: a field, its value, and the words that say so where they are not the value."""

    field: str
    value: str
    words: str = ""


def row(draft: Draft, block: Block, claim: Claim, method: str, confidence: float) -> Evidence:
    """Make one evidence row, located at the words of the claim where the block holds them as they are."""
    source, words = draft.document.text, claim.words or claim.value
    start = source.find(words, block.start, block.end)
    span = (start, start + len(words)) if start >= 0 else (block.start, block.end)
    return Evidence(claim.field, claim.value, source[slice(*span)], *span, method, confidence)


def _title(draft: Draft, block: Block, groups: Groups) -> Iterator[Evidence]:
    written = groups["title"][0] if "title" in groups else block.plain
    method = {"h1": "heading", "": "first_line"}.get(block.markup, "marked_line")
    method = "title_field" if "title" in groups else method
    written, site = split_site(written, draft.blocks)
    if moment := title_date(written):
        yield published(draft, block, (moment, written), "title_date")
        written = written[: moment.start].rstrip(" ,").rpartition(" ")[0]
    kicker, title = split_kicker(written)
    if site:
        yield row(draft, block, Claim("outlet", site), "title_suffix", WEAK)
    yield row(draft, block, Claim("title", title), method, SURE if method != "first_line" else LIKELY)
    if kicker:
        yield row(draft, block, Claim("kicker", kicker), "title_prefix", LIKELY)


def title_date(title: str) -> Moment | None:
    """Find the day that an extractor left at the end of a title: a weekday and a full date behind words.

    >>> title_date("Port reopens after the storm Sunday, 3 March 2024") is None
    False
    >>> title_date("The fair opens on Sunday, 3 March 2024") is None
    True
    """
    if not title[-1:].isdigit() or not dates.has_year(title):
        return None
    moment = dates.find(title)
    if moment is None or moment.end != len(title):
        return None
    before, _, weekday = title[: moment.start].rstrip(" ,").rpartition(" ")
    is_set_off = before[-1:].isalpha() and before.split()[-1].casefold() not in (
        folded("function_words") | folded("waiting_words")
    )
    is_long = len(before.split()) >= LEAST_BEFORE_DATE
    return moment if is_weekday(weekday) and is_long and is_set_off else None


def _kicker(draft: Draft, block: Block, groups: Groups) -> Iterator[Evidence]:
    if "section" not in groups:
        yield row(draft, block, Claim("kicker", block.plain.rstrip(" :")), "kicker_line", LIKELY)


def _subtitle(draft: Draft, block: Block, _groups: Groups) -> Iterator[Evidence]:
    yield row(draft, block, Claim("subtitle", block.plain), "subtitle_line", FAIR)


def _byline(draft: Draft, block: Block, groups: Groups) -> Iterator[Evidence]:
    written = groups["authors"][0] if "authors" in groups else block.plain
    line = bylines.read(written)
    method, confidence = ("byline", SURE) if "authors" in groups else ("name_line", FAIR)
    for name in line.authors:
        yield author(draft, block, name, (method, confidence))
    if line.agency:
        yield row(draft, block, Claim("agency", line.agency), method, confidence)
    if line.moment:
        yield published(draft, block, (line.moment, written), "byline_date")


def author(draft: Draft, block: Block, name: str, grade: tuple[str, float]) -> Evidence:
    """Make the row of a name; one in capitals is given its usual case, and the method says so."""
    method, confidence = grade
    value = recased(name)
    suffix = RECASED if value != name else ""
    return row(draft, block, Claim("authors", value, name), f"{method}{suffix}", confidence)


def _date(draft: Draft, block: Block, groups: Groups) -> Iterator[Evidence]:
    stamped = stamps.read(block.plain, draft.language)
    for kind, moment in stamped:
        said = kind or _said_above(draft, block)
        yield published(draft, block, (moment, block.plain), DATE_METHODS[said])
    if stamped:
        return
    for name in (stamps.PUBLISHED, stamps.UPDATED):
        if name in groups and (found := dates.find(groups[name][0], draft.language)):
            yield published(draft, block, (found, groups[name][0]), DATE_METHODS[name])
            yield from signed_behind(draft, block, groups[name][0][found.end :])
            return
    if found := dates.whole(block.plain, draft.language) or dates.find(block.plain, draft.language):
        yield published(draft, block, (found, block.plain), "date_line")
        yield from signed_behind(draft, block, block.plain[found.end :])


def _said_above(draft: Draft, block: Block) -> str:
    """Tell what the line above a block announces; pages set "Published" and the day on two lines."""
    near = draft.document.text[max(0, block.start - REACH_ABOVE) : block.start].rstrip()
    return stamps.announced(near.rpartition("\n")[2]) or ""


def signed_behind(draft: Draft, block: Block, rest: str) -> Iterator[Evidence]:
    """Give the authors that a date line names behind its date: "Published on … by …"."""
    if bylines.has_lead(rest.strip()):
        for name in bylines.read(rest.strip()).authors:
            yield author(draft, block, name, ("byline", LIKELY))


def published(draft: Draft, block: Block, dated: tuple[Moment, str], method: str) -> Evidence:
    """Make the row of a date found in a text; an ambiguous one is evidence that is never chosen."""
    moment, text = day_order.settled(dated[0], draft.document.text), dated[1]
    claim = Claim("published", moment.iso, text[moment.start : moment.end].strip(" ,|–—-"))
    if moment.is_ambiguous:
        return row(draft, block, claim, "ambiguous_date", WEAK)
    return row(draft, block, claim, method, LIKELY if "dateline" in method else SURE)


def _dateline(draft: Draft, block: Block, _groups: Groups) -> Iterator[Evidence]:
    line = datelines.alone(block.plain)
    if line:
        yield from _of_dateline(draft, block, line, "dateline")


def _of_dateline(draft: Draft, block: Block, line: Dateline, method: str) -> Iterator[Evidence]:
    yield row(draft, block, Claim("dateline", line.text), method, SURE)
    if line.place:
        yield row(draft, block, Claim("dateline_place", line.place), method, LIKELY)
    if line.agency:
        yield row(draft, block, Claim("agency", line.agency), method, LIKELY)
    for name in line.authors:
        yield row(draft, block, Claim("authors", name), method, LIKELY)
    if line.moment:
        yield published(draft, block, (line.moment, line.text), method)


def of_front_matter(draft: Draft, block: Block) -> Iterator[Evidence]:
    """Read the front matter; its authors and dates are read as strictly as those of a line."""
    for field, value in front_matter.read(draft.document.text[block.start : block.end]):
        if field == "authors":
            for name in bylines.read(value).authors:
                yield author(draft, block, name, (front_matter.MARKUP, SURE))
        elif field in {"published", "updated"}:
            if moment := dates.whole(value, draft.language):
                method = front_matter.MARKUP + ("_updated" if field == "updated" else "")
                yield published(draft, block, (moment, value), method)
        elif _is_fit(field, value):
            yield row(draft, block, Claim(field, value), front_matter.MARKUP, SURE)


def _is_fit(field: str, value: str) -> bool:
    """Tell whether a value is what its field holds: an address is no outlet, and a path no address."""
    is_address = re.match(r"https?://\S+$", value) is not None
    return is_address == (field == "url")


def lead_evidence(draft: Draft) -> Iterator[Evidence]:
    """Read the dateline that one of the first paragraphs of the body begins with; the text keeps it."""
    paragraphs = (block for block in draft.blocks if block.label == "paragraph")
    for block in islice(paragraphs, MOST_LEADS):
        if line := datelines.leading(block.plain):
            yield from _of_dateline(draft, block, line, "leading_dateline")
            return


def _contact(draft: Draft, block: Block, _groups: Groups) -> Iterator[Evidence]:
    for found in domains(draft.document.text[block.start : block.end]):
        method = "contact_email" if found.is_email else "contact_link"
        start = block.start + found.start
        end = block.start + found.end
        raw = draft.document.text[start:end]
        yield Evidence(
            "outlet_domain", found.domain, raw, start, end, method, FAIR if found.is_email else LIKELY
        )


def _wire_credit(draft: Draft, block: Block, groups: Groups) -> Iterator[Evidence]:
    if "outlet" in groups and (agency := agency_of(groups["outlet"][0])):
        yield row(draft, block, Claim("agency", agency), "source_line", LIKELY)


def _named(draft: Draft, block: Block, groups: Groups) -> Iterator[Evidence]:
    """Give what the rule's named groups say beside the label: outlet, section, URL."""
    for group in ("outlet", "paper"):
        if group in groups:
            value = re.sub(r"\s+", " ", groups[group][0]).strip(_OUTLET_EDGE)
            if value and not agency_of(value):
                method, confidence = _OUTLET_METHODS.get(block.label, (block.label, WEAK))
                yield row(draft, block, Claim("outlet", value), method, confidence)
    for group in ("section", "url"):
        if group in groups:
            yield row(draft, block, Claim(group, groups[group][0].strip()), f"{group}_field", LIKELY)


DATE_METHODS: Final = {
    stamps.PUBLISHED: "published_line",
    stamps.UPDATED: "updated_line",
    "": "date_line",
}

_OUTLET_METHODS: Final = {
    "wire_credit": ("source_line", LIKELY),
    "copyright": ("copyright_line", LIKELY),
    "author_bio": ("author_bio", FAIR),
    "legal": ("republished", LIKELY),
}

_READERS: Final[dict[str, Callable[[Draft, Block, Groups], Iterator[Evidence]]]] = {
    "title": _title,
    "kicker": _kicker,
    "subtitle": _subtitle,
    "byline": _byline,
    "date": _date,
    "dateline": _dateline,
    "contact": _contact,
    "wire_credit": _wire_credit,
}
