"""What is suggested to stay in the drawer."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.given import SHOP
from till.domain.float_lines import low_on, suggest_float, suggestion
from till.domain.state import Count, CountLine

VALUES = (50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100)
counted = st.dictionaries(st.sampled_from(VALUES), st.integers(0, 12)).map(
    lambda pieces: tuple(CountLine(value, number) for value, number in pieces.items())
)


def worth(lines: tuple[CountLine, ...]) -> int:
    return sum(line.value * line.number for line in lines)


def test_small_pieces_stay_and_large_ones_go() -> None:
    lines = (CountLine(10000, 3), CountLine(2000, 5), CountLine(1000, 4), CountLine(100, 20))
    assert suggest_float(lines, 20000) == (
        CountLine(10000, 1),
        CountLine(2000, 2),
        CountLine(1000, 4),
        CountLine(100, 20),
    )


def test_an_amount_the_pieces_cannot_make_gets_no_suggestion() -> None:
    assert suggest_float((CountLine(10000, 3),), 15000) is None


def test_nothing_left_is_made_of_nothing() -> None:
    assert suggest_float((CountLine(10000, 3),), 0) == ()


@given(counted, st.data())
@settings(max_examples=150, deadline=None)
def test_a_suggestion_is_worth_the_target_and_is_made_of_what_is_there(
    lines: tuple[CountLine, ...], drawn: st.DataObject
) -> None:
    there = {line.value: line.number for line in lines}
    taken = {value: drawn.draw(st.integers(0, number)) for value, number in there.items()}
    target = sum(value * number for value, number in taken.items())
    suggested = suggest_float(lines, target)
    assert suggested is not None
    assert worth(suggested) == target
    assert all(line.number <= there[line.value] for line in suggested)


LOW = replace(SHOP, low_below={5_00: 10, 1_00: 20})


def counted_as(*lines: CountLine) -> Count:
    return Count(sum(line.amount for line in lines), lines)


def test_what_does_not_stay_goes() -> None:
    found = suggestion(LOW, counted_as(CountLine(10000, 3), CountLine(500, 12), CountLine(100, 1, 50)), 15000)
    assert found is not None
    assert (found.left, found.low) == (15000, (100,))
    assert found.stays == (CountLine(10000, 1), CountLine(500, 10))
    assert found.goes == (CountLine(10000, 2), CountLine(500, 2), CountLine(100, 1, 50))


def test_pieces_that_cannot_make_the_float_make_the_nearest_below_it() -> None:
    found = suggestion(SHOP, counted_as(CountLine(10000, 3), CountLine(2000, 1)), 15000)
    assert found is not None
    assert (found.left, worth(found.stays)) == (12000, 12000)


def test_one_amount_gets_no_suggestion() -> None:
    assert suggestion(SHOP, Count(15000), 10000) is None


def test_a_roll_counts_as_its_pieces_when_something_runs_low() -> None:
    assert low_on(LOW, (CountLine(500, 9), CountLine(100, 1, 50))) == (500,)
    assert low_on(LOW, ()) == (500, 100)
    assert low_on(SHOP, ()) == ()
