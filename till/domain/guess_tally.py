"""What the state keeps of refusals that told somebody something of a drawer."""

from __future__ import annotations

from dataclasses import replace

from till.domain import tally
from till.domain.entries import RefusalCounted
from till.domain.guesses import cash_of, float_of
from till.domain.state import Shift, State
from till.domain.vocabulary import Secret


def counted(state: State, entry: RefusalCounted) -> State:
    """Give the state with one more: a count that differs uses up an attempt, all else is by person."""
    state = tally.count(state, entry.shift, refusals=1)
    if entry.about is Secret.COUNT:
        return _with_attempt_used(state, entry)
    key = float_of(entry.drawer) if entry.shift is None else cash_of(entry.shift)
    of_all = {**state.refusals.get(key, {}), entry.employee1.no: entry.times}
    return replace(state, refusals={**state.refusals, key: of_all})


def _with_attempt_used(state: State, entry: RefusalCounted) -> State:
    def used(shift: Shift) -> Shift:
        if shift.no != entry.shift:
            return shift
        return replace(shift, closes_refused=entry.times, refused_on=len(shift.attempts))

    return replace(
        state,
        shifts={no: used(shift) for no, shift in state.shifts.items()},
        aside={no: used(shift) for no, shift in state.aside.items()},
    )


def forgotten(state: State, *, shift: int | None = None, float_of_drawer: int | None = None) -> State:
    """Give the state without what was refused of a shift that is closed, or of a float that is counted."""
    gone = cash_of(shift) if shift is not None else float_of(float_of_drawer or 0)
    if gone not in state.refusals:
        return state
    return replace(state, refusals={key: each for key, each in state.refusals.items() if key != gone})
