"""Printer and drawer: how they are, what can be tried, and what is learned goes into the configuration."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ui.counter import ANA, KIM, PIN, Desk
from tests.ui.workbench import Workbench
from till.domain.codec import decode
from till.domain.entries import DrawerTried, SettingsChanged
from till.workers.ownership import own_devices

DEVICES = ("f7", "1", "4")
TWO_DRAWERS = {
    "[[no_sale_reason]]": "[[drawer]]\nid = 1\n\n[[drawer]]\nid = 2\npin = 5\n\n[[no_sale_reason]]"
}


@pytest.fixture
def bench(folder: Path) -> Iterator[Workbench]:
    bench = Workbench(folder)
    yield bench
    bench.register.close()
    bench.devices.close()


async def at_devices(desk: Desk, person: int = ANA) -> None:
    await desk.sign_in(person)
    await desk.press(*DEVICES)
    await desk.until(lambda: "confirms each slip: yes" in desk.words)


def wait_for(go_on: threading.Event) -> None:
    go_on.wait(20)


def shows(desk: Desk, words: str) -> Callable[[], bool]:
    return lambda: words in desk.words


async def test_the_printer_says_who_it_is_and_what_it_can_do_in_words(bench: Workbench) -> None:
    async with bench.screens() as desk:
        await at_devices(desk)
        for words in (
            "Printer ready sim:",
            "tells how it is: yes",
            "tells when paper is low: not known",
            "pin 2, sensor low when open",
        ):
            await desk.until(shows(desk, words))


async def test_the_last_error_is_told(bench: Workbench) -> None:
    async with bench.screens() as desk:
        await at_devices(desk)
        bench.printer.paper_out()
        await desk.press("f5")
        await desk.until(lambda: "Last error" in desk.text)
        bench.printer.load_paper()
        await desk.until(lambda: "Printer ready" in desk.text)
        assert "out of paper" in desk.text.partition("Last error")[2].splitlines()[0]


async def test_the_test_slip_tries_everything_and_opens_no_drawer(bench: Workbench) -> None:
    async with bench.screens() as desk:
        await at_devices(desk)
        await desk.press("f5")
        await desk.until(lambda: bench.printer.slips)
        (slip,) = bench.printer.slips
        assert "......................24..28..32..36.39.42" in slip.splitlines()
        for words in ("TEST SLIP", "ÅÄÖ", "€", "TILL 42", "Drawer 1: not known"):
            assert words in slip
        items = {type(item).__name__ for item in bench.printer.roll.items}
        assert {"PrintedBarcode", "PrintedQr", "PaperCut"} <= items
        assert bench.printer.kicks == 0


async def test_letters_of_many_languages_are_printed(bench: Workbench) -> None:
    async with bench.screens() as desk:
        await at_devices(desk)
        await desk.press("f2", "3")
        await desk.until(lambda: "LETTERS" in bench.printer.paper)
        assert "Ž" in bench.printer.paper


async def test_what_is_plugged_in_is_looked_for_without_holding_up_the_screens(bench: Workbench) -> None:
    go_on = threading.Event()
    bench.machine.looks = lambda: wait_for(go_on)
    async with bench.screens() as desk:
        await at_devices(desk)
        await desk.press("f2", "1")
        assert "Looking" in desk.text
        await desk.press("escape")
        assert "Looking" not in desk.text
        await desk.press("f2", "1")
        go_on.set()
        await desk.until(lambda: "EPSON TM-T20III" in desk.text)
        assert "lp:/dev/usb/lp0" in desk.text
        assert "USB: not permitted." in desk.text
        await desk.press("1")
        assert "Needs the group lp." in desk.text


async def test_looking_that_hangs_or_fails_is_told_in_a_sentence(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with bench.screens() as desk:
        await at_devices(desk)

        def fail() -> None:
            raise RuntimeError("bus on fire")

        bench.machine.looks = fail
        await desk.press("f2", "1")
        await desk.until(lambda: "Looking failed: bus on fire." in desk.words)
        monkeypatch.setattr("till.ui.screens.devices_look.LOOK_TIMEOUT_S", 0.1)
        hang = threading.Event()
        bench.machine.looks = lambda: wait_for(hang)
        await desk.press("f5")
        await desk.until(lambda: "Looking took too long." in desk.words)
        hang.set()


async def test_a_drawer_without_a_shift_is_tried_by_who_may_and_that_is_an_entry(bench: Workbench) -> None:
    async with bench.screens() as desk:
        await at_devices(desk, KIM)
        await desk.press("f6", "1")
        assert bench.printer.kicks == 0
        await desk.press(PIN, "enter")
        await desk.until(lambda: bench.printer.kicks == 1)
        record = next(each for each in bench.register.read.all_records() if each.kind == "drawer-tried/1")
        tried = decode(record.kind, record.body)
        assert isinstance(tried, DrawerTried)
        assert (tried.employee1.no, tried.employee2 is not None) == (KIM, True)
        await desk.until(lambda: "drawer-kicked" in desk.kinds)


async def test_with_a_shift_opening_the_drawer_wants_a_reason(bench: Workbench) -> None:
    async with bench.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift()
        await desk.until_quiet()
        bench.printer.shut_drawer()
        kicks = bench.printer.kicks
        await desk.press(*DEVICES, "f6", "1", "enter")
        await desk.until(lambda: bench.printer.kicks == kicks + 1)
        assert "drawer-tried" not in desk.kinds
        assert desk.state.shifts[1].movements[-1].type == "NO_SALE"


async def test_the_drawer_that_is_chosen_opens(folder: Path) -> None:
    bench = Workbench(folder, TWO_DRAWERS)
    async with bench.screens() as desk:
        await at_devices(desk)
        await desk.press("f6", "2", "1")
        await desk.until(lambda: bench.printer.port.drawers[5].open)
        assert not bench.printer.port.drawers[2].open
    bench.register.close()


async def test_a_drawer_teaches_its_polarity_step_by_step(bench: Workbench) -> None:
    bench.path.write_text(
        bench.path.read_text().replace("sim:", "sim:") + '\n[[drawer]]\nid = 1\nopen_level = "high"\n'
    )
    async with bench.screens() as desk:
        await at_devices(desk)
        assert "sensor high when open" in desk.text
        await desk.press("f2", "6")
        await desk.until(lambda: "Shut the drawer." in desk.text)
        await desk.press("enter")
        await desk.until(lambda: "Open the drawer with the key." in desk.text)
        bench.printer.open_drawer_with_key()
        await desk.press("enter")
        await desk.until(lambda: "Shut the drawer again." in desk.text)
        bench.printer.shut_drawer()
        await desk.press("enter")
        await desk.until(lambda: "The sensor works." in desk.text)
        await desk.press("enter")
        await desk.until(lambda: "sensor low when open" in desk.text)
        assert bench.config.drawers[0].open_level == "low"
        assert desk.state.rules.open_levels == {1: "low"}
        assert bench.printer.kicks == 0


async def test_a_drawer_without_a_sensor_is_known_as_such_and_a_lesson_can_be_left(bench: Workbench) -> None:
    async with bench.screens() as desk:
        await at_devices(desk)
        await desk.press("f2", "6", "enter", "escape")
        assert bench.config.drawers[0].open_level == "low"
        await desk.press("f2", "6")
        for words in ("Shut the drawer.", "Open the drawer", "Shut the drawer again"):
            await desk.until(shows(desk, words))
            await desk.press("enter")
        await desk.until(lambda: "The printer saw no difference" in desk.words)
        await desk.press("enter")
        await desk.until(lambda: "no sensor" in desk.text)
        assert bench.config.drawers[0].open_level == "none"


async def test_the_ruler_says_how_wide_the_paper_is_and_slips_are_that_wide_then(folder: Path) -> None:
    bench = Workbench(folder, {'address = "sim:"': 'address = "sim:"\ncolumns = 48'})
    async with bench.screens() as desk:
        await at_devices(desk)
        await desk.press("f2", "4")
        await desk.until(lambda: "Which is the last number" in bench.printer.paper)
        first = bench.printer.paper.splitlines()[0]
        assert (len(first), first[-2:]) == (48, "48")
        await desk.press("3", "2", "enter")
        await desk.until(lambda: "32 characters stand on a line" in desk.text)
        assert bench.config.printer.columns == 32
        record = next(
            each for each in reversed(list(bench.register.read.all_records())) if "settings" in each.kind
        )
        changed = decode(record.kind, record.body)
        assert isinstance(changed, SettingsChanged)
        assert (changed.settings.paper_columns, changed.employee1 is not None) == (32, True)
        await desk.press("f5")
        await desk.until(lambda: bench.printer.slips)
        assert max(len(line) for line in bench.printer.slips[-1].splitlines()) <= 32
    bench.register.close()


async def test_devices_of_another_program_are_left_to_it(bench: Workbench) -> None:
    other = own_devices(bench.folder)
    assert other is not None
    async with bench.screens() as desk:
        await desk.sign_in(ANA)
        await desk.press(*DEVICES)
        assert "Another program on this machine has the devices" in desk.words
        for keys in (("f5",), ("f2", "3"), ("f2", "4"), ("f2", "6")):
            await desk.press(*keys)
            assert "Another program on this machine has the devices" in desk.words
        other.release()
        await desk.until(lambda: "Printer ready" in desk.text)
    assert bench.printer.paper == ""
