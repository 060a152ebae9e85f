"""What users of other registers complain about, each by name."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace

import pytest

from tests.domain.given import (
    CASHIER,
    MANAGER,
    Given,
    by,
    cash_in,
    closed,
    collected,
    count_started,
    counted,
    drop,
    force_closed,
    given,
    no_sale,
    pay_out,
    reimbursed,
    shift_opened,
    tip_out,
    undone,
)
from tests.domain.selling import EXACT, card, cash, refund, ring
from till.domain.clock import business_date, went_back
from till.domain.commands import Command, CopySlip, CountCash, NoticeClock, OpenShift, TakeX
from till.domain.entries import CashMoved, ClockChanged, ReportTaken, SaleConcluded, ShiftClosed, ShiftOpened
from till.domain.errors import CannotUndo, NoOpenShift, NotBeingCounted
from till.domain.figures import Figures
from till.domain.state import Count
from till.jobs import jobs_for

OPENED = shift_opened(200_00, at="08:00")


def closing(amount: int) -> tuple[Command, ...]:
    return count_started(), counted(amount), closed(amount)


@pytest.mark.parametrize(
    ("movement", "gained"),
    [
        (cash_in(50_00), 50_00),
        (pay_out(35_00), -35_00),
        (drop(100_00), -100_00),
        (tip_out(20_00), -20_00),
        (reimbursed(20_00), -20_00),
        (collected(20_00), 20_00),
    ],
)
def test_no_movement_is_left_out_of_what_is_expected(movement: Command, gained: int) -> None:
    moved = given(OPENED, movement)
    assert moved.state.expected(1) == 200_00 + gained
    figures = moved.when(TakeX(by(MANAGER))).newest(ReportTaken).figures.drawer
    assert (
        figures.expected
        == 200_00 + gained
        == (figures.float_counted or 0) + sum(total.amount or 0 for total in figures.movements)
    )


def test_entries_are_chosen_by_their_shift_and_never_by_a_time_window() -> None:
    first = given(OPENED, cash_in(50_00), *closing(250_00))
    # The clock is set back: the second shift lies in the first one's time, and has none of its money.
    second = first.when(shift_opened(250_00, at="07:00"), cash_in(1_00), TakeX(by(MANAGER)))
    drawer = second.newest(ReportTaken).figures.drawer
    assert [(total.count, total.amount) for total in drawer.movements] == [(1, 1_00)]


def test_a_typo_in_a_movement_is_put_right_without_spoiling_the_report() -> None:
    wrong = pay_out(45_00)
    right = given(OPENED, wrong, undone(wrong), pay_out(40_00), *closing(160_00)).newest(ShiftClosed)
    assert right.amount == 0
    totals = {(each.type, each.undo): each.amount for each in right.figures.drawer.movements}
    assert sorted(amount or 0 for amount in totals.values()) == [-85_00, 45_00]


def test_a_shift_can_be_closed_with_zero_sales() -> None:
    assert given(OPENED, *closing(200_00)).newest(ShiftClosed).figures.drawer.difference == 0


def test_a_shift_is_not_stuck_after_more_than_a_day() -> None:
    opened = given(OPENED)
    late = [replace(each, act=by(CASHIER, at="2026-11-24T09:00:00.000+01:00")) for each in closing(200_00)]
    assert opened.when(*late).newest(ShiftClosed).business_date == "2026-11-21"


def test_the_manager_can_force_close() -> None:
    assert given(OPENED).when(force_closed()).newest(ShiftClosed).figures.forced


def test_the_number_of_no_sales_does_not_grow_with_a_reprint_of_the_z() -> None:
    shop = given(OPENED, no_sale(), *closing(200_00))
    z = shop.newest(ShiftClosed)
    again = shop.when(*(CopySlip(by(MANAGER), 1, "shift-closed/1") for _each in range(3)))
    assert again.newest(ShiftClosed) == z
    assert sum(z.figures.no_sale_reasons.values()) == 1
    next_one = again.when(shift_opened(200_00), *closing(200_00)).newest(ShiftClosed)
    assert sum(next_one.figures.no_sale_reasons.values()) == 0


def test_a_no_sale_is_an_entry_with_its_reason_and_cannot_be_taken_back() -> None:
    opened = no_sale()
    shop = given(OPENED, opened)
    assert shop.newest(CashMoved).reason == "Change for a customer"
    shop.refuses(undone(opened), because=CannotUndo)


def test_a_drop_is_never_deleted_only_undone_beside_it() -> None:
    dropped = drop(100_00)
    shop = given(OPENED, dropped, undone(dropped))
    assert [each.amount for each in shop.state.shifts[1].movements] == [-100_00, 100_00]


def test_the_counted_amount_cannot_be_edited_afterwards() -> None:
    shop = given(OPENED, count_started(), counted(199_00), counted(200_00), closed(200_00))
    shop.refuses(CountCash(by(MANAGER), Count(150_00)), because=NoOpenShift)
    reopened = shop.when(shift_opened(200_00))
    reopened.refuses(CountCash(by(MANAGER), Count(150_00)), because=NotBeingCounted)
    assert shop.newest(ShiftClosed).figures.drawer.attempts == 2


def test_the_float_is_not_mixed_into_the_takings() -> None:
    figures = given(OPENED, *closing(200_00)).newest(ShiftClosed).figures
    assert (figures.drawer.float_counted, figures.drawer.cash_sales, figures.grand.absolute) == (200_00, 0, 0)


@pytest.mark.parametrize("command", [CountCash, OpenShift])
def test_a_count_is_never_filled_with_what_is_expected(command: type) -> None:
    (counted_,) = (field for field in fields(command) if field.name == "counted")
    assert counted_.default is MISSING
    assert counted_.default_factory is MISSING
    opened = given(OPENED, *closing(200_00)).when(shift_opened(199_50)).newest(ShiftOpened)
    assert (opened.counted.amount, opened.difference) == (199_50, -50)


# -- the clock ---------------------------------------------------------------------------------------------


def test_a_dead_battery_is_an_entry_and_the_order_stays() -> None:
    shop = given(OPENED, cash_in(50_00))
    dead = "1970-01-01T00:00:05.000+01:00"
    assert went_back(shop.state, dead)
    after = shop.when(NoticeClock(by(at=dead)), replace(cash_in(1_00), act=by(CASHIER, at=dead)))
    assert after.newest(ClockChanged).before == shop.state.last_at
    assert [each.amount for each in after.state.shifts[1].movements] == [50_00, 1_00]
    assert after.newest(CashMoved).business_date == "2026-11-21"
    assert after.state.shifts[1].tally.control.clock_changes == 1


def test_daylight_saving_at_night_is_no_change_of_the_clock() -> None:
    """At 03:00 summer time it is 02:00 again: the wall goes back, the time does not."""
    at = "2026-10-25T02:59:00.000+02:00"
    shop = given(replace(OPENED, act=by(CASHIER, at="2026-10-24T20:00:00.000+02:00")))
    night = shop.when(replace(cash_in(1_00), act=by(CASHIER, at=at)))
    assert not went_back(night.state, "2026-10-25T02:01:00.000+01:00")
    assert night.then(NoticeClock(by(at="2026-10-25T02:01:00.000+01:00"))) == ()
    assert business_date("2026-10-25T02:01:00.000+01:00", "04:00") == "2026-10-24"


# -- of sales ----------------------------------------------------------------------------------------------


def test_change_given_is_not_expected_in_the_drawer() -> None:
    day = given(OPENED, ring("book", 7_50), cash(10_00), shop=EXACT)
    assert day.newest(SaleConcluded).receipt.change == 2_50
    assert day.state.expected(1) == 207_50
    assert _z(day, 207_50).drawer.cash_sales == 7_50


def test_card_takings_are_not_counted_as_cash() -> None:
    day = given(OPENED, ring("book", 50_00), card(), ring("book", 20_00), cash(), shop=EXACT)
    assert day.state.expected(1) == 220_00
    figures = _z(day, 220_00)
    assert (figures.drawer.cash_sales, figures.sales.sales.amount) == (20_00, 70_00)
    assert figures.sales.tenders["card"].amount == 50_00


def test_a_sale_paid_with_cash_and_card_puts_only_the_cash_into_the_drawer() -> None:
    day = given(OPENED, ring("book", 50_00), card(30_00), cash(50_00), shop=EXACT)
    assert day.newest(SaleConcluded).receipt.change == 30_00
    assert day.state.expected(1) == 220_00


def test_cashback_on_a_card_leaves_the_drawer() -> None:
    day = given(OPENED, ring("book", 50_00), card(cashback=40_00), shop=EXACT)
    assert day.state.expected(1) == 160_00
    assert _z(day, 160_00).drawer.difference == 0


def test_a_refund_in_cash_is_not_left_out_of_what_is_expected() -> None:
    day = given(OPENED, ring("book", 50_00), cash(), shop=EXACT)
    assert day.when(refund(day)).state.expected(1) == 200_00


def test_the_drawer_does_not_open_for_a_card() -> None:
    for tender, kicks in ((card(), 0), (cash(), 1)):
        before = given(OPENED, ring("book", 50_00), shop=EXACT)
        after = before.when(tender)
        jobs = jobs_for(after.state, after.entries[len(before.entries) :])
        assert sum(job.kind == "kick" for job in jobs) == kicks


def test_sales_are_chosen_by_their_shift_whatever_the_clock_says() -> None:
    late = replace(cash(), act=by(CASHIER, at="2026-11-20T03:00:00.000+01:00"))
    day = given(OPENED, ring("book", 50_00), late, shop=EXACT)
    assert _z(day, 250_00).drawer.cash_sales == 50_00


def _z(day: Given, amount: int) -> Figures:
    return day.when(*closing(amount)).newest(ShiftClosed).figures
