"""Copies of the database by SQLite's own online backup, and what is put into a restored one.

A copy leaves the machine, so it has no credentials: neither PINs nor badges. The register's key is in it only
where the whole copy is encrypted.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, update

from till.domain.chain import Record, seal
from till.domain.codec import decode
from till.domain.state import Head
from till.faults import JournalBroken, NotRecorded
from till.jobs import JobStatus
from till.signing import signed_by
from till.store import credentials, receipts, schema

BUSY_TIMEOUT_S: Final = 10.0
_APPEND: Final = schema.insert_text(schema.journal, tuple(schema.journal.c.keys()))
_NAMES: Final = ", ".join(schema.journal.c.keys())
_UNFINISHED: Final = ("pending", "started")


def copy_database(path: Path, to: Path) -> None:
    """Copy the database at `path` as it is at one moment; writers go on meanwhile.

    Raises:
        JournalBroken: SQLite finds it damaged.
        NotRecorded: There is no room for the copy, or it cannot be written.
    """
    os.close(os.open(to, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        with closing(_connect(path)) as source, closing(_connect(to)) as target:
            source.backup(target)
        sync_file(to)
    except sqlite3.DatabaseError as error:
        raise _translated(error, to) from error


def make_portable(path: Path, sheet: Mapping[str, str]) -> None:
    """Take out of a copy what must not leave the machine, also from its free pages; put its `sheet` in.

    Raises:
        NotRecorded: There is no room for it.
    """
    try:
        with closing(_connect(path)) as connection:
            connection.execute("PRAGMA secure_delete = ON").close()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("DELETE FROM credentials")
            connection.execute("CREATE TABLE backup (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT")
            connection.executemany("INSERT INTO backup VALUES (?, ?)", sheet.items())
            connection.execute("COMMIT")
            connection.execute("VACUUM").close()
    except sqlite3.DatabaseError as error:
        raise _translated(error, path) from error


def take_sheet(path: Path) -> dict[str, str]:
    """Take the sheet out of a copy that is to become a journal; empty if it has none.

    Raises:
        JournalBroken: The file is no database, or a damaged one.
    """
    try:
        with closing(_connect(path)) as connection:
            named = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'backup'"
            if not connection.execute(named).fetchone()[0]:
                return {}
            sheet = {str(name): str(value) for name, value in connection.execute("SELECT * FROM backup")}
            connection.execute("PRAGMA secure_delete = ON").close()
            connection.execute("DROP TABLE backup").close()
            return sheet
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise JournalBroken("This is not a backup, or it is damaged. Take another one.") from error


def head_of(path: Path) -> Head:
    """Read the head of the journal in a database file.

    Raises:
        JournalBroken: It cannot be read.
    """
    try:
        with closing(_connect(path)) as connection:
            row = connection.execute("SELECT seq, seal FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise JournalBroken("The journal cannot be read.") from error
    return Head(*row) if row else Head()


def records_after(path: Path, seq: int) -> Iterator[Record]:
    """Read what can be read of the records after `seq`, also from a damaged file; end where it cannot."""
    with suppress(sqlite3.DatabaseError, UnicodeDecodeError), closing(_connect(path)) as connection:
        # Written out: no value but a number comes from outside.
        statement = f"SELECT {_NAMES} FROM journal WHERE seq > ? ORDER BY seq"  # noqa: S608
        for row in connection.execute(statement, (seq,)):
            if not all(isinstance(text, str) for text in row[1:]):
                return
            yield Record(*row)


def append_stored(engine: Engine, found: Iterable[Record], head: Head, public_key: str) -> Head:
    """Write records as another copy of the journal has them, as far as each follows and is signed."""
    with engine.begin() as connection:
        for record in found:
            if record.seq <= head.records:
                continue
            follows = seal(head.seal, head.records + 1, record.recorded_at, record.kind, record.body)
            if follows != record.seal or not signed_by(public_key, record.seal, record.signature):
                return head
            row = (record.seq, record.recorded_at, record.kind, record.body, record.seal, record.signature)
            connection.exec_driver_sql(_APPEND, row)
            receipts.put(connection, receipts.rows_of(decode(record.kind, record.body), record.seq))
            head = Head(record.seq, record.seal)
    return head


def settling(employee: int, hashed: str, cause: str) -> Callable[[Connection], None]:
    """Give what is written beside a restore: the PIN of an employee, and the doubt about open slips."""

    def settle(connection: Connection) -> None:
        credentials.set_pin(connection, employee, hashed)
        doubt_open_jobs(connection, cause)

    return settle


def doubt_open_jobs(connection: Connection, cause: str) -> None:
    """Ask about every slip that was not over: it may have been printed since; a kick is never sent again."""
    waiting = schema.outbox.c.status.in_(_UNFINISHED)
    for is_slip, status in ((True, JobStatus.UNKNOWN), (False, JobStatus.EXPIRED)):
        has_document = schema.outbox.c.document.is_not(None) == is_slip
        connection.execute(
            update(schema.outbox).where(waiting, has_document).values(status=status.value, cause=cause)
        )


def sync_file(path: Path) -> None:
    """See that the content of a file is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def keep_before_migration(path: Path, found: int) -> None:
    """Keep the whole database beside itself before its tables are changed, readable by its owner only.

    Raises:
        NotRecorded: There is no room: then the tables are not changed either.
    """
    kept = path.with_name(f"{path.stem}-tables-{found}{path.suffix}")
    if kept.exists():
        return
    unfinished = path.with_name(f".{kept.name}.{os.getpid()}.part")
    unfinished.unlink(missing_ok=True)
    try:
        copy_database(path, unfinished)
        unfinished.replace(kept)
    except OSError as error:
        raise NotRecorded(f"{kept} could not be written: {error.strerror}.") from error
    finally:
        unfinished.unlink(missing_ok=True)


def room_for(path: Path, folder: Path, times: int = 1) -> bool:
    """Say whether the disk of `folder` has room for the database at `path`, `times` over."""
    size = sum(each.stat().st_size for each in (path, path.with_name(f"{path.name}-wal")) if each.exists())
    return shutil.disk_usage(folder).free > size * times


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF").close()
    return connection


def _translated(error: sqlite3.DatabaseError, path: Path) -> JournalBroken | NotRecorded:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_BUSY")):
        return NotRecorded(f"{path} could not be written: {error}.")
    return JournalBroken("The journal on the disk is damaged. Do not trade; restore the newest backup.")
