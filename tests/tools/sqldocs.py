"""Write docs/schema.md from the comments on tables, views and macros, and docs/cookbook.md from sql/queries.

The cookbook's answers are those of the sample corpus.

usage: sqldocs.py [--check]    --check: change nothing, fail when a document says something else
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb

from copydesk import runs, warehouse
from copydesk.cli.formats import rows_as
from copydesk.settings import Settings
from copydesk.tables import SCHEMAS
from copydesk.warehouse import statements

ROOT = Path(__file__).resolve().parents[2]
SCHEMA, COOKBOOK = ROOT / "docs" / "schema.md", ROOT / "docs" / "cookbook.md"
HEAD = re.compile(r"CREATE MACRO (\w+)\((.*?)\) AS (TABLE)?", re.DOTALL)


def main(arguments: list[str]) -> int:
    """Refresh the documents, or compare them."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(ROOT / "data" / "raw", Path(folder) / "warehouse")
        runs.run(settings)
        pages = {SCHEMA: schema_page(), COOKBOOK: cookbook_page(settings.warehouse)}
    stale = [path for path, text in pages.items() if not path.exists() or path.read_text("utf-8") != text]
    if "--check" in arguments:
        print("".join(f"{path.relative_to(ROOT)} is stale: run make docs\n" for path in stale), end="")
        return int(bool(stale))
    for path in stale:
        path.write_text(pages[path], encoding="utf-8")
    return 0


def schema_page() -> str:
    """Everything that the published database holds, with its comments."""
    connection = duckdb.connect()
    for one in (*statements.schema(), *statements.read_all("search"), *statements.furnishing()):
        connection.execute(one.text)
    views = [one.name.partition("_")[2] for one in statements.read_all("views")]
    macros = [HEAD.search(one.text) for one in statements.read_all("macros")]
    heads = [head for head in macros if head]
    comments = dict(
        connection.execute(
            "SELECT function_name, comment FROM duckdb_functions() WHERE comment IS NOT NULL"
        ).fetchall()
    )
    lines = [
        "# What is in the published database",
        "",
        "Made from the comments in `sql/` by `make docs`. They are in the database too: "
        '`copydesk sql "FROM duckdb_columns()"`, `duckdb_views()`, `duckdb_functions()`.',
        "",
        "Views and macros show the articles that lie in the raw folder now; tables hold earlier ones too. "
        "Patterns are RE2's, and case is ignored unless one begins with `(?-i)`. Questions and answers: "
        "[cookbook.md](cookbook.md).",
        "",
        "## Table macros",
        "",
        "To be asked like tables: `FROM search('covered bridge')`, `FROM timeline('bridge', 'week')`. "
        "What follows `:=` is given by its name: `FROM kwic('bridge', width := 60)`.",
        "",
        *_macros(heads, comments, is_table=True),
        "## Views",
        "",
        *_relations(connection, views),
        "## Tables",
        "",
        *_relations(connection, list(SCHEMAS)),
        "## Tables of the index",
        "",
        "`search()` looks words up in them. They are made anew with each publication.",
        "",
        *_relations(connection, [one.name for one in statements.read_all("search")]),
        "## Macros for single values",
        "",
        *_macros(heads, comments, is_table=False),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _macros(heads: list[re.Match[str]], comments: dict[str, str], *, is_table: bool) -> Iterator[str]:
    for head in heads:
        if bool(head[3]) == is_table:
            arguments = " ".join(head[2].split())
            yield from (f"### `{head[1]}({arguments})`", "", f"{_cell(comments[head[1]])}.", "")


def _relations(connection: duckdb.DuckDBPyConnection, names: list[str]) -> Iterator[str]:
    said = dict(
        connection.execute(
            "SELECT view_name, comment FROM duckdb_views() "
            "UNION ALL SELECT table_name, comment FROM duckdb_tables()"
        ).fetchall()
    )
    for name in names:
        yield from (f"### `{name}`", "", f"{_cell(said[name])}.", "")
        columns = connection.execute(
            "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = ? "
            "ORDER BY column_index",
            [name],
        ).fetchall()
        if any(comment for _, _, comment in columns):
            yield from ("| column | type | |", "| --- | --- | --- |")
            yield from (
                f"| `{column}` | {kind} | {_cell(comment or '')} |" for column, kind, comment in columns
            )
        else:
            yield "Columns: " + ", ".join(f"`{column}` {kind}" for column, kind, _ in columns) + "."
        yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def cookbook_page(folder: Path) -> str:
    """Every question of sql/queries with its text and what the sample corpus answers."""
    database = warehouse.Layout(folder).published
    lines = [
        "# Cookbook",
        "",
        "Questions that people ask, with the answers of the [sample corpus](sample-corpus.md). Made from "
        "`sql/queries/` by `make docs`; the tests compare the answers with what was counted in the files by "
        "hand. Each can be asked by its name or number, and `copydesk sql --list` lists them:",
        "",
        "    copydesk sql --query removed_by_rule",
        "",
        "What the views and macros are: [schema.md](schema.md).",
        "",
    ]
    for one in statements.questions():
        body = "\n".join(line for line in one.text.splitlines() if not line.startswith("-- question:"))
        answer = "\n".join(rows_as("table", warehouse.query(database, one.text)))
        lines += [f"## {one.number}. {one.question}", "", f"`{one.name}`", ""]
        lines += ["```sql", body.strip(), "```", "", "```text", answer, "```", ""]
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
