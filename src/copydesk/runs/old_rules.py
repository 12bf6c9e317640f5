"""The rule files that documents of a warehouse were made by, in their order."""

from collections.abc import Mapping

from copydesk.fingerprints import OUTLETS, RULES, WORDS
from copydesk.rules.files import OWN, is_of_outlet
from copydesk.warehouse import MadeBy


def files_of(made: MadeBy, parts: Mapping[str, str]) -> dict[str, str] | None:
    """Give rule files by what a document, or a run, was made by: name to text, in the order they decide in.

    A document names the file of its own outlet alone; those of the others, of which only the heads count for
    it, are those of the run that had the same heads. Returns None where a file is not known.
    """
    versions = {
        name.removeprefix(kind): version
        for kind in (RULES, WORDS)
        for name, version in parts.items()
        if name.startswith(kind)
    }
    if OUTLETS in parts:
        runs = (made.parts.get(run, {}) for run in made.runs)
        beside = next((run for run in runs if run.get(OUTLETS) == parts[OUTLETS]), None)
        if beside is None:
            return None
        others = {name.removeprefix(RULES): version for name, version in beside.items()}
        versions = {name: version for name, version in others.items() if is_of_outlet(name)} | versions
    if not set(versions.values()) <= set(made.texts):
        return None
    names = sorted(versions, key=lambda name: (not name.startswith(OWN), name))
    return {name: made.texts[versions[name]] for name in names}
