"""The drawer goes to the next person, or is closed in its owner's place."""

from __future__ import annotations

from pathlib import Path

from tests.ui.counter import ANA, KIM, PIN, Counter, with_settings
from till.domain.vocabulary import MovementType


async def test_a_handover_is_counted_accepted_and_goes_on_under_a_new_shift(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift("20000")
        await desk.press("f7", "8", "1", "enter", "f2", "20000", "f9")
        assert "Counted: 200.00, by Ana Lima" in desk.text
        assert "Expected" not in desk.text  # Who comes looks at it too.
        await desk.press("2", PIN, "enter")
        shift = desk.state.shifts[1]
        assert (shift.no, shift.opened_by.no, shift.float_counted) == (2, KIM, 200_00)
        assert desk.state.signed_in == KIM
        assert counter.app.view.person == KIM
        await desk.until(lambda: "Kim Berg" in desk.text.partition("\n")[0])
        await desk.until(lambda: "Z REPORT" in counter.printer.paper.upper())
        assert "Kim Berg" in counter.printer.paper


async def test_who_comes_may_count_again_and_sees_nothing_they_may_not(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift("20000")
        await desk.press("f7", "8", "1", "enter", "f2", "20050", "f9", "f2")
        assert "Choose who goes on" in desk.text
        await desk.press("2", "1234", "f2")
        assert "That PIN is not right." in desk.text
        await desk.press(PIN, "f2")
        assert "Expected" not in desk.text
        assert "Count 2 of 3" in desk.text
        await desk.press("f2", "20000", "f9")
        assert "Counted: 200.00, by Kim Berg" in desk.text
        assert "That PIN is not right." not in desk.text
        await desk.press("enter")
        shift = desk.state.shifts[1]
        assert (shift.opened_by.no, shift.float_counted) == (KIM, 200_00)
        _seq, closed = counter.register.read.closed_shift(1)
        assert closed.type is MovementType.CLOSE_OUT_EXACT


async def test_who_comes_counts_a_drawer_that_is_not_theirs_yet(folder: Path) -> None:
    counter = Counter(folder, with_settings(shared_drawers=()))
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift("20000")
        await desk.press("f7", "8", "1", "enter", "f2", "20050", "f9", "2", PIN, "f2", "f2", "20000", "f9")
        assert "Counted: 200.00, by Kim Berg" in desk.text
        await desk.press("enter")
        shift = desk.state.shifts[1]
        assert (shift.no, shift.opened_by.no, shift.float_counted) == (2, KIM, 200_00)
    counter.register.close()
    counter.devices.close()


async def test_a_large_difference_at_a_handover_wants_a_reason_and_approval(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(KIM)
        await desk.open_shift("20000")
        await desk.press("f7", "8", "1", "enter", "f2", "19000", "f9", "3", PIN, "enter")
        assert desk.state.shifts[1].no == 1
        await desk.type("Change given twice")
        await desk.press("enter")
        assert "Approval" in desk.text
        await desk.press("1", PIN, "enter")
        assert desk.state.shifts[1].no == 2
        _seq, closed = counter.register.read.closed_shift(1)
        assert closed.amount == -10_00


async def test_a_handover_that_was_left_goes_on_where_it_stood(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift("20000")
        await desk.press("f7", "8", "1", "enter", "f2", "20000", "f9", "escape", "f7", "8", "1")
        assert "Counted: 200.00, by Ana Lima" in desk.text


async def test_a_manager_closes_the_shift_of_who_is_gone_without_a_count(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(KIM)
        await desk.open_shift("20000")
        await desk.press("f7", "8", "2", "enter")
        assert "▲" in desk.text
        await desk.type("Went home ill")
        await desk.press("enter")
        assert "the Z says that nobody counted" in desk.text
        await desk.press("enter")
        assert "Approval" in desk.text  # A cashier does not do this.
        await desk.press(PIN, "enter")
        _seq, closed = counter.register.read.closed_shift(1)
        assert closed.figures.forced
        assert closed.figures.uncounted
        assert "FORCED" in desk.text.upper()


async def test_a_forced_close_takes_a_count_and_a_bag(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift("20000")
        await desk.press("f7", "8", "2")
        await desk.type("Forgotten")
        await desk.press("enter", "19000")
        assert "Counted now" in desk.text
        await desk.press("tab", "10000", "enter", "enter")
        assert "bag" in desk.text
        await desk.press("8", "enter")
        _seq, closed = counter.register.read.closed_shift(1)
        assert (closed.amount, closed.figures.drawer.left) == (-10_00, 100_00)
        assert closed.figures.forced
        assert not closed.figures.uncounted
