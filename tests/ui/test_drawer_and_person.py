"""A drawer left open raises an alarm, and a drawer with only a key is opened by the person."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import hardware
from tests.ui.counter import ANA, SETTINGS, Counter, Desk, with_settings
from till.cash_register import CashRegister
from till.jobs import Job
from till.news import DeviceNews, DeviceWork, News
from till.ui.view import View
from till.ui.widgets.lines import notice_of
from till.workers.device_thread import DeviceThread
from till.workers.person import PersonAtRegister


class KeyCounter(Counter):
    """A counter without a printer, whose drawer has only a key."""

    answer_timeout_s = 20.0

    def start_devices(self, register: CashRegister, tell: Callable[[News], None]) -> DeviceWork:
        person = PersonAtRegister(tell, self.answer_timeout_s)
        drawer = hardware.DrawerConfig(1, "manual")
        devices = hardware.open_devices(hardware.PrinterConfig("none"), [drawer], person)
        thread = DeviceThread(self.folder, register, lambda: devices, tell, person)
        thread.start()
        return thread


def kick(desk: Desk) -> Job:
    return next(job for job in desk.counter.register.read.jobs(9) if job.kind == "kick")


def test_a_drawer_left_open_is_named_with_the_time_and_what_to_do() -> None:
    news = DeviceNews(True, "Printer ready", {1: "open"}, left_open=(1,))
    assert notice_of(View(SETTINGS, devices=news))[0] == "▲ The drawer has been open for over 1 m. Shut it."
    two = with_settings(drawers=(1, 2), drawer_alarm_s=180)
    words = notice_of(View(two, devices=DeviceNews(True, "", {}, left_open=(2,))))[0]
    assert words == "▲ Drawer 2 has been open for over 3 m. Shut it."


async def test_the_alarm_stays_until_the_drawer_is_shut(folder: Path) -> None:
    counter = Counter(folder, with_settings(drawer_alarm_s=1))
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift()
        await desk.until(lambda: "open for too long. Shut it." in desk.text)
        counter.printer.shut_drawer()
        await desk.until(lambda: "open for too long" not in desk.text)
        assert {"drawer-left-open", "drawer-shut"} <= set(desk.kinds)


async def test_the_person_opens_a_drawer_with_the_key_and_goes_on_typing(folder: Path) -> None:
    async with KeyCounter(folder).screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift()
        await desk.until(
            lambda: "open the drawer with the key. F11: done. F12: it does not open." in desk.words
        )
        await desk.press("f3", "50")
        await desk.press("f11", "00", "enter", "1", "enter")
        assert desk.state.expected(1) == 250_00
        await desk.until(lambda: "drawer-kicked" in desk.kinds)
        await desk.until(lambda: any(job.status == "done" for job in desk.counter.register.read.jobs(9)))
        await desk.press("f11")
        await desk.until(lambda: not desk.jobs)


async def test_the_person_says_that_the_drawer_does_not_open(folder: Path) -> None:
    async with KeyCounter(folder).screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift()
        await desk.until(lambda: "F12: it does not open." in desk.words)
        await desk.press("f12")
        await desk.until(lambda: "The drawer did not open. Is it locked?" in desk.text)
        assert kick(desk).status == "failed"
        assert "F11: done" not in desk.words


async def test_a_question_that_nobody_answers_goes_away(folder: Path) -> None:
    counter = KeyCounter(folder)
    counter.answer_timeout_s = 0.3
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift()
        await desk.until(lambda: not desk.jobs)
        assert "F11: done" not in desk.words
        assert (kick(desk).status, kick(desk).cause) == (
            "failed",
            "Nobody said whether the drawer was opened. Look at the drawer.",
        )


async def test_the_screens_end_at_once_while_somebody_is_asked(folder: Path) -> None:
    counter = KeyCounter(folder)
    async with counter.app.run_test(size=(80, 25)) as pilot:
        desk = Desk(counter, pilot)
        await desk.until(lambda: counter.app.view.devices is not None)
        await desk.sign_in(ANA)
        await desk.open_shift()
        await desk.until(lambda: "F11: done" in desk.words)
        await counter.app.leave()
    # The journal is closed; who opens it next finds that nothing is under way. The slip waits.
    with_next = CashRegister.open(folder, SETTINGS.timezone)
    assert [(job.kind, job.status) for job in with_next.read.open_jobs()] == [("print", "pending")]
    with_next.close()
