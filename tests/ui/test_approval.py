"""A second person allows what the first may not do alone."""

from __future__ import annotations

from tests.ui.counter import KIM, PIN, Counter, Desk


async def pay_out_above_the_limit(desk: Desk) -> None:
    await desk.sign_in(KIM)
    await desk.open_shift()
    await desk.press("f5", "3500", "enter", "2", "enter")


async def test_the_panel_says_what_needs_approval_and_who_may_give_it(counter: Counter) -> None:
    async with counter.screens() as desk:
        await pay_out_above_the_limit(desk)
        assert "35.00 is above your limit of 20.00." in desk.text
        assert "1 Ana Lima" in desk.text
        assert "3 Bo Ek" in desk.text
        assert "2 Kim Berg" not in desk.text
        await desk.press("3", PIN, "enter")
        movement = desk.state.shifts[1].movements[-1]
        assert movement.amount == -35_00
        assert movement.by.name == "Kim Berg"
        assert desk.state.shifts[1].tally.control.approvals == 1


async def test_a_wrong_pin_does_not_lose_the_dialog_and_esc_does_not_record(counter: Counter) -> None:
    async with counter.screens() as desk:
        await pay_out_above_the_limit(desk)
        await desk.press("3", "0000", "enter")
        assert "That PIN is not right" in desk.text
        await desk.press("escape")
        assert "Pay-out" in desk.text
        assert list(desk.state.shifts[1].movements) == []
        # Without it a smaller one is still there to be typed.
        await desk.press("up", "up", "delete", "1900", "enter")
        assert desk.state.shifts[1].movements[-1].amount == -19_00


async def test_an_approval_long_after_the_question_is_not_a_clock_that_went_back(counter: Counter) -> None:
    async with counter.screens() as desk:
        await pay_out_above_the_limit(desk)
        counter.wait(minutes=20)
        await desk.press("3", PIN, "enter")
        assert "clock-changed" not in desk.kinds
        assert desk.state.shifts[1].movements[-1].at[11:16] == "08:22"
