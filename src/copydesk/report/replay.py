"""What trying rejects again came to, as lines for a terminal."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from copydesk.report.plain import printable

if TYPE_CHECKING:
    from copydesk.runs import ReplayReport


def replay_lines(done: "ReplayReport") -> Iterator[str]:
    """Yield what became of the rejects, and what is rejected still."""
    noun = "file" if done.files == 1 else "files"
    yield f"{done.files:,} {noun} with rejects tried again in {done.seconds:.1f} s"
    told = [
        (done.passed, "passed: an article now, kept in reject_history"),
        (done.otherwise, "ended otherwise: the file has changed, or the reason has"),
        (done.still, "rejected as before"),
    ]
    for count, text in told:
        if count:
            yield f"  {count:>5,}  {text}"
    if done.reasons:
        yield "Still rejected, by reason (the view rejects_current has the details)"
        for reason, count in done.reasons.items():
            yield f"  {count:>5,}  {printable(reason)}"
    if done.missing:
        paths = f"such as {printable(done.missing[0])}"
        yield f"Not tried, for they are no longer in the raw folder: {len(done.missing):,}, {paths}"
