"""The register looks at both clocks before each act, whichever program of the machine it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.domain.given import CASHIER, MANAGER, NOON, SHOP
from tests.store.folder import PIN, SetClock, cash_in, new_register, open_shift
from till.cash_register import CashRegister
from till.clock import machine_ticks
from till.domain.clock import later
from till.domain.codec import decode
from till.domain.entries import ClockChanged
from till.domain.errors import LockedOut, WrongPin
from till.domain.ticks import Ticks
from till.domain.vocabulary import PinPurpose


@dataclass
class SetTicks:
    """A steady clock that goes on as far as it is told."""

    ms: int = 0
    boot: str = "first"

    def __call__(self) -> Ticks:
        return Ticks(self.boot, self.ms)


@pytest.fixture
def register(tmp_path: Path) -> CashRegister:
    clock = SetClock()
    made = new_register(tmp_path / "data", clock)
    made.close()
    register = CashRegister.open(tmp_path / "data", SHOP.timezone, clock, SetTicks())
    register.start(SHOP)
    open_shift(register)
    return register


def clocks(register: CashRegister) -> tuple[SetClock, SetTicks]:
    clock, ticks = register.clock, register.watch.ticks
    assert isinstance(clock, SetClock)
    assert isinstance(ticks, SetTicks)
    return clock, ticks


def changes(register: CashRegister) -> list[ClockChanged]:
    records = register.read.all_records(0)
    entries = [decode(record.kind, record.body) for record in records]
    return [entry for entry in entries if isinstance(entry, ClockChanged)]


def test_an_act_after_the_clock_was_set_forward_comes_behind_an_entry_that_says_so(
    register: CashRegister,
) -> None:
    clock, ticks = clocks(register)
    clock.forward(60 + 3600)
    ticks.ms += 60_000
    register.handle(cash_in(register))
    (changed,) = changes(register)
    assert (changed.before, changed.at) == (later(NOON, 60), later(NOON, 3660))
    register.handle(cash_in(register))
    assert len(changes(register)) == 1


def test_another_program_on_the_same_machine_sees_it_too(register: CashRegister, tmp_path: Path) -> None:
    clock, ticks = clocks(register)
    register.close()
    clock.forward(7200)
    ticks.ms += 3_600_000
    other = CashRegister.open(tmp_path / "data", SHOP.timezone, clock, ticks)
    other.handle(cash_in(other))
    assert len(changes(other)) == 1
    other.close()


def test_an_act_begun_long_before_it_is_done_is_no_clock_that_was_set(register: CashRegister) -> None:
    clock, ticks = clocks(register)
    act = register.act(CASHIER)
    clock.forward(600)
    ticks.ms += 600_000
    register.handle(cash_in(register))
    register.handle(cash_in(register, act=act))
    assert changes(register) == []


def test_setting_the_clock_forward_opens_no_lock_out(register: CashRegister) -> None:
    clock, _ticks = clocks(register)
    for _ in range(2):
        with pytest.raises(WrongPin):
            register.present_pin(MANAGER, "9999", PinPurpose.COMMAND)
    with pytest.raises(LockedOut):
        register.present_pin(MANAGER, "9999", PinPurpose.COMMAND)
    clock.forward(86_400)
    with pytest.raises(LockedOut):
        register.present_pin(MANAGER, PIN, PinPurpose.COMMAND)
    assert len(changes(register)) == 1


def test_the_steady_clock_of_this_machine_goes_on_and_names_its_start() -> None:
    ticks = machine_ticks()
    first, second = ticks(), ticks()
    assert first is not None
    assert second is not None
    assert first.boot == second.boot != ""
    assert 0 < first.ms <= second.ms
