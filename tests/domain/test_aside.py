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
    pay_out,
    shift_opened,
)
from till.domain.commands import CloseAside, ParkShift, ResumeShift, SuspendShift
from till.domain.entries import ShiftClosed, ShiftOpened
from till.domain.errors import (
    BeingCounted,
    DifferenceAboveLimit,
    DrawerNotEmpty,
    NeedsApproval,
    NeedsBag,
    NoOpenShift,
    NoSuchShift,
    ShiftAlreadyOpen,
    ShiftIsOver,
)
from till.domain.state import Count
from till.domain.vocabulary import ShiftStatus

OPENED = shift_opened(200_00)


def suspended() -> SuspendShift:
    return SuspendShift(by(CASHIER))


def parked(drawer: int = 1) -> ParkShift:
    return ParkShift(by(CASHIER), drawer)


def resumed(person: int = CASHIER, approver: int | None = None, drawer: int = 1) -> ResumeShift:
    return ResumeShift(by(person, approver), 1, drawer)


def closed_aside(
    amount: int, shift: int = 1, approver: int | None = SUPERVISOR, reason: str | None = None
) -> CloseAside:
    return CloseAside(by(CASHIER, approver), shift, Count(amount), "9001", reason)


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
    second = shop.when(replace(closed_aside(100_00, shift=2), bag="9002"))
    both = second.when(closed_aside(220_00))
    z = both.newest(ShiftClosed)
    assert (z.shift, z.z_no, z.amount, z.figures.drawer.expected) == (1, 2, 0, 220_00)
    assert (z.figures.drawer.left, z.figures.drawer.taken) == (0, 220_00)
    assert expected(both.state, "transit:9001") == 220_00
    assert expected(both.state, "drawer:1") == 50_00
    assert both.state.shifts[1].no == 3
    assert not both.state.aside


def test_over_and_short_of_a_parked_shift_are_its_own() -> None:
    shop = given(OPENED, parked(), shift_opened(100_00))
    shop.refuses(closed_aside(190_00), because=DifferenceAboveLimit)
    after = shop.when(closed_aside(190_00, reason="Ten are missing"))
    assert after.newest(ShiftClosed).amount == -10_00
    assert expected(after.state, "difference:drawer:1") == 10_00
    assert expected(after.state, "drawer:1") == 100_00
    assert expected(after.state, "insert:1") == 0


def test_a_parked_shift_is_counted_by_two_and_goes_no_further() -> None:
    shop = given(OPENED, parked())
    shop.refuses(closed_aside(200_00, approver=None), because=NeedsApproval)
    shop.refuses(replace(closed_aside(200_00), bag=None), because=NeedsBag)
    shop.refuses(resumed(), because=ShiftIsOver)
    shop.refuses(closed_aside(200_00, shift=7), because=NoSuchShift)
    done = shop.when(closed_aside(200_00))
    done.refuses(closed_aside(200_00), because=NoSuchShift)


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
    for command in (OPENED, suspended(), resumed(), parked(), shift_opened(100_00), closed_aside(200_00)):
        books.do(command)
    books.do(replace(cash_in(), act=by(MANAGER, SUPERVISOR)))
    verdict = checked(books.records)
    assert verdict.intact, str(verdict)
