"""Inserts that left a drawer and came back; part of the entries in `entries.py`."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.people import Person
from till.domain.places import Posting
from till.domain.settings import Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftSetAside:
    """The insert of a shift is out of its drawer, which is free; `parked` says that the shift is over.

    The cash is in the insert's own place until it is back, or counted.
    """

    id: str
    at: str
    heading: Heading
    shift: int
    drawer: int
    business_date: str
    parked: bool
    postings: tuple[Posting, ...]
    employee1: Person
    employee2: Person | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftResumed:
    """The insert of a suspended shift is in a drawer again, and the shift goes on."""

    id: str
    at: str
    shift: int
    drawer: int
    business_date: str
    postings: tuple[Posting, ...]
    employee1: Person
    employee2: Person | None = None
