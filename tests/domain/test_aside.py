"""Inserts out of the drawer: suspended and resumed, or parked and counted later."""

from __future__ import annotations

from dataclasses import replace

from tests.domain.books import Books, checked
from tests.domain.given import (
    CASHIER,
    MANAGER,
    OTHER_CASHIER,
    SUPERVISOR,
    Given,
    by,
    cash_in,
    closed,
    count_started,
    counted,
    expected,
    given,
    only,
    pay_out,
    shift_opened,
)
from till.domain.commands import CloseAside, CountAside, ParkShift, ResumeShift, SuspendShift
from till.domain.entries import CashCounted, ShiftClosed, ShiftOpened
from till.domain.errors import (
    AttemptsUsedUp,
    BeingCounted,
    DifferenceAboveLimit,
    DrawerNotEmpty,
    NeedsApproval,
    NeedsBag,
    NoOpenShift,
    NoSuchShift,
    NotCounted,
    ShiftAlreadyOpen,
    ShiftIsOver,
)
from till.domain.shift_errors import ShiftIsClosed
from till.domain.state import Count
from till.domain.vocabulary import ShiftStatus

OPENED = shift_opened(200_00)


def suspended() -> SuspendShift:
    return SuspendShift(by(CASHIER))


def parked(drawer: int = 1) -> ParkShift:
    return ParkShift(by(CASHIER), drawer)


def resumed(person: int = CASHIER, approver: int | None = None, drawer: int = 1) -> ResumeShift:
    return ResumeShift(by(person, approver), 1, drawer)


def counted_aside(amount: int, shift: int = 1, approver: int | None = None) -> CountAside:
    return CountAside(by(CASHIER, approver), shift, Count(amount))


def closed_aside(
    shift: int = 1, approver: int | None = SUPERVISOR, reason: str | None = None, left: int = 0
) -> CloseAside:
    return CloseAside(by(CASHIER, approver), shift, left, "9001", reason)


def away() -> Given:
    return given(OPENED, pay_out(35_00), suspended())


def test_while_the_insert_is_out_nothing_moves() -> None:
    shop = away()
    assert (expected(shop.state, "drawer:1"), expected(shop.state, "insert:1")) == (0, 165_00)
    shop.refuses(cash_in(), because=NoOpenShift)
    assert shop.state.aside[1].status is ShiftStatus.SUSPENDED


def test_the_same_person_puts_it_back_and_goes_on() -> None:
    after = away().when(resumed(), cash_in(10_00))
    assert expected(after.state, "drawer:1") == 175_00
    assert len(after.state.shifts[1].movements) == 2
    assert not after.state.aside


def test_somebody_else_puts_it_back_only_with_approval_and_into_the_other_drawer_too() -> None:
    shop = away()
    shop.refuses(resumed(OTHER_CASHIER), because=NeedsApproval)
    after = shop.when(resumed(OTHER_CASHIER, SUPERVISOR, drawer=2))
    assert expected(after.state, "drawer:2") == 165_00
    assert after.state.shifts[2].no == 1


def test_an_insert_goes_only_into_a_drawer_that_is_free_and_empty() -> None:
    other = away().when(shift_opened(100_00))
    other.refuses(resumed(), because=ShiftAlreadyOpen)
    left = other.when(count_started(), counted(100_00), closed(50_00, bag="7"))
    left.refuses(resumed(), because=DrawerNotEmpty)
    empty = other.when(count_started(), counted(100_00), closed(0, bag="7"))
    assert expected(empty.when(resumed()).state, "drawer:1") == 165_00


def test_the_next_shift_brings_its_own_float() -> None:
    close = (count_started(), counted(200_00), closed(200_00))
    shop = given(OPENED, *close, shift_opened(200_00), parked(), shift_opened(150_00))
    opened = shop.newest(ShiftOpened)
    assert (opened.float_carried, opened.difference) == (None, 0)
    assert (expected(shop.state, "drawer:1"), expected(shop.state, "insert:2")) == (150_00, 200_00)


def test_several_shifts_are_parked_and_each_is_counted_later() -> None:
    shop = given(OPENED, cash_in(20_00), parked(), shift_opened(100_00), parked(), shift_opened(50_00))
    assert sorted(shop.state.aside) == [1, 2]
    second = shop.when(counted_aside(100_00, shift=2), replace(closed_aside(shift=2), bag="9002"))
    both = second.when(counted_aside(220_00), closed_aside())
    z = both.newest(ShiftClosed)
    assert (z.shift, z.z_no, z.amount, z.figures.drawer.expected) == (1, 2, 0, 220_00)
    assert (z.figures.drawer.left, z.figures.drawer.taken) == (0, 220_00)
    assert expected(both.state, "transit:9001") == 220_00
    assert expected(both.state, "drawer:1") == 50_00
    assert both.state.shifts[1].no == 3
    assert not both.state.aside


def test_over_and_short_of_a_parked_shift_are_its_own() -> None:
    shop = given(OPENED, parked(), shift_opened(100_00), counted_aside(190_00))
    shop.refuses(closed_aside(), because=DifferenceAboveLimit)
    after = shop.when(closed_aside(reason="Ten are missing"))
    assert after.newest(ShiftClosed).amount == -10_00
    assert expected(after.state, "difference:drawer:1") == 10_00
    assert expected(after.state, "drawer:1") == 100_00
    assert expected(after.state, "insert:1") == 0


def test_a_parked_shift_is_counted_by_two_and_goes_no_further() -> None:
    shop = given(OPENED, parked(), counted_aside(200_00))
    shop.refuses(closed_aside(approver=None), because=NeedsApproval)
    shop.refuses(replace(closed_aside(), bag=None), because=NeedsBag)
    shop.refuses(resumed(), because=ShiftIsOver)
    for command in (counted_aside(200_00, shift=7), closed_aside(shift=7)):
        shop.refuses(command, because=NoSuchShift)
    done = shop.when(closed_aside())
    for over in (counted_aside(200_00), closed_aside()):
        done.refuses(over, because=ShiftIsClosed)


def test_each_count_of_a_parked_shift_is_kept_and_the_last_one_holds() -> None:
    shop = given(OPENED, parked(), shift_opened(100_00))
    shop.refuses(closed_aside(), because=NotCounted)
    thrice = shop.when(counted_aside(150_00), counted_aside(190_00), counted_aside(200_00))
    thrice.refuses(counted_aside(200_00), because=AttemptsUsedUp)
    four = thrice.when(counted_aside(199_00, approver=SUPERVISOR))
    assert [each.count.amount for each in four.state.aside[1].attempts] == [150_00, 190_00, 200_00, 199_00]
    assert not four.state.shifts[1].attempts, "the shift in the drawer is another one"
    z = four.when(closed_aside(reason="One is missing")).newest(ShiftClosed)
    assert (z.figures.drawer.attempts, z.amount, z.figures.control.approvals) == (4, -1_00, 1)


def test_what_comes_back_from_counting_an_insert_does_not_depend_on_what_was_expected() -> None:
    entries = [
        only(CashCounted, given(OPENED, cash_in(more), parked()).then(counted_aside(5_00)))
        for more in (1, 777)
    ]
    assert replace(entries[0], id="") == replace(entries[1], id="")


def test_a_float_is_left_only_in_a_drawer_that_is_free_and_empty() -> None:
    shop = given(OPENED, parked(), counted_aside(200_00))
    after = shop.when(closed_aside(left=150_00))
    assert (expected(after.state, "drawer:1"), expected(after.state, "transit:9001")) == (150_00, 50_00)
    opened = after.when(shift_opened(150_00)).newest(ShiftOpened)
    assert (opened.float_carried, opened.difference) == (150_00, 0)
    running = shop.when(shift_opened(100_00))
    running.refuses(closed_aside(left=1), because=ShiftAlreadyOpen)
    shut = running.when(count_started(), counted(100_00), closed(100_00))
    shut.refuses(closed_aside(left=1), because=DrawerNotEmpty)
    assert shut.when(closed_aside()).state.floats_left == {1: 100_00}


def test_a_drawer_that_is_counted_keeps_its_insert() -> None:
    counting = given(OPENED, count_started())
    for command in (suspended(), parked()):
        counting.refuses(command, because=BeingCounted)


def test_somebody_elses_insert_is_taken_out_only_with_approval() -> None:
    shop = given(OPENED)
    shop.refuses(SuspendShift(by(OTHER_CASHIER)), because=NeedsApproval)
    shop.when(SuspendShift(by(OTHER_CASHIER, SUPERVISOR)))


def test_the_verifier_follows_inserts() -> None:
    books = Books.opened()
    for command in (OPENED, suspended(), resumed(), parked(), shift_opened(100_00)):
        books.do(command)
    books.do(counted_aside(200_00))
    books.do(closed_aside())
    books.do(replace(cash_in(), act=by(MANAGER, SUPERVISOR)))
    verdict = checked(books.records)
    assert verdict.intact, str(verdict)
