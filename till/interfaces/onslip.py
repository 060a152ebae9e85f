"""Onslip's journal: `~{realm}/journal/{client-id}/` listed and read; external records taken as an order.

Their list is the whole journal, so it is sent while it is read. `after` (an id) and `limit` are ours, for
whoever wants a page of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from fastapi import FastAPI, Query, Request, Response

from till.domain.external_record import ExternalRecord
from till.domain.plain import Unreadable
from till.formats.onslip.external import external_record
from till.formats.onslip.records import PARTS_MAX
from till.formats.onslip.shapes import Shape
from till.interfaces import onslip_records
from till.interfaces.answers import Words, answer, body_described, guarded, streamed, whole_number, with_body
from till.interfaces.books import RegisterCard
from till.interfaces.door import Caller, Denied, Right, Served, bearer, caller, served_by
from till.interfaces.onslip_external import preview
from till.interfaces.orders import Errand, OrderStatus

JOURNAL: Final = "/~{realm}/journal/{client}/"
KIND: Final = "external-record"
BODY_BYTES_MAX: Final = 32 * 1024
_CLIENT_MAX: Final = 2**31 - 1
_SEALED: Final = (
    "Records are sealed to each other and signed by their register. None is ever changed or deleted, by "
    "anybody: what was wrong is put right by a further record."
)
_OWN: Final = (
    "Only a register writes to its own journal, and what it sends carries its seals. What another system did "
    "goes to external-record."
)
_READ_ONLY: Final = "This register is served read-only. Send it to the back office, or use till record."
_AFTER: Final = Query(None, description="Ours: only records with a higher id")
_LIMIT: Final = Query(None, description="Ours: at most so many records")
WORDS: Final = Words(lambda status, words: {"status": status, "message": words})
_PAYMENTS: Final = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"method": {"type": "string"}, "amount": {"type": "number"}},
        "required": ["method", "amount"],
    },
}
_RECORD: Final = {
    "type": "object",
    "properties": {
        "date": {"type": "string", "format": "date-time"},
        "type": {"enum": ["receipt", "batch", "report"]},
        "client-name": {"type": "string"},
        "receipt": {
            "type": "object",
            "properties": {
                "type": {"enum": ["sale", "return", "credit"]},
                "items": {"type": "array", "items": {"type": "object"}},
                "payments": _PAYMENTS,
                "change": {"type": "number"},
            },
        },
        "batch": {
            "type": "object",
            "properties": {"type": {"enum": ["open", "change", "close"]}, "amounts": _PAYMENTS},
        },
        "report": {"type": "object", "properties": {"type": {"enum": ["x-report"]}}},
    },
    "required": ["date", "type"],
}
_ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    202: {"description": "An order that its register has not carried out yet"},
    401: {"description": "No valid token"},
    403: {"description": "Not permitted, by the token or by design"},
    404: {"description": "No such realm, client or record"},
    422: {"description": "It is not what it must be"},
}


def add_onslip(app: FastAPI) -> None:
    """Serve Onslip's endpoints."""
    routes: tuple[tuple[str, str, Any, str], ...] = (
        ("GET", JOURNAL, list_records, "listRecords"),
        ("POST", JOURNAL, add_record, "addRecord"),
        ("POST", f"{JOURNAL}external-record", add_external_record, "addExternalRecord"),
        ("GET", f"{JOURNAL}{{id}}", get_record, "getRecord"),
        ("PUT", f"{JOURNAL}{{id}}", put_record, "putRecord"),
        ("PATCH", f"{JOURNAL}{{id}}", update_record, "updateRecord"),
        ("DELETE", f"{JOURNAL}{{id}}", remove_record, "removeRecord"),
    )
    for how, path, function, name in routes:
        app.add_api_route(
            path,
            function,
            methods=[how],
            summary=name,
            operation_id=name,
            responses=_ANSWERS,
            tags=["Onslip"],
            openapi_extra=body_described(_RECORD) if function is add_external_record else None,
        )


def list_records(
    request: Request,
    realm: str,
    client: str,
    after: str | None = _AFTER,
    limit: str | None = _LIMIT,
) -> Response:
    """Retrieves a list of records."""
    served = served_by(request)

    def act() -> Response:
        card = _journal(served, request, realm, client, Right.ONSLIP_SHOW)
        first = 0 if after is None else whole_number(after, "id")
        most = None if limit is None else whole_number(limit, "limit")
        return streamed(islice(_listed(served, card, first), most))

    return guarded(WORDS, act)


def _listed(served: Served, card: RegisterCard, after: int) -> Iterator[Shape]:
    # Of the record that the id belongs to, there may be more.
    found = onslip_records.shapes(served.books, card, max(0, after // PARTS_MAX - 1))
    return (shape for _seq, shape in found if shape["id"] > after)


def get_record(request: Request, realm: str, client: str, id: str) -> Response:
    """Retrieves a record."""
    served = served_by(request)

    def act() -> Response:
        card = _journal(served, request, realm, client, Right.ONSLIP_SHOW)
        found = onslip_records.find(served.books, card, whole_number(id, "id", status=404))
        if found is None:
            raise Denied(404, "There is no such record.")
        return answer(found)

    return guarded(WORDS, act)


def add_record(request: Request, realm: str, client: str) -> Response:
    """Adds a new record to the journal: refused by design."""
    return _by_design(request, realm, client, _OWN)


def put_record(request: Request, realm: str, client: str, id: str) -> Response:  # noqa: ARG001 -- its path
    """Replaces a record: refused by design."""
    return _by_design(request, realm, client, _SEALED)


def update_record(request: Request, realm: str, client: str, id: str) -> Response:  # noqa: ARG001 -- its path
    """Updates specified record fields: refused by design."""
    return _by_design(request, realm, client, _SEALED)


def remove_record(request: Request, realm: str, client: str, id: str) -> Response:  # noqa: ARG001 -- its path
    """Deletes a record: refused by design."""
    return _by_design(request, realm, client, _SEALED)


def _by_design(request: Request, realm: str, client: str, why: str) -> Response:
    served = served_by(request)

    def act() -> Response:
        _journal(served, request, realm, client, Right.ONSLIP_SHOW)
        raise Denied(403, why)

    return guarded(WORDS, act)


async def add_external_record(request: Request, realm: str, client: str) -> Response:
    """Adds a new external record to the journal, when its register next connects."""
    served = served_by(request)

    def act(body: bytes) -> Response:
        card = _journal(served, request, realm, client, Right.ONSLIP_ADD)
        if served.orders is None:
            raise Denied(403, _READ_ONLY)
        text, record = _external(body, card.heading.currency)
        name = caller(served, bearer(request), Right.ONSLIP_ADD).grant.name
        order = {"record": text}
        errand = served.orders.same(card, KIND, order) or served.orders.give(card, KIND, order, name)
        return _became(served, card, errand, record)

    return await with_body(request, WORDS, BODY_BYTES_MAX, act)


def _external(body: bytes, currency: str) -> tuple[str, ExternalRecord]:
    try:
        text = body.decode()
        return text, external_record(text, currency)
    except Unreadable as wrong:
        key = f"{wrong.path}: " if wrong.path else ""
        raise Denied(422, f"{key}expected {wrong.expected}.") from wrong
    except UnicodeDecodeError as wrong:
        raise Denied(422, "expected JSON in UTF-8.") from wrong


def _became(served: Served, card: RegisterCard, errand: Errand, record: ExternalRecord) -> Response:
    """Give the record that the order became; while it waits, what it will be, and say so."""
    if errand.status is OrderStatus.REFUSED:
        raise Denied(422, f"The register refused it: {errand.words}")
    if errand.seq is not None:
        stored = onslip_records.find(served.books, card, errand.seq * PARTS_MAX)
        if stored is not None:
            return answer(stored)
    state = served.books.state(card)
    words = f"{card.heading.register.code} takes it in when it next connects; until then it is in no journal."
    return answer(preview(state, record, errand.asked_at), 202, {"X-Till-Waiting": words})


def _journal(served: Served, request: Request, realm: str, client: str, right: Right) -> RegisterCard:
    known: Caller = caller(served, bearer(request), right)
    if realm != served.realm:
        raise Denied(404, "There is no such realm.")
    return known.register(whole_number(client, "client", status=404, most=_CLIENT_MAX))
