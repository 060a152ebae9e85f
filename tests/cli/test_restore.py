"""`till restore`: a register goes on from a backup, loses nothing that can be had, or says so."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.cli.shop import ANA, BEN, PINS, Answer, Shop, call
from tests.cli.test_backup import kept_in, new_key
from tests.sync.far_end import far_end, says
from till.cash_register import KEY

NEW = {"TILL_PIN": "9999"}


def backed_up(shop: Shop) -> Path:
    path = shop.folder / "copy.sqlite"
    answer = shop.ask("backup", str(path))
    assert answer.code == 0, answer.errors
    return path


def restore(shop: Shop, path: Path, *words: str) -> Answer:
    return shop.ask("restore", str(path), "--manager", ANA, *words, environment=NEW)


def lose_journal(shop: Shop) -> None:
    for name in ("journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm"):
        (shop.folder / "data" / name).unlink(missing_ok=True)


def lose_everything(shop: Shop) -> None:
    shutil.rmtree(shop.folder / "data")


def verified(shop: Shop) -> dict[str, Any]:
    found = shop.ask("journal", "verify")
    assert found.code == 0, found.errors
    return found.plain


def newest(shop: Shop, kind: str) -> dict[str, Any]:
    listed = shop.ask("--as", ANA, "journal", "list", "--kind", kind, environment=NEW).plain["records"]
    return dict(listed[0])


def test_a_register_goes_on_where_the_backup_was_taken(open_shop: Shop) -> None:
    path = backed_up(open_shop)
    before = verified(open_shop)
    lose_journal(open_shop)
    restored = restore(open_shop, path, "--unproven")
    assert restored.code == 0, restored.errors
    after = verified(open_shop)
    # One record says that it was restored, one that the manager has a PIN.
    assert after["records"] == before["records"] + 2
    assert verified_reaches(open_shop, before["head"])
    shift = open_shop.ask("--as", ANA, "status", environment=NEW).plain["shifts"][0]
    assert shift["expected"] == 200_00


def verified_reaches(shop: Shop, seal: str) -> bool:
    return shop.ask("journal", "verify", "--head", seal).code == 0


def test_nothing_proves_a_backup_by_itself(open_shop: Shop) -> None:
    path = backed_up(open_shop)
    lose_journal(open_shop)
    answer = restore(open_shop, path)
    assert answer.code == 2
    assert "--head" in answer.errors
    assert not open_shop.journal.exists()
    assert restore(open_shop, path, "--unproven").plain["proof"] == "none"
    assert newest(open_shop, "journal-restored")["proof"] == "none"


def test_the_seal_on_a_slip_is_proof(open_shop: Shop) -> None:
    path = backed_up(open_shop)
    seal = verified(open_shop)["head"]
    lose_journal(open_shop)
    assert restore(open_shop, path, "--head", "0" * 16).code == 5
    assert restore(open_shop, path, "--head", seal[:16]).plain["proof"] == "slip"


def test_pins_are_gone_and_the_manager_gives_them_anew(open_shop: Shop) -> None:
    path = backed_up(open_shop)
    lose_journal(open_shop)
    assert restore(open_shop, path, "--unproven").code == 0
    assert open_shop.say(BEN, "cash", "drop", "--amount", "10", "--bag", "7").refused == "NoPin"
    given = {**NEW, "TILL_NEW_PIN": PINS[BEN]}
    assert open_shop.ask("--as", ANA, "employee", "set-pin", BEN, environment=given).code == 0
    assert open_shop.say(BEN, "cash", "drop", "--amount", "10", "--bag", "7").code == 0


def test_only_who_may_manage_the_people_gets_the_first_pin(open_shop: Shop) -> None:
    path = backed_up(open_shop)
    lose_journal(open_shop)
    answer = open_shop.ask("restore", str(path), "--manager", BEN, "--unproven", environment=NEW)
    assert answer.refused == "NotAManager"
    assert not open_shop.journal.exists()


def test_a_sound_journal_is_never_replaced_by_an_older_one(open_shop: Shop) -> None:
    path = backed_up(open_shop)
    assert open_shop.say(BEN, "cash", "drop", "--amount", "10", "--bag", "7").code == 0
    before = verified(open_shop)
    answer = restore(open_shop, path, "--unproven")
    assert answer.code == 5
    assert "sound" in answer.errors
    assert verified(open_shop) == before


def test_what_a_damaged_journal_still_has_is_taken_over(open_shop: Shop) -> None:
    path = backed_up(open_shop)
    assert open_shop.say(BEN, "cash", "drop", "--amount", "10", "--bag", "7").code == 0
    kept = verified(open_shop)
    assert open_shop.say(BEN, "cash", "drop", "--amount", "20", "--bag", "8").code == 0
    with closing(sqlite3.connect(open_shop.journal)) as connection:
        connection.execute("DROP TRIGGER journal_refuses_update")
        connection.execute(f"UPDATE journal SET body = '{{}}' WHERE seq = {kept['records'] + 1}")
        connection.commit()
    answer = restore(open_shop, path, "--unproven")
    assert answer.code == 0, answer.errors
    assert answer.plain["records_after_backup"] > 0
    assert verified_reaches(open_shop, kept["head"])
    assert Path(answer.plain["aside"]).exists()


def test_a_damaged_file_is_replaced_and_kept(open_shop: Shop) -> None:
    path = backed_up(open_shop)
    open_shop.journal.write_bytes(b"SQLite format 3\0" + b"\xff" * 8000)
    answer = restore(open_shop, path, "--unproven")
    assert answer.code == 0, answer.errors
    assert b"\xff" * 100 in Path(answer.plain["aside"]).read_bytes()
    verified(open_shop)


def test_a_backup_that_was_changed_is_not_restored(open_shop: Shop) -> None:
    path = backed_up(open_shop)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER journal_refuses_update")
        connection.execute("UPDATE journal SET body = replace(body, '20000', '10000')")
        connection.commit()
    lose_journal(open_shop)
    answer = restore(open_shop, path, "--unproven")
    assert answer.code == 5
    assert not open_shop.journal.exists()


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\0" + b"\0" * 5000])
def test_what_is_no_backup_is_refused_in_words(shop: Shop, content: bytes) -> None:
    path = shop.folder / "no.sqlite"
    path.write_bytes(content)
    answer = restore(shop, path, "--unproven")
    assert answer.code == 5
    assert "Traceback" not in answer.errors
    verified(shop)


def test_without_its_key_a_register_does_not_go_on(open_shop: Shop) -> None:
    path = backed_up(open_shop)
    lose_everything(open_shop)
    answer = restore(open_shop, path, "--unproven")
    assert answer.code == 5
    assert "never goes on under another key" in answer.errors
    assert not open_shop.journal.exists()


def test_an_encrypted_backup_is_all_that_a_new_machine_needs(open_shop: Shop) -> None:
    folder = kept_in(open_shop, recipient=new_key(open_shop))
    key = (open_shop.folder / "data" / KEY).read_bytes()
    assert open_shop.ask("backup").code == 0
    (path,) = folder.iterdir()
    configuration = open_shop.config.read_text()
    lose_everything(open_shop)
    open_shop.config.unlink()
    assert restore(open_shop, path, "--unproven").code == 2
    words = ("--key", str(open_shop.folder / "owner.key"), "--unproven")
    restored = restore(open_shop, path, *words)
    assert restored.code == 0, restored.errors
    assert open_shop.config.read_text() == configuration
    assert (open_shop.folder / "data" / KEY).read_bytes() == key
    assert verified(open_shop)["records"] == restored.plain["head"]["records"]


def test_another_key_does_not_open_it(open_shop: Shop) -> None:
    folder = kept_in(open_shop, recipient=new_key(open_shop))
    assert open_shop.ask("backup").code == 0
    (path,) = folder.iterdir()
    other = open_shop.folder / "other.key"
    assert call("backup", "--new-key", str(other)).code == 0
    lose_journal(open_shop)
    answer = restore(open_shop, path, "--key", str(other), "--unproven")
    assert answer.code == 2
    assert "does not open" in answer.errors


def answered_by_office(shop: Shop, held: tuple[int, str], path: Path, *words: str) -> Answer:
    """Restore while an office holds so much."""
    body = json.dumps({"held": {"records": held[0], "seal": held[1]}, "trouble": None, "words": ""})
    with far_end(says("200 OK", body.encode())) as port:
        text = shop.config.read_text().partition("\n[office]")[0]
        shop.config.write_text(f'{text}\n[office]\nurl = "http://127.0.0.1:{port}/"\n')
        token = shop.folder / "office.token"
        token.write_text("t")
        token.chmod(0o600)
        return restore(shop, path, *words)


def test_the_office_proves_that_nothing_is_missing(open_shop: Shop) -> None:
    path, head = backed_up(open_shop), verified(open_shop)
    lose_journal(open_shop)
    answer = answered_by_office(open_shop, (head["records"], head["head"]), path)
    assert answer.code == 0, answer.errors
    assert answer.plain["proof"] == "office"


def test_what_the_office_holds_more_is_asked_for_and_added(open_shop: Shop) -> None:
    path = backed_up(open_shop)
    assert open_shop.say(BEN, "cash", "drop", "--amount", "10", "--bag", "7").code == 0
    rest = open_shop.folder / "rest.jsonl"
    assert open_shop.say(ANA, "journal", "export", str(rest)).code == 0
    lines = [json.loads(line) for line in rest.read_text().splitlines()]
    held = (lines[-1]["seq"], lines[-1]["seal"])
    lose_journal(open_shop)
    behind = answered_by_office(open_shop, held, path, "--unproven")
    assert behind.code == 5
    assert "--then" in behind.errors
    assert not open_shop.journal.exists()
    whole = answered_by_office(open_shop, held, path, "--then", str(rest))
    assert whole.code == 0, whole.errors
    assert whole.plain["proof"] == "office"
    assert verified_reaches(open_shop, held[1])


def test_an_office_with_another_journal_is_never_overruled(open_shop: Shop) -> None:
    path, head = backed_up(open_shop), verified(open_shop)
    lose_journal(open_shop)
    answer = answered_by_office(open_shop, (head["records"], "0" * 64), path, "--unproven")
    assert answer.code == 5
    assert "another journal" in answer.errors
    assert not open_shop.journal.exists()


def test_slips_that_waited_are_asked_about_and_no_drawer_opens(tmp_path: Path, template: Path) -> None:
    shop = Shop(tmp_path, template, printer="tcp:127.0.0.1:9")
    assert shop.open().code in (0, 4)
    path = backed_up(shop)
    lose_journal(shop)
    assert restore(shop, path, "--unproven").code == 0
    with closing(sqlite3.connect(shop.journal)) as connection:
        jobs = connection.execute("SELECT status, document IS NULL FROM outbox").fetchall()
    assert jobs
    assert {status for status, _ in jobs} <= {"done", "failed", "expired", "unknown"}
    assert ("unknown", 0) in jobs


def test_a_restore_that_was_killed_half_way_is_done_again(open_shop: Shop) -> None:
    path = backed_up(open_shop)
    open_shop.journal.rename(open_shop.folder / "data" / "journal.sqlite.before-restore-20260101000000")
    answer = restore(open_shop, path, "--unproven")
    # The journal that was moved aside is back, and as it is sound it stays.
    assert answer.code == 5
    verified(open_shop)
