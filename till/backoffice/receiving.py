"""Taking batches: who sends them, whether they are proven, whether they follow what the office holds."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, select, update

from till.backoffice.alarms import Alarm, keep_payload, ring
from till.backoffice.database import reading
from till.backoffice.office import Office, hash_of
from till.backoffice.projecting import project
from till.backoffice.tables import records, registers, tokens
from till.backoffice.verifying import Unproven, prove, prove_seals
from till.domain.chain import Record
from till.domain.state import Head
from till.wire.answers import Answer, Trouble
from till.wire.batches import BatchHeader, NotABatch, TooLarge, unpack

PROVEN_AT_ONCE: Final = 50
"""So many records are proven whole before they are kept: what a register sends while it sells."""
SKEW_MAX_S: Final = 120
"""How far a register's clock may be from the office's before it is an alarm (seconds)."""
_GAP: Final = "The register sent record {first}, but the office holds only {held} records: some are missing."
_FORK: Final = (
    "The office holds another record {seq} than the register: there are two journals of this register. "
    "Was its data copied to another machine, or an old backup restored?"
)
_RESTORED: Final = (
    "The office holds {held} records of this register, which has only {head}: an old backup was restored. "
    "Restore the newest one, or let the office enrol it as a new register."
)


def receive(office: Office, register_id: str, token: str, body: bytes) -> Answer:
    """Take a batch, whole or not at all; say what the office holds after it."""
    now = office.clock()
    with reading(office.engine).begin() as connection:
        row = _register_of(connection, token)
    refusal = _refuse_stranger(office, row, register_id, now)
    if refusal is not None or row is None:
        return refusal or Answer(None, Trouble.UNKNOWN)
    try:
        header, sent = unpack(body)
        if header.register != register_id:
            raise NotABatch("It is another register's batch.")
        datetime.fromisoformat(header.sent_at).astimezone()
        whole = row.distrusted or len(sent) <= PROVEN_AT_ONCE
        # Outside the transaction: it takes longer than writing the records, and needs none of the office's.
        (prove if whole else prove_seals)(row.id, row.public_key, header.after, sent)
    except TooLarge as too_large:
        return Answer(_held(row), Trouble.TOO_LARGE, str(too_large))
    except (Unproven, ValueError) as wrong:
        return _keep_invalid(office, row, str(wrong), body, now)
    with office.engine.begin() as connection:
        return take(connection, row.no, header, sent, now, proven=whole)


def _register_of(connection: Connection, token: str) -> Row[Any] | None:
    whose = registers.c.no == tokens.c.register_no
    statement = select(registers, tokens.c.revoked_at).join(tokens, whose)
    return connection.execute(statement.where(tokens.c.hash == hash_of(token))).first()


def _refuse_stranger(office: Office, row: Row[Any] | None, asked: str, now: str) -> Answer | None:
    if row is None:
        kind, trouble, no = Alarm.STRANGER, Trouble.UNKNOWN, None
        words = "Somebody showed a token that no register has."
    elif row.revoked_at is not None:
        kind, trouble, no = Alarm.REVOKED, Trouble.REVOKED, row.no
        words = "A token was shown that was taken back. Enrol the register again."
    elif row.id != asked:
        kind, trouble, no = Alarm.OTHER_REGISTER, Trouble.OTHER_REGISTER, row.no
        words = "The token of this register was shown by, or for, another one."
    else:
        return None
    with office.engine.begin() as connection:
        ring(connection, no, kind, words, now)
    return Answer(None, trouble, words)


def _keep_invalid(office: Office, row: Row[Any], why: str, body: bytes, now: str) -> Answer:
    digest = hashlib.sha256(body).hexdigest()
    with office.engine.begin() as connection:
        keep_payload(connection, row.no, digest, body, kind=Trouble.INVALID.value, words=why, at=now)
        ring(connection, row.no, Alarm.INVALID, why, now, subject=digest[:16])
        held = _held(locked(connection, row.no))
    return Answer(held, Trouble.INVALID, why)


def locked(connection: Connection, register_no: int) -> Row[Any]:
    """Read a register's row; nobody else appends to its journal until the transaction ends."""
    return connection.execute(select(registers).where(registers.c.no == register_no).with_for_update()).one()


def _held(row: Row[Any]) -> Head:
    return Head(row.held_seq, row.held_seal)


def take(
    connection: Connection,
    register_no: int,
    header: BatchHeader,
    sent: Sequence[Record],
    now: str,
    *,
    proven: bool,
    by_hand: bool = False,
) -> Answer:
    """Append what is new of a batch to a register's journal; or say what contradicts it.

    Unless it is `proven` whole, what is in it is read when it is.
    """
    row = locked(connection, register_no)
    held = _held(row)
    # A message that was delayed on the line says what was true once: it is compared, and believed in nothing.
    is_news = not by_hand and (row.sent_at is None or _later(header.sent_at, row.sent_at))
    if is_news and (skew_s := abs(_seconds_between(header.sent_at, now))) > SKEW_MAX_S:
        words = f"The clocks of register and office differ by {skew_s} seconds."
        ring(connection, register_no, Alarm.CLOCK, words, now)
    trouble = _compare(connection, register_no, held, header, sent, is_news=is_news)
    if trouble is not None:
        kind, subject, words = trouble
        ring(connection, register_no, Alarm(kind.value), words, now, subject=subject)
        _heard(connection, register_no, now, {})
        return Answer(held, kind, words)
    fresh = [record for record in sent if record.seq > held.records]
    if row.distrusted and not proven:
        return Answer(held, Trouble.BUSY, "An unproven record was just found. Send it again.")
    at_once = proven and row.proven_seq == held.records
    held = append(connection, register_no, fresh, held)
    values: dict[str, Any] = {"held_seq": held.records, "held_seal": held.seal}
    if at_once and fresh:
        accept(connection, register_no, fresh, held, now)
    if is_news:
        values["sent_at"] = header.sent_at
    if is_news or held.records > row.head_seq:
        values["head_seq"] = max(header.head.records, held.records)
    if fresh:
        values["held_at"] = fresh[-1].recorded_at
    _heard(connection, register_no, None if by_hand else now, values)
    return Answer(held)


def _heard(connection: Connection, register_no: int, at: str | None, values: dict[str, Any]) -> None:
    """Note what is known of a register now, and when it was heard of."""
    changed = values if at is None else {**values, "contact_at": at}
    connection.execute(update(registers).where(registers.c.no == register_no).values(**changed))


def _compare(
    connection: Connection,
    register_no: int,
    held: Head,
    header: BatchHeader,
    sent: Sequence[Record],
    *,
    is_news: bool,
) -> tuple[Trouble, str, str] | None:
    """Say whether the batch contradicts what the office holds."""
    after = header.after
    if is_news and header.head.records < held.records:
        words = _RESTORED.format(held=held.records, head=header.head.records)
        return Trouble.RESTORED, str(held.records), words
    if after.records > held.records:
        return Trouble.GAP, str(held.records), _GAP.format(first=after.records + 1, held=held.records)
    known = [(after.records, after.seal), *((record.seq, record.seal) for record in sent)]
    ours = _seals(connection, register_no, after.records, min(known[-1][0], held.records))
    for seq, seal in known:
        if seq in ours and ours[seq] != seal:
            return Trouble.FORK, str(seq), _FORK.format(seq=seq)
    return None


def _seals(connection: Connection, register_no: int, first: int, last: int) -> dict[int, str]:
    between = records.c.seq.between(first, last)
    statement = select(records.c.seq, records.c.seal).where(records.c.register_no == register_no, between)
    return {row.seq: row.seal for row in connection.execute(statement)}


def append(connection: Connection, register_no: int, fresh: Sequence[Record], held: Head) -> Head:
    """Write records behind those that are held; give the new head."""
    if not fresh:
        return held
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    names = ", ".join(records.c.keys())
    # The driver's own words: SQLAlchemy's take longer for each record than the database does.
    marks = ", ".join([mark] * len(records.c))
    statement = f"INSERT INTO records ({names}) VALUES ({marks})"  # noqa: S608 -- our own table's names
    connection.exec_driver_sql(
        statement,
        [
            (
                register_no,
                record.seq,
                record.recorded_at,
                record.kind,
                record.body,
                record.seal,
                record.signature,
            )
            for record in fresh
        ],
    )
    return Head(fresh[-1].seq, fresh[-1].seal)


def accept(connection: Connection, register_no: int, proven: Sequence[Record], head: Head, now: str) -> None:
    """Read what proven records say, and note that all up to `head` is proven."""
    for record in proven:
        project(connection, register_no, record, now)
    values = {"proven_seq": head.records, "proven_seal": head.seal}
    connection.execute(update(registers).where(registers.c.no == register_no).values(**values))


def _later(at: str, than: str) -> bool:
    return _seconds_between(than, at) > 0 or datetime.fromisoformat(at) > datetime.fromisoformat(than)


def _seconds_between(earlier: str, at: str) -> int:
    return int((datetime.fromisoformat(at) - datetime.fromisoformat(earlier)).total_seconds())
