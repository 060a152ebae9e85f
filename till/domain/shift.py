"""Opening a shift, its X reports, and closing it for ever with a Z."""

from __future__ import annotations

from dataclasses import replace

from till.domain.apply import apply
from till.domain.approval import Permission, allow
from till.domain.checks import (
    optional_text,
    require_amount,
    require_count,
    require_drawer,
    require_shift,
)
from till.domain.clock import business_date
from till.domain.commands import Act, CloseShift, OpenShift, TakeX
from till.domain.count import require_counting
from till.domain.entries import ReportTaken, ShiftClosed, ShiftOpened
from till.domain.errors import (
    DifferenceAboveLimit,
    MoreThanCounted,
    NotCounted,
    OpenAdvances,
    SessionExists,
    ShiftAlreadyOpen,
)
from till.domain.figures import Closing, blind, may_see_expected, shift_figures
from till.domain.movement import require_bag
from till.domain.people import Right
from till.domain.places import OUTSIDE, Posting, difference, drawer, move, transit
from till.domain.settings import SessionPolicy
from till.domain.state import Head, Shift, State
from till.domain.vocabulary import MovementType


def open_shift(state: State, command: OpenShift) -> tuple[ShiftOpened, ...]:
    """Begin a shift with a counted float; what differs from the last close is posted as a difference."""
    act, drawer_no = command.act, command.drawer
    require_drawer(state, drawer_no)
    if (running := state.shifts.get(drawer_no)) is not None:
        raise ShiftAlreadyOpen(shift=running.no)
    today = business_date(act.at, state.rules.business_day_starts)
    if state.rules.session_policy is SessionPolicy.DAY and state.last_dates.get(drawer_no) == today:
        raise SessionExists()
    permission = allow(state, act, Right.OPEN_SHIFT)
    counted = require_count(state, command.counted)
    carried = state.floats_left.get(drawer_no)
    reason = optional_text(command.reason)
    gap = 0 if carried is None else counted.amount - carried
    _require_explained(state, permission, gap, reason)
    return (
        ShiftOpened(
            id=act.id,
            at=act.at,
            heading=state.rules.heading,
            shift=state.shift_no + 1,
            drawer=drawer_no,
            business_date=today,
            employee1=permission.by,
            employee2=permission.approved_by,
            float_carried=carried,
            counted=counted,
            difference=gap,
            postings=_opening_postings(drawer_no, carried, counted.amount),
            reason=reason,
            note=optional_text(command.note),
        ),
    )


def _opening_postings(drawer_no: int, carried: int | None, counted: int) -> tuple[Posting, ...]:
    """Bring the first float from outside; later ones are there already, but for the difference."""
    place = drawer(drawer_no)
    if carried is None:
        return move(counted, OUTSIDE, place)
    return move(counted - carried, difference(place), place)


def _require_explained(state: State, permission: Permission, gap: int, reason: str | None) -> None:
    """Want a reason and somebody who may approve for a difference above the limit."""
    if abs(gap) <= state.rules.difference_limit:
        return
    people = (permission.by, permission.approved_by)
    roles = (state.rules.role(state.employee(person.no).role) for person in people if person is not None)
    if reason is None or not any(role.may(Right.APPROVE) for role in roles):
        raise DifferenceAboveLimit()


def take_x(state: State, command: TakeX) -> tuple[ReportTaken, ...]:
    """Report the shift so far. Somebody who may not see what is expected gets a report without it."""
    shift = require_shift(state, command.drawer)
    permission = allow(state, command.act, Right.X_REPORT)
    figures = shift_figures(state, shift, permission.by, command.act.at)
    seen = may_see_expected(state, command.act.by, command.act.approved_by)
    return (
        ReportTaken(
            id=command.act.id,
            at=command.act.at,
            figures=figures if seen else blind(figures),
            employee1=permission.by,
        ),
    )


def close_shift(state: State, command: CloseShift) -> tuple[ShiftClosed, ...]:
    """Post the shift: over or short, next float, what is taken out, the Z, and what is carried on."""
    act, shift = command.act, require_counting(state, command.drawer)
    if not shift.attempts:
        raise NotCounted()
    permission = allow(state, act, Right.CLOSE_SHIFT)
    _require_settled(state, shift)
    counted = shift.attempts[-1].count
    left = command.left and require_amount(command.left)
    if left > counted.amount:
        raise MoreThanCounted()
    bag = require_bag(state, command.bag) if counted.amount > left else None
    gap, reason = counted.amount - state.expected(shift.drawer), optional_text(command.reason)
    _require_explained(state, permission, gap, reason)
    closing = Closing(
        by=permission.by,
        at=act.at,
        approved_by=permission.approved_by,
        count=counted,
        left=left,
        bag=bag,
        reason=reason,
        note=optional_text(command.note),
    )
    return (_closed(state, shift, act, closing),)


def _require_settled(state: State, shift: Shift) -> None:
    """See that no cash handed out in this shift is unaccounted for."""
    names = [
        each.employee.name
        for each in state.advances.values()
        if not each.settled and each.drawer == shift.drawer
    ]
    if names:
        raise OpenAdvances(names=", ".join(names))


def _closed(state: State, shift: Shift, act: Act, closing: Closing) -> ShiftClosed:
    place = drawer(shift.drawer)
    gap = closing.count.amount - state.expected(shift.drawer)
    taken = closing.count.amount - closing.left
    entry = ShiftClosed(
        id=act.id,
        at=act.at,
        shift=shift.no,
        drawer=shift.drawer,
        business_date=shift.business_date,
        z_no=state.z_no + 1,
        type=close_out_type(gap),
        amount=gap,
        figures=shift_figures(state, shift, closing.by, act.at, closing),
        postings=(
            *move(gap, difference(place), place),
            *(move(taken, place, transit(closing.bag)) if closing.bag else ()),
        ),
        employee1=closing.by,
        employee2=closing.approved_by,
        carried=State(),
    )
    return replace(entry, carried=replace(apply(state, entry), head=Head()))


def close_out_type(gap: int) -> MovementType:
    """Name the close: exact, over or short."""
    if gap == 0:
        return MovementType.CLOSE_OUT_EXACT
    return MovementType.CLOSE_OUT_OVERAGE if gap > 0 else MovementType.CLOSE_OUT_SHORTAGE
