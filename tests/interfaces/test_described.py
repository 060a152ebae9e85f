"""What the interfaces say of themselves is true: whatever is made from it, or against it, is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.formats.day import FullDay
from tests.interfaces.shelf import client_of, shelved
from till.backoffice.books import OfficeBooks
from till.backoffice.office import Office
from till.backoffice.server import application
from till.domain.entries import Entry
from till.formats import toast
from till.interfaces.books import RegisterCard
from till.interfaces.door import Denied, Served
from till.interfaces.shopify import answered, schema

if TYPE_CHECKING:
    from schemathesis import Case
    from schemathesis.schemas import APIOperation

    Operation = APIOperation[Any, Any, Any, Any]

FEW, MANY = 4, 400
OURS = ("/cashmgmt/", "/api/v1/", "/~", "/admin/")


@pytest.fixture
def office(day: FullDay, tmp_path: Any) -> Office:
    entries: list[Entry] = day.entries
    return shelved(tmp_path, entries)


def operations(office: Office) -> list[Operation]:
    # Its import takes seconds, and every worker looks into every test file.
    import schemathesis
    from schemathesis.core.result import Ok

    described = schemathesis.openapi.from_asgi("/openapi.json", application(office))
    found = [each.ok() for each in described.get_all_operations() if isinstance(each, Ok)]
    return [each for each in found if each.path.startswith(OURS)]


def try_all(office: Office, day: FullDay, examples: int) -> set[int]:
    """Ask everything in every way that the description allows, with and without what leads further."""
    statuses: set[int] = set()
    good = client_of(office).headers
    further = {
        **good,
        "Toast-Restaurant-External-ID": toast.restaurant(day.state.rules.heading),
        "X-Shopify-Access-Token": good["Authorization"].removeprefix("Bearer "),
    }
    found = operations(office)
    assert {each.path.split("/")[1] for each in found} >= {"cashmgmt", "api", "~{realm}", "admin"}
    for operation in found:
        _try(operation, [further, good, {"Authorization": "Bearer guessed"}], examples, statuses.add)
    return statuses


def _try(
    operation: Operation, shown: list[dict[str, str]], examples: int, note: Callable[[int], None]
) -> None:
    from schemathesis import GenerationMode

    @seed(1)
    @settings(max_examples=examples, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE),
        headers=st.sampled_from(shown),
        steps=st.booleans(),
    )
    def ask(case: Case[Any], headers: dict[str, str], *, steps: bool) -> None:
        if steps:  # Made-up numbers name nothing that is there.
            names = case.path_parameters or {}
            names.update({name: value for name, value in _THERE.items() if name in names})
        reply = case.call(headers=headers)
        assert reply.status_code < 500, (case.as_curl_command(), reply.text)
        note(reply.status_code)

    ask()


_THERE = {"realm": "till", "client": "1", "id": "1000001", "version": "2025-10"}


def test_what_is_made_from_the_description_is_answered(office: Office, day: FullDay) -> None:
    assert try_all(office, day, FEW) >= {200, 401, 403}


@pytest.mark.interfaces
def test_much_that_is_made_from_the_description_is_answered(office: Office, day: FullDay) -> None:
    assert try_all(office, day, MANY) >= {200, 400, 401, 403, 404, 422}


def ask_queries(office: Office, examples: int) -> int:
    """Ask what can be made from the schema; say how often there was an answer without an error."""
    from hypothesis_graphql import queries

    books = OfficeBooks(office)
    cards: tuple[RegisterCard, ...] = tuple(books.registers())
    served = Served(books, lambda _token: None, office.clock)
    well = 0

    @seed(1)
    @settings(max_examples=examples, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(query=queries(schema(), allow_x00=False))
    def ask(query: str) -> None:
        nonlocal well
        result = answered(served, cards, query, {})
        for error in result.errors or ():
            # What is the matter is said by us or by the library; nothing failed in a way nobody foresaw.
            assert error.original_error is None or isinstance(error.original_error, Denied), query
        well += not result.errors

    ask()
    return well


def test_queries_made_from_the_schema_are_answered(office: Office) -> None:
    assert ask_queries(office, 25) >= 0


@pytest.mark.interfaces
def test_many_queries_made_from_the_schema_are_answered(office: Office) -> None:
    assert ask_queries(office, 3_000) > 0
