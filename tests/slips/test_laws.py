"""What the Swedish and the Norwegian law want to see, and where it stands with us."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from hardware.document import Align, Columns, Text
from tests.domain.selling import found_in
from tests.formats.day import full_day
from tests.slips.day import CASHIER, Day
from tests.slips.rare import rare_day
from tests.slips.sales import SHOP, day_of_sales
from till.domain.codec import KINDS
from till.domain.commands import CopyReceipt, OpenShift, RingLine, TakeTender, TakeX
from till.domain.entries import SaleConcluded, SaleRefunded
from till.domain.receipt import Receipt, ReceiptType
from till.domain.sale_errors import AlreadyCopied
from till.domain.settings import Tender
from till.domain.state import Count
from till.jobs import Job, JobKind, sale_unprinted
from till.slips import slip_for

# SKVFS 2014:9, 7 kap.: the item, and the line of our Z that says it. "Other reductions" than discounts do not
# exist here: no key of the register takes anything off a price in another way, and the zero says so.
SWEDEN = {
    "name of the company": "                 Kaffe AB",
    "organisation number": "               556000-0000",
    "date and time": "Printed                  Mar 2, 2026 11:09",
    "unbroken serial, and that it is a Z": "                Z REPORT 1",
    "designation of the register": "          REG-001 Front counter",
    "total sales": "Total sales                          54.42",
    "per main group": "Drinks                                6.40",
    "VAT per rate": "VAT 22 %                              3.90",
    "float": "Float counted                       200.00",
    "goods": "Goods sold                               7",
    "services": "Services sold                            1",
    "receipts": "Receipts                                 4",
    "drawer openings": "Drawer opened                            0",
    "drawer openings without a sale": "  without a sale                         0",
    "copies": "Copies                                   1",
    "training": "Training                                 0",
    "per means of payment, cash": "Cash                         3        3.50",
    "per means of payment, card": "Card                         1       51.60",
    "returns": "Returns                      2      -29.31",
    "discounts": "Discounts                    3       10.73",
    "other reductions": "Other reductions             0        0.00",
    "unfinished sales": "Sales not finished           1        3.20",
    "grand total of sales": "Sales                                54.42",
    "grand total of returns": "Returns                              29.31",
    "grand total, net": "Sales less returns                   25.11",
}
# What stands on the line below: an amount to the number of times.
SWEDISH_AMOUNTS = {
    SWEDEN["copies"]: "  amount                             32.82",
    SWEDEN["training"]: "  amount                              0.00",
}
# SAF-T Cash Register: the event; the kinds of our records that are it; and the line of our Z that counts it,
# None where the standard wants it in the journal alone. Nothing here hands over a bill before it is paid, so
# there is no 13015; 13999 is every other kind of record.
NORWAY: dict[str, tuple[tuple[str, ...], str | None]] = {
    "13001 start": (("program-started/1",), None),
    "13002 stop": (("program-stopped/1",), None),
    "13003 log in": (("signed-in/1",), None),
    "13004 log out": (("signed-out/1",), None),
    "13005 drawer opened": (
        ("drawer-opened/1", "drawer-kicked/1"),
        "Drawer opened                            1",
    ),
    "13006 drawer closed": (("drawer-shut/1",), "  longest open                         9 s"),
    "13008 X": (("report-taken/1",), None),
    "13009 Z": (("shift-closed/1",), "Z REPORT 1"),
    "13010 suspended": (("sale-parked/1",), "Sales not finished           1        2.80"),
    "13011 resumed": (("sale-resumed/1",), None),
    "13012 receipt": (("sale-concluded/1",), "Receipts                                 7"),
    "13013 return receipt": (("sale-refunded/1",), "Returns                      2       -7.20"),
    "13014 copy": (("receipt-copied/1",), "Copies                                   1"),
    "13015 pro forma": ((), None),
    "13017 training receipt": (("sale-concluded/1",), "Training                                 1"),
    "13020 export": (("journal-exported/1",), None),
    "13023 training on": (("training-started/1",), None),
    "13024 training off": (("training-ended/1",), None),
    "13028 void": (("line-voided/1", "sale-cancelled/1"), "Sales cancelled              1        2.80"),
    "13030 concluded without a printed receipt": (
        ("sale-unprinted/1",),
        "Receipts not printed                     0",
    ),
    "13999 other": (("settings-changed/1", "clock-changed/1", "slip-waiting/1"), None),
}
NORWEGIAN_CODES = (
    "13001 13002 13003 13004 13005 13006 13008 13009 13010 13011 13012 13013 13014 13015 13017 13020 "
    "13023 13024 13028 13030 13999"
)


# SAF-T Cash Register: the transaction or payment, and the line of our Z that counts it.
NORWEGIAN_MONEY = {
    "11001 cash sale": "Cash sales                          +32.80",
    "11006 return payment": "Cash refunds                        -29.30",
    "11007 cash declaration": "Counted                             183.30",
    "11008 cash difference": "SHORT                                -0.20",
    "12001 cash": "Cash                         3        3.50",
    "12999 other": "Voucher                      1       20.00",
    "openings without a sale, the only ones an X or Z need count": (
        "  without a sale                         0"
    ),
}
# A way to pay is what the shop configures: these are a line each where the shop tells them apart.
NORWEGIAN_TENDERS = {
    "12002": ("debit", "Debit card"),
    "12003": ("credit", "Credit card"),
    "12011": ("mobile", "Mobile"),
}
# The movements, which are counted by type; a day with all of them says where each stands.
NORWEGIAN_MOVEMENTS = {
    "11010 out payment": "Pay-out                      2      -25.00",
    "11011 in payment": "Cash in                      1      +30.00",
}


@pytest.fixture(scope="module")
def z_report() -> list[str]:
    """Give the lines of a Z after a day of sales."""
    slip = slip_for(day_of_sales().done["z"], full=True)
    assert slip is not None
    return [line.rstrip() for line in slip.to_text(42).splitlines()]


@cache
def full_z() -> list[str]:
    """Give the lines of a Z after a day on which everything happened."""
    slip = slip_for(full_day().done["z"], full=True)
    assert slip is not None
    return [line.strip() if "Z REPORT" in line else line.rstrip() for line in slip.to_text(42).splitlines()]


@pytest.mark.parametrize("item", SWEDEN)
def test_the_z_says_what_the_swedish_law_wants(z_report: list[str], item: str) -> None:
    assert SWEDEN[item] in z_report


@pytest.mark.parametrize("line", SWEDISH_AMOUNTS)
def test_the_z_says_the_amount_beside_the_number(z_report: list[str], line: str) -> None:
    assert z_report[z_report.index(line) + 1] == SWEDISH_AMOUNTS[line]


def test_nothing_of_the_norwegian_list_is_left_out() -> None:
    assert [happened.partition(" ")[0] for happened in NORWAY] == NORWEGIAN_CODES.split()


@pytest.mark.parametrize("happened", NORWAY)
def test_every_norwegian_event_is_a_record_of_its_own(happened: str) -> None:
    kinds, counted = NORWAY[happened]
    assert set(kinds) <= set(KINDS)
    assert counted is None or counted in [line.strip("\n") for line in full_z()]


def test_a_sale_whose_receipt_never_came_out_is_counted() -> None:
    """Event 13030, with a number on the Z."""
    day = day_of_sales()
    job = Job(
        "j", JobKind.PRINT, day.done["mixed"].id, "2026-03-02T09:00:00.000+01:00", "", shift=1, no_sale=False
    )
    unprinted = sale_unprinted(job, "2026-03-02T09:01:00.000+01:00", "There is no printer.")
    assert unprinted is not None
    begun = Day(SHOP)
    begun.do("opening", OpenShift(begun.act(CASHIER), Count(200_00)))
    begun.believe(unprinted)
    slip = slip_for(begun.do("x", TakeX(begun.act(CASHIER))), full=True)
    assert slip is not None
    assert "Receipts not printed                     1" in slip.to_text(42).splitlines()


@pytest.mark.parametrize("item", NORWEGIAN_MONEY)
def test_the_z_counts_what_the_norwegian_standard_names(z_report: list[str], item: str) -> None:
    assert NORWEGIAN_MONEY[item] in z_report


@pytest.mark.parametrize("item", NORWEGIAN_MOVEMENTS)
def test_the_z_counts_movements_by_type(item: str) -> None:
    assert NORWEGIAN_MOVEMENTS[item] in full_z()


def test_each_way_to_pay_that_the_norwegian_standard_names_can_have_a_line() -> None:
    tenders = tuple(Tender(code, name) for code, name in NORWEGIAN_TENDERS.values())
    day = Day(replace(SHOP, tenders=tenders))
    day.do("opening", OpenShift(day.act(CASHIER), Count(200_00)))
    for code, _name in NORWEGIAN_TENDERS.values():
        day.do("line", RingLine(day.act(CASHIER), "coffee"))
        day.do("paid", TakeTender(day.act(CASHIER), code))
    slip = slip_for(day.do("x", TakeX(day.act(CASHIER))), full=True)
    assert slip is not None
    rows = [part for part in slip.parts if isinstance(part, Columns)]
    assert {(row.left, row.middle, row.right) for row in rows} >= {
        (name, "1", "3.20") for _code, name in NORWEGIAN_TENDERS.values()
    }


@pytest.mark.parametrize(
    ("mark", "name"), [("COPY", "copy"), ("TRAINING", "training-receipt"), ("TRAINING", "training-x")]
)
def test_what_is_no_receipt_says_so_in_letters_twice_as_high_as_any_amount(mark: str, name: str) -> None:
    slip = slip_for({**rare_day().done, **day_of_sales().done}[name], full=True)
    assert slip is not None
    assert slip.parts[0] == Text(mark, Align.CENTRE, bold=True, wide=True, tall=True)
    assert not any(part.tall for part in slip.parts if isinstance(part, Columns))


def test_a_receipt_has_one_copy_at_most() -> None:
    day = day_of_sales()
    day.do("opening again", OpenShift(day.act(CASHIER), Count(150_00)))
    with pytest.raises(AlreadyCopied):
        day.do("again", CopyReceipt(day.act(CASHIER), 1, found=found_in(day.done.values(), 1)))


@pytest.mark.parametrize("name", ["cash", "mixed", "refund", "training-receipt"])
def test_a_receipt_holds_all_that_a_swedish_control_unit_is_told(name: str) -> None:
    """Date and time, organisation number, register, serial number, type, amounts, VAT by rate."""
    entry = {**rare_day().done, **day_of_sales().done}[name]
    assert isinstance(entry, SaleConcluded | SaleRefunded)
    told = control_unit(entry.receipt)
    assert told["time"].isdecimal()
    assert (len(told["time"]), told["organisation"], told["register"]) == (12, "5560000000", "REG-001")
    assert len(told["register"]) <= 16
    assert told["serial"].isdecimal()
    assert len(told["serial"]) <= 12
    assert told["type"] == ("ovning" if name == "training-receipt" else "normal")
    assert (told["back"] != "0,00") == (name == "refund")
    rates = {"cash": ["22", "10", "4"], "mixed": ["22"], "refund": ["22", "10"], "training-receipt": ["10"]}
    assert [vat.partition(";")[0] for vat in told["vat"].split()] == rates[name]


def control_unit(receipt: Receipt) -> dict[str, str]:
    """Give the fields of a control unit out of a receipt alone."""

    def written(amount: int) -> str:
        return f"{amount // 100},{amount % 100:02}"

    back = -receipt.total if receipt.type is ReceiptType.REFUND else 0
    return {
        "time": "".join(each for each in receipt.at[:16] if each.isdecimal()),
        "organisation": receipt.heading.organisation.number.replace("-", ""),
        "register": receipt.heading.register.code,
        "serial": str(receipt.no),
        "type": "ovning" if receipt.training else "normal",
        "back": written(back),
        "amount": written(abs(receipt.total)),
        "vat": " ".join(f"{line.rate // 100};{written(abs(line.vat))}" for line in receipt.vat),
    }


def test_an_x_says_the_same_without_a_serial_number() -> None:
    slip = slip_for(day_of_sales().done["x"], full=True)
    assert slip is not None
    lines = [line.rstrip() for line in slip.to_text(42).splitlines()]
    # The perpetual totals grow with a Z alone: an X says them as the last one left them.
    later = {item for item in SWEDEN if item.startswith("grand total")}
    without = {"date and time", "unbroken serial, and that it is a Z", *later}
    assert [item for item in SWEDEN if item not in without and SWEDEN[item] not in lines] == []
    assert "X REPORT" in {line.strip() for line in lines}
    assert "GRAND TOTALS SINCE SET-UP" in lines
    assert any(line.startswith("Printed") for line in lines)
