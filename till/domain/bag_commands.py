"""What is asked about bags, the safe and the bank; part of the commands in `commands.py`."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.act import Act


@dataclass(frozen=True, slots=True)
class ReceiveBag:
    """Receive a dropped bag into the safe, and say what was found in it."""

    act: Act
    bag: str
    counted: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Deposit:
    """Bring cash to the bank: unopened bags, or an amount out of the safe, or both."""

    act: Act
    deposit_no: str
    bags: tuple[str, ...] = ()
    from_safe: int = 0
    note: str | None = None


@dataclass(frozen=True, slots=True)
class UndoDeposit:
    """Take a deposit back that did not happen."""

    act: Act
    deposit: str
    reason: str
