"""The words of the tests for sales: a shop with departments, and what the journal would say of a receipt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tests.domain.given import CASHIER, MANAGER, SHOP, SUPERVISOR, Given, by, given, shift_opened
from till.domain.commands import (
    Command,
    CopyReceipt,
    GiveDiscount,
    RefundReceipt,
    RefundWithoutReceipt,
    RingLine,
    TakeTender,
    VoidLine,
)
from till.domain.entries import Entry, ReceiptCopied, SaleConcluded, SaleRefunded
from till.domain.receipt import Discount, FoundReceipt, Receipt
from till.domain.sale_commands import ReturnedLine
from till.domain.settings import Accounts, Department, DepartmentKind, Settings, Tender

GOODS, WORK, OWED = DepartmentKind.GOODS, DepartmentKind.SERVICE, DepartmentKind.LIABILITY

DEPARTMENTS = (
    Department("coffee", "Coffee", "Drinks", GOODS, 12_00, 32_00, 3001, 1),
    Department("book", "Books", "Shop", GOODS, 6_00, None, 3002, 2),
    Department("shirt", "Shirts", "Shop", GOODS, 25_00, None, 3003, 3),
    Department("repair", "Repairs", "Workshop", WORK, 25_00, None, 3004, 4),
    Department("free", "Stamps", "Post", GOODS, 0, None, None, 5),
    Department("gift", "Gift voucher", "Vouchers", OWED, 0, None, 2421, 9),
)
TENDERS = (Tender("card", "Card", 1580), Tender("voucher", "Voucher", 2421))
SELLING = replace(
    SHOP,
    departments=DEPARTMENTS,
    tenders=TENDERS,
    accounts=Accounts(1910, 2610, 3740, 6992, 1919, 1612, 2018),
)
EXACT = replace(SELLING, cash_rounding=0)


def at_the_counter(shop: Settings = SELLING, float_: int = 200_00) -> Given:
    """Give the shop with an open shift."""
    return given(shift_opened(float_), shop=shop)


def ring(
    department: str = "coffee",
    price: int | None = None,
    quantity: int = 1000,
    off: Discount | None = None,
    person: int = CASHIER,
) -> RingLine:
    return RingLine(by(person), department, quantity, price, off)


def void(line: RingLine | None = None) -> VoidLine:
    return VoidLine(by(CASHIER), None if line is None else line.act.id)


def off(rate: int = 0, amount: int = 0, line: RingLine | None = None) -> GiveDiscount:
    return GiveDiscount(by(CASHIER), Discount(rate, amount), None if line is None else line.act.id)


def cash(amount: int | None = None, person: int = CASHIER) -> TakeTender:
    return TakeTender(by(person), "cash", amount)


def card(amount: int | None = None, cashback: int = 0) -> TakeTender:
    return TakeTender(by(CASHIER), "card", amount, cashback)


def sold(state: Given, *commands: Command) -> Receipt:
    """Give the receipt of the newest sale after these commands."""
    return state.when(*commands).newest(SaleConcluded).receipt


def refund(
    of: Given,
    receipt: int = 1,
    *lines: tuple[int, int],
    tender: str = "cash",
    person: int = SUPERVISOR,
    approver: int | None = None,
) -> RefundReceipt:
    """Ask for a refund, with what the journal says of the receipt."""
    found = found_in(of.entries, receipt)
    return RefundReceipt(by(person, approver), receipt, lines, tender, found=found)


def refund_without(
    *lines: ReturnedLine, person: int = CASHIER, approver: int | None = MANAGER
) -> RefundWithoutReceipt:
    return RefundWithoutReceipt(by(person, approver), lines or (ReturnedLine("shirt", 1000, 50_00),), "Torn")


def copy(of: Given, receipt: int = 1) -> CopyReceipt:
    return CopyReceipt(by(CASHIER), receipt, found=found_in(of.entries, receipt))


def found_in(entries: Iterable[Entry], no: int) -> FoundReceipt | None:
    """Look a receipt up as the register does, but in a list of entries."""
    receipts = [each for each in entries if isinstance(each, SaleConcluded | SaleRefunded)]
    original = next((each.receipt for each in receipts if each.receipt.no == no), None)
    if original is None:
        return None
    copied = any(isinstance(each, ReceiptCopied) and each.receipt == no for each in entries)
    found = FoundReceipt(original, {}, copied)
    for each in receipts:
        if each.receipt.refund_of == no:
            found = found.after(each.receipt)
    return found
