"""The clock set forward and back, as the machine's steady clock shows it; and what nobody can tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domain.given import (
    CASHIER,
    NOON,
    SHOP,
    Given,
    by,
    cash_in,
    given,
    only,
    shift_opened,
    wrong_pin,
)
from till.domain.clock import TOLERANCE_S, later, set_from, warning_of
from till.domain.commands import EndTraining, NoticeClock, StartProgram, StartTraining
from till.domain.entries import ClockChanged, ClockDoubted, ProgramStarted
from till.domain.figures import shift_figures
from till.domain.ticks import ClockDoubt, Ticks
from till.slips.report import report_slip
from till.ui.view import View
from till.ui.widgets.lines import notice_of
from till.wording.entry_lines import line_for

HOUR = 3600


def up(seconds: int, boot: str = "first") -> Ticks:
    return Ticks(boot, seconds * 1000)


def started(seconds: int = 0, at: str = NOON, boot: str = "first") -> StartProgram:
    return StartProgram(by(at=at), "1.0", SHOP, up(seconds, boot))


def noticed(shop: Given, at: str, seconds: int, boot: str = "first") -> tuple[ClockChanged, ...]:
    entries = shop.then(NoticeClock(by(at=at), up(seconds, boot)))
    changed = tuple(entry for entry in entries if isinstance(entry, ClockChanged))
    assert changed == entries
    return changed


TRADING = (started(), shift_opened())


@pytest.mark.parametrize("forward_s", [TOLERANCE_S + 1, HOUR, 86_400 * 365 * 50])
def test_a_clock_set_forward_is_an_entry(forward_s: int) -> None:
    (changed,) = noticed(given(*TRADING), later(NOON, 600 + forward_s), 600)
    assert (changed.before, changed.at) == (later(NOON, 600), later(NOON, 600 + forward_s))


def test_a_clock_set_back_over_a_quiet_time_is_an_entry_too() -> None:
    """It is still after the last record, so that without the steady clock nobody would know."""
    quiet = given(*TRADING)
    at = later(NOON, HOUR)
    assert set_from(quiet.state, at, None) is None
    (changed,) = noticed(quiet, at, 3 * HOUR)
    assert (changed.before, changed.at) == (later(NOON, 3 * HOUR), at)


@pytest.mark.parametrize("drift_s", [-TOLERANCE_S, 0, TOLERANCE_S])
def test_time_that_went_by_on_both_clocks_is_none(drift_s: int) -> None:
    assert noticed(given(*TRADING), later(NOON, 9 * HOUR + drift_s), 9 * HOUR) == ()


def test_a_clock_set_is_noticed_once_and_small_steps_add_up() -> None:
    shop = given(*TRADING)
    at = later(NOON, HOUR)
    shop = shop.when(NoticeClock(by(at=at), up(0)))
    assert noticed(shop, later(at, 60), 60) == ()
    # Three seconds at a time, never more than the tolerance in one step.
    shop = shop.when(replace(cash_in(), act=by(CASHIER, at=later(at, 63))))
    assert noticed(shop, later(at, 63), 60) == ()
    assert noticed(shop, later(at, 66), 60) != ()


def test_summer_time_is_no_clock_that_was_set() -> None:
    before = "2026-10-25T01:59:00.000+02:00"
    night = given(started(at=before), shift_opened(at=before))
    assert noticed(night, "2026-10-25T02:01:00.000+01:00", HOUR + 120) == ()
    spring = given(started(at="2027-03-28T01:59:00.000+01:00"))
    assert noticed(spring, "2027-03-28T03:01:00.000+02:00", 120) == ()


def test_a_dead_battery_is_noticed_at_the_start_and_again_when_the_time_comes_from_the_network() -> None:
    dead = "1970-01-01T00:00:20.000+01:00"
    shop = given(*TRADING)
    back = only(ClockChanged, shop.then(NoticeClock(by(at=dead), up(20, "second"))))
    assert (back.before, back.at) == (shop.state.last_at, dead)
    shop = shop.when(NoticeClock(by(at=dead), up(20, "second")), started(21, dead, "second"))
    (forward,) = noticed(shop, later(NOON, HOUR), 60, "second")
    assert forward.before == "1970-01-01T00:00:59.000+01:00"
    control = shop.when(forward).state.shifts[1].tally.control
    assert (control.clock_changes, control.clock_forward) == (1, 1)


def test_another_start_of_the_machine_says_nothing_of_the_time_before() -> None:
    assert noticed(given(*TRADING), later(NOON, 9 * HOUR), 30, "second") == ()


def test_a_till_that_comes_up_long_after_its_last_record_says_that_nobody_can_tell_why() -> None:
    gap_s = SHOP.clock_gap_hours * HOUR
    shop = given(*TRADING)
    within = shop.then(started(5, later(NOON, gap_s), "second"))
    assert [type(entry) for entry in within] == [ProgramStarted]
    doubt, _started = shop.then(started(5, later(NOON, gap_s + 1), "second"))
    assert isinstance(doubt, ClockDoubted)
    assert (doubt.before, doubt.at) == (NOON, later(NOON, gap_s + 1))
    never = given(shift_opened(), shop=replace(SHOP, clock_gap_hours=0))
    late = StartProgram(by(at=later(NOON, gap_s * 9)), "1.0", never.state.rules)
    assert [type(entry) for entry in never.then(late)] == [ProgramStarted]


def test_a_clock_set_forward_lets_nobody_out_of_a_lock_out() -> None:
    locked = given(*TRADING, *(wrong_pin() for _ in range(3)))
    until = locked.state.failures[CASHIER].until
    shop = locked.when(NoticeClock(by(at=later(NOON, HOUR)), up(0)))
    assert shop.state.failures[CASHIER].until == later(until, HOUR)


def test_the_order_of_what_happens_never_depends_on_the_clock() -> None:
    """Forward a year, back again: the shift, its sums and its business date are what they were."""
    calm, wild = given(*TRADING, cash_in(10_00), cash_in(20_00)), given(*TRADING)
    for at, amount in ((later(NOON, 365 * 86_400), 10_00), (NOON, 20_00)):
        notice = NoticeClock(by(at=at), up(1))
        wild = wild.when(notice, replace(cash_in(amount), act=by(CASHIER, at=at)))
    assert wild.state.balances == calm.state.balances
    shift = wild.state.shifts[1]
    assert [each.amount for each in shift.movements] == [10_00, 20_00]
    assert shift.business_date == calm.state.shifts[1].business_date


def test_the_clock_goes_on_being_watched_through_training() -> None:
    shop = given(*TRADING, StartTraining(by(1)))
    (changed,) = noticed(shop, later(NOON, HOUR), 0)
    shop = shop.when(changed, EndTraining(by(1, at=later(NOON, HOUR))))
    assert noticed(shop, later(NOON, HOUR), 0) == ()
    assert shop.state.shifts[1].tally.control.clock_forward == 1


# -- what people are told -----------------------------------------------------------------------------------


def test_the_screen_warns_for_an_hour_and_the_report_counts() -> None:
    at = later(NOON, HOUR)
    shop = given(*TRADING, NoticeClock(by(at=at), up(0)))
    assert warning_of(shop.state, at) == ClockDoubt(NOON, at, True)
    warned = notice_of(View(SHOP, shop.state, at, CASHIER))[0]
    assert "The clock was set from 2026-11-21 12:00 to 2026-11-21 13:00" in warned
    assert warning_of(shop.state, later(at, HOUR)) is None
    assert "clock" not in notice_of(View(SHOP, shop.state, later(at, HOUR), CASHIER))[0]
    shift = shop.state.shifts[1]
    report = report_slip(shift_figures(shop.state, shift, shift.opened_by, at)).to_text(42)
    assert "Clock set forward" in report
    assert line_for(shop.newest(ClockChanged)) == (
        "Clock set forward",
        "from 2026-11-21 12:00 to 2026-11-21 13:00",
    )


def test_the_screen_says_after_a_long_silence_that_the_clock_may_be_wrong() -> None:
    at = later(NOON, 200 * HOUR)
    shop = given(*TRADING, started(1, at, "second"))
    warned = notice_of(View(SHOP, shop.state, at, CASHIER))[0]
    assert "No record since 2026-11-21 12:00. If the till was not off, the clock is wrong." in warned
    assert line_for(shop.newest(ClockDoubted))[0] == "Switched off for long, or clock set forward"
