"""Who is there: PINs, lock-out, locking, leaving."""

from __future__ import annotations

import time

from tests.ui.counter import ANA, KIM, PIN, SETTINGS, Counter
from till.domain.commands import AddEmployee


async def test_number_and_pin_sign_in_with_or_without_enter_between(counter: Counter) -> None:
    async with counter.screens() as desk:
        assert "Who is there?" in desk.text
        assert "Printer ready" in desk.text  # Before anybody signs in.
        await desk.press("2", PIN)
        assert desk.text.count(PIN) == 1  # In the hint; as dots where it was typed.
        assert "● ● ● ●" in desk.text
        await desk.press("enter")
        assert "Kim Berg" in desk.text
        assert "F2" in desk.text
        await desk.press("f7", "1", "6")
        assert "Who is there?" in desk.text
        await desk.press("1", "enter", PIN, "enter")
        assert desk.state.signed_in == ANA


async def test_wrong_pins_are_said_and_lock_out_counting_down(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.press("2")
        for _try in range(3):
            await desk.press("0000", "enter")
        assert "Too many wrong PINs. Try again in 2 s." in desk.text
        await desk.press(PIN, "enter")  # The right one, but too early.
        assert desk.state.signed_in is None
        counter.wait(seconds=1)
        await desk.until(lambda: "Try again in 1 s." in desk.text)
        counter.wait(seconds=1)
        await desk.until(lambda: "Try again in" not in desk.text.split("┐")[-1])
        await desk.press(PIN, "enter")
        assert desk.state.signed_in == KIM


async def test_somebody_without_a_pin_is_told_who_can_help(counter: Counter) -> None:
    counter.register.handle(AddEmployee(counter.register.act(ANA), "Ny Ek", "cashier"))
    async with counter.screens() as desk:
        await desk.press("4", PIN, "enter")
        assert "Ny Ek has no PIN yet. A manager can set one." in desk.text


async def test_unlocking_goes_back_to_what_was_typed(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift()
        await desk.press("f4", "6000", "enter", "7731", "f10")
        assert "Locked by Ana Lima" in desk.text
        assert "7731" not in desk.text
        assert desk.kinds[-1] == "screen-locked"
        await desk.press("f3", "f10", "escape", "1", PIN, "enter")
        assert "Drop to the safe" in desk.text
        await desk.press("enter")
        assert desk.state.shifts[1].movements[-1].bag == "7731"
        assert desk.state.shifts[1].movements[-1].amount == -60_00


async def test_another_person_may_take_over_a_locked_register(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.press("f10", "escape", "2", PIN, "enter")
        assert desk.state.signed_in == KIM
        assert desk.kinds[-3:] == ["screen-locked", "signed-out", "signed-in"]
        assert len(counter.app.screen_stack) == 2


async def test_a_stray_digit_at_a_locked_register_picks_nobody_else(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.press("f10", "2")
        assert "Ana Lima, your PIN:" in desk.text
        assert "Esc Somebody else" in desk.words
        await desk.press("backspace", PIN, "enter")
        assert desk.state.signed_in == ANA
        assert "pin-wrong" not in " ".join(desk.kinds)


async def test_screens_that_nobody_touches_lock_by_themselves(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        counter.app.used_at = time.monotonic() - SETTINGS.lock_after_s
        await desk.until(lambda: "Locked by Ana Lima" in desk.text)
        assert desk.kinds[-1] == "screen-locked"


async def test_leaving_asks_first(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift()
        await desk.press("f3", "5000", "ctrl+c")
        assert "Shift 1 stays open" in desk.text
        await desk.press("escape", "enter", "1", "enter")
        assert desk.state.expected(1) == 250_00
        await desk.press("ctrl+q")
        counter.app.simulate_key("enter")
        await desk.until(lambda: not counter.app.is_running)
    assert counter.app.return_code == 0
    again = Counter(counter.folder).register
    assert again.read.newest(1)[0].kind == "program-stopped/1"
    again.close()


async def test_another_sign_in_elsewhere_covers_these_screens(counter: Counter) -> None:
    elsewhere = Counter(counter.folder)
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        from till.domain.vocabulary import PinPurpose

        elsewhere.register.present_pin(KIM, PIN, PinPurpose.SIGN_IN)
        await desk.until(lambda: "Locked by Ana Lima" in desk.text)
    elsewhere.register.close()


async def test_news_while_the_lock_comes_up_leaves_open_whose_pin_is_asked_for(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in()
        counter.app.lock()
        counter.wait(seconds=1)
        counter.app.look()  # Before the lock is composed.
        await desk.settled()
        assert "Ana Lima, your PIN:" in desk.text
        await desk.press(PIN, "enter")
        assert not counter.app.is_locked()
