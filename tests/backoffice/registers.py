"""Registers with journals of their own, and an office that can be asked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.store.folder import SetClock, cash_in, new_register, open_shift
from till.backoffice.database import open_database
from till.backoffice.enrolling import enrol, make_code
from till.backoffice.files import journal_of, register_named
from till.backoffice.listing import list_alarms
from till.backoffice.office import Office
from till.backoffice.receiving import receive
from till.cash_register import CashRegister
from till.domain.chain import Record
from till.domain.clock import later
from till.domain.state import Head
from till.wire.answers import Answer, Enrolled, EnrolmentWish, proof_text
from till.wire.batches import FORMAT, BatchHeader, pack
from till.wire.lines import line_of

AT = "2026-03-02T12:00:00.000+00:00"


@dataclass
class Clock:
    """The office's clock; each look is a second later."""

    at: str = AT

    def __call__(self) -> str:
        self.at = later(self.at, 1)
        return self.at


def new_office(folder: Path, name: str = "office") -> Office:
    return Office(open_database(f"sqlite:///{folder / name}.sqlite"), Clock())


@dataclass
class Sender:
    """A register as it stands before the office: its journal, its token, and what it sends."""

    cash: CashRegister
    office: Office
    token: str = ""
    records: list[Record] = field(default_factory=list)

    @classmethod
    def new(cls, folder: Path, office: Office) -> Sender:
        """Make a register with an open shift, and enrol it."""
        cash = new_register(folder, SetClock(AT))
        open_shift(cash)
        sender = cls(cash, office)
        sender.work(0)
        enrolled = sender.enrol(make_code(office, "REG-001"))
        assert isinstance(enrolled, Enrolled)
        sender.token = enrolled.token
        return sender

    @property
    def id(self) -> str:
        assert self.cash.state.identity is not None
        return self.cash.state.identity.register_id

    def wish(self, code: str) -> EnrolmentWish:
        assert self.cash.state.identity is not None
        proof = self.cash.sign(proof_text(code, self.id))
        return EnrolmentWish(code, self.id, "REG-001", self.cash.state.identity.public_key, proof)

    def enrol(self, code: str) -> Enrolled | Answer:
        return enrol(self.office, self.wish(code))

    def work(self, acts: int) -> None:
        """Let the register record something."""
        for _ in range(acts):
            self.cash.handle(cash_in(self.cash))
        self.records = list(self.cash.read.all_records())

    def head(self, seq: int) -> Head:
        return Head(seq, self.records[seq - 1].seal) if seq else Head()

    def batch(self, after: int, last: int, **changed: object) -> bytes:
        """Pack the records after number `after` up to `last`."""
        sent = self.records[after:last]
        now = self.office.clock()
        header = BatchHeader(FORMAT, self.id, self.head(after), self.head(len(self.records)), now, len(sent))
        return pack(replace(header, **changed), [line_of(record) for record in sent])  # type: ignore[arg-type] # as the test names them

    def send(self, after: int, last: int, **changed: object) -> Answer:
        return receive(self.office, self.id, self.token, self.batch(after, last, **changed))

    def forged(self, after: int, records: list[Record]) -> Answer:
        """Send records that the register never wrote like this."""
        head = Head(records[-1].seq, records[-1].seal)
        now = self.office.clock()
        header = BatchHeader(FORMAT, self.id, self.head(after), head, now, len(records))
        return receive(
            self.office, self.id, self.token, pack(header, [line_of(record) for record in records])
        )

    def held(self) -> list[Record]:
        """Read what the office holds."""
        row = register_named(self.office, self.id)
        return [] if row is None else list(journal_of(self.office, row.no))


def alarms_of(office: Office) -> set[str]:
    with office.engine.begin() as connection:
        return {str(each["kind"]) for each in list_alarms(connection, office.clock())}
