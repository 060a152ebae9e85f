"""How much of the journal waits for the office, for the reports that say it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy import Connection, text

from till.domain.commands import CloseAside, CloseShift, Command, ForceClose, HandOver, TakeX
from till.domain.queue import Queue
from till.store import peers

# Practice is worth nothing. The journal's kinds are written out, so that no other record is looked into.
_AMOUNT: Final = text(
    "SELECT coalesce(sum(abs(CASE kind WHEN 'cash-moved/1' THEN json_extract(body, '$.amount') "
    "ELSE json_extract(body, '$.receipt.total') END)), 0) FROM journal WHERE seq > :seq "
    "AND kind IN ('cash-moved/1', 'sale-concluded/1', 'sale-refunded/1') "
    "AND coalesce(json_extract(body, '$.training'), 0) = 0"
)


def with_queue(connection: Connection, command: Command) -> Command:
    """Give a command for a report with what waits for the office; other commands as they are."""
    if isinstance(command, TakeX | CloseShift | CloseAside | ForceClose | HandOver):
        return replace(command, queue=queue(connection))
    return command


def queue(connection: Connection) -> Queue | None:
    """Count what the office that is furthest behind does not have; None where there is no office."""
    known = peers.all_peers(connection)
    if not known:
        return None
    cursor = min((peer.cursor for peer in known), key=lambda each: each.records)
    waits = peers.waiting(connection, cursor)
    if not waits.records:
        return Queue(0, 0)
    amount = connection.execute(_AMOUNT, {"seq": cursor.records}).scalar_one()
    return Queue(waits.records, int(amount), waits.since)
