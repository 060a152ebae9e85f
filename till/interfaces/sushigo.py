"""SushiGo's cash sessions: listed, read, summed up; opened, noted and posted by order to their register."""

from __future__ import annotations

from typing import Any, Final

from fastapi import FastAPI, Query, Request, Response

from till.formats import sushigo
from till.interfaces.answers import answer, body_described, guarded, streamed, whole_number, with_body
from till.interfaces.books import Order, ShiftQuestion
from till.interfaces.door import Denied, Right, require_apart, served_by
from till.interfaces.sessions import session_of
from till.interfaces.sushigo_body import BODY_BYTES_MAX, valid_date
from till.interfaces.sushigo_desk import WORDS, Desk

BASE: Final = "/api/v1/cash-sessions"
PER_PAGE: Final = 15
PER_PAGE_MAX: Final = 100
_STATUS: Final = {"DRAFT": False, "POSTED": True}
_SORTS: Final = {
    "operating_date": Order.BUSINESS_DATE,
    "created_at": Order.OPENED_AT,
    "status": Order.STATUS,
    "cash_register_id": Order.NUMBER,
    "id": Order.NUMBER,
}
_ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    202: {"description": "Asked of the register, which has not done it yet"},
    401: {"description": "No valid token"},
    403: {"description": "Cannot update posted session, or not for this token"},
    404: {"description": "No such session"},
    422: {"description": "Validation error, or the session cannot be posted"},
}
_META: Final = {"type": "object", "properties": {"note": {"type": "string"}}}
_WISH: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "cash_register_id": {"type": "integer"},
        "operating_date": {"type": "string", "format": "date"},
        "opening_balance": {"type": "number", "minimum": 0},
        "meta": _META,
    },
    "required": ["cash_register_id", "operating_date"],
}
_CHANGE: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {"opening_balance": {"type": "number", "minimum": 0}, "meta": _META},
}


def add_sushigo(app: FastAPI) -> None:
    """Serve SushiGo's calls."""
    routes: tuple[tuple[str, str, Any, str], ...] = (
        ("POST", BASE, create, "Create Cash Session"),
        ("GET", BASE, list_sessions, "List Cash Sessions"),
        ("GET", f"{BASE}/{{id}}", get, "Get Cash Session"),
        ("PUT", f"{BASE}/{{id}}", update, "Update Cash Session"),
        ("POST", f"{BASE}/{{id}}/post", post, "Post Cash Session"),
        ("GET", f"{BASE}/{{id}}/summary", get_summary, "Get Session Summary"),
    )
    for how, path, function, name in routes:
        wish = {create: _WISH, update: _CHANGE}.get(function)
        app.add_api_route(
            path,
            function,
            methods=[how],
            summary=name,
            responses=_ANSWERS,
            tags=["SushiGo"],
            openapi_extra=None if wish is None else body_described(wish),
        )


def list_sessions(  # noqa: PLR0917 -- their parameters
    request: Request,
    cash_register_id: str | None = Query(None, description="Filter by cash register ID"),
    status: str | None = Query(None, description="Filter by status: DRAFT or POSTED"),
    date: str | None = Query(None, description="Filter by specific date (YYYY-MM-DD)"),
    date_from: str | None = Query(None, description="Filter from date (YYYY-MM-DD)"),
    date_to: str | None = Query(None, description="Filter to date (YYYY-MM-DD)"),
    sort_by: str = Query("operating_date", description="Sort field"),
    sort_order: str = Query("desc", description="asc or desc"),
    page: str = Query("1"),
    per_page: str = Query(str(PER_PAGE)),
) -> Response:
    """Give one page of sessions with their current balance."""
    served = served_by(request)

    def act() -> Response:
        cards = Desk(served, request, Right.SUSHIGO_READ).caller.registers
        if cash_register_id is not None:
            number = whole_number(cash_register_id, "cash_register_id")
            cards = tuple(card for card in cards if card.number == number)
        require_apart(list(cards))
        size = whole_number(per_page, "per_page", least=1, most=PER_PAGE_MAX)
        no = whole_number(page, "page", least=1, most=10**9)
        question = ShiftQuestion(
            cards,
            closed=None if status is None else _one_of("status", status, _STATUS),
            first_date=valid_date(date or date_from or "0001-01-01", "date"),
            last_date=valid_date(date or date_to or "9999-12-31", "date"),
            order=_one_of("sort_by", sort_by, _SORTS),
            descending=_one_of("sort_order", sort_order, {"asc": False, "desc": True}),
            limit=size,
            skip=(no - 1) * size,
        )
        rows = served.books.shifts(question)
        total = served.books.number_of_shifts(question)
        sessions = [sushigo.cash_session(session_of(served.books, row)) for row in rows]
        return answer({"data": sessions, **_paging(request, no, size, total, len(sessions))})

    return guarded(WORDS, act)


def _one_of(what: str, value: str, words: dict[str, Any]) -> Any:
    if value not in words:
        raise Denied(422, f"The {what} must be one of {', '.join(words)}.")
    return words[value]


def _paging(request: Request, no: int, size: int, total: int, here: int) -> dict[str, Any]:
    last = max(1, -(-total // size))
    first_here = (no - 1) * size + 1 if here else None

    def at(page: int) -> str:
        return str(request.url.include_query_params(page=page))

    return {
        "links": {
            "first": at(1),
            "last": at(last),
            "prev": at(no - 1) if no > 1 else None,
            "next": at(no + 1) if no < last else None,
        },
        "meta": {
            "current_page": no,
            "from": first_here,
            "last_page": last,
            "per_page": size,
            "to": None if first_here is None else first_here + here - 1,
            "total": total,
        },
    }


def get(request: Request, id: str) -> Response:
    """Give a session with its adjustments and expenses."""
    served = served_by(request)

    def act() -> Response:
        desk = Desk(served, request, Right.SUSHIGO_READ)
        row, asked = desk.session(id)
        if row is None:
            return answer({"data": desk.asked_shape(asked)})
        return streamed({"data": sushigo.streamed_session(session_of(served.books, row))})

    return guarded(WORDS, act)


def get_summary(request: Request, id: str) -> Response:
    """Give what came in and went out by tender."""
    served = served_by(request)

    def act() -> Response:
        row, _asked = Desk(served, request, Right.SUSHIGO_READ).session(id)
        if row is None:
            raise Denied(422, "The session is not open yet.")
        return answer({"data": sushigo.summary(session_of(served.books, row))})

    return guarded(WORDS, act)


async def create(request: Request) -> Response:
    """Ask a register to open a session; it does so when it next connects, and the answer says so."""
    served = served_by(request)
    return await with_body(
        request, WORDS, BODY_BYTES_MAX, lambda body: Desk(served, request, Right.SUSHIGO_WRITE).create(body)
    )


async def update(request: Request, id: str) -> Response:
    """Change what is asked for; of a session that runs, its note. Posted sessions are immutable."""
    served = served_by(request)
    return await with_body(
        request,
        WORDS,
        BODY_BYTES_MAX,
        lambda body: Desk(served, request, Right.SUSHIGO_WRITE).update(id, body),
    )


def post(request: Request, id: str) -> Response:
    """Ask a register to close a session; it does so when it next connects, and the answer says so."""
    served = served_by(request)
    return guarded(WORDS, lambda: Desk(served, request, Right.SUSHIGO_WRITE).post(id))
