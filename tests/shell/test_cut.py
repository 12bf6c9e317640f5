"""How a run is cut into batches."""

import pytest

from copydesk.runs import staging
from copydesk.warehouse import PlannedFile


def cut(count: int, size: int = 3_000) -> list[int]:
    """Bytes of the batches that so many files of one size are cut into; every file is in one, in order."""
    files = [PlannedFile(f"{number:05d}.txt", "", size, "text", "new") for number in range(count)]
    batches = list(staging._groups(files))
    assert [one.path for batch in batches for one in batch] == [file.path for file in files]
    return [len(batch) * (size + staging.FILE_BYTES) for batch in batches]


def test_what_fits_into_one_batch_is_one() -> None:
    """A second worker would cost more than it takes off the first."""
    assert cut(0) == []
    assert len(cut(500)) == 1


@pytest.mark.parametrize("count", [600, 2_000, 20_000])
def test_the_last_batches_are_small(count: int) -> None:
    """None is larger than memory allows, and who gets the last one works alone for a moment only."""
    sizes = cut(count)
    assert max(sizes) <= staging.BATCH_BYTES
    assert sizes[-2] <= staging.LAST_BATCH_BYTES
    assert sizes[:-1] == sorted(sizes[:-1], reverse=True)


def test_a_large_file_is_a_batch_of_its_own() -> None:
    """No file is cut."""
    assert cut(3, staging.BATCH_BYTES) == [staging.BATCH_BYTES + staging.FILE_BYTES] * 3
