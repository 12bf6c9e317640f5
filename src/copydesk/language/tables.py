"""The profiles as arrays: from characters to n-grams to weights by indexing alone.

Building them costs most of a second and 150 MB, so they are built once, saved, and memory-mapped by every
process that needs them, which then share one copy.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np

from copydesk.language import profiles
from copydesk.language.profiles import PROFILES_SHA256, Profile

Array: TypeAlias = np.ndarray[Any, Any]

FORMAT: Final = 1
"""Version of the arrays below; it is part of the folder's name."""

NAME: Final = f"tables-{FORMAT}-{PROFILES_SHA256[:12]}"

ABSENT: Final = 0.5 / 10_000
"""Probability added to every n-gram's, langdetect's ALPHA_DEFAULT / BASE_FREQ: an unseen one has this."""

SCALE: Final = 1024
"""Steps per nat. Weights are whole numbers held as floats, at most 9.91 nats each: sums of up to 1,600 of
them stay below 2**24, so they are exact and the same in whatever order a machine adds them up."""

UNKNOWN: Final = 0
BLANK: Final = 1
"""Classes of characters: in no profile; not a letter. The others are numbered from 2 on."""

IS_UPPER_CLASS, IS_UPPER, IS_CASED, IS_LETTER, IS_LATIN, IS_OTHER_SCRIPT = (1 << bit for bit in range(6))
"""What is asked of a character: upper case after langdetect's normalisation, upper case, cased, a letter,
between ``A`` and ``z``, beyond U+0300 and not Latin."""

CODES: Final = 0x110000
LETTERS_END: Final = 0x40000
"""Beyond the first four planes Unicode has no letter."""

NORMALISED_END: Final = 0x10000
"""langdetect normalises the first plane alone."""

COMBINING_START: Final = 0x300
VIETNAMESE: Final = slice(0x1E00, 0x1F00)
"""The block Latin Extended Additional, the only one beyond U+0300 that langdetect counts as Latin."""

LANGUAGES_WIDTH: Final = 64
"""Columns of the weights: 55 languages, padded to whole cache lines."""
_HASH_BITS: Final = 17
_HASH_FACTORS: Final = (2654435769, 2246822519)
_SLOTS: Final = 1 << _HASH_BITS
HASH_SHIFT: Final = 32 - _HASH_BITS
NO_GRAM: Final = -1


class Tables(NamedTuple):
    """Everything the engines look up.

    ``classes`` and ``flags`` by code point; ``singles`` (row of a class's unigram), ``pairs`` (number of a
    pair of classes, 0 for none) and ``pair_rows``; two hash tables of trigrams, key and row; ``weights``, a
    row of languages per n-gram; ``cells``, the frequencies behind them as (row, language) and probability.
    """

    classes: Array
    flags: Array
    singles: Array
    pairs: Array
    pair_rows: Array
    first_keys: Array
    first_rows: Array
    second_keys: Array
    second_rows: Array
    weights: Array
    cells: Array
    cell_values: Array
    languages: Array

    @property
    def codes(self) -> tuple[str, ...]:
        """The ISO 639-1 code of each column of scores."""
        return tuple(_starts(tuple(self.languages.tolist())))

    @property
    def code_starts(self) -> list[int]:
        """The first column of ``weights`` that belongs to each of ``codes``."""
        return list(_starts(tuple(self.languages.tolist())).values())


def code_of(name: str) -> str:
    """Turn langdetect's name of a language into its code: two of its names are Chinese, by script."""
    return name.partition("-")[0]


@lru_cache(maxsize=1)
def _starts(names: tuple[str, ...]) -> dict[str, int]:
    starts: dict[str, int] = {}
    for number, name in enumerate(names):  # in order of name, so those of one code are neighbours
        starts.setdefault(code_of(name), number)
    return starts


def build() -> Tables:
    """Build the tables from the installed profiles; raises what ``profiles.load`` raises."""
    read = profiles.load()
    grams = sorted({gram for profile in read for gram in profile.grams})
    row_of = {gram: row for row, gram in enumerate(grams)}
    chars = sorted({char for gram in grams for char in gram} - {" "})
    class_of = {" ": BLANK} | {char: number for number, char in enumerate(chars, BLANK + 1)}
    classes, flags = _characters(class_of)
    cells, values = _cells(read, row_of)
    weights = np.zeros((len(grams), LANGUAGES_WIDTH), np.float32)
    weights[cells[0], cells[1]] = np.rint(np.log((values + ABSENT) / ABSENT) * SCALE)
    languages = np.array([profile.language for profile in read])
    return Tables._make([classes, flags, *_index(grams, class_of), weights, cells, values, languages])


def save(tables: Tables, folder: Path) -> None:
    """Write the tables to ``folder / NAME``, whole or not at all; another process may do so at once."""
    unfinished = folder / f"{NAME}.{os.getpid()}.tmp"
    for other in folder.glob(f"{NAME}.*.tmp"):
        if other == unfinished or not _is_alive(other.suffixes[-2][1:]):  # killed at this very work
            shutil.rmtree(other, ignore_errors=True)
    unfinished.mkdir(parents=True)
    try:
        for name, array in tables._asdict().items():
            with open(unfinished / f"{name}.npy", "wb") as stream:
                np.save(stream, array)
                stream.flush()
                os.fsync(stream.fileno())
        if open_saved(folder) is None:
            shutil.rmtree(folder / NAME, ignore_errors=True)  # what is there is damaged
            unfinished.rename(folder / NAME)
    except OSError:
        if open_saved(folder) is None:  # else another process was first, which is as well
            raise
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _is_alive(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, ValueError, OverflowError):
        return False
    except PermissionError:  # somebody else's
        return True
    return True


def open_saved(folder: Path) -> Tables | None:
    """Map the tables that lie in ``folder`` into memory; None when they are missing or damaged."""
    arrays = []
    for name in Tables._fields:
        try:
            arrays.append(np.load(folder / NAME / f"{name}.npy", mmap_mode="r").view(np.ndarray))
        except (OSError, ValueError, EOFError):
            return None
    return Tables(*arrays)


def _characters(class_of: dict[str, int]) -> tuple[Array, Array]:
    """Give every code point its class, as langdetect normalises it, and its flags."""
    from langdetect.utils.ngram import NGram  # only where tables are built

    classes, flags = np.zeros(CODES, np.uint16), np.zeros(CODES, np.uint8)
    chars = list(map(chr, range(LETTERS_END)))
    normal = [*map(NGram.normalize, chars[:NORMALISED_END]), *chars[NORMALISED_END:]]
    classes[:LETTERS_END] = [class_of.get(char, UNKNOWN) for char in normal]
    is_upper, is_lower, is_letter = (_holds(test, chars) for test in (str.isupper, str.islower, str.isalpha))
    flags[:LETTERS_END] = (
        _holds(str.isupper, normal) * np.uint8(IS_UPPER_CLASS)
        | is_upper * np.uint8(IS_UPPER)
        | (is_upper | is_lower) * np.uint8(IS_CASED)
        | is_letter * np.uint8(IS_LETTER)
    )
    flags[ord("A") : ord("z") + 1] |= IS_LATIN
    flags[COMBINING_START:] |= IS_OTHER_SCRIPT
    flags[VIETNAMESE] &= ~np.uint8(IS_OTHER_SCRIPT)
    return classes, flags


def _holds(test: Callable[[str], bool], chars: Sequence[str]) -> Array:
    return np.fromiter(map(test, chars), bool, len(chars))


def _cells(read: Sequence[Profile], row_of: dict[str, int]) -> tuple[Array, Array]:
    found = [
        (row_of[gram], number, share)
        for number, profile in enumerate(read)
        for gram, share in profile.grams.items()
    ]
    rows, numbers, shares = zip(*found, strict=True)
    return np.array([rows, numbers], np.int32), np.array(shares, np.float64)


def _index(grams: Sequence[str], class_of: dict[str, int]) -> Iterable[Array]:
    """Index the rows of the n-grams by the classes of their characters."""
    size = len(class_of) + 1
    singles = np.full(size, NO_GRAM, np.int32)
    pairs, pair_rows = np.zeros(size * size, np.uint16), [NO_GRAM]
    trigrams: dict[int, int] = {}

    def pair_of(first: str, second: str) -> int:
        at = class_of[first] * size + class_of[second]
        if not pairs[at]:
            pairs[at] = len(pair_rows)
            pair_rows.append(NO_GRAM)
        return int(pairs[at])

    for row, gram in enumerate(grams):
        if len(gram) == 1 and gram != " ":
            singles[class_of[gram]] = row
        elif len(gram) == 2:
            pair_rows[pair_of(gram[0], gram[1])] = row
        elif len(gram) == 3:
            trigrams[pair_of(gram[0], gram[1]) * size + class_of[gram[2]]] = row
    return singles, pairs, np.array(pair_rows, np.int32), *_hashed(trigrams)


def _hashed(rows: dict[int, int]) -> Iterable[Array]:
    """Lay keys out so that each is found in one of two places (cuckoo hashing, Pagh and Rodler 2001)."""
    keys = [[0] * _SLOTS, [0] * _SLOTS]
    values = [[NO_GRAM] * _SLOTS, [NO_GRAM] * _SLOTS]
    for new_key, new_row in rows.items():
        key, row, side = new_key, new_row, 0
        while row != NO_GRAM:
            at = ((key * _HASH_FACTORS[side]) & 0xFFFFFFFF) >> HASH_SHIFT
            key, keys[side][at] = keys[side][at], key
            row, values[side][at] = values[side][at], row
            side = 1 - side
    first = (np.array(keys[0], np.uint32), np.array(values[0], np.int32))
    return *first, np.array(keys[1], np.uint32), np.array(values[1], np.int32)


def rows_of_trigrams(tables: Tables, keys: Array) -> Array:
    """Look up the rows of trigram keys (uint32); ``NO_GRAM`` where there is none."""
    at = (keys * np.uint32(_HASH_FACTORS[0])) >> np.uint32(HASH_SHIFT)
    rows = np.where(tables.first_keys[at] == keys, tables.first_rows[at], NO_GRAM)
    at = (keys * np.uint32(_HASH_FACTORS[1])) >> np.uint32(HASH_SHIFT)
    return np.where(tables.second_keys[at] == keys, tables.second_rows[at], rows)
