"""What the server says of itself in OpenAPI is true: whatever is made from it, or against it, is answered."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.backoffice.registers import Sender
from till.backoffice.office import Office
from till.backoffice.server import application
from till.backoffice.signing_in import OfficeRole, set_person, sign_in
from till.wire.batches import CONTENT_TYPE

if TYPE_CHECKING:
    from schemathesis import Case, GenerationMode
    from schemathesis.schemas import APIOperation

    Operation = APIOperation[Any, Any, Any, Any]

PASSWORD = "a long password"
FEW, MANY = 3, 400

Body = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(lambda text: gzip.compress(text.encode(errors="replace"))),
    st.recursive(st.none() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3)).map(
        lambda value: gzip.compress(repr(value).encode(errors="replace") + b"\n")
    ),
)


def operations(office: Office) -> list[Operation]:
    # Its import takes seconds, and every worker looks into every test file.
    import schemathesis
    from schemathesis.core.result import Ok

    schemathesis.openapi.media_type(CONTENT_TYPE, Body)
    described = schemathesis.openapi.from_asgi("/openapi.json", application(office))
    found = [each.ok() for each in described.get_all_operations() if isinstance(each, Ok)]
    ours = [each for each in found if each.path.startswith("/v1/")]
    # Who has signed out sees nothing of the rest.
    return sorted(ours, key=lambda operation: operation.method.upper() == "DELETE")


def tokens(office: Office, sender: Sender) -> list[str]:
    """Give the token of a register, of a person, and of nobody."""
    set_person(office, "Olga", PASSWORD, OfficeRole.OWNER)
    return [sender.token, sign_in(office, "Olga", PASSWORD) or "", "guessed"]


def try_all(office: Office, sender: Sender, examples: int) -> set[int]:
    """Ask everything in every way that the description allows, and in ways that it does not."""
    from schemathesis import GenerationMode

    statuses: set[int] = set()
    shown = tokens(office, sender)
    for operation in operations(office):
        _try(operation, GenerationMode.POSITIVE, shown, examples, statuses.add)
        if can_be_wrong(operation):
            _try(operation, GenerationMode.NEGATIVE, shown, examples, statuses.add)
    return statuses


def can_be_wrong(operation: Operation) -> bool:
    """Say whether there is a wish that the description does not allow; any bytes are a batch."""
    has_fields = operation.path in ("/v1/enrolments", "/v1/sessions") and bool(operation.body)
    kinds = [each.definition["schema"].get("type") for each in operation.path_parameters]
    return has_fields or "integer" in kinds


def _try(
    operation: Operation,
    mode: GenerationMode,
    shown: list[str],
    examples: int,
    note: Callable[[int], None],
) -> None:
    @seed(1)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), token=st.sampled_from(shown))
    def ask(case: Case[Any], token: str) -> None:
        answered = case.call(headers={"Authorization": f"Bearer {token}"})
        assert answered.status_code < 500, (case.as_curl_command(), answered.text)
        assert not any(each in answered.text for each in shown[:2])
        note(answered.status_code)

    ask()


def test_what_is_made_from_the_description_is_answered(sender: Sender, office: Office) -> None:
    assert try_all(office, sender, FEW) >= {200, 401}


@pytest.mark.sync
def test_much_that_is_made_from_the_description_is_answered(sender: Sender, office: Office) -> None:
    assert try_all(office, sender, MANY) >= {200, 401, 403, 404, 422}
