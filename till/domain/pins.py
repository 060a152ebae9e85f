"""Signing in, out, locking, and what follows a wrong PIN. Looking at the PIN itself happens outside."""

from __future__ import annotations

from typing import Final

from till.domain.act import Act
from till.domain.clock import later, milliseconds_between
from till.domain.commands import LockScreen, PresentBadge, PresentPin, SignOut
from till.domain.entries import (
    BadgeRefused,
    Entry,
    PinAccepted,
    PinRefused,
    ScreenLocked,
    ScreenUnlocked,
    SignedIn,
    SignedOut,
)
from till.domain.errors import LockedOut, NotSignedIn
from till.domain.ids import derived
from till.domain.people import Employee
from till.domain.state import Failures, State
from till.domain.vocabulary import PinPurpose

FREE_ATTEMPTS: Final = 2
"""Wrong PINs in a row that are answered without a delay; after them it is 2 s, 4 s, 8 s, …"""


def require_not_locked_out(state: State, employee_no: int | None, at: str) -> None:
    """See that a PIN of this employee, or a badge of nobody (None), may be looked at now.

    Raises:
        LockedOut: Too many wrong ones, for this person or at this register.
    """
    own = Failures() if employee_no is None else state.failures.get(employee_no, Failures())
    failures = (own, state.register_failures)
    waits = [milliseconds_between(at, each.until) for each in failures if each.until]
    if (wait_ms := max(waits, default=0)) > 0:
        raise LockedOut(wait=in_words(-(-wait_ms // 1000)))


def in_words(wait_s: int) -> str:
    """Say a waiting time for a sentence, minutes rounded up."""
    return f"{wait_s} s" if wait_s < 120 else f"{-(-wait_s // 60)} min"


def present_pin(state: State, command: PresentPin) -> tuple[Entry, ...]:
    """Say what follows from a PIN: somebody is in, or a wrong try is counted and may lock them out."""
    employee = state.employee(command.employee)
    require_not_locked_out(state, employee.no, command.act.at)
    if not command.matches:
        return (_refused(state, command),)
    return _accepted(state, command.act, employee, command.purpose)


def present_badge(state: State, command: PresentBadge) -> tuple[Entry, ...]:
    """Say what follows from a badge: what follows from a PIN; one that nobody knows is everybody's wrong try.

    Where a badge needs a PIN as well, it says who somebody is, and nothing follows from that.
    """
    act = command.act
    require_not_locked_out(state, command.employee, act.at)
    employee = None if command.employee is None else state.employees.get(command.employee)
    if employee is None or not employee.active:
        rules, failures = state.rules.pin, state.register_failures.count + 1
        until = later(act.at, rules.lockout_s) if failures >= rules.register_attempts_max else ""
        refused = BadgeRefused(
            id=act.id,
            at=act.at,
            purpose=command.purpose,
            register_failures=failures,
            register_until=until,
        )
        return (refused,)
    if state.rules.pin.badge_needs_pin:
        return ()
    return _accepted(state, act, employee, command.purpose)


def _accepted(state: State, act: Act, employee: Employee, purpose: PinPurpose) -> tuple[Entry, ...]:
    person = employee.person
    match purpose:
        case PinPurpose.SIGN_IN | PinPurpose.UNLOCK if state.signed_in == employee.no and state.locked:
            return (ScreenUnlocked(id=act.id, at=act.at, employee=person),)
        case PinPurpose.SIGN_IN | PinPurpose.UNLOCK:
            signed_in = SignedIn(id=act.id, at=act.at, employee=person)
            return *_leaving(state, act.id, act.at), signed_in
        case _:
            if employee.no not in state.failures and state.register_failures.count == 0:
                return ()
            return (PinAccepted(id=act.id, at=act.at, employee=person, purpose=purpose),)


def _leaving(state: State, act_id: str, at: str) -> tuple[Entry, ...]:
    if state.signed_in is None:
        return ()
    before = state.employees[state.signed_in].person
    return (SignedOut(id=derived(act_id, "sign-out"), at=at, employee=before),)


def _refused(state: State, command: PresentPin) -> PinRefused:
    rules, at = state.rules.pin, command.act.at
    own = state.failures.get(command.employee, Failures()).count + 1
    all_ = state.register_failures.count + 1
    return PinRefused(
        id=command.act.id,
        at=at,
        employee=state.employee(command.employee).person,
        purpose=command.purpose,
        failures=own,
        register_failures=all_,
        until=_until(at, own, rules.attempts_max, rules.lockout_s),
        register_until=later(at, rules.lockout_s) if all_ >= rules.register_attempts_max else "",
    )


def _until(at: str, failures: int, attempts_max: int, lockout_s: int) -> str:
    if failures >= attempts_max:
        return later(at, lockout_s)
    if failures <= FREE_ATTEMPTS:
        return ""
    return later(at, min(2 ** (failures - FREE_ATTEMPTS), lockout_s))


def sign_out(state: State, command: SignOut) -> tuple[Entry, ...]:
    """Leave the register; the shift goes on."""
    if state.signed_in is None:
        raise NotSignedIn()
    employee = state.employees[state.signed_in]
    return (SignedOut(id=command.act.id, at=command.act.at, employee=employee.person),)


def lock_screen(state: State, command: LockScreen) -> tuple[Entry, ...]:
    """Leave the register for a moment; locking a locked screen changes nothing."""
    if state.signed_in is None:
        raise NotSignedIn()
    if state.locked:
        return ()
    employee = state.employees[state.signed_in]
    return (ScreenLocked(id=command.act.id, at=command.act.at, employee=employee.person, idle=command.idle),)
