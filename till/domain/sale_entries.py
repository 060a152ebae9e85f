"""What happened in sales and refunds; part of the entries in `entries.py`."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.people import Person
from till.domain.places import Posting
from till.domain.receipt import Discount, Receipt, RungLine, TenderPaid


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRung:
    """A line was rung; the first one of a sale gives the sale its id."""

    id: str
    at: str
    sale: str
    line: RungLine
    shift: int
    drawer: int
    employee1: Person
    employee2: Person | None = None
    training: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LineVoided:
    """A line was taken out of a sale; `amount` is what it cost."""

    id: str
    at: str
    sale: str
    line: str
    name: str
    amount: int
    shift: int
    drawer: int
    employee1: Person
    employee2: Person | None = None
    training: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscountGiven:
    """Something is off a line, or off the whole sale where none is named; no discount takes it back."""

    id: str
    at: str
    sale: str
    line: str | None
    discount: Discount | None
    shift: int
    drawer: int
    employee1: Person
    employee2: Person | None = None
    training: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderTaken:
    """A part of a sale was paid. The money is booked when the sale is concluded."""

    id: str
    at: str
    sale: str
    tender: TenderPaid
    shift: int
    drawer: int
    employee1: Person
    employee2: Person | None = None
    training: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderReturned:
    """A part payment was given back."""

    id: str
    at: str
    sale: str
    tender: TenderPaid
    shift: int
    drawer: int
    employee1: Person
    employee2: Person | None = None
    training: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleCancelled:
    """A sale was given up, with so many lines worth so much."""

    id: str
    at: str
    sale: str
    lines: int
    amount: int
    shift: int
    drawer: int
    employee1: Person
    employee2: Person | None = None
    training: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleParked:
    """A sale was put aside."""

    id: str
    at: str
    sale: str
    name: str
    amount: int
    shift: int
    drawer: int
    employee1: Person
    employee2: Person | None = None
    training: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleResumed:
    """A parked sale goes on."""

    id: str
    at: str
    sale: str
    shift: int
    drawer: int
    employee1: Person
    employee2: Person | None = None
    training: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleConcluded:
    """A sale is paid: the receipt, whole, and where the money went."""

    id: str
    at: str
    sale: str
    receipt: Receipt
    postings: tuple[Posting, ...]
    shift: int
    drawer: int
    employee1: Person
    employee2: Person | None = None
    training: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleRefunded:
    """Something was taken back: its receipt, whole. `refund_of` is the number of the one it was sold on."""

    id: str
    at: str
    receipt: Receipt
    postings: tuple[Posting, ...]
    shift: int
    drawer: int
    employee1: Person
    employee2: Person | None = None
    refund_of: int | None = None
    training: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptCopied:
    """The one copy of receipt number `receipt` was asked for; `original` is that receipt, whole."""

    id: str
    at: str
    receipt: int
    original: Receipt
    employee1: Person
    employee2: Person | None = None
    shift: int | None = None
    training: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleUnprinted:
    """A sale was concluded and its receipt will not be printed; `act` is the sale's entry."""

    id: str
    at: str
    job: str
    act: str
    cause: str
    shift: int | None = None


SaleEntry = (
    LineRung
    | LineVoided
    | DiscountGiven
    | TenderTaken
    | TenderReturned
    | SaleCancelled
    | SaleParked
    | SaleResumed
    | SaleConcluded
    | SaleRefunded
    | ReceiptCopied
    | SaleUnprinted
)
"""Every fact of sales."""
