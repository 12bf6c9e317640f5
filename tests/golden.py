"""Compare what the warehouse says about a file with what the gold says must come out of it."""

import json
from pathlib import Path
from typing import Any

import duckdb

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"
SAMPLE_RAW = REPOSITORY / "data" / "raw"
SAMPLE_GOLD = REPOSITORY / "tests" / "gold" / "sample.json"

Gold = dict[str, Any]

FIELDS = {
    "title": "title",
    "kicker": "kicker",
    "subtitle": "subtitle",
    "authors": "coalesce(authors, [])",
    "agency": "agency",
    "published": "published_on::VARCHAR",
    "precision": "date_precision",
    "publisher": "outlet",
    "publisher_domain": "outlet_domain",
    "dateline": "dateline",
    "dateline_place": "dateline_place",
    "language": "language",
}
"""Gold's name of a field to the expression that reads it from ``articles_current``."""


def load_gold(path: Path) -> list[Gold]:
    """Read a gold file: a list of objects, one a file."""
    gold: list[Gold] = json.loads(path.read_text(encoding="utf-8"))
    return gold


def expected(gold: Gold) -> dict[str, Any]:
    """Bring gold to the form of ``found``; what gold does not speak of is left out."""
    wanted: dict[str, Any] = {name: gold[name] for name in FIELDS if name in gold}
    wanted["body"] = [(block["kind"], block["text"]) for block in gold["body"]]
    wanted["sentences"] = [(s["paragraph"], s["kind"], s["text"]) for s in gold["sentences"]]
    for verdict in ("removed", "metadata"):
        if verdict in gold:
            wanted[verdict] = [(block["label"], block["text"]) for block in gold[verdict]]
    if "repairs" in gold:
        wanted["repairs"] = {kind: count for kind, count in gold["repairs"].items() if count}
    moment = gold.get("published_at")
    if moment and "T" in moment and ("+" in moment or moment.count("-") > 2):
        wanted["published_at"] = moment
    return wanted


def found(database: duckdb.DuckDBPyConnection, gold: Gold) -> dict[str, Any]:
    """Read from the published database all that ``expected`` speaks of, for one file."""
    path = gold["file"]
    columns = ", ".join(f"{expression} AS {name}" for name, expression in FIELDS.items())
    query = (
        f"SELECT article_id, document_id, text, {columns}, published_at "
        "FROM articles_current WHERE list_contains(paths, ?)"
    )
    row = database.execute(query, [path]).fetchone()
    assert row is not None, f"no current article holds {path}"
    names = [column[0] for column in database.description or ()]
    article = dict(zip(names, row, strict=True))
    wanted = expected(gold)
    result = {name: article[name] for name in FIELDS if name in gold}
    sentences = database.execute(
        "SELECT paragraph_no, kind, text FROM sentences WHERE article_id = ? ORDER BY sentence_no",
        [article["article_id"]],
    ).fetchall()
    result["sentences"] = sentences
    kinds = {number: kind for number, kind, _ in sentences}
    result["body"] = [(kinds[n], text) for n, text in enumerate(article["text"].split("\n\n"))]
    result |= _account(database, article["document_id"], wanted)
    if "published_at" in wanted:
        found_at, wanted_at = article["published_at"], wanted["published_at"]
        is_same = found_at is not None and found_at == _moment(database, wanted_at)
        result["published_at"] = wanted_at if is_same else found_at
    return result


def _account(database: duckdb.DuckDBPyConnection, document_id: str, wanted: dict[str, Any]) -> dict[str, Any]:
    account: dict[str, Any] = {}
    for verdict in ("removed", "metadata"):
        if verdict in wanted:
            rows = database.execute(
                "SELECT label, raw_text FROM blocks WHERE document_id = ? AND verdict = ? "
                "AND rule_id <> 'markup.break' ORDER BY block_no",
                [document_id, verdict],
            ).fetchall()
            account[verdict] = [(label, " ".join(raw.split())) for label, raw in rows]
    if "repairs" in wanted:
        rows = database.execute(
            "SELECT r.kind, count(*) FROM repairs r "
            "WHERE r.document_id = ? AND r.kind LIKE '%_join' AND NOT EXISTS "
            "(FROM blocks b WHERE b.document_id = r.document_id AND b.verdict <> 'kept' "
            "AND b.start_char <= r.start_char AND r.end_char <= b.end_char) GROUP BY ALL",
            [document_id],
        ).fetchall()
        account["repairs"] = dict(rows)
    return account


def _moment(database: duckdb.DuckDBPyConnection, iso: str) -> Any:
    row = database.execute("SELECT ?::TIMESTAMPTZ", [iso]).fetchone()
    assert row is not None
    return row[0]
