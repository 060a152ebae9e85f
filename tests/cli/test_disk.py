"""A disk that is full or read-only, a database that is damaged or newer: a sentence and exit code 5."""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.shop import ANA, BEN, PINS, Answer, Shop, call, call_apart


def is_one_sentence(answer: Answer, words: str) -> None:
    assert answer.code == 5, (answer.text, answer.errors)
    assert answer.plain["error"]["message"] == answer.errors.strip()
    assert words in answer.errors
    assert answer.errors.count("\n") == 1
    assert "Traceback" not in answer.errors


def cash_in_apart(shop: Shop, **settings: object) -> Answer:
    words = ("--config", str(shop.config), "--json", "--as", BEN)
    act = ("cash", "in", "--amount", "5", "--reason", "float")
    return call_apart(*words, *act, environment={"TILL_PIN": PINS[BEN]}, **settings)


def movements(shop: Shop) -> int:
    return len(shop.say(ANA, "shift", "show", "1").plain["shift"]["movements"])


@contextmanager
def nearly_full(shop: Shop, room_bytes: int) -> Iterator[None]:
    """Let the disk end `room_bytes` after the write-ahead file; a limit on files stands for the disk."""
    limit = shop.journal.with_name("journal.sqlite-wal").stat().st_size + room_bytes
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_at_whatever_byte_the_disk_ends_an_act_is_whole_or_absent(open_shop: Shop) -> None:
    # Somebody who reads keeps the write-ahead file from being folded into the database.
    reader = sqlite3.connect(open_shop.journal, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM journal").fetchone()
    recorded, codes = 0, list[int]()
    for act in range(6):
        assert open_shop.say(BEN, "cash", "in", "--amount", "5", "--reason", f"Before {act}").code == 0
    for room_bytes in range(0, 64 * 1024, 5000):
        with nearly_full(open_shop, room_bytes):
            answer = open_shop.say(BEN, "cash", "in", "--amount", "5", "--reason", "float")
        codes.append(answer.code)
        if answer.code == 5:
            is_one_sentence(answer, "Nothing was recorded.")
        else:
            assert answer.plain["done"]["amount"] == 5_00
            assert answer.code == 0 or "It is recorded" in answer.plain["trouble"]
            recorded += 1
        for job in open_shop.ask("jobs", "retry").plain["jobs"]:
            # Its start was written down and its end was not: whether it was printed only a person can tell.
            assert open_shop.say(BEN, "jobs", "answer", job["id"], "--printed", "yes").code == 0
        assert movements(open_shop) == 6 + recorded
    reader.close()
    assert set(codes) == {0, 4, 5}
    assert open_shop.ask("journal", "verify").code == 0


def without_power_over_modes() -> None:
    """Let root, too, be held to the modes of files, in a program that is about to start."""
    drop_from_bounding_set, override_modes = 24, 1
    ctypes.CDLL(None).prctl(drop_from_bounding_set, override_modes, 0, 0, 0)


def test_a_read_only_folder_takes_nothing(open_shop: Shop) -> None:
    folder = open_shop.journal.parent
    for path in folder.iterdir():
        path.chmod(0o400)
    folder.chmod(0o500)
    try:
        is_one_sentence(cash_in_apart(open_shop, preexec_fn=without_power_over_modes), "read-only")
    finally:
        folder.chmod(0o700)
    for path in folder.iterdir():
        path.chmod(0o600)
    assert movements(open_shop) == 0


def test_a_folder_that_cannot_be_made_is_told_at_the_beginning(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    words = ("--json", "--config", str(tmp_path / "c.toml"), "init", "--register-code", "R1", "--currency")
    rest = ("SEK", "--manager", ANA, "--data", str(tmp_path / "file" / "data"))
    answer = call(*words, *rest, environment={"TILL_PIN": "1111"})
    is_one_sentence(answer, "cannot be written")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]


DAMAGES = ("garbage", "empty", "folder", "missing", "newer", "key", "open key", "other key", "record", "page")


def damage(shop: Shop, how: str) -> str:
    """Damage the register; give words that the sentence must have."""
    key = shop.journal.with_name("register.key")
    match how:
        case "garbage":
            shop.journal.write_bytes(os.urandom(20_000))
            return "damaged"
        case "empty":
            shop.journal.write_bytes(b"")
            return "There is no journal"
        case "folder":
            shop.journal.unlink()
            shop.journal.mkdir()
            return "cannot be written"
        case "missing":
            shutil.rmtree(shop.journal.parent)
            return "There is no journal"
        case "newer":
            _sql(shop, "PRAGMA user_version = 99")
            return "newer version"
        case "key":
            key.unlink()
            return "is missing"
        case "open key":
            key.chmod(0o644)
            return "chmod 600"
        case "other key":
            key.write_text("11" * 32)
            return "not the one this journal was written with"
        case "record":
            _sql(
                shop,
                "DROP TRIGGER journal_refuses_update",
                "UPDATE journal SET body = replace(body, 'Ben', 'Eve') WHERE kind = 'shift-opened/1'",
            )
            return "was changed"
        case _:
            content = bytearray(shop.journal.read_bytes())
            content[4096:8192] = os.urandom(4096)
            shop.journal.write_bytes(content)
            return "damaged"


def _sql(shop: Shop, *statements: str) -> None:
    connection = sqlite3.connect(shop.journal)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize("how", DAMAGES)
def test_a_register_that_is_damaged_says_so_and_does_not_trade(open_shop: Shop, how: str) -> None:
    words = damage(open_shop, how)
    answer = open_shop.say(BEN, "cash", "in", "--amount", "5", "--reason", "float")
    is_one_sentence(answer, words)


@pytest.mark.parametrize("how", DAMAGES)
def test_the_doctor_finds_every_damage_and_says_what_to_do(open_shop: Shop, how: str) -> None:
    damage(open_shop, how)
    answer = open_shop.ask("doctor")
    assert answer.code == 5
    ill = [check for check in answer.plain["checks"] if not check["ok"]]
    assert ill
    assert all(check["remedy"] for check in ill)


def test_a_changed_record_is_named_by_verify(open_shop: Shop) -> None:
    damage(open_shop, "record")
    answer = open_shop.ask("journal", "verify")
    found = open_shop.ask("journal", "verify").plain
    assert (answer.code, found["intact"]) == (5, False)
    with sqlite3.connect(open_shop.journal) as connection:
        (seq,) = connection.execute("SELECT seq FROM journal WHERE kind = 'shift-opened/1'").fetchone()
    connection.close()
    assert found["broken_at"] == seq


def test_verify_of_a_damaged_file_says_so(open_shop: Shop) -> None:
    damage(open_shop, "garbage")
    is_one_sentence(open_shop.ask("journal", "verify"), "damaged")


def test_a_database_that_somebody_holds_is_waited_for_and_then_told(
    open_shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    from till.store import engine

    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 200)
    holder = sqlite3.connect(open_shop.journal, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    answer = open_shop.say(BEN, "cash", "in", "--amount", "5", "--reason", "float")
    holder.close()
    is_one_sentence(answer, "Another program holds the journal")


def test_what_nobody_foresaw_is_a_sentence_too(open_shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    import till.cli.status

    def surprise(*_arguments: object, **_settings: object) -> None:
        raise ZeroDivisionError("nobody foresaw this")

    monkeypatch.setattr(till.cli.status, "_plain", surprise)
    is_one_sentence(open_shop.ask("status"), "nobody foresaw this")
    traced = open_shop.ask("status", environment={"TILL_DEBUG": "1"})
    assert traced.code == 5
    assert "Traceback" in traced.errors
