"""The journal on a disk that takes nothing more: it can still be read, and nothing is ever written.

SQLite reads a database in WAL mode only where it can make an index file of 32 KiB beside it. Where the disk
is full or mounted read-only there is none: the file is then read as one that does not change. If a
write-ahead file with content stands beside it, that would leave out its newest records; so both are copied
to a place with room, which nobody else reads.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import tempfile
import weakref
from pathlib import Path
from typing import Any, Final, NoReturn
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from till.faults import NotRecorded
from till.store.direct import run

FULL: Final = "The disk is full. Nothing was recorded. Make room on the disk, then try again."
MOUNTED_READ_ONLY: Final = (
    "The disk is mounted read-only. Nothing was recorded. Mount it for writing, then try again."
)
_NEEDED_BYTES: Final = 64 * 1024
"""The index of the write-ahead file, and a first page in that file."""
# Folders of our own are made in them, which nobody else can read.
_ROOMY: Final = ("/dev/shm", "/run", "/var/tmp")  # noqa: S108
"""Where a copy may find room, after the usual folder for temporary files."""


def hindrance(folder: Path) -> str | None:
    """Say why the disk of `folder` takes nothing; None if it does, or if it is another matter."""
    try:
        with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
            written = file.write(b"\0" * _NEEDED_BYTES)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return FULL
        return MOUNTED_READ_ONLY if error.errno == errno.EROFS else None
    return FULL if written < _NEEDED_BYTES else None


def open_for_reading(path: Path, words: str) -> Engine:
    """Open the database at `path`, whose disk takes nothing; whoever wants to write is told `words`.

    Raises:
        NotRecorded: The write-ahead file has records, and there is nowhere room for a copy.
    """
    beside = path.with_name(f"{path.name}-wal")
    if not (beside.exists() and beside.stat().st_size):
        return _engine(f"file:{quote(str(path))}?mode=ro&immutable=1", words)
    folder = _copied((path, beside), words)
    engine = _engine(f"file:{quote(str(folder / path.name))}?mode=rw", words)
    weakref.finalize(engine, shutil.rmtree, folder, ignore_errors=True)
    return engine


def _engine(address: str, words: str) -> Engine:
    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, check_same_thread=False)

    def begin(connection: Connection) -> None:
        if not connection.get_execution_options().get("reading", False):
            _refuse(words)
        run(connection, "BEGIN DEFERRED")

    engine = create_engine("sqlite://", poolclass=QueuePool, creator=connect)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", begin)
    return engine


def _configure(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in ("query_only = ON", "trusted_schema = OFF", "cell_size_check = ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _refuse(words: str) -> NoReturn:
    raise NotRecorded(words)


def _copied(paths: tuple[Path, ...], words: str) -> Path:
    """Copy the files into a new folder that only its owner reads, all of one moment."""
    needed = sum(path.stat().st_size for path in paths) + _NEEDED_BYTES
    for place in (tempfile.gettempdir(), *_ROOMY):
        if not os.access(place, os.W_OK) or shutil.disk_usage(place).free < needed:
            continue
        folder = Path(tempfile.mkdtemp(prefix="till-", dir=place))
        try:
            before = [path.stat() for path in paths]
            for path in paths:
                shutil.copyfile(path, folder / path.name)
            after = [path.stat() for path in paths]
        except OSError:
            shutil.rmtree(folder, ignore_errors=True)
            continue
        if [(each.st_size, each.st_mtime_ns) for each in before] == [
            (each.st_size, each.st_mtime_ns) for each in after
        ]:
            return folder
        shutil.rmtree(folder, ignore_errors=True)
    raise NotRecorded(words)
