"""What a document was made by, part by part, and the fingerprint that stands for all of it.

Parts are the reader of its format, every stage, the model of pages, the language engine, every rule file that
holds for it, the heads of the outlets' files, and the corrections of the document itself. A document with the
fingerprint of today comes out as it lies in the warehouse.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from copydesk import versions
from copydesk.clean.page.score import load_model
from copydesk.language import engine_id
from copydesk.model import Correction
from copydesk.rules.files import is_of_outlet, is_word_list
from copydesk.rules.outlets import read_outlet
from copydesk.text import digest

READER, STAGE, RULES, WORDS, CORRECTION = "reader:", "stage:", "rules:", "words:", "correction:"
"""What the names of parts begin with; behind it the name of the reader, stage, file or correction."""

PAGES: Final = "pages"
LANGUAGE: Final = "language"
OUTLETS: Final = "outlets"
"""Parts there is one of: the model of pages, the language engine, the heads of all outlets' files."""

_VERSION_CHARS: Final = 12


class Installed(NamedTuple):
    """All that documents can be made by.

    ``common`` are the parts of every document by name; ``readers`` by format and ``outlets`` by key are those
    of some: the name and the version of the part. ``files`` are the texts of the rule files by name.
    """

    common: Mapping[str, str]
    readers: Mapping[str, str]
    outlets: Mapping[str, tuple[str, str]]
    files: Mapping[str, str]

    def parts(
        self, format_name: str, outlet: str = "", corrections: Sequence[Correction] = ()
    ) -> dict[str, str]:
        """Give the parts of a document, name to version: of its format, its outlet's key, its corrections."""
        reader = {READER + format_name: self.readers[format_name]} if format_name in self.readers else {}
        special = dict([self.outlets[outlet]]) if outlet in self.outlets else {}
        return {**self.common, **reader, **special, **correction_parts(corrections)}

    def all_parts(self, corrections: str) -> dict[str, str]:
        """Give all parts, for the run; ``corrections`` is the version of their file."""
        readers = {READER + name: version for name, version in self.readers.items()}
        said = {CORRECTION: corrections} if corrections else {}
        return {**self.common, **readers, **dict(self.outlets.values()), **said}


def installed(language_engine: str, files: Mapping[str, str]) -> Installed:
    """Name all that documents can be made by, from the texts of the rule files; no rule is compiled.

    Raises:
        RuleError: the file of an outlet does not say whose rules it holds.
    """
    heads = {name: read_outlet(name, text) for name, text in files.items() if is_of_outlet(name)}
    known = versions.load()
    common = {STAGE + name: str(number) for name, number in known.stages.items()}
    common |= {PAGES: load_model().version, LANGUAGE: engine_id(language_engine)}
    if heads:
        common[OUTLETS] = digest(*map(repr, sorted(heads.values())))[:_VERSION_CHARS]
    for name, text in files.items():
        if name not in heads:
            common[(WORDS if is_word_list(name) else RULES) + name] = file_version(text)
    outlets = {head.key: (RULES + name, file_version(files[name])) for name, head in heads.items()}
    return Installed(common, {name: str(number) for name, number in known.readers.items()}, outlets, files)


def file_version(text: str) -> str:
    """Name a rule file by its content."""
    return digest(text)[:_VERSION_CHARS]


def correction_parts(corrections: Sequence[Correction]) -> dict[str, str]:
    """Give the parts that the corrections of one document are, in the order in which they are applied."""
    return {
        CORRECTION + entry.correction_id: digest(str(number), repr(entry))[:_VERSION_CHARS]
        for number, entry in enumerate(corrections)
    }


def fingerprint(parts: Mapping[str, str]) -> str:
    """Hash parts, name to version."""
    return digest(*(f"{name}\n{version}" for name, version in sorted(parts.items())))


@dataclass(frozen=True, slots=True)
class Ledger:
    """The fingerprints that the documents of a batch have, each with its parts once."""

    installed: Installed
    parts: dict[str, Mapping[str, str]] = field(default_factory=dict)
    _known: dict[tuple[object, ...], str] = field(default_factory=dict)

    def of(self, format_name: str, outlet: str, corrections: tuple[Correction, ...]) -> str:
        """Give the fingerprint of a document and note its parts."""
        key = (format_name, outlet, corrections)
        if key not in self._known:
            parts = self.installed.parts(format_name, outlet, corrections)
            self._known[key] = fingerprint(parts)
            self.parts[self._known[key]] = parts
        return self._known[key]

    def rows(self) -> list[tuple[str, str, str]]:
        """Give a row for each part of each fingerprint: fingerprint, part, version; sorted."""
        return sorted((one, *part) for one, parts in self.parts.items() for part in parts.items())
