"""What the owner must know: each alarm once, with how often it came and when it came last."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, insert, select, update

from till.backoffice.tables import alarms, payloads

PAYLOADS_MAX: Final = 50
"""How many payloads of one register are kept that could not be verified."""
PAYLOAD_BYTES_MAX: Final = 1024 * 1024
"""How much of each of them is kept (bytes)."""


class Alarm(StrEnum):
    """What may be wrong with a register, its journal or its drawer."""

    FORK = "fork"
    GAP = "gap"
    RESTORED = "restored"
    INVALID = "invalid-payload"
    STRANGER = "unknown-token"
    REVOKED = "revoked-token"
    OTHER_REGISTER = "other-register"
    OTHER_KEY = "other-key"
    CLOCK = "clock"
    FORCED = "force-closed"
    NO_SALES = "repeated-no-sale"
    UNREADABLE = "unreadable-record"
    SILENT = "silent"


def ring(
    connection: Connection, register_no: int | None, kind: Alarm, words: str, at: str, *, subject: str = ""
) -> None:
    """Note an alarm; the same one again is counted."""
    same = (
        alarms.c.kind == kind.value,
        alarms.c.subject == subject,
        alarms.c.register_no.is_(None) if register_no is None else alarms.c.register_no == register_no,
    )
    again = update(alarms).where(*same).values(last_at=at, times=alarms.c.times + 1, words=words)
    if connection.execute(again).rowcount == 0:
        row = {"register_no": register_no, "kind": kind.value, "subject": subject, "words": words}
        connection.execute(insert(alarms).values(**row, first_at=at, last_at=at, times=1))


def keep_payload(
    connection: Connection, register_no: int, digest: str, body: bytes, *, kind: str, words: str, at: str
) -> None:
    """Keep what could not be verified, for whoever looks into it; a bounded number, each once."""
    of_register = payloads.c.register_no == register_no
    kept = (
        connection.execute(select(payloads.c.digest).where(of_register).limit(PAYLOADS_MAX)).scalars().all()
    )
    if digest in kept or len(kept) >= PAYLOADS_MAX:
        return
    connection.execute(
        insert(payloads).values(
            register_no=register_no,
            digest=digest,
            kind=kind,
            words=words,
            received_at=at,
            bytes=len(body),
            payload=body[:PAYLOAD_BYTES_MAX],
        )
    )
