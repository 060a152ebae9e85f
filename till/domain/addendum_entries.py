"""What was appended to shifts after their close; part of the entries in `entries.py`."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.people import Person
from till.domain.places import Posting
from till.domain.settings import Heading
from till.domain.state import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class AddendumAdded:
    """Something was appended to a closed shift, as its addendum `no`; its Z stays as it was printed.

    A late item has an `amount`, signed as a movement's; a recount has what was `counted`.
    """

    id: str
    at: str
    heading: Heading
    shift: int
    z_no: int
    drawer: int
    business_date: str
    no: int
    reason: str
    postings: tuple[Posting, ...]
    employee1: Person
    employee2: Person | None
    amount: int | None = None
    reason_code: str | None = None
    counted: Count | None = None
    note: str | None = None
