"""The screens are killed in the middle of a sale and its payment: nothing shown is lost or doubled."""

from __future__ import annotations

import random
import re
import time
from collections import Counter

import pytest

from tests.durable.test_kill_program import Shop, shop, sign_in  # noqa: F401 -- shop is a fixture
from tests.terminal.program import Program
from till.domain.entries import LineRung, SaleConcluded

KILLS = 20
PAID = "CHANGE"


def amount(price: int) -> str:
    return f"{price // 100}.{price % 100:02}"


def watch(screens: Program, seconds: float) -> None:
    """Read what is drawn for so long."""
    ends_s = time.monotonic() + seconds
    while (left_s := ends_s - time.monotonic()) > 0:
        screens.read(left_s)


def sell_and_kill(shop: Shop, dice: random.Random, kills: int) -> None:  # noqa: F811 -- the fixture's name
    """Ring one line and take cash for it, each with a price of its own, and kill at any time of it."""
    rung: list[int] = []
    paid: list[int] = []
    for price in range(11_00, 11_00 + 100 * kills, 100):
        with Program(shop.till) as screens:
            sign_in(screens, shop)
            finish_what_runs(screens)
            at_payment = dice.random() < 0.6
            screens.type(str(price), "+", "2")
            if at_payment:
                screens.wait_for("To pay")
                screens.type(str(price), "enter")
            watch(screens, dice.uniform(0, 0.6))
            screens.kill()
            shop.witness.kills_s.append(time.monotonic())
            # What the last picture showed was on the disk before.
            if re.search(rf"1 Books +{amount(price)}", screens.screen.text):
                rung.append(price)
            if PAID in screens.screen.text and at_payment:
                paid.append(price)
        found = shop.check()
        lines = Counter(each.line.price for each in found.entries(LineRung))
        sold = Counter(each.receipt.total for each in found.entries(SaleConcluded))
        assert [each for each, times in (lines + sold).items() if max(lines[each], sold[each]) > 1] == []
        assert [each for each in rung if not lines[each]] == [], "a line was shown and is lost"
        assert [each for each in paid if not sold[each]] == [], "a payment was shown and is lost"
    with Program(shop.till) as screens:
        sign_in(screens, shop)
        finish_what_runs(screens)
    found = shop.check()
    sold = Counter(each.receipt.total for each in found.entries(SaleConcluded))
    assert sold == Counter(each.line.price for each in found.entries(LineRung))
    numbers = [each.receipt.no for each in found.entries(SaleConcluded)]
    assert numbers == list(range(1, len(numbers) + 1))
    cash = sum(each.receipt.cash for each in found.entries(SaleConcluded))
    state = found.steps[-1][1]
    assert state.expected(1) == state.shifts[1].float_counted + cash


def finish_what_runs(screens: Program) -> None:
    """Go to the sales; a sale that a kill left running is there with its line, and is paid."""
    screens.type("f2")
    screens.wait_for("Department")
    screens.settle()
    if "To pay" in screens.screen.text:
        screens.type("enter")
        screens.wait_for("Enter again")
        screens.type("enter")
        screens.wait_for(PAID)
        screens.settle()


@pytest.mark.durable
def test_killed_in_the_middle_of_many_sales_nothing_shown_is_lost_or_doubled(
    shop: Shop,  # noqa: F811 -- the fixture's name
    dice: random.Random,
) -> None:
    sell_and_kill(shop, dice, KILLS)
