"""Journals by hand: exports taken in with the same proof as from the line, and written of what is held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, select

from till.backoffice.database import reading
from till.backoffice.office import Office
from till.backoffice.receiving import take
from till.backoffice.tables import records, registers
from till.backoffice.verifying import Unproven, prove
from till.domain.chain import Record, seal
from till.domain.codec import decode
from till.domain.entries import RegisterCreated
from till.domain.state import Head
from till.wire.answers import Answer, Trouble
from till.wire.batches import FORMAT, RECORDS_MAX, BatchHeader

_NOT_KNOWN: Final = (
    "The office does not know the register of this file, or does not hold what comes before it. "
    "Enrol the register, or take in the whole journal with --enrol."
)


class Refusal(Exception):
    """A file was not taken in, or not further; `answer` says what the office holds and why."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.words)
        self.answer = answer


@dataclass(frozen=True, slots=True)
class TakenIn:
    """Which register a file was of, how many records were new, and what the office holds now."""

    register: str
    name: str
    fresh: int
    held: Head


def take_in(office: Office, journal: Iterable[Record], *, enrol: bool = False) -> TakenIn:
    """Take in an export, in batches, each whole; `enrol` makes an unknown register known by its first record.

    Raises:
        Refusal: A record is not proven, or does not follow what the office holds; those before it are taken.
    """
    left = iter(journal)
    batch = list(islice(left, RECORDS_MAX))
    if not batch:
        raise Refusal(Answer(None, Trouble.INVALID, "There is no record in the file."))
    row, after = _whose(office, batch[0], enrol=enrol)
    before = held = Head(row.held_seq, row.held_seal)
    while batch:
        held = _take_batch(office, row, after, batch)
        after = Head(batch[-1].seq, batch[-1].seal)
        batch = list(islice(left, RECORDS_MAX))
    return TakenIn(row.id, row.name, held.records - before.records, held)


def _take_batch(office: Office, row: Row[Any], after: Head, batch: list[Record]) -> Head:
    try:
        prove(row.id, row.public_key, after, batch)
    except Unproven as unproven:
        raise Refusal(Answer(None, Trouble.INVALID, str(unproven))) from unproven
    last = batch[-1]
    # A file says nothing about how the register stands now.
    sent_at = row.sent_at or row.enrolled_at
    header = BatchHeader(FORMAT, row.id, after, Head(last.seq, last.seal), sent_at, len(batch))
    with office.engine.begin() as connection:
        answer = take(connection, row.no, header, batch, office.clock(), proven=True, by_hand=True)
    if answer.trouble is not None or answer.held is None:
        raise Refusal(answer)
    return answer.held


def _whose(office: Office, first: Record, *, enrol: bool) -> tuple[Row[Any], Head]:
    """Find the register whose journal goes on with this record, and the record before it."""
    with office.engine.begin() as connection:
        if first.seq == 1:
            return _by_creation(connection, office, first, enrol=enrol), Head()
        for row in connection.execute(select(registers)).all():
            before = _seal_at(connection, row.no, first.seq - 1)
            if before and first.seal == seal(before, first.seq, first.recorded_at, first.kind, first.body):
                return row, Head(first.seq - 1, before)
    raise Refusal(Answer(None, Trouble.UNKNOWN_REGISTER, _NOT_KNOWN))


def _seal_at(connection: Connection, register_no: int, seq: int) -> str | None:
    statement = select(records.c.seal).where(records.c.register_no == register_no, records.c.seq == seq)
    return connection.execute(statement).scalar_one_or_none()


def _by_creation(connection: Connection, office: Office, first: Record, *, enrol: bool) -> Row[Any]:
    try:
        entry = decode(first.kind, first.body)
    except (ValueError, TypeError, RecursionError) as unreadable:
        raise Refusal(Answer(None, Trouble.INVALID, "Record 1 cannot be read.")) from unreadable
    if not isinstance(entry, RegisterCreated):
        raise Refusal(Answer(None, Trouble.INVALID, "Record 1 does not say whose journal this is."))
    statement = select(registers).where(registers.c.id == entry.register_id)
    row = connection.execute(statement).first()
    if row is not None and row.public_key != entry.public_key:
        words = "A register of this id is known with another key."
        raise Refusal(Answer(None, Trouble.OTHER_KEY, words))
    if row is None and not enrol:
        raise Refusal(Answer(None, Trouble.UNKNOWN_REGISTER, _NOT_KNOWN))
    if row is None:
        values = {"id": entry.register_id, "name": entry.code, "public_key": entry.public_key}
        new = {"enrolled_at": office.clock(), "held_seq": 0, "held_seal": "", "head_seq": 0}
        connection.execute(insert(registers).values(**values, **new))
        row = connection.execute(statement).one()
    return row


def journal_of(office: Office, register_no: int, since: int = 0) -> Iterator[Record]:
    """Read what the office holds of a register, in order, as the register wrote it."""
    columns = [records.c[name] for name in ("seq", "recorded_at", "kind", "body", "seal", "signature")]
    statement = (
        select(*columns)
        .where(records.c.register_no == register_no, records.c.seq > since)
        .order_by(records.c.seq)
        .execution_options(yield_per=RECORDS_MAX)
    )
    with reading(office.engine).begin() as connection:
        for row in connection.execute(statement):
            yield Record(*row)


@dataclass(frozen=True, slots=True)
class KnownRegister:
    """A register that the office knows; `no` is its number there."""

    no: int
    id: str
    name: str


def register_named(office: Office, named: str) -> KnownRegister | None:
    """Find a register by its id, or by its name if only one has it."""
    statement = select(registers).where((registers.c.id == named) | (registers.c.name == named)).limit(2)
    with reading(office.engine).begin() as connection:
        found = connection.execute(statement).all()
    return KnownRegister(found[0].no, found[0].id, found[0].name) if len(found) == 1 else None
