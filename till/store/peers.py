"""How far each peer has acknowledged the journal, and what is the matter with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from till.domain.state import Head
from till.store import journal
from till.store.schema import journal as records
from till.store.schema import peers

NOTHING: Final = Head()


@dataclass(frozen=True, slots=True)
class PeerState:
    """What is known of a peer: its cursor, when it last answered, and what is the matter, if anything is.

    `attempts` counts failures in a row; `next_at` is when it is tried again (RFC 3339).
    """

    name: str
    cursor: Head = NOTHING
    contact_at: str | None = None
    trouble: str | None = None
    words: str | None = None
    trouble_at: str | None = None
    attempts: int = 0
    next_at: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many records a peer has not acknowledged, and since when the oldest of them waits (RFC 3339)."""

    records: int
    since: str | None


def keep_only(connection: Connection, names: Iterable[str]) -> None:
    """Know these peers and no others; one that comes back is asked what it holds."""
    wanted = list(names)
    connection.execute(delete(peers).where(peers.c.name.not_in(wanted)))
    for name in wanted:
        values = {"name": name, "seq": 0, "seal": "", "attempts": 0}
        connection.execute(insert(peers).values(**values).on_conflict_do_nothing())


def all_peers(connection: Connection) -> list[PeerState]:
    """Read every peer."""
    rows = connection.execute(select(peers).order_by(peers.c.name))
    return [
        PeerState(
            row.name,
            Head(row.seq, row.seal),
            row.contact_at,
            row.trouble,
            row.words,
            row.trouble_at,
            row.attempts,
            row.next_at,
        )
        for row in rows
    ]


def find(connection: Connection, name: str) -> PeerState:
    """Read one peer; one that is not known yet has acknowledged nothing."""
    return next((peer for peer in all_peers(connection) if peer.name == name), PeerState(name))


def waiting(connection: Connection, cursor: Head) -> Waiting:
    """Count what comes after a cursor, without reading it."""
    number = journal.head(connection).records - cursor.records
    if number <= 0:
        return Waiting(0, None)
    statement = select(records.c.recorded_at).where(records.c.seq == cursor.records + 1)
    return Waiting(number, connection.execute(statement).scalar_one())


def acknowledged(connection: Connection, name: str, cursor: Head, at: str) -> None:
    """Note what a peer says it holds; nothing is the matter with it."""
    _set(
        connection,
        name,
        seq=cursor.records,
        seal=cursor.seal,
        contact_at=at,
        trouble=None,
        words=None,
        trouble_at=None,
        attempts=0,
        next_at=None,
    )


def passed(connection: Connection, name: str, cursor: Head) -> None:
    """Note up to where there is nothing to send to a peer, which was not asked."""
    _set(connection, name, seq=cursor.records, seal=cursor.seal)


def troubled(
    connection: Connection, peer: PeerState, trouble: str, words: str, *, at: str, next_at: str, heard: bool
) -> None:
    """Note what is the matter with a peer, and when it is tried again; `heard` if it answered."""
    same = peer.trouble == trouble
    _set(
        connection,
        peer.name,
        trouble=trouble,
        words=words,
        trouble_at=peer.trouble_at if same else at,
        attempts=peer.attempts + 1,
        next_at=next_at,
        contact_at=at if heard else peer.contact_at,
    )


def _set(connection: Connection, name: str, **values: object) -> None:
    connection.execute(update(peers).where(peers.c.name == name).values(**values))
