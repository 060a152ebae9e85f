"""What happened to the people of the register; part of the entries in `entries.py`."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.people import Employee, Person
from till.domain.vocabulary import PinPurpose


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployeeAdded:
    """Somebody may work here from now on."""

    id: str
    at: str
    employee: Employee
    by: Person | None = None
    approved_by: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployeeChanged:
    """Name, role or activity of an employee are different now."""

    id: str
    at: str
    employee: Employee
    by: Person
    approved_by: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PinSet:
    """Somebody got a new PIN. The PIN itself is never in the journal."""

    id: str
    at: str
    employee: Person
    by: Person | None = None
    approved_by: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeSet:
    """Somebody got a badge, or has none any more. Its code is never in the journal."""

    id: str
    at: str
    employee: Person
    by: Person
    approved_by: Person | None = None
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeRefused:
    """A badge that is nobody's who works here; `register_until` is set when nothing is taken for a while."""

    id: str
    at: str
    purpose: PinPurpose
    register_failures: int
    register_until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PinRefused:
    """A wrong PIN; `until` is set when no PIN is taken for a while."""

    id: str
    at: str
    employee: Person
    purpose: PinPurpose
    failures: int
    register_failures: int
    until: str = ""
    register_until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PinAccepted:
    """A right PIN after wrong ones, or for an approval: the failures are forgotten."""

    id: str
    at: str
    employee: Person
    purpose: PinPurpose


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Somebody stands at the register."""

    id: str
    at: str
    employee: Person
    online: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOut:
    """Nobody stands at the register any more."""

    id: str
    at: str
    employee: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenLocked:
    """The screens wait for the PIN of who is signed in; `idle` says that nobody asked for it."""

    id: str
    at: str
    employee: Person
    idle: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenUnlocked:
    """Whoever is signed in is back."""

    id: str
    at: str
    employee: Person
