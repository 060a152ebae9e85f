"""A row that only grows, and finds what it holds."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from till.domain.remembered import Remembered


@dataclass(frozen=True, slots=True)
class Thing:
    id: str
    value: int = 0


BRANCHES = st.lists(st.tuples(st.integers(0, 20), st.sampled_from("abcdefgh")), max_size=40)


@given(BRANCHES)
def test_every_branch_finds_what_is_in_it_and_nothing_else(grown: list[tuple[int, str]]) -> None:
    rows: list[Remembered[Thing]] = [Remembered.of(())]
    for value, (branch, id_) in enumerate(grown):
        before = rows[branch % len(rows)]
        if id_ not in [thing.id for thing in before]:
            rows.append(before.plus(Thing(id_, value)))
    for row in rows:
        for id_ in "abcdefgh":
            assert row.find(id_) == next((thing for thing in row if thing.id == id_), None)


def test_it_is_the_tuple_it_was_made_of() -> None:
    things = (Thing("a"), Thing("b"))
    assert Remembered.of(things) == things
    assert Remembered.of(things).plus(Thing("c")) == (*things, Thing("c"))
