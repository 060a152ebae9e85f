"""Refusals that depend on what is in a drawer: how often somebody may have one who may not know it.

Who asks for amounts until one is refused finds what is in the drawer, a bit with each answer. So each such
refusal to blind eyes is kept and counted, as wrong PINs are. After a few of them in a shift nobody looks any
more what is in the drawer, unless somebody stands beside them who may know.
"""

from __future__ import annotations

from till.domain.approval import Permission
from till.domain.commands import Act, CountRefusal
from till.domain.entries import RefusalCounted
from till.domain.errors import CannotApprove, NotEnoughCash, TooManyRefusals
from till.domain.figures import may_see_expected
from till.domain.places import Posting, drawer
from till.domain.refused import Refused, Telling
from till.domain.state import Shift, State
from till.domain.vocabulary import Secret


def require_held(state: State, postings: tuple[Posting, ...], permission: Permission) -> None:
    """See that each drawer holds what is taken from it: cash cannot be taken from where it is not.

    It is asked last, when nothing else can be refused: what is in the drawer then has one way to be learned
    more than by a refusal, which is to take cash out in everybody's sight.

    Raises:
        NotEnoughCash: It does not.
        TooManyRefusals: That was said too often to somebody who may not know it; now it is not looked at.
    """
    for shift in state.shifts.values():
        taken = -sum(posting.amount for posting in postings if posting.place == drawer(shift.drawer))
        if taken > 0:
            require_refusals_left(state, cash_of(shift.no), permission)
            if state.expected(shift.drawer) < taken:
                raise NotEnoughCash(drawer=shift.drawer, shift=shift.no, about=Secret.CASH)


def require_refusals_left(state: State, key: str, permission: Permission) -> None:
    """See that these people may hear another refusal that depends on what is in a drawer.

    Raises:
        TooManyRefusals: They heard enough, and nobody is with them who may know.
        CannotApprove: Who is with them may not know it either.
    """
    approver = permission.approved_by
    if may_know(state, permission.by.no, None if approver is None else approver.no):
        return
    times = state.refusals.get(key, {}).get(permission.by.no, 0)
    if times < state.rules.refusals_max:
        return
    if approver is not None:
        raise CannotApprove(name=approver.name)
    raise TooManyRefusals(times=times)


def may_know(state: State, *employee_nos: int | None) -> bool:
    """Say whether one of these people may know what is in a drawer; what is practised is no secret."""
    return state.training or may_see_expected(state, *employee_nos)


def cash_of(shift_no: int) -> str:
    """Name the cash of a shift, of which refusals are counted."""
    return f"shift:{shift_no}"


def float_of(drawer_no: int) -> str:
    """Name the float of a drawer that no shift is in, of which refusals are counted."""
    return drawer(drawer_no)


def to_count(state: State, act: Act, refused: Refused) -> CountRefusal | None:
    """Say what is to be kept of a refusal; nothing if it told nobody what they may not know."""
    if not isinstance(refused, Telling) or may_know(state, act.by, act.approved_by):
        return None
    told = refused.values
    about, shift_no, drawer_no = told["about"], told["shift"], told["drawer"]
    assert isinstance(about, Secret)
    assert isinstance(drawer_no, int)
    assert shift_no is None or isinstance(shift_no, int)
    return CountRefusal(act, drawer_no, shift_no, about)


def count_refusal(state: State, command: CountRefusal) -> tuple[RefusalCounted, ...]:
    """Keep a refusal; to be told once more that the same count differs is nothing new."""
    by = state.employee(command.act.by).person
    approver = command.act.approved_by
    shift = _shift(state, command.shift)
    if command.about is Secret.COUNT:
        if shift is None or shift.refused_on == len(shift.attempts):
            return ()
        times = shift.closes_refused + 1
    else:
        key = float_of(command.drawer) if command.shift is None else cash_of(command.shift)
        times = state.refusals.get(key, {}).get(by.no, 0) + 1
    return (
        RefusalCounted(
            id=command.act.id,
            at=command.act.at,
            drawer=command.drawer,
            shift=command.shift,
            about=command.about,
            times=times,
            employee1=by,
            employee2=None if approver is None else state.employee(approver).person,
        ),
    )


def _shift(state: State, shift_no: int | None) -> Shift | None:
    everywhere = (*state.shifts.values(), *state.aside.values())
    return next((shift for shift in everywhere if shift.no == shift_no), None)
