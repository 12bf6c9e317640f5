"""Values as JSON that is safe to look at."""

import json
import re
from dataclasses import asdict, is_dataclass
from typing import Any, Final

from copydesk.report.plain import STEERING

_STEERING: Final = re.compile(f"[{STEERING}\u2028\u2029]")


def json_object(report: Any) -> str:
    """Return a report (a dataclass) as one JSON object."""
    if not is_dataclass(report) or isinstance(report, type):
        raise TypeError(f"{report!r} is no report")
    return json_text(asdict(report))


def json_text(value: object) -> str:
    """Return ``value`` as JSON; what could steer a terminal is escaped, so that nothing is lost."""
    text = json.dumps(value, indent=2, default=str, ensure_ascii=False)
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
