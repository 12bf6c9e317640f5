"""Forgetting a document: erased from tables, snapshot, export, staging and page, and not loaded again."""

from dataclasses import dataclass

from copydesk import warehouse
from copydesk.runs.clock import Clock, utc_now
from copydesk.runs.delivery import publish
from copydesk.runs.planning import require_folders
from copydesk.runs.whole import relabel
from copydesk.runs.writing import writing
from copydesk.settings import Settings
from copydesk.warehouse import Forgettable, Layout


@dataclass(frozen=True, slots=True)
class ForgetReport:
    """What was forgotten: ids of its documents and of what they had become, its title, its sentences.

    ``files`` are the paths below the raw folder that held it when the folder was last read: they are not
    touched, and rejected as long as they are there.
    """

    documents: tuple[str, ...]
    articles: tuple[str, ...]
    title: str | None
    sentences: int
    files: tuple[str, ...]


def forgettable(settings: Settings, key: str) -> ForgetReport:
    """Tell what ``forget`` would erase; nothing is written. Raises what ``warehouse.find`` raises."""
    return _report(warehouse.find(Layout(settings.warehouse), key))


def forget(settings: Settings, key: str, now: Clock = utc_now) -> ForgetReport:
    """Erase what ``key`` means: an id of a document or article, the beginning of one, or the path of a file.

    Killed anywhere, either nothing is forgotten or the next run finishes it. Raises what the stages raise,
    and StopError when nothing answers to the key; nothing is erased then.
    """
    require_folders(settings)
    with writing(settings) as layout:
        if layout.erasing.exists():  # an earlier one was killed: first of all its bytes go
            _finish(settings, now)
        found = warehouse.find(layout, key)
        warehouse.forget(layout, found, now(), str(settings.raw))
        _finish(settings, now)
    return _report(found)


def _finish(settings: Settings, now: Clock) -> None:
    """Decide the labels that the outlet's other documents now get, and write anew all that is published."""
    relabel(settings, now)
    publish(settings)


def _report(found: Forgettable) -> ForgetReport:
    return ForgetReport(
        documents=tuple(one.document_id for one in found.versions),
        articles=tuple(sorted({one.article_id for one in found.versions if one.article_id})),
        title=found.title,
        sentences=found.sentences,
        files=tuple(dict.fromkeys(file.path for file in found.files if file.state != "gone")),
    )
