"""Fit the model that tells body from the rest of a page: ``python -m bench.page_model [--write]``.

Prints what it reaches on sites it was not fitted on; ``--write`` writes ``page_model.toml`` and puts the
figures into ``docs/pages.md``.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from bench.marks import write_into
from bench.page_texts import FOLDS, GOLD, SETS, Accuracy, Page, accuracy, pages
from copydesk.clean.page.place import FEATURES
from copydesk.clean.page.score import CONTEXT, Model, Pass, context

ROOT = Path(__file__).resolve().parents[1]
FITTED = ROOT / "src" / "copydesk" / "clean" / "page" / "page_model.toml"
DOC = ROOT / "docs" / "pages.md"
VERSION = "page-1"
RIDGE = 3e-4
"""Strength of the pull towards weights of nothing, per row."""

ROUNDS = 15
SMALL_STEP = 1e-3
BODIES_COUNT = 0.3
"""How much a clean article counts beside the page that it was taken from."""

HEADER = """\
# How much like body a block of a flattened page is; read by copydesk.clean.page.score.
# Made by `python -m bench.page_model --write`: fitted on the pages and bodies of WCXB's development split
# (CC-BY-4.0), of DAnIEL (Greek, Chinese, Polish, Russian and English news; used to count, no text of it is
# here) and of the test pages of mozilla/readability (Apache-2.0). Numbers only; docs/pages.md says what
# they mean. A feature has its usual value, its spread, and its weight on the spread.
"""

Features: TypeAlias = Callable[[Page], Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, measure, print; write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write page_model.toml and docs/pages.md")
    options = parser.parse_args(arguments)
    if not GOLD.exists():
        print(f"{GOLD.name} is not there: nothing to fit on", file=sys.stderr)
        return 2
    known = [page for name in SETS for page in pages(name)]
    unseen = _unseen(known)
    kept: dict[int, str] = {}
    for fold in range(FOLDS):
        learnt = [page for page in known if page.fold != fold]
        second = _second(learnt, unseen)
        kept |= {id(page): keep(page, unseen, second) for page in known if page.fold == fold}
    table = _table(known, kept)
    print(table)
    if options.write:
        FITTED.write_text(
            _toml(Model(VERSION, (_fit(known, _own), _second(known, unseen))), table), encoding="utf-8"
        )
        write_into(DOC, {"measured": "```text\n" + table + "\n```"})
    return 0


def _own(page: Page) -> Any:
    return page.features


def _unseen(known: Sequence[Page]) -> dict[int, Any]:
    """Give the first pass's log-odds of every page, from a fit on other sites than its own."""
    odds: dict[int, Any] = {}
    for fold in range(FOLDS):
        first = _fit([page for page in known if page.fold != fold], _own)
        odds |= {id(page): _odds(first, page.features) for page in known if page.fold == fold}
    return odds


def _with_context(page: Page, odds: Any) -> Any:
    return np.column_stack([page.features, context(odds, page.features)])


def _second(known: Sequence[Page], unseen: dict[int, Any]) -> Pass:
    """Fit the second pass on first scores as they are on pages that nobody has seen."""
    return _fit(known, lambda page: _with_context(page, unseen[id(page)]))


def _odds(fitted: Pass, features: Any) -> Any:
    return fitted.odds(fitted.weigh(features))


def _fit(known: Sequence[Page], features: Features) -> Pass:
    """Fit a logistic regression by iteratively reweighted least squares with a ridge; numbers rounded."""
    rows = np.vstack([features(page) for page in known])
    right = np.concatenate([page.is_body for page in known]).astype(np.float64)
    counts = np.concatenate([page.weight * _importance(page) for page in known])
    counts /= counts.mean()
    usual, spread = np.round(rows.mean(axis=0), 4), np.maximum(np.round(rows.std(axis=0), 4), 1e-3)
    rows -= usual
    rows /= spread
    rows = np.column_stack([rows, np.ones(len(rows))])
    half = rows.astype(np.float32)
    pull = np.eye(rows.shape[1]) * RIDGE * len(rows)
    pull[-1, -1] = 0.0
    weights = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        steepness = np.maximum(chance * (1 - chance), 1e-6) * counts
        slope = rows.T @ ((right - chance) * counts) - pull @ weights
        curve = (half * steepness[:, None].astype(np.float32)).T @ half  # half as exact, twice as fast
        step = np.linalg.solve(curve.astype(np.float64) + pull, slope)
        weights += step
        if np.abs(step).max() < SMALL_STEP:
            break
    weights = np.round(weights, 4)
    return Pass(usual, spread, weights[:-1], float(weights[-1]))


def _importance(page: Page) -> float:
    return BODIES_COUNT if page.name.endswith("bodies") else 1.0


def keep(page: Page, unseen: dict[int, Any], second: Pass) -> str:
    """Give what is kept of a page by passes that were fitted on other sites."""
    odds = _odds(second, _with_context(page, unseen[id(page)]))
    return "\n".join(
        block.plain for block, is_body in zip(page.blocks, (odds >= 0).tolist(), strict=True) if is_body
    )


def _table(known: Sequence[Page], kept: dict[int, str]) -> str:
    lines = [f"{'pages of':24} {'pages':>5}  {'whole text':^20}  {'model, unseen sites':^20}"]
    lines.append(f"{'':30}  {'P     R     F1':^20}  {'P     R     F1':^20}")
    groups = [(name, [page for page in known if page.name == name]) for name in SETS]
    languages = sorted({page.lang for page in known if page.name == "daniel_half"})
    groups += [
        (f"daniel_half {lang}", [page for page in groups[1][1] if page.lang == lang]) for lang in languages
    ]
    for name, chosen in groups:
        whole = accuracy([(page.body, page.text) for page in chosen])
        ours = accuracy([(page.body, kept[id(page)]) for page in chosen])
        lines.append(f"{name:24} {len(chosen):5}  {_figures(whole)}  {_figures(ours)}")
    return "\n".join(lines)


def _figures(found: Accuracy) -> str:
    return f"{found.precision:.3f} {found.recall:.3f} {found.f1:.3f} ".rjust(20)


def _toml(model: Model, table: str) -> str:
    names: Iterable[tuple[str, Sequence[str], Pass]] = zip(
        ("first", "second"), (FEATURES, (*FEATURES, *CONTEXT)), model.passes, strict=True
    )
    lines = [HEADER + "#", *(f"# {line}".rstrip() for line in table.split("\n")), ""]
    lines += [f'version = "{model.version}"']
    for key, columns, fitted in names:
        lines += ["", f"[{key}]", f"constant = {fitted.constant}"]
        numbers = zip(columns, fitted.usual, fitted.spread, fitted.weight, strict=True)
        lines += [f"{name} = [{a:.4f}, {b:.4f}, {c:.4f}]" for name, a, b, c in numbers]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
