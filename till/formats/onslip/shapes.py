"""The small parts that Onslip's records are made of: payments, sums, VAT, amounts with their signs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from till.domain.external_record import CREDIT
from till.domain.receipt import TenderPaid
from till.domain.settings import CASH, TenderKind
from till.domain.totals import TenderTotal, Total
from till.formats import numbers

Shape = dict[str, Any]
_OWN_METHODS: Final = (CASH, "card", CREDIT)


class Amounts:
    """Writes the amounts of one currency, and knows the ways to pay by their number there."""

    def __init__(self, exponent: int, tenders: Iterable[str] = ()) -> None:
        self._exponent = exponent
        self._numbers = {code: no for no, code in enumerate(tenders, start=1)}

    def money(self, amount: int) -> Decimal:
        """Give minor units as a number of the major unit."""
        return numbers.decimal(amount, self._exponent)

    def payment(self, code: str, name: str, amount: int, gratuity: int = 0) -> Shape:
        """Give a payment: money that comes in is negative there, a tip has the other sign."""
        shape: Shape = {"method": code, "amount": self.money(-amount)}
        if code not in _OWN_METHODS:
            shape["payment-method"] = self._numbers.get(code, 0)
        if name:
            shape["name"] = name
        if gratuity:
            shape["gratuity"] = self.money(gratuity)
        return shape

    def cash(self, amount: int) -> list[Shape]:
        """Give an amount of cash that came into the drawer, or with a minus left it; nothing for none."""
        return [self.payment(CASH, "", amount)] if amount else []

    def summary(self, total: Total) -> Shape:
        """Give a sum and how often it was added to."""
        return {"count": total.count, "amount": self.money(total.amount)}

    def of_tender(self, total: TenderTotal, sign: int) -> Shape:
        """Give the sum of a way to pay; `sign` is 1 for a PaymentSaleSummary, -1 for a PaymentSummary."""
        payment = self.payment(method(total), total.name, -sign * total.amount)
        return {**payment, "count": total.count}

    def vat(self, rates: Mapping[int, tuple[int, int]]) -> list[Shape]:
        """Give VAT summaries from net and VAT by rate (hundredths of a percent)."""
        return [
            {
                "vat-rate": vat_rate(rate),
                "vat-amount": self.money(vat),
                "net-amount": self.money(net),
                "gross-amount": self.money(net + vat),
            }
            for rate, (net, vat) in sorted(rates.items(), reverse=True)
        ]


def method(paid: TenderTotal | TenderPaid) -> str:
    """Name a way to pay as they do: whatever a shop calls its credit, it is `credit` there."""
    return CREDIT if paid.kind is TenderKind.CREDIT else paid.code


def vat_rate(rate: int) -> int | Decimal:
    """Give a rate in percent: whole as they have it, with a fraction only where the law has one."""
    whole, part = divmod(rate, 100)
    return numbers.decimal(rate, 2) if part else whole


def quantity(thousandths: int) -> int | Decimal:
    """Give a quantity, whole where it is."""
    whole, part = divmod(thousandths, 1000)
    return numbers.decimal(thousandths, 3) if part else whole
