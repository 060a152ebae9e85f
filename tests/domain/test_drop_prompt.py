"""When the till asks for a drop, and what a blind cashier can learn from it."""

from __future__ import annotations

from dataclasses import replace

from tests.domain.given import Given, cash_in, drop, given, no_sale, shift_opened
from till.domain.drop_prompt import BAND_PERCENT, drop_due
from till.domain.places import Place
from till.domain.state import State

LIMIT = 2_000_00
BAND = LIMIT * BAND_PERCENT // 100
SECRET, OTHER = b"one register", b"another register"


def holding(amount: int) -> State:
    return given(shift_opened(amount)).state


def test_who_may_see_is_asked_for_a_drop_above_the_limit_only() -> None:
    assert not drop_due(holding(LIMIT), 1)
    assert drop_due(holding(LIMIT + 1), 1)
    shop = holding(9_000_00)
    assert not drop_due(replace(shop, settings=replace(shop.rules, drawer_limit=None)), 1)
    assert not drop_due(shop, 2), "a drawer without a shift is nobody's"


def test_a_blind_cashier_is_asked_always_above_the_limit_and_never_below_the_band() -> None:
    shop = given(shift_opened(LIMIT - BAND))
    for _act in range(30):
        assert not drop_due(shop.state, 1, SECRET)
        shop = shop.when(drop(1_00, bag=f"B{_act}"), cash_in(1_00))
    shop = given(shift_opened(LIMIT))
    for _act in range(30):
        shop = shop.when(cash_in(1))
        assert drop_due(shop.state, 1, SECRET)


def edges(secret: bytes, drawer: int = 1, acts: int = 40) -> list[int]:
    """Give the balance above which the prompt comes, after each of so many acts that move cash."""
    shop, found = given(shift_opened(1_00, drawer=drawer)), []
    for _act in range(acts):
        low, high = LIMIT - BAND, LIMIT
        while low < high:
            middle = (low + high) // 2
            due = drop_due(with_balance(shop, middle, drawer), drawer, secret)
            low, high = (low, middle) if due else (middle + 1, high)
        found.append(low)
        shop = shop.when(cash_in(1, drawer=drawer))
    return found


def with_balance(shop: Given, amount: int, drawer: int) -> State:
    return replace(shop.state, balances={**shop.state.balances, Place(f"drawer:{drawer}"): amount})


def test_each_act_draws_another_edge_anywhere_in_the_band() -> None:
    found = edges(SECRET)
    assert len(set(found)) > 30
    assert LIMIT - BAND <= min(found) < LIMIT - BAND * 3 // 4
    assert LIMIT - BAND // 4 < max(found) <= LIMIT
    assert edges(SECRET) == found, "to look again tells nothing new"


def test_the_edge_is_another_for_each_register_and_drawer() -> None:
    found = edges(SECRET, acts=8)
    assert found != edges(OTHER, acts=8)
    assert found != edges(SECRET, drawer=2, acts=8)


def test_nobody_draws_again_without_moving_cash() -> None:
    shop = given(shift_opened(LIMIT - BAND // 2))
    before = drop_due(shop.state, 1, SECRET)
    for _act in range(20):
        shop = shop.when(no_sale())
        assert drop_due(shop.state, 1, SECRET) == before


def test_the_first_prompt_on_the_way_up_does_not_say_where_the_drawer_is() -> None:
    """From ten floats, creeping up by a unit an act, the prompt first comes at ten places of the band."""
    came_at = []
    for start in range(LIMIT - BAND, LIMIT, BAND // 10):
        shop, amount = given(shift_opened(start)), start
        while not drop_due(shop.state, 1, SECRET):
            shop, amount = shop.when(cash_in(1)), amount + 1
            assert amount < LIMIT
        came_at.append(amount)
    assert max(came_at) - min(came_at) > BAND // 2
