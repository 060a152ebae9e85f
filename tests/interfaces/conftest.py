"""A day on which everything happens, in an office; and a register that talks to one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.formats.day import FullDay, full_day
from tests.interfaces.counter import Counter
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


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A register that is known at its office, in a folder, and its token there."""
    folder = tmp_path_factory.mktemp("prepared")
    return folder, Counter.prepare(folder)


@pytest.fixture
def counter(tmp_path: Path, prepared: tuple[Path, str]) -> Iterator[Counter]:
    """A copy of it for one test."""
    folder, token = prepared
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    made = Counter(tmp_path, token)
    yield made
    made.close()
