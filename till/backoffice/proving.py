"""Proving what has only arrived: every signature, beside the server, in the order of each journal."""

from __future__ import annotations

import random
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, select, update

from till.backoffice.alarms import PAYLOAD_BYTES_MAX, Alarm, keep_payload, ring
from till.backoffice.database import reading
from till.backoffice.office import Office
from till.backoffice.receiving import accept, locked
from till.backoffice.tables import records, registers
from till.backoffice.verifying import Unproven, prove
from till.domain.chain import Record
from till.domain.state import Head
from till.wire.answers import Trouble
from till.wire.lines import line_of

RECORDS_MAX: Final = 500
"""How many records are proven in one step: a step is short, so that a server never waits long for it."""


COMING_IN_S: Final = 2
"""A register that is behind and was heard of so lately is sending: taking in comes first (seconds)."""
LEFT_MAX: Final = 200_000
"""So many records wait for their proof while more come in, and no longer."""


def prove_arrived(office: Office, dice: random.Random, *, patient: bool = False) -> bool:
    """Prove the next records of one register that has some; say whether one had.

    Several servers prove beside each other: the dice keep them from proving the same, and it does no harm.
    The `patient` one leaves a register alone while its records come in: both would wait for the other.
    """
    with reading(office.engine).begin() as connection:
        waiting = connection.execute(select(registers).where(registers.c.proven_seq < registers.c.held_seq))
        now = office.clock()
        rows = [row for row in waiting.all() if not (patient and _is_coming_in(row, now))]
        if not rows:
            return False
        row = dice.choice(rows)
        arrived = _arrived(connection, row, RECORDS_MAX)
    after = Head(row.proven_seq, row.proven_seal)
    fault = None
    try:
        prove(row.id, row.public_key, after, arrived)
    except Unproven as unproven:
        fault, arrived = unproven, arrived[: unproven.proven]
    with office.engine.begin() as connection:
        now_held = locked(connection, row.no)
        if now_held.proven_seq != row.proven_seq:
            return True  # Another one was quicker.
        head = Head(arrived[-1].seq, arrived[-1].seal) if arrived else after
        accept(connection, row.no, arrived, head, office.clock())
        if fault is not None:
            _refuse(connection, now_held, head, str(fault), office.clock())
    return True


def prove_all(office: Office, dice: random.Random) -> None:
    """Prove whatever has arrived by now."""
    while prove_arrived(office, dice):
        continue


def _is_coming_in(row: Row[Any], now: str) -> bool:
    if row.held_seq >= row.head_seq or row.contact_at is None or row.held_seq - row.proven_seq > LEFT_MAX:
        return False
    heard_s = (datetime.fromisoformat(now) - datetime.fromisoformat(row.contact_at)).total_seconds()
    return heard_s < COMING_IN_S


def _arrived(connection: Connection, row: Row[Any], limit: int) -> list[Record]:
    columns = [records.c[name] for name in ("seq", "recorded_at", "kind", "body", "seal", "signature")]
    behind = (records.c.register_no == row.no, records.c.seq > row.proven_seq)
    statement = select(*columns).where(*behind).order_by(records.c.seq).limit(limit)
    return [Record(*each) for each in connection.execute(statement)]


def _refuse(connection: Connection, row: Row[Any], head: Head, why: str, now: str) -> None:
    """Take what is behind `head` out of the journal, keep it for whoever looks into it, and say so."""
    behind = (records.c.register_no == row.no, records.c.seq > head.records)
    columns = [records.c[name] for name in ("seq", "recorded_at", "kind", "body", "seal", "signature")]
    refused = connection.execute(select(*columns).where(*behind).order_by(records.c.seq).limit(RECORDS_MAX))
    payload = b"".join(line_of(Record(*each)) for each in refused)[:PAYLOAD_BYTES_MAX]
    digest = f"record {head.records + 1} {row.held_seal}"
    keep_payload(connection, row.no, digest, payload, kind=Trouble.INVALID.value, words=why, at=now)
    ring(connection, row.no, Alarm.INVALID, why, now, subject=f"record {head.records + 1}")
    connection.execute(delete(records).where(*behind))
    last = (records.c.register_no == row.no, records.c.seq == head.records)
    held_at = connection.execute(select(records.c.recorded_at).where(*last)).scalar_one_or_none()
    values = {"held_seq": head.records, "held_seal": head.seal, "held_at": held_at, "distrusted": True}
    connection.execute(update(registers).where(registers.c.no == row.no).values(**values))
