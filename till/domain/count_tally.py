"""What counting changes in a shift."""

from __future__ import annotations

from dataclasses import replace

from till.domain import tally
from till.domain.entries import CashCounted, CountAbandoned, CountStarted
from till.domain.state import CountAttempt, State
from till.domain.vocabulary import ShiftStatus


def started(state: State, entry: CountStarted) -> State:
    """Give the state while a drawer is counted: its shift takes no movements."""
    shift = state.shifts.get(entry.drawer)
    if shift is None:
        return state
    counting = replace(shift, status=ShiftStatus.COUNTING, attempts_before=len(shift.attempts))
    state = replace(state, shifts={**state.shifts, entry.drawer: counting})
    return tally.approved(state, entry.shift, entry.employee2)


def abandoned(state: State, entry: CountAbandoned) -> State:
    """Give the state when the count was left: the shift is open again, the attempts stay."""
    shift = state.shifts.get(entry.drawer)
    if shift is None:
        return state
    reopened = replace(shift, status=ShiftStatus.DRAFT)
    state = replace(state, shifts={**state.shifts, entry.drawer: reopened})
    return tally.approved(state, entry.shift, entry.employee2)


def counted(state: State, entry: CashCounted) -> State:
    """Give the state with one more attempt, of the shift in the drawer or of an insert out of it."""
    shift = state.aside.get(entry.shift) if entry.aside else state.shifts.get(entry.drawer)
    if shift is None:
        return state
    attempt = CountAttempt(entry.attempt, entry.count, entry.at, entry.employee1)
    counted = replace(shift, attempts=(*shift.attempts, attempt))
    if entry.aside:
        state = replace(state, aside={**state.aside, entry.shift: counted})
    else:
        state = replace(state, shifts={**state.shifts, entry.drawer: counted})
    return tally.approved(state, entry.shift, entry.employee2)
