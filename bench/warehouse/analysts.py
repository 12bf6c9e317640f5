"""Ten analysts at the published database; ``python -m bench.warehouse.analysts DATABASE SECONDS NO`` is one.

An analyst opens the published file, asks, reads the answer and thinks, again and again; what is measured is
how long an answer takes, opening included, while nothing else goes on and while a run loads and publishes.
"""

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import duckdb

from bench.speed.measure import ROOT

ANALYSTS: Final = 10
THINKS_S: Final = 1.0
"""Seconds between an answer and the next question: ten who never think would be a load test of DuckDB."""

QUESTIONS: Final = (
    "FROM coverage_by_outlet",
    "SELECT * FROM coverage_by_day LIMIT 20",
    "SELECT count(*) FROM sentences_current WHERE text ILIKE '%ferry%'",
    "SELECT language, count(*), avg(word_count) FROM articles_current GROUP BY ALL",
    "SELECT label, count(*) FROM blocks WHERE verdict = 'removed' GROUP BY ALL ORDER BY 2 DESC",
)


def main(database: str, seconds: str, number: str) -> int:
    """Ask for so many seconds; print the seconds that each answer took, and the errors."""
    chance = random.Random(number)  # noqa: S311 - not for secrets
    end = time.monotonic() + float(seconds)
    took: list[float] = []
    errors: list[str] = []
    while time.monotonic() < end:
        start = time.perf_counter()
        try:
            with duckdb.connect(database, read_only=True, config={"threads": 1}) as connection:
                connection.execute(chance.choice(QUESTIONS)).fetchall()
        except duckdb.Error as error:
            errors.append(str(error))
        took.append(time.perf_counter() - start)
        time.sleep(chance.uniform(0.5, 1.5) * THINKS_S)
    print(json.dumps({"took": took, "errors": errors}))
    return 0


def watched(database: Path, seconds: float, meanwhile: Callable[[], object] | None = None) -> dict[str, Any]:
    """Let them ask for so long, while ``meanwhile`` is done: answers, errors, median and 95th percentile."""
    command = [sys.executable, "-m", "bench.warehouse.analysts", str(database), str(seconds)]
    people = [
        subprocess.Popen([*command, str(number)], cwd=ROOT, stdout=subprocess.PIPE)
        for number in range(ANALYSTS)
    ]
    if meanwhile is not None:
        meanwhile()
    told = [json.loads(one.communicate()[0]) for one in people]
    took = sorted(second for one in told for second in one["took"][1:])  # the first warms the caches
    return {
        "answers": len(took),
        "errors": sum(len(one["errors"]) for one in told),
        "p50_ms": round(1e3 * took[len(took) // 2], 1),
        "p95_ms": round(1e3 * took[int(0.95 * len(took))], 1),
    }


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
