"""An external record is read strictly: what is wrong is named, and no amount is ever a fraction."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import seed, settings
from hypothesis import strategies as st

from till.domain.external_record import ExternalType
from till.domain.plain import Unreadable
from till.domain.settings import DepartmentKind
from till.formats.onslip.external import external_record

SEED = int(os.environ["TILL_TEST_SEED"])


def sale(**changed: Any) -> dict[str, Any]:
    """Give a sale as another system would write it, with parts of the receipt changed."""
    receipt = {
        "id": "A-17",
        "type": "sale",
        "items": [
            {"product-name": "Pizza", "type": "goods", "quantity": 2, "price": 95.5, "vat-rate": 12},
            {"product-name": "Baking", "type": "services", "price": 10, "discount": 1},
        ],
        "payments": [
            {"method": "cash", "amount": -150.00},
            {"method": "card", "amount": -100.00, "gratuity": 20},
        ],
        "change": 30,
        "reference": "Table 4",
    } | changed
    return {
        "date": "2026-11-21T11:58:00+01:00",
        "type": "receipt",
        "client-name": "Pizza POS",
        "cashier-name": "Eve",
        "receipt": receipt,
    }


def read(record: Any, currency: str = "SEK") -> Any:
    return external_record(record if isinstance(record, str) else json.dumps(record), currency)


def wrong(record: Any, currency: str = "SEK") -> str:
    with pytest.raises(Unreadable) as caught:
        read(record, currency)
    return str(caught.value)


def test_a_sale_is_read_with_our_sign_and_in_minor_units() -> None:
    record = read(sale())
    assert (record.id, record.type, record.source, record.cashier) == (
        "A-17", ExternalType.SALE, "Pizza POS", "Eve",
    )  # fmt: skip
    assert [(each.code, each.amount, each.gratuity) for each in record.payments] == [
        ("cash", 150_00, 0),
        ("card", 100_00, 20_00),
    ]
    assert [(each.kind, each.quantity, each.amount, each.rate) for each in record.lines] == [
        (DepartmentKind.GOODS, 2000, 191_00, 12_00),
        (DepartmentKind.SERVICE, 1000, 9_00, 0),
    ]
    assert (record.total, record.taken, record.cash, record.reference) == (200_00, 220_00, 120_00, "Table 4")
    assert json.loads(record.original) == sale()


def test_a_returned_line_has_a_negative_quantity() -> None:
    record = read(
        sale(
            type="return",
            items=[{"product-name": "Pizza", "quantity": -1.5, "price": 95.50}],
            payments=[{"method": "cash", "amount": 143.25}],
            change=0,
        )
    )
    assert (record.total, record.taken) == (-143_25, -143_25)


@pytest.mark.parametrize(
    ("kind", "part", "expected"),
    [
        ("batch", {"type": "open", "amounts": [{"method": "cash", "amount": -300}]}, ExternalType.BATCH_OPEN),
        ("batch", {"type": "change"}, ExternalType.BATCH_CHANGE),
        ("batch", {"type": "close", "amounts": [{"method": "cash", "amount": 5}]}, ExternalType.BATCH_CLOSE),
        ("report", {"type": "x-report"}, ExternalType.X_REPORT),
    ],
)
def test_batches_and_reports_are_read(kind: str, part: dict[str, Any], expected: ExternalType) -> None:
    record = read({"date": "2026-11-21T11:58:00Z", "type": kind, kind: part})
    assert record.type is expected
    assert record.source == "external"


def test_a_record_without_an_id_is_known_by_all_it_says() -> None:
    plain = sale()
    del plain["receipt"]["id"]
    backwards = {key: plain[key] for key in reversed(plain)}
    assert read(plain).id == read(backwards).id != read(plain | {"description": "x"}).id


def test_a_time_without_offset_takes_the_one_beside_it() -> None:
    assert read(sale() | {"date": "2026-11-21T11:58:00", "timezone-offset": 60}).happened_at == (
        "2026-11-21T11:58:00.000+01:00"
    )


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ("", "value: expected JSON, at line 1, column 1"),
        ("[1]", "value: expected an object"),
        ('{"a": NaN}', "value: expected a number and not NaN"),
        ('{"a": 1, "a": 2}', "value: expected each key once"),
        ("[" * 200_000, "value: expected less that is nested"),
        (sale() | {"color": 1}, "color: expected no such key; known are date, type"),
        (sale() | {"type": "tab"}, 'type: expected one of "receipt", "batch", "report"'),
        (sale() | {"type": "batch"}, "batch: expected this key to be there"),
        (sale() | {"report": {"type": "x-report"}}, "report: expected only “receipt” beside the type"),
        (sale() | {"date": "today"}, "date: expected a date and time with offset"),
        (sale() | {"date": "2026-11-21T11:58:00"}, "timezone-offset: expected this key to be there"),
        (sale() | {"client-name": "\x1b@"}, "client-name: expected a text on one line"),
        (sale() | {"cashier-name": 7}, "cashier-name: expected a text on one line"),
        (sale(change=None), "receipt.change: expected this key to be there"),
        (sale(change=-1), "receipt.change: expected what went back to the customer, not negative"),
        (sale(change="1"), "receipt.change: expected an amount in SEK of at most 2 decimals"),
        (sale(rounding=0.001), "receipt.rounding: expected an amount in SEK of at most 2 decimals"),
        (sale(items={}), "receipt.items: expected a list"),
        (sale(items=[7]), "receipt.items[0]: expected an object"),
        (sale(items=[{"price": 1}]), "receipt.items[0].product-name: expected this key to be there"),
        (sale(items=[{"product-name": "A", "price": 1e30}]), "receipt.items[0].price: expected an amount"),
        (sale(payments=[{"amount": 1}]), "receipt.payments[0].method: expected this key to be there"),
        (
            sale(payments=[{"method": "cash", "amount": 1, "tip": 2}]),
            "receipt.payments[0].tip: expected no such",
        ),
        (
            {"date": "2026-11-21T11:58:00Z", "type": "report", "report": {"type": "z-report"}},
            'report.type: expected one of "x-report"',
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_key(record: Any, words: str) -> None:
    assert wrong(record).startswith(words)


@pytest.mark.parametrize(
    ("digits", "currency", "amount"),
    [("0.10", "SEK", 10), ("0.1000", "SEK", 10), ("1500", "JPY", 1500), ("1.005", "KWD", 1005)],
)
def test_amounts_are_read_digit_for_digit(digits: str, currency: str, amount: int) -> None:
    written = json.dumps(sale(change="CHANGE")).replace('"CHANGE"', digits).replace("95.5", "95")
    assert read(written, currency).change == amount


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@seed(SEED)
@settings(max_examples=150, deadline=None, database=None)
@for_all(st.data())
def test_whatever_stands_in_the_file_is_read_or_refused_in_a_sentence(drawn: st.DataObject) -> None:
    record = sale()
    place = drawn.draw(st.sampled_from([record, record["receipt"], record["receipt"]["items"][0]]))
    place |= {drawn.draw(st.sampled_from(sorted(place)) | st.text(max_size=8)): drawn.draw(JSON)}
    with suppress(Unreadable):
        assert read(record).original
