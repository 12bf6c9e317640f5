"""One article on a terminal: what is known of it, why, its text, and what was removed."""

import shlex
import textwrap
from collections.abc import Iterator, Mapping
from typing import Final

from copydesk.cli.terminal import heading
from copydesk.report.plain import printable, printable_lines, shorten
from copydesk.warehouse import ArticleView

FIELDS: Final = (
    "title",
    "kicker",
    "subtitle",
    "authors",
    "agency",
    "published_on",
    "published_at",
    "date_precision",
    "outlet",
    "outlet_domain",
    "section",
    "url",
    "dateline",
    "dateline_place",
    "language",
)
WIDTH: Final = 100
RAW_CHARS: Final = 300


def article_lines(view: ArticleView) -> Iterator[str]:
    """Yield the lines that show ``view``; unknown fields are said to be unknown."""
    row = view.article
    yield heading(_value(row.get("title")) if row.get("title") else "(no title)")
    yield f"{row['article_id']}  {row['sentence_count']} sentences, {row['word_count']} words"
    for path in view.paths:
        yield f"from {printable(path)}"
    if not view.paths:
        yield "no longer in the raw folder: in articles, not in articles_current"
    for path, count in view.revisions.items():
        often = "once" if count == 1 else f"{count} times"
        yield f"revised {often}: copydesk diff {shlex.quote(printable(path))} shows how"
    yield from _section("Metadata", _metadata(view))
    yield from _section("Text", _text(str(row["text"])))
    removed = [block for block in view.blocks if block["verdict"] == "removed"]
    yield from _section(f"Removed ({len(removed)})", (line for block in removed for line in _block(block)))
    yield from _section(f"Repairs ({len(view.repairs)})", (_repair(one) for one in view.repairs))


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    yield ""
    yield heading(title)
    yield from lines


def _metadata(view: ArticleView) -> Iterator[str]:
    for name in FIELDS:
        value = view.article.get(name)
        yield f"  {name:<16}{_value(value) if value not in (None, []) else '–'}"
        field = "published" if name == "published_on" else name
        for one in view.evidence:
            if one["field"] == field and one["is_chosen"] and one["raw"]:
                raw = shorten(printable(str(one["raw"])), WIDTH)
                yield f"  {'':<16}from “{raw}” ({printable(str(one['method']))}, {one['confidence']})"


def _text(text: str) -> Iterator[str]:
    for number, paragraph in enumerate(text.split("\n\n")):
        if number:
            yield ""
        lines = textwrap.wrap(printable(paragraph), WIDTH - 2, break_on_hyphens=False)
        yield from (f"  {line}" for line in lines)


def _block(block: Mapping[str, object]) -> Iterator[str]:
    yield f"  {printable(str(block['label']))} by {printable(str(block['rule_id']))}"
    raw = shorten(printable_lines(str(block["raw_text"])), RAW_CHARS)
    yield from (f"    | {line}" for line in raw.split("\n"))


def _repair(repair: Mapping[str, object]) -> str:
    before, after = (repr(printable(str(repair[key]))) for key in ("before_text", "after_text"))
    return f"  {printable(str(repair['kind']))} at {repair['start_char']}: {before} became {after}"


def _value(value: object) -> str:
    return printable(", ".join(map(str, value)) if isinstance(value, list) else str(value))
