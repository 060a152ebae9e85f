"""Shopify's cash tracking sessions, asked for in GraphQL."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.formats.day import FullDay
from tests.interfaces.shelf import Client, client_of
from till.backoffice.office import Office
from till.formats import shopify
from till.interfaces.door import Right
from till.interfaces.shopify import schema

FIRST = "gid://till/CashTrackingSession/1-1"
PATH = "/admin/api/2025-10/graphql.json"
MONEY = "{ amount currencyCode }"
EDGES = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
ADJUSTMENT = "{ id cash { amount currencyCode } note staffMember { id name } time }"
TRANSACTION = (
    "{ id kind status gateway test createdAt processedAt amountSet { shopMoney { amount currencyCode } "
    "presentmentMoney { amount currencyCode } } }"
)
FIELDS = (
    "adjustments cashTrackingEnabled cashTransactions closingBalance closingNote closingStaffMember"
    " closingTime expectedBalance expectedClosingBalance expectedOpeningBalance id location netCashSales"
    " openingBalance openingNote openingStaffMember openingTime registerName totalAdjustments"
    " totalCashRefunds totalCashSales totalDiscrepancy"
).split()
SCALARS = (
    "id cashTrackingEnabled location { id name } registerName openingTime openingStaffMember { id name } "
    "openingNote closingTime closingNote closingStaffMember { id name } "
) + " ".join(
    f"{name} {MONEY}"
    for name in "openingBalance expectedOpeningBalance totalAdjustments totalCashSales totalCashRefunds "
    "netCashSales expectedBalance expectedClosingBalance closingBalance totalDiscrepancy".split()
)


def ask(client: Client, query: str, **variables: Any) -> Any:
    answered = client.post(PATH, json={"query": query, "variables": variables})
    assert answered.status_code == 200
    return answered.json()


def found(client: Client, query: str, **variables: Any) -> Any:
    answered = ask(client, query, **variables)
    assert "errors" not in answered, answered
    return answered["data"]


def test_a_session_has_every_field_of_its_shift(client: Client, day: FullDay) -> None:
    whole = (
        f"query($id: ID!) {{ cashTrackingSession(id: $id) {{ {SCALARS} "
        f"adjustments(first: 250) {{ nodes {ADJUSTMENT} }} "
        f"cashTransactions(first: 250) {{ nodes {TRANSACTION} }} }} }}"
    )
    shown = found(client, whole, id="gid://till/CashTrackingSession/1-1")["cashTrackingSession"]
    wanted = json.loads(json.dumps(shopify.cash_tracking_session(day.session())))
    for name in ("adjustments", "cashTransactions"):
        wanted[name] = {"nodes": wanted[name]["nodes"]}
    assert shown == wanted


def test_a_session_that_runs_has_no_closing(client: Client) -> None:
    query = f'{{ cashTrackingSession(id: "gid://till/CashTrackingSession/1-2") {{ {SCALARS} }} }}'
    shown = found(client, query)["cashTrackingSession"]
    assert shown["closingTime"] is None
    assert shown["closingBalance"] is None
    assert shown["expectedBalance"]["amount"] == "115.00"


@pytest.mark.parametrize("name", ["adjustments", "cashTransactions"])
@pytest.mark.parametrize("way", [("first", "after", "endCursor"), ("last", "before", "startCursor")])
def test_a_connection_is_the_same_page_by_page_from_both_ends(
    client: Client, name: str, way: tuple[str, str, str]
) -> None:
    number, where, end = way
    size = 3 if name == "adjustments" else 1
    query = f'{{ cashTrackingSession(id: "{FIRST}") {{ part: {name}(first: 250) {{ nodes {{ id }} }} }} }}'
    whole = found(client, query)["cashTrackingSession"]["part"]["nodes"]
    paged: list[Any] = []
    cursor = None
    for _ in range(len(whole)):
        query = (
            f'query($cursor: String) {{ cashTrackingSession(id: "{FIRST}") {{ '
            f"{name}({number}: {size}, {where}: $cursor) {{ edges {{ cursor node {{ id }} }} {EDGES} }} }} }}"
        )
        page = found(client, query, cursor=cursor)["cashTrackingSession"][name]
        nodes = [edge["node"] for edge in page["edges"]]
        paged = [*paged, *nodes] if number == "first" else [*nodes, *paged]
        cursor = page["pageInfo"][end]
        if not page["pageInfo"]["hasNextPage" if number == "first" else "hasPreviousPage"]:
            break
    assert paged == whole
    assert len(whole) > size


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("first: 5", [1, 2]),
        ("last: 5", [1, 2]),
        ("first: 5, reverse: true", [2, 1]),
        ("first: 1", [1]),
        ("last: 1", [2]),
        ('first: 1, after: "1-1"', [2]),
        ('last: 1, before: "1-2"', [1]),
        ('first: 1, after: "1-2"', []),
        ("first: 5, sortKey: OPENING_TIME_DESC", [2, 1]),
        ("first: 5, sortKey: CLOSING_TIME_ASC", [1, 2]),
    ],
)
def test_sessions_are_listed_in_order_and_by_page(client: Client, asked: str, numbers: list[int]) -> None:
    query = f"{{ cashTrackingSessions({asked}) {{ nodes {{ id }} {EDGES} }} }}"
    nodes = found(client, query)["cashTrackingSessions"]["nodes"]
    assert [node["id"] for node in nodes] == [f"gid://till/CashTrackingSession/1-{no}" for no in numbers]


@pytest.mark.parametrize(
    "query",
    [
        "{",
        "{ colour }",
        "{ cashTrackingSessions { nodes { id } } }",
        "{ cashTrackingSessions(first: 0) { nodes { id } } }",
        "{ cashTrackingSessions(first: 251) { nodes { id } } }",
        "{ cashTrackingSessions(first: 1, last: 1) { nodes { id } } }",
        '{ cashTrackingSessions(first: 1, after: "x") { nodes { id } } }',
        '{ cashTrackingSession(id: "7") { id } }',
        "mutation { close }",
        "query A { __typename } query B { __typename }",
        "{ ...A } fragment A on QueryRoot { ...A }",
    ],
)
def test_a_wrong_query_is_answered_with_errors(client: Client, query: str) -> None:
    assert ask(client, query)["errors"]


def test_a_query_that_costs_too_much_is_not_begun(client: Client) -> None:
    deep = (
        "cashTrackingSessions(first: 250) { nodes { adjustments(first: 250) { nodes { cash { amount } } } } }"
    )
    answered = ask(client, f"{{ {deep} }}")
    assert answered["errors"][0]["extensions"] == {"code": "MAX_COST_EXCEEDED"}
    many = " ".join(f"a{no}: {deep.replace('250', '20')}" for no in range(60))
    assert ask(client, f"{{ {many} }}")["errors"][0]["extensions"] == {"code": "MAX_COST_EXCEEDED"}


def test_a_session_that_is_not_there_is_null(client: Client) -> None:
    query = '{ cashTrackingSession(id: "gid://till/CashTrackingSession/1-9") { id } }'
    assert found(client, query) == {"cashTrackingSession": None}


def test_the_schema_names_what_a_client_generates_from_it(client: Client) -> None:
    query = '{ __type(name: "CashTrackingSession") { interfaces { name } fields { name } } }'
    shown = found(client, query)["__type"]
    assert shown["interfaces"] == [{"name": "Node"}]
    assert [field["name"] for field in shown["fields"]] == FIELDS
    assert schema() is schema()


def test_the_token_is_shown_as_their_clients_do(full_office: Office) -> None:
    client = client_of(full_office, Right.SHOPIFY)
    token = client.headers.pop("Authorization").removeprefix("Bearer ")
    assert client.post(PATH, json={"query": "{ __typename }"}).status_code == 401
    client.headers["X-Shopify-Access-Token"] = token
    assert ask(client, "{ __typename }") == {"data": {"__typename": "QueryRoot"}}
    other = client_of(full_office, Right.TOAST)
    assert other.post(PATH, json={"query": "{ __typename }"}).status_code == 403
    apart = client_of(full_office, Right.SHOPIFY, registers={2})
    assert found(apart, "{ cashTrackingSessions(first: 5) { nodes { id } } }") == {
        "cashTrackingSessions": {"nodes": []}
    }


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"query": 1}', b'{"query": "{a}", "variables": []}', b"\xff"]
)
def test_what_is_no_request_is_refused(client: Client, body: bytes) -> None:
    assert client.post(PATH, content=body).status_code == 400
