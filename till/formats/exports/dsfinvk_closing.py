"""A closed shift as a cash point closing of DSFinV-K: what its transactions come to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from till.domain.entries import ShiftClosed
from till.formats.exports.dsfinvk_bon import FREE, NO_TURNOVER, Bon
from till.formats.exports.dsfinvk_tables import Value
from till.formats.exports.extract import Extract, Made
from till.formats.numbers import decimal

TAXONOMY: Final = "2.4"
_MEANINGS: Final = {NO_TURNOVER: "Nicht steuerbar", FREE: "Umsatzsteuerfrei"}


class Closing:
    """What the transactions of a shift come to so far; it grows with the kinds of them, not their number."""

    def __init__(self, key: tuple[Value, ...]) -> None:
        self.key = key
        self.first: str | None = None
        self.last: str | None = None
        self.cases: dict[tuple[str, str, int], tuple[int, int, int]] = {}
        self.payments: dict[tuple[str, str], int] = {}
        self.rates: dict[int, int] = {}

    def count(self, bon: Bon) -> None:
        """Add a transaction."""
        self.first = self.first or bon.id
        self.last = bon.id
        if bon.type != "Beleg":
            return
        for line in bon.lines:
            place = (line.type, line.name, line.key)
            gross, net, vat = self.cases.get(place, (0, 0, 0))
            self.cases[place] = (gross + line.gross, net + line.net, vat + line.vat)
            self.rates[line.key] = line.rate
        for paid in bon.payments:
            way = (paid.type, paid.name)
            self.payments[way] = self.payments.get(way, 0) + paid.amount

    @property
    def cash(self) -> int:
        """What the payments in cash come to."""
        return sum(amount for (type_, _name), amount in self.payments.items() if type_ == "Bar")


def closing_rows(
    extract: Extract, closing: Closing, close: ShiftClosed, made: Made
) -> Iterator[tuple[str, tuple[Value, ...]]]:
    """Give the rows that a closing is in the tables of master data and of sums."""
    key, heading, exponent = closing.key, close.figures.heading, extract.exponent
    owner, store, register = heading.organisation, heading.store, heading.register
    span = (close.business_date, TAXONOMY, closing.first, closing.last)
    whose = (owner.name, owner.address, None, None, None, owner.number, None)
    paid = (decimal(sum(closing.payments.values()), exponent), decimal(closing.cash, exponent))
    yield "cashpointclosing.csv", (*key, *span, *whose, *paid)
    yield "location.csv", (*key, store.name, store.address, None, None, None, None)
    machine = (None, register.name, extract.created.register_id, "till", made.version)
    yield "cashregister.csv", (*key, *machine, heading.currency, "0")
    for no, rate in sorted(closing.rates.items()):
        yield "vat.csv", (*key, no, decimal(rate, 2), _MEANINGS.get(no, f"{decimal(rate, 2)} %"))
    for (type_, name, vat_key), sums in closing.cases.items():
        amounts = (decimal(each, exponent) for each in sums)
        yield "businesscases.csv", (*key, type_, name, None, vat_key, *amounts)
    for (type_, name), amount in closing.payments.items():
        yield "payment.csv", (*key, type_, name, decimal(amount, exponent))
    yield "cash_per_currency.csv", (*key, heading.currency, decimal(closing.cash, exponent))
