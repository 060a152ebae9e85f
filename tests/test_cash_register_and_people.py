"""PINs, approvals and the clock, as they are looked at outside of the rules and written down by them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.domain.given import CASHIER, MANAGER, SUPERVISOR
from tests.store.folder import CASHIERS_PIN, PIN, SetClock, cash_in, new_register, open_shift, opened
from till.cash_register import CashRegister
from till.domain.chain import verify
from till.domain.commands import Drop, PayOut
from till.domain.entries import (
    CashMoved,
    SignedIn,
)
from till.domain.errors import (
    AboveLimit,
    BadPin,
    LockedOut,
    NoPin,
    NotEnoughCash,
    OwnApproval,
    Refused,
    WrongPin,
)
from till.domain.vocabulary import PinPurpose
from till.signing import signed_by


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def register(folder: Path, clock: SetClock) -> Iterator[CashRegister]:
    created = new_register(folder, clock)
    open_shift(created)
    yield created
    created.close()


def kinds(register: CashRegister, after: int) -> list[str]:
    return [record.kind for record in register.read.all_records(after)]


# -- the clock ----------------------------------------------------------------------------------------------


def test_a_clock_set_back_is_noted_before_the_next_act(register: CashRegister, clock: SetClock) -> None:
    before = register.state.head.records
    clock.forward(-3600)
    register.handle(cash_in(register))
    assert kinds(register, before) == ["clock-changed/1", "cash-moved/1"]
    register.handle(cash_in(register))
    assert kinds(register, before)[2:] == ["cash-moved/1"]


def test_a_refused_act_does_not_note_the_clock_either(register: CashRegister, clock: SetClock) -> None:
    before = register.state
    clock.forward(-3600)
    with pytest.raises(NotEnoughCash):
        register.handle(Drop(register.act(MANAGER), 999_00, "7731"))
    assert register.state == before


def test_the_order_of_records_never_depends_on_the_clock(register: CashRegister, clock: SetClock) -> None:
    for seconds in (86_400 * 400, -86_400 * 20_000, 7, -3600):
        clock.forward(seconds)
        register.handle(cash_in(register, 1_00))
    records = list(register.read.all_records())
    assert [record.seq for record in records] == list(range(1, len(records) + 1))
    assert verify(records, signed_by).intact
    assert register.state.expected(1) == 204_00


def test_nobody_stays_locked_out_because_the_clock_was_set_back(
    register: CashRegister, clock: SetClock
) -> None:
    for _ in range(5):
        with pytest.raises(Refused):
            register.present_pin(MANAGER, "0000", PinPurpose.SIGN_IN)
        clock.forward(10)
    with pytest.raises(LockedOut):
        register.present_pin(MANAGER, PIN, PinPurpose.SIGN_IN)
    clock.at = "1970-01-01T00:00:01.000+00:00"
    with pytest.raises(LockedOut):
        register.present_pin(MANAGER, PIN, PinPurpose.SIGN_IN)
    clock.forward(300)
    assert register.present_pin(MANAGER, PIN, PinPurpose.SIGN_IN)


# -- PINs ---------------------------------------------------------------------------------------------------


def test_the_right_pin_signs_in_and_the_wrong_one_is_recorded_and_refused(register: CashRegister) -> None:
    with pytest.raises(WrongPin):
        register.present_pin(MANAGER, "0000", PinPurpose.SIGN_IN)
    assert register.read.newest(1)[0].kind == "pin-refused/1"
    entries = register.present_pin(MANAGER, PIN, PinPurpose.SIGN_IN)
    assert [type(entry) for entry in entries] == [SignedIn]
    assert register.state.failures == {}


@pytest.mark.parametrize(
    "typed", ["", "0", "47110", "4711 ", "٤٧١١", "4" * 10_000, "\udcff", "\0", "'; DROP"]
)
def test_whatever_is_typed_as_a_pin_is_only_wrong(typed: str, register: CashRegister) -> None:
    with pytest.raises(WrongPin):
        register.present_pin(MANAGER, typed, PinPurpose.SIGN_IN)


def test_somebody_without_a_pin_cannot_get_in(register: CashRegister) -> None:
    with pytest.raises(NoPin, match="Ben has no PIN yet"):
        register.present_pin(CASHIER, "1234", PinPurpose.SIGN_IN)


def test_a_lock_out_holds_for_every_program_and_after_a_restart(
    register: CashRegister, folder: Path, clock: SetClock
) -> None:
    for _ in range(2):
        with pytest.raises(WrongPin):
            register.present_pin(MANAGER, "0000", PinPurpose.SIGN_IN)
    with pytest.raises(LockedOut, match="in 2 s"):
        register.present_pin(MANAGER, "0000", PinPurpose.SIGN_IN)
    with opened(folder, clock) as other, pytest.raises(LockedOut):
        other.present_pin(MANAGER, PIN, PinPurpose.SIGN_IN)
    clock.forward(2)
    register.present_pin(MANAGER, PIN, PinPurpose.APPROVE)
    assert register.read.newest(1)[0].kind == "pin-accepted/1"


def test_a_pin_is_neither_in_the_journal_nor_readable(register: CashRegister, folder: Path) -> None:
    register.set_pin(register.act(CASHIER), CASHIER, "590217")
    register.present_pin(CASHIER, "590217", PinPurpose.SIGN_IN)
    register.close()
    everything = b"".join(path.read_bytes() for path in folder.iterdir())
    assert b"590217" not in everything
    assert everything.count(b"$argon2id$") >= 2


def test_a_new_pin_replaces_the_old_one(register: CashRegister) -> None:
    register.set_pin(register.act(MANAGER), CASHIER, CASHIERS_PIN)
    register.set_pin(register.act(CASHIER), CASHIER, "8642")
    with pytest.raises(WrongPin):
        register.present_pin(CASHIER, CASHIERS_PIN, PinPurpose.SIGN_IN)
    assert register.present_pin(CASHIER, "8642", PinPurpose.SIGN_IN)


@pytest.mark.parametrize("pin", ["", "123", "1" * 13, "12a4", "١٢٣٤", " 1234"])
def test_a_new_pin_is_four_to_twelve_digits(pin: str, register: CashRegister) -> None:
    with pytest.raises(BadPin):
        register.set_pin(register.act(MANAGER), CASHIER, pin)


def test_a_refused_new_pin_leaves_the_old_one(register: CashRegister) -> None:
    with pytest.raises(Refused):
        register.set_pin(register.act(CASHIER), MANAGER, "0000")
    assert register.present_pin(MANAGER, PIN, PinPurpose.SIGN_IN)


def test_an_approval_needs_the_approvers_pin(register: CashRegister) -> None:
    register.set_pin(register.act(MANAGER), SUPERVISOR, CASHIERS_PIN)
    act = register.act(CASHIER)
    with pytest.raises(AboveLimit):
        register.handle(PayOut(act, 60_00, "cleaning"))
    with pytest.raises(WrongPin):
        register.approve(act, SUPERVISOR, "0000")
    approved = register.approve(act, SUPERVISOR, CASHIERS_PIN)
    (moved,) = register.handle(PayOut(approved, 60_00, "cleaning"))
    assert isinstance(moved, CashMoved)
    assert moved.employee2 is not None
    assert (moved.id, moved.employee2.name) == (act.id, "Cia")


def test_nobody_approves_their_own_act_with_their_own_pin(register: CashRegister) -> None:
    act = register.approve(register.act(MANAGER), MANAGER, PIN)
    with pytest.raises(OwnApproval):
        register.handle(PayOut(act, 60_00, "cleaning"))
