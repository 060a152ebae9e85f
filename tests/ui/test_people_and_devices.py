"""The screens behind F7: employees, printer and drawer, journal and shifts."""

from __future__ import annotations

from tests.ui.counter import ANA, KIM, PIN, Counter
from till.domain.commands import ExportJournal


async def test_a_manager_takes_somebody_on_who_can_sign_in_then(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.press("f7", "1", "5", "f2")
        await desk.type("Ny Ek")
        await desk.press("enter", "2", "enter", "4")
        assert "no PIN yet" in desk.text
        await desk.press("f3", "8899", "enter", "8890", "enter")
        assert "These are not the same digits." in desk.text
        await desk.press("8899", "enter", "f4", "1", "escape", "f7", "1", "6", "4", "8899", "enter")
        assert desk.state.signed_in == 4
        assert desk.state.employees[4].role == "cashier"
        assert "8899" not in "".join(record.body for record in counter.register.read.all_records())


async def test_a_cashier_changes_people_only_with_a_manager(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(KIM)
        await desk.press("f7", "1", "5", "3", "f5")
        assert "Another person who may approve it must" in desk.words
        await desk.press("escape")
        assert "has left" not in desk.text
        await desk.press("f5", PIN, "enter")
        assert "has left" in desk.text
        assert not desk.state.employees[3].active


async def test_a_test_slip_comes_out_and_a_waiting_one_can_be_given_up(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.press("f7", "1", "4", "f5")
        await desk.until(lambda: "TEST SLIP" in counter.printer.paper)
        await desk.until_quiet()
        counter.printer.paper_out()
        await desk.press("f5")
        await desk.until(lambda: "Slips waiting: 1" in desk.text)
        await desk.press("down", "delete")
        assert "The slip will not be printed." in desk.text
        await desk.until(lambda: "Slips waiting" not in desk.text)
        counter.printer.load_paper()
        assert counter.printer.paper.count("TEST SLIP") == 1


async def test_a_slip_of_the_journal_is_printed_again_marked_as_a_copy(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift()
        await desk.press("f3", "5000", "enter", "1", "enter")
        await desk.until_quiet()
        await desk.press("f7", "1", "2", "f2", "2", "down", "enter")
        assert "CASH IN" in desk.text
        assert "cash-moved/1" in desk.text
        await desk.press("f8")
        await desk.until(lambda: "COPY" in counter.printer.paper)
        assert counter.printer.paper.count("CASH IN") == 2
        assert "slip-copied" in desk.kinds


async def test_a_long_journal_loads_as_one_goes_down(counter: Counter) -> None:
    for _time in range(120):
        counter.register.handle(ExportJournal(counter.register.act(ANA)))
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.press("f7", "1", "2", "end", "end")
        assert "Register set up" not in desk.text
        await desk.press("end", "end")
        assert "Register set up" in desk.text
