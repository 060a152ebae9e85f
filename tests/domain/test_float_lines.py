"""What is suggested to stay in the drawer."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from till.domain.float_lines import suggest_float
from till.domain.state import CountLine

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
