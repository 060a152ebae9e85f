"""What happened to bags, and at the bank; part of the entries in `entries.py`."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.people import Person
from till.domain.places import Posting
from till.domain.settings import Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class BagReceived:
    """A dropped bag is in the safe. `amount` is what was dropped, `counted` what was found in it."""

    id: str
    at: str
    heading: Heading
    bag: str
    amount: int
    counted: int
    postings: tuple[Posting, ...]
    business_date: str
    dropped_by: Person
    employee1: Person
    employee2: Person | None = None
    note: str | None = None
    training: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CashDeposited:
    """Cash went to the bank; with `undoes` and a negative amount, a deposit that did not happen."""

    id: str
    at: str
    heading: Heading
    deposit_no: str
    amount: int
    bags: tuple[str, ...]
    postings: tuple[Posting, ...]
    business_date: str
    employee1: Person
    employee2: Person | None = None
    reason: str | None = None
    note: str | None = None
    undoes: str | None = None
    training: bool = False
