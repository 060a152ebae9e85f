"""Handing a drawer over, and closing it in its owner's place."""

from __future__ import annotations

from tests.domain.given import (
    CASHIER,
    MANAGER,
    OTHER_CASHIER,
    SUPERVISOR,
    TRAINEE,
    by,
    count_started,
    counted,
    expected,
    force_closed,
    given,
    handed_over,
    lines,
    shift_opened,
)
from till.domain.commands import ForceClose, HandOver
from till.domain.entries import ShiftClosed, ShiftOpened
from till.domain.errors import (
    BadAmount,
    DifferenceAboveLimit,
    MoreThanCounted,
    NeedsApproval,
    NeedsBag,
    NeedsReason,
    NoOpenShift,
    NoSuchEmployee,
    NotBeingCounted,
    NotCounted,
    OwnHandover,
)
from till.domain.figures import blind
from till.domain.shift_errors import LeftNeedsCount
from till.domain.state import Count

OPENED = shift_opened(200_00)


def test_the_next_cashier_goes_on_with_the_drawer_as_it_was_counted() -> None:
    shop = given(OPENED, count_started(), counted(199_50), handed_over())
    before, after = shop.newest(ShiftClosed), shop.newest(ShiftOpened)
    assert (before.amount, before.figures.drawer.left, before.employee1.name) == (-50, 199_50, "Ben")
    assert (after.difference, after.counted.amount, after.employee1.name) == (0, 199_50, "Dan")
    assert before.figures.handed_to == after.employee1
    assert shop.state.shifts[1].no == 2
    assert expected(shop.state, "drawer:1") == 199_50


def test_a_drawer_is_handed_over_counted_to_somebody_else_who_may_open_a_shift() -> None:
    shop = given(OPENED)
    shop.refuses(handed_over(), because=NotBeingCounted)
    shop.when(count_started()).refuses(handed_over(), because=NotCounted)
    ready = shop.when(count_started(), counted(200_00))
    ready.refuses(handed_over(CASHIER), because=OwnHandover)
    ready.refuses(handed_over(99), because=NoSuchEmployee)
    ready.refuses(handed_over(TRAINEE), because=NeedsApproval)
    ready.refuses(HandOver(by(TRAINEE), OTHER_CASHIER), because=NeedsApproval)


def test_who_leaves_explains_a_difference_above_the_limit() -> None:
    ready = given(OPENED, count_started(), counted(190_00))
    ready.refuses(handed_over(reason="A note is gone"), because=DifferenceAboveLimit)
    ready.refuses(handed_over(approver=SUPERVISOR), because=DifferenceAboveLimit)
    ready.when(handed_over(reason="A note is gone", approver=SUPERVISOR))


def test_a_forced_close_with_a_count_says_what_was_over_or_short() -> None:
    z = given(OPENED, force_closed(lines((100_00, 1), (20_00, 4)), 100_00, "9")).newest(ShiftClosed)
    assert (z.amount, z.figures.drawer.taken, z.figures.forced, z.figures.uncounted) == (
        -20_00,
        80_00,
        True,
        False,
    )


def test_a_forced_close_takes_the_last_count_of_the_shift() -> None:
    z = given(OPENED, count_started(), counted(150_00), force_closed()).newest(ShiftClosed)
    assert (z.amount, z.figures.drawer.left, z.figures.uncounted) == (-50_00, 150_00, False)


def test_a_forced_close_without_a_count_says_so_and_leaves_everything_where_it_is() -> None:
    shop = given(OPENED, force_closed())
    z = shop.newest(ShiftClosed)
    assert (z.amount, z.figures.drawer.left, z.figures.uncounted) == (0, 200_00, True)
    assert shop.state.floats_left[1] == 200_00


def test_an_uncounted_close_hides_what_it_takes_as_counted_from_who_may_not_see_what_is_expected() -> None:
    hidden = blind(given(OPENED, force_closed()).newest(ShiftClosed).figures).drawer
    assert (hidden.counted, hidden.left, hidden.taken, hidden.expected) == (None, None, None, None)


def test_nothing_is_taken_out_of_a_drawer_that_nobody_counted() -> None:
    for left in (0, 200_00, 200_01):
        given(OPENED).refuses(force_closed(None, left, "9"), because=LeftNeedsCount)


def test_a_forced_close_has_a_reason_and_what_every_close_has() -> None:
    shop = given(OPENED)
    shop.refuses(ForceClose(by(MANAGER), ""), because=NeedsReason)
    shop.refuses(ForceClose(by(CASHIER), "Late"), because=NeedsApproval)
    shop.refuses(force_closed(Count(10_00), 10_01), because=MoreThanCounted)
    shop.refuses(force_closed(Count(10_00), 0), because=NeedsBag)
    shop.refuses(force_closed(Count(-1)), because=BadAmount)
    given().refuses(force_closed(), because=NoOpenShift)
