"""A register, its office, and the line on which orders go from the one to the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.backoffice.registers import AT, Sender, new_office
from tests.domain.given import MANAGER, SHOP
from tests.interfaces.shelf import Client, client_of
from tests.store.folder import SetClock
from till.backoffice.server import application
from till.cash_register import CashRegister
from till.domain.state import State
from till.wire.errands import Errands, Outcome, errands_in, outcome_json
from till.workers.errands import ErrandWorker
from till.workers.office_line import LineTrouble

SESSIONS = "/api/v1/cash-sessions"


@dataclass
class Line:
    """Carries what an office asks and what the register answers; `lost` answers never arrive."""

    client: Client
    register: str
    lost: int = 0

    def errands(self) -> Errands:
        answered = self.client.get(f"/v1/registers/{self.register}/errands")
        assert answered.status_code == 200
        return errands_in(answered.content)

    def answer_errand(self, no: int, outcome: Outcome) -> None:
        if self.lost:
            self.lost -= 1
            raise LineTrouble("broken-off", "The connection broke off.")
        path = f"/v1/registers/{self.register}/errands/{no}"
        assert self.client.post(path, content=outcome_json(outcome)).status_code == 200

    def close(self) -> None:
        self.lost = 0


@dataclass
class Counter:
    """One register that sends its journal and does what the office asks in the manager's name."""

    folder: Path
    token: str
    sender: Sender = field(init=False)
    client: Client = field(init=False)
    line: Line = field(init=False)
    by: int | None = MANAGER

    @staticmethod
    def prepare(folder: Path) -> str:
        """Make a register with an open shift that its office knows; give its token."""
        office = new_office(folder)
        sender = Sender.new(folder / "register", office)
        assert sender.send(0, len(sender.records)).trouble is None
        sender.cash.close()
        office.engine.dispose()
        return sender.token

    def __post_init__(self) -> None:
        office = new_office(self.folder)
        cash = CashRegister.open(self.folder / "register", SHOP.timezone, SetClock(AT))
        self.sender = Sender(cash, office, self.token)
        self.client = client_of(office)
        self.line = Line(Client(application(office), self.token), self.sender.id)

    def close(self) -> None:
        """Let go of both databases."""
        self.sender.cash.close()
        self.sender.office.engine.dispose()

    def sync(self) -> None:
        """Send what the office does not have."""
        held = len(self.sender.held())
        self.sender.cash.refresh()
        self.sender.work(0)
        answered = self.sender.send(held, len(self.sender.records))
        assert answered.trouble is None

    def connect(self) -> None:
        """Let the register do what it is asked, and send what became of it."""
        folder = self.folder / "register"
        worker = ErrandWorker(folder, SHOP.timezone, self.sender.cash.clock, "office", self.line, self.by)
        worker.again()
        while worker.step():
            worker.again()
        self.sync()

    @property
    def state(self) -> State:
        self.sender.cash.refresh()
        return self.sender.cash.state

    def shown(self, id_: int) -> dict[str, Any]:
        shape: dict[str, Any] = self.client.get(f"{SESSIONS}/{id_}").json()["data"]
        return shape
