"""Shopify's cash tracking sessions over GraphQL: `cashTrackingSession` and `cashTrackingSessions`."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from graphql import (
    DocumentNode,
    ExecutionResult,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLResolveInfo,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    SelectionSetNode,
    VariableNode,
    build_schema,
    execute,
    parse,
    validate,
)

from till.formats import shopify
from till.interfaces.answers import Words, answer, body_described, with_body
from till.interfaces.books import RegisterCard, Unavailable
from till.interfaces.door import Denied, Right, Served, bearer, caller, require_apart, served_by
from till.interfaces.shopify_pages import PAGE_MAX, Page, ShownSession, sessions, shown
from till.interfaces.shopify_schema import SCHEMA

PATH: Final = "/admin/api/{version}/graphql.json"
QUERY_BYTES_MAX: Final = 50_000
TOKENS_MAX: Final = 5_000
COST_MAX: Final = 20_000
"""What a query may cost: a point for each field that has parts, times the lengths of the pages it is on."""
_DEPTH_MAX: Final = 30
_TOKEN: Final = "x-shopify-access-token"  # noqa: S105 -- a header's name
_REQUEST: Final = {
    "type": "object",
    "properties": {
        "query": {"type": "string"},
        "variables": {"type": ["object", "null"]},
        "operationName": {"type": ["string", "null"]},
    },
    "required": ["query"],
}
WORDS: Final = Words(lambda _status, words: {"errors": words})
_ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    400: {"description": "It is no GraphQL request"},
    401: {"description": "No valid token"},
    403: {"description": "The token lacks the access scope read_cash_tracking"},
}


def add_shopify(app: FastAPI) -> None:
    """Serve Shopify's queries."""
    app.add_api_route(
        PATH,
        ask,
        methods=["POST"],
        summary="Ask for cash tracking sessions",
        responses=_ANSWERS,
        tags=["Shopify"],
        openapi_extra=body_described(_REQUEST),
    )


async def ask(request: Request, version: str) -> Response:  # noqa: ARG001 -- its path
    """Answer a GraphQL query; every version of theirs is answered alike."""
    served = served_by(request)

    def act(body: bytes) -> Response:
        token = request.headers.get(_TOKEN) or bearer(request)
        cards = caller(served, token, Right.SHOPIFY).registers
        require_apart(list(cards))
        query, variables, operation = _asked(body)
        result = answered(served, cards, query, variables, operation)
        return answer(result.formatted)

    return await with_body(request, WORDS, QUERY_BYTES_MAX, act)


def _asked(body: bytes) -> tuple[str, dict[str, Any], str | None]:
    try:
        found = json.loads(body)
        query, variables = found["query"], found.get("variables")
        operation = found.get("operationName")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as wrong:
        raise Denied(400, 'Send {"query": …, "variables": …} as JSON.') from wrong
    told = isinstance(query, str) and isinstance(variables, dict | None) and isinstance(operation, str | None)
    if not told:
        raise Denied(400, "The query is a text, and variables are an object.")
    return query, variables or {}, operation


def answered(
    served: Served,
    cards: tuple[RegisterCard, ...],
    query: str,
    variables: dict[str, Any],
    operation: str | None = None,
) -> ExecutionResult:
    """Answer a query for sessions of these registers; what is wrong with it is in the answer."""
    try:
        document = parse(query, max_tokens=TOKENS_MAX)
        wrong = validate(schema(), document, max_errors=20)
        if wrong:
            return ExecutionResult(None, wrong)
        cost = _cost(document, variables)
        if cost > COST_MAX:
            words = f"Query cost is {cost}, which exceeds the single query max cost limit ({COST_MAX})."
            return ExecutionResult(None, [GraphQLError(words, extensions={"code": "MAX_COST_EXCEEDED"})])
        result = execute(
            schema(), document, _Root(served, cards), variable_values=variables, operation_name=operation
        )
    except GraphQLError as wrong_query:
        return ExecutionResult(None, [wrong_query])
    except RecursionError:
        return ExecutionResult(None, [GraphQLError("The query is nested too deeply.")])
    assert isinstance(result, ExecutionResult)
    for error in result.errors or ():
        if isinstance(error.original_error, Unavailable):
            raise error.original_error
    return result


class _Root:
    """Where a query begins."""

    def __init__(self, served: Served, cards: tuple[RegisterCard, ...]) -> None:
        self._served = served
        self._cards = cards

    def session(self, id_: str) -> ShownSession | None:
        found = shopify.register_and_shift(id_)
        if found is None:
            raise Denied(400, f"Invalid global id '{id_}'")
        number, no = found
        card = next((card for card in self._cards if card.number == number), None)
        row = None if card is None else self._served.books.shift(card, no)
        return None if row is None else shown(self._served, row)

    def sessions(self, page: Page, sort_key: str, *, reverse: bool) -> dict[str, Any]:
        return sessions(self._served, self._cards, page, sort_key, reverse=reverse)


@cache
def schema() -> GraphQLSchema:
    """Build the schema with what answers its fields."""
    built = build_schema(SCHEMA)
    root = built.type_map["QueryRoot"].fields  # type: ignore[attr-defined] # an object type
    root["cashTrackingSession"].resolve = _one
    root["cashTrackingSessions"].resolve = _many
    fields = built.type_map["CashTrackingSession"].fields  # type: ignore[attr-defined] # an object type
    for field in fields.values():
        field.resolve = _scalar
    fields["adjustments"].resolve = _adjustments
    fields["cashTransactions"].resolve = _transactions
    return built


def _one(root: _Root, _where: GraphQLResolveInfo, id: str) -> ShownSession | None:
    return root.session(id)


def _many(
    root: _Root,
    _where: GraphQLResolveInfo,
    sortKey: str,  # noqa: N803 -- their name
    *,
    reverse: bool | None,
    **page: Any,
) -> dict[str, Any]:
    return root.sessions(Page.wanted(**page), sortKey or "ID", reverse=bool(reverse))


def _scalar(shown_session: ShownSession, where: GraphQLResolveInfo) -> Any:
    return shopify.scalar_fields(shown_session.session)[where.field_name]


def _adjustments(shown_session: ShownSession, _where: GraphQLResolveInfo, **page: Any) -> dict[str, Any]:
    return shown_session.adjustments(Page.wanted(**page))


def _transactions(shown_session: ShownSession, _where: GraphQLResolveInfo, **page: Any) -> dict[str, Any]:
    return shown_session.transactions(Page.wanted(**page))


# -- what a query costs -------------------------------------------------------------------------------------


def _cost(document: DocumentNode, variables: dict[str, Any]) -> int:
    """Add up what the operations of a document could make the books be read for."""
    fragments = {
        each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
    }
    return sum(
        _cost_of(each.selection_set, variables, fragments, 0)
        for each in document.definitions
        if not isinstance(each, FragmentDefinitionNode) and hasattr(each, "selection_set")
    )


def _cost_of(
    selected: SelectionSetNode | None,
    variables: dict[str, Any],
    fragments: dict[str, FragmentDefinitionNode],
    depth: int,
) -> int:
    if selected is None:
        return 0
    if depth > _DEPTH_MAX:
        return COST_MAX + 1
    total = 0
    for each in selected.selections:
        if isinstance(each, FieldNode):
            parts = _cost_of(each.selection_set, variables, fragments, depth + 1)
            total += (1 if each.selection_set else 0) + parts * _length(each, variables)
        elif isinstance(each, FragmentSpreadNode) and each.name.value in fragments:
            fragment = fragments[each.name.value]
            total += _cost_of(fragment.selection_set, variables, fragments, depth + 1)
        elif isinstance(each, InlineFragmentNode):
            total += _cost_of(each.selection_set, variables, fragments, depth + 1)
        if total > COST_MAX:
            return total
    return total


def _length(field: FieldNode, variables: dict[str, Any]) -> int:
    """Say how long the page of a field may be."""
    lengths = [1]
    for argument in field.arguments:
        if argument.name.value not in ("first", "last"):
            continue
        value = argument.value
        if isinstance(value, IntValueNode):
            lengths.append(int(value.value))
        elif isinstance(value, VariableNode):
            given = variables.get(value.name.value)
            lengths.append(given if isinstance(given, int) else PAGE_MAX)
    return min(PAGE_MAX, max(lengths))
