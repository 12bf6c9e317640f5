"""The command line, the room that talks to people. Its entry point is ``copydesk.cli:main``."""

from copydesk.cli.entry import invoke, main

__all__ = ["invoke", "main"]
