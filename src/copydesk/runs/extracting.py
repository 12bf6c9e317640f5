"""One file for a spreadsheet or another program, from what is published."""

from dataclasses import dataclass
from pathlib import Path

from copydesk import warehouse
from copydesk.errors import ResourceError, StopError
from copydesk.runs.writing import REFUSALS
from copydesk.settings import Settings
from copydesk.warehouse import Asked, Form, Layout


@dataclass(frozen=True, slots=True)
class ExtractReport:
    """What was written where: rows, bytes, cells that were guarded, cells longer than Excel takes."""

    output: str
    format: str
    rows: int
    bytes: int
    guarded_cells: int
    long_cells: int


def extract(settings: Settings, asked: Asked, form: Form, output: Path) -> ExtractReport:
    """Write what is asked to ``output``, which is whole afterwards or as it was before.

    Raises StopError when the place is none for it, ResourceError when the disk refuses, and what
    ``warehouse.write_extract`` raises.
    """
    place = _place(settings, output)
    try:
        written = warehouse.write_extract(Layout(settings.warehouse).published, asked, form, place)
    except OSError as error:
        told = REFUSALS.get(error.errno or 0)
        if told is None:
            raise
        advice = "Make room there or name another file with --output; nothing was written."
        raise ResourceError(f"{told}: {output}", advice) from error
    return ExtractReport(str(output), form.name, written.rows, written.bytes, written.guarded, written.long)


def _place(settings: Settings, output: Path) -> Path:
    """Return where the file is to lie, links followed; raises StopError where none of ours may."""
    place = output.resolve()
    if not place.parent.is_dir():
        raise StopError(f"there is no folder {output.parent}", "Make it, or name another file with --output.")
    if place.exists() and not place.is_file():
        raise StopError(f"{output} is not a file", "Name a file with --output.")
    for folder, why in (
        (settings.raw, "the raw folder is never written"),
        (settings.warehouse, "what lies there comes and goes with the runs"),
    ):
        if folder.resolve() in place.parents:
            raise StopError(f"{output} lies in {folder}: {why}", "Name a file elsewhere with --output.")
    return place
