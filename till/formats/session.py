"""One shift as the shapes of other systems are made of it: its figures, and what happened in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from till.domain.entries import (
    AdjustmentCancelled,
    AdjustmentChanged,
    AdjustmentDrafted,
    CashMoved,
    Entry,
    ExternalRecorded,
    SaleConcluded,
    SaleRefunded,
    ShiftClosed,
)
from till.domain.figures import Figures, shift_figures
from till.domain.money import EXPONENTS
from till.domain.people import Person
from till.domain.state import Shift, State
from till.domain.training import is_practice
from till.domain.vocabulary import MovementType

_DRAFTS = AdjustmentDrafted | AdjustmentChanged | AdjustmentCancelled


@dataclass(frozen=True, slots=True)
class CashFlow:
    """What one entry changed in the drawer beside sales; `note` says why (minor units, signed)."""

    id: str
    at: str
    amount: int
    type: str
    note: str
    by: Person


@dataclass(frozen=True, slots=True)
class CashPayment:
    """What one receipt brought into the drawer, or with a minus took out of it, cashback not taken off."""

    id: str
    at: str
    no: int
    amount: int
    by: Person


@dataclass(frozen=True, slots=True)
class Session:
    """A shift, open or closed. `entries` are those of the shift alone, in order, and nothing practised.

    They are read as often as they are needed, and may be more than anybody wants to hold at once.
    `changed_at` says when something last happened in it.
    """

    figures: Figures
    entries: Iterable[Entry]
    close: ShiftClosed | None
    changed_at: str

    @property
    def closed(self) -> bool:
        """Whether the shift is posted."""
        return self.figures.closed_at is not None

    @property
    def exponent(self) -> int:
        """Decimals of the currency."""
        return EXPONENTS[self.figures.heading.currency]

    @property
    def expected(self) -> int:
        """What must be in the drawer; the figures of somebody who may know it are needed."""
        expected = self.figures.drawer.expected
        assert expected is not None, "The figures are those of somebody who may not know what is expected."
        return expected

    def payments(self) -> Iterator[CashPayment]:
        """Give what receipts moved in the drawer; together they are the cash sales and refunds."""
        for entry in self.entries:
            found = payment_in(entry)
            if found is not None:
                yield found

    def flows(self) -> Iterator[CashFlow]:
        """Give all else that moved the drawer: movements, cashback, other systems; not the close."""
        for entry in self.entries:
            found = flow_in(entry)
            if found is not None:
                yield found

    def movements(self) -> Iterator[CashMoved]:
        """Give the movements."""
        return (entry for entry in self.entries if isinstance(entry, CashMoved))


def payment_in(entry: Entry) -> CashPayment | None:
    """Give what a receipt moved in the drawer, if the entry is one and moved anything."""
    if not isinstance(entry, SaleConcluded | SaleRefunded):
        return None
    receipt = entry.receipt
    amount = receipt.cash + receipt.cashback
    return CashPayment(entry.id, entry.at, receipt.no, amount, receipt.by) if amount else None


def flow_in(entry: Entry) -> CashFlow | None:
    """Give what else an entry moved in the drawer, if it did."""
    flow = _flow(entry)
    return flow if flow is not None and flow.amount else None


def _flow(entry: Entry) -> CashFlow | None:
    if isinstance(entry, CashMoved):
        return CashFlow(entry.id, entry.at, entry.amount, entry.type.value, entry.reason, entry.employee1)
    if isinstance(entry, SaleConcluded):
        amount, words = -entry.receipt.cashback, f"Receipt {entry.receipt.no}"
        return CashFlow(entry.id, entry.at, amount, "CASHBACK", words, entry.employee1)
    if isinstance(entry, ExternalRecorded):
        record = entry.record
        words = f"{record.source} {record.id}"
        type_ = MovementType.EXTERNAL_IMPORT.value
        return CashFlow(entry.id, entry.at, record.cash, type_, words, entry.employee1)
    return None


def closed_session(close: ShiftClosed, entries: Iterable[Entry]) -> Session:
    """Give a closed shift, with the figures of its Z, out of the entries of the journal."""
    found = _of_shift(close.shift, entries)
    return Session(close.figures, found, close, found[-1].at if found else close.at)


def open_session(state: State, shift: Shift, entries: Iterable[Entry], by: Person, at: str) -> Session:
    """Give a shift that runs, with its figures now, for somebody who may see what is expected."""
    return running_session(shift_figures(state, shift, by, at), _of_shift(shift.no, entries))


def running_session(figures: Figures, entries: tuple[Entry, ...]) -> Session:
    """Give a shift that runs, by its figures and its own entries."""
    return Session(figures, entries, None, entries[-1].at if entries else figures.taken_at)


def _of_shift(shift: int, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if belongs(entry, shift))


def belongs(entry: Entry, shift: int) -> bool:
    """Say whether an entry is one of a shift, and not practised."""
    return shift_of(entry) == shift and not is_practice(entry)


def shift_of(entry: Entry) -> int | None:
    """Say which shift an entry belongs to."""
    if isinstance(entry, _DRAFTS):
        return entry.adjustment.shift
    shift: int | None = getattr(entry, "shift", None)
    return shift
