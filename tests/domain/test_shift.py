"""Opening and closing: floats, differences, what leaves the drawer, and the number of the Z."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domain.given import (
    CASHIER,
    DAY_POLICY,
    MANAGER,
    OTHER_CASHIER,
    SHOP,
    SUPERVISOR,
    TODAY,
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
    handed_over,
    lines,
    only,
    pay_out,
    shift_opened,
)
from till.domain.commands import CloseShift, OpenShift, StartCount
from till.domain.entries import ShiftClosed, ShiftOpened
from till.domain.errors import (
    AmountTooLarge,
    BadAmount,
    BadCount,
    BadText,
    BagInUse,
    DifferenceAboveLimit,
    MoreThanCounted,
    NeedsBag,
    NoOpenShift,
    NoSuchDrawer,
    NotBeingCounted,
    NotCounted,
    SessionExists,
    ShiftAlreadyOpen,
)
from till.domain.money import AMOUNT_MAX
from till.domain.people import Person
from till.domain.places import Place, Posting
from till.domain.state import Count
from till.domain.vocabulary import MovementType, ShiftStatus

OPENED = shift_opened(float_=200_00)
CLOSED = (OPENED, count_started(), counted(200_00), closed(left=150_00, bag="9"))


def counting(amount: int) -> Given:
    return given(OPENED, count_started(), counted(amount))


# -- opening ------------------------------------------------------------------------------------------------


def test_the_first_float_comes_from_outside_and_differs_from_nothing() -> None:
    opened = given(OPENED).newest(ShiftOpened)
    assert (opened.float_carried, opened.difference) == (None, 0)
    assert opened.postings == (Posting(Place("outside"), -200_00), Posting(Place("drawer:1"), 200_00))
    assert (opened.shift, opened.business_date, opened.employee1) == (1, TODAY, Person(CASHIER, "Ben"))


def test_an_opened_shift_takes_movements() -> None:
    assert given(OPENED).state.shifts[1].status is ShiftStatus.DRAFT


def test_the_float_is_counted_by_denomination_or_as_one_amount() -> None:
    pieces = lines((100_00, 1), (50_00, 1), (10_00, 5))
    opened = only(ShiftOpened, given().then(OpenShift(by(CASHIER), pieces)))
    assert (opened.counted, opened.counted.amount) == (pieces, 200_00)


@pytest.mark.parametrize(
    ("count", "because"),
    [
        (lines((3_00, 1)), BadCount),
        (lines((100_00, -1)), BadAmount),
        (lines((100_00, 1_000_001)), AmountTooLarge),
        (replace(lines((100_00, 1)), amount=99_99), BadAmount),
        (Count(-1), BadAmount),
        (Count(AMOUNT_MAX + 1), AmountTooLarge),
        (Count(-(10**5000)), AmountTooLarge),
        (lines((10**5000, 1)), AmountTooLarge),
        (lines((100_00, 10**5000)), AmountTooLarge),
    ],
    ids=lambda each: each.__name__ if isinstance(each, type) else "count",
)
def test_a_count_is_made_of_the_registers_notes_and_coins_and_adds_up(
    count: Count, because: type[BadCount]
) -> None:
    given().refuses(OpenShift(by(CASHIER), count), because)
    given(OPENED, count_started()).refuses(replace(counted(0), counted=count), because)


def test_a_shift_can_be_opened_with_an_empty_drawer() -> None:
    opened = only(ShiftOpened, given().then(shift_opened(float_=0)))
    assert opened.postings == ()


def test_a_second_shift_on_a_drawer_is_refused() -> None:
    assert "Shift 1 is already open" in str(given(OPENED).refuses(shift_opened(), ShiftAlreadyOpen))
    given(OPENED, count_started()).refuses(shift_opened(), ShiftAlreadyOpen)


def test_each_drawer_has_a_shift_of_its_own() -> None:
    both = given(OPENED, shift_opened(300_00, drawer=2)).state
    assert [shift.no for shift in both.shifts.values()] == [1, 2]
    assert (both.expected(1), both.expected(2)) == (200_00, 300_00)


def test_the_next_float_is_what_the_last_close_left() -> None:
    opened = given(*CLOSED, shift_opened(150_00)).newest(ShiftOpened)
    assert (opened.float_carried, opened.difference, opened.postings) == (150_00, 0, ())


def test_what_differs_from_the_last_close_is_posted_as_a_difference() -> None:
    after = given(*CLOSED, shift_opened(149_50))
    opened = after.newest(ShiftOpened)
    assert opened.difference == -50
    assert opened.postings == (
        Posting(Place("difference:drawer:1"), 50),
        Posting(Place("drawer:1"), -50),
    )
    assert expected(after.state, "drawer:1") == 149_50


@pytest.mark.parametrize("gap", [-1_01, 1_01])
def test_an_opening_difference_above_the_limit_wants_a_reason_and_an_approval(gap: int) -> None:
    shop, opening = given(*CLOSED), shift_opened(150_00 + gap)
    shop.refuses(opening, DifferenceAboveLimit)
    shop.refuses(replace(opening, reason="Coin roll"), DifferenceAboveLimit)
    shop.refuses(replace(opening, act=by(CASHIER, SUPERVISOR)), DifferenceAboveLimit)
    shop.refuses(replace(opening, act=by(CASHIER, SUPERVISOR), reason="  "), DifferenceAboveLimit)
    explained = replace(opening, act=by(CASHIER, SUPERVISOR), reason="Coin roll")
    opened = only(ShiftOpened, shop.then(explained))
    assert (opened.difference, opened.reason) == (gap, "Coin roll")
    assert opened.employee2 == Person(SUPERVISOR, "Cia")


@pytest.mark.parametrize("gap", [-1_00, 1_00])
def test_an_opening_difference_up_to_the_limit_needs_nobody(gap: int) -> None:
    assert given(*CLOSED).then(shift_opened(150_00 + gap))


def test_who_may_approve_explains_a_difference_alone() -> None:
    assert given(*CLOSED).then(replace(shift_opened(0), act=by(SUPERVISOR), reason="Stolen"))


def test_the_refusal_of_a_difference_does_not_tell_it() -> None:
    said = str(given(*CLOSED).refuses(shift_opened(0), DifferenceAboveLimit))
    assert not any(letter.isdigit() for letter in said)


def test_each_drawer_carries_its_own_float() -> None:
    opened = given(*CLOSED, shift_opened(70_00, drawer=2)).newest(ShiftOpened)
    assert (opened.float_carried, opened.difference) == (None, 0)


def test_an_opening_note_is_kept() -> None:
    command = replace(OPENED, note="New cash tray")
    assert given(command).state.shifts[1].opening_note == "New cash tray"
    given().refuses(replace(OPENED, note="\x1b@"), BadText)


def test_a_drawer_that_is_not_configured_has_no_shift() -> None:
    given().refuses(shift_opened(drawer=3), NoSuchDrawer)


# -- how many a day -----------------------------------------------------------------------------------------


def test_any_number_of_shifts_a_day_by_the_policy_shift() -> None:
    again = (shift_opened(150_00), count_started(), counted(150_00), closed(left=150_00))
    assert given(*CLOSED, *again).then(shift_opened(150_00))


def test_one_session_a_day_by_the_policy_day() -> None:
    refused = given(*CLOSED, shop=DAY_POLICY).refuses(shift_opened(150_00, at="23:59"), SessionExists)
    assert str(refused) == "A session already exists for this register on this date."


def test_the_policy_day_means_the_business_date() -> None:
    shop = given(*CLOSED, shop=DAY_POLICY)
    shop.refuses(shift_opened(150_00, at="2026-11-22T03:59:59.999+01:00"), SessionExists)
    assert shop.then(shift_opened(150_00, at="2026-11-22T04:00:00.000+01:00"))


def test_a_session_that_is_still_open_is_named_before_the_policy() -> None:
    given(OPENED, shop=DAY_POLICY).refuses(shift_opened(), ShiftAlreadyOpen)


# -- closing ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "kind", "gap"),
    [
        (200_00, MovementType.CLOSE_OUT_EXACT, 0),
        (200_50, MovementType.CLOSE_OUT_OVERAGE, 50),
        (199_50, MovementType.CLOSE_OUT_SHORTAGE, -50),
    ],
)
def test_a_close_is_exact_over_or_short(amount: int, kind: MovementType, gap: int) -> None:
    after = given(OPENED, count_started(), counted(amount), closed(left=amount))
    entry = after.newest(ShiftClosed)
    assert (entry.type, entry.amount, entry.figures.drawer.difference) == (kind, gap, gap)
    assert sum(posting.amount for posting in entry.postings) == 0
    assert expected(after.state, "difference:drawer:1") == -gap
    assert expected(after.state, "drawer:1") == amount


def test_what_is_taken_out_goes_into_its_bag_and_the_rest_is_the_next_float() -> None:
    after = given(OPENED, count_started(), counted(199_50), closed(left=150_00, bag="9"))
    entry = after.newest(ShiftClosed)
    drawer = entry.figures.drawer
    assert drawer.counted is not None
    assert (drawer.counted.amount, drawer.taken, drawer.left, drawer.bag) == (199_50, 49_50, 150_00, "9")
    assert expected(after.state, "transit:9") == 49_50
    assert expected(after.state, "drawer:1") == 150_00
    assert after.state.floats_left == {1: 150_00}


def test_what_leaves_the_drawer_needs_a_bag_of_its_own() -> None:
    shop = given(OPENED, drop(10_00, "7731"), count_started(), counted(190_00))
    shop.refuses(closed(left=100_00), NeedsBag)
    shop.refuses(closed(left=100_00, bag="7731"), BagInUse)
    assert shop.then(closed(left=190_00))


def test_all_may_be_taken_out() -> None:
    after = given(OPENED, count_started(), counted(200_00), closed(left=0, bag="9")).state
    assert expected(after, "drawer:1") == 0
    assert after.floats_left == {1: 0}


def test_more_than_was_counted_cannot_stay() -> None:
    counting(amount=200_00).refuses(closed(left=200_01), MoreThanCounted)


@pytest.mark.parametrize(
    ("left", "because"), [(-1, BadAmount), (10**5000, AmountTooLarge)], ids=["negative", "huge"]
)
def test_what_stays_is_an_amount(left: int, because: type[BadAmount]) -> None:
    counting(amount=200_00).refuses(closed(left=left), because)


def test_a_shift_with_nothing_in_it_can_be_closed() -> None:
    empty = given(shift_opened(0), count_started(), counted(0), closed(left=0))
    assert empty.newest(ShiftClosed).postings == ()


@pytest.mark.parametrize("amount", [198_99, 201_01])
def test_a_closing_difference_above_the_limit_wants_a_reason_and_an_approval(amount: int) -> None:
    shop = counting(amount=amount)
    for refused in (
        closed(left=amount),
        closed(left=amount, reason="Coins fell"),
        closed(left=amount, approver=SUPERVISOR),
        closed(left=amount, approver=SUPERVISOR, reason=" "),
    ):
        said = str(shop.refuses(refused, DifferenceAboveLimit))
        assert not any(letter.isdigit() for letter in said)
    done = only(ShiftClosed, shop.then(closed(left=amount, reason="Coins fell", approver=SUPERVISOR)))
    assert (done.employee1, done.employee2) == (Person(CASHIER, "Ben"), Person(SUPERVISOR, "Cia"))
    assert (done.figures.drawer.reason, done.figures.approved_by) == ("Coins fell", Person(SUPERVISOR, "Cia"))


@pytest.mark.parametrize("amount", [199_00, 201_00])
def test_a_closing_difference_up_to_the_limit_needs_nobody(amount: int) -> None:
    assert counting(amount=amount).then(closed(left=amount))


def test_a_shift_is_not_closed_before_it_was_counted() -> None:
    given().refuses(closed(left=0), NoOpenShift)
    given(OPENED).refuses(closed(left=0), NotBeingCounted)
    given(OPENED, count_started()).refuses(closed(left=0), NotCounted)


def test_a_count_from_before_the_shift_went_on_does_not_close_it() -> None:
    stale = given(OPENED, count_started(), counted(200_00), abandoned(), cash_in(50_00), count_started())
    stale.refuses(closed(left=200_00, reason="Short", approver=SUPERVISOR), NotCounted)
    assert stale.when(counted(250_00)).then(closed(left=250_00))


def test_the_last_count_closes_the_shift() -> None:
    shop = given(OPENED, count_started(), counted(150_00), counted(200_00))
    assert only(ShiftClosed, shop.then(closed(left=200_00))).type is MovementType.CLOSE_OUT_EXACT


def test_somebody_else_closes_a_shift_with_approval_and_the_z_says_who() -> None:
    done = only(ShiftClosed, counting(amount=200_00).then(CloseShift(by(OTHER_CASHIER, SUPERVISOR), 200_00)))
    assert (done.figures.opened_by.no, done.figures.closed_by) == (CASHIER, Person(OTHER_CASHIER, "Dan"))


def test_z_numbers_and_shift_numbers_have_no_gaps_over_both_drawers() -> None:
    second_drawer = (count_started(2), counted(10_00, 2), closed(10_00, drawer=2))
    again = (shift_opened(150_00), count_started(), counted(150_00), closed(left=150_00))
    shop = given(OPENED, shift_opened(10_00, drawer=2), *second_drawer, *CLOSED[1:], *again)
    done = [entry for entry in shop.entries if isinstance(entry, ShiftClosed)]
    assert [(each.shift, each.z_no, each.figures.no) for each in done] == [(2, 1, 1), (1, 2, 2), (3, 3, 3)]


def test_closing_one_drawer_leaves_the_other_as_it_is() -> None:
    both = given(OPENED, shift_opened(300_00, drawer=2), pay_out(1_00, drawer=2))
    after = both.when(count_started(), counted(200_00), closed(left=200_00)).state
    assert after.shifts == {2: both.state.shifts[2]}
    assert after.expected(2) == 299_00


def test_a_drawer_that_is_configured_no_more_can_still_be_closed() -> None:
    both = given(OPENED, shift_opened(300_00, drawer=2))
    one_drawer = replace(both, state=replace(both.state, settings=replace(SHOP, drawers=(1,))))
    assert one_drawer.when(count_started(2), counted(300_00, 2)).then(closed(300_00, drawer=2))


def test_nothing_changes_in_a_closed_shift() -> None:
    entry = given(*CLOSED).newest(ShiftClosed)
    later = given(*CLOSED, shift_opened(150_00), cash_in(50_00)).newest(ShiftClosed)
    assert replace(later, id=entry.id, figures=entry.figures, carried=entry.carried) == replace(entry)
    assert later.figures.drawer == entry.figures.drawer


def test_a_closing_note_is_kept() -> None:
    command = CloseShift(by(MANAGER), 200_00, note="Quiet day")
    assert only(ShiftClosed, counting(amount=200_00).then(command)).figures.closing_note == "Quiet day"


def test_under_one_session_a_day_a_hand_over_goes_on_with_the_session() -> None:
    shop = given(shift_opened(200_00), count_started(), counted(200_00), handed_over(), shop=DAY_POLICY)
    assert shop.state.shifts[1].no == 2
    theirs = (
        StartCount(by(OTHER_CASHIER)),
        counted(200_00, person=OTHER_CASHIER),
        CloseShift(by(OTHER_CASHIER), 200_00),
    )
    shop.when(*theirs).refuses(shift_opened(200_00), because=SessionExists)


def test_a_clock_that_goes_back_gives_no_date_a_second_session() -> None:
    close = (count_started(), counted(200_00), closed(200_00))
    tomorrow = shift_opened(200_00, at="2026-11-22T12:00:00.000+01:00")
    shop = given(shift_opened(200_00), *close, tomorrow, *close, shop=DAY_POLICY)
    shop.refuses(shift_opened(200_00), because=SessionExists)
    shop.when(shift_opened(200_00, at="2026-11-20T12:00:00.000+01:00"))
