"""Onslip's journal, listed and read; what would change it is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.formats.day import FullDay
from tests.formats.test_onslip_records import told
from tests.interfaces.shelf import Client, client_of
from till.backoffice.office import Office
from till.formats import numbers
from till.interfaces.door import Right

JOURNAL = "/~till/journal/1/"


@pytest.fixture(scope="module")
def shapes(day: FullDay) -> list[Any]:
    """What the mapping says of the whole journal, read from its beginning."""
    found: list[Any] = json.loads(numbers.write(told(day)))
    return found


def without_key(shape: dict[str, Any]) -> dict[str, Any]:
    """Leave out the key, which the mapping's own tests do not begin with."""
    return {name: value for name, value in shape.items() if name != "control-unit-id"}


def test_the_list_is_the_whole_journal(client: Client, shapes: list[Any]) -> None:
    listed = client.get(JOURNAL).json()
    assert [without_key(each) for each in listed] == [without_key(each) for each in shapes]
    assert {each["control-unit-id"] for each in listed} == {"0" * 64}


def test_each_record_is_found_by_its_id_as_the_list_has_it(client: Client) -> None:
    listed = client.get(JOURNAL).json()
    for record in listed:
        assert client.get(f"{JOURNAL}{record['id']}").json() == record


def test_a_page_of_the_list_can_be_asked_for(client: Client) -> None:
    listed = client.get(JOURNAL).json()
    paged: list[Any] = []
    while page := client.get(JOURNAL, params={"after": paged[-1]["id"] if paged else 0, "limit": 7}).json():
        assert len(page) <= 7
        paged += page
    assert paged == listed


@pytest.mark.parametrize(
    "path", ["/~till/journal/9/", "/~other/journal/1/", f"{JOURNAL}999000", f"{JOURNAL}x"]
)
def test_what_is_not_there_is_not_found(client: Client, path: str) -> None:
    answered = client.get(path)
    assert answered.status_code == 404
    assert answered.json()["message"]


@pytest.mark.parametrize(
    ("how", "path"), [("PUT", "1000"), ("PATCH", "1000"), ("DELETE", "1000"), ("POST", "")]
)
def test_records_are_neither_changed_nor_deleted_nor_added_and_the_answer_says_why(
    client: Client, how: str, path: str
) -> None:
    answered = client.ask(how, f"{JOURNAL}{path}", json={})
    assert answered.status_code == 403
    assert "seal" in answered.json()["message"]


def test_rights_are_those_of_the_token(full_office: Office) -> None:
    adder = client_of(full_office, Right.ONSLIP_ADD)
    assert adder.get(JOURNAL).status_code == 403
    shower = client_of(full_office, Right.ONSLIP_SHOW)
    assert shower.post(f"{JOURNAL}external-record", json={}).status_code == 403
    assert client_of(full_office, Right.ONSLIP_SHOW, registers={2}).get(JOURNAL).status_code == 404
