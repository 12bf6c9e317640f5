"""Engine ``lid``: CLD2 beside ``det``, for the languages that langdetect lacks (the extra ``[lid]``)."""

from typing import Any, Final

from copydesk.errors import StopError
from copydesk.language.det import windows

SURE: Final = 0.9
"""Confidence of ``det`` from which on it stands against CLD2."""

_OLD_CODES: Final = {"iw": "he", "jw": "jv", "in": "id", "mo": "ro", "nb": "no", "nn": "no"}
_CODE_CHARS: Final = 3


def settle(text: str, language: str, confidence: float, known: frozenset[str]) -> tuple[str, float]:
    """Settle a text's language between ``det`` and CLD2.

    Arguments: the text; what ``det`` makes of it; the codes of the languages that ``det`` knows.
    Returns: the answer both give; else CLD2's, when it is reliable and names a language that ``det``
        lacks; else ``det``'s when it is sure; else ``und``.

    Raises:
        StopError: the extra is not installed.
    """
    is_reliable, found, share = _ask(" ".join(windows(text)))
    if found == language:
        return language, confidence
    if is_reliable and found not in known:
        return found, share
    if not is_reliable:
        return language, confidence
    return (language, confidence) if confidence >= SURE else ("und", 0.0)


def _ask(text: str) -> tuple[bool, str, float]:
    """Give CLD2's answer: whether it trusts it, an ISO 639 code without script, the share of the text."""
    cld2 = _cld2()
    readable = "".join(char if char.isprintable() else " " for char in text)
    try:
        is_reliable, _, found = cld2.detect(readable.encode("utf-8"), bestEffort=True)
    except cld2.error:  # it knows Unicode 6 and takes newer characters for no UTF-8
        return False, "und", 0.0
    code = found[0][1].partition("-")[0]
    code = _OLD_CODES.get(code, code)
    is_code = code.isalpha() and len(code) <= _CODE_CHARS and code != "un"
    return bool(is_reliable) and is_code, code if is_code else "und", found[0][2] / 100


def _cld2() -> Any:
    try:
        import pycld2
    except ImportError as error:
        raise StopError(
            "the language engine lid needs pycld2, which is not installed",
            "Install it with `pip install 'copydesk[lid]'`, or set language_engine to det.",
        ) from error
    return pycld2
