"""The alarm for a shift that nobody closed; it holds nothing up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domain.given import CASHIER, MANAGER, NOON, SHOP, by, cash_in, given, shift_opened
from tests.domain.selling import EXACT, cash, ring
from till.domain.clock import later
from till.domain.commands import ParkShift
from till.domain.entries import CashMoved, SaleConcluded
from till.domain.forgotten import forgotten
from till.ui.view import View
from till.ui.widgets.lines import notice_of

HOURS = 14
TOO_LATE = later(NOON, HOURS * 3600 + 1)
AT = NOON[11:16]


def test_a_shift_is_forgotten_once_it_is_open_for_more_than_the_configured_hours() -> None:
    state = given(shift_opened(200_00, at=AT)).state
    assert state.rules.shift_alarm_hours == HOURS
    assert forgotten(state, later(NOON, HOURS * 3600)) == ()
    assert [shift.no for shift in forgotten(state, TOO_LATE)] == [1]


def test_an_insert_that_was_never_counted_is_forgotten_too() -> None:
    parked = given(shift_opened(200_00, at=AT), ParkShift(by(CASHIER)), shift_opened(50_00, at="18:00")).state
    assert [shift.no for shift in forgotten(parked, TOO_LATE)] == [1]


@pytest.mark.parametrize(
    ("drawer", "person", "words"),
    [
        (1, CASHIER, "▲ This shift has been open for 14 h 0 m. Count and close it with F9."),
        (2, CASHIER, "▲ Shift 1 of Ben has been open for 14 h 0 m. Count and close it."),
        (1, None, ""),
    ],
)
def test_the_screen_names_it_with_what_to_do(drawer: int, person: int | None, words: str) -> None:
    state = given(shift_opened(200_00, at=AT)).state
    assert notice_of(View(SHOP, state, TOO_LATE, person, drawer))[0] == words


def test_it_holds_up_neither_a_sale_nor_a_movement() -> None:
    late = given(shift_opened(200_00, at=AT), shop=EXACT)
    sold = late.when(*(replace(each, act=by(CASHIER, at=TOO_LATE)) for each in (ring("book", 5_00), cash())))
    assert sold.newest(SaleConcluded).receipt.business_date == "2026-11-21"
    moved = late.when(replace(cash_in(10_00), act=by(MANAGER, at=TOO_LATE)))
    assert moved.newest(CashMoved).amount == 10_00
