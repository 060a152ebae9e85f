"""A day of sales, as entries, for the receipts and reports it prints."""

from __future__ import annotations

from dataclasses import replace

from tests.domain.selling import found_in
from tests.slips.day import AWKWARD, BLIND, CASHIER, LONG_NAME, MANAGER, SETTINGS, Day
from till.domain.commands import (
    AddEmployee,
    CancelSale,
    CloseShift,
    CopyReceipt,
    CountCash,
    GiveDiscount,
    OpenShift,
    ParkSale,
    RefundReceipt,
    RefundWithoutReceipt,
    RingLine,
    StartCount,
    TakeTender,
    TakeX,
    VoidLine,
)
from till.domain.receipt import Discount
from till.domain.sale_commands import ReturnedLine
from till.domain.settings import (
    Accounts,
    Department,
    DepartmentKind,
    Prices,
    ReceiptCode,
    ReceiptRules,
    Settings,
    Tender,
)
from till.domain.state import Count
from till.domain.tenders import TenderLine

GOODS, OWED = DepartmentKind.GOODS, DepartmentKind.LIABILITY
SHOP = replace(
    SETTINGS,
    cash_rounding=5,
    departments=(
        Department("coffee", "Coffee", "Drinks", GOODS, 10_00, 3_20, 3001, 1),
        Department("tea", "Tea", "Drinks", GOODS, 10_00, 2_80, 3001, 2),
        Department("cheese", "Cheese", "Food", GOODS, 4_00, None, 3002, 3),
        Department("gifts", "Gifts", "Shop", GOODS, 22_00, None, 3003, 4),
        Department("delivery", "Delivery", "Delivery", DepartmentKind.SERVICE, 22_00, 4_00, 3004, 5),
        Department("gift", "Gift voucher", "Vouchers", OWED, 0, None, 2420, 9),
    ),
    tenders=(Tender("card", "Card", 1580, counted=True), Tender("voucher", "Voucher", 2420)),
    accounts=Accounts(1910, 2610, 3740, 6992, 1919, 1612, 2018),
    receipt=ReceiptRules(
        header=("Open every day but Monday",),
        footer=("Thank you!", "Change within 14 days with this receipt."),
        code=ReceiptCode.NUMBER,
    ),
)


def day_of_sales(settings: Settings = SHOP) -> Day:
    """Sell in cash and by card, give discounts and cashback, take back, copy, park, cancel, count, close."""
    day = Day(settings)
    day.do("opening", OpenShift(day.act(CASHIER), Count(200_00)))
    day.do("line", RingLine(day.act(BLIND), "coffee", 3000))
    day.do("line", RingLine(day.act(BLIND), "cheese", 347, 18_90))
    day.do("line", RingLine(day.act(BLIND), "gifts", 1000, 24_99, Discount(33_33)))
    day.do("line", RingLine(day.act(BLIND), "tea"))
    day.do("void", VoidLine(day.act(BLIND)))
    day.do("cash", TakeTender(day.act(BLIND), "cash", 50_00))
    day.do("line", RingLine(day.act(CASHIER), "gift", 1000, 50_00))
    day.do("line", RingLine(day.act(CASHIER), "gifts", 2000, 10_00))
    day.do("line", RingLine(day.act(CASHIER), "delivery"))
    day.do("off", GiveDiscount(day.act(CASHIER), Discount(10_00)))
    day.do("part", TakeTender(day.act(CASHIER), "voucher", 20_00))
    day.do("mixed", TakeTender(day.act(CASHIER), "card", None, 20_00))
    refund = RefundReceipt(
        day.act(CASHIER), 1, ((1, 1000), (3, 1000)), reason="Broken", found=found_in(day.done.values(), 1)
    )
    day.do("refund", refund)
    lost = RefundWithoutReceipt(
        day.act(BLIND, CASHIER), (ReturnedLine("cheese", 500, 18_90),), "Sour, brought back at once"
    )
    day.do("refund-without", lost)
    day.do("copy", CopyReceipt(day.act(CASHIER), 1, found=found_in(day.done.values(), 1)))
    day.do("line", RingLine(day.act(BLIND), "coffee"))
    day.do("parked", ParkSale(day.act(BLIND), "Blue hat"))
    day.do("line", RingLine(day.act(BLIND), "tea"))
    day.do("cancelled", CancelSale(day.act(BLIND)))
    day.do("x", TakeX(day.act(CASHIER)))
    day.do("counting", StartCount(day.act(CASHIER)))
    slips = (TenderLine("card", 71_00, "Card"),)
    day.do("counted", CountCash(day.act(CASHIER), Count(day.state.expected(1) - 20, tenders=slips)))
    day.do("z", CloseShift(day.act(CASHIER), 150_00, reason="A coin fell", bag="7731"))
    return day


def awkward_sales() -> Day:
    """Long names and the largest amounts, VAT on top of the prices."""
    names = ("Bryggkaffe med påtår och en alldeles för lång beskrivning", "Kaffe, te och andra varma drycker")
    shop = replace(
        AWKWARD,
        cash_rounding=100,
        prices=Prices.EXCLUSIVE,
        departments=(
            Department("kaffe", names[0], names[1], GOODS, 12_50, None, 3001, 1),
            Department("bok", "Böcker", "Böcker", GOODS, 6_00, None, None, 2),
        ),
        tenders=(Tender("kort", "Kort eller mobil med appen som ingen minns namnet på", 1580),),
        accounts=SHOP.accounts,
        receipt=ReceiptRules(footer=("Öppet köp i 30 dagar mot uppvisande av detta kvitto i gott skick",)),
    )
    day = Day(shop)
    day.do("long-name", AddEmployee(day.act(MANAGER), LONG_NAME, "manager"))
    long_name = day.state.employees[max(day.state.employees)].no
    day.do("opening", OpenShift(day.act(long_name), Count(1_00)))
    day.do("line", RingLine(day.act(long_name), "kaffe", 9_999_999, 55_555_55))
    day.do("line", RingLine(day.act(long_name), "bok", 1, 99_999_99))
    day.do("off", GiveDiscount(day.act(long_name), Discount(33_33)))
    day.do("part", TakeTender(day.act(long_name), "kort", 12_345_678_90))
    day.do("cash", TakeTender(day.act(long_name), "cash", 999_999_999_00))
    day.do("x", TakeX(day.act(long_name)))
    return day
