"""A Prefect API of our own for the length of one run, for people who have no server.

Prefect has no mode without an API. Its own answer, the ephemeral server, is stopped by ``atexit``
while it still writes: the signal cancels the task-run recorder in the middle of a database
statement, which prints some hundred lines of traceback and loses the records. This server is told
to stop by closing its standard input, and then first finishes what it has received. The same
mechanism ends it when the run that owns it is killed: a closed pipe needs no signal handler.

This is the side of the run that owns the server; ``serving.py`` is the program it starts.
"""

import fcntl
import http.client
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from copydesk.errors import ResourceError, RetryError, StopError

HOST = "127.0.0.1"
START_SECONDS = 600
"""The first start migrates an empty database: 23 s of CPU, several minutes on one busy core."""
STOP_SECONDS = 90
LOG_NAME = "server.log"
PROGRAM = Path(__file__).resolve().with_name("serving.py")

QUIET_SERVER: Mapping[str, str] = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_SERVER_REGISTER_BLOCKS_ON_START": "false",
    "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    # The run silences its own console; what the server has to complain about belongs in its log.
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "WARNING",
    # One writer less on the SQLite file; nobody watches the event feed of a server that lives seconds.
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
    # 1: an event counts as consumed only when its task run is in the database; ``serving.py`` relies on it.
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "1",
    "PREFECT_SERVER_DATABASE_TIMEOUT": "60",
}


@contextmanager
def own_server(home: Path) -> Iterator[None]:
    """Run a Prefect server for the length of the block and point this process at it.

    ``home`` holds its database, log and lock, and is kept: the next start finds the tables there.
    Runs that share a home wait for each other. ``PREFECT_API_URL`` is set before the server answers,
    so the caller can import Prefect inside the block while the server starts; call `wait_ready`
    before the first request. Raises StopError when the server does not start.
    """
    with _lock(home) as lock, (home / LOG_NAME).open("wb") as log:
        listener = socket.create_server((HOST, 0))
        port = listener.getsockname()[1]
        process = _start(home, listener, lock, log)
        listener.close()
        os.environ["PREFECT_API_URL"] = f"http://{HOST}:{port}/api"
        try:
            yield
        finally:
            del os.environ["PREFECT_API_URL"]
            _stop(process)


def wait_ready(api_url: str, home: Path) -> None:
    """Return when the server at ``api_url`` answers; one request, which waits in its queue.

    The socket listens before the server starts, so there is nothing to poll and no port to lose to
    somebody else. Raises StopError when the server ended instead, RetryError after `START_SECONDS`.
    """
    address = api_url.removeprefix("http://").removesuffix("/api")
    connection = http.client.HTTPConnection(address, timeout=START_SECONDS)
    log = home / LOG_NAME
    try:
        connection.request("GET", "/api/health")
        status = connection.getresponse().status
    except TimeoutError as error:
        message = f"Prefect's server did not answer within {START_SECONDS} s"
        raise RetryError(message, f"Try again when the machine is less busy; its log is {log}.") from error
    except (OSError, http.client.HTTPException) as error:
        advice = f"Its log is {log}; if it names the database, delete {home} and run again."
        raise StopError(f"Prefect's server ended while starting ({error})", advice) from error
    finally:
        connection.close()
    if status != http.client.OK:
        raise StopError(f"Prefect's server answers with status {status}", f"Its log is {log}.")


@contextmanager
def _lock(home: Path) -> Iterator[IO[str]]:
    """Make ``home`` and wait for its lock; the server inherits it, so it is free when both have ended."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = (home / "lock").open("a+")
    except OSError as error:
        advice = "Set PREFECT_HOME to a folder that can be written."
        raise ResourceError(f"the folder {home} of Prefect's server cannot be written", advice) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            sys.stderr.write(f"waiting for the run of process {lock.read().strip()} to end\n")
            fcntl.flock(lock, fcntl.LOCK_EX)
        lock.seek(0)
        lock.truncate()
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield lock


def _start(home: Path, listener: socket.socket, lock: IO[str], log: IO[bytes]) -> subprocess.Popen[bytes]:
    # -P and cwd: neither our modules nor the project's [tool.prefect] may change what this server is.
    # A session of its own: Ctrl-C reaches the run alone, which then ends the server in order.
    return subprocess.Popen(
        [sys.executable, "-P", str(PROGRAM), str(listener.fileno())],
        env={**os.environ, **QUIET_SERVER, "PREFECT_HOME": str(home)},
        cwd=home,
        stdin=subprocess.PIPE,
        stdout=log,
        stderr=log,
        pass_fds=(listener.fileno(), lock.fileno()),
        start_new_session=True,
    )


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        process.stdin.close()
    with suppress(subprocess.TimeoutExpired):
        process.wait(STOP_SECONDS)
        return
    process.kill()
    process.wait()
