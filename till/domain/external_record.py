"""What another system says it did on our counter: its receipts, its float, its wish for a report. Types only.

Quantities are thousandths, rates hundredths of a percent, amounts minor units. Payments are signed as ours:
positive is money that came in.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from till.domain.settings import CASH, DepartmentKind

CREDIT: Final = "credit"
"""The way to pay of what nobody has paid yet."""


class ExternalType(StrEnum):
    """What an external record is."""

    SALE = "sale"
    RETURN = "return"
    CREDIT = "credit"
    """A receipt of what is not paid yet: it counts among no sales and moves nothing."""
    BATCH_OPEN = "batch-open"
    BATCH_CHANGE = "batch-change"
    BATCH_CLOSE = "batch-close"
    X_REPORT = "x-report"


UNNAMED: Final = "external"
"""The source of what came without the name of its system."""
RECEIPTS: Final = (ExternalType.SALE, ExternalType.RETURN, ExternalType.CREDIT)


@dataclass(frozen=True, slots=True)
class ExternalLine:
    """One line of an external receipt, VAT in it; returned lines have a negative quantity and amount."""

    name: str
    kind: DepartmentKind
    quantity: int
    price: int
    amount: int
    rate: int = 0


@dataclass(frozen=True, slots=True)
class ExternalPayment:
    """One payment; `name` is what the other system calls it, `gratuity` the part of it that is a tip."""

    code: str
    name: str
    amount: int
    gratuity: int = 0


@dataclass(frozen=True, slots=True)
class ExternalRecord:
    """An external record as it came, checked for its form alone.

    `id` is the other system's own, by which it is taken once; `source` names that system, `happened_at` is
    RFC 3339. `rounding` None is worked out. `original` is the text that came, so that nothing of it is lost.
    """

    id: str
    type: ExternalType
    source: str
    happened_at: str
    cashier: str
    original: str
    description: str | None = None
    reference: str | None = None
    lines: tuple[ExternalLine, ...] = ()
    payments: tuple[ExternalPayment, ...] = ()
    change: int = 0
    rounding: int | None = None

    @property
    def total(self) -> int:
        """What the lines come to."""
        return sum(line.amount for line in self.lines)

    @property
    def gratuity(self) -> int:
        """The tips in the payments."""
        return sum(payment.gratuity for payment in self.payments)

    @property
    def taken(self) -> int:
        """What came in, in every way, less the change that went back."""
        return sum(payment.amount for payment in self.payments) - self.change

    @property
    def cash(self) -> int:
        """What came into the drawer, or with a minus went out of it."""
        if self.type is ExternalType.CREDIT:
            return 0
        return sum(payment.amount for payment in self.payments if payment.code == CASH) - self.change
