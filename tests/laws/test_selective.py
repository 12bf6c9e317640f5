"""Law 3 over changes: what is done again because something has changed ends where a run from nothing ends."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from copydesk import runs, versions
from copydesk.settings import Settings
from copydesk.tables import CLOCK_COLUMNS, SCHEMAS
from copydesk.warehouse import Layout, query
from tests.news import PARTS
from tests.shell.rawfolder import write_all

STEPS = 4
OUTLETS = ("harbour", "valley")
LINES = (
    "Tide of the day: high water 06:12",
    "**Tide of the day:** high water 07:01",
    "Weather: mild, some rain",
    "WEATHER: Storm takes the pier roof",
    "[Tide of the day](https://tide.example/now) and more",
    "- Weather: dry",
    "Kite report from the mole",
    "A full-page kite re-\nport of the week",
    "Reach us at desk@harbour.example for more",
    "Seen from the mole by Ana Lind",
    "TÃ¤glich: das Wetter",
)
"""Lines that the rules below can fit, some only when they are mended."""

PATTERNS = {
    "tide": ("promo", "anywhere", "tide of the day.*", "Tide of the day: none", "A tide of the day"),
    "weather": ("navigation", "edge", "weather:.*", "Weather: dry", "The weather was dry"),
    "kicker": ("kicker", "head", "weather:", "Weather:", "The weather"),
    "kite": ("caption", "anywhere", r"(?:a full-page )?kite report.*", "Kite report 4", "The kite report"),
    "daily": ("navigation", "anywhere", "täglich:.*", "Täglich: mehr", "Nicht täglich: nie"),
    "seen": (
        "byline",
        "edge",
        r"seen from the mole by (?P<authors>.+)",
        "Seen from the mole by Jo Dee",
        "Seen",
    ),
    "contact": ("contact", "tail", "reach us at .*", "Reach us at a@b.example", "Do reach us at a@b.example"),
}
HEAD = '[outlet]\nname = "{name}"\npaths = ["{name}/*"]\ndomains = ["{name}.example"]\n'


def rule(name: str, prefix: str, chance: random.Random) -> str:
    label, where, pattern, remove, keep = PATTERNS[name]
    match = chance.choice(["full", "full", "prefix"])
    return (
        f'[[rule]]\nid = "{prefix}.{name}"\nlabel = "{label}"\nwhere = "{where}"\nmatch = "{match}"\n'
        f"pattern = '''{pattern}'''\nremove = [{json.dumps(remove)}]\nkeep = [{json.dumps(keep)}]\n"
    )


def write_rules(folder: Path, chance: random.Random) -> None:
    """Write rules of one's own anew: some of all, in any order, and those of one outlet or of none."""
    names = chance.sample(sorted(PATTERNS), chance.randint(1, len(PATTERNS)))
    general = "".join(rule(name, "own", chance) for name in names)
    write_all(folder, {"own.toml": general})
    place = folder / "outlets" / "harbour.toml"
    place.unlink(missing_ok=True)
    if chance.random() < 0.6:
        special = chance.sample(sorted(PATTERNS), 2)
        head = HEAD.format(name=chance.choice(OUTLETS))
        write_all(
            folder, {"outlets/harbour.toml": head + "".join(rule(one, "out", chance) for one in special)}
        )


def write_raw(raw: Path, chance: random.Random, count: int) -> None:
    """Write documents of news-like parts and of lines that the rules can fit."""
    for number in range(count):
        parts = chance.choices((*PARTS, *LINES, *LINES), k=chance.randint(3, 12))
        text = "".join(part + chance.choice(["\n\n", "\n\n", "\n"]) for part in parts)
        folder = chance.choice([*OUTLETS, "elsewhere"])
        write_all(raw, {f"{folder}/{number}.{chance.choice(['txt', 'md'])}": text})
        if folder == "elsewhere" and chance.random() < 0.3:  # not where the copy's rules would be others
            write_all(raw, {f"{folder}/copy of {number}.txt": text})


def tables(settings: Settings) -> dict[str, list[tuple[object, ...]]]:
    """All rows but clocks, run ids, ledgers of what was before, and what only earlier runs were made by."""
    found = {}
    for table, schema in SCHEMAS.items():
        left_out = {*CLOCK_COLUMNS.get(table, ()), "run_id"}
        columns = ", ".join(name for name in schema.names if name not in left_out)
        where = {
            "fingerprints": "WHERE fingerprint IN (SELECT fingerprint FROM documents)",
            "rule_files": "WHERE version IN (SELECT version FROM fingerprints "
            "WHERE fingerprint IN (SELECT fingerprint FROM documents))",
        }.get(table, "")
        if table not in ("runs", "article_revisions", "reject_history"):
            sql = f"SELECT {columns} FROM {table} {where} ORDER BY ALL"
            found[table] = query(Layout(settings.warehouse).published, sql).rows
    return found


def corrections(chance: random.Random, raw: Path) -> str:
    """Make corrections of some files, most of which are stale."""
    paths = [path.relative_to(raw).as_posix() for path in sorted(raw.glob("[hv]*/*.*"))]
    return "".join(
        f'[[correction]]\npath = "{path}"\nreason = "so"\nstatus = "final"\nfield = "section"\n'
        f'expect = "{chance.choice(["", "", "x"])}"\nvalue = "{chance.choice("ab")}"\n'
        for path in chance.sample(paths, chance.randint(0, 3))
    )


@pytest.mark.parametrize("seed", range(4))
def test_any_changes_end_where_a_fresh_run_does(tmp_path: Path, seed: int) -> None:
    """Rules added, changed, taken out and moved, outlets and corrections too, beside files that change."""
    chance = random.Random(seed)
    settings = Settings(
        tmp_path / "raw",
        tmp_path / "warehouse",
        workers=1,
        rules=tmp_path / "rules",
        corrections=tmp_path / "corrections.toml",
    )
    write_raw(settings.raw, chance, 30)
    done, known = 0, 0
    for step in range(STEPS):
        write_rules(tmp_path / "rules", chance)
        settings.corrections.write_text(corrections(chance, settings.raw), encoding="utf-8")
        if chance.random() < 0.4:
            write_raw(settings.raw, chance, 3)
        if step > 1 and chance.random() < 0.3:
            sorted(settings.raw.rglob("*.txt"))[0].rename(settings.raw / f"moved {step}.txt")
        plan = runs.run(settings).plan
        if step:
            done += plan.files_reprocessed
            known += plan.files_seen - plan.files_new - plan.files_changed
    fresh = replace(settings, warehouse=tmp_path / "fresh")
    for path in [row[0] for row in query(Layout(settings.warehouse).published, GONE).rows]:
        write_all(settings.raw, {str(path): "It is back, and holds a sentence that is new to all.\n"})
    runs.run(settings)
    runs.run(fresh)
    mine, theirs = tables(settings), tables(fresh)
    for table in theirs:
        assert mine[table] == theirs[table], table
    assert runs.run(settings).plan.is_empty
    assert 0 < done < known


GONE = "SELECT path FROM files WHERE state = 'gone'"


def settled(tmp_path: Path, rules: str) -> Settings:
    settings = Settings(tmp_path / "raw", tmp_path / "warehouse", workers=1, rules=tmp_path / "rules")
    write_all(
        settings.raw,
        {
            "a.txt": f"Docks close\n\nThe docks closed on Monday after a strike of the men.\n\n{LINES[0]}\n",
            "b.md": f"# Gulls\n\nThe gulls were counted on the mole, with a click counter.\n\n{LINES[1]}\n",
            "c.txt": "Mills\n\nThe mills turned all the night, and nobody slept in all the valley.\n",
            "d.txt": f"{LINES[3]}\n\nThe storm came at night and took the roof of the pier, they say.\n",
            "e.pdf": "no text",
        },
    )
    write_all(tmp_path / "rules", {"own.toml": rules})
    runs.run(settings)
    return settings


CHANCE = random.Random(0)


@pytest.mark.parametrize(
    ("name", "paths"),
    [("tide", ["a.txt", "b.md"]), ("kicker", ["d.txt"]), ("weather", ["d.txt"]), ("daily", [])],
)
def test_a_rule_reaches_what_it_fits(tmp_path: Path, name: str, paths: list[str]) -> None:
    """Added, then taken out again: the documents with a text that it fits, mended or not, and no others."""
    before = rule("kite", "own", CHANCE)
    settings = settled(tmp_path, before)
    for text, change in ((before + rule(name, "own", CHANCE), "added"), (before, "removed")):
        write_all(tmp_path / "rules", {"own.toml": text})
        plan = runs.run(settings).plan
        assert plan.files_reprocessed == len(paths)
        assert plan.is_stamping
        told = [(one.kind, one.name, one.change, one.examples) for one in plan.reasons]
        assert told == ([("rule", f"own.{name}", f"{change} in own/own.toml", tuple(paths))] if paths else [])
        current = query(Layout(settings.warehouse).published, "SELECT DISTINCT rules_version FROM articles")
        assert len(current.rows) == 1


def test_an_example_or_a_comment_reaches_nothing(tmp_path: Path) -> None:
    """No document is done again, and all bear the new version."""
    settings = settled(tmp_path, rule("tide", "own", CHANCE))
    text = (tmp_path / "rules" / "own.toml").read_text()
    write_all(tmp_path / "rules", {"own.toml": "# tides\n" + text})
    before = query(Layout(settings.warehouse).published, "SELECT rules_version FROM articles").rows
    plan = runs.run(settings).plan
    assert (plan.files_reprocessed, plan.is_stamping, plan.is_empty) == (0, True, False)
    after = query(Layout(settings.warehouse).published, "SELECT rules_version FROM articles").rows
    assert set(after).isdisjoint(before)


@pytest.mark.parametrize(("kind", "name", "files"), [("readers", "markdown", 1), ("stages", "rows", 4)])
def test_a_reader_reaches_its_format_and_a_stage_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, name: str, files: int
) -> None:
    """Files that no reader takes are left alone."""
    settings = settled(tmp_path, rule("tide", "own", CHANCE))
    told = versions.load()
    raised = told._replace(**{kind: {**getattr(told, kind), name: 77}})
    monkeypatch.setattr(versions, "load", lambda: raised)
    assert runs.run(settings).plan.files_reprocessed == files
    assert runs.run(settings).plan.is_empty
