"""Typing amounts, and what is not one."""

from __future__ import annotations

from textual import events

from tests.ui.counter import ANA, Counter, Desk
from till.ui.widgets.amount_field import AmountField


async def at_cash_in(desk: Desk) -> AmountField:
    await desk.sign_in(ANA)
    await desk.open_shift()
    await desk.press("f3")
    return desk.counter.app.screen.query_one(AmountField)


async def test_digits_push_in_from_the_right_and_a_decimal_sign_works_too(counter: Counter) -> None:
    async with counter.screens() as desk:
        field = await at_cash_in(desk)
        for typed, amount in (
            ("3500", 35_00),
            ("5", 5),
            ("35.", 35_00),
            ("35.5", 35_50),
            ("35,05", 35_05),
            (".5", 50),
            ("007", 7),
            ("99999999999", 999_999_999_99),
        ):
            await desk.press("delete")
            await desk.type(typed)
            assert field.amount == amount, typed
        await desk.press("backspace")
        assert field.amount == 99_999_999_99


async def test_nonsense_is_refused_in_words_and_what_was_typed_stays(counter: Counter) -> None:
    async with counter.screens() as desk:
        field = await at_cash_in(desk)
        await desk.press("1200")
        for typed in ("-", "e", "٣", "x"):
            await desk.type(typed)
            assert "is not an amount" in desk.text, typed
            assert field.amount == 12_00
        await desk.type(".345")
        assert field.amount == 1200_34
        for pasted in ("1e9", "-5", "٣", "12.345", "", "9" * 10_000, "0x10"):
            before = field.amount
            field.post_message(events.Paste(pasted))
            await desk.settled()
            assert field.amount == before, pasted
            assert "amount" in desk.text
        field.post_message(events.Paste(" 1 240.50 "))
        await desk.settled()
        assert field.amount == 1240_50


async def test_nothing_is_recorded_without_an_amount_or_a_reason(counter: Counter) -> None:
    async with counter.screens() as desk:
        await at_cash_in(desk)
        before = len(desk.kinds)
        await desk.press("enter")
        assert "The amount is zero" in desk.text
        await desk.press("100", "enter", "enter")
        assert "This needs a reason" in desk.text
        assert len(desk.kinds) == before
        await desk.press("tab")
        await desk.type("Found [b]under[/b] the mat")
        await desk.press("enter")
        assert "Found [b]" in desk.text


ESCAPES = (
    "f3 5000 enter 1 escape",
    "f4 5000 enter 7731 escape",
    "f5 3500 enter 1 escape",
    "f6 1 escape",
    "f7 escape",
    "f7 1 1 escape",
    "f7 1 2 down enter escape escape",
    "f7 1 3 escape",
    "f7 1 4 escape",
    "f7 1 5 escape",
    "f9 escape",
    "f1 escape",
    "ctrl+q escape",
)


async def test_esc_goes_back_and_records_nothing(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift()
        await desk.until_quiet()
        before = desk.kinds
        for keys in ESCAPES:
            await desk.press(*keys.split())
            assert len(counter.app.screen_stack) == 2, keys
        assert desk.kinds == before


async def test_a_drop_of_more_than_there_is_is_refused_without_saying_how_much_there_is(
    counter: Counter,
) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift()
        await desk.press("f4", "20001", "enter", "7731", "enter")
        assert "There is not that much in the drawer." in desk.text
        assert "7731" in desk.text
        await desk.press("up", "backspace", "enter")
        assert desk.state.expected(1) == 180_00
