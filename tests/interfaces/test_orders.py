"""What is asked of a register through the office is done when it connects, and the answers say so."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.given import MANAGER
from tests.interfaces.counter import SESSIONS, Counter
from till.domain.codec import decode
from till.domain.commands import CashIn, DraftAdjustment, StartTraining
from till.domain.entries import OfficeAsked, ShiftOpened
from till.domain.tenders import TenderLine
from till.domain.vocabulary import MovementType

TODAY = "2026-03-02"
FIRST = 1000001
WISH = {"cash_register_id": 1, "operating_date": TODAY, "opening_balance": 300.00, "meta": {"note": "Late"}}
JOURNAL = "/~till/journal/1/"
RECEIPT = {
    "date": "2026-03-02T13:00:00+01:00",
    "type": "receipt",
    "client-name": "Web shop",
    "receipt": {
        "id": "A-7",
        "type": "sale",
        "items": [{"product-name": "Cup", "price": 25, "vat-rate": 25}],
        "payments": [{"method": "cash", "amount": -25}],
        "change": 0,
    },
}


def posted(counter: Counter) -> None:
    assert counter.client.post(f"{SESSIONS}/{FIRST}/post").status_code == 202
    counter.connect()


def asked(counter: Counter) -> list[OfficeAsked]:
    entries = (decode(record.kind, record.body) for record in counter.sender.records)
    return [entry for entry in entries if isinstance(entry, OfficeAsked)]


def test_a_session_is_posted_when_its_register_connects(counter: Counter) -> None:
    answered = counter.client.post(f"{SESSIONS}/{FIRST}/post")
    assert answered.status_code == 202
    assert answered.json()["message"] == "Posting asked for: REG-001 closes the session when it next connects"
    assert answered.json()["data"]["status"] == "DRAFT"
    assert counter.state.shifts
    counter.connect()
    assert not counter.state.shifts
    shown = counter.shown(FIRST)
    assert (shown["status"], shown["closing_balance"]) == ("POSTED", "200.0000")
    again = counter.client.post(f"{SESSIONS}/{FIRST}/post")
    assert (again.status_code, again.json()["message"]) == (422, "Cannot post session: it is posted already")


def test_a_session_is_opened_when_its_register_connects(counter: Counter) -> None:
    posted(counter)
    answered = counter.client.post(SESSIONS, json=WISH)
    assert answered.status_code == 202
    assert answered.json()["message"].endswith("REG-001 opens it when it next connects")
    id_ = answered.json()["data"]["id"]
    assert counter.shown(id_)["meta"] == {"note": "Late", "waiting": True}
    assert counter.client.get(f"{SESSIONS}/{id_}/summary").status_code == 422
    assert counter.client.post(f"{SESSIONS}/{id_}/post").status_code == 422
    changed = counter.client.ask("PUT", f"{SESSIONS}/{id_}", json={"opening_balance": "250.0000"})
    assert changed.json()["data"]["opening_balance"] == "250.0000"
    assert not counter.state.shifts
    counter.connect()
    assert counter.state.expected(1) == 250_00
    shown = counter.shown(id_)
    assert (shown["id"], shown["status"], shown["opening_balance"]) == (1000002, "DRAFT", "250.0000")
    assert shown["meta"]["note"] == "Late"


def test_without_an_opening_balance_the_last_close_says_it(counter: Counter) -> None:
    posted(counter)
    answered = counter.client.post(SESSIONS, json={"cash_register_id": 1, "operating_date": TODAY})
    assert answered.json()["data"]["opening_balance"] == "200.0000"
    counter.connect()
    assert counter.shown(1000002)["opening_balance"] == "200.0000"


def test_one_session_a_date(counter: Counter) -> None:
    exists = {"message": "A session already exists for this register on this date"}
    answered = counter.client.post(SESSIONS, json=WISH)
    assert (answered.status_code, answered.json()) == (422, exists)
    posted(counter)
    assert counter.client.post(SESSIONS, json=WISH).status_code == 202
    assert counter.client.post(SESSIONS, json=WISH).json() == exists


def test_a_session_is_opened_for_no_other_date_than_the_register_has(counter: Counter) -> None:
    posted(counter)
    id_ = counter.client.post(SESSIONS, json={**WISH, "operating_date": "2026-03-05"}).json()["data"]["id"]
    counter.connect()
    refused = counter.client.get(f"{SESSIONS}/{id_}")
    assert refused.status_code == 404
    assert "The business date is 2026-03-02" in refused.json()["message"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"cash_register_id": 9}, "cash_register_id"),
        ({"cash_register_id": "1"}, "cash_register_id"),
        ({"operating_date": "13/12/2025"}, "operating_date"),
        ({"operating_date": None}, "operating_date"),
        ({"opening_balance": -1}, "opening_balance"),
        ({"opening_balance": 1.005}, "opening_balance"),
        ({"opening_balance": "much"}, "opening_balance"),
        ({"meta": {"colour": "red"}}, "meta"),
        ({"meta": {"note": 7}}, "note"),
        ({"meta": "note"}, "meta"),
    ],
    ids=str,
)
def test_a_wrong_wish_is_a_validation_error(counter: Counter, changed: dict[str, Any], words: str) -> None:
    answered = counter.client.post(SESSIONS, json={**WISH, **changed})
    assert answered.status_code == 422
    assert words in answered.json()["message"]


def test_a_register_may_refuse_what_the_office_asks(counter: Counter) -> None:
    counter.by = None
    posted(counter)
    assert counter.shown(FIRST)["status"] == "DRAFT"
    (entry,) = asked(counter)
    assert not entry.done
    assert entry.asked_by == "somebody"
    assert "takes no orders" in entry.words


def test_an_order_whose_answer_was_lost_is_not_done_twice(counter: Counter) -> None:
    posted(counter)
    counter.client.post(SESSIONS, json=WISH)
    counter.line.lost = 1
    counter.connect()
    assert counter.line.lost == 0
    counter.connect()
    entries = (decode(record.kind, record.body) for record in counter.sender.records)
    assert sum(isinstance(entry, ShiftOpened) for entry in entries) == 2
    assert counter.shown(FIRST)["status"] == "POSTED"
    assert counter.shown(2)["status"] == "DRAFT"


def test_an_order_waits_while_somebody_practises(counter: Counter) -> None:
    counter.sender.cash.handle(StartTraining(counter.sender.cash.act(MANAGER)))
    posted(counter)
    assert counter.shown(FIRST)["status"] == "DRAFT"
    assert asked(counter) == []


def test_a_session_is_not_posted_before_its_adjustments_are(counter: Counter) -> None:
    lines = (TenderLine("cash", 3_00),)
    draft = DraftAdjustment(counter.sender.cash.act(2), MovementType.CORRECTION, lines, "Typed wrong")
    assert counter.client.post(f"{SESSIONS}/{FIRST}/post").status_code == 202
    counter.sender.cash.handle(draft)
    counter.connect()  # The register knows better than the office did.
    assert counter.shown(FIRST)["status"] == "DRAFT"
    answered = counter.client.post(f"{SESSIONS}/{FIRST}/post")
    assert answered.status_code == 422
    assert "All adjustments and expenses must be posted first" in answered.json()["message"]


def test_a_running_session_can_be_noted_and_a_posted_one_not(counter: Counter) -> None:
    path = f"{SESSIONS}/{FIRST}"
    answered = counter.client.ask("PUT", path, json={"meta": {"note": "Ana is late"}})
    assert answered.status_code == 202
    counter.connect()
    assert counter.shown(FIRST)["meta"]["note"] == "Ana is late"
    assert counter.client.ask("PUT", path, json={"opening_balance": 7}).status_code == 422
    assert counter.client.ask("PUT", path, json={}).status_code == 422
    posted(counter)
    refused = counter.client.ask("PUT", path, json={"meta": {"note": "x"}})
    assert (refused.status_code, refused.json()) == (403, {"message": "Cannot update posted session"})


def test_an_external_receipt_goes_in_and_its_record_comes_out(counter: Counter) -> None:
    path = f"{JOURNAL}external-record"
    asked_for = counter.client.post(path, json=RECEIPT)
    assert asked_for.status_code == 202
    assert "when it next connects" in asked_for.headers["x-till-waiting"]
    promised = asked_for.json()
    assert "id" not in promised
    assert "control-code" not in promised
    counter.connect()
    assert counter.state.expected(1) == 225_00
    stored = counter.client.post(path, json=RECEIPT)
    assert stored.status_code == 200
    record = stored.json()
    assert record in counter.client.get(JOURNAL).json()
    own = ("date", "queued", "id", "created", "control-code", "control-unit-id", "cashier", "cashier-name")
    assert {name: part for name, part in record.items() if name not in own} == {
        name: part for name, part in promised.items() if name not in own
    }
    assert record["external"] is True
    assert record["receipt"]["total-amount"] == 25
    assert record["receipt"]["payments"] == [{"method": "cash", "amount": -25}]
    assert record["receipt"]["items"][0]["product-name"] == "Cup"


def test_an_external_receipt_that_the_register_would_refuse_is_refused_at_once(counter: Counter) -> None:
    posted(counter)
    answered = counter.client.post(f"{JOURNAL}external-record", json=RECEIPT)
    assert answered.status_code == 422
    assert "would refuse" in answered.json()["message"]


def test_a_register_that_is_behind_decides_by_its_own_rules(counter: Counter) -> None:
    counter.sender.cash.handle(CashIn(counter.sender.cash.act(2), 5_00, "float"))
    posted(counter)
    assert counter.shown(FIRST)["closing_balance"] == "205.0000"


def test_errands_are_for_the_register_whose_token_is_shown(counter: Counter) -> None:
    path = f"/v1/registers/{counter.sender.id}/errands"
    assert counter.client.get(path).status_code == 401
    assert counter.line.client.get("/v1/registers/other/errands").status_code == 403
    assert counter.line.client.post(f"{path}/9", json={"done": True}).status_code == 404
    assert counter.line.client.post(f"{path}/x", json={"done": True}).status_code == 404
    assert counter.line.client.post(f"{path}/1", json={"well": True}).status_code == 400
