"""Where registers fetch what they are asked to do, and say what became of it."""

from __future__ import annotations

from typing import Any, Final

from fastapi import FastAPI, Request, Response
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from till.backoffice.database import reading, words_for
from till.backoffice.errands import settle, waiting_for
from till.backoffice.office import Office, hash_of
from till.backoffice.tables import registers, tokens
from till.interfaces.answers import JSON, Words, answer, body_described, guarded, with_body
from till.interfaces.books import Unavailable
from till.interfaces.door import Denied, bearer
from till.interfaces.orders import OrderStatus
from till.wire.answers import NotAnAnswer
from till.wire.errands import OUTCOME_BYTES_MAX, Errand, Errands, Wish, errands_json, outcome_in

PATH: Final = "/v1/registers/{register}/errands"
WORDS: Final = Words(lambda _status, words: {"words": words})
_NO_MAX: Final = 2**31 - 1
_ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    400: {"description": "It cannot be read"},
    401: {"description": "No valid token"},
    403: {"description": "Not for this token"},
    404: {"description": "There is no such order"},
}
_OUTCOME: Final = {
    "type": "object",
    "properties": {
        "done": {"type": "boolean"},
        "words": {"type": "string"},
        "shift": {"type": "integer"},
        "seq": {"type": "integer"},
    },
    "required": ["done"],
}


def add_errands(app: FastAPI) -> None:
    """Let registers fetch their orders."""
    app.add_api_route(
        PATH, next_errand, methods=["GET"], summary="What the register is to do next", responses=_ANSWERS
    )
    app.add_api_route(
        f"{PATH}/{{no}}",
        take_outcome,
        methods=["POST"],
        summary="What became of an order",
        responses=_ANSWERS,
        openapi_extra=body_described(_OUTCOME),
    )


def next_errand(request: Request, register: str) -> Response:
    """Give the order that a register has to do next."""
    office: Office = request.app.state.office

    def act() -> Response:
        register_no = _register(office, request, register)
        try:
            found = waiting_for(office, register_no, 1)
        except DBAPIError as error:
            raise Unavailable(words_for(error)) from error
        errands = Errands()
        for each in found:
            errands = Errands(Errand(each.no, each.kind, each.asked_by, _wish(each.body)))
        return Response(errands_json(errands), media_type=JSON)

    return guarded(WORDS, act)


def _wish(body: dict[str, Any]) -> Wish:
    return Wish(
        date=body.get("operating_date"),
        amount=body.get("opening_balance"),
        note=body.get("note"),
        shift=body.get("shift"),
        record=body.get("record"),
    )


async def take_outcome(request: Request, register: str, no: str) -> Response:
    """Note what became of an order; a repeat changes nothing."""
    office: Office = request.app.state.office

    def act(body: bytes) -> Response:
        register_no = _register(office, request, register)
        number = int(no) if no.isascii() and no.isdigit() and len(no) < 11 else _NO_MAX + 1
        try:
            outcome = outcome_in(body)
        except NotAnAnswer as wrong:
            raise Denied(400, f"It does not say what became of an order: {wrong}.") from wrong
        if not all(0 <= (each or 0) <= _NO_MAX for each in (outcome.shift, outcome.seq)):
            raise Denied(400, "A shift and a record have a number.")
        if "\0" in outcome.words:
            raise Denied(400, "No sentence has a character of no kind.")
        status = OrderStatus.DONE if outcome.done else OrderStatus.REFUSED
        try:
            known = number <= _NO_MAX and settle(
                office, register_no, number, status, outcome.words, shift=outcome.shift, seq=outcome.seq
            )
        except DBAPIError as error:
            raise Unavailable(words_for(error)) from error
        if not known:
            raise Denied(404, "There is no such order.")
        return answer({})

    return await with_body(request, WORDS, OUTCOME_BYTES_MAX, act)


def _register(office: Office, request: Request, asked: str) -> int:
    """Say which register shows its token.

    Raises:
        Denied: None does, or another one's path is asked for.
    """
    token = bearer(request)
    whose = registers.c.no == tokens.c.register_no
    statement = select(registers.c.no, registers.c.id).join(tokens, whose)
    statement = statement.where(tokens.c.hash == hash_of(token or ""), tokens.c.revoked_at.is_(None))
    try:
        with reading(office.engine).begin() as connection:
            row = connection.execute(statement).first()
    except DBAPIError as error:
        raise Unavailable(words_for(error)) from error
    if row is None:
        raise Denied(401, "Show the register's token.")
    if row.id != asked:
        raise Denied(403, "The token is another register's.")
    return int(row.no)
