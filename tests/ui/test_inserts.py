"""The insert of a drawer is taken out and put back."""

from __future__ import annotations

from tests.ui.counter import ANA, Counter


async def test_an_insert_is_taken_out_for_a_while_and_put_back(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift("20000")
        await desk.press("f7", "8", "4", "1")
        assert not desk.state.shifts
        assert "Take the insert out and put its label on it." in desk.text
        await desk.press("f7", "8", "5", "1")
        assert desk.state.shifts[1].no == 1
        assert desk.state.expected(1) == 200_00


async def test_a_parked_shift_leaves_the_drawer_free(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift("20000")
        await desk.press("f7", "8", "4", "2")
        assert list(desk.state.aside) == [1]
        await desk.open_shift("10000")
        assert desk.state.shifts[1].no == 2
