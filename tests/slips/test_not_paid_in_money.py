"""What was paid with vouchers, or is owed by customers, on the Z."""

from __future__ import annotations

from dataclasses import replace

from tests.slips.day import CASHIER, MANAGER, SETTINGS, Day
from till.domain.commands import (
    CloseShift,
    CountCash,
    OpenShift,
    RefundWithoutReceipt,
    RingLine,
    StartCount,
    TakeTender,
)
from till.domain.plain import from_plain
from till.domain.receipt import TenderPaid
from till.domain.sale_commands import ReturnedLine
from till.domain.settings import Department, DepartmentKind, Tender, TenderKind
from till.domain.state import Count
from till.slips import slip_for

SHOP = replace(
    SETTINGS,
    departments=(
        Department("tea", "Tea", "Drinks", DepartmentKind.GOODS, 10_00, None, None, 1),
        Department("gift", "Gift voucher", "Vouchers", DepartmentKind.LIABILITY, 0, None, None, 2),
    ),
    tenders=(
        Tender("invoice", "Invoice", kind=TenderKind.CREDIT),
        Tender("voucher", "Voucher", kind=TenderKind.VOUCHER),
    ),
)


def test_the_z_tells_vouchers_and_credit_apart_from_money() -> None:
    day = Day(SHOP)
    day.do("opening", OpenShift(day.act(CASHIER), Count(100_00)))
    for department, price, tender in (
        ("gift", 50_00, "cash"),
        ("tea", 20_00, "voucher"),
        ("tea", 30_00, "invoice"),
        ("tea", 12_00, "invoice"),
    ):
        day.do("line", RingLine(day.act(CASHIER), department, 1000, price))
        day.do("paid", TakeTender(day.act(CASHIER), tender))
    back = (ReturnedLine("tea", 1000, 12_00),)
    day.do("back", RefundWithoutReceipt(day.act(CASHIER, MANAGER), back, "Bitter", "invoice"))
    day.do("counting", StartCount(day.act(CASHIER)))
    day.do("counted", CountCash(day.act(CASHIER), Count(150_00)))
    day.do("z", CloseShift(day.act(CASHIER), 150_00))
    slip = slip_for(day.done["z"], full=True)
    assert slip is not None
    lines = slip.to_text(42).splitlines()
    for line in (
        "Vouchers sold                1       50.00",
        "Vouchers taken               1       20.00",
        "Sold on credit               2       42.00",
        "Returns on credit            1      -12.00",
        "Expected                            150.00",
    ):
        assert line in lines


def test_a_payment_from_before_there_were_kinds_was_money() -> None:
    stored = {"code": "card", "name": "Card", "amount": 100, "account": None}
    assert from_plain(TenderPaid, stored).kind is TenderKind.MONEY
