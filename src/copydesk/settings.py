"""One frozen ``Settings``: the only room that reads the environment and ``copydesk.toml``."""

import difflib
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from copydesk.errors import StopError

CONFIG_NAME: Final = "copydesk.toml"
"""The optional settings file, looked for in the folder the command is started in."""

DEFAULT_RAW: Final = Path("data/raw")
DEFAULT_WAREHOUSE: Final = Path("data/warehouse")
DEFAULT_MAX_FILE_BYTES: Final = 64 * 1024 * 1024
"""Larger files are rejected unread: no article is that long, and a worker has to hold it in memory."""

DEFAULT_LANGUAGE_ENGINE: Final = "det"
LANGUAGE_ENGINES: Final = ("det", "exact", "lid")
"""Engines that read languages, see docs/language.md; a test holds them against ``language.ENGINES``."""

DEFAULT_CORRECTIONS: Final = Path("corrections.toml")
"""What people know better about single documents, see docs/corrections.md; there need be no such file."""

DEFAULT_MAX_GONE_SHARE: Final = 0.5
"""Share of the known files: when more are gone at once, it is rather the folder that is missing."""

KEYS: Final = (
    "raw",
    "warehouse",
    "workers",
    "max_file_bytes",
    "language_engine",
    "rules",
    "corrections",
    "full_text",
    "keep_missing",
    "max_gone_share",
    "wait_seconds",
)

OPTIONS: Final = {"wait": "wait_seconds"}
"""Options of the command that are called otherwise than their setting."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things lie and how much of the machine to use.

    ``raw`` is the folder of raw files (never written), ``warehouse`` the folder of everything that is
    made from them, ``workers`` the number of processes (>= 1), ``max_file_bytes`` the size in bytes
    above which a file is rejected unread, ``language_engine`` one of ``LANGUAGE_ENGINES``, ``rules`` a
    folder of rules beside the shipped ones or in their place, None for the shipped ones alone,
    ``corrections`` the file of corrections, ``full_text`` whether the published database gets the index that
    ``search`` looks up, ``keep_missing`` whether files that are missing stay as they
    are, ``max_gone_share`` the share of the known files (0 to 1) that may be gone at once,
    ``allow_gone`` that this once any may; no file says that; ``wait_seconds`` how long to wait for another
    run that writes the warehouse (>= 0).
    """

    raw: Path = DEFAULT_RAW
    warehouse: Path = DEFAULT_WAREHOUSE
    workers: int = 1
    max_file_bytes: int = DEFAULT_MAX_FILE_BYTES
    language_engine: str = DEFAULT_LANGUAGE_ENGINE
    rules: Path | None = None
    corrections: Path = DEFAULT_CORRECTIONS
    full_text: bool = True
    keep_missing: bool = False
    max_gone_share: float = DEFAULT_MAX_GONE_SHARE
    allow_gone: bool = False
    wait_seconds: int = 0


def load(
    raw: str | Path | None = None,
    warehouse: str | Path | None = None,
    workers: int | None = None,
    rules: str | Path | None = None,
    **others: bool | int | None,
) -> Settings:
    """Return the settings: a given argument wins over the environment, that over the file and the default.

    ``others`` are ``keep_missing`` and ``wait``, the options of those names; None is not given.
    The environment variables are ``COPYDESK_RAW``, ``COPYDESK_WAREHOUSE``, ``COPYDESK_WORKERS``,
    ``COPYDESK_MAX_FILE_BYTES``, ``COPYDESK_LANGUAGE_ENGINE``, ``COPYDESK_RULES``, ``COPYDESK_CORRECTIONS``,
    ``COPYDESK_FULL_TEXT``, ``COPYDESK_KEEP_MISSING``, ``COPYDESK_MAX_GONE_SHARE`` and
    ``COPYDESK_WAIT_SECONDS``; an empty one counts as not set. Raises StopError for an unknown key of the file
    and for a value that cannot be used.
    """
    found: dict[str, tuple[object, str]] = {}
    for key, value in _from_file(Path(CONFIG_NAME)).items():
        found[key] = (value, f"{key} in {CONFIG_NAME}")
    for key, value in _from_environment(os.environ).items():
        found[key] = (value, f"COPYDESK_{key.upper()}")
    places = {"raw": raw, "warehouse": warehouse, "workers": workers, "rules": rules}
    for option, value in (places | others).items():
        if value is not None:
            found[OPTIONS.get(option, option)] = (value, f"--{option.replace('_', '-')}")
    return Settings(
        raw=_path(found.get("raw"), DEFAULT_RAW),
        warehouse=_path(found.get("warehouse"), DEFAULT_WAREHOUSE),
        workers=_count(found.get("workers"), os.cpu_count() or 1),
        max_file_bytes=_count(found.get("max_file_bytes"), DEFAULT_MAX_FILE_BYTES),
        language_engine=_engine(found.get("language_engine")),
        rules=_path(found["rules"], DEFAULT_RAW) if "rules" in found else None,
        corrections=_path(found.get("corrections"), DEFAULT_CORRECTIONS, "file"),
        full_text=_truth(found.get("full_text"), default=True),
        keep_missing=_truth(found.get("keep_missing")),
        max_gone_share=_share(found.get("max_gone_share"), DEFAULT_MAX_GONE_SHARE),
        wait_seconds=_count(found.get("wait_seconds"), 0, least=0),
    )


def wants_traceback() -> bool:
    """Tell whether an unexpected error should show its traceback (``COPYDESK_TRACEBACK=1``)."""
    return os.environ.get("COPYDESK_TRACEBACK", "") not in ("", "0")


def wants_color() -> bool:
    """Tell whether the reader of a terminal lets us use colour (https://no-color.org, ``TERM=dumb``)."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def command() -> str:
    """Return how to call ``copydesk`` in this shell: by name where it is found, else by its path."""
    if shutil.which("copydesk"):
        return "copydesk"
    beside = Path(sys.executable).with_name("copydesk")
    if not beside.exists():
        return "copydesk"
    try:
        return str(beside.relative_to(Path.cwd()))
    except ValueError:
        return str(beside)


def _from_environment(environment: Mapping[str, str]) -> dict[str, str]:
    values = {key: environment.get(f"COPYDESK_{key.upper()}", "") for key in KEYS}
    return {key: value for key, value in values.items() if value}


def _from_file(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}"
        raise StopError(message, "Make it a readable file, or remove it.") from error
    try:
        values = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{path} is not valid TOML: {error}"
        raise StopError(message, "Mend that place, or remove the file.") from error
    for key in values:
        if key not in KEYS:
            near = difflib.get_close_matches(key, KEYS, n=1, cutoff=0.5)
            advice = f"Did you mean '{near[0]}'?" if near else f"The keys are {', '.join(KEYS)}."
            raise StopError(f"unknown key '{key}' in {path}", advice)
    return values


def _path(found: tuple[object, str] | None, default: Path, kind: str = "folder") -> Path:
    if found is None:
        return default
    value, origin = found
    if isinstance(value, Path):
        return value
    if not isinstance(value, str) or not value or "\0" in value:
        raise StopError(f"{origin} is not the name of a {kind}: {value!r}", "Give a path as text.")
    return Path(value)


def _engine(found: tuple[object, str] | None) -> str:
    if found is None:
        return DEFAULT_LANGUAGE_ENGINE
    value, origin = found
    if value in LANGUAGE_ENGINES:
        return str(value)
    near = difflib.get_close_matches(str(value), LANGUAGE_ENGINES, n=1, cutoff=0.5)
    advice = f"Did you mean '{near[0]}'?" if near else f"The engines are {', '.join(LANGUAGE_ENGINES)}."
    raise StopError(f"{origin} is no language engine: {value!r}", advice)


def _count(found: tuple[object, str] | None, default: int, least: int = 1) -> int:
    if found is None:
        return default
    value, origin = found
    try:
        number = int(value) if isinstance(value, int | str) and not isinstance(value, bool) else -1
    except ValueError:
        number = -1
    if number < least:
        message = f"{origin} is not a whole number of at least {least}: {value!r}"
        raise StopError(message, "Give a number such as 2.")
    return number


def _truth(found: tuple[object, str] | None, default: bool = False) -> bool:
    if found is None:
        return default
    value, origin = found
    truths: dict[object, bool] = {
        True: True,
        False: False,
        "true": True,
        "false": False,
        "yes": True,
        "no": False,
    }
    known = value if isinstance(value, bool) else str(value).lower()
    if isinstance(value, bool | str) and known in truths:
        return truths[known]
    raise StopError(f"{origin} is neither true nor false: {value!r}", "Give true or false.")


def _share(found: tuple[object, str] | None, default: float) -> float:
    if found is None:
        return default
    value, origin = found
    try:
        share = float(value) if isinstance(value, int | float | str) and not isinstance(value, bool) else -1.0
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise StopError(f"{origin} is not a share from 0 to 1: {value!r}", "Give a number such as 0.5.")
    return share
