"""What is asked about the people of the register; part of the commands in `commands.py`."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.act import Act
from till.domain.vocabulary import PinPurpose


@dataclass(frozen=True, slots=True)
class AddEmployee:
    """Let somebody work here."""

    act: Act
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class ChangeEmployee:
    """Give an employee another name, role or activity; None leaves it as it is."""

    act: Act
    employee: int
    name: str | None = None
    role: str | None = None
    active: bool | None = None


@dataclass(frozen=True, slots=True)
class SetPin:
    """Note that an employee gets a new PIN; the PIN itself goes to the credentials."""

    act: Act
    employee: int


@dataclass(frozen=True, slots=True)
class PresentPin:
    """Say that an employee typed a PIN, and whether it is theirs."""

    act: Act
    employee: int
    purpose: PinPurpose
    matches: bool


@dataclass(frozen=True, slots=True)
class SetBadge:
    """Note that an employee gets a badge, or `removed`, has none; its code goes to the credentials."""

    act: Act
    employee: int
    removed: bool = False


@dataclass(frozen=True, slots=True)
class PresentBadge:
    """Say that a badge was scanned, and whose it is; None is a badge that nobody knows."""

    act: Act
    employee: int | None
    purpose: PinPurpose


@dataclass(frozen=True, slots=True)
class SignOut:
    """Leave the register."""

    act: Act


@dataclass(frozen=True, slots=True)
class LockScreen:
    """Leave the register for a moment."""

    act: Act
    idle: bool = False
