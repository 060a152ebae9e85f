"""The append-only list of records."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, func, literal_column, or_, select

from till.domain.chain import Record, genesis, seal
from till.domain.codec import encode
from till.domain.entries import Entry, RegisterCreated
from till.domain.state import Head
from till.faults import JournalBroken
from till.signing import Sign
from till.store import receipts
from till.store.direct import run
from till.store.schema import insert_text, journal

PAGE_MAX: Final = 500
"""The most records that one question to the journal answers with."""
SEQ_MAX: Final = 2**63 - 1
"""The largest number that SQLite stores; nobody has typed it in earnest."""
_INSERT: Final = insert_text(journal, tuple(journal.c.keys()))
_HEAD: Final = "SELECT seq, seal FROM journal ORDER BY seq DESC LIMIT 1"
_ALL: Final[Select[tuple[int, str, str, str, str, str]]] = select(
    journal.c.seq, journal.c.recorded_at, journal.c.kind, journal.c.body, journal.c.seal, journal.c.signature
)
# Written out and not bound, so that SQLite sees that the index of closes answers it.
_IS_CLOSE: Final[ColumnElement[bool]] = literal_column("kind = 'shift-closed/1'")

_PEOPLE: Final = (
    "$.employee1.no",
    "$.employee2.no",
    "$.by.no",
    "$.approved_by.no",
    "$.employee.no",
    "$.employee",
)
"""Where a record names who did it, who approved it, or whose sign-in, PIN or kick it was."""


def append(
    connection: Connection, entries: Iterable[Entry], head: Head, recorded_at: str, sign: Sign
) -> Head:
    """Write `entries` after `head`, which must be the newest record; give the new head."""
    rows, found, previous, seq = [], [], head.seal, head.records
    for entry in entries:
        kind, body = encode(entry)
        if isinstance(entry, RegisterCreated):
            previous = genesis(entry.register_id, entry.public_key)
        seq += 1
        previous = seal(previous, seq, recorded_at, kind, body)
        rows.append((seq, recorded_at, kind, body, previous, sign(previous)))
        found += receipts.rows_of(entry, seq)
    for row in rows:
        run(connection, _INSERT, row)
    receipts.put(connection, found)
    return Head(seq, previous)


def head(connection: Connection) -> Head:
    """Find the newest record."""
    rows = run(connection, _HEAD)
    return Head(*rows[0]) if rows else Head()


def after(connection: Connection, seq: int, limit: int | None = None) -> Iterator[Record]:
    """Read every record after number `seq`, in order, or as many of them as `limit` says."""
    statement = _ALL.where(journal.c.seq > seq).order_by(journal.c.seq).limit(limit)
    for row in connection.execute(statement):
        yield _record(row)


def find(connection: Connection, seq: int) -> Record | None:
    """Read one record."""
    row = connection.execute(_ALL.where(journal.c.seq == _number(seq))).first()
    return None if row is None else _record(row)


def between(
    connection: Connection,
    after_seq: int,
    until: int | None,
    kinds: Collection[str],
    limit: int,
    *,
    newest_first: bool,
) -> list[Record]:
    """Read records with a number above `after_seq` up to `until`, of these kinds (with version)."""
    seq = journal.c.seq
    statement = _ALL.where(seq > after_seq).order_by(seq.desc() if newest_first else seq).limit(limit)
    if until is not None:
        statement = statement.where(seq <= until)
    if kinds:
        # Written out and not bound, so that SQLite sees which index answers it.
        statement = statement.where(journal.c.kind.in_([literal_column(f"'{kind}'") for kind in kinds]))
    return [_record(row) for row in connection.execute(statement)]


def closed_shifts(connection: Connection) -> list[tuple[int, int, str, int, str, str]]:
    """List closed shifts: record, number, business date, drawer, when each was opened and closed."""
    names = ("shift", "business_date", "drawer", "figures.opened_at", "at")
    fields = [func.json_extract(journal.c.body, f"$.{name}") for name in names]
    statement = select(journal.c.seq, *fields).where(_IS_CLOSE).order_by(journal.c.seq)
    return [tuple(row) for row in connection.execute(statement)]


def last_close(connection: Connection) -> Record | None:
    """Read the newest shift-closed record: all that is needed from before it is in it."""
    row = connection.execute(_ALL.where(_IS_CLOSE).order_by(journal.c.seq.desc()).limit(1)).first()
    return None if row is None else _record(row)


def closes(
    connection: Connection,
    limit: int,
    before: int | None = None,
    *,
    date: str | None = None,
    person: int | None = None,
    over_or_short: bool = False,
) -> list[Record]:
    """Read shift-closed records, newest first: of a business date, of who opened the shift, not exact."""
    statement = _ALL.where(_IS_CLOSE).order_by(journal.c.seq.desc()).limit(min(limit, PAGE_MAX))
    body = journal.c.body
    if before is not None:
        statement = statement.where(journal.c.seq < _number(before))
    if date is not None:
        statement = statement.where(func.json_extract(body, "$.business_date") == date)
    if person is not None:
        statement = statement.where(func.json_extract(body, "$.figures.opened_by.no") == _number(person))
    if over_or_short:
        statement = statement.where(func.json_extract(body, "$.amount") != 0)
    return [_record(row) for row in connection.execute(statement)]


def close_of(connection: Connection, field: str, number: int) -> Record | None:
    """Find the shift-closed record whose `field` (`z_no` or `shift`) is `number`."""
    value = func.json_extract(journal.c.body, f"$.{field}")
    row = connection.execute(_ALL.where(_IS_CLOSE, value == _number(number)).limit(1)).first()
    return None if row is None else _record(row)


def newest(
    connection: Connection,
    limit: int,
    *,
    before: int | None = None,
    kind: str | None = None,
    shift: int | None = None,
    employee: int | None = None,
    date: str | None = None,
) -> list[Record]:
    """Read records, newest first: before a number, of a kind (without version), shift, person or day."""
    statement = _ALL.order_by(journal.c.seq.desc()).limit(min(limit, PAGE_MAX))
    if before is not None:
        statement = statement.where(journal.c.seq < _number(before))
    if kind is not None:
        statement = statement.where(journal.c.kind.startswith(f"{kind}/", autoescape=True))
    if shift is not None:
        statement = statement.where(func.json_extract(journal.c.body, "$.shift") == _number(shift))
    if employee is not None:
        # Who did it, who approved it, or whose sign-in, PIN or attempt at the drawer it was.
        paths = (
            "$.employee1.no",
            "$.employee2.no",
            "$.by.no",
            "$.approved_by.no",
            "$.employee.no",
            "$.employee",
        )
        statement = statement.where(
            or_(*(func.json_extract(journal.c.body, path) == _number(employee) for path in paths))
        )
    if date is not None:
        statement = statement.where(journal.c.recorded_at.startswith(date, autoescape=True))
    return [_record(row) for row in connection.execute(statement)]


def _number(asked: int) -> int:
    """Give what was asked for, or the nearest number that SQLite can look for."""
    return max(-1, min(asked, SEQ_MAX))


def _record(row: Row[Any]) -> Record:
    texts: tuple[Any, ...] = tuple(row)[1:]
    if not all(isinstance(text, str) for text in texts):
        words = f"Record {row.seq} of the journal is damaged. Do not trade; restore the newest backup."
        raise JournalBroken(words)
    return Record(
        seq=row.seq,
        recorded_at=row.recorded_at,
        kind=row.kind,
        body=row.body,
        seal=row.seal,
        signature=row.signature,
    )
