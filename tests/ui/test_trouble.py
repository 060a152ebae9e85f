"""Printer off, drawer stuck, disk full, journal broken: sentences, and nothing typed is lost."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.ui.counter import ANA, BO, SETTINGS, Counter
from till.cli.screens import code_of, keep_trouble
from till.domain.commands import CashIn
from till.faults import BadConfiguration, JournalBroken
from till.ui.app import TillApp


async def test_a_disk_that_takes_nothing_is_a_sentence_and_the_dialog_stays(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift()
        await desk.until(lambda: not desk.jobs)
        await desk.press("f3", "5000", "enter", "1")
        with counter.register._writing() as connection:
            connection.exec_driver_sql("PRAGMA query_only = ON")
        await desk.press("enter")
        assert "Nothing was recorded" in desk.text
        assert desk.state.expected(1) == 200_00
        counter.register._disconnect()  # The disk can be written again.
        await desk.press("enter")
        assert desk.state.expected(1) == 250_00


async def test_a_journal_that_cannot_be_trusted_is_one_screen(folder: Path) -> None:
    counter = Counter(folder)
    counter.register.close()
    with sqlite3.connect(folder / "journal.sqlite") as database:
        database.execute("DROP TRIGGER IF EXISTS journal_no_update")
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute("UPDATE journal SET body = replace(body, 'Kim', 'Tim')")

    def open_register() -> Any:
        return Counter(folder).register

    app = TillApp(open_register, counter.start_devices, SETTINGS)
    counter.app = app
    async with app.run_test(size=(80, 25)) as pilot:
        await pilot.pause(0.3)
        from tests.ui.counter import Desk

        desk = Desk(counter, pilot)
        await desk.until(lambda: "The till cannot go on" in desk.text)
        assert "was changed" in desk.text
        await desk.press("f3", "1", "4711")
        assert "The till cannot go on" in desk.text
        app.simulate_key("enter")
        await desk.until(lambda: not app.is_running)


async def test_a_bad_configuration_is_one_screen(counter: Counter) -> None:
    def open_register() -> Any:
        raise BadConfiguration("config.toml: register.currency: expected an ISO 4217 code.")

    counter.app = TillApp(open_register, counter.start_devices, SETTINGS)
    async with counter.app.run_test(size=(80, 25)) as pilot:
        from tests.ui.counter import Desk

        desk = Desk(counter, pilot)
        await desk.until(lambda: "register.currency" in desk.text)


async def test_a_printer_without_paper_never_makes_anybody_wait(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift()
        await desk.until(lambda: not desk.jobs)
        counter.printer.paper_out()
        await desk.press("f3", "5000", "enter", "1", "enter")
        assert "+50.00" in desk.text
        await desk.until(lambda: "▲ Slips waiting: 1" in desk.text)
        await desk.until(lambda: "out of paper" in desk.text)
        counter.printer.load_paper()
        await desk.until(lambda: "waiting" not in desk.text)
        assert counter.printer.paper.count("CASH IN") == 1


async def test_a_stuck_drawer_says_what_to_do(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift()
        await desk.until(lambda: "Drawer OPEN" in desk.text)  # The sensor is proven now.
        counter.printer.shut_drawer()
        await desk.until(lambda: "Drawer shut" in desk.text)
        counter.printer.drawer_stuck()
        await desk.press("f6", "1", "enter")
        await desk.until(lambda: "Press F6 to try again." in desk.text)
        await desk.until(lambda: not desk.jobs)
        assert "The drawer did not open." in desk.text
        assert "No sale" in desk.text  # It is recorded all the same.


async def test_news_does_not_touch_what_is_being_typed(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift()
        await desk.until(lambda: not desk.jobs)
        await desk.press("f4", "6000", "enter", "77")
        counter.printer.paper_out()
        elsewhere = Counter(counter.folder)
        elsewhere.register.handle(CashIn(elsewhere.register.act(BO), 10_00, "petty"))
        elsewhere.register.close()
        await desk.until(lambda: "210.00" in desk.text or desk.state.expected(1) == 210_00)
        await desk.until(lambda: "▲" in desk.text)
        await desk.press("31", "enter")
        assert desk.state.shifts[1].movements[-1].bag == "7731"


async def test_a_slip_in_doubt_is_asked_about_and_printed_again_as_a_copy(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift()
        await desk.until(lambda: not desk.jobs)
        counter.printer.cut_off_after(400)
        await desk.press("f8")
        await desk.until(lambda: "Did “X report” print?" in desk.text)
        await desk.press("escape", "f11")
        assert "Is the whole slip there?" in desk.words
        await desk.press("2")
        await desk.until(lambda: "COPY" in counter.printer.paper)
        await desk.until(lambda: not desk.jobs)
        assert "Did “X report” print?" not in desk.text
        assert "slip-answered" in desk.kinds


async def test_what_nobody_foresaw_ends_in_a_sentence(
    counter: Counter, capsys: pytest.CaptureFixture[str]
) -> None:
    def unforeseen() -> None:
        raise ZeroDivisionError("4711")

    counter.app.keep = lambda fault: keep_trouble(counter.folder, fault)
    with pytest.raises(ZeroDivisionError):
        async with counter.app.run_test(size=(80, 25)):
            counter.app.call_later(unforeseen)
    shown = capsys.readouterr()
    assert "it does not understand" in shown.err
    assert "Traceback" not in shown.err
    assert "4711" not in shown.err
    assert "last-trouble.txt" in shown.err.replace("\n", "")
    kept = counter.folder / "last-trouble.txt"
    assert "ZeroDivisionError: 4711" in kept.read_text(encoding="utf-8")
    assert kept.stat().st_mode & 0o077 == 0
    assert counter.app.fault is not None
    assert code_of(counter.app.fault) == 1


async def test_a_journal_found_broken_anywhere_ends_with_its_sentence_and_its_code(
    counter: Counter, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise JournalBroken("The journal on the disk is damaged.")

    with pytest.raises(JournalBroken):
        async with counter.app.run_test(size=(80, 25)):
            counter.app.call_later(broken)
    shown = capsys.readouterr()
    assert "The journal on the disk is damaged." in shown.err
    assert "Traceback" not in shown.err
    assert counter.app.fault is not None
    assert code_of(counter.app.fault) == 5
