"""Toast's `CashEntry` and `Deposit`, from the journal.

| field of `CashEntry` | here |
|---|---|
| `guid`, `entityType` | the id of the entry; always `CashEntry` |
| `amount` | signed as ours: positive adds to the drawer; of a close what is over or, negative, short |
| `reason` | the reason given, else the note, else the type |
| `date` | when it was done |
| `type` | the movement's type; see below for those that Toast does not know |
| `cashDrawer` | the drawer of this register, by a GUID that follows from both |
| `payoutReason` | the configured reason of a PAY_OUT, else null |
| `noSaleReason` | the configured reason of a NO_SALE, else null |
| `undoes` | the id of the entry that is reversed, else null |
| `employee1` | who did it |
| `employee2` | who approved it; of CASH_COLLECTED, DRIVER_REIMBURSEMENT and TIP_OUT whom it was paid to or \
by; null for NO_SALE and the CLOSE_OUT types |
| `creatorOrShiftReviewSubject`, `approverOrShiftReviewSubject` | null: reserved there for future use |

| field of `Deposit` | here |
|---|---|
| `guid`, `entityType` | the id of the entry; always `CashDeposit` |
| `amount` | what went to the bank, always positive |
| `date` | when it was registered |
| `undoes` | the id of the deposit that did not happen, else null |
| `employee` | who registered it |
| `creator` | the same person as a plain reference |

A reference has a `guid` and an `entityType`; that of an employee also the `externalId`, our number under
our prefix. Types of ours that Toast has no word for go by what they do to the drawer: a swap is a NO_SALE,
for which Toast gives the example of making change; transfers, advances, settlements, adjustments, and what
undoes anything but a PAY_OUT, are CASH_IN or CASH_OUT by their sign. Sales are not entries there either. An
`Error` (`status`, `message`) belongs to an answer and not to the journal.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from till.domain.entries import CashDeposited, CashMoved, Entry, ShiftClosed
from till.domain.money import EXPONENTS
from till.domain.people import Person
from till.domain.settings import Heading
from till.domain.training import is_practice
from till.domain.vocabulary import MovementType
from till.formats import numbers

Shape = dict[str, Any]
NAMING_AUTHORITY: Final = "till"
"""Before the colon in each external id."""
_KNOWN: Final = frozenset(
    {
        MovementType.CASH_IN,
        MovementType.CASH_OUT,
        MovementType.CASH_COLLECTED,
        MovementType.PAY_OUT,
        MovementType.UNDO_PAY_OUT,
        MovementType.TIP_OUT,
        MovementType.NO_SALE,
        MovementType.DRIVER_REIMBURSEMENT,
    }
)
_REVIEWED: Final = ("CASH_COLLECTED", "DRIVER_REIMBURSEMENT", "TIP_OUT")


def cash_entries(entries: Iterable[Entry], business_date: str) -> list[Shape]:
    """List the cash entries of a business date (YYYY-MM-DD); what was practised is none."""
    return [
        cash_entry(entry)
        for entry in entries
        if isinstance(entry, CashMoved | ShiftClosed)
        and entry.business_date == business_date
        and not is_practice(entry)
    ]


def deposits(entries: Iterable[Entry], business_date: str) -> list[Shape]:
    """List the deposits of a business date (YYYY-MM-DD)."""
    return [
        deposit(entry)
        for entry in entries
        if isinstance(entry, CashDeposited)
        and entry.business_date == business_date
        and not is_practice(entry)
    ]


def cash_entry(entry: CashMoved | ShiftClosed) -> Shape:
    """Give a movement, or the close of a shift, as a CashEntry."""
    if isinstance(entry, ShiftClosed):
        heading, type_ = entry.figures.heading, entry.type.value
        said = entry.figures.drawer.reason or entry.figures.closing_note
        return _shape(entry, heading, type_, said, None)
    type_ = _type_of(entry)
    second = entry.staff if type_ in _REVIEWED else entry.employee2
    shape = _shape(entry, entry.heading, type_, entry.reason or entry.note, second)
    if entry.reason_code and type_ == "PAY_OUT":
        shape["payoutReason"] = _reference(entry.heading, "PayoutReason", entry.reason_code)
    if entry.reason_code and type_ == "NO_SALE":
        shape["noSaleReason"] = _reference(entry.heading, "NoSaleReason", entry.reason_code)
    return {**shape, "undoes": entry.undoes}


def _type_of(entry: CashMoved) -> str:
    if entry.type is MovementType.SWAP:
        return MovementType.NO_SALE.value
    undone = entry.undoes is not None and entry.type is not MovementType.UNDO_PAY_OUT
    if entry.type in _KNOWN and not undone:
        return entry.type.value
    return MovementType.CASH_OUT.value if entry.amount < 0 else MovementType.CASH_IN.value


def _shape(
    entry: CashMoved | ShiftClosed, heading: Heading, type_: str, said: str | None, second: Person | None
) -> Shape:
    without_second = type_ == "NO_SALE" or type_.startswith("CLOSE_OUT")
    return {
        "guid": entry.id,
        "entityType": "CashEntry",
        "amount": numbers.decimal(entry.amount, EXPONENTS[heading.currency]),
        "reason": said or entry.type.value,
        "date": entry.at,
        "type": type_,
        "cashDrawer": cash_drawer(heading, entry.drawer),
        "payoutReason": None,
        "noSaleReason": None,
        "undoes": None,
        "employee1": _employee(heading, entry.employee1),
        "employee2": None if without_second or second is None else _employee(heading, second),
        "creatorOrShiftReviewSubject": None,
        "approverOrShiftReviewSubject": None,
    }


def deposit(entry: CashDeposited) -> Shape:
    """Give cash that went to the bank as a Deposit; one that was undone names the other."""
    return {
        "guid": entry.id,
        "entityType": "CashDeposit",
        "amount": numbers.decimal(abs(entry.amount), EXPONENTS[entry.heading.currency]),
        "date": entry.at,
        "undoes": entry.undoes,
        "employee": _employee(entry.heading, entry.employee1),
        "creator": _reference(entry.heading, "RestaurantUser", str(entry.employee1.no)),
    }


def cash_drawer(heading: Heading, no: int) -> Shape:
    """Give the reference of a drawer of this register."""
    return _reference(heading, "CashDrawer", f"{heading.register.id}:{no}")


def restaurant(heading: Heading) -> str:
    """Give the GUID of the store, which is a restaurant there."""
    return str(_reference(heading, "Restaurant", "")["guid"])


def _reference(heading: Heading, kind: str, own: str) -> Shape:
    """Give a reference; its GUID is always the same for the same thing of the same organisation."""
    named = f"till:{heading.organisation.number}:{heading.store.location}:{kind}:{own}"
    return {"guid": str(uuid5(NAMESPACE_URL, named)), "entityType": kind}


def _employee(heading: Heading, person: Person) -> Shape:
    external = f"{NAMING_AUTHORITY}:{person.no}"
    return {**_reference(heading, "RestaurantUser", str(person.no)), "externalId": external}
