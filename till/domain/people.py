"""Employees, roles, rights and limits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Right(StrEnum):
    """What a role may do; the names stand in the configuration."""

    SELL = "sell"
    REFUND = "refund"
    NO_SALE = "no_sale"
    CASH_IN = "cash_in"
    DROP = "drop"
    PAY_OUT = "pay_out"
    TIP_OUT = "tip_out"
    REIMBURSE = "reimburse"
    DEPOSIT = "deposit"
    SWAP = "swap"
    TRANSFER = "transfer"
    OPEN_SHIFT = "open_shift"
    COUNT = "count"
    CLOSE_SHIFT = "close_shift"
    SEE_EXPECTED = "see_expected"
    X_REPORT = "x_report"
    REPRINT = "reprint"
    UNDO = "undo"
    APPROVE = "approve"
    FORCE_CLOSE = "force_close"
    TRAIN = "train"
    EMPLOYEES = "employees"
    CONFIGURE = "configure"


@dataclass(frozen=True, slots=True)
class Person:
    """An employee as a record prints them: the number and the name of that day."""

    no: int
    name: str


@dataclass(frozen=True, slots=True)
class Employee:
    """Somebody who may sign in. Credentials are not here; `has_pin` and `has_badge` say that there are."""

    no: int
    name: str
    role: str
    active: bool = True
    has_pin: bool = False
    has_badge: bool = False

    @property
    def person(self) -> Person:
        """The employee as a record prints them."""
        return Person(self.no, self.name)


@dataclass(frozen=True, slots=True)
class Role:
    """A named set of rights, some with a limit in minor units above which approval is needed."""

    name: str
    rights: tuple[Right, ...]
    limits: dict[Right, int]

    def may(self, right: Right, amount: int = 0) -> bool:
        """Say whether the role alone suffices for `amount` minor units."""
        limit = self.limits.get(right)
        return right in self.rights and (limit is None or amount <= limit)


_CASHIER: Final = (
    Right.SELL,
    Right.NO_SALE,
    Right.CASH_IN,
    Right.DROP,
    Right.PAY_OUT,
    Right.SWAP,
    Right.OPEN_SHIFT,
    Right.COUNT,
    Right.CLOSE_SHIFT,
    Right.X_REPORT,
    Right.REPRINT,
)
_SUPERVISOR: Final = (
    *_CASHIER,
    Right.REFUND,
    Right.TIP_OUT,
    Right.REIMBURSE,
    Right.DEPOSIT,
    Right.TRANSFER,
    Right.SEE_EXPECTED,
    Right.UNDO,
    Right.APPROVE,
    Right.TRAIN,
)


def default_roles(pay_out_limit: int) -> tuple[Role, ...]:
    """Give the roles a shop has that configures none; `pay_out_limit` (minor units) is the cashier's."""
    return (
        Role("cashier", _CASHIER, {Right.PAY_OUT: pay_out_limit}),
        Role("supervisor", _SUPERVISOR, {}),
        Role("manager", tuple(Right), {}),
    )
