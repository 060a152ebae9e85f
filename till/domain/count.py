"""Counting a drawer: started, any number of attempts up to a limit, abandoned or closed."""

from __future__ import annotations

from dataclasses import replace

from till.domain.approval import allow, has_approver, require_accountable
from till.domain.aside import require_aside
from till.domain.checks import require_count, require_open_shift, require_shift, require_tenders
from till.domain.commands import AbandonCount, CountAside, CountCash, StartCount
from till.domain.entries import CashCounted, CountAbandoned, CountStarted
from till.domain.errors import AttemptsUsedUp, NotBeingCounted
from till.domain.float_lines import suggestion
from till.domain.people import Right
from till.domain.sale import require_no_sale
from till.domain.state import Shift, State
from till.domain.vocabulary import ShiftStatus


def start_count(state: State, command: StartCount) -> tuple[CountStarted, ...]:
    """Close the shift to sales and movements and let the drawer be counted."""
    shift = require_open_shift(state, command.drawer)
    require_no_sale(state, shift.drawer)
    permission = allow(state, command.act, Right.COUNT)
    require_accountable(state, shift, permission)
    return (
        CountStarted(
            id=command.act.id,
            at=command.act.at,
            shift=shift.no,
            drawer=shift.drawer,
            employee1=permission.by,
            employee2=permission.approved_by,
        ),
    )


def require_counting(state: State, drawer_no: int) -> Shift:
    """Find the shift of a drawer that is being counted."""
    shift = require_shift(state, drawer_no)
    if shift.status is not ShiftStatus.COUNTING:
        raise NotBeingCounted()
    return shift


def count_cash(state: State, command: CountCash) -> tuple[CashCounted, ...]:
    """Keep one attempt. Above the configured number of attempts somebody must allow another.

    What comes back never depends on what was expected: a blind count tells nothing.
    """
    return (_attempt(state, require_counting(state, command.drawer), command),)


def count_aside(state: State, command: CountAside) -> tuple[CashCounted, ...]:
    """Keep one attempt at counting an insert that is out of its drawer, as any other."""
    shift = require_aside(state, command.shift)
    return (replace(_attempt(state, shift, command), aside=True),)


def _attempt(state: State, shift: Shift, command: CountCash | CountAside) -> CashCounted:
    permission = allow(state, command.act, Right.COUNT)
    if isinstance(command, CountCash) and command.beside != shift.opened_by.no:
        require_accountable(state, shift, permission)
    used_up = shift.attempts_used >= state.rules.count_attempts_max
    if used_up and not has_approver(state, permission):
        raise AttemptsUsedUp(attempts=shift.attempts_used)
    counted = require_tenders(state, require_count(state, command.counted))
    return CashCounted(
        id=command.act.id,
        at=command.act.at,
        heading=state.rules.heading,
        shift=shift.no,
        drawer=shift.drawer,
        business_date=shift.business_date,
        attempt=len(shift.attempts) + 1,
        count=counted,
        suggestion=suggestion(state.rules, counted, shift.float_counted),
        employee1=permission.by,
        employee2=permission.approved_by,
    )


def abandon_count(state: State, command: AbandonCount) -> tuple[CountAbandoned, ...]:
    """Open the shift again. The attempts stay and still count towards the limit."""
    shift = require_counting(state, command.drawer)
    permission = allow(state, command.act, Right.COUNT)
    require_accountable(state, shift, permission)
    return (
        CountAbandoned(
            id=command.act.id,
            at=command.act.at,
            shift=shift.no,
            drawer=shift.drawer,
            employee1=permission.by,
            employee2=permission.approved_by,
        ),
    )
