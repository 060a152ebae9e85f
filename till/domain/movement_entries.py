"""What moved in and out of the drawers; part of the entries in `entries.py`."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.people import Person
from till.domain.places import Posting
from till.domain.settings import Heading
from till.domain.state import Count
from till.domain.tenders import TenderLine
from till.domain.vocabulary import MovementType


@dataclass(frozen=True, slots=True, kw_only=True)
class CashMoved:
    """Cash moved in or out of a drawer, or the drawer was opened for no sale.

    `amount` is signed as Toast signs it: positive adds to the drawer. `undoes` is the id of the
    entry that this one reverses. `staff` is who was paid or paid in, `advance` the entry that a settlement
    settles, `pair` the other half of a transfer; a swap says what was `given` out and `taken` in.
    A posted `adjustment` has a line for each of its `tenders`; `amount` is what it changes in the drawer.
    """

    id: str
    at: str
    heading: Heading
    type: MovementType
    amount: int
    postings: tuple[Posting, ...]
    drawer: int
    shift: int
    business_date: str
    employee1: Person
    employee2: Person | None = None
    reason: str = ""
    reason_code: str | None = None
    payee: str | None = None
    voucher: str | None = None
    bag: str | None = None
    note: str | None = None
    undoes: str | None = None
    staff: Person | None = None
    advance: str | None = None
    pair: str | None = None
    given: Count | None = None
    taken: Count | None = None
    adjustment: str | None = None
    tenders: tuple[TenderLine, ...] | None = None
    training: bool = False
    emergency: bool = False
