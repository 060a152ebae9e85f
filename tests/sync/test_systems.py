"""What a register forwards to systems that speak Onslip and SushiGo: in order, once, refusals set aside."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.backoffice.registers import AT
from tests.domain.given import SHOP
from tests.store.folder import SetClock, cash_in, new_register, open_shift
from tests.sync.systems import Onslip, Sushigo, System, served
from till.cash_register import CashRegister
from till.domain.commands import CloseShift, CountCash, OpenShift, StartCount
from till.domain.state import Count
from till.formats.forms import ForeignForm
from till.office_tables import Peer
from till.store import parked, peers
from till.workers.foreign_sync import ForeignWorker
from till.workers.sync_thread import know_peers, worker_for


@dataclass
class Desk:
    """A register that forwards to one system."""

    cash: CashRegister
    worker: ForeignWorker
    now_s: float = 1.0

    def drain(self, steps: int = 80) -> None:
        for _ in range(steps):
            self.now_s += 400.0
            self.worker.step(now_s=self.now_s)
            if self.worker.look()[1].records == 0:
                return

    def set_aside(self) -> list[str]:
        with self.cash.engine.begin() as connection:
            return [each.answer for each in parked.set_aside(connection)]

    def trouble(self) -> str | None:
        with self.cash.engine.begin() as connection:
            return peers.find(connection, "books").trouble


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with an open shift, to be copied: making one takes long."""
    folder = tmp_path_factory.mktemp("prepared") / "register"
    cash = new_register(folder, SetClock(AT), SHOP)
    open_shift(cash)
    cash.close()
    return folder


def desk_for(prepared: Path, folder: Path, url: str, form: ForeignForm) -> Desk:
    shutil.copytree(prepared, folder)
    cash = CashRegister.open(folder, SHOP.timezone, SetClock(AT))
    token = folder / "books.token"
    token.touch(mode=0o600)
    token.write_text("secret\n")
    know_peers(cash, ["books"])
    worker = worker_for(cash, Peer("books", url, token, None, None, form), lambda _news: None)
    assert isinstance(worker, ForeignWorker)
    return Desk(cash, worker)


def close(cash: CashRegister, counted: int) -> None:
    cash.handle(StartCount(cash.act(2)))
    cash.handle(CountCash(cash.act(2), Count(counted)))
    cash.handle(CloseShift(cash.act(2), left=counted))


@pytest.fixture
def onslip(tmp_path: Path, prepared: Path) -> Iterator[tuple[Onslip, Desk]]:
    system = Onslip()
    with served(system) as url:
        desk = desk_for(prepared, tmp_path / "register", f"{url}/~shop/journal/1", "onslip")
        yield system, desk
        desk.worker.close()
        desk.cash.close()


@pytest.fixture
def sushigo(tmp_path: Path, prepared: Path) -> Iterator[tuple[Sushigo, Desk]]:
    system = Sushigo()
    with served(system) as url:
        desk = desk_for(prepared, tmp_path / "register", f"{url}/api/v1/cash-sessions", "sushigo")
        yield system, desk
        desk.worker.close()
        desk.cash.close()


def ids(system: System) -> list[int]:
    return [each["id"] for each in system.kept]


def test_records_are_sent_one_by_one_in_order(onslip: tuple[Onslip, Desk]) -> None:
    system, desk = onslip
    desk.cash.handle(cash_in(desk.cash))
    close(desk.cash, 250_00)
    desk.drain()
    assert ids(system) == sorted(set(ids(system)))
    types = [each["type"] for each in system.kept]
    assert types[:3] == ["usage", "batch", "batch"]
    assert types[-2:] == ["batch", "report"]
    assert system.kept[-1]["batch-id"] == 1
    desk.cash.handle(OpenShift(desk.cash.act(2), Count(250_00)))
    desk.drain()
    assert system.kept[-1]["batch-id"] == 2
    assert desk.set_aside() == []


def test_a_lost_answer_sends_no_record_twice(onslip: tuple[Onslip, Desk]) -> None:
    system, desk = onslip
    system.lost = 3
    for _ in range(3):
        desk.cash.handle(cash_in(desk.cash))
    desk.drain()
    assert len(ids(system)) == len(set(ids(system))) == 5
    assert desk.trouble() is None


def test_a_record_that_is_refused_for_ever_is_set_aside_and_the_rest_goes_on(
    onslip: tuple[Onslip, Desk],
) -> None:
    system, desk = onslip
    desk.cash.handle(cash_in(desk.cash))
    system.refused = [(422, {"message": "no such batch"}), None]
    desk.drain()
    assert [each["type"] for each in system.kept] == ["batch", "batch"]
    (answer,) = desk.set_aside()
    assert answer.startswith("422")
    assert "no such batch" in answer


def test_a_record_that_waited_says_since_when(onslip: tuple[Onslip, Desk]) -> None:
    system, desk = onslip
    clock = desk.cash.clock
    assert isinstance(clock, SetClock)
    clock.forward(3600)
    desk.drain()
    assert system.kept[0]["queued"] == system.kept[0]["created"]
    desk.cash.handle(cash_in(desk.cash))
    desk.drain()
    assert "queued" not in system.kept[-1]


def test_a_wrong_token_is_no_refusal_of_a_record(onslip: tuple[Onslip, Desk]) -> None:
    system, desk = onslip
    system.token = "another"
    desk.drain(10)
    assert (system.kept, desk.set_aside()) == ([], [])
    assert desk.trouble() == "unknown-token"
    system.token = "secret"
    desk.drain()
    assert len(system.kept) == 2


def test_a_session_is_created_updated_and_posted(sushigo: tuple[Sushigo, Desk]) -> None:
    system, desk = sushigo
    desk.drain()
    (session,) = system.kept
    assert (session["status"], session["opening_balance"]) == ("DRAFT", 200.0)
    assert session["operating_date"] == "2026-03-02"
    desk.cash.handle(cash_in(desk.cash))
    close(desk.cash, 249_50)
    desk.drain()
    assert session["status"] == "POSTED"
    assert (session["meta"]["counted"], session["meta"]["difference"]) == ("249.5000", "-0.5000")
    assert session["meta"]["closing_balance"] == "250.0000"
    assert desk.set_aside() == []


@pytest.mark.parametrize("lost", [1, 2, 3])
def test_a_lost_answer_creates_and_posts_no_session_twice(sushigo: tuple[Sushigo, Desk], lost: int) -> None:
    system, desk = sushigo
    close(desk.cash, 200_00)
    system.lost = lost
    desk.drain()
    assert [each["status"] for each in system.kept] == ["POSTED"]
    assert desk.set_aside() == []


def test_a_second_session_of_a_date_is_refused_there_and_set_aside(sushigo: tuple[Sushigo, Desk]) -> None:
    system, desk = sushigo
    close(desk.cash, 200_00)
    desk.cash.handle(OpenShift(desk.cash.act(2), Count(200_00)))
    desk.drain()
    assert len(system.kept) == 1
    (answer,) = desk.set_aside()
    assert "A session already exists for this register on this date" in answer


def test_a_busy_system_is_asked_again_later(onslip: tuple[Onslip, Desk]) -> None:
    system, desk = onslip
    system.refused = [(503, {}), (429, {}), None]
    desk.drain()
    assert len(system.kept) == 2
    assert desk.set_aside() == []
