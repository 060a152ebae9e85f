"""The next batch of the journal, made while the peer has the one before it in hand."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from till.clock import Clock
from till.domain.chain import Record
from till.domain.state import Head
from till.faults import JournalBroken
from till.store import journal
from till.store.engine import reading
from till.wire.batches import FORMAT, RECORDS_MAX, BatchHeader, pack, take_lines


@dataclass(frozen=True, slots=True)
class Batch:
    """A packed batch of `sent` records from the one behind `after` to `last`; `head` was the newest then."""

    body: bytes
    sent: int
    after: Head
    last: Head
    head: Head


class BatchMaker:
    """Makes batches of one register's journal, and the next one beside whoever sends the last."""

    def __init__(self, engine: Engine, register_id: str, clock: Clock) -> None:
        self._engine = engine
        self._register_id = register_id
        self._clock = clock
        self._ahead: threading.Thread | None = None
        self._made: tuple[int, Batch] | None = None

    def batch(self, cursor: Head, bytes_aimed: int) -> Batch:
        """Give the batch behind `cursor`: the one that was made ahead, if it is that one."""
        if self._ahead is not None:
            self._ahead.join()
        made, self._ahead, self._made = self._made, None, None
        if made is not None and made[0] == bytes_aimed and made[1].after == cursor:
            return made[1]
        return self.make(cursor, bytes_aimed)

    def look_ahead(self, batch: Batch, bytes_aimed: int) -> None:
        """Make what comes behind this batch, if the journal goes on; it is there when it is asked for."""

        def make() -> None:
            # What goes wrong here is met, and told, when the batch is asked for: then there is none.
            with suppress(DBAPIError, JournalBroken):
                self._made = (bytes_aimed, self.make(batch.last, bytes_aimed))

        if batch.sent and batch.last.records < batch.head.records:
            self._ahead = threading.Thread(target=make, name="batch ahead", daemon=True)
            self._ahead.start()

    def make(self, cursor: Head, bytes_aimed: int, records_max: int = RECORDS_MAX) -> Batch:
        """Make the batch behind `cursor`."""
        with reading(self._engine).begin() as connection:
            head = journal.head(connection)
            # A cursor beyond our own head is an old backup's; the office is told where we really are.
            after = cursor if cursor.records <= head.records else head
            taken = [after]
            lines: list[bytes] = []
            if records_max:
                records = _noted(journal.after(connection, after.records, records_max), taken)
                lines = take_lines(records, bytes_aimed=bytes_aimed)
        header = BatchHeader(FORMAT, self._register_id, after, head, self._clock(), len(lines))
        return Batch(pack(header, lines), len(lines), after, taken[-1], head)


def _noted(records: Iterator[Record], taken: list[Head]) -> Iterator[Record]:
    for record in records:
        taken.append(Head(record.seq, record.seal))
        yield record
