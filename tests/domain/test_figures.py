"""One calculation behind screen, X and Z; and the defects that keep coming back in other registers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domain.given import (
    CASHIER,
    MANAGER,
    NOON,
    OTHER_CASHIER,
    SHOP,
    Given,
    abandoned,
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
    wrong_pin,
)
from till.domain.clock import later
from till.domain.commands import Command, CopySlip, NoticeClock, TakeX
from till.domain.entries import CashMoved, DrawerKicked, ReportTaken, ShiftClosed, SlipInDoubt, SlipWaiting
from till.domain.figures import Figures
from till.domain.people import Person
from till.domain.state import CashierTally, Control
from till.domain.vocabulary import KickOutcome, ReportType

OPENED = shift_opened(float_=200_00)
WRONG = pay_out(10_00)
BUSY = (OPENED, cash_in(50_00), pay_out(35_00), WRONG, undone(WRONG), drop(100_00), no_sale())
LEFT = 200_00 + 50_00 - 35_00 - 100_00


def x(shop: Given, drawer: int = 1) -> Figures:
    return only(ReportTaken, shop.then(TakeX(by(MANAGER), drawer))).figures


def z(shop: Given) -> Figures:
    return shop.newest(ShiftClosed).figures


def kicked(outcome: KickOutcome, shift: int | None = 1, employee: int | None = CASHIER) -> DrawerKicked:
    act = by()
    return DrawerKicked(
        id=act.id,
        at=NOON,
        job="j",
        act=act.id,
        drawer=1,
        outcome=outcome,
        no_sale=True,
        employee=employee,
        shift=shift,
    )


def equation(figures: Figures) -> int:
    """Add up the lines above “expected”, as somebody with a pencil would."""
    drawer = figures.drawer
    lines = [drawer.float_counted, drawer.cash_sales, drawer.cash_refunds]
    lines += [total.amount for total in drawer.movements]
    return sum(line for line in lines if line is not None)


# -- the four defects, as far as there are movements --------------------------------------------------------


@pytest.mark.parametrize(
    ("movement", "amount"), [(cash_in(12_34), 12_34), (pay_out(12_34), -12_34), (drop(12_34), -12_34)]
)
def test_no_movement_is_left_out_of_what_is_expected(movement: Command, amount: int) -> None:
    shop = given(OPENED, movement)
    assert x(shop).drawer.expected == expected(shop.state, "drawer:1") == 200_00 + amount


def test_no_undo_is_left_out_of_what_is_expected() -> None:
    assert x(given(OPENED, WRONG, undone(WRONG))).drawer.expected == 200_00


def test_entries_are_chosen_by_their_shift_and_not_by_a_time_window() -> None:
    day_before, day_after = later(NOON, -86_400), later(NOON, 86_400)
    at = [replace(cash_in(1_00), act=by(CASHIER, at=each)) for each in (day_before, day_after)]
    first = given(OPENED, *at, count_started(), counted(202_00), closed(left=202_00))
    assert z(first).drawer.expected == 202_00
    second = first.when(replace(shift_opened(202_00), act=by(CASHIER, at=day_before)))
    assert x(second).drawer.movements == ()
    assert x(second).drawer.expected == 202_00


def test_an_entry_of_a_shift_that_is_closed_counts_in_no_other() -> None:
    moved = given(OPENED, cash_in(7_00)).newest(CashMoved)
    done = given(OPENED, count_started(), counted(200_00), closed(left=200_00), shift_opened(200_00))
    assert x(done.when(moved)).drawer.movements == ()


def test_movements_of_the_other_drawer_are_not_in_this_ones_report() -> None:
    both = given(OPENED, shift_opened(300_00, drawer=2), pay_out(5_00, drawer=2), cash_in(7_00))
    assert (x(both, 1).drawer.expected, x(both, 2).drawer.expected) == (207_00, 295_00)
    assert [total.type for total in x(both, 2).drawer.movements] == ["PAY_OUT"]


def test_the_float_is_not_mixed_into_the_takings() -> None:
    figures = x(given(OPENED))
    assert (figures.drawer.cash_sales, figures.drawer.float_counted) == (0, 200_00)
    assert figures.grand.sales == 0


# -- the equation -------------------------------------------------------------------------------------------


def test_the_lines_of_a_report_add_up_to_what_is_expected() -> None:
    figures = x(given(*BUSY))
    assert equation(figures) == figures.drawer.expected == LEFT


def test_counted_less_expected_is_the_difference_and_counted_less_taken_the_float() -> None:
    shop = given(*BUSY, count_started(), counted(LEFT - 50), closed(left=100_00, bag="9"))
    drawer = z(shop).drawer
    assert drawer.counted is not None
    assert drawer.expected is not None
    assert drawer.counted.amount - drawer.expected == drawer.difference == -50
    assert drawer.counted.amount - (drawer.taken or 0) == drawer.left == 100_00
    assert equation(z(shop)) == drawer.expected


def test_the_opening_difference_stands_apart_and_the_equation_begins_with_what_was_counted() -> None:
    shop = given(OPENED, count_started(), counted(200_00), closed(left=200_00), shift_opened(199_00))
    drawer = x(shop).drawer
    assert (drawer.float_carried, drawer.float_counted, drawer.opening_difference) == (200_00, 199_00, -1_00)
    assert equation(x(shop)) == drawer.expected == 199_00


def test_an_x_and_the_z_after_it_are_the_same_figures() -> None:
    counting = given(*BUSY, count_started(), counted(LEFT))
    before = x(counting)
    after = z(counting.when(closed(left=LEFT)))
    assert (before.type, after.type, before.no, after.no) == (ReportType.X, ReportType.Z, None, 1)
    same = (
        "heading",
        "business_date",
        "shift",
        "drawer_no",
        "cashiers",
        "no_sale_reasons",
        "control",
        "grand",
    )
    assert [getattr(before, name) for name in same] == [getattr(after, name) for name in same]
    assert (before.drawer.movements, before.drawer.expected) == (
        after.drawer.movements,
        after.drawer.expected,
    )


def test_an_x_changes_nothing_and_is_an_entry() -> None:
    shop = given(*BUSY)
    after = shop.when(TakeX(by(MANAGER)), TakeX(by(MANAGER)))
    assert after.newest(ReportTaken).employee1 == Person(MANAGER, "Ana")
    assert (after.state.shifts, after.state.balances) == (shop.state.shifts, shop.state.balances)


def test_a_z_stands_in_its_entry_whole_and_is_never_made_again() -> None:
    shop = given(*BUSY, count_started(), counted(LEFT), closed(left=LEFT))
    kept = z(shop)
    later_on = shop.when(shift_opened(LEFT), no_sale(), CopySlip(by(MANAGER), 7, "shift-closed/1"))
    assert later_on.newest(ShiftClosed).figures == kept


def test_reprinting_a_z_adds_no_no_sale_to_anything() -> None:
    shop = given(OPENED, no_sale(), CopySlip(by(MANAGER), 7, "shift-closed/1"))
    figures = x(shop)
    assert figures.no_sale_reasons == {"Change for a customer": 1}
    assert (figures.control.copies, figures.control.openings) == (1, 0)


# -- counters -----------------------------------------------------------------------------------------------


def test_the_counters_of_a_shift_say_how_the_drawer_was_handled() -> None:
    act = by()
    waiting = SlipWaiting(id=act.id, at=NOON, job="j", act="a", cause="No paper.", shift=1)
    doubt = SlipInDoubt(id=act.id, at=NOON, job="j", act="a", cause="Cut off.", shift=1)
    outcomes = (kicked(each) for each in KickOutcome)
    shop = given(OPENED, *outcomes, waiting, doubt, wrong_pin(), NoticeClock(by(at=later(NOON, -60))))
    assert x(shop).control == Control(
        openings=2,
        openings_without_sale=2,
        kicks_failed=4,
        kicks_unverified=1,
        pins_refused=1,
        clock_changes=1,
        slips_waiting=1,
        slips_in_doubt=1,
    )


def test_each_persons_movements_no_sales_and_openings_are_counted() -> None:
    shop = given(
        OPENED,
        pay_out(1_00),
        no_sale(),
        pay_out(2_00, person=OTHER_CASHIER),
        kicked(KickOutcome.CONFIRMED),
        kicked(KickOutcome.NO_MOTION, employee=OTHER_CASHIER),
        kicked(KickOutcome.CONFIRMED, employee=None),
        shop=replace(SHOP, shared_drawers=(1,)),
    )
    assert x(shop).cashiers == (
        CashierTally(Person(CASHIER, "Ben"), movements=1, no_sales=1, openings=1),
        CashierTally(Person(OTHER_CASHIER, "Dan"), movements=1),
    )


def test_a_kick_of_a_closed_shift_counts_in_no_other() -> None:
    done = (OPENED, count_started(), counted(200_00), closed(left=200_00), shift_opened(200_00))
    assert x(given(*done, kicked(KickOutcome.CONFIRMED, shift=1))).control == Control()


def test_attempts_at_counting_are_on_the_reports() -> None:
    shop = given(OPENED, count_started(), counted(1_00), abandoned(), count_started(), counted(200_00))
    assert x(shop).drawer.attempts == 2
