"""What happened to training mode; part of the entries in `entries.py`.

An entry that can be practised has a field `training`. It is True for what was done in training mode.
"""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.people import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingStarted:
    """Somebody practises from now on."""

    id: str
    at: str
    employee1: Person
    employee2: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingEnded:
    """The register is used for real again; what was practised is forgotten, but for its number and sum."""

    id: str
    at: str
    employee1: Person
    employee2: Person | None = None
