"""A sale while it is rung, and the receipt that it becomes. Types only; `pricing.py` calculates.

Quantities are thousandths, rates hundredths of a percent, amounts minor units.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from till.domain.people import Person
from till.domain.settings import CASH, Department, DepartmentKind, Heading, Prices, TenderKind


class ReceiptType(StrEnum):
    """What a receipt is for: something sold, or something taken back."""

    SALE = "sale"
    REFUND = "refund"


@dataclass(frozen=True, slots=True)
class Discount:
    """Something off a line or a whole sale: a rate of it, or an amount."""

    rate: int = 0
    amount: int = 0


@dataclass(frozen=True, slots=True)
class RungLine:
    """One line of a sale that is not concluded. `price` is for one whole unit."""

    id: str
    department: Department
    quantity: int
    price: int
    discount: Discount | None = None


@dataclass(frozen=True, slots=True)
class TenderPaid:
    """What the customer gave in one way; cash that goes back to them is not taken off."""

    code: str
    name: str
    amount: int
    account: int | None = None
    kind: TenderKind = TenderKind.MONEY


@dataclass(frozen=True, slots=True)
class OpenSale:
    """A sale that runs on a drawer, or is parked under its id; `name` is what it was parked under."""

    id: str
    drawer: int
    started_at: str
    by: Person
    lines: tuple[RungLine, ...] = ()
    discount: Discount | None = None
    tenders: tuple[TenderPaid, ...] = ()
    name: str = ""

    @property
    def paid(self) -> int:
        """What the customer has given so far."""
        return sum(tender.amount for tender in self.tenders)


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One line of a receipt; on a refund all amounts are negative, and `refunds` is the line it takes back.

    `amount` less `discount` is the line's price, with the VAT in it or without as the receipt's `prices` say;
    the line's share of a discount on the whole sale is in `discount`. Lines count from 1.
    """

    department: str
    name: str
    group: str
    kind: DepartmentKind
    quantity: int
    price: int
    amount: int
    discount: int
    rate: int
    net: int
    vat: int
    account: int | None = None
    refunds: int | None = None

    @property
    def gross(self) -> int:
        """What the customer pays for it."""
        return self.net + self.vat


@dataclass(frozen=True, slots=True)
class VatLine:
    """The part of a receipt under one rate."""

    rate: int
    net: int
    vat: int

    @property
    def gross(self) -> int:
        """Both together."""
        return self.net + self.vat


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt, whole: a copy can be printed years later from it alone.

    Tenders less change and cashback are the total and the rounding. `vat` leaves out what is no turnover.
    """

    no: int
    type: ReceiptType
    heading: Heading
    prices: Prices
    at: str
    business_date: str
    shift: int
    drawer: int
    by: Person
    approved_by: Person | None
    lines: tuple[ReceiptLine, ...]
    total: int
    vat: tuple[VatLine, ...]
    tenders: tuple[TenderPaid, ...]
    change: int = 0
    cashback: int = 0
    rounding: int = 0
    refund_of: int | None = None
    reason: str | None = None
    header: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    code: str = ""
    training: bool = False

    @property
    def cash(self) -> int:
        """What came into the drawer, or with a minus went out of it."""
        given = sum(tender.amount for tender in self.tenders if tender.code == CASH)
        return given - self.change - self.cashback

    @property
    def paid(self) -> int:
        """What the customer paid, rounding and all, or with a minus got back."""
        return self.total + self.rounding

    @property
    def moves_cash(self) -> bool:
        """Whether somebody must reach into the drawer."""
        return self.change != 0 or self.cashback != 0 or any(each.code == CASH for each in self.tenders)

    @property
    def turnover(self) -> int:
        """The total without what is owed until somebody pays with it."""
        return self.total - self.liabilities

    @property
    def liabilities(self) -> int:
        """The part of the total that is no turnover: vouchers."""
        return sum(line.gross for line in self.lines if line.kind is DepartmentKind.LIABILITY)


@dataclass(frozen=True, slots=True)
class FoundReceipt:
    """A receipt as the journal has it, and how much of each line was taken back since (thousandths).

    `taken_back` is what that came to, `paid_back` what the customer got for it, rounding and all.
    """

    receipt: Receipt
    refunded: dict[int, int]
    copied: bool = False
    taken_back: int = 0
    paid_back: int = 0

    def after(self, refund: Receipt) -> FoundReceipt:
        """Give it with one more refund taken off."""
        refunded = dict(self.refunded)
        for line in refund.lines:
            position = line.refunds or 0
            refunded[position] = refunded.get(position, 0) - line.quantity
        return replace(
            self,
            refunded=refunded,
            taken_back=self.taken_back - refund.total,
            paid_back=self.paid_back - refund.paid,
        )


@dataclass(frozen=True, slots=True)
class RecentReceipt:
    """What a shift remembers of a receipt, for the list on the screen."""

    id: str
    no: int
    type: ReceiptType
    at: str
    total: int
    by: Person
