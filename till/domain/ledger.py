"""A shift as the bookkeeper wants it: what moved, by configured ledger account, balancing to zero."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from till.domain.places import CUSTOMER, OUTSIDE, ROUNDING, Place, Posting, post
from till.domain.settings import Accounts, Settings
from till.domain.state import Shift, State
from till.domain.totals import SalesTally


@dataclass(frozen=True, slots=True)
class AccountLine:
    """What was booked on one account in a shift, debits positive; no account gathers what has none."""

    account: int | None
    amount: int


_BY_KIND: Final = {
    "drawer": "cash",
    "insert": "cash",
    "difference": "difference",
    "transit": "transit",
    "safe": "transit",
    "bank": "transit",
    "staff": "staff",
}


def booked(state: State, shift_no: int | None, postings: tuple[Posting, ...]) -> State:
    """Add what moved to the sums of a shift, where the shop wants them by account."""
    if not postings or state.settings is None or state.settings.accounts == Accounts():
        return state
    shift = next((shift for shift in state.shifts.values() if shift.no == shift_no), None)
    if shift is None:
        return state
    tally = replace(shift.tally, places=post(shift.tally.places, postings))
    return replace(state, shifts={**state.shifts, shift.drawer: replace(shift, tally=tally)})


def account_lines(
    rules: Settings, shift: Shift, closing: tuple[Posting, ...] = ()
) -> tuple[AccountLine, ...]:
    """Give what was booked in a shift by account, in their order; together they are zero.

    `closing` is what the close itself moves. What customers paid is told as what they paid it for.
    """
    places = post(shift.tally.places, closing)
    customers = places.pop(CUSTOMER, 0)
    sums: dict[int | None, int] = {}

    def book(account: int | None, amount: int) -> None:
        sums[account] = sums.get(account, 0) + amount

    for place, amount in places.items():
        book(_account_of(rules, place), amount)
    for account, amount in _sold(rules, shift.tally.sales):
        book(account, -amount)
        customers += amount
    book(None, customers)
    return tuple(
        AccountLine(account, sums[account])
        for account in sorted(sums, key=lambda each: (each is None, each or 0))
        if sums[account]
    )


def _sold(rules: Settings, sales: SalesTally) -> list[tuple[int | None, int]]:
    """Give what was sold by the account it belongs on, and the VAT by its own."""
    sold = [(each.account, each.net) for each in sales.departments.values()]
    return [*sold, *((rules.accounts.vat, each.vat) for each in sales.departments.values())]


def _account_of(rules: Settings, place: Place) -> int | None:
    if place == OUTSIDE:
        return rules.accounts.outside
    if place == ROUNDING:
        return rules.accounts.rounding
    kind, _, name = place.partition(":")
    if kind == "tender":
        return next((each.account for each in rules.tenders if each.code == name), None)
    if kind == "expense":
        return next((each.account for each in rules.pay_out_reasons if each.code == name), None)
    account: int | None = getattr(rules.accounts, _BY_KIND[kind]) if kind in _BY_KIND else None
    return account
