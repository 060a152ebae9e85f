"""Toast's two questions, as its document has them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.formats.day import FullDay
from tests.interfaces.shelf import Client, client_of
from till.backoffice.office import Office
from till.formats import numbers, toast
from till.interfaces.door import Right

ENTRIES, DEPOSITS = "/cashmgmt/v1/entries", "/cashmgmt/v1/deposits"
DATE = "20260302"


def restaurant(day: FullDay) -> dict[str, str]:
    return {"Toast-Restaurant-External-ID": toast.restaurant(day.state.rules.heading)}


def plain(shape: Any) -> Any:
    return json.loads(numbers.write(shape))


@pytest.mark.parametrize("name", ["businessDate", "yyyymmdd"])
def test_entries_of_a_business_date_are_those_of_the_journal(client: Client, day: FullDay, name: str) -> None:
    answered = client.get(ENTRIES, params={name: DATE}, headers=restaurant(day))
    assert answered.status_code == 200
    assert answered.headers["content-type"] == "application/json"
    assert answered.json() == plain(toast.cash_entries(day.entries, "2026-03-02"))
    assert {"PAY_OUT", "UNDO_PAY_OUT", "NO_SALE", "CLOSE_OUT_SHORTAGE"} <= {
        each["type"] for each in answered.json()
    }


def test_deposits_of_a_business_date_are_those_of_the_journal(client: Client, day: FullDay) -> None:
    answered = client.get(DEPOSITS, params={"businessDate": DATE}, headers=restaurant(day))
    assert answered.json() == plain(toast.deposits(day.entries, "2026-03-02"))
    assert len(answered.json()) == 2


@pytest.mark.parametrize("path", [ENTRIES, DEPOSITS])
def test_a_date_without_entries_is_an_empty_list(client: Client, day: FullDay, path: str) -> None:
    assert client.get(path, params={"businessDate": "20260303"}, headers=restaurant(day)).json() == []


@pytest.mark.parametrize("path", [ENTRIES, DEPOSITS])
@pytest.mark.parametrize(
    ("date", "header", "status"),
    [
        (None, True, 400),
        ("2026-03-02", True, 400),
        ("20260230", True, 400),
        ("\u0662\u0660\u0662\u0666\u0660\u0663\u0660\u0662", True, 400),
        (DATE, False, 400),
        (DATE, "somebody else's", 404),
    ],
)
def test_what_is_asked_wrongly_is_answered_with_an_error(  # noqa: PLR0917 -- a table's columns
    client: Client, day: FullDay, path: str, date: str | None, header: Any, status: int
) -> None:
    named = {"Toast-Restaurant-External-ID": header} if isinstance(header, str) else restaurant(day)
    answered = client.get(
        path, params={"businessDate": date} if date else {}, headers=named if header else {}
    )
    assert answered.status_code == status
    assert answered.json()["status"] == status
    assert answered.json()["message"].endswith(".")


def test_the_token_must_be_for_toast_and_for_the_register(full_office: Office, day: FullDay) -> None:
    wanted = {"params": {"businessDate": DATE}, "headers": restaurant(day)}
    assert client_of(full_office, Right.SUSHIGO_READ).get(ENTRIES, **wanted).status_code == 403
    assert client_of(full_office, Right.TOAST, registers={9}).get(ENTRIES, **wanted).status_code == 404
    stranger = client_of(full_office, Right.TOAST)
    stranger.headers["Authorization"] = "Bearer somebody"
    answered = stranger.get(ENTRIES, **wanted)
    assert (answered.status_code, answered.json()["status"]) == (401, 401)
