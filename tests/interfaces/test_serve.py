"""The register answers programs on its machine as its office would, and changes nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import httpx

from tests.cli.shop import Shop
from tests.interfaces.counter import SESSIONS, Counter
from tests.interfaces.shelf import Client
from tests.interfaces.test_orders import JOURNAL, RECEIPT
from till.cli.serve import own_application
from till.domain.commands import CashIn, CloseShift, CountCash, Deposit, Drop, OpenShift, StartCount
from till.domain.state import Count
from till.formats import toast

QUERY = (
    "{ cashTrackingSessions(first: 9) { nodes { id expectedBalance { amount } "
    "adjustments(first: 9) { nodes { id } } } } }"
)


def traded(counter: Counter) -> None:
    """Let something of everything happen, and the office know it."""
    cash = counter.sender.cash
    cash.handle(CashIn(cash.act(2), 5_00, "float"))
    cash.handle(Drop(cash.act(2), 20_00, "7731"))
    cash.handle(Deposit(cash.act(3), "D-1", ("7731",)))
    cash.handle(StartCount(cash.act(2)))
    cash.handle(CountCash(cash.act(2), Count(185_00)))
    cash.handle(CloseShift(cash.act(2), left=185_00))
    cash.handle(OpenShift(cash.act(2), Count(185_00)))
    counter.sync()


def own(counter: Counter, by: int | None = None) -> Client:
    return Client(own_application(counter.sender.cash, "secret", by=by), "secret")


def without_queue(answered: Any) -> Any:
    return [{name: part for name, part in each.items() if name != "queued"} for each in answered]


def test_the_register_answers_as_its_office_does(counter: Counter) -> None:
    traded(counter)
    here, there = own(counter), counter.client
    restaurant = {"Toast-Restaurant-External-ID": toast.restaurant(counter.state.rules.heading)}
    for path in ("entries", "deposits"):
        asked = {"params": {"businessDate": "20260302"}, "headers": restaurant}
        answered = here.get(f"/cashmgmt/v1/{path}", **asked)
        assert answered.status_code == 200
        assert answered.json() == there.get(f"/cashmgmt/v1/{path}", **asked).json() != []
    for path in (
        "",
        "/1000001",
        "/1000002",
        "/1000001/summary",
        "?sort_by=status&per_page=1",
        "?status=DRAFT",
    ):
        ours, theirs = here.get(SESSIONS + path).json(), there.get(SESSIONS + path).json()
        assert ours["data"] == theirs["data"] != []
    query = {"json": {"query": QUERY}}
    path = "/admin/api/2025-10/graphql.json"
    assert here.post(path, **query).json() == there.post(path, **query).json()
    listed = here.get(JOURNAL).json()
    assert without_queue(listed) == without_queue(there.get(JOURNAL).json())
    assert here.get(f"{JOURNAL}{listed[3]['id']}").json() == listed[3]


def test_it_is_read_only(counter: Counter) -> None:
    client = own(counter)
    before = counter.state.head
    wish = {"cash_register_id": 1, "operating_date": "2026-03-03"}
    assert client.post(SESSIONS, json=wish).status_code == 403
    assert client.post(f"{SESSIONS}/1000001/post").status_code == 403
    assert client.ask("PUT", f"{SESSIONS}/1000001", json={"meta": {"note": "x"}}).status_code == 403
    assert client.post(f"{JOURNAL}external-record", json=RECEIPT).status_code == 403
    assert client.ask("DELETE", f"{JOURNAL}1000").status_code == 403
    assert counter.state.head == before


def test_nobody_reads_without_its_token(counter: Counter) -> None:
    stranger = Client(own_application(counter.sender.cash, "secret"), "guessed")
    assert stranger.get(SESSIONS).status_code == 401
    assert stranger.get(JOURNAL).status_code == 401


def test_an_external_record_is_taken_in_at_once_where_that_is_wanted(counter: Counter) -> None:
    client = own(counter, by=2)
    answered = client.post(f"{JOURNAL}external-record", json=RECEIPT)
    assert answered.status_code == 200
    assert answered.json() in client.get(JOURNAL).json()
    assert counter.state.expected(1) == 225_00
    again = client.post(f"{JOURNAL}external-record", json=RECEIPT)
    assert again.status_code == 422
    assert counter.state.expected(1) == 225_00
    assert client.post(f"{SESSIONS}/1000001/post").status_code == 403


def test_the_program_serves_who_may_see_and_says_where(tmp_path: Path) -> None:
    shop = Shop(tmp_path, None)
    assert shop.open().code == 0
    assert shop.say("Ben", "serve", "--port", "0").code == 3
    port = tmp_path / "port"
    words = ("--config", str(shop.config), "--as", "Ana", "serve", "--port", "0", "--port-file", str(port))
    program = subprocess.Popen(
        [sys.executable, "-m", "till", *words], env={**os.environ, "TILL_PIN": "1111"}, stderr=subprocess.PIPE
    )
    try:
        until = monotonic() + 60
        while not port.exists():
            assert program.poll() is None
            assert monotonic() < until
            sleep(0.02)
        (token,) = tmp_path.rglob("serve.token")
        assert token.stat().st_mode & 0o777 == 0o600
        shown = {"Authorization": f"Bearer {token.read_text().strip()}"}
        url = f"http://127.0.0.1:{port.read_text()}"
        listed = httpx.get(url + SESSIONS, headers=shown, timeout=30, trust_env=False).json()["data"]
        assert [each["status"] for each in listed] == ["DRAFT"]
        assert httpx.get(url + SESSIONS, timeout=30, trust_env=False).status_code == 401
    finally:
        program.send_signal(signal.SIGTERM)
        program.communicate(timeout=30)
