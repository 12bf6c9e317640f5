"""The five real files whose gold is complete: title, authors, dates, body, removed blocks, sentences."""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import duckdb

from bench.quality.cases import SHARED
from bench.quality.report import Error, Report
from tests.golden import expected, found, load_gold

GOLD: Final = SHARED / "gold" / "seeds.json"
RAW: Final = SHARED / "seeds"


def measure(sample: int) -> Report:
    """Count the seeds that come out of ``copydesk run`` exactly as their gold says, whatever the sample."""
    del sample
    golds = load_gold(GOLD)
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "copydesk.cli", "run", "--raw", str(RAW), "--warehouse", folder]
        subprocess.run(command, check=True, capture_output=True)
        with duckdb.connect(str(Path(folder) / "copydesk.duckdb"), read_only=True) as database:
            pairs = [(gold, found(database, gold), expected(gold)) for gold in golds]
    errors = tuple(
        Error((("done", "differs"), ("field", name)), 0, str(gold["file"]))
        for gold, given, wanted in pairs
        for name in wanted
        if given.get(name) != wanted[name]
    )
    exact = sum(given == wanted for _, given, wanted in pairs)
    return Report({"documents": float(len(pairs)), "exact": exact / len(pairs)}, errors=errors)
