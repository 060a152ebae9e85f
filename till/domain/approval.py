"""Who may do what, up to which amount, and who must stand beside them."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.commands import Act
from till.domain.errors import AboveLimit, CannotApprove, NeedsApproval, NotYourDrawer, OwnApproval
from till.domain.money import Money
from till.domain.people import Employee, Person, Right
from till.domain.state import Shift, State


@dataclass(frozen=True, slots=True)
class Permission:
    """The people who stand behind an act: who did it, and who approved it, if anybody had to or did."""

    by: Person
    approved_by: Person | None


def allow(state: State, act: Act, right: Right, amount: int = 0, *, alone: bool = True) -> Permission:
    """Let `act` pass if its people may do `right` for `amount` minor units; `alone` False wants two people.

    Raises:
        NoSuchEmployee: A person is unknown or has left.
        NeedsApproval: The person may not do it alone, and nobody approved it.
        OwnApproval: The second person is the first.
        CannotApprove: The second person may not approve this.
    """
    by = state.employee(act.by)
    suffices = alone and state.rules.role(by.role).may(right, amount)
    if act.approved_by is None:
        if not suffices:
            raise _refusal(state, by, right, amount)
        return Permission(by.person, None)
    return Permission(by.person, _approver(state, act, right, amount).person)


def _approver(state: State, act: Act, right: Right, amount: int) -> Employee:
    if act.approved_by == act.by:
        raise OwnApproval()
    approver = state.employee(act.approved_by)
    role = state.rules.role(approver.role)
    if not (role.may(Right.APPROVE) and role.may(right, amount)):
        raise CannotApprove(name=approver.name)
    return approver


def has_approver(state: State, permission: Permission) -> bool:
    """Say whether one of the people behind an act may approve: the second, or the first alone."""
    people = (permission.by, permission.approved_by)
    roles = (state.rules.role(state.employee(person.no).role) for person in people if person is not None)
    return any(role.may(Right.APPROVE) for role in roles)


def require_accountable(state: State, shift: Shift, permission: Permission) -> None:
    """See that the drawer is in this person's charge, or shared, or that somebody who may approve is there.

    Raises:
        NotYourDrawer: It is in the charge of who opened the shift.
    """
    if shift.drawer in state.rules.shared_drawers or permission.by.no == shift.opened_by.no:
        return
    if not has_approver(state, permission):
        raise NotYourDrawer(name=shift.opened_by.name)


def _refusal(state: State, by: Employee, right: Right, amount: int) -> NeedsApproval:
    role = state.rules.role(by.role)
    limit = role.limits.get(right)
    if right in role.rights and limit is not None and amount > limit:
        currency = state.rules.currency
        return AboveLimit(amount=Money(amount, currency), limit=Money(limit, currency))
    return NeedsApproval()


def approvers(
    state: State, right: Right, amount: int, but: int | None, *, seeing: bool = False
) -> tuple[Employee, ...]:
    """List who could approve `right` for `amount`, without the employee number `but`.

    `seeing` wants somebody who may know what is in the drawer.
    """
    wanted = (Right.APPROVE, Right.SEE_EXPECTED) if seeing else (Right.APPROVE,)
    return tuple(
        employee
        for employee in state.employees.values()
        if employee.active
        and employee.no != but
        and all(state.rules.role(employee.role).may(each) for each in wanted)
        and state.rules.role(employee.role).may(right, amount)
    )
