"""The office on the web: batches and enrolments from registers, lists for people with a token. ASGI."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from functools import partial
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from till import __version__
from till.backoffice.books import OfficeBooks
from till.backoffice.database import is_disk_full, reading, words_for
from till.backoffice.enrolling import enrol
from till.backoffice.errand_routes import add_errands
from till.backoffice.errands import OfficeOrders
from till.backoffice.granting import grant_of
from till.backoffice.listing import list_alarms, list_registers, list_shifts, z_report
from till.backoffice.office import Office
from till.backoffice.pages import add_pages
from till.backoffice.receiving import receive
from till.backoffice.signing_in import OfficeRole, role_of, sign_in, sign_out
from till.interfaces.app import add_interfaces
from till.interfaces.door import Served
from till.wire.answers import (
    STATUS,
    Answer,
    Enrolled,
    EnrolmentWish,
    NotAnAnswer,
    Trouble,
    to_json,
    wish_in,
)
from till.wire.batches import CONTENT_TYPE, PACKED_BYTES_MAX

SMALL_BYTES_MAX: Final = 16 * 1024
RETRY_AFTER_S: Final = 5
NUMBER_MAX: Final = 2**31 - 1
REALM: Final = "till"
_Words = dict[str, Any]


class TooLong(Exception):
    """A body is longer than what is taken."""


def application(office: Office, realm: str = REALM) -> FastAPI:
    """Build the server of an office; `realm` is its name in the paths of Onslip."""
    app = FastAPI(title="till back office", version=__version__, docs_url=None, redoc_url=None)
    app.state.office = office
    answers = _answers(Trouble)
    app.add_api_route(
        "/v1/registers/{register}/batches",
        take_batch,
        methods=["POST"],
        summary="Take a batch of records, whole or not at all",
        openapi_extra=_body_of(CONTENT_TYPE),
        responses=answers,
    )
    app.add_api_route(
        "/v1/enrolments",
        take_enrolment,
        methods=["POST"],
        summary="Give a register its token for a one-time code",
        openapi_extra=_body_of("application/json", *(each.name for each in fields(EnrolmentWish))),
        responses=answers,
    )
    app.add_api_route(
        "/v1/sessions",
        begin_session,
        methods=["POST"],
        summary="Sign in: name and password for a token",
        openapi_extra=_body_of("application/json", "name", "password"),
        responses=_answers(()),
    )
    app.add_api_route("/v1/sessions", end_session, methods=["DELETE"], responses=_answers(()))
    for path, function in (
        ("/v1/registers", registers),
        ("/v1/shifts", shifts),
        ("/v1/registers/{register}/z/{z_no}", z),
        ("/v1/alarms", alarms),
    ):
        app.add_api_route(path, function, methods=["GET"], responses=_answers(()))
    add_pages(app)
    add_errands(app)
    books, orders = OfficeBooks(office), OfficeOrders(office)
    add_interfaces(app, Served(books, partial(grant_of, office), office.clock, orders, realm))
    return app


def _body_of(kind: str, *names: str) -> _Words:
    """Describe a body: an object of these texts, or else bytes."""
    texts = {name: {"type": "string"} for name in names}
    shape: _Words = {"type": "object", "required": [*names], "properties": texts}
    schema = shape if names else {"type": "string", "format": "binary"}
    return {"requestBody": {"required": True, "content": {kind: {"schema": schema}}}}


def _answers(troubles: Any) -> dict[int | str, _Words]:
    own = {400: "It cannot be read", 401: "No valid token", 403: "Not for this token", 404: "There is none"}
    own |= {503: "Busy; try again later", 507: "The disk is full", 413: "Too long"}
    said = {STATUS[each]: each.value for each in troubles}
    return {status: {"description": words} for status, words in {**own, **said}.items()}


async def take_batch(request: Request, register: str) -> Response:
    """Take a batch from the register whose token is shown."""
    office: Office = request.app.state.office
    try:
        body = await _body(request, PACKED_BYTES_MAX)
    except TooLong:
        words = f"A batch has at most {PACKED_BYTES_MAX} bytes."
        return _answered(Answer(None, Trouble.TOO_LARGE, words))
    except ClientDisconnect:
        return Response(status_code=400)
    token = _token(request)
    if token is None:
        return _answered(Answer(None, Trouble.UNKNOWN, "Show the register's token."))
    return await _guarded(lambda: _answered(receive(office, register, token, body)))


async def take_enrolment(request: Request) -> Response:
    """Take a register's wish to be known."""
    office: Office = request.app.state.office
    try:
        wish = wish_in(await _body(request, SMALL_BYTES_MAX))
    except (TooLong, NotAnAnswer, ClientDisconnect) as wrong:
        return JSONResponse({"words": f"It is no wish to be enrolled: {wrong}."}, 400)
    return await _guarded(lambda: _answered(enrol(office, wish)))


async def begin_session(request: Request) -> Response:
    """Give a token to somebody with a name and a password."""
    office: Office = request.app.state.office
    try:
        wish = json.loads(await _body(request, SMALL_BYTES_MAX))
        name, password = wish["name"], wish["password"]
        if not isinstance(name, str) or not isinstance(password, str) or "\0" in name:
            raise TypeError("name and password are texts")
    except (TooLong, ValueError, TypeError, KeyError, RecursionError, ClientDisconnect):
        return JSONResponse({"words": 'Send {"name": …, "password": …}.'}, 400)

    def sign() -> Response:
        token = sign_in(office, name, password)
        if token is None:
            return JSONResponse({"words": "Name or password is not right."}, 401)
        return JSONResponse({"token": token})

    return await _guarded(sign)


async def end_session(request: Request) -> Response:
    """Make the token that is shown worth nothing."""
    office: Office = request.app.state.office

    def sign() -> Response:
        sign_out(office, _token(request) or "")
        return Response(status_code=204)

    return await _guarded(sign)


async def registers(request: Request) -> Response:
    """List the registers with how far behind each is."""
    office: Office = request.app.state.office
    return await _look(request, lambda connection: {"registers": list_registers(connection, office.clock())})


async def shifts(request: Request, register: str | None = None, before: str | None = None) -> Response:
    """List shifts, the newest first."""
    if "\0" in f"{register}{before}":
        return JSONResponse({"words": "There is no such register."}, 404)
    return await _look(
        request,
        lambda connection: {"shifts": list_shifts(connection, register, before=before)},
    )


async def z(request: Request, register: str, z_no: int) -> Response:
    """Show a Z report as the register stored it."""
    if "\0" in register or not 0 <= z_no <= NUMBER_MAX:
        return JSONResponse({"words": "There is no such Z report."}, 404)
    return await _look(request, lambda connection: z_report(connection, register, z_no))


async def alarms(request: Request) -> Response:
    """List alarms, the newest first; for an owner."""
    office: Office = request.app.state.office
    return await _look(
        request,
        lambda connection: {"alarms": list_alarms(connection, office.clock())},
        roles=(OfficeRole.OWNER,),
    )


async def _look(
    request: Request,
    question: Callable[[Connection], _Words | None],
    roles: tuple[OfficeRole, ...] = tuple(OfficeRole),
) -> Response:
    office: Office = request.app.state.office

    def looked() -> Response:
        role = role_of(office, _token(request) or "")
        if role is None:
            return JSONResponse({"words": "Sign in first: POST /v1/sessions."}, 401)
        if role not in roles:
            return JSONResponse({"words": "This is not for your role."}, 403)
        with reading(office.engine).begin() as connection:
            found = question(connection)
        return JSONResponse({"words": "There is none."}, 404) if found is None else JSONResponse(found)

    return await _guarded(looked)


async def _guarded(act: Callable[[], Response]) -> Response:
    """Do it beside the loop; a database that cannot is an answer, not a failure."""
    try:
        return await run_in_threadpool(act)
    except DBAPIError as error:
        trouble = Trouble.DISK_FULL if is_disk_full(error) else Trouble.BUSY
        return _answered(Answer(None, trouble, words_for(error)))


def _answered(answer: Answer | Enrolled) -> Response:
    trouble = answer.trouble if isinstance(answer, Answer) else None
    status = 200 if trouble is None else STATUS[trouble]
    headers = {"Retry-After": str(RETRY_AFTER_S)} if trouble in (Trouble.BUSY, Trouble.DISK_FULL) else None
    return Response(to_json(answer), status, headers, "application/json")


async def _body(request: Request, bytes_max: int) -> bytes:
    parts, length = [], 0
    async for part in request.stream():
        length += len(part)
        if length > bytes_max:
            raise TooLong(f"a body has at most {bytes_max} bytes")
        parts.append(part)
    return b"".join(parts)


def _token(request: Request) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else None
