"""The exit codes: a contract that scripts rely on, told in ``docs/cli.md``."""

from typing import Final

OK: Final = 0
UNEXPECTED: Final = 1
USAGE: Final = 2
NOT_PASSED: Final = 3
CHECK_FAILED: Final = 4
BUSY: Final = 5
RESOURCES: Final = 6
TO_DO: Final = 7
INTERRUPTED: Final = 130
TERMINATED: Final = 143

MEANINGS: Final[dict[int, str]] = {
    OK: "the command did what it says; files that were rejected are counted in the summary",
    UNEXPECTED: "something that should not happen; COPYDESK_TRACEBACK=1 shows where",
    USAGE: "wrong command, option, setting, folder or SQL; nothing was done",
    NOT_PASSED: "the file that `explain` shows would be rejected, `rules test` found a rule that fails, or "
    "`verify-export` found damage",
    CHECK_FAILED: "a check found wrong rows; nothing was published",
    BUSY: "another process holds the warehouse; try again later",
    RESOURCES: "the disk is full, a right is missing or a worker ran out of memory",
    TO_DO: "there is something to do, where `plan --exit-code` asks",
    INTERRUPTED: "interrupted with Ctrl-C; run again to go on",
    TERMINATED: "terminated with SIGTERM; run again to go on",
}
"""Every exit code and what it means."""
