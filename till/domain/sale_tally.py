"""What sales change in what the register knows: the running sale, and the sums of the shift."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, assert_never

from till.domain import tally
from till.domain.people import Person
from till.domain.places import post
from till.domain.pricing import UNIT
from till.domain.receipt import (
    OpenSale,
    Receipt,
    ReceiptLine,
    ReceiptType,
    RecentReceipt,
    TenderPaid,
)
from till.domain.sale_entries import (
    DiscountGiven,
    LineRung,
    LineVoided,
    ReceiptCopied,
    SaleCancelled,
    SaleConcluded,
    SaleEntry,
    SaleParked,
    SaleRefunded,
    SaleResumed,
    SaleUnprinted,
    TenderReturned,
    TenderTaken,
)
from till.domain.settings import CASH, DepartmentKind
from till.domain.state import CashierTally, Shift, State
from till.domain.totals import DepartmentTotal, SalesTally, TenderTotal, Total, VatTotal

RECENT_MAX: Final = 30
"""How many receipts a shift remembers for the list on the screen."""


def apply_sale(state: State, entry: SaleEntry) -> State:  # noqa: C901 -- a closed match
    """Give the state after an entry of a sale."""
    match entry:
        case LineRung():
            return _rung(state, entry)
        case LineVoided():
            return _voided(state, entry)
        case DiscountGiven():
            return _discounted(state, entry)
        case TenderTaken():
            sale = _running(state, entry)
            return _with_sale(state, replace(sale, tenders=(*sale.tenders, entry.tender)))
        case TenderReturned():
            sale = _running(state, entry)
            return _with_sale(state, replace(sale, tenders=sale.tenders[:-1]))
        case SaleCancelled():
            return _cancelled(_without_sale(state, entry.drawer), entry)
        case SaleParked():
            parked = replace(_running(state, entry), name=entry.name)
            return replace(_without_sale(state, entry.drawer), parked={**state.parked, entry.sale: parked})
        case SaleResumed():
            return _resumed(state, entry)
        case SaleConcluded() | SaleRefunded():
            return _receipted(state, entry)
        case ReceiptCopied():
            state = tally.count(state, entry.shift, copies=1, copies_amount=abs(entry.original.total))
            return tally.approved(state, entry.shift, entry.employee2)
        case SaleUnprinted():
            return tally.count(state, entry.shift, receipts_unprinted=1)
        case _:
            assert_never(entry)


# -- the running sale ---------------------------------------------------------------------------------------

_OfRunning = LineRung | LineVoided | DiscountGiven | TenderTaken | TenderReturned | SaleParked


def _running(state: State, entry: _OfRunning) -> OpenSale:
    """Find the sale an entry belongs to; where it is not there, an empty one takes its place."""
    sale = state.sales.get(entry.drawer)
    if sale is not None and sale.id == entry.sale:
        return sale
    return OpenSale(entry.sale, entry.drawer, entry.at, entry.employee1)


def _with_sale(state: State, sale: OpenSale) -> State:
    return replace(state, sales={**state.sales, sale.drawer: sale})


def _without_sale(state: State, drawer_no: int) -> State:
    return replace(state, sales={no: sale for no, sale in state.sales.items() if no != drawer_no})


def _rung(state: State, entry: LineRung) -> State:
    sale = _running(state, entry)
    state = _with_sale(state, replace(sale, lines=(*sale.lines, entry.line)))
    return tally.approved(state, entry.shift, entry.employee2)


def _voided(state: State, entry: LineVoided) -> State:
    sale = _running(state, entry)
    lines = tuple(line for line in sale.lines if line.id != entry.line)
    # A sale without lines is no sale: nothing of it must be parked or given up.
    state = _with_sale(state, replace(sale, lines=lines)) if lines else _without_sale(state, entry.drawer)
    shift = _shift(state, entry.shift)
    if shift is None:
        return state
    sales = replace(shift.tally.sales, voids=shift.tally.sales.voids.plus(entry.amount))
    person = _cashier(shift, entry.employee1)
    person = replace(person, voids=person.voids.plus(entry.amount))
    return tally.approved(_with_sums(state, shift, sales, person), entry.shift, entry.employee2)


def _discounted(state: State, entry: DiscountGiven) -> State:
    sale = _running(state, entry)
    if entry.line is None:
        sale = replace(sale, discount=entry.discount)
    else:
        lines = tuple(
            replace(line, discount=entry.discount) if line.id == entry.line else line for line in sale.lines
        )
        sale = replace(sale, lines=lines)
    return tally.approved(_with_sale(state, sale), entry.shift, entry.employee2)


def _cancelled(state: State, entry: SaleCancelled) -> State:
    shift = _shift(state, entry.shift)
    if shift is None:
        return state
    sales = replace(shift.tally.sales, cancelled=shift.tally.sales.cancelled.plus(entry.amount))
    state = _with_sums(state, shift, sales, _cashier(shift, entry.employee1))
    return tally.approved(state, entry.shift, entry.employee2)


def _resumed(state: State, entry: SaleResumed) -> State:
    parked = state.parked.get(entry.sale)
    if parked is None:
        return state
    others = {id_: sale for id_, sale in state.parked.items() if id_ != entry.sale}
    return _with_sale(replace(state, parked=others), replace(parked, drawer=entry.drawer))


def paid_in_part(state: State, drawer_no: int) -> tuple[TenderPaid, ...]:
    """Give what was paid of the sale that runs on a drawer."""
    sale = state.sales.get(drawer_no)
    return () if sale is None else sale.tenders


def park_all(state: State, drawer_no: int, *, unpaid: bool = False) -> State:
    """Put aside what runs on a drawer whose shift ends in another's hands: nothing is lost by it.

    `unpaid` says that what was paid of it is given back.
    """
    sale = state.sales.get(drawer_no)
    if sale is None:
        return state
    sale = replace(sale, tenders=()) if unpaid else sale
    return replace(_without_sale(state, drawer_no), parked={**state.parked, sale.id: sale})


# -- the sums -----------------------------------------------------------------------------------------------


def _shift(state: State, shift_no: int) -> Shift | None:
    return next((shift for shift in state.shifts.values() if shift.no == shift_no), None)


def _cashier(shift: Shift, person: Person) -> CashierTally:
    return shift.tally.cashiers.get(person.no, CashierTally(person))


def _with_sums(state: State, shift: Shift, sales: SalesTally, person: CashierTally) -> State:
    cashiers = {**shift.tally.cashiers, person.person.no: person}
    shift = replace(shift, tally=replace(shift.tally, sales=sales, cashiers=cashiers))
    return replace(state, shifts={**state.shifts, shift.drawer: shift})


def _receipted(state: State, entry: SaleConcluded | SaleRefunded) -> State:
    receipt = entry.receipt
    if isinstance(entry, SaleConcluded):
        state = _without_sale(state, entry.drawer)
    state = replace(
        state,
        balances=post(state.balances, entry.postings),
        receipt_no=max(state.receipt_no, receipt.no),
    )
    shift = _shift(state, entry.shift)
    if shift is None:
        return state
    recent = RecentReceipt(entry.id, receipt.no, receipt.type, entry.at, receipt.total, entry.employee1)
    takings = tally.with_takings(shift.tally.taken, entry.postings)
    shift = replace(shift, tally=replace(shift.tally, taken=takings))
    shift = replace(shift, receipts=(*shift.receipts, recent)[-RECENT_MAX:])
    person = _cashier(shift, entry.employee1)
    if receipt.type is ReceiptType.SALE:
        person = replace(person, sales=person.sales.plus(receipt.total))
    else:
        person = replace(person, refunds=person.refunds.plus(-receipt.total))
    state = _with_sums(state, shift, _with_receipt(shift.tally.sales, receipt), person)
    return tally.approved(state, entry.shift, entry.employee2)


def _with_receipt(sales: SalesTally, receipt: Receipt) -> SalesTally:
    """Add a receipt to the sums of its shift."""
    sold = receipt.type is ReceiptType.SALE
    sales = replace(
        sales,
        receipts=sales.receipts + 1,
        departments=_with_departments(sales.departments, receipt.lines),
        vat=_with_vat(sales.vat, receipt),
        liabilities=_with_liabilities(sales.liabilities, receipt),
        rounding=sales.rounding + receipt.rounding,
        change=sales.change + receipt.change,
        tenders=_with_tenders(sales.tenders, receipt),
    )
    if not sold:
        paid_out = receipt.cash
        return replace(
            sales, refunds=sales.refunds.plus(-receipt.turnover), cash_refunds=sales.cash_refunds + paid_out
        )
    return replace(
        sales,
        sales=sales.sales.plus(receipt.turnover),
        goods=sales.goods + _pieces(receipt, DepartmentKind.GOODS),
        services=sales.services + _pieces(receipt, DepartmentKind.SERVICE),
        discounts=_with_discounts(sales.discounts, receipt),
        cash_sales=sales.cash_sales + receipt.cash + receipt.cashback,
        cashback=sales.cashback.plus(receipt.cashback) if receipt.cashback else sales.cashback,
    )


def _pieces(receipt: Receipt, kind: DepartmentKind) -> int:
    """Count the pieces sold of a kind; what is weighed or measured counts as one."""
    return sum(
        line.quantity // UNIT if line.quantity % UNIT == 0 else 1
        for line in receipt.lines
        if line.kind is kind
    )


def _with_discounts(discounts: Total, receipt: Receipt) -> Total:
    given = [line.discount for line in receipt.lines if line.discount]
    return Total(discounts.count + len(given), discounts.amount + sum(given))


def _with_liabilities(liabilities: Total, receipt: Receipt) -> Total:
    amount = receipt.liabilities
    return liabilities.plus(amount) if amount else liabilities


def _with_departments(
    departments: dict[str, DepartmentTotal], lines: tuple[ReceiptLine, ...]
) -> dict[str, DepartmentTotal]:
    """Add lines to their departments; one that was configured anew in mid-shift has two sums."""
    after = dict(departments)
    for line in lines:
        key = f"{line.department}|{line.name}|{line.group}|{line.kind}|{line.account}"
        before = after.get(key) or DepartmentTotal(
            line.department, line.name, line.group, line.kind, line.account
        )
        after[key] = replace(
            before,
            quantity=before.quantity + line.quantity,
            net=before.net + line.net,
            vat=before.vat + line.vat,
        )
    return after


def _with_vat(vat: dict[int, VatTotal], receipt: Receipt) -> dict[int, VatTotal]:
    after = dict(vat)
    for line in receipt.vat:
        before = after.get(line.rate, VatTotal())
        after[line.rate] = VatTotal(before.net + line.net, before.vat + line.vat)
    return after


def _with_tenders(tenders: dict[str, TenderTotal], receipt: Receipt) -> dict[str, TenderTotal]:
    """Add what was paid in each way: cash less change, the others less the cashback that came with them."""
    after = dict(tenders)
    back = {CASH: receipt.change}
    if receipt.cashback and receipt.tenders:
        back[receipt.tenders[-1].code] = receipt.cashback
    for paid in receipt.tenders:
        before = after.get(paid.code) or TenderTotal(paid.code, paid.name, paid.account, kind=paid.kind)
        amount = paid.amount - back.pop(paid.code, 0)
        refunded = receipt.type is ReceiptType.REFUND
        after[paid.code] = replace(
            before,
            count=before.count + 1,
            amount=before.amount + amount,
            refunds=before.refunds.plus(-amount) if refunded else before.refunds,
        )
    if receipt.cashback and receipt.tenders:
        code = receipt.tenders[-1].code
        after[code] = replace(after[code], cashback=after[code].cashback.plus(receipt.cashback))
    return after
