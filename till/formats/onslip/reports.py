"""X and Z as Onslip's `Report`, and what opens, changes and closes a shift as its `Batch`.

| field of `Report` | here |
|---|---|
| `id`, `type` | `Z` and its number, or `X` and the number of records before it; `x-report`, `z-report` |
| `start-date`, `end-date` | when the shift was opened; when it was closed, or the report was taken |
| `total-amount`, `total-vat-amount` | all receipts less returns, vouchers in it; the VAT in it |
| `total-sales-amount`, `total-sales-vat-amount` | the same without vouchers, which bear no VAT yet |
| `total-change-amount` | the change given |
| `gratuity-summaries` | tips in the payments of other systems; this register takes none |
| `incoming-petty-cash`, `outgoing-petty-cash` | the float counted; what was counted at the close |
| `petty-cash-deposits`, `petty-cash-withdrawals` | movements and others' cash into the drawer, and out of \
it |
| `petty-cash-mismatch` | what was over or short at the close |
| `cash-drawer-openings` | all openings |
| `product-group-summaries` | turnover by group, VAT in it; a group is numbered by its place in the list |
| `vat-summaries` | net, VAT and gross by rate |
| `payments`, `payment-sale-summaries` | what was paid in each way, negative in the one, positive in the \
other |
| `payment-batch-summaries` | tenders whose slips were counted at the close |
| `goods`, `services`, `liabilities`, `discounts` | pieces and turnover by kind; vouchers; discounts |
| `losses` | the rounding |
| `sales-receipts`, `return-receipts` | receipts and refunds, without vouchers |
| `training-receipts`, `receipt-copies` | what was practised; copies |
| `credit-sales`, `credit-returns` | what was paid on credit and taken off it; others' credit receipts |
| `open-tabs` | parked sales |
| `grand-total-sales`, `grand-total-returns`, `grand-total-amount` | the perpetual totals; they are kept as \
amounts, so their count is 0 |
| `incoming-cash-amount`, `cash-deposits`, `cash-withdrawals`, `outgoing-cash-amount` | left out: deprecated |

| field of `Batch` | here |
|---|---|
| `type` | `open` for a float, `change` for a movement, `close` |
| `amounts` | the float; the movement; what was taken out at the close |
| `mismatches` | what was over or short at the opening and at the close |
| `vat-summaries` | left out: no way to pay here bears VAT |
| `cash-amount` | left out: deprecated |

Money that comes into the drawer is negative there, what leaves it positive: also a mismatch, so that what
is missing is positive.
"""

from __future__ import annotations

from till.domain.external_record import ExternalRecord
from till.domain.figures import DrawerFigures, Figures, TenderFigures
from till.domain.money import EXPONENTS
from till.domain.settings import CASH, DepartmentKind, TenderKind
from till.domain.totals import ExternalTally, SalesTally, TenderTotal, Total
from till.domain.vocabulary import MovementType, ReportType
from till.formats.onslip.shapes import Amounts, Shape, method


def report(figures: Figures, amounts: Amounts | None = None) -> Shape:
    """Give an X or a Z of somebody who may see what is expected."""
    amounts = amounts or Amounts(EXPONENTS[figures.heading.currency])
    z_report = figures.type is ReportType.Z
    return {
        "id": f"Z{figures.no}" if z_report else f"X{figures.head.records}",
        "type": "z-report" if z_report else "x-report",
        "start-date": figures.opened_at,
        "end-date": figures.closed_at or figures.taken_at,
        **_totals(figures.sales, amounts),
        "gratuity-summaries": _tips(figures.external, amounts),
        **_petty_cash(figures, amounts),
        "cash-drawer-openings": figures.control.openings,
        **_by_kind(figures, amounts),
        **_by_tender(figures, amounts),
        **_receipts(figures, amounts),
        "grand-total-sales": amounts.summary(Total(0, figures.grand.sales)),
        "grand-total-returns": amounts.summary(Total(0, figures.grand.returns)),
        "grand-total-amount": amounts.summary(Total(0, figures.grand.net)),
    }


def _totals(sales: SalesTally, amounts: Amounts) -> Shape:
    vat = amounts.money(sum(each.vat for each in sales.departments.values()))
    return {
        "total-amount": amounts.money(sum(each.gross for each in sales.departments.values())),
        "total-sales-amount": amounts.money(sales.sales.amount - sales.refunds.amount),
        "total-vat-amount": vat,
        "total-sales-vat-amount": vat,
        "total-change-amount": amounts.money(sales.change),
    }


def _tips(external: ExternalTally, amounts: Amounts) -> list[Shape]:
    if not external.gratuity.count:
        return []
    return [{"user": 0, "user-name": "external", **amounts.summary(external.gratuity)}]


def _petty_cash(figures: Figures, amounts: Amounts) -> Shape:
    drawer = figures.drawer
    flows = [
        (each.type.value, each.count, each.amount or 0)
        for each in drawer.movements
        if each.type is not MovementType.NO_SALE
    ]
    flows.append(("CASHBACK", figures.sales.cashback.count, drawer.cashback or 0))
    flows.append((MovementType.EXTERNAL_IMPORT.value, 1, drawer.external or 0))
    counted = 0 if drawer.counted is None else drawer.counted.amount
    return {
        "incoming-petty-cash": amounts.cash(drawer.float_counted or 0),
        "petty-cash-deposits": [_flow(each, amounts) for each in flows if each[2] > 0],
        "petty-cash-withdrawals": [_flow(each, amounts) for each in flows if each[2] < 0],
        "petty-cash-mismatch": amounts.cash(drawer.difference or 0),
        "outgoing-petty-cash": amounts.cash(-counted),
    }


def _flow(flow: tuple[str, int, int], amounts: Amounts) -> Shape:
    name, count, amount = flow
    return {**amounts.payment(CASH, name, amount), "count": count}


def _by_kind(figures: Figures, amounts: Amounts) -> Shape:
    sales = figures.sales
    groups: dict[str, int] = {}
    kinds = dict.fromkeys(DepartmentKind, 0)
    for each in sales.departments.values():
        kinds[each.kind] += each.gross
        if each.kind is not DepartmentKind.LIABILITY:
            groups[each.group] = groups.get(each.group, 0) + each.gross
    return {
        "product-group-summaries": [
            {"product-group": no, "product-group-name": name, "amount": amounts.money(amount)}
            for no, (name, amount) in enumerate(groups.items(), start=1)
        ],
        "vat-summaries": amounts.vat({rate: (each.net, each.vat) for rate, each in sales.vat.items()}),
        "goods": amounts.summary(Total(sales.goods, kinds[DepartmentKind.GOODS])),
        "services": amounts.summary(Total(sales.services, kinds[DepartmentKind.SERVICE])),
        "liabilities": amounts.summary(Total(sales.liabilities.count, kinds[DepartmentKind.LIABILITY])),
        "discounts": amounts.summary(sales.discounts),
        "losses": amounts.summary(Total(int(sales.rounding != 0), sales.rounding)),
    }


def _by_tender(figures: Figures, amounts: Amounts) -> Shape:
    tenders = figures.sales.tenders.values()
    return {
        "payments": [amounts.payment(method(each), each.name, each.amount) for each in tenders],
        "payment-sale-summaries": [amounts.of_tender(each, 1) for each in tenders],
        "payment-batch-summaries": [
            _counted_batch(each, figures.sales.tenders.get(each.code), amounts)
            for each in figures.drawer.tenders or ()
            if each.counted is not None
        ],
    }


def _counted_batch(counted: TenderFigures, taken: TenderTotal | None, amounts: Amounts) -> Shape:
    """Give a tender whose slips were counted: what they say; the returns are as the register has them."""
    sums = taken or TenderTotal(counted.code, counted.name)
    back = sums.refunds
    return {
        "name": counted.name,
        "transaction-summary": {
            "purchase-count": sums.count - back.count,
            "purchase-amount": amounts.money((counted.counted or 0) + back.amount),
            "cb-amount": amounts.money(sums.cashback.amount),
            "vat-amount": amounts.money(0),
            "extra-amount": amounts.money(0),
            "refund-count": back.count,
            "refund-amount": amounts.money(back.amount),
        },
    }


def _receipts(figures: Figures, amounts: Amounts) -> Shape:
    sales, control = figures.sales, figures.control
    credit = [
        (Total(each.count - each.refunds.count, each.amount + each.refunds.amount), each.refunds)
        for each in sales.tenders.values()
        if each.kind is TenderKind.CREDIT
    ]
    return {
        "sales-receipts": amounts.summary(sales.sales),
        "return-receipts": amounts.summary(sales.refunds),
        "training-receipts": amounts.summary(Total(control.training, control.training_amount)),
        "receipt-copies": amounts.summary(Total(control.copies, control.copies_amount)),
        "credit-sales": amounts.summary(_both(figures.external.credit, *(sold for sold, _back in credit))),
        "credit-returns": amounts.summary(_both(*(back for _sold, back in credit))),
        "open-tabs": amounts.summary(figures.parked),
    }


def _both(*totals: Total) -> Total:
    return Total(sum(each.count for each in totals), sum(each.amount for each in totals))


def closing_batch(drawer: DrawerFigures, amounts: Amounts) -> Shape:
    """Give the close of a shift."""
    return {
        "type": "close",
        "amounts": amounts.cash(-(drawer.taken or 0)),
        "mismatches": amounts.cash(drawer.difference or 0),
    }


def opening_batch(counted: int, gap: int, amounts: Amounts) -> Shape:
    """Give the opening of a shift with its float."""
    return {"type": "open", "amounts": amounts.cash(counted), "mismatches": amounts.cash(gap)}


def changing_batch(amount: int, amounts: Amounts) -> Shape:
    """Give a movement in or out of the drawer."""
    return {"type": "change", "amounts": amounts.cash(amount)}


def external_batch(record: ExternalRecord, amounts: Amounts) -> Shape:
    """Give another system's batch back."""
    return {
        "type": record.type.value.removeprefix("batch-"),
        "amounts": [
            amounts.payment(each.code, each.name if each.code != CASH else "", each.amount)
            for each in record.payments
        ],
    }
