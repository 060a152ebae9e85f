"""SushiGo's sessions, listed, read and summed up."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.formats.day import FullDay
from tests.interfaces.shelf import Client, client_of
from till.backoffice.office import Office
from till.formats import sushigo
from till.interfaces.door import Right

SESSIONS = "/api/v1/cash-sessions"


def listed(client: Client, **asked: Any) -> list[int]:
    return [each["id"] for each in client.get(SESSIONS, params=asked).json()["data"]]


def test_a_posted_session_is_its_shift(client: Client, day: FullDay) -> None:
    session = day.session()
    shown = client.get(f"{SESSIONS}/1000001").json()["data"]
    assert shown == json.loads(json.dumps(sushigo.detailed_session(session)))
    summed = client.get(f"{SESSIONS}/1000001/summary").json()["data"]
    assert summed == sushigo.summary(session)


def test_a_session_that_runs_is_a_draft_with_its_balance_now(client: Client, day: FullDay) -> None:
    shown = client.get(f"{SESSIONS}/1000002").json()["data"]
    assert (shown["status"], shown["closing_balance"]) == ("DRAFT", None)
    assert shown["current_balance"] == f"{day.state.expected(2) / 100:.4f}"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [1000002, 1000001]),
        ({"status": "POSTED"}, [1000001]),
        ({"status": "DRAFT", "per_page": 10}, [1000002]),
        ({"cash_register_id": 1, "sort_order": "asc"}, [1000001, 1000002]),
        ({"cash_register_id": 2}, []),
        ({"date": "2026-03-02", "sort_by": "id", "sort_order": "asc"}, [1000001, 1000002]),
        ({"date": "2026-03-03"}, []),
        ({"date_from": "2026-03-01", "date_to": "2026-03-02"}, [1000002, 1000001]),
        ({"date_from": "2026-03-03"}, []),
        ({"date_to": "2026-03-01"}, []),
        ({"sort_by": "status", "sort_order": "asc"}, [1000002, 1000001]),
        ({"sort_by": "created_at", "sort_order": "asc"}, [1000001, 1000002]),
        ({"per_page": 1, "page": 2}, [1000001]),
        ({"per_page": 1, "page": 3}, []),
    ],
    ids=str,
)
def test_the_list_is_filtered_sorted_and_paged(
    client: Client, asked: dict[str, Any], found: list[int]
) -> None:
    assert listed(client, **asked) == found


def test_a_page_says_where_it_is(client: Client) -> None:
    answered = client.get(SESSIONS, params={"per_page": 1}).json()
    assert answered["meta"] == {
        "current_page": 1,
        "from": 1,
        "last_page": 2,
        "per_page": 1,
        "to": 1,
        "total": 2,
    }
    assert answered["links"]["prev"] is None
    assert "page=2" in answered["links"]["next"]


@pytest.mark.parametrize(
    "asked",
    [
        {"status": "OPEN"},
        {"date": "2026-02-30"},
        {"date_from": "yesterday"},
        {"sort_by": "colour"},
        {"sort_order": "up"},
        {"page": 0},
        {"per_page": 101},
        {"cash_register_id": "x"},
    ],
    ids=str,
)
def test_a_wrong_question_is_a_validation_error(client: Client, asked: dict[str, Any]) -> None:
    answered = client.get(SESSIONS, params=asked)
    assert answered.status_code == 422
    assert answered.json()["message"]


@pytest.mark.parametrize("path", ["1000009", "9000001", "7", "x", "1000009/summary"])
def test_a_session_that_is_not_there_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"{SESSIONS}/{path}").status_code == 404


def test_rights_are_those_of_the_token(full_office: Office) -> None:
    assert client_of(full_office, Right.TOAST).get(SESSIONS).status_code == 403
    assert listed(client_of(full_office, Right.SUSHIGO_READ, registers={2})) == []
    reader = client_of(full_office, Right.SUSHIGO_READ)
    assert reader.post(f"{SESSIONS}/1000002/post").status_code == 403
    assert reader.post(SESSIONS, json={}).status_code == 403
    nobody = Client(reader._app)
    assert nobody.get(SESSIONS).status_code == 401
