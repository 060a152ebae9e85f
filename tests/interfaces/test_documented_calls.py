"""Clients that were written from the documents of Toast, Onslip and Shopify alone run each documented call.

SushiGo's is in `test_sushigo_document.py`. What a client knows is in its tables, which `make test-seeds`
compares with the documents' own text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

import httpx
import pytest

from tests.formats.day import FullDay
from tests.formats.test_seeds import seed
from tests.interfaces.counter import Counter
from tests.interfaces.shelf import Client
from till.formats import toast
from till.interfaces.door import Right

DATE = "20260302"


def is_moment(text: Any) -> bool:
    return isinstance(text, str) and datetime.fromisoformat(text).tzinfo is not None


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


# ----------------------------------------------------------------------------------------------- Toast

TOAST_PATHS = {
    "/deposits": ["Toast-Restaurant-External-ID", "businessDate"],
    "/entries": ["Toast-Restaurant-External-ID", "yyyymmdd", "businessDate"],
}
TYPES = (
    "CASH_IN CASH_COLLECTED CASH_OUT PAY_OUT UNDO_PAY_OUT TIP_OUT NO_SALE DRIVER_REIMBURSEMENT "
    "CLOSE_OUT_EXACT CLOSE_OUT_OVERAGE CLOSE_OUT_SHORTAGE"
).split()
REQUIRED = ["amount", "date", "entityType", "guid", "reason", "type"]
REFERENCES = (
    "cashDrawer payoutReason noSaleReason employee1 employee2 creatorOrShiftReviewSubject "
    "approverOrShiftReviewSubject"
).split()
WITHOUT_SECOND = ("NO_SALE", "CLOSE_OUT_EXACT", "CLOSE_OUT_OVERAGE", "CLOSE_OUT_SHORTAGE")


class Toast:
    """Does what the document says, and nothing that it does not say."""

    def __init__(self, client: Client, restaurant: str) -> None:
        self._client = client
        self._headers = {"Toast-Restaurant-External-ID": restaurant}

    def get(self, path: str, **query: str) -> Any:
        answered = self._client.get(f"/cashmgmt/v1{path}", params=query, headers=self._headers)
        assert answered.headers["content-type"] == "application/json"
        if answered.status_code != 200:
            return self.error(answered)
        found = answered.json()
        assert isinstance(found, list)
        return found

    @staticmethod
    def error(answered: httpx.Response) -> Any:
        error = answered.json()
        assert error["status"] == answered.status_code
        assert isinstance(error["message"], str)
        return error


def is_reference(value: Any) -> bool:
    return isinstance(value, dict) and {"guid", "entityType"} <= value.keys()


def test_toasts_client_reads_every_cash_entry_of_a_date(client: Client, day: FullDay) -> None:
    api = Toast(client, toast.restaurant(day.state.rules.heading))
    entries = api.get("/entries", businessDate=DATE)
    assert entries == api.get("/entries", yyyymmdd=DATE)
    for entry in entries:
        assert all(entry[name] is not None for name in REQUIRED)
        assert is_number(entry["amount"])
        assert is_moment(entry["date"])
        assert entry["type"] in TYPES
        assert all(entry[name] is None or is_reference(entry[name]) for name in REFERENCES)
        assert entry["undoes"] is None or isinstance(entry["undoes"], str)
        assert (entry["payoutReason"] is None) or entry["type"] == "PAY_OUT"
        assert (entry["noSaleReason"] is None) or entry["type"] == "NO_SALE"
        assert entry["employee2"] is None or entry["type"] not in WITHOUT_SECOND
        assert entry["employee1"]["externalId"].count(":") == 1
    undone = {entry["undoes"] for entry in entries} - {None}
    assert undone <= {entry["guid"] for entry in entries}
    assert any(entry["payoutReason"] for entry in entries)
    assert any(entry["noSaleReason"] for entry in entries)
    for sign, types in ((1, ("CASH_COLLECTED", "UNDO_PAY_OUT")), (-1, ("PAY_OUT", "TIP_OUT"))):
        assert all(entry["amount"] * sign > 0 for entry in entries if entry["type"] in types)


def test_toasts_client_reads_every_deposit_of_a_date(client: Client, day: FullDay) -> None:
    api = Toast(client, toast.restaurant(day.state.rules.heading))
    made, undone = api.get("/deposits", businessDate=DATE)
    for deposit in (made, undone):
        assert is_number(deposit["amount"])
        assert deposit["amount"] > 0
        assert is_moment(deposit["date"])
        assert is_reference(deposit["employee"])
        assert is_reference(deposit["creator"])
    assert (made["undoes"], undone["undoes"]) == (None, made["guid"])


def test_toasts_client_gets_its_own_error(client: Client) -> None:
    assert Toast(client, "nobody's").get("/entries", businessDate=DATE)["status"] == 404


@pytest.mark.seeds
def test_what_toasts_client_knows_is_in_the_document() -> None:
    text = seed("004")
    assert "Base URL: /cashmgmt/v1" in text
    parts = re.split(r"^GET (/[a-z]+)$", text.partition("Schema definitions")[0], flags=re.MULTILINE)[1:]
    sent = re.compile(r"^([A-Za-z-]+)\n\n.*\n\n(?:header|query) ", re.MULTILINE)
    found = {path: sent.findall(body) for path, body in zip(parts[::2], parts[1::2], strict=True)}
    assert found == TOAST_PATHS
    fields = seed("001")
    assert sorted(re.findall(r"^([a-zA-Z0-9]+)\nrequired$", fields, re.MULTILINE)) == REQUIRED
    assert set(re.findall(r'"([A-Z_]{5,})"', re.findall(r"Enum: .*", fields)[0])) == set(TYPES)
    always_null = text.partition("employee2 value is always null:")[2].partition("creatorOr")[0]
    assert set(re.findall(r"[A-Z_]{5,}", always_null)) == set(WITHOUT_SECOND)


# ---------------------------------------------------------------------------------------------- Onslip

ONSLIP_CALLS = {
    "addRecord": ("POST", "~{realm}/journal/{client-id}/"),
    "listRecords": ("GET", "~{realm}/journal/{client-id}/"),
    "getRecord": ("GET", "~{realm}/journal/{client-id}/{id}"),
    "putRecord": ("PUT", "~{realm}/journal/{client-id}/{id}"),
    "updateRecord": ("PATCH", "~{realm}/journal/{client-id}/{id}"),
    "removeRecord": ("DELETE", "~{realm}/journal/{client-id}/{id}"),
    "addExternalRecord": ("POST", "~{realm}/journal/{client-id}/external-record"),
}
PERMISSIONS = ("add-records", "edit-records", "show-records", "add-external-records")
BY_DESIGN = ("addRecord", "putRecord", "updateRecord", "removeRecord")
"""What our office refuses, whatever the token says: a record is sealed by its register."""
ITEM = {"product-name": "Bun", "type": "goods", "quantity": 1, "price": 20, "vat-rate": 12, "amount": 20}
EXTERNAL = {
    "date": "2026-03-02T12:00:00.000Z",
    "type": "receipt",
    "client-name": "Kiosk",
    "cashier-name": "Eve",
    "receipt": {
        "id": "K-1",
        "type": "sale",
        "items": [ITEM],
        "payments": [{"method": "cash", "amount": -20}],
        "change": 0,
    },
}


class Onslip:
    """Makes the seven calls of the document's table by their names."""

    def __init__(self, client: Client, realm: str = "till", journal: int = 1) -> None:
        self._client = client
        self._place = {"realm": realm, "client-id": str(journal)}

    def call(self, name: str, id_: int = 0, payload: Any = None) -> httpx.Response:
        how, path = ONSLIP_CALLS[name]
        for placed, value in {**self._place, "id": str(id_)}.items():
            path = path.replace(f"{{{placed}}}", value)
        return self._client.ask(how, f"/{path}", **({} if payload is None else {"json": payload}))


def test_onslips_client_lists_records_and_reads_each(client: Client) -> None:
    api = Onslip(client)
    listed = api.call("listRecords")
    assert listed.status_code == 200
    for record in listed.json():
        assert api.call("getRecord", record["id"]).json() == record
        assert is_moment(record["date"])
        assert is_moment(record["created"])
    # What a type says stands under its name.
    batches = [each for each in listed.json() if each["type"] == "batch"]
    assert all(each["batch"]["type"] in ("open", "change", "close") for each in batches)
    receipts = [each["receipt"] for each in listed.json() if each["type"] == "receipt"]
    assert {each["type"] for each in receipts} == {"sale", "return", "credit"}


@pytest.mark.parametrize("name", BY_DESIGN)
def test_onslips_client_is_told_why_a_record_is_neither_added_nor_changed(client: Client, name: str) -> None:
    api = Onslip(client)
    first = api.call("listRecords").json()[0]
    answered = api.call(name, first["id"], None if name == "removeRecord" else first)
    assert answered.status_code == 403
    assert "seal" in answered.json()["message"]
    assert api.call("listRecords").json()[0] == first


def test_onslips_client_adds_an_external_record_and_finds_it_stored(counter: Counter) -> None:
    api = Onslip(counter.client)
    before = len(api.call("listRecords").json())
    answered = api.call("addExternalRecord", payload=EXTERNAL)
    assert answered.status_code == 202, answered.text
    counter.connect()
    stored = [each for each in api.call("listRecords").json()[before:] if each["type"] == "receipt"]
    assert [each["receipt"]["items"][0]["product-name"] for each in stored] == ["Bun"]
    assert stored[0]["external"] is True
    # What may be said in the place of the device and of the person here is.
    assert (stored[0]["client-name"], stored[0]["cashier-name"]) == ("Kiosk", "Eve")
    assert api.call("getRecord", stored[0]["id"]).json() == stored[0]


@pytest.mark.seeds
def test_what_onslips_client_knows_is_in_the_document() -> None:
    text = seed("003")
    calls = re.findall(r"^(\w+) \| (GET|POST|PUT|PATCH|DELETE) \| (\S+) \|", text, re.MULTILINE)
    assert {name: (how, path) for name, how, path in calls} == ONSLIP_CALLS
    permissions = text.partition("Permission | Description |")[2].partition("Entities")[0]
    assert tuple(re.findall(r"^([a-z-]+) \| ", permissions, re.MULTILINE)) == PERMISSIONS
    ours = {right.value.partition(":")[2] for right in Right if right.value.startswith("onslip:")}
    # Nobody can be given the other two: what they would allow is refused by design.
    assert ours == {"show-records", "add-external-records"}
    external = text.partition("interface ExternalRecord {")[2].partition("}")[0]
    assert set(EXTERNAL) <= set(re.findall(r"'([a-z-]+)'\??:", external))


# --------------------------------------------------------------------------------------------- Shopify

SHOPIFY_PATH = "/admin/api/2025-10/graphql.json"
SAID = {
    "Whether this session is tracking cash payments.": "cashTrackingEnabled",
    "The counted cash balance when the session was closed.": "closingBalance { amount currencyCode }",
    "The note entered when the session was closed.": "closingNote",
    "The user who closed the session.": "closingStaffMember { id name }",
    "When the session was closed.": "closingTime",
    "The expected balance at the end of the session or the expected current balance for sessions that are "
    "still open.": "expectedBalance { amount currencyCode }",
    "The amount that was expected to be in the cash drawer at the end of the session, calculated after the "
    "session was closed.": "expectedClosingBalance { amount currencyCode }",
    "The amount expected to be in the cash drawer based on the previous session.": "expectedOpeningBalance "
    "{ amount currencyCode }",
    "A globally-unique ID.": "id",
    "The location of the point of sale device during this session.": "location { id name }",
    "The net cash sales made for the duration of this cash tracking session.": "netCashSales "
    "{ amount currencyCode }",
    "The counted cash balance when the session was opened.": "openingBalance { amount currencyCode }",
    "The note entered when the session was opened.": "openingNote",
    "The user who opened the session.": "openingStaffMember { id name }",
    "When the session was opened.": "openingTime",
    "The register name for the point of sale device that this session is tracking cash for.": "registerName",
    "The sum of all adjustments made during the session, excluding the final adjustment.": "totalAdjustments "
    "{ amount currencyCode }",
    "The sum of all cash refunds for the duration of this cash tracking session.": "totalCashRefunds "
    "{ amount currencyCode }",
    "The sum of all cash sales for the duration of this cash tracking session.": "totalCashSales "
    "{ amount currencyCode }",
    "The total discrepancy for the session including starting and ending.": "totalDiscrepancy "
    "{ amount currencyCode }",
    "The adjustments made to the cash drawer during this session.": "adjustments(first: 250) "
    "{ nodes { id cash { amount currencyCode } note time } }",
    "The cash transactions made during this session.": "cashTransactions(first: 250) "
    "{ nodes { id kind status amountSet { shopMoney { amount currencyCode } } } }",
}
"""What the document says of a session, and how a client asks for it."""


class Shopify:
    """Asks the two queries of the document."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._fields = " ".join(SAID.values())

    def session(self, id_: str) -> Any:
        query = f"query($id: ID!) {{ cashTrackingSession(id: $id) {{ {self._fields} }} }}"
        return self._ask(query, id=id_)["cashTrackingSession"]

    def sessions(self) -> Iterator[Any]:
        """Give all sessions, one a page."""
        more, after = True, None
        query = (
            "query($after: String) { cashTrackingSessions(first: 1, after: $after) "
            "{ nodes { id } pageInfo { hasNextPage endCursor } } }"
        )
        while more:
            page = self._ask(query, after=after)["cashTrackingSessions"]
            yield from page["nodes"]
            more, after = page["pageInfo"]["hasNextPage"], page["pageInfo"]["endCursor"]

    def _ask(self, query: str, **variables: Any) -> Any:
        answered = self._client.post(SHOPIFY_PATH, json={"query": query, "variables": variables})
        assert answered.status_code == 200
        found = answered.json()
        assert "errors" not in found, found
        return found["data"]


def test_shopifys_client_lists_sessions_and_reads_all_that_is_said_of_each(client: Client) -> None:
    api = Shopify(client)
    closed, running = (api.session(each["id"]) for each in api.sessions())
    assert is_moment(closed["closingTime"])
    assert running["closingTime"] is None
    for session in (closed, running):
        sales, refunds = (session[name]["amount"] for name in ("totalCashSales", "totalCashRefunds"))
        assert Decimal(session["netCashSales"]["amount"]) == Decimal(sales) - Decimal(refunds)
        kinds = [each["kind"] for each in session["cashTransactions"]["nodes"]]
        assert set(kinds) <= {"SALE", "REFUND", "CHANGE"}
        assert session["cashTrackingEnabled"] is True
    assert len(closed["adjustments"]["nodes"]) > 10
    gap = Decimal(closed["closingBalance"]["amount"]) - Decimal(closed["expectedClosingBalance"]["amount"])
    assert gap == Decimal("-0.50")


@pytest.mark.seeds
def test_what_shopifys_client_knows_is_in_the_document() -> None:
    text = seed("000")
    described = text.partition("of a shift.")[2].partition("Was this section")[0]
    assert {line.strip() for line in described.splitlines() if line.strip()} == set(SAID)
    assert f"Requires {Right.SHOPIFY.value.partition(':')[2]} access scope" in text
    for sentence in ("Lookup a cash tracking session by ID.", "Returns a shop's cash tracking sessions"):
        assert sentence in text
