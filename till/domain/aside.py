"""Shifts whose insert is out of the drawer: suspended for a while, or over and counted later."""

from __future__ import annotations

from dataclasses import replace

from till.domain import sale_tally, tally
from till.domain.approval import allow
from till.domain.aside_entries import ShiftResumed, ShiftSetAside
from till.domain.checks import optional_text, require_drawer, require_open_shift
from till.domain.commands import ParkShift, ResumeShift, SuspendShift
from till.domain.errors import DrawerNotEmpty, NoSuchShift, ShiftAlreadyOpen, ShiftIsOver
from till.domain.people import Right
from till.domain.places import drawer, insert, move, post
from till.domain.shift_errors import SalePaidInPart, ShiftInDrawer, ShiftIsClosed
from till.domain.state import Shift, State
from till.domain.vocabulary import ShiftStatus


def set_aside(state: State, command: SuspendShift | ParkShift) -> tuple[ShiftSetAside, ...]:
    """Take the insert out. Somebody else than the accountable person does it only with approval."""
    shift = require_open_shift(state, command.drawer)
    if sale_tally.paid_in_part(state, shift.drawer):
        raise SalePaidInPart()
    parked = isinstance(command, ParkShift)
    right = Right.CLOSE_SHIFT if parked else Right.OPEN_SHIFT
    permission = allow(state, command.act, right, alone=command.act.by == shift.opened_by.no)
    held = state.expected(shift.drawer)
    return (
        ShiftSetAside(
            id=command.act.id,
            at=command.act.at,
            heading=state.rules.heading,
            shift=shift.no,
            drawer=shift.drawer,
            business_date=shift.business_date,
            parked=parked,
            postings=move(held, drawer(shift.drawer), insert(shift.no)),
            employee1=permission.by,
            employee2=permission.approved_by,
            note=optional_text(command.note),
        ),
    )


def resume(state: State, command: ResumeShift) -> tuple[ShiftResumed, ...]:
    """Put the insert of a suspended shift into a drawer that is free and empty."""
    shift = require_aside(state, command.shift)
    if shift.status is not ShiftStatus.SUSPENDED:
        raise ShiftIsOver(shift=shift.no)
    require_free(state, command.drawer)
    permission = allow(state, command.act, Right.OPEN_SHIFT, alone=command.act.by == shift.opened_by.no)
    held = state.balances.get(insert(shift.no), 0)
    return (
        ShiftResumed(
            id=command.act.id,
            at=command.act.at,
            shift=shift.no,
            drawer=command.drawer,
            business_date=shift.business_date,
            postings=move(held, insert(shift.no), drawer(command.drawer)),
            employee1=permission.by,
            employee2=permission.approved_by,
        ),
    )


def require_free(state: State, drawer_no: int) -> None:
    """See that a drawer can take an insert, or what is left of one: no shift is in it, and no cash."""
    require_drawer(state, drawer_no)
    if (running := state.shifts.get(drawer_no)) is not None:
        raise ShiftAlreadyOpen(shift=running.no)
    if state.expected(drawer_no):
        raise DrawerNotEmpty(drawer=drawer_no)


def require_aside(state: State, shift_no: int) -> Shift:
    """Find a shift whose insert is out of the drawer."""
    shift = state.aside.get(shift_no)
    if shift is not None:
        return shift
    running = next((each for each in state.shifts.values() if each.no == shift_no), None)
    if running is not None:
        raise ShiftInDrawer(shift=shift_no, drawer=running.drawer)
    if 1 <= shift_no <= state.shift_no:
        raise ShiftIsClosed(shift=shift_no)
    raise NoSuchShift(shift=shift_no)


def standing_in(state: State, shift: Shift) -> State:
    """Give the state as this shift sees it: with its insert in its drawer, if it is out of it."""
    if shift.no not in state.aside:
        return state
    held = state.balances.get(insert(shift.no), 0)
    balances = {place: amount for place, amount in state.balances.items() if place != insert(shift.no)}
    balances[drawer(shift.drawer)] = held
    return replace(state, balances=balances, shifts={**state.shifts, shift.drawer: shift})


def went_aside(state: State, entry: ShiftSetAside) -> State:
    """Give the state with the insert out of the drawer; a sale that ran waits to be resumed."""
    state = sale_tally.park_all(tally.approved(state, entry.shift, entry.employee2), entry.drawer)
    shift = state.shifts.get(entry.drawer)
    state = replace(state, balances=post(state.balances, entry.postings))
    if shift is None:
        return state
    status = ShiftStatus.PARKED if entry.parked else ShiftStatus.SUSPENDED
    return replace(
        state,
        shifts={no: each for no, each in state.shifts.items() if no != entry.drawer},
        aside={**state.aside, shift.no: replace(shift, status=status)},
        # The float of the last close is in the insert; the next shift brings its own.
        floats_left={no: left for no, left in state.floats_left.items() if no != entry.drawer},
    )


def came_back(state: State, entry: ShiftResumed) -> State:
    """Give the state with the insert in a drawer again."""
    shift = state.aside.get(entry.shift)
    state = replace(state, balances=post(state.balances, entry.postings))
    if shift is None:
        return state
    back = replace(shift, drawer=entry.drawer, status=ShiftStatus.DRAFT)
    state = replace(
        state,
        shifts={**state.shifts, entry.drawer: back},
        aside={no: each for no, each in state.aside.items() if no != entry.shift},
    )
    return tally.approved(state, entry.shift, entry.employee2)
