"""What a load has proved is not proved again, as long as it is the same file and the same checks."""

import duckdb
import pytest

from copydesk.warehouse import Layout, check_unproved, proof, statements
from tests.warehouse.handmade import Paper, run


def failed(layout: Layout) -> list[str]:
    """Names of the checks that find an offender."""
    return [one.name for one in check_unproved(layout) if one.offenders]


def test_a_load_leaves_a_proof(bare: Layout) -> None:
    """All checks are told as passed, in a proof's name or not."""
    assert not proof.holds(bare)
    run(bare, "one", [Paper("rain.txt")])
    assert proof.holds(bare)
    assert {one.name for one in check_unproved(bare)} == {one.name for one in statements.checks()}
    assert failed(bare) == []


def test_a_changed_database_is_not_proved(bare: Layout) -> None:
    """Whoever writes into the file behind copydesk's back is found out."""
    run(bare, "one", [Paper("rain.txt")])
    with duckdb.connect(bare.working) as connection:
        connection.execute("UPDATE sentences SET start_char = start_char + 1")
    assert not proof.holds(bare)
    assert "sentence_offsets" in failed(bare)


def test_other_checks_prove_other_things(bare: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that was added or changed since is run."""
    run(bare, "one", [Paper("rain.txt")])
    monkeypatch.setattr(statements, "checks_digest", lambda: "other")
    assert not proof.holds(bare)


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff"])
def test_a_damaged_proof_proves_nothing(bare: Layout, content: bytes) -> None:
    """The checks are run again."""
    run(bare, "one", [Paper("rain.txt")])
    bare.proof.write_bytes(content)
    assert not proof.holds(bare)
    assert failed(bare) == []


def test_a_copy_is_not_proved(bare: Layout) -> None:
    """A copy put in its place is another file: it is checked."""
    run(bare, "one", [Paper("rain.txt")])
    content = bare.working.read_bytes()
    bare.working.unlink()
    bare.working.write_bytes(content)
    assert not proof.holds(bare)
