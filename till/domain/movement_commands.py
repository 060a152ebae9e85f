"""What is asked to move in and out of the drawers; part of the commands in `commands.py`."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.act import Act
from till.domain.state import Count


@dataclass(frozen=True, slots=True)
class CashIn:
    """Put cash into the drawer."""

    act: Act
    amount: int
    reason: str
    drawer: int = 1
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Drop:
    """Drop cash to the safe in a sealed bag."""

    act: Act
    amount: int
    bag: str
    drawer: int = 1
    note: str | None = None


@dataclass(frozen=True, slots=True)
class PayOut:
    """Pay a configured expense out of the drawer. `reason` is the reason's code."""

    act: Act
    amount: int
    reason: str
    payee: str | None = None
    voucher: str | None = None
    drawer: int = 1
    note: str | None = None


@dataclass(frozen=True, slots=True)
class NoSale:
    """Open the drawer without a sale. `reason` is the reason's code; in an emergency it is never refused."""

    act: Act
    reason: str
    drawer: int = 1
    emergency: bool = False


@dataclass(frozen=True, slots=True)
class TipOut:
    """Pay an employee their tips out of the drawer."""

    act: Act
    amount: int
    employee: int
    drawer: int = 1
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Reimburse:
    """Pay an employee back what they spent on a delivery."""

    act: Act
    amount: int
    employee: int
    drawer: int = 1
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Collect:
    """Take in the cash that an employee brings back at the end of their shift."""

    act: Act
    amount: int
    employee: int
    drawer: int = 1
    note: str | None = None


@dataclass(frozen=True, slots=True)
class GiveAdvance:
    """Hand an employee cash for a purchase, to be settled later. `reason` is a pay-out reason's code."""

    act: Act
    amount: int
    employee: int
    reason: str
    drawer: int = 1
    note: str | None = None


@dataclass(frozen=True, slots=True)
class SettleAdvance:
    """Settle an advance: `spent` is what the voucher says, the rest comes back into the drawer."""

    act: Act
    advance: str
    spent: int
    voucher: str
    payee: str | None = None
    drawer: int = 1
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Transfer:
    """Carry cash from one drawer to another; both have an open shift."""

    act: Act
    amount: int
    target: int
    drawer: int = 1
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Swap:
    """Change notes for coins or back: what goes out and what comes in is of equal value."""

    act: Act
    given: Count
    taken: Count
    drawer: int = 1
    note: str | None = None


@dataclass(frozen=True, slots=True)
class UndoMovement:
    """Reverse a movement of the open shift."""

    act: Act
    movement: str
    reason: str = ""
    drawer: int = 1
