"""Adjustments, addenda and parked shifts by keys alone."""

from __future__ import annotations

from tests.ui.counter import ANA, KIM, PIN, Counter

CLOSING = "f9 enter f2 20000 enter enter escape"
"""Counts what is there, and leaves all of it as the float."""


async def test_an_adjustment_is_drafted_changed_and_posted_with_approval(cards: Counter) -> None:
    async with cards.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift("20000")
        await desk.press("ctrl+a")
        await desk.type("-5000")
        await desk.press("tab")
        await desk.type("50.00")
        await desk.press("enter")
        await desk.type("Card keyed as cash")
        await desk.press("enter")
        (draft,) = desk.state.adjustments.values()
        assert [(line.code, line.amount) for line in draft.lines] == [("cash", -50_00), ("card", 50_00)]
        assert desk.state.expected(1) == 200_00
        await desk.press("ctrl+t", "enter")
        await desk.type("-5050")
        await desk.press("enter")
        assert "Cash -50.50, Card +50.00" in desk.text
        await desk.press("f9", PIN, "enter")
        assert desk.state.expected(1) == 149_50
        assert not desk.state.adjustments


async def test_an_adjustment_is_given_up_with_words(cards: Counter) -> None:
    async with cards.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift("20000")
        await desk.press("f7", "8", "6", "f2", "7", "enter", "x", "enter", "f7", "8", "7", "delete")
        await desk.type("Not so")
        await desk.press("enter")
        assert "No adjustment waits." in desk.text
        assert "adjustment-cancelled" in desk.kinds


async def test_what_is_no_amount_is_said_and_nothing_is_lost(cards: Counter) -> None:
    async with cards.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift("20000")
        await desk.press("ctrl+a")
        await desk.type("1.2.")
        assert "is not an amount" in desk.words
        await desk.type("5")
        assert "is not an amount" not in desk.words
        assert "1.25" in desk.text
        await desk.press("escape")
        assert not desk.state.adjustments


async def test_addenda_stand_under_their_closed_shift(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift("20000")
        await desk.press(*CLOSING.split())
        await desk.press("ctrl+e", "3500", "enter", "1", "enter", PIN, "enter")
        (item,) = counter.register.read.addenda(1)
        assert (item.amount, item.reason_code) == (-35_00, "cleaning")
        await desk.press("f7", "1", "3")
        assert "+ Addendum 1 to shift 1" in desk.text
        await desk.press("down", "f4", "f4", "1", "f9")
        await desk.type("Counted by two")
        await desk.press("enter", PIN, "enter")
        await desk.press("f4", "f3", "500", "enter")
        await desk.type("Found")
        await desk.press("enter", PIN, "enter")
        _out, again, found = counter.register.read.addenda(1)
        assert again.counted is not None
        assert [(line.value, line.number) for line in again.counted.lines] == [(500_00, 1)]
        assert (again.amount, again.reason, found.amount) == (None, "Counted by two", 5_00)


async def test_a_parked_shift_is_counted_later_on_a_screen_like_any(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(KIM)
        await desk.open_shift("20000")
        await desk.press("f7", "8", "4", "2")
        await desk.open_shift("10000")
        await desk.press("f7", "8", "0", "f2", "15000", "enter", "f2", "f2", "19000", "enter")
        assert [each.count.amount for each in desk.state.aside[1].attempts] == [150_00, 190_00]
        assert "Expected" not in desk.text
        assert "all of it goes to the safe" in desk.words
        await desk.press("enter")
        await desk.type("9001")
        await desk.press("enter", "1", PIN, "enter")
        assert 1 in desk.state.aside, "ten are missing, which wants a reason"
        await desk.type("Ten are missing")
        await desk.press("enter", "1", PIN, "enter")
        assert not desk.state.aside
        (_seq, z), *_others = counter.register.read.closes(5)
        assert (z.amount, z.figures.drawer.attempts, z.figures.drawer.left) == (-10_00, 2, 0)


async def test_a_parked_shift_is_closed_with_a_float_for_its_free_drawer(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift("20000")
        await desk.press("f7", "8", "4", "2", "f7", "1", "3", "down", "enter", "f2", "20000", "enter")
        await desk.until(lambda: "Exact" in desk.words)
        await desk.press("15000", "enter")
        await desk.type("9001")
        await desk.press("enter", PIN, "enter")
        assert desk.state.floats_left == {1: 150_00}
        (_seq, z), *_others = counter.register.read.closes(5)
        assert (z.figures.drawer.left, z.figures.drawer.taken) == (150_00, 50_00)


async def test_what_waits_outside_the_drawer_is_listed(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift("20000")
        await desk.press("f7", "8", "4", "1")
        await desk.open_shift("10000")
        await desk.press("f7", "8", "4", "2", "f7", "1", "3")
        assert "suspended" in desk.words.casefold()
        assert "to be counted" in desk.words.casefold()
        await desk.press("down", "enter")
        assert "F7 85 puts it back" in desk.words
