"""Starting reads what came after the last close, checks it, and trusts nothing that was tampered with."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.domain.given import CASHIER, SHOP
from tests.store.folder import SetClock, cash_in, open_shift, opened
from till.cash_register import CashRegister
from till.domain.apply import fold
from till.domain.chain import seal, verify
from till.domain.codec import decode
from till.domain.commands import CloseShift, CountCash, StartCount
from till.domain.state import Count, State
from till.faults import JournalBroken
from till.signing import signed_by
from till.store import opening
from till.store.engine import DATABASE

CHANGED = "UPDATE journal SET body = replace(body, '5000', '4000') WHERE kind = 'cash-moved/1'"


def close_shift(register: CashRegister) -> None:
    register.handle(StartCount(register.act(CASHIER)))
    there = register.state.expected(1)
    register.handle(CountCash(register.act(CASHIER), Count(there)))
    register.handle(CloseShift(register.act(CASHIER), there))


def shifts(register: CashRegister, number: int, movements: int = 2) -> None:
    """Let whole shifts pass."""
    for _ in range(number):
        open_shift(register, register.state.floats_left.get(1, 200_00))
        for _ in range(movements):
            register.handle(cash_in(register, 1_00))
        close_shift(register)


@contextmanager
def tampering(folder: Path) -> Iterator[sqlite3.Connection]:
    """Reach into the database past its triggers, as somebody with a tool can."""
    connection = sqlite3.connect(folder / DATABASE, isolation_level=None)
    for name in ("update", "delete", "gap"):
        connection.execute(f"DROP TRIGGER journal_refuses_{name}")
    yield connection
    connection.close()


def whole_fold(register: CashRegister) -> State:
    entries = [decode(record.kind, record.body) for record in register.read.all_records()]
    return replace(fold(entries, State()), head=register.state.head)


def test_a_start_gives_the_state_that_was_left(register: CashRegister, folder: Path, clock: SetClock) -> None:
    shifts(register, 2)
    open_shift(register, register.state.floats_left[1])
    register.handle(cash_in(register))
    with opened(folder, clock) as again:
        assert again.state == register.state == whole_fold(register)


def test_a_start_right_after_a_close_gives_the_state_that_was_left(
    register: CashRegister, folder: Path, clock: SetClock
) -> None:
    shifts(register, 1)
    with opened(folder, clock) as again:
        assert again.state == register.state == whole_fold(register)


def test_a_start_reads_only_what_came_after_the_last_close(register: CashRegister) -> None:
    steps: list[int] = []
    for number in (1, 10):
        shifts(register, number)
        open_shift(register, register.state.floats_left[1])
        steps.append(virtual_steps(register))
        close_shift(register)
    few, many = steps
    assert many < few * 1.5


def virtual_steps(register: CashRegister) -> int:
    """Count the steps of SQLite's own machine while a state is loaded: work, whatever the clock says."""
    steps: list[int] = []

    def tick() -> int:
        steps.append(1)
        return 0

    assert register.state.identity is not None
    with opening.reading(register.engine).begin() as connection:
        driver: Any = connection.connection.dbapi_connection
        driver.set_progress_handler(tick, 1)
        opening.load_state(connection, register.state.identity.public_key)
        driver.set_progress_handler(None, 1)
    return len(steps)


def test_a_changed_record_after_the_last_close_stops_the_start(register: CashRegister, folder: Path) -> None:
    open_shift(register)
    register.handle(cash_in(register))
    register.close()
    with tampering(folder) as connection:
        connection.execute(CHANGED)
    with pytest.raises(JournalBroken, match=r"Record 10 .* was changed .* Do not trade"):
        CashRegister.open(folder, SHOP.timezone)


def test_a_changed_checkpoint_stops_the_start(register: CashRegister, folder: Path) -> None:
    shifts(register, 1)
    register.close()
    with tampering(folder) as connection:
        connection.execute(
            "UPDATE journal SET body = json_set(body, '$.carried.balances.safe', 1)"
            " WHERE kind = 'shift-closed/1'"
        )
    with pytest.raises(JournalBroken, match="was changed"):
        CashRegister.open(folder, SHOP.timezone)


@pytest.mark.parametrize("seq", [10, 9])
def test_a_removed_record_stops_the_start(seq: int, register: CashRegister, folder: Path) -> None:
    open_shift(register)
    register.handle(cash_in(register))
    register.handle(cash_in(register))
    register.close()
    with tampering(folder) as connection:
        connection.execute(f"DELETE FROM journal WHERE seq = {seq}")
    with pytest.raises(JournalBroken, match="does not follow"):
        CashRegister.open(folder, SHOP.timezone)


def test_records_sealed_anew_without_the_key_stop_the_start(register: CashRegister, folder: Path) -> None:
    open_shift(register)
    register.handle(cash_in(register))
    previous = register.read.record(9)
    record = register.read.record(10)
    assert previous is not None
    assert record is not None
    register.close()
    body = json.dumps(json.loads(record.body) | {"amount": 1}, separators=(",", ":"))
    fresh = seal(previous.seal, 10, record.recorded_at, record.kind, body)
    with tampering(folder) as connection:
        connection.execute("UPDATE journal SET body = ?, seal = ? WHERE seq = 10", (body, fresh))
    with pytest.raises(JournalBroken, match=r"Record 10 .* not signed by this register"):
        CashRegister.open(folder, SHOP.timezone)


@pytest.mark.parametrize(
    ("kind", "body", "said"),
    [
        ("tip-shared/3", "{}", "Install the newer version"),
        ("cash-moved/1", "{}", "cannot be read"),
        ("cash-moved/1", "[" * 50_000, "cannot be read"),
        ("cash-moved/1", "", "cannot be read"),
    ],
    ids=["newer kind", "no fields", "too deep", "empty"],
)
def test_a_record_that_cannot_be_read_stops_the_start_with_a_sentence(
    kind: str, body: str, said: str, register: CashRegister, folder: Path
) -> None:
    register.close()
    with tampering(folder) as connection:
        connection.execute("UPDATE journal SET kind = ?, body = ? WHERE seq = 8", (kind, body))
    with pytest.raises(JournalBroken, match=said):
        CashRegister.open(folder, SHOP.timezone)


def test_what_others_wrote_is_checked_before_it_is_believed(
    register: CashRegister, folder: Path, clock: SetClock
) -> None:
    open_shift(register)
    believed = register.state
    with opened(folder, clock) as other:
        other.handle(cash_in(other))
    with tampering(folder) as connection:
        connection.execute(CHANGED)
    with pytest.raises(JournalBroken, match="was changed"):
        register.handle(cash_in(register))
    with pytest.raises(JournalBroken, match="was changed"):
        register.refresh()
    assert register.state == believed


def test_an_older_journal_put_in_its_place_is_noticed(
    register: CashRegister, folder: Path, clock: SetClock
) -> None:
    open_shift(register)
    with tampering(folder) as connection:
        connection.execute("DELETE FROM journal WHERE seq = 9")
    believed = register.state
    with pytest.raises(JournalBroken):
        register.handle(cash_in(register))
    with pytest.raises(JournalBroken):
        register.refresh()
    assert register.state == believed


def test_the_verifier_agrees_with_what_is_on_the_disk(register: CashRegister) -> None:
    shifts(register, 2)
    verdict = verify(register.read.all_records(), signed_by)
    assert verdict.intact, str(verdict)
    assert verdict.head == register.state.head
