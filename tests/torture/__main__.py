"""Kill ``copydesk run`` at random points: ``python -m tests.torture [--short] [--seed N] [--kills N]``.

Every round has a seed, which is printed: ``--seed N`` plays that round alone. Without options at least 200
kills are made over 2,000 documents, every stage is hit, and the outcome is written into
``docs/reliability.md`` (``make torture``). Leaves with 1 when a promise does not hold.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from bench.marks import write_into
from tests.golden import REPOSITORY
from tests.torture import rounds
from tests.torture.stages import BETWEEN, STAGES, START

PAGE: Final = REPOSITORY / "docs" / "reliability.md"
MOST_ROUNDS: Final = 400


class Scale(NamedTuple):
    """How much is done: documents, kills in all, kills that each stage must have seen."""

    documents: int
    kills: int
    each: int


FULL: Final = Scale(2_000, 200, 8)
SHORT: Final = Scale(600, 20, 1)


class Outcome(NamedTuple):
    """All kills; how many rounds and how many kept shards of finished batches they had."""

    kills: list[rounds.Kill]
    rounds: int
    kept: int


def main(arguments: list[str] | None = None) -> int:
    """Play the rounds and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--short", action="store_true", help="20 kills over 600 documents; nothing is written"
    )
    parser.add_argument("--seed", type=int, help="play the round of this seed alone")
    parser.add_argument("--kills", type=int, help="kills to make [200, short 20]; nothing is written")
    parser.add_argument("--documents", type=int, help="documents [2000, short 600]; nothing is written")
    options = parser.parse_args(arguments)
    scale = SHORT if options.short else FULL
    scale = scale._replace(kills=options.kills or scale.kills, documents=options.documents or scale.documents)
    seeds = iter(range(MOST_ROUNDS)) if options.seed is None else iter([options.seed])
    with tempfile.TemporaryDirectory(prefix="torture") as folder:
        try:
            outcome = torture(Path(folder), scale, seeds)
        except rounds.BrokenError as error:
            print(f"BROKEN {error}\nagain with: python -m tests.torture --seed {str(error).split()[1][:-1]}")
            return 1
    print(table(outcome, scale))
    if options.seed is not None:
        return 0
    if scale == FULL and not options.short:
        write_into(PAGE, {"kills": table(outcome, scale)})
    return 0 if is_enough(outcome.kills, scale) else 1


def torture(work: Path, scale: Scale, seeds: Iterator[int]) -> Outcome:
    """Play rounds until there are enough kills of each stage, or no seeds any more.

    Raises ``rounds.BrokenError`` at the first promise that does not hold.
    """
    scenarios = rounds.prepare(work, scale.documents)
    kills: list[rounds.Kill] = []
    played = kept = 0
    for seed in seeds:
        this = rounds.play(work, scenarios, seed)
        kills += this.kills
        kept += this.kept
        played += 1
        told = ", ".join(
            one.hit if one.hit == one.meant else f"{one.hit} ({one.meant})" for one in this.kills
        )
        print(f"seed {seed:3} {this.name:11} killed in {told or 'nothing'}: whole", flush=True)
        if is_enough(kills, scale):
            break
    return Outcome(kills, played, kept)


def is_enough(kills: list[rounds.Kill], scale: Scale) -> bool:
    """Tell whether there were enough kills, and enough in each stage; those before the lock do not count."""
    hits = Counter(one.hit for one in kills)
    total = len(kills) - hits[START]
    return total >= scale.kills and all(hits[stage] >= scale.each for stage in STAGES)


def table(outcome: Outcome, scale: Scale) -> str:
    """Return the kills by stage and scenario as a table of markdown."""
    hits = Counter((one.hit, one.scenario) for one in outcome.kills)
    lines = [
        f"{len(outcome.kills)} kills in {outcome.rounds} rounds over {scale.documents:,} documents.",
        "After each kill the readers were served the old version or the new one, whole; after each round",
        "all tables and exported bytes were those of the run that nobody killed. Shards of finished batches",
        f"that the run after a kill left untouched: {outcome.kept:,}.",
        "",
        "| stage that was hit | kills, first run | kills, incremental run | outcome |",
        "| --- | ---: | ---: | --- |",
    ]
    for stage in (*STAGES, BETWEEN):
        first, second = (hits[stage, name] for name in rounds.SCENARIOS)
        lines.append(
            f"| {stage} | {first} | {second} | {'as never killed' if first + second else 'not hit'} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
