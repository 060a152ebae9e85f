"""Every unit of money is in exactly one place; a posting moves it, and postings sum to zero."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NewType

Place = NewType("Place", str)
"""Where money is, as text: `drawer:1`, `transit:7731`, `safe`, `expense:cleaning`, …"""

SAFE: Final = Place("safe")
BANK: Final = Place("bank")
CUSTOMER: Final = Place("customer")
ROUNDING: Final = Place("rounding")
OUTSIDE: Final = Place("outside")


def drawer(drawer_no: int) -> Place:
    """Name the cash in drawer `drawer_no`."""
    return Place(f"drawer:{drawer_no}")


def tender(method: str) -> Place:
    """Name the takings of one non-cash payment method."""
    return Place(f"tender:{method}")


def transit(bag: str) -> Place:
    """Name a sealed bag that was dropped and not yet received."""
    return Place(f"transit:{bag}")


def insert(shift_no: int) -> Place:
    """Name the cash of one shift whose insert is out of its drawer."""
    return Place(f"insert:{shift_no}")


def staff(employee_no: int) -> Place:
    """Name the cash owed to or taken by one employee."""
    return Place(f"staff:{employee_no}")


def expense(reason_code: str) -> Place:
    """Name the pay-outs of one configured reason."""
    return Place(f"expense:{reason_code}")


def difference(place: Place) -> Place:
    """Name the over and short of one counted place."""
    return Place(f"difference:{place}")


@dataclass(frozen=True, slots=True)
class Posting:
    """One signed change of one place, in minor units."""

    place: Place
    amount: int


def move(amount: int, source: Place, target: Place) -> tuple[Posting, ...]:
    """Move `amount` minor units from `source` to `target`; nothing to post when it is zero."""
    if amount == 0:
        return ()
    return Posting(source, -amount), Posting(target, amount)


def reverse(postings: Iterable[Posting]) -> tuple[Posting, ...]:
    """Post the exact opposite."""
    return tuple(Posting(posting.place, -posting.amount) for posting in postings)


def closing_postings(
    drawer_no: int, gap: int, taken: int, bag: str | None, tender_gaps: Mapping[str, int]
) -> tuple[Posting, ...]:
    """Post what a close finds over or short in a drawer and of other tenders, and what leaves with a bag."""
    place = drawer(drawer_no)
    tenders = [(tender(code), amount) for code, amount in tender_gaps.items()]
    return (
        *move(gap, difference(place), place),
        *(posting for each, amount in tenders for posting in move(amount, difference(each), each)),
        *(move(taken, place, transit(bag)) if bag else ()),
    )


def post(balances: Mapping[Place, int], postings: Iterable[Posting]) -> dict[Place, int]:
    """Give the balances after `postings`; a place that comes to zero is left out."""
    after = dict(balances)
    for posting in postings:
        amount = after.get(posting.place, 0) + posting.amount
        if amount:
            after[posting.place] = amount
        else:
            after.pop(posting.place, None)
    return after
