"""The journal on the screen: narrowed down, checked as a whole, one record in full."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from tests.ui.counter import ANA, BO, KIM, Counter, Desk
from till.domain.commands import CashIn, ExportJournal
from till.ui.screens.journal_filter import date_typed


async def open_journal(desk: Desk, employee: int = ANA) -> None:
    await desk.sign_in(employee)
    await desk.open_shift("20000")
    await desk.until_quiet()
    await desk.press("f3", "5000", "enter", "1", "enter")
    desk.counter.register.handle(CashIn(desk.counter.register.act(BO), 7_77, "petty"))
    await desk.until_quiet()
    await desk.press("f7", "1", "2")


def listed(desk: Desk) -> list[str]:
    """Give the records in the list, without the frame."""
    return [line for line in desk.text.splitlines()[3:-4] if line.strip()]


async def test_the_journal_is_narrowed_to_a_kind_a_person_a_shift_and_a_day(counter: Counter) -> None:
    async with counter.screens((100, 40)) as desk:
        await open_journal(desk)
        await desk.press("f2", "2")
        assert "Shown: movements" in desk.text
        assert len(listed(desk)) == 2
        assert all("Cash in" in line for line in listed(desk))
        await desk.press("f3", "3")
        assert "Shown: movements, Bo Ek" in desk.text
        assert ["+7.77" in line for line in listed(desk)] == [True]
        await desk.press("f4", "2", "enter")
        assert "There is no such record." in desk.text
        await desk.press("f4", "backspace", "1", "enter", "f6")
        await desk.press("2", "enter")
        assert "Shown: movements, Bo Ek, shift 1, Mar 2, 2026" in desk.text
        assert len(listed(desk)) == 1
        await desk.press("f6", *["backspace"] * 10, "1", "enter")
        assert "There is no such record." in desk.text
        await desk.press("delete")
        assert "Shown: all records" in desk.text
        await desk.press("f3", "2")
        assert all("Kim Berg" in line for line in listed(desk))


async def test_what_is_no_shift_and_no_day_is_said_and_changes_nothing(counter: Counter) -> None:
    async with counter.screens() as desk:
        await open_journal(desk)
        await desk.press("f2", "2", "f4", "x", "enter")
        assert "A shift has a number" in desk.text
        await desk.press("f6", "9", "9", "enter")
        assert "That is no date." in desk.text
        assert "Shown: movements" in desk.text
        await desk.press("f6", "escape", "f4", "escape")
        assert "Shown: movements" in desk.text


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2", "2026-03-02"),
        ("02", "2026-03-02"),
        ("1224", "2026-12-24"),
        ("20251224", "2025-12-24"),
        ("2025-12-24", "2025-12-24"),
        ("32", None),
        ("0230", None),
        ("123", None),
        ("²", None),
        ("noon", None),
    ],
)
def test_a_day_is_typed_on_digits_alone(typed: str, read: str | None) -> None:
    assert date_typed(typed, "2026-03-14T08:00:00.000+01:00") == read


async def test_the_chain_is_checked_beside_what_goes_on(counter: Counter) -> None:
    for _time in range(250):
        counter.register.handle(ExportJournal(counter.register.act(ANA)))
    async with counter.screens() as desk:
        await open_journal(desk)
        await desk.press("f8")
        await desk.until(lambda: "intact, " in desk.text)
        head = counter.register.read.newest(1)[0]
        assert f"intact, {head.seq} records" in desk.words
        assert head.seal[:32] in desk.text
        await desk.press("enter")
        assert "Check the journal" not in desk.text


async def test_a_check_can_be_left_and_is_over_then(counter: Counter) -> None:
    for _time in range(600):
        counter.register.handle(ExportJournal(counter.register.act(ANA)))
    async with counter.screens() as desk:
        await open_journal(desk)
        await desk.press("f8", "escape")
        assert "Check the journal" not in desk.text
        await desk.until(lambda: all(thread.name != "journal-check" for thread in threading.enumerate()))
        assert "Journal, newest first" in desk.text


def change(folder: Path, statement: str) -> None:
    """Change the database as only somebody with the file in hand can."""
    with sqlite3.connect(folder / "journal.sqlite") as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute(statement)


async def test_a_changed_record_is_named(counter: Counter) -> None:
    async with counter.screens() as desk:
        await open_journal(desk)
        change(
            counter.folder, "UPDATE journal SET body = replace(body, 'Kim Berg', 'Tim Berg') WHERE seq = 5"
        )
        await desk.press("f8")
        await desk.until(lambda: "broken at record 5" in desk.words)
        assert "Do not trade on it." in desk.words


async def test_a_record_that_cannot_be_read_is_one_screen(counter: Counter) -> None:
    async with counter.screens() as desk:
        await open_journal(desk)
        change(counter.folder, "UPDATE journal SET body = '{' WHERE seq = 3")
        await desk.press("f5")
        assert "The till cannot go on" in desk.text
        assert "Record 3 of the journal cannot be read." in desk.words


async def test_a_blind_cashier_sees_no_seal_which_is_made_of_figures_too(counter: Counter) -> None:
    async with counter.screens((100, 40)) as desk:
        await open_journal(desk, KIM)
        seals = [record.seal[:8] for record in counter.register.read.all_records()]
        assert not any(seal in desk.text for seal in seals)
        await desk.press("down", "enter")
        assert "Record" in desk.text
        assert not any(seal in desk.text for seal in seals)
        await desk.press("escape", "f8")
        await desk.until(lambda: "intact, " in desk.text)
        assert not any(seal in desk.text for seal in seals)


async def close_shift(desk: Desk, counted: str) -> None:
    """Close a shift with what was counted, all of which stays in the drawer."""
    await desk.press("f9", "enter", "f2", counted, "f9", "delete", counted, "f9")
    if "Reason" in desk.text:
        await desk.type("Typed wrong")
        await desk.press("f9")
    await desk.press("escape")
    await desk.until_quiet()


async def test_the_shifts_are_narrowed_to_a_person_a_day_and_what_was_not_exact(counter: Counter) -> None:
    async with counter.screens((100, 40)) as desk:
        await desk.sign_in(ANA)
        for float_, counted in (("20000", "20000"), ("20000", "20050")):
            await desk.open_shift(float_)
            await desk.until_quiet()
            await close_shift(desk, counted)
        await desk.press("f7", "1", "3")
        assert "Closed  Z 2" in desk.text
        assert "Closed  Z 1" in desk.text
        await desk.press("f2")
        assert "Over +0.50" in desk.text
        assert "Z 1" not in desk.text
        await desk.press("f3", "2")
        assert "Shown: over or short, Kim Berg" in desk.text
        assert "Z 2" not in desk.text
        await desk.press("delete", "f6", "1", "enter")
        assert "There is no shift yet." in desk.text
        await desk.press("f6", *["backspace"] * 10, "2", "enter")
        assert "Z 1" in desk.text
        await desk.press("down", "enter")
        assert "Z REPORT 2" in desk.text


async def test_a_blind_cashier_cannot_ask_which_shifts_were_not_exact(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(KIM)
        await desk.press("f7", "1", "3")
        assert "Over, short" not in desk.text
        await desk.press("f2")
        assert "Shown: all shifts" in desk.text
