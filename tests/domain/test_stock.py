"""Which notes and coins are in a drawer: known from counts by denomination, and from swaps since."""

from __future__ import annotations

from dataclasses import replace

from tests.domain.books import Books, checked, sealed
from tests.domain.given import (
    CASHIER,
    SHOP,
    Given,
    by,
    cash_in,
    closed,
    count_started,
    counted,
    given,
    shift_opened,
)
from till.domain.codec import encode
from till.domain.commands import CountCash, OpenShift, ParkShift, Swap
from till.domain.entries import ShiftClosed
from till.domain.state import Count, CountLine
from till.domain.stock import low_in

WANTED = replace(SHOP, low_below={5_00: 4, 1_00: 10})
FEW_FIVES = Count(47_00, (CountLine(20_00, 1), CountLine(5_00, 3), CountLine(1_00, 12)))


def opened() -> Given:
    return given(OpenShift(by(CASHIER), FEW_FIVES), shop=WANTED)


def test_an_opening_count_by_denomination_says_what_runs_low() -> None:
    assert low_in(opened().state, 1) == (5_00,)
    assert low_in(given(shift_opened(47_00), shop=WANTED).state, 1) == (), "one amount says nothing of pieces"


def test_a_swap_brings_what_was_low() -> None:
    twenty, fives = Count(20_00, (CountLine(20_00, 1),)), Count(20_00, (CountLine(5_00, 4),))
    after = opened().when(Swap(by(CASHIER), twenty, fives))
    assert low_in(after.state, 1) == ()
    assert after.state.stock[1] == (CountLine(5_00, 7), CountLine(1_00, 12))
    assert low_in(after.when(Swap(by(CASHIER), fives, twenty)).state, 1) == (5_00,)


def test_other_movements_leave_what_the_last_count_told() -> None:
    assert low_in(opened().when(cash_in(20_00)).state, 1) == (5_00,)


def test_a_later_count_holds_and_one_as_an_amount_tells_nothing() -> None:
    counting = opened().when(count_started())
    enough = Count(40_00, (CountLine(5_00, 4), CountLine(1_00, 20)))
    assert low_in(counting.when(CountCash(by(CASHIER), enough)).state, 1) == ()
    assert counting.when(counted(47_00)).state.stock == {}


def test_what_stays_whole_over_the_close_is_known_the_next_morning() -> None:
    done = opened().when(count_started(), CountCash(by(CASHIER), FEW_FIVES))
    whole = done.when(closed(47_00), shift_opened(47_00))
    assert low_in(whole.state, 1) == (5_00,)
    assert done.when(closed(20_00, bag="7")).state.stock == {}, "nobody says which pieces stayed"


def test_a_float_left_as_it_was_suggested_is_known_the_next_morning() -> None:
    """20 + 3 x 5 + 12 x 1 were counted; of a float of 20.00 the small pieces stay."""
    fives_and_ones = Count(20_00, (CountLine(5_00, 2), CountLine(1_00, 10)))
    begun = given(OpenShift(by(CASHIER), fives_and_ones), cash_in(27_00), count_started(), shop=WANTED)
    done = begun.when(CountCash(by(CASHIER), FEW_FIVES))
    left = done.when(closed(20_00, bag="7"))
    assert left.state.stock[1] == (CountLine(5_00, 2), CountLine(1_00, 10))
    assert low_in(left.when(shift_opened(20_00)).state, 1) == (5_00,)
    assert done.when(closed(22_00, bag="7")).state.stock == {}, "nobody says which pieces make that"


def test_the_verifier_finds_other_pieces_than_were_suggested() -> None:
    books = Books.opened(WANTED)
    fives_and_ones = Count(20_00, (CountLine(5_00, 2), CountLine(1_00, 10)))
    for command in (
        OpenShift(by(CASHIER), fives_and_ones),
        cash_in(27_00),
        count_started(),
        CountCash(by(CASHIER), FEW_FIVES),
        closed(20_00, bag="7"),
    ):
        books.do(command)
    assert checked(books.records).intact
    close = books.entries[-1]
    assert isinstance(close, ShiftClosed)
    *before, last = books.records
    forged = replace(last, body=encode(replace(close, stays=(CountLine(20_00, 1),)))[1])
    assert checked([*before, sealed(forged, before[-1].seal)]).fault == (
        "Z 1 says that other pieces stay than were suggested"
    )


def test_the_pieces_leave_with_the_insert() -> None:
    assert opened().when(ParkShift(by(CASHIER))).state.stock == {}
