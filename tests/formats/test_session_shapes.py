"""A shift as Shopify, SushiGo and Toast would tell it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.formats.day import agrees_with_golden, full_day, opened_day
from till.domain.people import Person
from till.formats.session import open_session
from till.formats.shopify import cash_tracking_session
from till.formats.sushigo import cash_session, detailed_session, summary
from till.formats.toast import cash_entries, deposits

# Every field and value that the sources name, in their order.
SHOPIFY = (
    "adjustments cashTrackingEnabled cashTransactions closingBalance closingNote closingStaffMember"
    " closingTime expectedBalance expectedClosingBalance expectedOpeningBalance id location"
    " netCashSales openingBalance openingNote openingStaffMember openingTime registerName"
    " totalAdjustments totalCashRefunds totalCashSales totalDiscrepancy"
).split()
TOAST_ENTRY = (
    "guid entityType amount reason date type cashDrawer payoutReason noSaleReason undoes employee1 employee2"
    " creatorOrShiftReviewSubject approverOrShiftReviewSubject"
).split()
TOAST_TYPES = (
    "CASH_IN CASH_COLLECTED CASH_OUT PAY_OUT UNDO_PAY_OUT TIP_OUT NO_SALE DRIVER_REIMBURSEMENT "
    " CLOSE_OUT_EXACT CLOSE_OUT_OVERAGE CLOSE_OUT_SHORTAGE"
).split()
TOAST_DEPOSIT = "guid entityType amount date undoes employee creator".split()
SUSHIGO = (
    "id cash_register_id operating_date status opening_balance closing_balance meta created_at updated_at"
    " cash_register adjustments expenses"
).split()
DATE = "2026-03-02"


@pytest.fixture(scope="module")
def entries() -> list[dict[str, Any]]:
    return cash_entries(full_day().entries, DATE)


@pytest.fixture(scope="module")
def shopify() -> dict[str, Any]:
    return cash_tracking_session(full_day().session())


def amount(money: dict[str, Any]) -> Decimal:
    assert money["currencyCode"] == "EUR"
    return Decimal(money["amount"])


def running() -> Any:
    day = opened_day()
    return open_session(day.state, day.state.shifts[1], day.entries, Person(1, "Jo"), day.state.last_at)


def test_a_closed_shift_is_the_session_that_somebody_looked_at(shopify: dict[str, Any]) -> None:
    assert sorted(shopify) == sorted(SHOPIFY)
    assert None not in shopify.values()
    agrees_with_golden("shopify", shopify)


def test_a_shift_that_runs_has_no_closing_yet() -> None:
    shape = cash_tracking_session(running())
    missing = {name for name, value in shape.items() if value is None}
    assert missing == {
        "closingBalance", "closingNote", "closingStaffMember", "closingTime", "expectedClosingBalance",
    }  # fmt: skip
    assert amount(shape["expectedBalance"]) == Decimal("253.20") - 10
    assert "Decimal" not in repr(shape)


def test_shopify_adds_up_to_the_cent(shopify: dict[str, Any]) -> None:
    nodes = shopify["adjustments"]["nodes"]
    total = sum(amount(node["cash"]) for node in nodes[:-1])
    assert total == amount(shopify["totalAdjustments"])
    opening, expected = amount(shopify["openingBalance"]), amount(shopify["expectedBalance"])
    assert opening + amount(shopify["netCashSales"]) + total == expected
    signs = {"SALE": 1, "REFUND": -1}
    sales = [
        signs[node["kind"]] * amount(node["amountSet"]["shopMoney"])
        for node in shopify["cashTransactions"]["nodes"]
    ]
    assert sum(sales) == amount(shopify["netCashSales"])
    assert amount(shopify["totalDiscrepancy"]) == amount(shopify["closingBalance"]) - expected


def test_a_closed_shift_is_the_sushigo_session_that_somebody_looked_at() -> None:
    shape = detailed_session(full_day().session())
    assert set(SUSHIGO) <= set(shape)
    assert (shape["status"], shape["opening_balance"]) == ("POSTED", "200.0000")
    assert {each["type"] for each in shape["adjustments"]} == {"EXTERNAL_IMPORT", "CORRECTION"}
    agrees_with_golden("sushigo", shape)


def test_a_shift_that_runs_is_a_draft_without_a_closing_balance() -> None:
    shape = cash_session(running())
    assert (shape["status"], shape["closing_balance"]) == ("DRAFT", None)
    assert shape["cash_register"] == {
        "id": 1, "code": "REG-001", "name": "Front counter", "branch": {"id": 1, "name": "Main Street"},
    }  # fmt: skip


def test_the_summary_by_tender_leads_from_the_float_to_what_is_expected() -> None:
    session = full_day().session()
    shape = summary(session)
    cash = shape["by_tender"][0]
    assert cash["tender_type"] == "CASH"
    assert cash["closing_balance"] == cash_session(session)["closing_balance"]
    assert {each["tender_type"] for each in shape["by_tender"]} == {
        "CASH", "CARD", "TRANSFER", "VOUCHER", "ACCOUNT",
    }  # fmt: skip
    agrees_with_golden("sushigo-summary", shape)


def test_the_cash_entries_of_a_day_are_those_that_somebody_looked_at(entries: list[dict[str, Any]]) -> None:
    assert all(list(entry) == TOAST_ENTRY for entry in entries)
    agrees_with_golden("toast", entries)


def test_every_type_that_toast_knows_comes_from_a_journal(entries: list[dict[str, Any]]) -> None:
    seen = {entry["type"] for entry in entries}
    assert seen == set(TOAST_TYPES) - {"CLOSE_OUT_EXACT", "CLOSE_OUT_OVERAGE"}
    for gap, type_ in ((0, "CLOSE_OUT_EXACT"), (25, "CLOSE_OUT_OVERAGE")):
        day = opened_day()
        day.close(gap)
        assert cash_entries(day.entries, DATE)[-1]["type"] == type_


def test_people_and_references_are_where_toast_looks_for_them(entries: list[dict[str, Any]]) -> None:
    by_type = {entry["type"]: entry for entry in entries}
    assert by_type["PAY_OUT"]["payoutReason"]["entityType"] == "PayoutReason"
    assert by_type["NO_SALE"]["employee2"] is None
    assert by_type["CLOSE_OUT_SHORTAGE"]["employee2"] is None
    assert by_type["DRIVER_REIMBURSEMENT"]["employee2"]["externalId"] == "till:3"
    undone = by_type["UNDO_PAY_OUT"]
    pay_out = next(entry for entry in entries if entry["guid"] == undone["undoes"])
    assert pay_out["amount"] == -undone["amount"] == Decimal("-12.00")
    assert undone["employee2"]["externalId"] == "till:1"
    reasons = [entry["noSaleReason"] for entry in entries if entry["noSaleReason"]]
    assert [each["entityType"] for each in reasons] == ["NoSaleReason"]


def test_deposits_are_positive_and_name_what_they_undo() -> None:
    made, undone = deposits(full_day().entries, DATE)
    assert list(made) == TOAST_DEPOSIT
    assert made["amount"] == undone["amount"] == Decimal("100.00")
    assert (made["undoes"], undone["undoes"]) == (None, made["guid"])
    agrees_with_golden("toast-deposits", [made, undone])


def test_another_day_has_none_of_it() -> None:
    day = full_day()
    assert cash_entries(day.entries, "2026-03-03") == deposits(day.entries, "2026-03-03") == []
