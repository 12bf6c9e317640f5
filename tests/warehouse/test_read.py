"""Reading the snapshot: queries, one article, the summary's numbers, the questions people ask first."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from copydesk.errors import CopydeskError, ResourceError, RetryError, StopError
from copydesk.warehouse import Layout, article, check, facts, known, publish, query, writer_lock
from tests.warehouse.handmade import Paper, Reject, run

RAIN = Paper("rain.txt")
COPY = Paper("news/copy.md")
SNOW = Paper("snow.txt", title="Snow", changes={"published_on": date(2024, 3, 2)})
HOLDER = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""
WRITER = """
import sys
from pathlib import Path
from copydesk.warehouse import Layout, writer_lock
with writer_lock(Layout(Path(sys.argv[1]))):
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """Three papers, two of them one article, and a reject; read only."""
    layout = Layout(tmp_path_factory.mktemp("published"))
    run(layout, "one", [RAIN, COPY, SNOW, Reject("picture.txt")])
    publish(layout)
    return layout


@contextmanager
def held(script: str, path: Path) -> Iterator[int]:
    """Run ``script`` on ``path`` in another process while the block runs; its process id."""
    arguments = [sys.executable, "-c", script, str(path)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "open\n"
        yield other.pid
        other.communicate("")


def test_query_returns_python_values(published: Layout) -> None:
    """Lists, dates, UTC time stamps, big sums and NULL come as Python's own."""
    found = query(
        published.published,
        "SELECT authors, published_on, published_at, "
        "(SELECT sum(words) FROM sentences_current) AS words, kicker "
        "FROM articles_current WHERE title = 'Snow'",
    )
    assert found.columns == ("authors", "published_on", "published_at", "words", "kicker")
    moment = datetime(2024, 3, 1, 12, 30, tzinfo=UTC)
    assert found.rows == [(["Ann Example", "Bo Beispiel"], date(2024, 3, 2), moment, 8, None)]
    assert isinstance(found.rows[0][3], int)


def test_query_with_two_columns_of_one_name(published: Layout) -> None:
    """Columns are told apart by their place."""
    found = query(published.published, "SELECT 3 AS b, 4 AS b -- one name")
    assert (found.columns, found.rows) == (("b", "b"), [(3, 4)])


def test_query_without_rows(published: Layout) -> None:
    """Nothing found is an answer."""
    assert query(published.published, "SELECT path FROM files WHERE false").columns == ("path",)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELEC 1", "syntax error"),
        ("SELECT titel FROM articles", "titel"),
        ("SELECT * FROM nowhere", "nowhere"),
        ("SELECT error('boom')", "boom"),
        ("DELETE FROM articles", "for reading"),
        ("CREATE TABLE mine (a INTEGER)", "for reading"),
        (" ", "empty"),
        ("SELECT 1; SELECT 2", "2 queries"),
        ("SELECT DATE 'infinity'", "VARCHAR"),
    ],
)
def test_query_that_fails(published: Layout, sql: str, said: str) -> None:
    """Wrong SQL and writing are the asker's to correct: exit code 2 and DuckDB's words."""
    with pytest.raises(StopError) as caught:
        query(published.published, sql)
    assert said in f"{caught.value} {caught.value.advice}"
    assert caught.value.exit_code == 2


def test_query_needs_no_further_package(published: Layout) -> None:
    """Time stamps come out where pytz is not installed, as in a fresh environment."""
    script = (
        "import sys; sys.modules['pytz'] = None\n"
        "from pathlib import Path; from copydesk.warehouse import query\n"
        "print(query(Path(sys.argv[1]), 'SELECT published_at FROM articles LIMIT 1').rows[0][0].isoformat())"
    )
    arguments = [sys.executable, "-c", script, str(published.published)]
    told = subprocess.run(arguments, capture_output=True, text=True, check=True)
    assert told.stdout == "2024-03-01T12:30:00+00:00\n"


def test_no_database(tmp_path: Path) -> None:
    """Before the first run every reader says what to do."""
    layout = Layout(tmp_path / "nowhere")
    for ask in (
        lambda: query(layout.published, "SELECT 1"),
        lambda: article(layout.published, "rain.txt"),
        lambda: facts(layout),
        lambda: check(layout),
    ):
        with pytest.raises(StopError, match="no database") as caught:
            ask()
        assert "copydesk run" in caught.value.advice
    assert not layout.root.exists()


def test_no_duckdb_file(tmp_path: Path) -> None:
    """Something else under the database's name is named as such."""
    database = tmp_path / "copydesk.duckdb"
    database.write_text("something else", encoding="utf-8")
    with pytest.raises(StopError, match="not a database"):
        query(database, "SELECT 1")


def test_database_of_another_process(tmp_path: Path) -> None:
    """Every way in names the process that has the file open, in one line, and can be tried again."""
    layout = Layout(tmp_path)
    run(layout, "one", [RAIN])
    publish(layout)
    with held(HOLDER, layout.working) as pid:
        for ask in (lambda: known(layout), lambda: check(layout), lambda: run(layout, "two", [SNOW])):
            with pytest.raises(RetryError, match=rf"pid {pid}\b") as caught:
                ask()
            assert "\n" not in str(caught.value)
            assert caught.value.exit_code == 5
        with pytest.raises(RetryError, match=rf"pid {pid}\b"):
            publish(layout)
    with held(HOLDER, layout.published) as pid:
        with pytest.raises(RetryError, match=rf"pid {pid}\b"):
            query(layout.published, "SELECT 1")
        run(layout, "two", [SNOW])
        assert publish(layout).is_changed
        assert query(layout.published, "SELECT count(*) FROM articles").rows == [(2,)]


def test_one_writer(tmp_path: Path) -> None:
    """The second run is told who the first is; the lock dies with its holder."""
    layout = Layout(tmp_path / "warehouse")
    with (
        held(WRITER, layout.root) as pid,
        pytest.raises(RetryError, match=rf"pid {pid}\b"),
        writer_lock(layout),
    ):
        pass
    with writer_lock(layout), pytest.raises(RetryError, match="another run"), writer_lock(layout):
        pass
    with writer_lock(layout):
        pass


def refused(action: object) -> CopydeskError:
    with pytest.raises(ResourceError) as caught:
        action()  # type: ignore[operator]
    return caught.value


def test_target_that_cannot_be_written(tmp_path: Path) -> None:
    """A folder without the right to write: path and advice, and readers read on."""
    layout = Layout(tmp_path / "warehouse")
    run(layout, "one", [RAIN])
    publish(layout)
    run(layout, "two", [SNOW])
    script = (
        "import os, sys; from pathlib import Path\n"
        "from copydesk.errors import ResourceError\n"
        "from copydesk.warehouse import Layout, publish, query, writer_lock\n"
        "layout = Layout(Path(sys.argv[1]))\n"
        "os.geteuid() or os.setuid(65534)\n"
        "def enter():\n    with writer_lock(layout): pass\n"
        "for action in (enter, lambda: publish(layout)):\n"
        "    try: action()\n"
        "    except ResourceError as error:\n"
        "        print(error.exit_code, str(layout.root) in str(error), str(error))\n"
        "print(query(layout.published, 'SELECT count(*) FROM articles').rows)\n"
    )
    for folder in (tmp_path, *tmp_path.parents):
        if str(folder).startswith("/tmp/pytest"):
            folder.chmod(0o755)
    for folder in (layout.root, layout.work, layout.exports):
        folder.chmod(0o555)
    try:
        arguments = [sys.executable, "-c", script, str(layout.root)]
        told = subprocess.run(arguments, capture_output=True, text=True, check=False)
    finally:
        for folder in (layout.root, layout.work, layout.exports):
            folder.chmod(0o755)
    assert re.fullmatch(r"(6 True permission denied: .*\n){2}\[\(1,\)\]\n", told.stdout), told
    assert publish(layout).is_changed


@pytest.mark.parametrize(
    "key", [SNOW.article_id, SNOW.article_id[:6], SNOW.article_id[:6].upper(), "snow.txt"]
)
def test_article_by_each_key(published: Layout, key: str) -> None:
    """An id, the beginning of one and a path lead to the article and its whole account."""
    view = article(published.published, key)
    assert view.article["title"] == "Snow"
    assert view.paths == ("snow.txt",)
    assert [block["label"] for block in view.blocks] == ["title", "paragraph", "paragraph", "advertisement"]
    assert view.evidence[0]["value"] == "Snow"
    assert view.repairs[0]["kind"] == "line_join"


def test_article_of_several_files(published: Layout) -> None:
    """Each of its paths leads to it, and it names them all."""
    assert article(published.published, "news/copy.md").paths == ("news/copy.md", "rain.txt")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("", "no article"),
        (SNOW.article_id[:3], "no article"),
        ("nowhere.txt", "no article"),
        ("' OR 1=1 --", "no article"),
        ("picture.txt", "rejected (binary): it is no text"),
    ],
)
def test_article_that_is_not_there(published: Layout, key: str, said: str) -> None:
    """The message says whether nothing answers or why it was rejected."""
    with pytest.raises(StopError, match=re.escape(said)):
        article(published.published, key)


def test_article_key_with_several_answers(tmp_path: Path) -> None:
    """A beginning that two ids share is not guessed about."""
    layout = Layout(tmp_path)
    run(layout, "one", [RAIN])
    publish(layout)
    with duckdb.connect(layout.published) as connection:
        connection.execute(
            "INSERT INTO articles SELECT * REPLACE (left(article_id, 31) || 'x' AS article_id) FROM articles"
        )
    with pytest.raises(StopError, match="several articles") as caught:
        article(layout.published, RAIN.article_id[:8])
    assert "more of the id" in caught.value.advice


def test_facts(published: Layout) -> None:
    """The summary's numbers: the last run's files, the whole warehouse's rows."""
    found = facts(published)
    assert (found.files_seen, found.files_new, found.files_changed, found.files_gone) == (3, 4, 0, 0)
    assert (found.files_total, found.articles_total, found.sentences_total) == (4, 2, 4)
    assert found.removed_by_label == {"advertisement": 2}
    assert found.rejects_by_reason == {"binary": 1}


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        (
            "SELECT label, verdict, count(*) FROM blocks_current GROUP BY ALL ORDER BY ALL",
            [("advertisement", "removed", 2), ("paragraph", "kept", 4), ("title", "metadata", 2)],
        ),
        ("FROM removed_by_label", [("advertisement", 2, 2, 30)]),
        ("FROM removed_by_rule", [("any.advertisement", "advertisement", 2, 2, 30, "- Advertisement -")]),
        (
            "SELECT author, count(*) FROM authors_current GROUP BY author ORDER BY author",
            [("Ann Example", 2), ("Bo Beispiel", 2)],
        ),
        ("FROM coverage_by_day", [(date(2024, 3, 1), 1, 1, 2, 4), (date(2024, 3, 2), 1, 1, 2, 4)]),
        (
            "FROM coverage_by_outlet",
            [("courier.example", 2, 4, 8, ["en"], date(2024, 3, 1), date(2024, 3, 2), 0)],
        ),
        (
            "FROM metadata_gaps WHERE field IN ('title', 'outlet')",
            [("outlet", 2, 2, 1.0), ("title", 2, 0, 0.0)],
        ),
        ("SELECT path, reason FROM rejects_current", [("picture.txt", "binary")]),
        ("FROM repairs_by_kind", [("line_join", "any.line_join", 2, 2)]),
        ("SELECT files, paths FROM shared_articles", [(2, ["news/copy.md", "rain.txt"])]),
    ],
)
def test_views(published: Layout, sql: str, rows: list[tuple[object, ...]]) -> None:
    """Each view answers its question on papers whose answer is plain."""
    assert query(published.published, sql).rows == rows
