"""A day on which everything happens, in an office."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.formats.day import FullDay, full_day
from tests.interfaces.shelf import Client, client_of, shelved
from till.backoffice.office import Office


@pytest.fixture(scope="session")
def day() -> FullDay:
    """The day: the first drawer's shift is closed, the second's runs."""
    return full_day()


@pytest.fixture(scope="session")
def full_office(day: FullDay, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office that holds it; nobody changes anything there."""
    office = shelved(tmp_path_factory.mktemp("office"), day.entries)
    yield office
    office.engine.dispose()


@pytest.fixture(scope="session")
def client(full_office: Office) -> Client:
    """Somebody who may ask everything."""
    return client_of(full_office)
