"""Why the drawer is over or short: what usually explains it, the likeliest first."""

from __future__ import annotations

import pytest

from tests.domain.given import (
    CASHIER,
    SUPERVISOR,
    Given,
    by,
    cash_in,
    closed,
    count_started,
    counted,
    given,
    lines,
    pay_out,
    shift_opened,
    undone,
)
from tests.domain.test_adjustments import CARDS, drafted, posted
from till.domain.commands import Command, CountCash, OpenShift
from till.domain.shift_errors import NothingCounted
from till.domain.state import Count
from till.domain.tenders import TenderLine
from till.domain.vocabulary import MovementType
from till.domain.why_short import Cause, candidates

PAID = pay_out(35_00)


def causes(shop: Given) -> list[Cause]:
    return [each.cause for each in candidates(shop.state, shop.state.shifts[1])]


def short_by(amount: int, *happened: Command) -> Given:
    shop = given(shift_opened(500_00), *happened)
    return shop.when(count_started(), counted(shop.state.expected(1) - amount))


def test_an_exact_count_needs_no_explanation() -> None:
    assert causes(short_by(0, PAID)) == []


def test_without_a_count_there_is_nothing_to_explain() -> None:
    shop = given(shift_opened(500_00), count_started())
    with pytest.raises(NothingCounted):
        candidates(shop.state, shop.state.shifts[1])


def test_a_movement_of_exactly_the_difference_comes_first() -> None:
    shop = short_by(35_00, PAID)
    (first, *_others) = candidates(shop.state, shop.state.shifts[1])
    assert (first.cause, first.movement) == (Cause.MOVEMENT_LEFT_OUT, PAID.act.id)


def test_cash_that_went_out_and_was_recorded_as_coming_in() -> None:
    wrong = cash_in(17_00)
    shop = short_by(34_00, wrong)
    assert Cause.WRONG_DIRECTION in causes(shop)
    # The other way round it explains nothing: the drawer would be over.
    assert Cause.WRONG_DIRECTION not in causes(short_by(-34_00, wrong))


def test_what_was_undone_explains_nothing() -> None:
    shop = short_by(35_00, PAID, undone(PAID))
    assert Cause.MOVEMENT_LEFT_OUT not in causes(shop)


def test_an_opening_float_that_was_off_by_as_much() -> None:
    close = (count_started(), counted(200_00))
    before = given(shift_opened(200_00), *close).when(closed(200_00))
    opened = OpenShift(by(CASHIER, SUPERVISOR), Count(195_00), 1, "Five are missing")
    shop = before.when(opened, count_started(), counted(200_00))
    assert Cause.OPENING_FLOAT in causes(shop)


def test_a_row_that_was_counted_is_likelier_than_one_that_was_not() -> None:
    shop = given(shift_opened(200_00), count_started())
    shop = shop.when(CountCash(by(CASHIER), lines((100_00, 1), (10_00, 9))))
    found = candidates(shop.state, shop.state.shifts[1])
    assert (found[0].cause, found[0].value, found[0].pieces) == (Cause.COUNTED_WRONG, 10_00, 1)


def test_swapped_digits_are_told_by_nine() -> None:
    assert causes(short_by(27_00))[-1] is Cause.DIGITS_SWAPPED
    assert Cause.DIGITS_SWAPPED not in causes(short_by(26_00))


def test_a_card_slip_that_was_keyed_as_cash() -> None:
    takings = drafted(("card", 80_00), kind=MovementType.EXTERNAL_IMPORT)
    shop = given(shift_opened(200_00), takings, posted(takings), count_started(), shop=CARDS)
    count = CountCash(by(CASHIER), Count(188_00, tenders=(TenderLine("card", 92_00),)))
    first = candidates(shop.when(count).state, shop.when(count).state.shifts[1])[0]
    assert (first.cause, first.tender) == (Cause.OTHER_TENDER, "Card")


def test_at_most_eight_explanations_are_given() -> None:
    shop = given(shift_opened(500_00), *(cash_in(18_00) for _ in range(12)))
    shop = shop.when(count_started(), counted(shop.state.expected(1) - 18_00))
    assert len(candidates(shop.state, shop.state.shifts[1])) == 8
