"""A whole shift by keys alone."""

from __future__ import annotations

from pathlib import Path

from tests.ui.counter import ANA, KIM, PIN, Counter
from till.domain.places import difference, drawer


async def test_a_whole_day_by_keys_alone(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(KIM)
        await desk.open_shift("20000")
        await desk.press("f3", "5000", "enter", "1", "enter")
        await desk.press("f5", "3500", "enter", "1", "enter")
        assert "35.00 is above your limit of 20.00" in desk.text
        await desk.press("3", PIN, "enter")
        await desk.press("f4", "10000", "enter", "7731", "enter")
        await desk.press("f6", "1", "enter")
        await desk.press("f8")
        assert "X REPORT" in desk.text
        await desk.press("escape")
        await desk.press("f9", "enter", "f2", "11200", "enter", "f2", "f2", "11300", "enter")
        await desk.press("10000", "enter", "8001", "enter")
        assert "needs a reason" in desk.text
        await desk.type("Coins fell down")
        await desk.press("enter", "1", PIN, "enter")
        assert "The shift is closed" in desk.text
        assert desk.state.z_no == 1
        assert desk.state.floats_left == {1: 100_00}
        assert desk.state.balances[difference(drawer(1))] == 2_00  # What is missing is there.
        await desk.until(lambda: not desk.jobs)
        # Opening, cash in, pay-out, drop, no sale, count, close: nothing else opens a drawer.
        assert counter.printer.kicks == 7
        titles = (
            "OPENING FLOAT",
            "CASH IN",
            "PAY-OUT",
            "DROP",
            "NO SALE",
            "X REPORT",
            "COUNT SHEET",
            "Z REPORT 1",
        )
        for title in titles:
            assert title in counter.printer.paper


async def test_the_next_shift_is_offered_what_the_last_one_left(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift("20000")
        await desk.press("f9", "enter", "f2", "20000", "enter", "15000", "enter", "8001", "enter", "escape")
        assert desk.state.shifts == {}
        await desk.press("f2")
        assert "Left at the last close: 150.00" in desk.text
        await desk.press("f2", "14900")
        assert "Short: -1.00" in desk.text
        await desk.press("enter")
        assert desk.state.shifts[1].opening_difference == -1_00


async def test_a_float_that_differs_much_wants_a_reason_and_approval(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(KIM)
        await desk.open_shift("20000")
        await desk.press("f9", "enter", "f2", "20000", "enter", "enter")
        assert desk.state.floats_left == {1: 200_00}
        await desk.press("escape", "f2")
        assert "Left at the last close" not in desk.text  # Kim may not see what is expected.
        await desk.press("f2", "15000", "enter")
        assert "needs a reason" in desk.text
        await desk.type("Rolls were taken")
        await desk.press("enter", "3", PIN, "enter")
        assert desk.state.shifts[1].opening_difference == -50_00


async def test_counting_by_note_and_coin(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        # 500 none, 200 one, 100 none, 50 two: Enter goes down a row.
        await desk.press("f2", "enter", "1", "enter", "enter", "2", "f9")
        shift = desk.state.shifts[1]
        assert shift.float_counted == 300_00
        await desk.press(
            "f9", "enter", "down", "2", "up", "down", "backspace", "1", "down", "down", "2", "f9"
        )
        (attempt,) = desk.state.shifts[1].attempts
        assert [(line.value, line.number) for line in attempt.count.lines] == [(200_00, 1), (50_00, 2)]


async def test_a_count_can_be_abandoned_or_left_for_later(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift()
        await desk.press("f9", "enter", "escape", "3")
        assert desk.state.shifts[1].status == "COUNTING"
        await desk.press("enter", "f2", "19900", "escape", "escape")
        assert (
            "199.00" in desk.text or "█" in desk.text
        )  # Esc twice: still counting, what was typed is there.
        await desk.press("enter", "escape", "4", "f9", "f2", "20000", "enter", "escape", "3")
        assert desk.state.shifts[1].status == "DRAFT"
        assert len(desk.state.shifts[1].attempts) == 2


async def test_an_undo_takes_four_keys_and_another_person(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift()
        await desk.press("f3", "5000", "enter", "1", "enter")
        await desk.press("f7", "1", "1", "enter")
        assert "Another person who may approve it must" in desk.words
        await desk.press(PIN, "enter")  # Bo is the only other one who may, so it is Bo's PIN.
        assert [movement.undone for movement in desk.state.shifts[1].movements] == [True, False]
        assert "(undone)" in desk.text
        assert desk.state.expected(1) == 200_00


async def test_what_happened_is_still_there_after_a_new_start(folder: Path) -> None:
    first = Counter(folder)
    async with first.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift()
    second = Counter(folder)
    async with second.screens() as desk:
        assert "Shift 1, opened by Ana Lima" in desk.text
        await desk.sign_in(ANA)
        assert "Expected          200.00" in desk.text
