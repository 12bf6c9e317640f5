"""Which outlet a document is of, as far as rules ask: before anything is labelled, by path or by domain."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Any, Final, NamedTuple

from copydesk.errors import RuleError
from copydesk.patterns import linear

_FORM: Final = "An outlet's file begins with [outlet] and its name, domains and paths, see docs/rules.md."
_KEYS: Final = {"name", "domains", "paths"}


class Outlet(NamedTuple):
    """The head of an outlet's rule file; ``key`` is the file's name without its ending."""

    key: str
    name: str
    domains: tuple[str, ...]
    paths: tuple[str, ...]


def read_outlet(name: str, text: str) -> Outlet:
    """Read the ``[outlet]`` table of a rule file.

    Raises:
        RuleError: there is none, or it does not say by what its documents are known.
    """
    try:
        head: Mapping[str, Any] = tomllib.loads(text).get("outlet", {})
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"the rule file {name} is no TOML: {error}", "Mend the line it names.") from error
    domains, paths = head.get("domains", []), head.get("paths", [])
    if not isinstance(head.get("name"), str) or not (domains or paths):
        raise RuleError(f"the rule file {name} does not say whose rules it holds", _FORM)
    if unknown := sorted(set(head) - _KEYS):
        raise RuleError(f"the outlet in {name} has an unknown key {unknown[0]}", _FORM)
    lists = [value for value in (domains, paths) if not isinstance(value, list)]
    if lists or not all(isinstance(one, str) and one for one in [*domains, *paths]):
        raise RuleError(f"the domains and paths in {name} are no lists of texts", _FORM)
    lower = tuple(domain.lower().removeprefix("www.") for domain in domains)
    return Outlet(PurePosixPath(name).stem, head["name"], lower, tuple(paths))


@dataclass(frozen=True, slots=True)
class OutletFinder:
    """Finds the outlet of a document among those that have rules of their own."""

    outlets: tuple[Outlet, ...]
    _domains: Any = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        domains = [domain for outlet in self.outlets for domain in outlet.domains]
        object.__setattr__(self, "_domains", _search(domains) if domains else None)

    def find(self, path: str, text: str) -> str:
        """Name the outlet of a document by its key.

        Arguments: the document's path below the raw folder; its text.
        Returns: the one outlet with a path that fits, else the one with a domain in the text; the empty
            string where none fits or two do, since rules of the wrong outlet would take body text.
        """
        if not self.outlets:
            return ""
        by_path = {o.key for o in self.outlets if any(fnmatchcase(path, glob) for glob in o.paths)}
        if by_path or self._domains is None:
            return by_path.pop() if len(by_path) == 1 else ""
        named = set(self._named(text))
        by_domain = {o.key for o in self.outlets if not named.isdisjoint(o.domains)}
        return by_domain.pop() if len(by_domain) == 1 else ""

    def _named(self, text: str) -> Iterator[str]:
        for found in self._domains.finditer(text):
            if not _goes_on(text[found.end(1) : found.end(1) + 2]):
                yield found[1].lower()


def _search(domains: Sequence[str]) -> Any:
    """Compile a search for domains: each whole, or behind a dot, an at sign or a slash."""
    longest_first = sorted(set(domains), key=lambda domain: (-len(domain), domain))
    words = "|".join(domain.replace(".", r"\.") for domain in longest_first)
    return linear(rf"(?i)(?:^|[^\pL\pN_-])({words})")


def _goes_on(behind: str) -> bool:
    """Tell whether a domain is only the beginning of another, by the two characters behind it."""
    return behind[:1].isalnum() or behind[:1] == "-" or (behind[:1] == "." and behind[1:].isalnum())
