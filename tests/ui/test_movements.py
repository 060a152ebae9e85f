"""The acts behind F7 that move cash: staff, advances, swaps, the other drawer, bags and the bank."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events

from tests.ui.counter import ANA, BO, KIM, PIN, Counter, Desk, with_settings
from till.domain.commands import Drop, OpenShift
from till.domain.state import Count
from till.domain.vocabulary import MovementType
from till.slips.trials import letters_slip
from till.ui.screens.more import CHOICES
from till.ui.widgets.menu import Menu


@pytest.fixture
def two_drawers(folder: Path) -> Iterator[Counter]:
    counter = Counter(folder, with_settings(drawers=(1, 2)))
    yield counter
    counter.register.close()
    counter.devices.close()


async def begin(desk: Desk, employee: int = ANA) -> None:
    await desk.sign_in(employee)
    await desk.open_shift("50000")
    await desk.until_quiet()


def last(desk: Desk) -> tuple[MovementType, int]:
    movement = desk.state.shifts[1].movements[-1]
    return movement.type, movement.amount


async def test_cash_of_the_staff_takes_four_keys_and_the_amount(counter: Counter) -> None:
    acts = (
        ("f13 2", "2500", "enter", MovementType.TIP_OUT, -25_00),
        ("f14 2", "2600", "enter", MovementType.DRIVER_REIMBURSEMENT, -26_00),
        ("f15 2", "2700", "enter", MovementType.CASH_COLLECTED, 27_00),
        ("f16 2 1", "2800", "enter", MovementType.ADVANCE, -28_00),
    )
    async with counter.screens() as desk:
        await begin(desk)
        for before, digits, after, type_, amount in acts:
            assert len((*before.split(), after)) <= 4
            await desk.press(*before.split(), digits, after)
            assert last(desk) == (type_, amount)
            staff = desk.state.shifts[1].movements[-1].staff
            assert staff is not None
            assert staff.no == KIM
        await desk.until_quiet()
        assert all(amount in counter.printer.paper for amount in ("25.00", "26.00", "27.00", "28.00"))


async def test_each_act_has_a_number_that_opens_it_without_function_keys(counter: Counter) -> None:
    async with counter.screens() as desk:
        await begin(desk)
        for number in ("01", "02", "03", "04", "05", "06", "07", "08", "00", "81", "82"):
            await desk.press("plus", *number)
            assert "What can be done" not in desk.text
            assert len(counter.app.screen_stack) == 3, number
            await desk.press("escape")
            assert "This shift" in desk.text
            assert len(counter.app.screen_stack) == 2


def test_the_numbers_of_the_function_keys_act_at_once_in_the_menu() -> None:
    # Opening a shift and selling never stand there together.
    numbers = [number for number, action, *_rest in CHOICES if action != "open_shift"]
    assert len(set(numbers)) == len(numbers)
    for number in "2345679":
        assert not any(other != number and other.startswith(number) for other in numbers)


async def test_the_menu_is_touched_and_walked_in_two_columns(counter: Counter) -> None:
    async with counter.screens() as desk:
        await begin(desk)
        await desk.press("f7", "down", "right", "enter")
        assert "Close the shift: count the drawer" in desk.text
        await desk.press("escape", "f7")
        place = next(
            at for at, line in enumerate(desk.text.splitlines()) if "Tip-out" in line and "Shift-F1" in line
        )
        top = counter.app.screen.query_one(Menu).region.y
        for _touch in range(2):
            await desk.pilot.click(Menu, offset=(4, place - top))
            await desk.settled()
        assert "Prints a slip to sign." in desk.text


async def test_a_cashier_pays_tips_out_with_a_supervisor_beside_them(counter: Counter) -> None:
    async with counter.screens() as desk:
        await begin(desk, KIM)
        await desk.press("f13", "2", "2500", "enter")
        assert "Another person who may approve it must" in desk.words
        assert desk.state.shifts[1].movements == ()
        await desk.press("escape")
        assert "Tip-out" in desk.text  # Nothing typed is lost.
        await desk.press("enter", "3", PIN, "enter")
        assert last(desk) == (MovementType.TIP_OUT, -25_00)
        assert desk.state.shifts[1].tally.control.approvals == 1


async def test_what_is_missing_is_said_in_words_and_esc_records_nothing(counter: Counter) -> None:
    async with counter.screens() as desk:
        await begin(desk)
        await desk.press("f13", "enter")
        assert "Choose who: type the number." in desk.text
        await desk.press("1", "enter")
        assert "▲" in desk.text
        await desk.press("9999900", "enter")
        assert "There is not that much in the drawer." in desk.text
        await desk.press("escape")
        assert desk.state.shifts[1].movements == ()


async def test_an_advance_is_settled_with_a_voucher_and_the_change_comes_back(counter: Counter) -> None:
    async with counter.screens() as desk:
        await begin(desk)
        await desk.press("f16", "2", "2", "5000", "enter")
        counter.wait(minutes=75)
        counter.app.look()
        await desk.press("f17")
        assert "1 h 15 m" in desk.text
        await desk.press("3250")
        assert "Comes back into the drawer: 17.50" in desk.text
        await desk.press("enter", "enter")
        assert "Type the number of the voucher or receipt." in desk.text
        await desk.type("R-9")
        await desk.press("enter")
        assert last(desk) == (MovementType.SETTLE, 17_50)
        assert all(each.settled for each in desk.state.advances.values())
        await desk.press("f17")
        assert "No advance is open." in desk.text


async def test_an_advance_that_was_not_spent_comes_back_whole(counter: Counter) -> None:
    async with counter.screens() as desk:
        await begin(desk)
        await desk.press("f16", "2", "2", "5000", "enter")
        await desk.press("f16", "3", "1", "2000", "enter")
        await desk.press("f17", "2", "0", "enter")
        await desk.type("none")
        await desk.press("enter")
        assert last(desk) == (MovementType.SETTLE, 20_00)
        assert [each.settled for each in desk.state.advances.values()] == [False, True]


async def test_a_swap_is_recorded_only_when_both_sides_are_worth_the_same(counter: Counter) -> None:
    async with counter.screens() as desk:
        await begin(desk)
        await desk.press("f18", "down", "down", "down", "1", "tab", *["down"] * 4, "2")
        assert "missing: 10.00" in desk.text
        await desk.press("f9")
        assert "must be worth the same" in desk.text
        await desk.press("down", "1", "f9")
        swap = desk.state.shifts[1].movements[-1]
        assert (swap.type, swap.amount) == (MovementType.SWAP, 0)
        await desk.until(lambda: "SWAP" in counter.printer.paper)


async def test_cash_is_carried_to_the_other_drawer(two_drawers: Counter) -> None:
    register = two_drawers.register
    async with two_drawers.screens() as desk:
        await begin(desk)
        await desk.press("f21", "10000", "enter")
        assert "No shift is open" in desk.text
        register.handle(OpenShift(register.act(BO), Count(100_00), 2))
        await desk.press("enter")
        assert desk.state.expected(1) == 400_00
        assert desk.state.expected(2) == 200_00


async def test_with_one_drawer_there_is_nowhere_to_carry_cash(counter: Counter) -> None:
    async with counter.screens() as desk:
        await begin(desk)
        await desk.press("f7")
        assert "To the other drawer" not in desk.text


async def test_a_bag_is_received_by_somebody_else_who_says_what_was_in_it(counter: Counter) -> None:
    register = counter.register
    async with counter.screens() as desk:
        await begin(desk)
        register.handle(Drop(register.act(ANA), 100_00, "7731"))
        counter.wait(hours=26)
        register.handle(Drop(register.act(BO), 50_00, "7732"))
        counter.app.look()
        await desk.press("f19")
        lines = desk.text.splitlines()
        first, second = (next(line for line in lines if bag in line) for bag in ("7731", "7732"))
        assert lines.index(first) < lines.index(second)
        assert "26 h 0 m" in first
        await desk.press("1", "9000")
        assert "Short: -10.00" in desk.text
        await desk.press("enter")
        assert "Somebody else must receive bag 7731" in desk.text
        assert "7731" in desk.state.bags
        await desk.press("escape", "2", "5000", "enter")
        assert "7732" not in desk.state.bags
        await desk.until(lambda: "BAG RECEIVED" in counter.printer.paper)


async def test_a_blind_cashier_sees_bags_and_advances_without_their_amounts(counter: Counter) -> None:
    register = counter.register
    async with counter.screens() as desk:
        await begin(desk)
        await desk.press("f16", "2", "2", "4321", "enter")
        register.handle(Drop(register.act(ANA), 123_45, "7731"))
        await desk.press("f7", "1", "6")
        await desk.sign_in(KIM)
        for keys in ("f19", "1", "escape f4", "1"):
            await desk.press(*keys.split())
            assert "7731" in desk.text
            assert "123.45" not in desk.text
        await desk.press("escape", "escape", "f17")
        assert "Kim Berg, Flowers" in desk.text
        assert "43.21  " not in desk.text
        await desk.press("1000")
        assert "Comes back" not in desk.text


async def test_bags_and_cash_of_the_safe_go_to_the_bank_and_come_back(counter: Counter) -> None:
    register = counter.register
    async with counter.screens() as desk:
        await begin(desk)
        for bag in ("7731", "7732"):
            register.handle(Drop(register.act(BO), 100_00, bag))
        counter.app.look()
        await desk.press("f20", "1", "2", "2")
        assert "Bags in this deposit: 1   Together: 100.00" in desk.text
        await desk.press("enter", "enter")
        assert "Type the bank's number of the deposit." in desk.text
        await desk.type("D-17")
        await desk.press("enter")
        assert list(desk.state.bags) == ["7732"]
        await desk.until(lambda: "Deposit number: D-17" in counter.printer.paper)
        await desk.press("f7", "0", "0", "enter", "enter")
        assert "▲" in desk.text  # It wants a reason.
        await desk.type("Bank was shut")
        await desk.press("enter")
        assert "Bo Ek, your PIN:" in desk.text  # Nobody takes a deposit back alone.
        await desk.press(PIN, "enter")
        assert sorted(desk.state.bags) == ["7731", "7732"]
        assert desk.state.deposits[-1].undone


async def test_more_than_is_in_the_safe_does_not_go_to_the_bank(counter: Counter) -> None:
    async with counter.screens() as desk:
        await begin(desk)
        await desk.press("f20", "enter")
        assert "Type the number of each bag" in desk.words  # There is no bag to choose.
        await desk.press("99900", "enter", "5", "enter")
        assert "safe" in desk.words
        assert "Number 5" in desk.words  # Nothing typed is lost.
        assert desk.state.deposits == ()


async def test_a_lock_and_the_news_leave_what_was_typed(counter: Counter) -> None:
    register = counter.register
    async with counter.screens() as desk:
        await begin(desk)
        register.handle(Drop(register.act(BO), 100_00, "7731"))
        counter.app.look()
        await desk.press("f16", "2", "2", "5000", "enter")
        await desk.until_quiet()
        counter.printer.paper_out()
        for opens in ("f13", "f16", "f17", "f18", "f19 1", "f20", "f7 0 0", "f7 8 2"):
            await desk.press(*opens.split(), "1", "7", "tab", "8")
            before = desk.text.splitlines()[2:19]
            await desk.press("f10")
            assert "Everything stays as it is." in desk.text
            assert counter.app.devices is not None
            counter.app.devices.print_trial(letters_slip())
            await desk.press(PIN, "enter")
            await desk.until(lambda: not counter.app.is_locked() and "out of paper" in desk.text)
            await desk.pilot.pause()
            assert desk.text.splitlines()[2:19] == before, opens
            await desk.press("escape", "escape")
            if len(counter.app.screen_stack) < 2:
                await desk.sign_in(ANA)
        counter.printer.load_paper()


async def test_a_scanned_number_on_the_home_screen_does_nothing(counter: Counter) -> None:
    async with counter.screens() as desk:
        await begin(desk)
        for character in "61234567":
            counter.app.post_message(events.Key(character, character))
        await desk.press("enter")
        assert desk.state.shifts[1].movements == ()
        assert len(counter.app.screen_stack) == 2
