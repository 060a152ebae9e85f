"""What people ask for of sales and refunds; part of the commands in `commands.py`."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.act import Act
from till.domain.receipt import Discount, FoundReceipt


@dataclass(frozen=True, slots=True)
class RingLine:
    """Ring a department; the first line begins a sale. `department` is its code, name or key.

    `quantity` is in thousandths; without a `price` the department's own is taken.
    """

    act: Act
    department: str
    quantity: int = 1000
    price: int | None = None
    discount: Discount | None = None
    drawer: int = 1


@dataclass(frozen=True, slots=True)
class VoidLine:
    """Take a line out of the running sale; without its id, the last one."""

    act: Act
    line: str | None = None
    drawer: int = 1


@dataclass(frozen=True, slots=True)
class GiveDiscount:
    """Take something off a line, or off the whole sale where no line is named; None takes it back."""

    act: Act
    discount: Discount | None
    line: str | None = None
    drawer: int = 1


@dataclass(frozen=True, slots=True)
class TakeTender:
    """Take a payment: what the customer gives, or without an amount all that is due.

    The payment that covers the sale concludes it. `cashback` is cash given out on top of what is due.
    """

    act: Act
    tender: str
    amount: int | None = None
    cashback: int = 0
    drawer: int = 1


@dataclass(frozen=True, slots=True)
class ReturnTender:
    """Give the last payment of the running sale back."""

    act: Act
    drawer: int = 1


@dataclass(frozen=True, slots=True)
class CancelSale:
    """Give the running sale up."""

    act: Act
    drawer: int = 1


@dataclass(frozen=True, slots=True)
class ParkSale:
    """Put the running sale aside, under a name if there is one."""

    act: Act
    name: str | None = None
    drawer: int = 1


@dataclass(frozen=True, slots=True)
class ResumeSale:
    """Go on with a parked sale."""

    act: Act
    sale: str
    drawer: int = 1


@dataclass(frozen=True, slots=True)
class RefundReceipt:
    """Take back what was sold on a receipt: of each line (counted from 1) so many thousandths.

    Without lines, all that has not been taken back yet. `found` is what the journal says of the receipt; the
    CashRegister looks it up.
    """

    act: Act
    receipt: int
    lines: tuple[tuple[int, int], ...] = ()
    tender: str = "cash"
    reason: str | None = None
    drawer: int = 1
    found: FoundReceipt | None = None


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """Something that comes back without a receipt: `quantity` thousandths of a department at a price."""

    department: str
    quantity: int
    price: int


@dataclass(frozen=True, slots=True)
class RefundWithoutReceipt:
    """Take back what nobody has a receipt for; somebody must approve it."""

    act: Act
    lines: tuple[ReturnedLine, ...]
    reason: str
    tender: str = "cash"
    drawer: int = 1


@dataclass(frozen=True, slots=True)
class CopyReceipt:
    """Print the one copy that a receipt may have. `found` is as for a refund."""

    act: Act
    receipt: int
    drawer: int = 1
    found: FoundReceipt | None = None


SaleCommand = (
    RingLine
    | VoidLine
    | GiveDiscount
    | TakeTender
    | ReturnTender
    | CancelSale
    | ParkSale
    | ResumeSale
    | RefundReceipt
    | RefundWithoutReceipt
    | CopyReceipt
)
"""Everything that can be asked of sales."""
