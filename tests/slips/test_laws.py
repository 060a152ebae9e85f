"""What the Swedish and the Norwegian law want to see, and where it stands with us."""

from __future__ import annotations

import pytest

from tests.formats.day import full_day
from tests.slips.sales import day_of_sales
from till.domain.codec import KINDS
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
# SAF-T Cash Register: the event, and the kinds of our records that are it.
NORWAY = {
    "13001 start": ("program-started/1",),
    "13002 stop": ("program-stopped/1",),
    "13003 log in": ("signed-in/1",),
    "13004 log out": ("signed-out/1",),
    "13005 drawer opened": ("drawer-opened/1", "drawer-kicked/1"),
    "13006 drawer closed": ("drawer-shut/1",),
    "13008 X": ("report-taken/1",),
    "13009 Z": ("shift-closed/1",),
    "13010 suspended": ("sale-parked/1",),
    "13011 resumed": ("sale-resumed/1",),
    "13012 receipt, and 13017 training receipt by its mark": ("sale-concluded/1",),
    "13013 return receipt": ("sale-refunded/1",),
    "13014 copy": ("receipt-copied/1",),
    "13020 export": ("journal-exported/1",),
    "13023 training on": ("training-started/1",),
    "13024 training off": ("training-ended/1",),
    "13028 void": ("line-voided/1", "sale-cancelled/1"),
    "13030 concluded without a printed receipt": ("sale-unprinted/1",),
}


# SAF-T Cash Register: the transaction or payment, and the line of our Z that counts it.
NORWEGIAN_MONEY = {
    "11001 cash sale": "Cash sales                          +32.80",
    "11006 return payment": "Cash refunds                        -29.30",
    "11007 cash declaration": "Counted                             183.30",
    "11008 cash difference": "SHORT                                -0.20",
    "12001 cash": "Cash                         3        3.50",
    "12002 debit and 12003 credit, as the shop names its tenders": (
        "Card                         1       51.60"
    ),
    "12999 other": "Voucher                      1       20.00",
    "openings without a sale, the only ones an X or Z need count": (
        "  without a sale                         0"
    ),
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


@pytest.mark.parametrize("item", SWEDEN)
def test_the_z_says_what_the_swedish_law_wants(z_report: list[str], item: str) -> None:
    assert SWEDEN[item] in z_report


@pytest.mark.parametrize("line", SWEDISH_AMOUNTS)
def test_the_z_says_the_amount_beside_the_number(z_report: list[str], line: str) -> None:
    assert z_report[z_report.index(line) + 1] == SWEDISH_AMOUNTS[line]


@pytest.mark.parametrize("happened", NORWAY)
def test_every_norwegian_event_is_a_record_of_its_own(happened: str) -> None:
    assert set(NORWAY[happened]) <= set(KINDS)


@pytest.mark.parametrize("item", NORWEGIAN_MONEY)
def test_the_z_counts_what_the_norwegian_standard_names(z_report: list[str], item: str) -> None:
    assert NORWEGIAN_MONEY[item] in z_report


@pytest.mark.parametrize("item", NORWEGIAN_MOVEMENTS)
def test_the_z_counts_movements_by_type(item: str) -> None:
    slip = slip_for(full_day().done["z"], full=True)
    assert slip is not None
    assert NORWEGIAN_MOVEMENTS[item] in slip.to_text(42).splitlines()


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
