"""Counting: started, tried, limited, left again; and what a blind count gives away, which is nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import pytest

from tests.domain.given import (
    CASHIER,
    MANAGER,
    OTHER_CASHIER,
    SHOP,
    SUPERVISOR,
    Given,
    abandoned,
    by,
    cash_in,
    closed,
    count_started,
    counted,
    given,
    only,
    pay_out,
    shift_opened,
    undone,
)
from till.domain.commands import Command, StartCount, TakeX
from till.domain.entries import CashCounted, ReportTaken, ShiftClosed
from till.domain.errors import (
    AttemptsUsedUp,
    BeingCounted,
    CannotApprove,
    NoOpenShift,
    NotBeingCounted,
    NotEnoughCash,
    OwnApproval,
    ShiftAlreadyOpen,
)
from till.domain.figures import blind
from till.domain.people import Person
from till.domain.vocabulary import ShiftStatus

OPENED = shift_opened(float_=200_00)
THRICE = (OPENED, count_started(), counted(1_00), counted(2_00), counted(3_00))


def test_counting_closes_the_shift_to_movements_until_it_is_abandoned() -> None:
    shop = given(OPENED, count_started())
    assert shop.state.shifts[1].status is ShiftStatus.COUNTING
    shop.refuses(cash_in(), BeingCounted)
    assert shop.when(abandoned()).then(cash_in())


def test_a_count_is_started_once() -> None:
    given(OPENED, count_started()).refuses(count_started(), BeingCounted)
    given().refuses(count_started(), NoOpenShift)


@pytest.mark.parametrize("command", [counted(1_00), abandoned(), closed(left=0)])
def test_what_belongs_to_a_count_needs_one(command: Command) -> None:
    given().refuses(command, NoOpenShift)
    given(OPENED).refuses(command, NotBeingCounted)


def test_every_attempt_is_kept_and_numbered() -> None:
    attempts = given(*THRICE).state.shifts[1].attempts
    assert [(each.attempt, each.count.amount, each.by) for each in attempts] == [
        (1, 1_00, Person(CASHIER, "Ben")),
        (2, 2_00, Person(CASHIER, "Ben")),
        (3, 3_00, Person(CASHIER, "Ben")),
    ]


def test_after_the_last_attempt_somebody_must_allow_another() -> None:
    shop = given(*THRICE)
    assert "3 times" in str(shop.refuses(counted(4_00), AttemptsUsedUp))
    shop.refuses(counted(4_00, approver=CASHIER), OwnApproval)
    shop.refuses(counted(4_00, approver=OTHER_CASHIER), CannotApprove)
    once_more = only(CashCounted, shop.then(counted(4_00, approver=SUPERVISOR)))
    assert (once_more.attempt, once_more.employee2) == (4, Person(SUPERVISOR, "Cia"))


def test_another_colleague_has_no_attempts_of_their_own() -> None:
    shared = given(*THRICE, shop=replace(SHOP, shared_drawers=(1,)))
    shared.refuses(counted(4_00, person=OTHER_CASHIER), AttemptsUsedUp)


def test_who_may_allow_another_attempt_may_make_one() -> None:
    assert given(*THRICE).then(counted(4_00, person=MANAGER))


def test_the_attempts_stay_when_a_count_is_abandoned_and_begun_again() -> None:
    shop = given(*THRICE, abandoned(), count_started())
    assert len(shop.state.shifts[1].attempts) == 3
    shop.refuses(counted(4_00), AttemptsUsedUp)


def test_a_shift_that_is_counted_is_still_the_drawers_shift() -> None:
    given(OPENED, count_started()).refuses(shift_opened(), ShiftAlreadyOpen)


def test_an_x_report_can_be_taken_while_counting() -> None:
    assert given(OPENED, count_started()).then(TakeX(by(MANAGER)))


# -- blind --------------------------------------------------------------------------------------------------


def two_shops(*acts: Command) -> tuple[Given, Given]:
    """Give two shops that differ only in what a colleague paid in."""
    quiet, busy = given(OPENED, cash_in(1_00, person=MANAGER)), given(OPENED, cash_in(777_77, person=MANAGER))
    return quiet.when(*acts), busy.when(*acts)


def numbers(value: object) -> Iterator[int]:
    """Yield every whole number within a value."""
    if isinstance(value, bool):
        return
    if isinstance(value, int):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from numbers(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from numbers(part)
    elif isinstance(value, dict):
        yield from numbers([*value.keys(), *value.values()])


def test_a_blind_x_is_the_same_whatever_is_expected() -> None:
    act = TakeX(by(CASHIER))
    quiet, busy = (only(ReportTaken, shop.then(act)) for shop in two_shops())
    assert quiet == busy
    assert quiet.figures.blind


def test_no_figure_on_a_blind_x_leads_to_what_is_expected() -> None:
    shop = given(OPENED, cash_in(777_77, person=MANAGER), pay_out(43_21, person=MANAGER))
    report = only(ReportTaken, shop.then(TakeX(by(CASHIER))))
    drawer = report.figures.drawer
    hidden = (drawer.float_carried, drawer.opening_difference, drawer.expected, drawer.difference)
    assert hidden == (None, None, None, None)
    assert (drawer.cash_sales, drawer.cash_refunds) == (None, None)
    assert {777_77, 43_21, -43_21, 777_77 - 43_21, 200_00 + 777_77 - 43_21} & {*numbers(report)} == set()


def test_the_blind_count_does_not_leak_through_a_checksum() -> None:
    report = only(ReportTaken, given(OPENED, cash_in()).then(TakeX(by(CASHIER))))
    assert report.figures.head.seal == ""


def test_a_blind_count_answers_the_same_whatever_is_expected() -> None:
    for act in (StartCount(by(CASHIER)), counted(200_00), counted(977_77)):
        before = () if isinstance(act, StartCount) else (count_started(),)
        quiet, busy = (shop.then(act) for shop in two_shops(*before))
        assert quiet == busy


def test_no_count_is_filled_in_beforehand() -> None:
    assert given(OPENED, cash_in(), count_started()).state.shifts[1].attempts == ()


def test_a_blind_z_hides_what_was_expected_and_keeps_what_was_counted() -> None:
    entry = given(OPENED, cash_in(50_00), count_started(), counted(249_50), closed(left=249_50)).newest(
        ShiftClosed
    )
    seen = blind(entry.figures).drawer
    assert (seen.expected, seen.difference, seen.opening_difference) == (None, None, None)
    assert seen.counted is not None
    assert (seen.counted.amount, seen.left, seen.taken) == (249_50, None, None)
    assert {250_00, -50, 50_00} & {*numbers(blind(entry.figures))} == set()


def test_who_may_see_it_gets_the_whole_x() -> None:
    shop = given(OPENED, cash_in(50_00))
    for act in (by(SUPERVISOR), by(MANAGER), by(CASHIER, SUPERVISOR)):
        figures = only(ReportTaken, shop.then(TakeX(act))).figures
        assert (figures.blind, figures.drawer.expected) == (False, 250_00)
        assert figures.head == shop.state.head


def test_too_much_cash_out_is_refused_in_the_same_words_whatever_is_there() -> None:
    quiet, busy = two_shops()
    assert str(quiet.refuses(pay_out(1_000_00, person=MANAGER), NotEnoughCash)) == str(
        busy.refuses(pay_out(1_000_00, person=MANAGER), NotEnoughCash)
    )


def test_an_undo_shows_on_a_blind_x_as_a_number_of_times_only() -> None:
    wrong = cash_in(123_45, person=MANAGER)
    report = only(ReportTaken, given(OPENED, wrong, undone(wrong)).then(TakeX(by(CASHIER))))
    assert [(each.type, each.undo, each.count, each.amount) for each in report.figures.drawer.movements] == [
        ("CASH_IN", False, 1, None),
        ("CASH_IN", True, 1, None),
    ]


def test_the_entry_of_a_count_says_nothing_of_what_was_expected() -> None:
    entry = given(OPENED, cash_in(777_77), count_started(), counted(5_00)).newest(CashCounted)
    assert {977_77, 777_77, 5_00 - 977_77} & {*numbers(entry)} == set()
