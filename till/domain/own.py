"""Who may know how much was moved: those who may see what is expected, and whoever moved it."""

from __future__ import annotations

from till.domain.entries import CashMoved, Entry, ExternalRecorded, SaleConcluded, SaleRefunded
from till.domain.figures import may_see_expected
from till.domain.people import Person
from till.domain.state import State


def may_see_amount(state: State, mover: Person, *viewers: int | None) -> bool:
    """Say whether one of `viewers` may know an amount that `mover` moved.

    Whoever typed it knows it. The amounts of others, added up, are what must be in the drawer.
    """
    return mover.no in viewers or may_see_expected(state, *viewers)


def may_see_slip(state: State, entry: Entry, *viewers: int | None) -> bool:
    """Say whether one of `viewers` may read the slip of an entry: the amount of a movement stands on it."""
    if not isinstance(entry, CashMoved | ExternalRecorded | SaleConcluded | SaleRefunded):
        return True
    approver = entry.employee2
    approved = approver is not None and approver.no in viewers
    return approved or may_see_amount(state, entry.employee1, *viewers)
