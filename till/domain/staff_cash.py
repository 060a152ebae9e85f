"""Cash between the drawer and the staff: tips, reimbursements, takings, advances and their settlement."""

from __future__ import annotations

from dataclasses import replace

from till.domain.approval import Permission, allow
from till.domain.checks import (
    configured_reason,
    optional_text,
    require_amount,
    require_open_shift,
    require_reason,
    within_bounds,
)
from till.domain.commands import Act, Collect, GiveAdvance, Reimburse, SettleAdvance, TipOut
from till.domain.entries import CashMoved
from till.domain.errors import AdvanceSettled, NoSuchAdvance
from till.domain.movement import cash_moved
from till.domain.people import Right
from till.domain.places import Posting, drawer, expense, move, staff
from till.domain.state import Advance, Shift, State
from till.domain.vocabulary import MovementType


def tip_out(state: State, command: TipOut) -> tuple[CashMoved, ...]:
    """Pay an employee their tips."""
    return (_paid(state, command, Right.TIP_OUT, MovementType.TIP_OUT),)


def reimburse(state: State, command: Reimburse) -> tuple[CashMoved, ...]:
    """Pay an employee back what they spent on a delivery."""
    return (_paid(state, command, Right.REIMBURSE, MovementType.DRIVER_REIMBURSEMENT),)


def _paid(state: State, command: TipOut | Reimburse, right: Right, kind: MovementType) -> CashMoved:
    shift, amount, permission = _begin(state, command.act, command.drawer, right, command.amount)
    employee = state.employee(command.employee)
    return cash_moved(
        state,
        shift,
        command.act,
        permission,
        kind,
        -amount,
        move(amount, drawer(shift.drawer), staff(employee.no)),
        staff=employee.person,
        note=optional_text(command.note),
    )


def _begin(
    state: State, act: Act, drawer_no: int, right: Right, amount: int
) -> tuple[Shift, int, Permission]:
    shift = require_open_shift(state, drawer_no)
    return shift, require_amount(state, amount), allow(state, act, right, amount)


def collect(state: State, command: Collect) -> tuple[CashMoved, ...]:
    """Take in the cash an employee brings back at the end of their shift."""
    shift, amount, permission = _begin(state, command.act, command.drawer, Right.CASH_IN, command.amount)
    employee = state.employee(command.employee)
    return (
        cash_moved(
            state,
            shift,
            command.act,
            permission,
            MovementType.CASH_COLLECTED,
            amount,
            move(amount, staff(employee.no), drawer(shift.drawer)),
            staff=employee.person,
            note=optional_text(command.note),
        ),
    )


def give_advance(state: State, command: GiveAdvance) -> tuple[CashMoved, ...]:
    """Hand an employee cash for a purchase; until it is settled the shift cannot be closed."""
    shift, amount, permission = _begin(state, command.act, command.drawer, Right.PAY_OUT, command.amount)
    employee = state.employee(command.employee)
    reason = configured_reason(state.rules.pay_out_reasons, command.reason)
    return (
        cash_moved(
            state,
            shift,
            command.act,
            permission,
            MovementType.ADVANCE,
            -amount,
            move(amount, drawer(shift.drawer), staff(employee.no)),
            reason=reason.name,
            reason_code=reason.code,
            staff=employee.person,
            note=optional_text(command.note),
        ),
    )


def settle_advance(state: State, command: SettleAdvance) -> tuple[CashMoved, ...]:
    """Book what was spent, and put the rest back; who spent more than they had is paid the difference."""
    shift = require_open_shift(state, command.drawer)
    advance = _open_advance(state, command.advance)
    spent = within_bounds(state, command.spent)
    permission = allow(state, command.act, Right.PAY_OUT, max(spent - advance.amount, 0))
    back = advance.amount - spent
    owed = staff(advance.employee.no)
    postings: tuple[Posting, ...] = (
        *move(spent, owed, expense(advance.reason_code)),
        *move(back, owed, drawer(shift.drawer)),
    )
    return (
        cash_moved(
            state,
            shift,
            command.act,
            permission,
            MovementType.SETTLE,
            back,
            postings,
            reason=advance.reason,
            reason_code=advance.reason_code,
            voucher=require_reason(command.voucher),
            payee=optional_text(command.payee),
            staff=advance.employee,
            advance=advance.id,
            note=optional_text(command.note),
        ),
    )


def _open_advance(state: State, advance_id: str) -> Advance:
    advance = state.advances.get(advance_id)
    if advance is None:
        raise NoSuchAdvance()
    if advance.settled:
        raise AdvanceSettled()
    return advance


def after_movement(state: State, entry: CashMoved) -> dict[str, Advance]:
    """Give the advances after a movement: a new one, a settled one, or one of the two undone."""
    advances = state.advances
    if entry.type is MovementType.ADVANCE and entry.staff is not None:
        if entry.undoes is not None:
            return {id_: advance for id_, advance in advances.items() if id_ != entry.undoes}
        new = Advance(
            entry.id,
            -entry.amount,
            entry.staff,
            entry.reason,
            entry.reason_code or "",
            entry.at,
            entry.shift,
        )
        return {**advances, entry.id: new}
    if entry.type is MovementType.SETTLE and entry.advance in advances:
        before = advances[entry.advance]
        return {**advances, before.id: replace(before, settled=entry.undoes is None)}
    return advances
