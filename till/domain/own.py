"""Who may know how much was moved: those who may see what is expected, and whoever moved it."""

from __future__ import annotations

from till.domain.act import Act
from till.domain.entries import CashMoved, Entry, ExternalRecorded, SaleConcluded, SaleRefunded, ShiftClosed
from till.domain.errors import NeedsApproval
from till.domain.figures import may_see_expected
from till.domain.people import Person, Right
from till.domain.receipt import Receipt
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


def closed_by(entry: Entry, *viewers: int | None) -> bool:
    """Say whether an entry is a close by one of `viewers`, who so knows what was left in the drawer."""
    if not isinstance(entry, ShiftClosed):
        return False
    return any(person is not None and person.no in viewers for person in (entry.employee1, entry.employee2))


def require_sight(state: State, receipt: Receipt, act: Act) -> None:
    """See that one of the people behind `act` may read a receipt, on the screen or as its copy.

    Whoever made or approved it knows it, and whoever may take things back works with it; all the receipts of
    others together are what is in the drawer.

    Raises:
        NeedsApproval: Somebody else must be there.
    """
    viewers = [no for no in (act.by, act.approved_by) if no is not None]
    approver = receipt.approved_by
    if (approver is not None and approver.no in viewers) or may_see_amount(state, receipt.by, *viewers):
        return
    roles = [state.rules.role(state.employee(no).role) for no in viewers]
    if not any(role.may(Right.REFUND) for role in roles):
        raise NeedsApproval()
