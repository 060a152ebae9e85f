"""Our receipts, and those of other systems, as Onslip's `Receipt`.

| field | here |
|---|---|
| `id` | the receipt's number; of another system's receipt its own id |
| `type` | `sale`, `return`; `credit` comes from other systems alone |
| `tab` | left out: a parked sale has no number; its records are of the type `tab` |
| `order`, `customer`, `our-reference` | left out: the register has neither orders nor customers |
| `items` | the lines: name, group, type, quantity, price, discount, VAT rate and amount |
| `rounding`, `change` | the same; cashback is in `change`, as it goes back in cash |
| `payments` | what was given in each way, negative for a sale |
| `total-amount`, `total-vat-amount` | the total without rounding, and the VAT in it |
| `total-sales-amount`, `total-sales-vat-amount` | the same without vouchers sold, which bear no VAT yet |
| `vat-summaries` | net, VAT and gross by rate |
| `reference` | of a refund the receipt it takes back; of another system what it said |

Quantities and amounts of returned items are negative, as theirs are; prices never.
"""

from __future__ import annotations

from typing import Final

from till.domain.external_entries import ExternalRecorded
from till.domain.external_record import ExternalLine
from till.domain.pricing import price_of
from till.domain.receipt import Receipt, ReceiptLine, ReceiptType
from till.domain.settings import CASH, Accounts, DepartmentKind
from till.formats.onslip.shapes import Amounts, Shape, method, quantity, vat_rate

ITEM_TYPES: Final = {
    DepartmentKind.GOODS: "goods",
    DepartmentKind.SERVICE: "services",
    DepartmentKind.LIABILITY: "liabilities",
}


def receipt(own: Receipt, amounts: Amounts) -> Shape:
    """Give a receipt of this register."""
    vat = sum(line.vat for line in own.vat)
    shape: Shape = {
        "id": str(own.no),
        "type": "sale" if own.type is ReceiptType.SALE else "return",
        "items": [_item(line, amounts) for line in own.lines],
        "rounding": amounts.money(own.rounding),
        "payments": [amounts.payment(method(paid), paid.name, paid.amount) for paid in own.tenders],
        "change": amounts.money(own.change + own.cashback),
        "total-amount": amounts.money(own.total),
        "total-sales-amount": amounts.money(own.turnover),
        "total-vat-amount": amounts.money(vat),
        "total-sales-vat-amount": amounts.money(vat),
        "vat-summaries": amounts.vat({line.rate: (line.net, line.vat) for line in own.vat}),
    }
    return shape if own.refund_of is None else {**shape, "reference": str(own.refund_of)}


def _item(line: ReceiptLine, amounts: Amounts) -> Shape:
    shape: Shape = {
        "product-name": line.name,
        "product-group-name": line.group,
        "type": ITEM_TYPES[line.kind],
        "quantity": quantity(line.quantity),
        "price": amounts.money(line.price),
        "vat-rate": vat_rate(line.rate),
        "amount": amounts.money(line.gross),
    }
    return {**shape, "discount": amounts.money(abs(line.discount))} if line.discount else shape


def external_receipt(entry: ExternalRecorded, amounts: Amounts) -> Shape:
    """Give another system's receipt back as a receipt; VAT is worked out there, by its rates."""
    record = entry.record
    turnover = sum(line.amount for line in record.lines if line.kind is not DepartmentKind.LIABILITY)
    rates: dict[int, tuple[int, int]] = {}
    for line in record.lines:
        if line.kind is not DepartmentKind.LIABILITY:
            net, vat = rates.get(line.rate, (0, 0))
            part = _vat_in(line)
            rates[line.rate] = (net + line.amount - part, vat + part)
    vat = sum(part for _net, part in rates.values())
    shape: Shape = {
        "id": record.id,
        "type": record.type.value,
        "items": [_external_item(line, amounts) for line in record.lines],
        "rounding": amounts.money(entry.rounding),
        "payments": [
            amounts.payment(paid.code, paid.name if paid.code != CASH else "", paid.amount, paid.gratuity)
            for paid in record.payments
        ],
        "change": amounts.money(record.change),
        "total-amount": amounts.money(record.total),
        "total-sales-amount": amounts.money(turnover),
        "total-vat-amount": amounts.money(vat),
        "total-sales-vat-amount": amounts.money(vat),
        "vat-summaries": amounts.vat(rates),
    }
    return shape if record.reference is None else {**shape, "reference": record.reference}


def _vat_in(line: ExternalLine) -> int:
    """Give the VAT in a line whose amount has it, halves away from zero."""
    whole = 100_00 + line.rate
    part = (2 * abs(line.amount) * line.rate + whole) // (2 * whole)
    return part if line.amount >= 0 else -part


def _external_item(line: ExternalLine, amounts: Amounts) -> Shape:
    discount = price_of(abs(line.quantity), line.price) - abs(line.amount)
    shape: Shape = {
        "product-name": line.name,
        "type": ITEM_TYPES[line.kind],
        "quantity": quantity(line.quantity),
        "price": amounts.money(line.price),
        "vat-rate": vat_rate(line.rate),
        "amount": amounts.money(line.amount),
    }
    return {**shape, "discount": amounts.money(discount)} if discount else shape


def accounting(own: Receipt, accounts: Accounts, amounts: Amounts) -> list[Shape]:
    """Give what a receipt books on the accounts that are configured, debits positive."""
    sums: dict[int, int] = {}

    def book(account: int | None, amount: int) -> None:
        if account is not None and amount:
            sums[account] = sums.get(account, 0) + amount

    for line in own.lines:
        book(line.account, -line.net)
        book(accounts.vat, -line.vat)
    for paid in own.tenders:
        book(paid.account, paid.amount if paid.code != CASH else 0)
    book(accounts.cash, own.cash)
    book(accounts.rounding, -own.rounding)
    return [
        {"account": account, "amount": amounts.money(amount)}
        for account, amount in sorted(sums.items())
        if amount
    ]
