"""A register in a folder of its own, with a clock that a test can set."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.domain.given import CASHIER, MANAGER, NOON, PEOPLE, SHOP
from till.cash_register import CashRegister
from till.domain.clock import later
from till.domain.commands import Act, AddEmployee, CashIn, OpenShift
from till.domain.settings import Settings
from till.domain.state import Count

PIN, CASHIERS_PIN = "4711", "1234"


@dataclass
class SetClock:
    """A clock that shows what it was set to."""

    at: str = NOON

    def __call__(self) -> str:
        return self.at

    def forward(self, seconds: int) -> None:
        self.at = later(self.at, seconds)


def new_register(folder: Path, clock: SetClock, shop: Settings = SHOP) -> CashRegister:
    """Set up a register with the people that the tests know."""
    register = CashRegister.create(folder, shop, "Ana", PIN, clock)
    for name, role in PEOPLE.items():
        register.handle(AddEmployee(register.act(MANAGER), name, role))
    return register


@contextmanager
def opened(folder: Path, clock: SetClock) -> Iterator[CashRegister]:
    """Open the register in a folder once more, as another program would."""
    register = CashRegister.open(folder, SHOP.timezone, clock)
    try:
        yield register
    finally:
        register.close()


def open_shift(register: CashRegister, float_: int = 200_00) -> None:
    register.handle(OpenShift(register.act(CASHIER), Count(float_)))


def cash_in(register: CashRegister, amount: int = 50_00, act: Act | None = None) -> CashIn:
    return CashIn(act or register.act(CASHIER), amount, "float")
