"""Addenda: what is said of a shift after its close. The Z never changes."""

from __future__ import annotations

from dataclasses import replace

from till.domain.addendum_entries import AddendumAdded
from till.domain.approval import Permission, allow
from till.domain.checks import (
    configured_reason,
    optional_text,
    require_amount,
    require_count,
    require_reason,
)
from till.domain.commands import AddLateItem, AddRecount
from till.domain.errors import NoSuchShift, UnknownReason
from till.domain.people import Right
from till.domain.places import OUTSIDE, Place, Posting, difference, drawer, expense, move, post
from till.domain.shift_errors import ShiftNotClosed
from till.domain.state import Count, State


def add_late_item(state: State, command: AddLateItem) -> tuple[AddendumAdded, ...]:
    """Explain some of what was over or short by what was forgotten.

    It changes what is said of a closed shift, as an undo does, and is itself a movement: whoever approves it
    may do both, for that amount.
    """
    amount = require_amount(state, abs(command.amount))
    moved = Right.CASH_IN if command.amount > 0 else Right.PAY_OUT
    permission = allow(state, command.act, Right.UNDO, amount, alone=False)
    allow(state, command.act, moved, amount, alone=False)
    place: Place = OUTSIDE
    reason, code = require_reason(command.reason), None
    if command.amount < 0:
        try:
            configured = configured_reason(state.rules.pay_out_reasons, command.reason)
            reason, code, place = configured.name, configured.code, expense(configured.code)
        except UnknownReason:
            pass
    gap = difference(drawer(command.closed.drawer))
    postings = move(amount, place, gap) if command.amount > 0 else move(amount, gap, place)
    entry = _entry(state, command, permission, reason, postings)
    return (replace(entry, amount=command.amount, reason_code=code),)


def add_recount(state: State, command: AddRecount) -> tuple[AddendumAdded, ...]:
    """Keep what was counted again. The money is where it is: whoever counts that place next posts it."""
    permission = allow(state, command.act, Right.COUNT, alone=False)
    counted: Count = replace(require_count(state, command.counted), tenders=None)
    entry = _entry(state, command, permission, require_reason(command.reason), ())
    return (replace(entry, counted=counted),)


def _entry(
    state: State,
    command: AddLateItem | AddRecount,
    permission: Permission,
    reason: str,
    postings: tuple[Posting, ...],
) -> AddendumAdded:
    closed = command.closed
    require_not_running(state, closed.no)
    if not 1 <= closed.no <= state.shift_no or not 1 <= closed.z_no <= state.z_no:
        raise NoSuchShift(shift=closed.no)
    return AddendumAdded(
        id=command.act.id,
        at=command.act.at,
        heading=state.rules.heading,
        shift=closed.no,
        z_no=closed.z_no,
        drawer=closed.drawer,
        business_date=closed.business_date,
        no=state.addenda.get(closed.no, 0) + 1,
        reason=reason,
        postings=postings,
        employee1=permission.by,
        employee2=permission.approved_by,
        note=optional_text(command.note),
    )


def require_not_running(state: State, shift_no: int) -> None:
    """See that a shift is not one that is still to be closed, in a drawer or out of it."""
    if any(shift.no == shift_no for shift in (*state.shifts.values(), *state.aside.values())):
        raise ShiftNotClosed(shift=shift_no)


def added(state: State, entry: AddendumAdded) -> State:
    """Give the state after an addendum: the money it explains, and how many its shift has."""
    return replace(
        state,
        balances=post(state.balances, entry.postings),
        addenda={**state.addenda, entry.shift: entry.no},
    )
