"""SQLite as this register needs it: WAL, every commit on the disk, writers one at a time."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from till.faults import JournalBroken, NotRecorded
from till.store import schema
from till.store.backup import keep_before_migration
from till.store.direct import run
from till.store.read_only import FULL, hindrance, open_for_reading

DATABASE: Final = "journal.sqlite"
BUSY_TIMEOUT_MS: Final = 10_000
_DAMAGED: Final = "The journal on the disk is damaged. Do not trade; restore the newest backup."
_SHARED: Final = (
    "nfs",
    "cifs",
    "smb",
    "9p",
    "afs",
    "ceph",
    "glusterfs",
    "lustre",
    "fuse.sshfs",
    "fuse.glusterfs",
)


def open_engine(folder: Path, *, create: bool = False) -> Engine:
    """Open the database in `folder`, with `create` a new one; bring its tables up to date.

    On a disk that is full or mounted read-only it is opened all the same, and whoever writes is refused.

    Raises:
        JournalBroken: There is none, it is damaged, or a newer program wrote it.
        NotRecorded: The folder cannot be written.
    """
    path = folder / DATABASE
    _refuse_network(folder)
    if not create and not (path.exists() and path.stat().st_size):
        raise JournalBroken(f"There is no journal at {path}. Run “till init”, or restore a backup.")
    if create:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    engine = _engine(path)
    try:
        _keep_before_migration(engine, path)
        with engine.begin() as connection:
            schema.migrate(connection)
    except DBAPIError as error:
        engine.dispose()
        fault = translate(error)
        words = hindrance(folder) if isinstance(fault, NotRecorded) else None
        if words is None:
            raise fault from error
        if create:
            raise NotRecorded(words) from error
        return _open_for_reading(path, words)
    return engine


def _keep_before_migration(engine: Engine, path: Path) -> None:
    """Keep older tables whole, for the day somebody has to go back to the program that knows them."""
    with reading(engine).begin() as connection:
        found = schema.version(connection)
    if 0 < found < schema.VERSION:
        keep_before_migration(path, found)


def _open_for_reading(path: Path, words: str) -> Engine:
    engine = open_for_reading(path, words)
    try:
        with reading(engine).begin() as connection:
            # Older tables lack what this program reads, and cannot be brought up to date here.
            if schema.version(connection) < schema.VERSION:
                raise NotRecorded(words)
            schema.migrate(connection)
    except DBAPIError as error:
        raise translate(error) from error
    return engine


def _engine(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=QueuePool,
        connect_args={"timeout": BUSY_TIMEOUT_MS / 1000, "check_same_thread": False},
    )
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: sqlite3.Connection, _record: Any) -> None:
    # SQLAlchemy's documented pair for SQLite: the driver begins nothing by itself, `_begin` does.
    connection.isolation_level = None
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "cache_size = -4000",
    ):
        try:
            connection.execute(f"PRAGMA {pragma}").close()
        except UnicodeDecodeError as damaged:  # SQLite quotes the damaged text of its schema.
            raise JournalBroken(_DAMAGED) from damaged


def _begin(connection: Connection) -> None:
    deferred = connection.get_execution_options().get("reading", False)
    run(connection, "BEGIN DEFERRED" if deferred else "BEGIN IMMEDIATE")


def reading(engine: Engine) -> Engine:
    """Give the engine for transactions that only read; they never wait for a writer."""
    return engine.execution_options(reading=True)


def may_stand_in_the_file(error: DBAPIError) -> bool:
    """Say whether a commit that failed may be found all the same when the write-ahead file is read anew.

    So it is when its last page was written and only what comes after failed: the flush, or the index of the
    file. Whatever fails before leaves no end of a transaction behind.
    """
    name = getattr(error.orig, "sqlite_errorname", "") or ""
    return name.startswith("SQLITE_IOERR") and not name.endswith(("_WRITE", "_READ", "_SHORT_READ"))


def settle(engine: Engine, *, happened: bool) -> None:
    """Make it last that a commit whose flush failed happened, or that it did not.

    What did not happen is overwritten by a change that changes nothing: while another program has the journal
    open, SQLite ignores such remains, but finds them after a crash.

    Raises:
        NotRecorded: The disk did not take it, or another program keeps the file busy.
    """
    if not happened:
        with engine.begin() as connection:
            connection.exec_driver_sql(f"PRAGMA user_version = {schema.VERSION}")
        return
    with engine.connect() as connection:
        driver = connection.connection.dbapi_connection
        assert driver is not None
        try:
            ((busy, _, _),) = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except sqlite3.Error as error:
            raise NotRecorded("The disk reported an error.") from error
    if busy:
        raise NotRecorded("Another program holds the journal.")


def translate(error: DBAPIError) -> NotRecorded | JournalBroken:
    """Say in a sentence what SQLite means, and what to do."""
    name = getattr(error.orig, "sqlite_errorname", "") or ""
    # Text that is no UTF-8 any more has no name of SQLite's.
    if not name or name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT")):
        return JournalBroken(_DAMAGED)
    if name.startswith("SQLITE_FULL"):
        return NotRecorded(FULL)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return NotRecorded(
            "The journal cannot be written: the folder or the file is read-only. Nothing was recorded."
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return NotRecorded("Another program holds the journal. Nothing was recorded. Try again.")
    if name.startswith("SQLITE_IOERR"):
        return NotRecorded("The disk reported an error. Nothing was recorded. Have the disk looked at.")
    return JournalBroken(f"The journal refused the record: {error.orig}.")


def _refuse_network(folder: Path) -> None:
    """Refuse file systems on which SQLite's locks and flushes cannot be trusted."""
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return
    resolved, best, kind = f"{folder.resolve()}/", "", ""
    for line in mounts:
        fields, _, tail = line.partition(" - ")
        point = fields.split(" ")[4].replace("\\040", " ").rstrip("/") + "/"
        if resolved.startswith(point) and len(point) >= len(best):
            best, kind = point, tail.split(" ")[0]
    if kind.startswith(_SHARED):
        raise JournalBroken(f"{folder} is on a network file system ({kind}). Put the data on a local disk.")
