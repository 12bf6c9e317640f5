"""Regular expressions that cannot run away: RE2, linear in the text whatever the text is."""

from functools import cache
from typing import Any, Final

import re2

MOST_MEMORY: Final = 256 << 20
"""Bytes that RE2 may use for one pattern or set; its default of 8 MiB is too small for the rules."""


@cache
def linear(pattern: str) -> Any:
    """Compile a pattern with RE2; case matters.

    Bounded repeats of Unicode classes (``\\p{L}{2,40}``) make RE2's program large and slow: write
    ``+`` and bound the text instead.

    Raises:
        re2.error: it is no RE2 pattern; RE2 has neither look-around nor back-references.
    """
    return re2.compile(pattern, options())


def options(case_sensitive: bool = True) -> Any:
    """Make the RE2 options that every pattern of copydesk is compiled with."""
    chosen = re2.Options()
    chosen.case_sensitive = case_sensitive
    chosen.log_errors = False
    chosen.max_mem = MOST_MEMORY
    return chosen
