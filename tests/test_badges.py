"""Badges: whose they are, and that nothing the register writes says so to anybody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.domain.given import CASHIER, MANAGER, OTHER_CASHIER, SHOP, SUPERVISOR
from tests.store.folder import PIN, SetClock, new_register, open_shift, opened
from till import badges
from till.cash_register import CashRegister
from till.domain.commands import ChangeEmployee, PayOut
from till.domain.entries import CashMoved
from till.domain.errors import (
    BadBadge,
    BadgeTaken,
    LockedOut,
    NeedsApproval,
    OwnApproval,
    WrongBadge,
)
from till.domain.settings import PinRules
from till.domain.vocabulary import PinPurpose

BENS, CIAS = "KAFFE-000231-B", "4006381333931"


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
    badges.set_badge(created, created.act(MANAGER), CASHIER, BENS)
    badges.set_badge(created, created.act(MANAGER), SUPERVISOR, CIAS)
    yield created
    created.close()


def test_a_badge_alone_says_who_it_is_and_signs_in(register: CashRegister, folder: Path) -> None:
    assert badges.present_badge(register, BENS, PinPurpose.SIGN_IN) == CASHIER
    assert register.state.signed_in == CASHIER
    with opened(folder, SetClock()) as after_a_restart:
        assert badges.present_badge(after_a_restart, CIAS, PinPurpose.SIGN_IN) == SUPERVISOR


def test_a_badge_approves_as_a_pin_does(register: CashRegister) -> None:
    act = register.act(CASHIER)
    with pytest.raises(NeedsApproval):
        register.handle(PayOut(act, 60_00, "cleaning"))
    approver = badges.present_badge(register, CIAS, PinPurpose.APPROVE)
    (moved,) = register.handle(PayOut(replace(act, approved_by=approver), 60_00, "cleaning"))
    assert isinstance(moved, CashMoved)
    assert moved.employee2 is not None
    assert moved.employee2.name == "Cia"


def test_nobody_approves_their_own_act_with_a_second_badge(register: CashRegister) -> None:
    badges.set_badge(register, register.act(MANAGER), MANAGER, "MANAGER-1")
    badges.set_badge(register, register.act(MANAGER), MANAGER, "MANAGER-2")
    with pytest.raises(WrongBadge):
        badges.present_badge(register, "MANAGER-1", PinPurpose.APPROVE)
    approver = badges.present_badge(register, "MANAGER-2", PinPurpose.APPROVE)
    with pytest.raises(OwnApproval):
        register.handle(PayOut(replace(register.act(MANAGER), approved_by=approver), 60_00, "cleaning"))


def test_wrong_badges_lock_the_register_as_wrong_pins_do(register: CashRegister, clock: SetClock) -> None:
    most = SHOP.pin.register_attempts_max
    for _try in range(most - 1):
        with pytest.raises(WrongBadge):
            badges.present_badge(register, "NOBODYS", PinPurpose.SIGN_IN)
    with pytest.raises(LockedOut, match="5 min"):
        badges.present_badge(register, "NOBODYS", PinPurpose.SIGN_IN)
    refused = [each.kind for each in register.read.newest(most)]
    assert refused == ["badge-refused/1"] * most
    for _credential in range(2):
        with pytest.raises(LockedOut):
            badges.present_badge(register, BENS, PinPurpose.SIGN_IN)
        with pytest.raises(LockedOut):
            register.present_pin(MANAGER, PIN, PinPurpose.SIGN_IN)
    assert len(register.read.newest(100, kind="badge-refused")) == most
    clock.forward(300)
    assert badges.present_badge(register, BENS, PinPurpose.SIGN_IN) == CASHIER
    assert register.state.register_failures.count == 0


def test_wrong_pins_and_wrong_badges_are_counted_together(register: CashRegister, clock: SetClock) -> None:
    for _try in range(SHOP.pin.register_attempts_max // 2):
        with pytest.raises(WrongBadge):
            badges.present_badge(register, "NOBODYS", PinPurpose.SIGN_IN)
    for _try in range(SHOP.pin.register_attempts_max // 2 - 1):
        clock.forward(60)
        with pytest.raises((WrongBadge, LockedOut, Exception), match=r"not right|Too many"):
            register.present_pin(MANAGER, "0000", PinPurpose.SIGN_IN)
    assert register.state.register_failures.count == SHOP.pin.register_attempts_max - 1
    with pytest.raises(LockedOut):
        badges.present_badge(register, "NOBODYS", PinPurpose.SIGN_IN)


def test_where_a_badge_needs_a_pin_it_only_says_who_it_is(folder: Path, clock: SetClock) -> None:
    register = new_register(folder, clock, replace(SHOP, pin=PinRules(badge_needs_pin=True)))
    badges.set_badge(register, register.act(MANAGER), MANAGER, CIAS)
    before = register.state.head
    assert badges.present_badge(register, CIAS, PinPurpose.SIGN_IN) == MANAGER
    assert (register.state.signed_in, register.state.head) == (None, before)
    register.present_pin(MANAGER, PIN, PinPurpose.SIGN_IN)
    assert register.state.signed_in == MANAGER
    register.close()


def test_a_badge_that_was_taken_away_or_whose_owner_left_is_nobodys(register: CashRegister) -> None:
    badges.set_badge(register, register.act(MANAGER), CASHIER, None)
    assert not register.state.employees[CASHIER].has_badge
    register.handle(ChangeEmployee(register.act(MANAGER), SUPERVISOR, active=False))
    for code in (BENS, CIAS):
        with pytest.raises(WrongBadge):
            badges.present_badge(register, code, PinPurpose.SIGN_IN)
    # Its next owner is somebody who works here.
    badges.set_badge(register, register.act(MANAGER), OTHER_CASHIER, CIAS)
    assert badges.present_badge(register, CIAS, PinPurpose.SIGN_IN) == OTHER_CASHIER


def test_a_badge_is_one_persons_and_only_who_manages_people_gives_it(register: CashRegister) -> None:
    with pytest.raises(BadgeTaken, match="already Ben's"):
        badges.set_badge(register, register.act(MANAGER), OTHER_CASHIER, BENS)
    with pytest.raises(NeedsApproval):
        badges.set_badge(register, register.act(CASHIER), CASHIER, "BENS-OWN-MAKE")
    assert badges.present_badge(register, BENS, PinPurpose.SIGN_IN) == CASHIER
    with pytest.raises(WrongBadge):
        badges.present_badge(register, "BENS-OWN-MAKE", PinPurpose.SIGN_IN)


@pytest.mark.parametrize(
    "code", ["", "12345", "1" * 65, "with blank", "ÅÄÖÅÄÖ", "tab\there", "١٢٣٤٥٦", "\udcff" * 6]
)
def test_what_cannot_be_a_badge_is_refused_and_as_a_try_only_wrong(code: str, register: CashRegister) -> None:
    with pytest.raises(BadBadge):
        badges.set_badge(register, register.act(MANAGER), CASHIER, code)
    with pytest.raises(WrongBadge):
        badges.present_badge(register, code, PinPurpose.SIGN_IN)


def test_a_badge_is_in_no_file_and_without_the_key_its_hash_says_nothing(
    register: CashRegister, folder: Path, tmp_path: Path
) -> None:
    badges.present_badge(register, BENS, PinPurpose.SIGN_IN)
    hashed = badges.hash_badge(BENS, register.sign)
    assert badges.hash_badge(BENS, register.sign) == hashed
    other = new_register(tmp_path / "other", SetClock())
    assert badges.hash_badge(BENS, other.sign) != hashed
    other.close()
    assert not any(hashed in record.body for record in register.read.all_records())
    register.close()
    everything = b"".join(path.read_bytes() for path in folder.iterdir())
    assert hashed.encode() in everything
    assert BENS.encode() not in everything
    assert CIAS.encode() not in everything
