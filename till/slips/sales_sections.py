"""What was sold, on an X or Z report: sales, VAT, tenders, and the accounts they are booked on."""

from __future__ import annotations

from hardware.document import Columns, Part
from till.domain.figures import Figures
from till.domain.settings import DepartmentKind, Heading, TenderKind
from till.domain.totals import DepartmentTotal, Total
from till.slips.heading import amount_row, section
from till.slips.vat import vat_rows
from till.wording.messages import tender_name
from till.wording.money import money
from till.wording.translation import _


def sales_section(figures: Figures) -> list[Part]:
    """Lay out the sales; zeros too, where a law wants to see them, but nothing for blind eyes."""
    if figures.blind:
        return []
    heading, sales = figures.heading, figures.sales
    turnover = sales.sales.amount - sales.refunds.amount
    parts = [
        *section(_("Sales, {currency}").format(currency=heading.currency)),
        amount_row(heading, _("Total sales"), sales.sales.amount),
        _counted(heading, _("Returns"), Total(sales.refunds.count, -sales.refunds.amount)),
        amount_row(heading, _("Sales less returns"), turnover, bold=True),
        Columns(_("Receipts"), str(sales.receipts)),
        Columns(_("Goods sold"), str(sales.goods)),
        Columns(_("Services sold"), str(sales.services)),
        _counted(heading, _("Discounts"), sales.discounts),
        # No key takes anything off in another way, but the Swedish list wants to read that it did not happen.
        _counted(heading, _("Other reductions"), Total()),
        _counted(heading, _("Lines voided"), sales.voids),
        _counted(heading, _("Sales cancelled"), sales.cancelled),
        _counted(heading, _("Sales not finished"), figures.parked),
        amount_row(heading, _("Rounding"), sales.rounding),
    ]
    if sales.liabilities.count:
        parts.append(_counted(heading, _("Vouchers sold"), sales.liabilities))
    return [*parts, *_not_paid_in_money(figures), *_groups(figures), *_vat(figures)]


def _not_paid_in_money(figures: Figures) -> list[Part]:
    """Lay out what was paid with vouchers, and what was sold on credit or struck off a debt again."""
    parts: list[Part] = []
    for each in figures.sales.tenders.values():
        if each.kind is TenderKind.VOUCHER:
            taken = Total(each.count - each.refunds.count, each.amount + each.refunds.amount)
            parts.append(_counted(figures.heading, _("Vouchers taken"), taken))
            if each.refunds.count:
                parts.append(_counted(figures.heading, _("Vouchers given back"), each.refunds))
        elif each.kind is TenderKind.CREDIT:
            sold = Total(each.count - each.refunds.count, each.amount + each.refunds.amount)
            back = Total(each.refunds.count, -each.refunds.amount)
            parts.append(_counted(figures.heading, _("Sold on credit"), sold))
            parts.append(_counted(figures.heading, _("Returns on credit"), back))
    return parts


def _counted(heading: Heading, label: str, total: Total) -> Columns:
    return Columns(label, money(total.amount, heading.currency, heading.locale), middle=str(total.count))


def _groups(figures: Figures) -> list[Part]:
    """Lay out the product groups, and the departments in them where a group has several."""
    groups: dict[str, list[DepartmentTotal]] = {}
    for each in figures.sales.departments.values():
        if each.kind is not DepartmentKind.LIABILITY:
            groups.setdefault(each.group, []).append(each)
    if not groups:
        return []
    parts = section(_("By product group"))
    for name, departments in groups.items():
        heading = figures.heading
        parts.append(amount_row(heading, name, sum(each.gross for each in departments), bold=True))
        if len(departments) > 1 or departments[0].name != name:
            parts += [amount_row(heading, f"  {each.name}", each.gross) for each in departments]
    return parts


def _vat(figures: Figures) -> list[Part]:
    vat = figures.sales.vat
    if not vat:
        return []
    parts = section(_("VAT, returns taken off"))
    for rate in sorted(vat, reverse=True):
        parts += vat_rows(figures.heading, rate, vat[rate].net, vat[rate].vat)
    return parts


def payments_section(figures: Figures) -> list[Part]:
    """Lay out what was paid in each way, returns taken off."""
    heading, tenders = figures.heading, figures.sales.tenders.values()
    if figures.blind or not (tenders or figures.external.tenders):
        return []
    parts = section(_("Payments"))
    for each in tenders:
        parts.append(_counted(heading, tender_name(each.code, each.name), Total(each.count, each.amount)))
        if each.refunds.count:
            back = Total(each.refunds.count, -each.refunds.amount)
            parts.append(_counted(heading, _("  of it paid back"), back))
        if each.cashback.count:
            parts.append(_counted(heading, _("  and cashback"), each.cashback))
    for each in figures.external.tenders.values():
        words = _("{tender}, external").format(tender=tender_name(each.code, each.name))
        parts.append(_counted(heading, words, Total(each.count, each.amount)))
    return parts


def external_section(figures: Figures) -> list[Part]:
    """Lay out what other systems said they took here; it is in no figure of our own sales."""
    heading, sums = figures.heading, figures.external
    rows = (
        (_("Sales"), sums.sales),
        (_("Returns"), Total(sums.returns.count, -sums.returns.amount)),
        (_("On credit"), sums.credit),
        (_("Float"), sums.floats),
        (_("Tips"), sums.gratuity),
    )
    parts: list[Part] = [_counted(heading, label, total) for label, total in rows if total.count]
    if sums.rounding:
        parts.append(amount_row(heading, _("Rounding"), sums.rounding))
    name = _("Other systems, {currency}").format(currency=heading.currency)
    return [*section(name), *parts] if parts else []


def accounts_section(figures: Figures) -> list[Part]:
    """Lay out what was booked on each ledger account; together it is zero."""
    if not figures.accounts:
        return []
    parts = section(_("Accounts"))
    for line in figures.accounts:
        name = _("Without an account") if line.account is None else str(line.account)
        parts.append(amount_row(figures.heading, name, line.amount, sign=True))
    total = sum(line.amount for line in figures.accounts)
    return [*parts, amount_row(figures.heading, _("Balance"), total, bold=True)]
