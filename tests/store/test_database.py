"""What the database refuses by itself, whoever asks it, and how it is kept on the disk."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest

from tests.domain.given import SHOP
from tests.store.folder import PIN, SetClock, cash_in, open_shift, opened
from till.cash_register import KEY, CashRegister
from till.domain.errors import AlreadySetUp
from till.faults import JournalBroken, NotRecorded
from till.store import journal
from till.store.engine import DATABASE
from till.store.schema import VERSION

COLUMNS = "recorded_at, kind, body, seal, signature"
CHANGES = {
    "update": "UPDATE journal SET body = '{}' WHERE seq = 2",
    "update all": "UPDATE journal SET recorded_at = ''",
    "update or replace": "UPDATE OR REPLACE journal SET seq = 3 WHERE seq = 2",
    "delete": "DELETE FROM journal WHERE seq = 2",
    "delete the last": "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)",
    "delete all": "DELETE FROM journal",
    "replace": f"REPLACE INTO journal SELECT seq, {COLUMNS} FROM journal WHERE seq = 2",
    "insert or replace": "INSERT OR REPLACE INTO journal VALUES (2, '', '', '', '', '')",
    "insert or ignore a gap": "INSERT OR IGNORE INTO journal VALUES (999, '', '', '', '', '')",
    "upsert": "INSERT INTO journal VALUES (2, '', '', '', '', '') ON CONFLICT DO UPDATE SET body = ''",
    "gap": f"INSERT INTO journal SELECT max(seq) + 2, {COLUMNS} FROM journal",
    "again": f"INSERT INTO journal SELECT max(seq), {COLUMNS} FROM journal",
    "zero": "INSERT INTO journal VALUES (0, '', '', '', '', '')",
    "before the first": "INSERT INTO journal VALUES (-1, '', '', '', '', '')",
    "without a number": f"INSERT INTO journal ({COLUMNS}) VALUES ('', '', '', '', '')",
    "without a body": "INSERT INTO journal SELECT max(seq) + 1, '', '', NULL, '', '' FROM journal",
    "a number as body": "INSERT INTO journal SELECT max(seq) + 1, '', '', x'00', '', '' FROM journal",
}


def rows(folder: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / DATABASE) as connection:
        found = connection.execute("SELECT * FROM journal ORDER BY seq").fetchall()
    connection.close()
    return found


@pytest.mark.parametrize("statement", CHANGES.values(), ids=CHANGES)
def test_the_database_itself_refuses_to_change_the_journal(
    statement: str, register: CashRegister, folder: Path
) -> None:
    before = rows(folder)
    connection = sqlite3.connect(folder / DATABASE, isolation_level=None)
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)
    connection.close()
    assert rows(folder) == before


def test_every_commit_is_flushed_through_a_write_ahead_file(register: CashRegister) -> None:
    with register.engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "trusted_schema", "cell_size_check", "busy_timeout")
        }
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL: https://sqlite.org/pragma.html#pragma_synchronous
        "trusted_schema": 0,
        "cell_size_check": 1,
        "busy_timeout": 10_000,
    }


def test_only_the_owner_may_read_what_is_in_the_folder(register: CashRegister, folder: Path) -> None:
    open_shift(register)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert modes == dict.fromkeys((DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", KEY), 0o600)


def test_a_folder_holds_one_register(register: CashRegister, folder: Path, clock: SetClock) -> None:
    with pytest.raises(AlreadySetUp):
        CashRegister.create(folder, SHOP, "Eve", PIN, clock)
    with opened(folder, clock) as again:
        assert again.state == register.state


def test_a_register_whose_set_up_was_interrupted_is_set_up_again(folder: Path, clock: SetClock) -> None:
    folder.mkdir()
    (folder / DATABASE).touch()
    register = CashRegister.create(folder, SHOP, "Ana", PIN, clock)
    assert register.state.employees[1].name == "Ana"
    register.close()


def test_a_database_of_a_newer_program_is_refused(register: CashRegister, folder: Path) -> None:
    register.close()
    connection = sqlite3.connect(folder / DATABASE)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    with pytest.raises(JournalBroken, match=r"newer version .* Install that version again\.$"):
        CashRegister.open(folder, SHOP.timezone)


@pytest.mark.parametrize(
    "damage", [b"", b"not a database at all" * 400, bytes(8192)], ids=["empty", "text", "zeros"]
)
def test_a_damaged_database_is_refused_with_a_sentence(
    damage: bytes, register: CashRegister, folder: Path
) -> None:
    register.close()
    (folder / DATABASE).write_bytes(damage)
    with pytest.raises(JournalBroken) as refused:
        CashRegister.open(folder, SHOP.timezone)
    assert str(refused.value).endswith(".")


def test_a_torn_page_is_refused_with_a_sentence(register: CashRegister, folder: Path) -> None:
    open_shift(register)
    register.close()
    torn = bytearray((folder / DATABASE).read_bytes())
    torn[4096:] = b"\xff" * (len(torn) - 4096)
    (folder / DATABASE).write_bytes(torn)
    with pytest.raises(JournalBroken, match="damaged"):
        CashRegister.open(folder, SHOP.timezone)


def test_a_folder_without_a_journal_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(JournalBroken, match="till init"):
        CashRegister.open(tmp_path, SHOP.timezone)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(tmp_path: Path, clock: SetClock) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotRecorded, match=r"cannot be written: .*\.$"):
        CashRegister.create(tmp_path / "file" / "data", SHOP, "Ana", PIN, clock)


def test_the_key_that_others_may_read_is_refused(register: CashRegister, folder: Path) -> None:
    register.close()
    (folder / KEY).chmod(0o640)
    with pytest.raises(JournalBroken, match="chmod 600"):
        CashRegister.open(folder, SHOP.timezone)


def test_the_journal_needs_the_key_it_was_written_with(
    register: CashRegister, folder: Path, tmp_path: Path, clock: SetClock
) -> None:
    other = CashRegister.create(tmp_path / "other", SHOP, "Ana", PIN, clock)
    other.close()
    register.close()
    (folder / KEY).write_text((tmp_path / "other" / KEY).read_text())
    with pytest.raises(JournalBroken, match="key is not the one"):
        CashRegister.open(folder, SHOP.timezone)
    (folder / KEY).unlink()
    with pytest.raises(JournalBroken, match="missing"):
        CashRegister.open(folder, SHOP.timezone)


# -- reading back -------------------------------------------------------------------------------------------


def test_the_records_are_read_back_as_they_were_written(register: CashRegister) -> None:
    open_shift(register)
    register.handle(cash_in(register))
    records = list(register.read.all_records())
    assert [record.seq for record in records] == list(range(1, register.state.head.records + 1))
    assert records[-1].seal == register.state.head.seal
    assert list(register.read.all_records(after=5)) == records[5:]
    assert register.read.record(3) == records[2]


def test_the_newest_come_first_by_kind_shift_person_day_and_page(register: CashRegister) -> None:
    open_shift(register)
    for _ in range(3):
        register.handle(cash_in(register))
    newest = register.read.newest
    assert [each.seq for each in newest(2)] == [12, 11]
    assert [each.seq for each in newest(2, before=11)] == [10, 9]
    assert [each.seq for each in newest(9, kind="cash-moved")] == [12, 11, 10]
    assert newest(9, kind="cash") == []
    assert newest(9, kind="%") == []
    assert [each.seq for each in newest(9, shift=1)] == [12, 11, 10, 9]
    # The fifth took them on: a person is found by what they did, approved, or had done to their name.
    assert [each.seq for each in newest(9, employee=2)] == [12, 11, 10, 9, 5]
    assert len(newest(99, date="2026-11-21")) == 12
    assert newest(9, date="2026-11-2_") == []


@pytest.mark.parametrize("number", [0, -1, 10**6, 2**63, -(10**30), 10**30])
def test_a_number_that_no_record_has_is_no_record(number: int, register: CashRegister) -> None:
    assert register.read.record(number) is None
    assert register.read.newest(5, shift=number) == []
    assert register.read.closes(5, before=-abs(number)) == []
    assert len(register.read.newest(5, before=abs(number) + 10**6)) == 5


def test_a_page_is_never_longer_than_the_limit(register: CashRegister) -> None:
    with register.engine.connect() as connection:
        assert len(journal.newest(connection, 10**9)) == register.state.head.records
