"""How a worker process begins. It imports no more than the batches need: no database, no shell."""

import multiprocessing
import multiprocessing.process
import os
import signal
import threading


def begin_worker() -> None:
    """Leave Ctrl-C to the parent, and do not outlive it, however it dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
