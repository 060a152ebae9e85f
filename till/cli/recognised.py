"""Who is named on the command line shows their PIN or their badge."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click

from till import badges
from till.cli.pins import badge_shown, pin_asked, pin_of
from till.domain.errors import NoSuchEmployee, OthersBadge
from till.pins import may_be_pin

if TYPE_CHECKING:
    from till.cash_register import CashRegister
    from till.domain.people import Employee
    from till.domain.state import State
    from till.domain.vocabulary import PinPurpose

BADGE_NAMED: Final = "badge"
"""Named instead of a person: it is whoever's badge is scanned."""


def employee_named(state: State, named: str, *, active_only: bool = True) -> Employee:
    """Find an employee by number, or by name in any case; somebody active comes first.

    Raises:
        NoSuchEmployee: Nobody has this number or name.
    """
    found = [
        employee
        for employee in state.employees.values()
        if named.strip() == str(employee.no) or named.strip().casefold() == employee.name.casefold()
    ]
    found.sort(key=lambda employee: not employee.active)
    if not found or (active_only and not found[0].active):
        raise NoSuchEmployee()
    return found[0]


def recognised(register: CashRegister, named: str, variable: str, purpose: PinPurpose) -> Employee:
    """Give the employee who is `named`, once they showed their PIN or badge: from $`variable`, or asked for.

    Raises:
        click.UsageError: There is neither such a variable nor a terminal.
        Refused: The person, the PIN or the badge is not right.
    """
    try:
        person = employee_named(register.state, named)
    except NoSuchEmployee:
        if named.strip().casefold() != BADGE_NAMED:
            raise
        return _by_badge(register, badge_shown(variable), purpose)
    secret = pin_of(person.name, variable)
    # What has not the form of a PIN may be what a scanner typed.
    owner = None if may_be_pin(secret) else badges.owner_of(register, secret)
    if owner is None:
        register.present_pin(person.no, secret, purpose)
        return person
    if owner != person.no:
        raise OthersBadge(name=person.name)
    return _by_badge(register, secret, purpose)


def _by_badge(register: CashRegister, code: str, purpose: PinPurpose) -> Employee:
    person = register.state.employee(badges.present_badge(register, code, purpose))
    if register.state.rules.pin.badge_needs_pin:
        if not sys.stdin.isatty():
            raise click.UsageError(f"The badge of {person.name} needs their PIN as well: name them, with it.")
        register.present_pin(person.no, pin_asked(person.name), purpose)
    return person
