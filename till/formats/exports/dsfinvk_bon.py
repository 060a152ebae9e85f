"""One entry as a transaction (Bon) of DSFinV-K: its lines and its payments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from till.domain.entries import (
    CashMoved,
    ExternalRecorded,
    SaleCancelled,
    SaleConcluded,
    SaleRefunded,
    ShiftClosed,
    ShiftOpened,
)
from till.domain.people import Person
from till.domain.pricing import half_up
from till.domain.receipt import Receipt, ReceiptLine, ReceiptType
from till.domain.settings import CASH, DepartmentKind, Prices, TenderKind
from till.domain.vocabulary import MovementType
from till.formats.exports.extract import Noted
from till.formats.numbers import decimal

NO_TURNOVER: Final = 5
FREE: Final = 6
_KEYS: Final = {19_00: 1, 7_00: 2, 0: FREE}
_OWN_KEYS: Final = 1000
_TRANSIT: Final = (MovementType.CASH_OUT, MovementType.TRANSFER)
_SETTLED_LATER: Final = {
    TenderKind.VOUCHER: "MehrzweckgutscheinEinloesung",
    TenderKind.CREDIT: "Forderungsentstehung",
}


def vat_key(rate: int) -> int:
    """Give the key of a rate of turnover (hundredths of a percent)."""
    return _KEYS.get(rate, _OWN_KEYS + rate)


@dataclass(frozen=True, slots=True)
class Line:
    """A line (minor units); `discount` is what is off its price, VAT in it, and `key` that of its VAT."""

    type: str
    text: str
    gross: int
    net: int
    vat: int
    key: int = NO_TURNOVER
    name: str = ""
    article: str | None = None
    group: str | None = None
    quantity: Decimal = Decimal(1)
    rate: int = 0
    discount: int = 0

    def price(self, exponent: int) -> Decimal:
        """Give the price for one, as it was charged."""
        amount = decimal(self.gross, exponent)
        return amount if self.quantity in (0, 1) else round(amount / self.quantity, 5)

    def found_price(self) -> Iterator[tuple[str, int, int, int]]:
        """Say of a line with a discount what it cost before, and what is off: gross, net, VAT."""
        if self.discount:
            vat = half_up(self.discount * self.rate, 100_00 + self.rate)
            net = self.discount - vat
            yield "base_amount", self.gross + self.discount, self.net + net, self.vat + vat
            yield "discount", -self.discount, -net, -vat


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment; positive is what came in (minor units)."""

    type: str
    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class Bon:
    """A transaction, whole."""

    id: str
    no: int
    type: str
    name: str
    started: str
    at: str
    by: Person
    note: str | None
    lines: tuple[Line, ...] = ()
    payments: tuple[Payment, ...] = field(default=(Payment("Keine", "", 0),))
    takes_back: str | None = None

    @property
    def gross(self) -> int:
        """What the lines come to."""
        return sum(line.gross for line in self.lines)

    def by_key(self) -> dict[int, tuple[int, int, int]]:
        """Give gross, net and VAT by key."""
        sums: dict[int, tuple[int, int, int]] = {}
        for line in self.lines:
            gross, net, vat = sums.get(line.key, (0, 0, 0))
            sums[line.key] = (gross + line.gross, net + line.net, vat + line.vat)
        return sums

    @staticmethod
    def money(amount: int, exponent: int) -> Decimal:
        """Give an amount as a decimal number."""
        return decimal(amount, exponent)

    @staticmethod
    def triple(gross: int, net: int, vat: int, exponent: int) -> tuple[Decimal, Decimal, Decimal]:
        """Give gross, net and VAT as decimal numbers."""
        return decimal(gross, exponent), decimal(net, exponent), decimal(vat, exponent)


def bon_of(noted: Noted, started: str) -> Iterator[Bon]:
    """Give the transactions that an entry is; a close is two, if cash left the drawer with it."""
    entry, seq = noted.entry, noted.seq
    if isinstance(entry, SaleConcluded | SaleRefunded):
        yield _of_receipt(entry.receipt, started)
    elif isinstance(entry, SaleCancelled):
        by, note = entry.employee1, f"{entry.lines} lines"
        yield Bon(entry.id, seq, "AVBelegabbruch", "Sale given up", started, entry.at, by, note)
    elif isinstance(entry, ShiftOpened):
        opening = ("Anfangsbestand", "Opening")
        yield _cash(noted, opening, entry.counted.amount, entry.employee1, entry.note or entry.reason)
    elif isinstance(entry, ExternalRecorded):
        amount = entry.record.cash
        case = (_in_or_out(amount), entry.record.source)
        yield _cash(noted, case, amount, entry.employee1, entry.record.description)
    elif isinstance(entry, CashMoved):
        yield _moved(noted, entry)
    elif isinstance(entry, ShiftClosed):
        yield from _closed(noted, entry)


def _in_or_out(amount: int) -> str:
    return "Auszahlung" if amount < 0 else "Einzahlung"


def _cash(noted: Noted, case: tuple[str, str], amount: int, by: Person, note: str | None) -> Bon:
    """Give a transaction of cash alone; `case` is the kind of business and what we call it."""
    (type_, name), at = case, noted.entry.at
    if not amount:
        return Bon(noted.entry.id, noted.seq, "AVSonstige", name, at, at, by, note)
    lines = (Line(type_, name, amount, amount, 0, name=name),)
    paid = (Payment("Bar", "", amount),)
    return Bon(noted.entry.id, noted.seq, "Beleg", name, at, at, by, note, lines, paid)


def _moved(noted: Noted, entry: CashMoved) -> Bon:
    done = entry.amount if entry.undoes is None else -entry.amount
    type_ = "Geldtransit" if entry.type in _TRANSIT else _in_or_out(done)
    note = entry.reason or entry.note
    return _cash(noted, (type_, entry.type.value), entry.amount, entry.employee1, note)


def _closed(noted: Noted, entry: ShiftClosed) -> Iterator[Bon]:
    drawer = entry.figures.drawer
    by = entry.figures.closed_by or entry.employee1
    note = drawer.reason or entry.figures.closing_note
    yield _cash(noted, ("DifferenzSollIst", entry.type.value), entry.amount, by, note)
    if drawer.taken:
        taken = _cash(noted, ("Geldtransit", "Taken out"), -drawer.taken, by, drawer.bag)
        yield replace(taken, id=f"{taken.id}-T")


def _of_receipt(receipt: Receipt, started: str) -> Bon:
    lines = [_sold(receipt, line) for line in receipt.lines]
    later = [paid for paid in receipt.tenders if paid.kind in _SETTLED_LATER]
    lines += [
        Line(_SETTLED_LATER[paid.kind], paid.name, -paid.amount, -paid.amount, 0, name=paid.name)
        for paid in later
    ]
    if receipt.rounding:
        type_ = "Aufschlag" if receipt.rounding > 0 else "Rabatt"
        lines.append(Line(type_, "Cash rounding", receipt.rounding, receipt.rounding, 0, name="Rounding"))
    paid_now = [
        Payment("Unbar", paid.name, paid.amount)
        for paid in receipt.tenders
        if paid.code != CASH and paid.kind is TenderKind.MONEY
    ]
    if receipt.cash:
        paid_now.append(Payment("Bar", "", receipt.cash))
    sale = receipt.type is ReceiptType.SALE
    return Bon(
        id=receipt_id(receipt.no),
        no=receipt.no,
        type="Beleg",
        name=f"{'Receipt' if sale else 'Refund'} {receipt.no}",
        started=started,
        at=receipt.at,
        by=receipt.by,
        note=receipt.reason,
        lines=tuple(lines),
        payments=tuple(paid_now) or (Payment("Keine", "", 0),),
        takes_back=None if receipt.refund_of is None else receipt_id(receipt.refund_of),
    )


def receipt_id(no: int) -> str:
    """Give the id of a receipt's transaction, by which a refund finds it."""
    return f"R{no}"


def _sold(receipt: Receipt, line: ReceiptLine) -> Line:
    owed = line.kind is DepartmentKind.LIABILITY
    off = line.discount
    if off and receipt.prices is Prices.EXCLUSIVE:
        off += half_up(off * line.rate, 100_00)
    return Line(
        type="MehrzweckgutscheinKauf" if owed else "Umsatz",
        text=line.name,
        gross=line.gross,
        net=line.net,
        vat=line.vat,
        key=NO_TURNOVER if owed else vat_key(line.rate),
        article=line.department,
        group=line.group,
        quantity=decimal(line.quantity, 3),
        rate=line.rate,
        discount=off,
    )
