"""What a peer refused for ever, with its answer, until a person decides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, Row, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from till.store.schema import parked

SHOWN_MAX: Final = 200
"""So many are shown at once, the oldest first."""


class ParkedStatus(StrEnum):
    """What becomes of a record that was set aside."""

    PARKED = "parked"
    AGAIN = "again"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Parked:
    """A record that a peer refused: the answer it got, and when (RFC 3339)."""

    peer: str
    seq: int
    status: ParkedStatus
    answer: str
    at: str


def park(connection: Connection, peer: str, seq: int, answer: str, at: str) -> None:
    """Set a record aside."""
    values = {"status": ParkedStatus.PARKED.value, "answer": answer, "at": at}
    row = insert(parked).values(peer=peer, seq=seq, **values)
    connection.execute(row.on_conflict_do_update(index_elements=["peer", "seq"], set_=values))


def set_aside(connection: Connection, peer: str | None = None, *, dropped: bool = False) -> list[Parked]:
    """Read what is set aside, the oldest first; `dropped` what nobody wants to send any more."""
    gone = parked.c.status == ParkedStatus.DROPPED.value
    statement = select(parked).where(gone if dropped else ~gone).order_by(parked.c.at, parked.c.seq)
    if peer is not None:
        statement = statement.where(parked.c.peer == peer)
    return [_read(row) for row in connection.execute(statement.limit(SHOWN_MAX))]


def to_send_again(connection: Connection, peer: str) -> Parked | None:
    """Find the next one that a person wants to have sent again."""
    again = (parked.c.peer == peer, parked.c.status == ParkedStatus.AGAIN.value)
    row = connection.execute(select(parked).where(*again).order_by(parked.c.seq).limit(1)).first()
    return None if row is None else _read(row)


def decide(connection: Connection, peer: str, seq: int, status: ParkedStatus) -> bool:
    """Note what a person decided; False if no such record is set aside."""
    one = (parked.c.peer == peer, parked.c.seq == seq)
    return connection.execute(update(parked).where(*one).values(status=status.value)).rowcount > 0


def arrived(connection: Connection, peer: str, seq: int) -> None:
    """Forget one that was taken after all."""
    connection.execute(delete(parked).where(parked.c.peer == peer, parked.c.seq == seq))


def _read(row: Row[tuple[str, int, str, str, str]]) -> Parked:
    return Parked(row.peer, row.seq, ParkedStatus(row.status), row.answer, row.at)
