"""What became of drafts of adjustments; a posted one is a movement. Part of the entries in `entries.py`."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.people import Person
from till.domain.tenders import Adjustment


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustmentDrafted:
    """An adjustment was written down and waits to be posted."""

    id: str
    at: str
    adjustment: Adjustment
    business_date: str
    employee1: Person
    employee2: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustmentChanged:
    """A draft says something else now; what it said before stays in the journal."""

    id: str
    at: str
    adjustment: Adjustment
    business_date: str
    employee1: Person
    employee2: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustmentCancelled:
    """A draft was given up."""

    id: str
    at: str
    adjustment: Adjustment
    business_date: str
    employee1: Person
    employee2: Person | None = None
    reason: str = ""
