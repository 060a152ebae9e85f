"""The journal as Onslip would tell it: every property and type that this register has something for."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from tests.formats.day import FullDay, agrees_with_golden, full_day
from till.domain.chain import Record
from till.domain.codec import encode
from till.domain.entries import Entry, ExternalRecorded, PinSet, SaleConcluded, SignedIn
from till.domain.external_record import ExternalRecord
from till.domain.people import Person
from till.formats import numbers
from till.formats.onslip.external import external_record
from till.formats.onslip.records import Standing, records

# Every name that the source has for what we produce; what is not applicable stands in the docstrings.
RECORD = (
    "date currency locale timezone-offset type batch-id copy-of copy-from training copies external"
    " queued location client client-name cashier cashier-name control-code control-unit-id description"
    " company-name org-number address store-name store-address receipt-header receipt-footer batch"
    " card-transaction cash-drawer invalid-payload receipt report tab usage accounting id created"
    " updated-from phone-number web-address email"
).split()
TYPES = "receipt report tab batch cash-drawer usage invalid-payload card-transaction".split()
USAGES = (
    "cashier-login-online cashier-login-offline cashier-logout cashier-lock cashier-unlock tab-suspend"
    " tab-resume tab-close voucher-create voucher-transaction password-reset"
).split()
RECEIPT = (
    "id type items rounding payments change total-amount total-sales-amount total-vat-amount"
    " total-sales-vat-amount vat-summaries reference"
).split()
REPORT = (
    "id type start-date end-date total-amount total-sales-amount total-vat-amount"
    " total-sales-vat-amount total-change-amount gratuity-summaries cash-drawer-openings"
    " incoming-petty-cash petty-cash-deposits petty-cash-withdrawals petty-cash-mismatch"
    " outgoing-petty-cash product-group-summaries vat-summaries payments payment-sale-summaries"
    " payment-batch-summaries goods services discounts liabilities losses sales-receipts return-receipts"
    " training-receipts receipt-copies credit-sales credit-returns open-tabs grand-total-sales"
    " grand-total-returns grand-total-amount"
).split()


def told(day: FullDay, acknowledged: int = 10_000) -> list[dict[str, Any]]:
    """Give the whole journal of a day as their records."""
    shapes: list[dict[str, Any]] = []
    standing = Standing(day.state.settings)
    originals: dict[int, int] = {}
    for seq, entry in enumerate(day.entries, start=1):
        if isinstance(entry, SaleConcluded) and not entry.training:
            originals[entry.receipt.no] = seq
        record = Record(seq, entry.at, *encode(entry), f"{seq:064x}", f"{seq:0128x}")
        more, standing = records(record, standing, queued=seq > acknowledged, originals=originals)
        shapes += more
    return shapes


def unreadable() -> dict[str, Any]:
    """Give a record that this program cannot read."""
    record = Record(9, "2026-03-02T10:00:00.000+01:00", "later/9", '{"a":1}', "ab" * 32, "cd" * 64)
    (shape,), _standing = records(record, Standing(None, 0, "k"))
    return shape


@pytest.fixture(scope="module")
def day() -> FullDay:
    return full_day()


@pytest.fixture(scope="module")
def shapes(day: FullDay) -> list[dict[str, Any]]:
    return told(day)


def of_type(shapes: list[dict[str, Any]], type_: str) -> list[dict[str, Any]]:
    return [shape for shape in shapes if shape["type"] == type_]


def test_the_journal_is_the_one_that_somebody_looked_at(shapes: list[dict[str, Any]]) -> None:
    agrees_with_golden("onslip", shapes)


def test_every_property_and_type_is_there(day: FullDay, shapes: list[dict[str, Any]]) -> None:
    seen = [*shapes, *told(day, acknowledged=5), unreadable()]
    assert set().union(*seen) == set(RECORD)
    assert {shape["type"] for shape in seen} == set(TYPES)
    assert all(shape["type"] in shape for shape in seen)
    assert len({shape["id"] for shape in shapes}) == len(shapes)


def test_batches_open_change_and_close_with_their_signs(shapes: list[dict[str, Any]]) -> None:
    batches = [shape for shape in of_type(shapes, "batch") if "external" not in shape]
    assert {shape["batch"]["type"] for shape in batches} == {"open", "change", "close"}
    opened, closed = batches[0]["batch"], batches[-1]["batch"]
    assert opened["amounts"] == [{"method": "cash", "amount": Decimal("-200.00")}]
    assert closed["mismatches"] == [{"method": "cash", "amount": Decimal("0.50")}]
    assert closed["amounts"][0]["amount"] > 0
    assert {shape["batch-id"] for shape in shapes[: shapes.index(batches[-1])]} == {1}
    assert shapes[-1]["batch-id"] == 2


def test_drawers_open_and_close(shapes: list[dict[str, Any]]) -> None:
    assert [shape["cash-drawer"]["type"] for shape in of_type(shapes, "cash-drawer")] == ["open", "close"]


def test_receipts_are_sales_returns_and_credit_and_add_up(shapes: list[dict[str, Any]]) -> None:
    receipts = of_type(shapes, "receipt")
    assert {shape["receipt"]["type"] for shape in receipts} == {"sale", "return", "credit"}
    assert set().union(*(shape["receipt"] for shape in receipts)) == set(RECEIPT)
    for shape in receipts:
        receipt = shape["receipt"]
        paid = -sum(each["amount"] for each in receipt["payments"]) - receipt["change"]
        tips = sum(each.get("gratuity", 0) for each in receipt["payments"])
        assert receipt["total-amount"] + receipt["rounding"] == paid - tips
        assert sum(item["amount"] for item in receipt["items"]) == receipt["total-amount"]
        assert sum(line["account"] > 0 for line in shape.get("accounting", [])) == len(
            shape.get("accounting", [])
        )
        assert sum(line["amount"] for line in shape.get("accounting", [])) == 0


def test_a_copy_names_its_original_and_training_is_marked(shapes: list[dict[str, Any]]) -> None:
    (copy,) = [shape for shape in shapes if shape["copies"]]
    original = next(shape for shape in shapes if shape["id"] == copy["copy-of"])
    assert original["receipt"] == copy["receipt"]
    assert copy["copy-from"] == original["client"]
    practised = [shape for shape in shapes if shape["training"]]
    assert {shape["type"] for shape in practised} == {"receipt"}


def test_what_the_office_has_not_is_queued_since_it_was_recorded(day: FullDay) -> None:
    queued = told(day, acknowledged=20)
    assert all(("queued" in shape) == (shape["id"] >= 21_000) for shape in queued)
    assert all(shape["queued"] == shape["created"] for shape in queued if "queued" in shape)


def test_reports_have_every_property_that_is_not_deprecated(shapes: list[dict[str, Any]]) -> None:
    x_report, z_report = of_type(shapes, "report")
    assert [shape["report"]["type"] for shape in (x_report, z_report)] == ["x-report", "z-report"]
    for shape in (x_report, z_report):
        assert sorted(shape["report"]) == sorted(REPORT)
    z_report = z_report["report"]
    assert all(
        ours["amount"] == -theirs["amount"]
        for ours, theirs in zip(z_report["payment-sale-summaries"], z_report["payments"], strict=True)
    )
    # One of another system, and one of ours.
    assert z_report["credit-sales"] == {"count": 2, "amount": Decimal("13.00")}
    assert z_report["credit-returns"] == {"count": 1, "amount": Decimal("4.00")}
    assert {each["method"] for each in z_report["payments"]} == {
        "cash", "card", "credit", "transfer", "voucher",
    }  # fmt: skip
    assert z_report["training-receipts"]["count"] == 1


def test_the_report_leads_from_one_float_to_the_other(shapes: list[dict[str, Any]]) -> None:
    report = of_type(shapes, "report")[-1]["report"]

    def total(name: str) -> Decimal:
        return sum((each["amount"] for each in report[name]), Decimal(0))

    cash = sum(each["amount"] for each in report["payments"] if each["method"] == "cash")
    # Cashback is a withdrawal of its own there, and no payment.
    moved = total("petty-cash-deposits") + total("petty-cash-withdrawals")
    assert total("incoming-petty-cash") + moved + cash + total("petty-cash-mismatch") == -total(
        "outgoing-petty-cash"
    )


def test_usage_tells_of_people_tabs_and_vouchers(day: FullDay, shapes: list[dict[str, Any]]) -> None:
    seen = {shape["usage"]["type"] for shape in of_type(shapes, "usage")}
    standing = Standing(day.state.settings)
    person, at = Person(2, "Ana Lima"), day.state.last_at
    others: tuple[Entry, ...] = (
        SignedIn(id="1", at=at, employee=person, online=True),
        SignedIn(id="2", at=at, employee=person),
        PinSet(id="3", at=at, employee=person, by=person),
    )
    for no, entry in enumerate(others):
        (shape,), _standing = records(Record(90 + no, at, *encode(entry), "", ""), standing)
        assert shape["usage"]["user"] == 2
        seen.add(shape["usage"]["type"])
    assert seen == set(USAGES)


def test_an_external_receipt_comes_out_as_it_went_in(day: FullDay, shapes: list[dict[str, Any]]) -> None:
    entry = next(each for each in day.entries if isinstance(each, ExternalRecorded))
    shape = next(each for each in shapes if each.get("external"))
    given = {
        "date": entry.record.happened_at,
        "type": "receipt",
        "client-name": entry.record.source,
        "cashier-name": entry.record.cashier,
        "receipt": {
            key: value
            for key, value in shape["receipt"].items()
            if not key.startswith("total-") and key != "vat-summaries"
        },
    }
    again = external_record(numbers.write(given), "EUR")
    assert parts(again) == parts(entry.record)


def parts(record: ExternalRecord) -> tuple[object, ...]:
    payments = [(paid.code, paid.amount, paid.gratuity) for paid in record.payments]
    return record.id, record.type, record.source, record.lines, payments, record.change, record.reference


def test_what_cannot_be_read_is_told_as_it_stands() -> None:
    shape = unreadable()
    assert shape["invalid-payload"] == {
        "content-type": "application/json; kind=later/9",
        "data": '{"a":1}',
        "key-id": "k",
        "hmac": "q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=",
    }
    assert json.loads(numbers.write(shape))["batch-id"] == 1
