"""What the register keeps of right and wrong PINs and badges."""

from __future__ import annotations

from dataclasses import replace

from till.domain import tally
from till.domain.entries import BadgeRefused, BadgeSet, PinRefused
from till.domain.state import Failures, State


def pin_refused(state: State, entry: PinRefused) -> State:
    """Count a wrong PIN of somebody, and how long none is taken."""
    counted = replace(
        state,
        failures={**state.failures, entry.employee.no: Failures(entry.failures, entry.until)},
        register_failures=Failures(entry.register_failures, entry.register_until),
    )
    return tally.count(counted, None, pins_refused=1)


def badge_refused(state: State, entry: BadgeRefused) -> State:
    """Count a badge that nobody knows as the register's wrong PIN."""
    failures = Failures(entry.register_failures, entry.register_until)
    return tally.count(replace(state, register_failures=failures), None, pins_refused=1)


def badge_set(state: State, entry: BadgeSet) -> State:
    """Remember whether somebody has a badge."""
    before = state.employees.get(entry.employee.no)
    if before is None:
        return state
    return replace(
        state, employees={**state.employees, before.no: replace(before, has_badge=not entry.removed)}
    )


def without_credentials(state: State) -> State:
    """Forget who had a PIN or a badge, and who was signed in: a backup has none of what proves it."""
    employees = {no: replace(each, has_pin=False, has_badge=False) for no, each in state.employees.items()}
    return replace(
        state,
        employees=employees,
        signed_in=None,
        locked=False,
        failures={},
        register_failures=Failures(),
    )


def trusted(state: State, employee_no: int) -> State:
    """Forget the wrong PINs of somebody who typed the right one."""
    failures = {no: each for no, each in state.failures.items() if no != employee_no}
    return replace(state, failures=failures, register_failures=Failures())
