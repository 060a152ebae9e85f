"""Running sums, as a shift keeps them."""

from __future__ import annotations

from dataclasses import dataclass, field

from till.domain.settings import DepartmentKind, TenderKind


@dataclass(frozen=True, slots=True)
class Total:
    """How often, and how much together (minor units)."""

    count: int = 0
    amount: int = 0

    def plus(self, amount: int = 0) -> Total:
        """Count one more."""
        return Total(self.count + 1, self.amount + amount)


@dataclass(frozen=True, slots=True)
class DepartmentTotal:
    """What one department sold and took back, VAT included; `quantity` in thousandths, returns taken off."""

    code: str
    name: str
    group: str
    kind: DepartmentKind
    account: int | None = None
    quantity: int = 0
    net: int = 0
    vat: int = 0

    @property
    def gross(self) -> int:
        """What customers paid for it, less what they got back."""
        return self.net + self.vat


@dataclass(frozen=True, slots=True)
class VatTotal:
    """The turnover under one rate and the VAT in it, returns taken off."""

    net: int = 0
    vat: int = 0

    @property
    def gross(self) -> int:
        """Both together."""
        return self.net + self.vat


@dataclass(frozen=True, slots=True)
class TenderTotal:
    """What was paid with one tender; `amount` is without change and cashback, and returns are taken off."""

    code: str
    name: str
    account: int | None = None
    count: int = 0
    amount: int = 0
    refunds: Total = Total()
    cashback: Total = Total()
    kind: TenderKind = TenderKind.MONEY


@dataclass(frozen=True, slots=True)
class ExternalTally:
    """What other systems took on this counter in a shift; it is in no turnover of ours.

    `floats` is what they put in and took out as their float; `cash` all that they changed in the drawer.
    """

    sales: Total = Total()
    returns: Total = Total()
    credit: Total = Total()
    floats: Total = Total()
    gratuity: Total = Total()
    rounding: int = 0
    cash: int = 0
    tenders: dict[str, TenderTotal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SalesTally:
    """What was sold in a shift. Amounts have the VAT in them; `goods` and `services` are pieces sold.

    `sales` and `refunds` are turnover alone: vouchers sold are in `liabilities`. `departments` and `tenders`
    hold both, returns taken off, so that each adds up to all that was taken.
    """

    receipts: int = 0
    sales: Total = Total()
    refunds: Total = Total()
    goods: int = 0
    services: int = 0
    departments: dict[str, DepartmentTotal] = field(default_factory=dict)
    vat: dict[int, VatTotal] = field(default_factory=dict)
    discounts: Total = Total()
    voids: Total = Total()
    cancelled: Total = Total()
    liabilities: Total = Total()
    rounding: int = 0
    change: int = 0
    tenders: dict[str, TenderTotal] = field(default_factory=dict)
    cash_sales: int = 0
    cash_refunds: int = 0
    cashback: Total = Total()
