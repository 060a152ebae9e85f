"""What happened to the register itself and to its journal; part of the entries in `entries.py`."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.people import Person
from till.domain.settings import Settings
from till.domain.ticks import Ticks
from till.domain.vocabulary import RestoreProof


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterCreated:
    """The first record: whose journal this is. `public_key` verifies every signature after it."""

    id: str
    at: str
    register_id: str
    public_key: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsChanged:
    """The configuration differs from what the journal knew; the new one, whole.

    `employee1` changed it at the register; nobody did where the file was found different at a start.
    """

    id: str
    at: str
    settings: Settings
    employee1: Person | None = None
    employee2: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramStarted:
    """The till came up; `ticks` is how the machine's steady clock stood, where it has one."""

    id: str
    at: str
    version: str
    ticks: Ticks | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramStopped:
    """The till went down in good order."""

    id: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockChanged:
    """The clock was set, by more than the tolerance: `before` is what it showed, or should have shown now."""

    id: str
    at: str
    before: str
    ticks: Ticks | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockDoubted:
    """The till came up long after its last record: it was switched off, or the clock was set forward.

    Nobody can tell which: while the machine is off, only its own clock goes on.
    """

    id: str
    at: str
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalRestored:
    """The journal goes on from a backup, whose last record was `records`; PINs and badges are set anew.

    `taken_at` is when the backup was taken. `proof` says what showed that nothing is missing after it: what
    the office holds, a seal on a slip, or nothing.
    """

    id: str
    at: str
    records: int
    seal: str
    taken_at: str
    proof: RestoreProof
    employee1: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalExported:
    """The journal was written to a file, up to record `records`."""

    id: str
    at: str
    records: int
    seal: str
    employee1: Person
    employee2: Person | None = None
