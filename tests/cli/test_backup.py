"""`till backup`: a checked copy without what must not leave the machine, written whole or not at all."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.shop import Shop, call
from till.cash_register import KEY

LIMIT_S = 300.0


def kept_in(shop: Shop, keep: int = 30, recipient: str = "") -> Path:
    """Configure a folder for backups and return it."""
    folder = shop.folder / "kept"
    key = f'recipient = "{recipient}"\n' if recipient else ""
    shop.config.write_text(f'{shop.config.read_text()}\n[backup]\nfolder = "kept"\nkeep = {keep}\n{key}')
    return folder


def new_key(shop: Shop) -> str:
    return str(shop.ask("backup", "--new-key", str(shop.folder / "owner.key")).plain["recipient"])


def test_a_backup_is_a_sound_journal_up_to_where_it_says(open_shop: Shop) -> None:
    taken = open_shop.ask("backup", str(open_shop.folder / "copy.sqlite"))
    assert taken.code == 0, taken.errors
    (open_shop.folder / "look").mkdir()
    copy = open_shop.folder / "look" / "journal.sqlite"
    copy.write_bytes((open_shop.folder / "copy.sqlite").read_bytes())
    other = open_shop.folder / "look.toml"
    other.write_text(open_shop.config.read_text().replace('data = "data"', 'data = "look"'))
    found = call("--config", str(other), "--json", "journal", "verify").plain
    assert found["intact"]
    assert taken.plain["head"] == {"records": found["records"], "seal": found["head"]}
    assert (open_shop.folder / "copy.sqlite").stat().st_mode & 0o777 == 0o600


def test_neither_pins_nor_the_key_leave_the_machine(open_shop: Shop) -> None:
    assert open_shop.ask("backup", str(open_shop.folder / "copy.sqlite")).code == 0
    bytes_written = (open_shop.folder / "copy.sqlite").read_bytes()
    assert b"$argon2id$" in open_shop.journal.read_bytes()
    assert b"$argon2id$" not in bytes_written
    assert (open_shop.folder / "data" / KEY).read_bytes().strip() not in bytes_written
    assert not list((open_shop.folder / "data").glob(".backup-*"))


def test_an_encrypted_backup_shows_nothing(open_shop: Shop) -> None:
    folder = kept_in(open_shop, recipient=new_key(open_shop))
    assert open_shop.ask("backup").plain["encrypted"]
    (path,) = folder.iterdir()
    written = path.read_bytes()
    assert written.startswith(b"age-encryption.org/v1\n")
    assert b"SQLite" not in written
    assert b"shift-opened" not in written
    assert (open_shop.folder / "owner.key").stat().st_mode & 0o777 == 0o600


def test_a_key_for_backups_is_never_written_over_another(shop: Shop) -> None:
    new_key(shop)
    before = (shop.folder / "owner.key").read_bytes()
    again = shop.ask("backup", "--new-key", str(shop.folder / "owner.key"))
    assert again.code == 2
    assert (shop.folder / "owner.key").read_bytes() == before


def test_only_the_newest_backups_are_kept_and_other_files_stay(shop: Shop) -> None:
    folder = kept_in(shop, keep=2)
    folder.mkdir()
    others = ["till-REG-002-20260101T000000.sqlite", "holiday.jpg", "till-REG-001-notes.sqlite"]
    old = [f"till-REG-001-2026010{day}T000000.sqlite" for day in (1, 2, 3)]
    for name in (*others, *old):
        (folder / name).write_bytes(b"x")
    assert shop.ask("backup").code == 0
    names = {each.name for each in folder.iterdir()}
    assert set(others) < names
    assert names & set(old) == {old[-1]}
    assert len(names) == len(others) + 2


def test_a_damaged_journal_is_not_backed_up_over_good_ones(shop: Shop) -> None:
    folder = kept_in(shop, keep=1)
    assert shop.ask("backup").code == 0
    (before,) = folder.iterdir()
    with closing(sqlite3.connect(shop.journal)) as connection:
        connection.execute("DROP TRIGGER journal_refuses_update")
        connection.execute("UPDATE journal SET body = replace(body, 'Ben', 'Bob')")
        connection.commit()
    again = shop.ask("backup")
    assert again.code == 5
    assert list(folder.iterdir()) == [before]


def test_a_folder_that_cannot_be_written_is_told(shop: Shop) -> None:
    (shop.folder / "kept").write_text("a file where the folder should be")
    kept_in(shop)
    answer = shop.ask("backup")
    assert answer.code == 5
    assert "untouched" in answer.errors
    assert "Traceback" not in answer.errors


def test_without_a_place_to_put_it_the_question_is_asked(shop: Shop) -> None:
    answer = shop.ask("backup")
    assert answer.code == 2
    assert "FILE" in answer.errors


@pytest.mark.parametrize("key", ["age1short", "ssh-ed25519 AAAA", "age1" + "q" * 58])
def test_a_recipient_that_is_no_key_is_named(shop: Shop, key: str) -> None:
    kept_in(shop, recipient=key)
    answer = shop.ask("backup")
    assert answer.code == 2
    assert "backup.recipient" in answer.errors


def test_a_backup_that_is_killed_leaves_the_old_one_and_the_next_one_clears_up(open_shop: Shop) -> None:
    folder = kept_in(open_shop, keep=5)
    assert open_shop.ask("backup").code == 0
    (good,) = folder.iterdir()
    before = good.read_bytes()
    # Killed when it is written beside its name and not yet given it.
    program = (
        "import os, signal, sys\n"
        "import till.cli.backup_work as work\n"
        "work._digest = lambda path: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from till.__main__ import main\n"
        "main(sys.argv[1:])\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, "--config", str(open_shop.config), "backup"],
        check=False,
        timeout=LIMIT_S,
        capture_output=True,
        env=dict(os.environ),
    )
    assert ended.returncode == -signal.SIGKILL
    assert good.read_bytes() == before
    assert list((open_shop.folder / "data").glob(".backup-*"))
    assert list(folder.glob(".till-*.part"))
    assert open_shop.ask("backup").code == 0
    assert not list((open_shop.folder / "data").glob(".backup-*"))
    assert not list(folder.glob(".till-*.part"))
    assert good in folder.iterdir()
