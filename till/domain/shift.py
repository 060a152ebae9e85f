"""Opening a shift, and its X reports. Closing it is in `closing.py`."""

from __future__ import annotations

from dataclasses import replace

from till.domain.approval import Permission, allow, has_approver
from till.domain.checks import (
    optional_text,
    require_count,
    require_drawer,
    require_shift,
)
from till.domain.clock import business_date
from till.domain.commands import OpenShift, TakeX
from till.domain.entries import ReportTaken, ShiftOpened
from till.domain.errors import (
    DifferenceAboveLimit,
    SessionExists,
    ShiftAlreadyOpen,
)
from till.domain.figures import blind, may_see_expected, shift_figures
from till.domain.guesses import float_of, require_refusals_left
from till.domain.people import Right
from till.domain.places import OUTSIDE, Posting, difference, drawer, move
from till.domain.settings import SessionPolicy
from till.domain.state import State
from till.domain.vocabulary import Secret


def open_shift(state: State, command: OpenShift, *, continuing: bool = False) -> tuple[ShiftOpened, ...]:
    """Begin a shift with a counted float; what differs from the last close is posted as a difference.

    `continuing` is a hand-over: the session of this date goes on, under another person.
    """
    act, drawer_no = command.act, command.drawer
    require_drawer(state, drawer_no)
    if (running := state.shifts.get(drawer_no)) is not None:
        raise ShiftAlreadyOpen(shift=running.no)
    today = business_date(act.at, state.rules.business_day_starts)
    one_a_day = state.rules.session_policy is SessionPolicy.DAY and not continuing
    dates = (state.last_dates.get(drawer_no), *state.session_dates.get(drawer_no, ()))
    if one_a_day and today in dates:
        raise SessionExists()
    permission = allow(state, act, Right.OPEN_SHIFT)
    counted = replace(require_count(state, command.counted), tenders=None)
    carried = state.floats_left.get(drawer_no)
    reason = optional_text(command.reason)
    gap = 0 if carried is None else counted.amount - carried
    opened = (
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
    # What tells of the float that was left comes last: before, everything else is as it must be.
    if carried is not None:
        require_refusals_left(state, float_of(drawer_no), permission)
    require_explained(state, permission, gap, reason, (drawer_no, None))
    return opened


def _opening_postings(drawer_no: int, carried: int | None, counted: int) -> tuple[Posting, ...]:
    """Bring the first float from outside; later ones are there already, but for the difference."""
    place = drawer(drawer_no)
    if carried is None:
        return move(counted, OUTSIDE, place)
    return move(counted - carried, difference(place), place)


def require_explained(
    state: State, permission: Permission, gap: int, reason: str | None, where: tuple[int, int | None]
) -> None:
    """Want a reason and somebody who may approve for a difference above the limit.

    `where` is the drawer, and the shift whose count differs; None where it is a float at the opening.
    """
    if abs(gap) <= state.rules.difference_limit:
        return
    if reason is None or not has_approver(state, permission):
        drawer_no, shift_no = where
        about = Secret.FLOAT if shift_no is None else Secret.COUNT
        raise DifferenceAboveLimit(drawer=drawer_no, shift=shift_no, about=about)


def take_x(state: State, command: TakeX) -> tuple[ReportTaken, ...]:
    """Report the shift so far. Somebody who may not see what is expected gets a report without it."""
    shift = require_shift(state, command.drawer)
    permission = allow(state, command.act, Right.X_REPORT)
    figures = replace(shift_figures(state, shift, permission.by, command.act.at), queue=command.queue)
    seen = may_see_expected(state, command.act.by, command.act.approved_by)
    return (
        ReportTaken(
            id=command.act.id,
            at=command.act.at,
            figures=figures if seen else blind(figures),
            employee1=permission.by,
            employee2=permission.approved_by,
        ),
    )
