"""The receipt of a sale or a refund."""

from __future__ import annotations

from hardware.document import Align, Columns, Document, Feed, Logo, Part, QrCode, Text
from till.domain.receipt import Receipt, ReceiptLine, ReceiptType
from till.domain.settings import Prices
from till.slips.heading import RULE, amount_row, people, remarks, title, when, whose
from till.slips.vat import vat_rows
from till.wording.messages import receipt_name, tender_name
from till.wording.money import money
from till.wording.quantities import quantity
from till.wording.translation import _


def receipt_slip(receipt: Receipt) -> Document:
    """Lay out a receipt; everything on it stands in the receipt itself."""
    heading = receipt.heading
    name = _("Receipt") if receipt.type is ReceiptType.SALE else _("Refund")
    parts: list[Part] = [
        Logo(),
        *whose(heading),
        *_texts(receipt.header),
        *title(name),
        Columns(_("Receipt {receipt}").format(receipt=receipt.no), heading.currency, bold=True),
        *when(receipt.at, receipt.shift, receipt.business_date, heading.locale),
        *people(receipt.by, receipt.approved_by),
        *_refunds(receipt),
        RULE,
    ]
    for line in receipt.lines:
        parts += _line(receipt, line)
    parts += [*_sums(receipt), *_paid(receipt), *_vat(receipt)]
    if receipt.footer:
        parts += [Feed(), *_texts(receipt.footer)]
    if receipt.code:
        parts += [Feed(), QrCode(receipt.code)]
    total = money(receipt.total, heading.currency, heading.locale)
    return Document(f"{receipt_name(receipt)} {total}", tuple(parts))


def _texts(lines: tuple[str, ...]) -> list[Part]:
    return [Text(line, Align.CENTRE) for line in lines]


def _refunds(receipt: Receipt) -> list[Part]:
    parts: list[Part] = []
    if receipt.refund_of is not None:
        parts.append(Text(_("Of receipt {receipt}").format(receipt=receipt.refund_of)))
    elif receipt.type is ReceiptType.REFUND:
        parts.append(Text(_("Without a receipt")))
    return [*parts, *remarks(receipt.reason, None)]


def _line(receipt: Receipt, line: ReceiptLine) -> list[Part]:
    """Lay out a line: what, how much of it, what is off."""
    heading = receipt.heading
    parts: list[Part] = [amount_row(heading, line.name, line.amount)]
    if abs(line.quantity) != 1000:
        price = money(line.price, heading.currency, heading.locale)
        parts.append(Text(f"  {quantity(abs(line.quantity), heading.locale)} × {price}"))
    if line.discount:
        parts.append(amount_row(heading, _("  Discount"), -line.discount))
    return parts


def _sums(receipt: Receipt) -> list[Part]:
    heading = receipt.heading
    parts: list[Part] = [RULE]
    if receipt.prices is Prices.EXCLUSIVE:
        net = sum(line.net for line in receipt.lines)
        parts += [
            amount_row(heading, _("Net"), net),
            amount_row(heading, _("VAT"), receipt.total - net),
        ]
    sold = receipt.type is ReceiptType.SALE
    name, in_cash = (_("TOTAL"), _("To pay")) if sold else (_("TOTAL BACK"), _("To pay back"))
    parts.append(amount_row(heading, name, receipt.total, bold=True))
    if receipt.rounding:
        parts += [
            amount_row(heading, _("Rounding"), receipt.rounding, sign=True),
            amount_row(heading, in_cash, receipt.total + receipt.rounding, bold=True),
        ]
    return parts


def _paid(receipt: Receipt) -> list[Part]:
    heading = receipt.heading
    parts: list[Part] = [
        amount_row(heading, tender_name(tender.code, tender.name), tender.amount)
        for tender in receipt.tenders
    ]
    if receipt.cashback:
        parts.append(amount_row(heading, _("Cashback"), -receipt.cashback))
    if receipt.change:
        parts.append(amount_row(heading, _("Change"), -receipt.change, bold=True))
    return parts


def _vat(receipt: Receipt) -> list[Part]:
    parts: list[Part] = [RULE] if receipt.vat else []
    for line in receipt.vat:
        parts += vat_rows(receipt.heading, line.rate, line.net, line.vat)
    if receipt.liabilities:
        parts.append(amount_row(receipt.heading, _("Vouchers, no VAT yet"), receipt.liabilities))
    return parts
