"""Run a flow with no server set up beforehand: ``python -m flows nightly``; ``make run`` calls this.

Uses the server of ``PREFECT_API_URL`` when that is set. Otherwise it starts one of its own for the
length of the run, with its database under ``.prefect/run`` of the project (or of ``PREFECT_HOME``).
Quiet on success; on failure one line, and the exit code of the error as in ``docs/cli.md``. This module
imports Prefect only after that server has been started: both take seconds, and so take them together.
"""

import argparse
import io
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from copydesk import settings
from copydesk.errors import CopydeskError, RetryError
from copydesk.report import printable, summary_text
from flows.server import own_server, wait_ready

PROJECT = Path(__file__).resolve().parent.parent
FLOWS = ("nightly", "ingest", "publish")
INTERRUPTED = 130
"""128 + SIGINT, as a shell reports it."""

QUIET_CLIENT = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    # Prefect prints the traceback of a failure once per task and once per flow; we print its one line.
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
}
"""Defaults: what the environment sets wins, so ``PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL=INFO`` talks."""


def main(arguments: list[str] | None = None) -> int:
    """Run the flow that ``arguments`` name and print its summary; return the exit code."""
    options = _parse(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        print(_run(options).rstrip("\n"))
    except CopydeskError as error:
        return _tell(error, str(error), error.advice, error.exit_code)
    except KeyboardInterrupt as error:
        hint = "Nothing half-done was published; run again to go on."
        return _tell(error, "interrupted", hint, INTERRUPTED)
    except Exception as error:  # the last place: whatever it is, a person gets one line and a code
        if settings.wants_traceback():
            traceback.print_exception(error)
        hint = "Please report it; COPYDESK_TRACEBACK=1 shows where it happened."
        return _tell(error, f"unexpected {type(error).__name__}: {error}", hint, CopydeskError.exit_code)
    return 0


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m flows", description="Run a copydesk flow under Prefect.")
    parser.add_argument("flow", nargs="?", choices=FLOWS, default="nightly")
    parser.add_argument("--raw", metavar="DIR")
    parser.add_argument("--warehouse", metavar="DIR")
    parser.add_argument("--workers", type=int)
    parser.add_argument("--keep-missing", action=argparse.BooleanOptionalAction)
    return parser.parse_args(arguments)


def _tell(error: BaseException, message: str, advice: str, exit_code: int) -> int:
    """Say on standard error what happened and what to do, as the ``copydesk`` command says it."""
    print(f"error: {printable(message)}", file=sys.stderr)
    if advice:
        print(f"hint: {printable(advice)}", file=sys.stderr)
    _release(error)
    return exit_code


def _release(error: BaseException | None) -> None:
    """Let go of the stack frames of ``error``.

    Prefect keeps a failure until the process ends. Its frames would keep duckdb's module alive, which
    then reports some 45 lines of "leaked" objects after ours.
    """
    released = set()
    while error is not None and id(error) not in released:
        released.add(id(error))
        error.__traceback__ = None
        error = error.__cause__ or error.__context__


def _run(options: argparse.Namespace) -> str:
    settings.load(options.raw, options.warehouse, options.workers)  # a wrong one is told before seconds pass
    with prefect_api():
        return _call(options)


@contextmanager
def prefect_api() -> Iterator[None]:
    """Make a Prefect API answer at ``PREFECT_API_URL`` for the length of the block; import Prefect inside.

    When the block ends, all that it told our own server is recorded. Raises StopError, RetryError or
    ResourceError when there is no server to be had.
    """
    for name, value in QUIET_CLIENT.items():
        os.environ.setdefault(name, value)
    if url := os.environ.get("PREFECT_API_URL"):
        with _reached(url):
            yield
        return
    home = Path(os.environ.setdefault("PREFECT_HOME", str(PROJECT / ".prefect"))).absolute() / "run"
    # Loopback never goes through a proxy, and nobody can read the run's log in a server that is gone.
    os.environ["NO_PROXY"] = ",".join(filter(None, ["127.0.0.1", os.environ.get("NO_PROXY")]))
    os.environ.setdefault("PREFECT_LOGGING_TO_API_ENABLED", "false")
    if sys.stderr.isatty():
        print("starting Prefect: some seconds, half a minute the first time", file=sys.stderr)
    with own_server(home):
        import prefect.events.worker  # here: it takes seconds, and the server starts meanwhile

        wait_ready(os.environ["PREFECT_API_URL"], home)
        try:
            yield
        finally:
            prefect.events.worker.EventsWorker.drain_all(timeout=60, at_exit=False)


@contextmanager
def _reached(url: str) -> Iterator[None]:
    """Say what to do when the server that somebody chose does not answer."""
    try:
        yield
    except RuntimeError as error:
        if "Failed to reach API" not in str(error):
            raise
        hint = "Start that server, or unset PREFECT_API_URL to run without one."
        raise RetryError(f"no Prefect server answers at {url}", hint) from error


def _call(options: argparse.Namespace) -> str:
    """Run the flow and return what to print."""
    from flows.ingest import ingest, outcome
    from flows.nightly import nightly
    from flows.publish import publish

    given: dict[str, Any] = {"warehouse": options.warehouse}
    if options.flow == "publish":
        _, published = publish(**given)
        return f"{published.database}\n{published.export}"
    given |= {"raw": options.raw, "workers": options.workers, "keep_missing": options.keep_missing}
    if options.flow == "ingest":
        planned, _ = ingest(**given)
        return outcome(planned)
    return summary_text(nightly(**given))


if __name__ == "__main__":
    sys.exit(main())
