"""The Prefect edge of copydesk: flows, their tasks, and the entry point behind ``make run``.

Nothing below ``copydesk`` imports Prefect; these modules call ``copydesk.runs`` and nothing deeper.
Importing this package starts no server and touches no network. Run a flow with no server set up
beforehand by ``python -m flows nightly``; see ``docs/decisions/0002-prefect-at-the-edge.md``.
"""

import os

# Prefect's client telemetry reads this at import, before any setting of ours can reach it.
os.environ.setdefault("DO_NOT_TRACK", "1")
