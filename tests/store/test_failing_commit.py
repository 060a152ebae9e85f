"""A commit that fails is judged by what the database says when it is read again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from tests.store.folder import SetClock, cash_in, open_shift
from till.cash_register import CashRegister
from till.domain.chain import verify
from till.domain.entries import (
    CashMoved,
)
from till.faults import NotRecorded
from till.signing import signed_by

# -- a disk that fails --------------------------------------------------------------------------------------


class FailingCommit(sqlite3.Connection):
    """SQLite's connection on a disk whose flush reports an error, before or after what it had to do."""

    fails = False
    commits_first = False

    def commit(self) -> None:
        if not type(self).fails or not self.in_transaction:
            super().commit()
            return
        type(self).fails = False
        if self.commits_first:
            super().commit()
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorname = "SQLITE_IOERR_FSYNC"
        raise error


@pytest.fixture
def failing(register: CashRegister, folder: Path, clock: SetClock) -> Iterator[type[FailingCommit]]:
    class Disk(FailingCommit):
        """A disk of this test alone."""

    open_shift(register)
    register.close()
    engine: Engine = register.engine

    def connect(
        _dialect: Any, _record: Any, arguments: list[Any], named: dict[str, Any]
    ) -> sqlite3.Connection:
        return sqlite3.connect(*arguments, **named, factory=Disk)

    event.listen(engine, "do_connect", connect)
    yield Disk
    event.remove(engine, "do_connect", connect)


def test_a_commit_that_failed_and_did_not_happen_is_believed_by_nobody(
    register: CashRegister, failing: type[FailingCommit]
) -> None:
    before = register.state
    failing.fails = True
    with pytest.raises(NotRecorded, match="Nothing was recorded"):
        register.handle(cash_in(register))
    assert register.state == before
    register.handle(cash_in(register))
    assert register.state.expected(1) == 250_00


def test_a_commit_that_failed_and_yet_happened_is_judged_by_reading_it_again(
    register: CashRegister, failing: type[FailingCommit]
) -> None:
    failing.fails, failing.commits_first = True, True
    (moved,) = register.handle(cash_in(register))
    assert isinstance(moved, CashMoved)
    assert register.state.expected(1) == 250_00
    assert len(register.read.jobs_of(moved.id)) == 2
    register.handle(cash_in(register))
    assert verify(register.read.all_records(), signed_by).intact
