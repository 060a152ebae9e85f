"""A client that was written from SushiGo's document alone, and what its document shows as answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.formats.test_seeds import seed
from tests.interfaces.counter import Counter

DATE = "2026-03-02"
CREATED: dict[str, Any] = {
    "message": "",
    "data": {
        "id": 15,
        "cash_register_id": 1,
        "operating_date": "2025-12-13",
        "status": "DRAFT",
        "opening_balance": "1000.0000",
        "closing_balance": None,
        "meta": {"note": ""},
        "created_at": "2025-12-13T08:00:00+00:00",
        "updated_at": "2025-12-13T08:00:00+00:00",
        "cash_register": {"id": 1, "code": "", "name": "", "branch": {"id": 1, "name": ""}},
    },
}
POSTED: dict[str, Any] = {
    "message": "",
    "data": {
        **CREATED["data"],
        "status": "POSTED",
        "closing_balance": "2350.5000",
        "cash_register": {"id": 1, "code": "", "name": ""},
    },
}


class Sushigo:
    """Does what the document says, and nothing that it does not say."""

    def __init__(self, counter: Counter) -> None:
        self._ask = counter.client.ask

    def create(self, register: int, date: str, opening: float | None, note: str | None) -> Any:
        wish: dict[str, Any] = {"cash_register_id": register, "operating_date": date}
        if opening is not None:
            wish["opening_balance"] = opening
        if note is not None:
            wish["meta"] = {"note": note}
        return self._ask("POST", "/api/v1/cash-sessions", json=wish)

    def list(self, **filters: Any) -> Any:
        return self._ask("GET", "/api/v1/cash-sessions", params=filters)

    def get(self, id_: int) -> Any:
        return self._ask("GET", f"/api/v1/cash-sessions/{id_}")

    def update(self, id_: int, **changed: Any) -> Any:
        return self._ask("PUT", f"/api/v1/cash-sessions/{id_}", json=changed)

    def post(self, id_: int) -> Any:
        return self._ask("POST", f"/api/v1/cash-sessions/{id_}/post")

    def summary(self, id_: int) -> Any:
        return self._ask("GET", f"/api/v1/cash-sessions/{id_}/summary")


def differences(wanted: Any, found: Any, where: str = "") -> list[str]:
    """Say where an answer lacks what the document's answer has, or has another sort of value there."""
    if isinstance(wanted, dict):
        if not isinstance(found, dict):
            return [f"{where}: no object"]
        missing = [f"{where}.{name}: missing" for name in wanted if name not in found]
        both = [name for name in wanted if name in found]
        return missing + [
            each for name in both for each in differences(wanted[name], found[name], f"{where}.{name}")
        ]
    if wanted is None:
        return [] if found is None or isinstance(found, str) else [f"{where}: {found!r}"]
    if type(wanted) is not type(found):
        return [f"{where}: {found!r}"]
    if isinstance(wanted, str) and wanted.endswith("000") and "." in wanted:
        return [] if len(found.rpartition(".")[2]) == 4 else [f"{where}: {found!r} has not four places"]
    return []


def test_each_documented_call_is_answered_as_the_document_shows(counter: Counter) -> None:
    client = Sushigo(counter)
    counter.client.post("/api/v1/cash-sessions/1000001/post")
    counter.connect()
    created = client.create(1, DATE, 1000.00, "Morning shift")
    assert differences(CREATED, created.json()) == []
    counter.connect()
    id_ = created.json()["data"]["id"]
    assert client.get(id_).json()["data"]["status"] == "DRAFT"
    assert client.list(status="DRAFT", per_page=10).json()["data"][0]["opening_balance"] == "1000.0000"
    assert client.update(id_, meta={"note": "Second till"}).status_code == 202
    posting = client.post(id_)
    assert differences(CREATED, posting.json()) == []
    assert "when it next connects" in posting.json()["message"]
    counter.connect()
    posted = client.get(id_).json()
    assert differences(POSTED, {"message": "", **posted}) == []
    assert (posted["data"]["status"], posted["data"]["meta"]["note"]) == ("POSTED", "Second till")
    summed = client.summary(id_).json()["data"]
    assert summed["closing_balance"] == posted["data"]["closing_balance"]
    assert summed["by_tender"][0]["tender_type"] == "CASH"
    assert client.update(id_, meta={"note": "x"}).status_code == 403
    assert client.post(id_).status_code == 422


@pytest.mark.seeds
def test_the_answers_above_are_those_of_the_document() -> None:
    """The examples of the document, read from its own text, have the shape that was compared."""
    examples = list(json_objects(seed("002")))
    answers = [each for each in examples if "data" in each]
    assert len(answers) == 2
    for ours, theirs in zip((CREATED, POSTED), answers, strict=True):
        assert differences(ours, theirs) == []
        assert differences(theirs, ours) == []
    assert {"message": "A session already exists for this register on this date"} in examples


def test_the_documents_own_request_is_taken(counter: Counter) -> None:
    counter.client.post("/api/v1/cash-sessions/1000001/post")
    counter.connect()
    wish = {
        "cash_register_id": 1,
        "operating_date": "2025-12-13",
        "opening_balance": 1000.00,
        "meta": {"note": "Morning shift"},
    }
    answered = counter.client.post("/api/v1/cash-sessions", json=wish)
    assert answered.status_code == 202
    assert differences(CREATED, answered.json()) == []


def json_objects(text: str) -> Iterator[Any]:
    """Find the JSON objects that stand in a text."""
    decoder = json.JSONDecoder()
    at = text.find("{")
    while at >= 0:
        try:
            found, end = decoder.raw_decode(text, at)
        except ValueError:
            end = at + 1
        else:
            yield found
        at = text.find("{", end)
