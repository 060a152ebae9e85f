"""Undo: wrong, reversed and right all stay visible, and every total nets to zero."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domain.given import (
    CASHIER,
    MANAGER,
    OTHER_CASHIER,
    SUPERVISOR,
    bag_received,
    by,
    cash_in,
    closed,
    count_started,
    counted,
    drop,
    expected,
    given,
    no_sale,
    only,
    pay_out,
    shift_opened,
    undone,
    with_limits,
)
from till.domain.commands import Command, UndoMovement
from till.domain.entries import CashMoved
from till.domain.errors import (
    AlreadyUndone,
    BadText,
    CannotApprove,
    CannotUndo,
    NeedsApproval,
    NoSuchMovement,
    NotEnoughCash,
    OwnApproval,
)
from till.domain.people import Person, Right
from till.domain.places import post
from till.domain.state import Total
from till.domain.vocabulary import MovementType

OPENED = shift_opened(float_=200_00)
PAY_OUT, CASH_IN, DROP, NO_SALE = pay_out(35_00), cash_in(50_00), drop(100_00), no_sale()


@pytest.mark.parametrize(
    ("movement", "kind", "amount"),
    [
        (PAY_OUT, MovementType.UNDO_PAY_OUT, 35_00),
        (CASH_IN, MovementType.CASH_IN, -50_00),
        (DROP, MovementType.CASH_OUT, 100_00),
    ],
    ids=["pay-out", "cash in", "drop"],
)
def test_an_undo_is_the_exact_opposite_and_names_what_it_undoes(
    movement: Command, kind: MovementType, amount: int
) -> None:
    before = given(OPENED).state
    after = given(OPENED, movement, undone(movement))
    wrong, reversed_ = after.entries[-2:]
    assert isinstance(wrong, CashMoved)
    assert isinstance(reversed_, CashMoved)
    assert (reversed_.type, reversed_.amount, reversed_.undoes) == (kind, amount, movement.act.id)
    assert post({}, (*wrong.postings, *reversed_.postings)) == {}
    assert {posting.place for posting in wrong.postings} == {posting.place for posting in reversed_.postings}
    assert after.state.balances == before.balances


def test_an_undo_stores_both_people_and_repeats_what_the_movement_was() -> None:
    moved = only(CashMoved, given(OPENED, PAY_OUT).then(undone(PAY_OUT)))
    assert (moved.employee1, moved.employee2) == (Person(CASHIER, "Ben"), Person(SUPERVISOR, "Cia"))
    assert (moved.reason, moved.reason_code, moved.payee) == ("Window cleaner", "cleaning", "Shine Ltd")
    assert moved.voucher == "V-1"


def test_an_undo_may_say_why() -> None:
    command = replace(undone(PAY_OUT), reason="Typed the wrong way")
    assert only(CashMoved, given(OPENED, PAY_OUT).then(command)).reason == "Typed the wrong way"
    given(OPENED, PAY_OUT).refuses(replace(command, reason="\x1b"), BadText)


def test_a_pay_out_can_be_undone_only_once() -> None:
    given(OPENED, PAY_OUT, undone(PAY_OUT)).refuses(undone(PAY_OUT), because=AlreadyUndone)


def test_an_undo_cannot_be_undone() -> None:
    undo = undone(PAY_OUT)
    given(OPENED, PAY_OUT, undo).refuses(undone(undo), because=CannotUndo)


def test_a_no_sale_cannot_be_undone() -> None:
    given(OPENED, NO_SALE).refuses(undone(NO_SALE), because=CannotUndo)


def test_a_movement_of_a_closed_shift_cannot_be_undone() -> None:
    over = (OPENED, PAY_OUT, count_started(), counted(165_00), closed(left=165_00))
    given(*over, shift_opened(165_00)).refuses(undone(PAY_OUT), because=NoSuchMovement)


def test_a_movement_of_the_other_drawer_is_not_of_this_shift() -> None:
    both = given(OPENED, shift_opened(drawer=2), PAY_OUT)
    both.refuses(undone(PAY_OUT, drawer=2), because=NoSuchMovement)


@pytest.mark.parametrize("movement", ["", "unknown", "0" * 40, "\ud800"])
def test_what_never_happened_cannot_be_undone(movement: str) -> None:
    given(OPENED, PAY_OUT).refuses(UndoMovement(by(CASHIER, MANAGER), movement), because=NoSuchMovement)


@pytest.mark.parametrize("person", [CASHIER, SUPERVISOR, MANAGER])
def test_an_undo_always_needs_a_second_person(person: int) -> None:
    shop = given(OPENED, PAY_OUT)
    shop.refuses(replace(undone(PAY_OUT), act=by(person)), because=NeedsApproval)
    shop.refuses(replace(undone(PAY_OUT), act=by(person, person)), because=OwnApproval)
    shop.refuses(replace(undone(PAY_OUT), act=by(person, OTHER_CASHIER)), because=CannotApprove)


def test_an_undo_is_limited_like_any_act() -> None:
    shop = with_limits("supervisor", {Right.UNDO: 35_00 - 1})
    given(OPENED, PAY_OUT, shop=shop).refuses(undone(PAY_OUT), because=CannotApprove)


def test_cash_that_came_in_and_went_out_again_cannot_be_taken_back() -> None:
    spent = given(shift_opened(float_=0), CASH_IN, pay_out(20_00))
    spent.refuses(undone(CASH_IN), because=NotEnoughCash)


def test_a_drop_whose_bag_is_no_longer_there_cannot_be_undone() -> None:
    given(OPENED, DROP, bag_received()).refuses(undone(DROP), because=CannotUndo)


def test_wrong_reversed_and_right_are_three_lines_that_net_to_zero() -> None:
    after = given(OPENED, cash_in(50_00), PAY_OUT, undone(PAY_OUT), pay_out(53_00 - 18_00)).state
    shift = after.shifts[1]
    assert [movement.type for movement in shift.movements] == [
        MovementType.CASH_IN,
        MovementType.PAY_OUT,
        MovementType.UNDO_PAY_OUT,
        MovementType.PAY_OUT,
    ]
    assert [movement.undone for movement in shift.movements] == [False, True, False, False]
    assert shift.tally.movements["PAY_OUT"] == Total(2, -70_00)
    assert shift.tally.movements["UNDO_PAY_OUT:undo"] == Total(1, 35_00)
    assert shift.tally.control.undone == 1
    assert expected(after, "drawer:1") == 200_00 + 50_00 - 35_00


def test_a_pay_out_typed_in_the_wrong_direction_is_put_right_without_spoiling_the_report() -> None:
    wrong = cash_in(35_00)
    right = given(OPENED, wrong, undone(wrong), PAY_OUT).state
    straight = given(OPENED, PAY_OUT).state
    assert right.balances == straight.balances
