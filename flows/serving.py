"""The server that ``server.py`` starts: Prefect's API on an inherited socket until standard input closes.

A program, not a module to import, and it imports nothing of ours: it runs with ``-P`` in a folder of its
own, where neither our modules nor the project's settings can change what Prefect's server is.
"""

import asyncio
import socket
import sys
import threading
import time

import uvicorn
from prefect.server.api.server import create_app
from prefect.server.utilities.messaging.memory import METRICS

DRAIN_SECONDS = 60.0
"""How long to wait for the last records, more than they have ever taken; less than `server.STOP_SECONDS`."""


class DrainingServer(uvicorn.Server):
    """Finishes recording before the shutdown cancels whoever records."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Wait for the connections that bring events and for the services that record them, then stop."""
        deadline = time.monotonic() + DRAIN_SECONDS
        while time.monotonic() < deadline and (self.server_state.tasks or not is_drained()):
            await asyncio.sleep(0.05)
        await super().shutdown(sockets)


def is_drained() -> bool:
    """Tell whether every event that arrived has been handled by every service that listens."""
    events = METRICS["events"]
    return events["consumed"] >= events["published"]


def serve(listener_fd: int) -> None:
    """Serve on the listening socket ``listener_fd`` until standard input is closed."""
    app = create_app(ephemeral=True, final=True)
    server = DrainingServer(uvicorn.Config(app, log_level="warning", lifespan="on", access_log=False))

    def stop_at_end_of_input() -> None:
        sys.stdin.buffer.read()
        server.should_exit = True

    threading.Thread(target=stop_at_end_of_input, daemon=True).start()
    server.run(sockets=[socket.socket(fileno=listener_fd)])


if __name__ == "__main__":
    serve(int(sys.argv[1]))
