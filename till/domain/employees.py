"""Who works here: added, changed, given a PIN."""

from __future__ import annotations

from dataclasses import replace

from till.domain.approval import Permission, allow
from till.domain.checks import optional_text, require_name
from till.domain.commands import AddEmployee, ChangeEmployee, SetBadge, SetPin
from till.domain.entries import BadgeSet, EmployeeAdded, EmployeeChanged, Entry, PinSet
from till.domain.errors import LastManager, NameTaken, NoSuchEmployee, NoSuchRole
from till.domain.people import Employee, Right
from till.domain.state import State


def add_employee(state: State, command: AddEmployee) -> tuple[Entry, ...]:
    """Take somebody on. They cannot sign in before they have a PIN."""
    permission = allow(state, command.act, Right.EMPLOYEES)
    employee = Employee(
        no=max(state.employees, default=0) + 1,
        name=_free_name(state, command.name, but=None),
        role=_known_role(state, command.role),
    )
    return (
        EmployeeAdded(
            id=command.act.id,
            at=command.act.at,
            employee=employee,
            by=permission.by,
            approved_by=permission.approved_by,
        ),
    )


def change_employee(state: State, command: ChangeEmployee) -> tuple[Entry, ...]:
    """Give somebody another name, role or activity; one person who manages people must stay."""
    permission = allow(state, command.act, Right.EMPLOYEES)
    before = state.employees.get(command.employee)
    if before is None:
        raise NoSuchEmployee()
    active = before.active if command.active is None else command.active
    name = before.name if command.name is None else require_name(command.name)
    if active and (name, active) != (before.name, before.active):
        name = _free_name(state, name, but=before.no)
    role = before.role if command.role is None else _known_role(state, command.role)
    after = replace(before, name=name, role=role, active=active)
    if _manages(state, before) and not _manages(state, after):
        others = (other for other in state.employees.values() if other.no != before.no)
        if not any(_manages(state, other) for other in others):
            raise LastManager(name=before.name)
    return (
        EmployeeChanged(
            id=command.act.id,
            at=command.act.at,
            employee=after,
            by=permission.by,
            approved_by=permission.approved_by,
        ),
    )


def set_pin(state: State, command: SetPin) -> tuple[Entry, ...]:
    """Give somebody a new PIN: their own by themselves, another's by who manages the people."""
    employee = state.employee(command.employee)
    if command.act.by == command.employee:
        permission = Permission(employee.person, None)
    else:
        permission = allow(state, command.act, Right.EMPLOYEES)
    return (
        PinSet(
            id=command.act.id,
            at=command.act.at,
            employee=employee.person,
            by=permission.by,
            approved_by=permission.approved_by,
        ),
    )


def set_badge(state: State, command: SetBadge) -> tuple[Entry, ...]:
    """Give somebody a badge or take it away; only who manages the people may, also for themselves."""
    employee = state.employee(command.employee)
    permission = allow(state, command.act, Right.EMPLOYEES)
    return (
        BadgeSet(
            id=command.act.id,
            at=command.act.at,
            employee=employee.person,
            by=permission.by,
            approved_by=permission.approved_by,
            removed=command.removed,
        ),
    )


def _manages(state: State, employee: Employee) -> bool:
    return employee.active and state.rules.role(employee.role).may(Right.EMPLOYEES)


def _known_role(state: State, role: str) -> str:
    optional_text(role)
    names = [each.name for each in state.rules.roles]
    if role not in names:
        raise NoSuchRole(role=role, roles=", ".join(names))
    return role


def _free_name(state: State, name: str, but: int | None) -> str:
    """See that no other active employee has this name: people are named on the command line."""
    free = require_name(name)
    for other in state.employees.values():
        if other.active and other.no != but and other.name.casefold() == free.casefold():
            raise NameTaken(name=other.name)
    return free
