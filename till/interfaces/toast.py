"""Toast's cash management: `GET /cashmgmt/v1/entries` and `/deposits` of a restaurant's business date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from fastapi import FastAPI, Header, Query, Request, Response

from till.domain.entries import CashDeposited, CashMoved, ShiftClosed
from till.domain.training import is_practice
from till.formats import toast
from till.interfaces.answers import Words, guarded, streamed
from till.interfaces.books import RegisterCard, ShiftQuestion
from till.interfaces.door import Denied, Right, Served, bearer, caller, served_by
from till.interfaces.sessions import read

BASE: Final = "/cashmgmt/v1"
_SHIFTS_MAX: Final = 1000
_RESTAURANT: Final = Header(None, alias="Toast-Restaurant-External-ID", description="GUID of the restaurant")
_DATE: Final = Query(None, description="The business date in the format yyyymmdd. For example, 20180228.")
_OLD_DATE: Final = Query(None, deprecated=True, description="Deprecated. Use businessDate.")
WORDS: Final = Words(lambda status, words: {"status": status, "message": words})
_ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    400: {"description": "No restaurant, or no business date"},
    401: {"description": "No valid token"},
    403: {"description": "Not for this token"},
    404: {"description": "No such restaurant"},
    "default": {"description": "Unexpected error"},
}


def add_toast(app: FastAPI) -> None:
    """Serve Toast's questions."""
    for path, function, summary in (
        (f"{BASE}/entries", entries, "Get cash entries"),
        (f"{BASE}/deposits", deposits, "Get deposits"),
    ):
        app.add_api_route(
            path, function, methods=["GET"], summary=summary, responses=_ANSWERS, tags=["Toast"]
        )


def entries(
    request: Request,
    businessDate: str | None = _DATE,  # noqa: N803 -- Toast's own name
    yyyymmdd: str | None = _OLD_DATE,
    restaurant: str | None = _RESTAURANT,
) -> Response:
    """Give what was added to or removed from drawers on a business date."""
    served = served_by(request)

    def act() -> Response:
        cards = _of_restaurant(served, request, restaurant)
        date = _date(businessDate if businessDate is not None else yyyymmdd)
        return streamed(each for card in cards for each in _entries(served, card, date))

    return guarded(WORDS, act)


def deposits(
    request: Request,
    businessDate: str | None = _DATE,  # noqa: N803 -- Toast's own name
    restaurant: str | None = _RESTAURANT,
) -> Response:
    """Give what went to the bank on a business date."""
    served = served_by(request)

    def act() -> Response:
        cards = _of_restaurant(served, request, restaurant)
        date = _date(businessDate)
        return streamed(each for card in cards for each in _deposits(served, card, date))

    return guarded(WORDS, act)


def _of_restaurant(served: Served, request: Request, restaurant: str | None) -> list[RegisterCard]:
    known = caller(served, bearer(request), Right.TOAST)
    if not restaurant:
        raise Denied(400, "The header Toast-Restaurant-External-ID is missing.")
    cards = [card for card in known.registers if toast.restaurant(card.heading) == restaurant.strip().lower()]
    if not cards:
        raise Denied(404, "There is no such restaurant.")
    return cards


def _date(typed: str | None) -> str:
    if typed is None:
        raise Denied(400, "Say the business date: businessDate=yyyymmdd.")
    try:
        if len(typed) != 8 or not typed.isascii() or not typed.isdigit():
            raise ValueError
        return datetime.strptime(f"{typed}+0000", "%Y%m%d%z").date().isoformat()
    except ValueError:
        raise Denied(400, "The business date must be in the format yyyymmdd.") from None


def _entries(served: Served, card: RegisterCard, date: str) -> Iterator[toast.Shape]:
    """Read the part of the journal in which shifts of the date ran."""
    question = ShiftQuestion([card], first_date=date, last_date=date, limit=_SHIFTS_MAX)
    shifts = served.books.shifts(question)
    if not shifts:
        return
    first = min(shift.opened_seq for shift in shifts)
    ends = [shift.closed_seq for shift in shifts if shift.closed_seq is not None]
    until = max(ends) if len(ends) == len(shifts) else None
    for record in served.books.records(card, first - 1, until, ("cash-moved/1", "shift-closed/1")):
        entry = read(record)
        if not isinstance(entry, CashMoved | ShiftClosed) or is_practice(entry):
            continue
        if entry.business_date == date:
            yield toast.cash_entry(entry)


def _deposits(served: Served, card: RegisterCard, date: str) -> Iterator[toast.Shape]:
    for record in served.books.records(card, kinds=("cash-deposited/1",)):
        entry = read(record)
        if isinstance(entry, CashDeposited) and entry.business_date == date and not is_practice(entry):
            yield toast.deposit(entry)
