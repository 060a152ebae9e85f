"""Older tables are kept whole before they are changed."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from till.cash_register import CashRegister
from till.faults import JournalBroken, NotRecorded
from till.store import backup
from till.store.engine import DATABASE, open_engine
from till.store.schema import VERSION


def make_older(folder: Path) -> None:
    """Give the tables the form that the step before the newest left."""
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        connection.executescript(
            f"DROP INDEX journal_openings;DROP INDEX journal_deposits;PRAGMA user_version = {VERSION - 1};"
        )


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_the_database_is_kept_before_its_tables_change(register: CashRegister, folder: Path) -> None:
    register.close()
    make_older(folder)
    open_engine(folder).dispose()
    kept = folder / f"journal-tables-{VERSION - 1}.sqlite"
    assert version_of(kept) == VERSION - 1
    assert version_of(folder / DATABASE) == VERSION
    assert kept.stat().st_mode & 0o777 == 0o600
    # Put back, it opens again.
    shutil.copy(kept, folder / DATABASE)
    CashRegister.open(folder, "UTC").close()


def test_without_room_to_keep_it_nothing_is_changed(
    register: CashRegister, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.close()
    make_older(folder)

    def full(path: Path, to: Path) -> None:
        raise NotRecorded("The disk is full.")

    monkeypatch.setattr(backup, "copy_database", full)
    with pytest.raises(NotRecorded):
        open_engine(folder)
    assert version_of(folder / DATABASE) == VERSION - 1


def test_an_older_program_refuses_newer_tables_and_leaves_them_alone(
    register: CashRegister, folder: Path
) -> None:
    register.close()
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(JournalBroken, match="newer version"):
        open_engine(folder)
    assert version_of(folder / DATABASE) == VERSION + 1
    assert not list(folder.glob("journal-tables-*"))
