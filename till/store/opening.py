"""From a folder to a state: new journals, and the fold of what stands in old ones."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine

from till.domain.apply import apply
from till.domain.chain import Record, genesis, seal
from till.domain.codec import UnknownKind, decode
from till.domain.entries import Entry, RegisterCreated, ShiftClosed
from till.domain.errors import AlreadySetUp
from till.domain.state import Head, State
from till.faults import JournalBroken, NotRecorded
from till.signing import signed_by
from till.store import journal
from till.store.engine import DATABASE, open_engine, reading

__all__ = ["forget_unfinished", "load_state", "new_journal", "reading", "sync_folder"]

_SET_UP_KINDS: Final = frozenset({"register-created", "settings-changed", "employee-added", "pin-set"})
"""What stands in a journal whose register was never started."""


def new_journal(folder: Path) -> Engine:
    """Make the data folder and an empty journal in it, readable by its owner only.

    Raises:
        AlreadySetUp: There is a journal in the folder.
        NotRecorded: The folder cannot be made or written.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        engine = open_engine(folder, create=True)
    except OSError as error:
        raise NotRecorded(f"The data folder {folder} cannot be written: {error.strerror}.") from error
    # What is there may be empty: an earlier try may have been killed.
    with reading(engine).begin() as connection:
        if journal.head(connection).records:
            raise AlreadySetUp()
    return engine


def forget_unfinished(folder: Path) -> None:
    """Remove a journal in which nothing stands but a set-up that was cut off, so that it can be repeated.

    Only for a set-up that knows itself unfinished; a journal in which anything else happened stays.
    """
    if not (folder / DATABASE).exists():
        return
    engine = open_engine(folder, create=True)
    try:
        with reading(engine).begin() as connection:
            kinds = {record.kind.partition("/")[0] for record in islice(journal.after(connection, 0), 5)}
    finally:
        engine.dispose()
    if kinds <= _SET_UP_KINDS:
        for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"):
            (folder / name).unlink(missing_ok=True)
        sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """See that the names of the new files are on the disk too."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def load_state(connection: Connection, public_key: str) -> State:
    """Fold the journal from the last close on, checking the chain on the way.

    Raises:
        JournalBroken: A record does not follow from the one before, or has another key's signature.
    """
    close = journal.last_close(connection)
    state = follow(connection, State() if close is None else _from_close(connection, close))
    newest = journal.find(connection, state.head.records)
    if newest is None:
        return state
    if state.identity is None or state.identity.public_key != public_key:
        raise JournalBroken("The register's key is not the one this journal was written with.")
    if not signed_by(public_key, newest.seal, newest.signature):
        raise JournalBroken(f"Record {newest.seq} of the journal was not signed by this register.")
    return state


def follow(connection: Connection, state: State) -> State:
    """Fold what was recorded after `state`, checking that it follows from it.

    Raises:
        JournalBroken: A record does not, or the journal is not the one that `state` was made from.
    """
    newest = journal.head(connection)
    if newest == state.head:
        return state
    for record in journal.after(connection, state.head.records):
        state = _applied(state, record)
    if newest != state.head:
        raise JournalBroken("The journal on the disk is not the one that was there before. Restart the till.")
    return state


def _from_close(connection: Connection, close: Record) -> State:
    before = journal.find(connection, close.seq - 1)
    previous = "" if before is None else before.seal
    _require_sealed(previous, close.seq, close)
    entry = _read(close)
    if not isinstance(entry, ShiftClosed):
        raise JournalBroken(f"Record {close.seq} of the journal is not what it says it is.")
    return replace(entry.carried, head=Head(close.seq, close.seal))


def _applied(state: State, record: Record) -> State:
    entry = _read(record)
    previous = state.head.seal
    if isinstance(entry, RegisterCreated):
        previous = genesis(entry.register_id, entry.public_key)
    _require_sealed(previous, state.head.records + 1, record)
    return replace(apply(state, entry), head=Head(record.seq, record.seal))


def _require_sealed(previous: str, seq: int, record: Record) -> None:
    expected = seal(previous, seq, record.recorded_at, record.kind, record.body)
    if record.seq != seq or record.seal != expected:
        raise JournalBroken(
            f"Record {record.seq} of the journal was changed or does not follow from the one before. "
            "Do not trade; restore the newest backup."
        )


def _read(record: Record) -> Entry:
    try:
        return decode(record.kind, record.body)
    except UnknownKind as unknown:
        raise JournalBroken(f"{unknown} Install the newer version again.") from unknown
    except (ValueError, TypeError, RecursionError) as unreadable:
        raise JournalBroken(f"Record {record.seq} of the journal cannot be read.") from unreadable
