"""A slip of the finger while cash is typed: what nobody hands over for a sale is worth a question."""

from __future__ import annotations

import pytest

from tests.domain.selling import EXACT, at_the_counter, ring
from till.domain.payment import looks_mistyped


@pytest.mark.parametrize(
    ("due", "given", "asked"),
    [
        (42_00, 42_00, False),
        (42_00, 50_00, False),
        (42_00, 100_00, False),
        (2_00, 100_00, False),
        (142_00, 200_00, False),
        (42_00, 142_00, True),  # One note of 100.00 too many.
        (42_00, 4_200_00, True),  # Two zeros too many.
        (42, 42_00, True),
        (42_00, 40_00, False),
        (0, 5_000_00, False),
    ],
)
def test_more_change_than_the_largest_note_is_asked_about(due: int, given: int, asked: bool) -> None:
    """The largest note of this shop is 100.00."""
    state = at_the_counter(EXACT).when(ring("book", due)).state
    assert looks_mistyped(state, state.sales[1], given) is asked
