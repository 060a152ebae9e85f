"""Training mode on the screens: it cannot be overlooked, and nothing of it counts."""

from __future__ import annotations

from tests.ui.counter import ANA, KIM, PIN, Counter


async def test_training_is_begun_and_ended_with_four_keys_and_seen_everywhere(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift("20000")
        await desk.until_quiet()
        counter.printer.shut_drawer()
        kicks = counter.printer.kicks
        await desk.press("f7", "8", "3")
        assert "TRAINING" in desk.text.splitlines()[0]
        assert counter.app.screen.has_class("-training")
        await desk.press("f5", "3500", "enter", "1")
        assert "TRAINING: Pay-out" in desk.words
        assert "The drawer stays shut." in desk.words
        await desk.press("enter")
        assert "165.00" in desk.text
        await desk.until_quiet()
        assert "TRAINING" in counter.printer.paper
        assert counter.printer.kicks == kicks
        await desk.press("f7", "8", "3")
        assert "TRAINING" not in desk.text
        assert "165.00" not in desk.text
        assert desk.state.expected(1) == 20000
        assert desk.state.shifts[1].tally.control.training == 1


async def test_who_may_not_train_asks_for_approval_to_begin_and_to_end(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(KIM)
        await desk.open_shift("20000")
        for begun in (True, False):
            await desk.press("f7", "8", "3")
            assert "Approval" in desk.text
            assert desk.state.training is not begun
            await desk.press(str(ANA), PIN, "enter")
            assert desk.state.training is begun
