"""What other systems did on our counter; part of the entries in `entries.py`."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.external_record import ExternalRecord
from till.domain.people import Person
from till.domain.places import Posting
from till.domain.settings import Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalRecorded:
    """Another system's record was taken in: what it said, and where the money went.

    It counts in no turnover and no grand total of ours: those are the other system's.
    """

    id: str
    at: str
    heading: Heading
    record: ExternalRecord
    rounding: int
    postings: tuple[Posting, ...]
    shift: int
    drawer: int
    business_date: str
    employee1: Person
    employee2: Person | None = None
