"""Shifts that were forgotten: open for longer than a working day can be. They alarm, and hold nothing up."""

from __future__ import annotations

from till.domain.clock import milliseconds_between
from till.domain.state import Shift, State

_HOUR_S = 3600


def open_s(shift: Shift, now: str) -> int:
    """Say how long a shift has been open (seconds)."""
    return milliseconds_between(shift.opened_at, now) // 1000


def forgotten(state: State, now: str) -> tuple[Shift, ...]:
    """List the shifts that have been open for more than the configured hours, the oldest first.

    Those whose insert is out of the drawer are among them: they are not closed either.
    """
    alarm_s = state.rules.shift_alarm_hours * _HOUR_S
    shifts = (*state.shifts.values(), *state.aside.values())
    return tuple(sorted((each for each in shifts if open_s(each, now) > alarm_s), key=lambda each: each.no))
