"""The exception tree, sorted by what to do next: stop, reject the document, or retry.

Every message says what happened, where, and what helps. ``exit_code`` is what the command leaves
with when the error reaches it; the codes are documented in ``docs/cli.md``.
"""

from typing import ClassVar


class CopydeskError(Exception):
    """The root of all errors that copydesk raises on purpose.

    ``advice`` is one sentence on what to do next.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.advice = advice


class StopError(CopydeskError):
    """Nothing can be done until somebody changes something: wrong folder, wrong rule, wrong option."""

    exit_code: ClassVar[int] = 2


class RuleError(StopError):
    """A rule file that is wrong, or a rule whose examples it does not pass (law 5)."""


class RejectError(CopydeskError):
    """One file or document that cannot be processed; its neighbours can.

    ``stage`` and ``reason`` are the words that the ``rejects`` table stores.
    """

    def __init__(self, stage: str, reason: str, detail: str, advice: str) -> None:
        super().__init__(detail, advice)
        self.stage = stage
        self.reason = reason


class CheckError(CopydeskError):
    """A check found offenders: the load was rolled back, or the publication was not made."""

    exit_code: ClassVar[int] = 4


class RetryError(CopydeskError):
    """It may well work a moment later: something else holds what we need."""

    exit_code: ClassVar[int] = 5


class ResourceError(CopydeskError):
    """The machine said no: a full disk, a folder that cannot be written."""

    exit_code: ClassVar[int] = 6
