"""Both ends of the line in one process, and the line between them with its faults."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tests.backoffice.registers import Sender
from till.backoffice.receiving import receive
from till.news import News, OfficeNews
from till.wire.answers import Answer, answer_in, to_json
from till.workers.office_line import LineTrouble
from till.workers.sync import SyncWorker
from till.workers.sync_thread import know_peers
from till.workers.writer import Writer


@dataclass
class Cable:
    """Carries batches to an office in this process; `faults` are what happens to the next ones."""

    sender: Sender
    faults: list[str | Answer | LineTrouble] = field(default_factory=list)
    carried: list[bytes] = field(default_factory=list)

    def send(self, batch: bytes) -> Answer:
        fault = self.faults.pop(0) if self.faults else ""
        if isinstance(fault, Answer):
            return fault
        if isinstance(fault, LineTrouble):
            raise fault
        if fault == "lost":
            raise LineTrouble("unreachable", "The office cannot be reached.")
        self.carried.append(batch)
        sender = self.sender
        bodies = [batch, batch] if fault == "twice" else [batch]
        if fault == "old":
            bodies = [*self.carried[-3:], batch]
        answers = [receive(sender.office, sender.id, sender.token, body) for body in bodies]
        if fault == "answer lost":
            raise LineTrouble("broken-off", "The connection broke off.")
        return answer_in(to_json(answers[-1]))

    def close(self) -> None:
        self.carried.clear()


@dataclass
class Forwarder:
    """A worker with its cable, and a time that passes when it is told to."""

    sender: Sender
    cable: Cable
    news: list[OfficeNews] = field(default_factory=list)
    now_s: float = 1.0

    def __post_init__(self) -> None:
        cash = self.sender.cash
        know_peers(cash, ["office"])
        writer = Writer(cash.engine, cash.sign, cash.clock)
        self.worker = SyncWorker(
            writer, self.sender.id, "office", self.cable, self.tell, dice=random.Random(1)
        )

    def tell(self, news: News) -> None:
        assert isinstance(news, OfficeNews)
        self.news.append(news)

    def step(self, after_s: float = 0.0) -> bool:
        self.now_s += after_s
        return self.worker.step(now_s=self.now_s)

    def drain(self) -> None:
        for _ in range(1000):
            if not self.step(400.0) and not self.worker.look()[1].records:
                break
        self.sender.work(0)


def forwarder(sender: Sender) -> Forwarder:
    return Forwarder(sender, Cable(sender))
